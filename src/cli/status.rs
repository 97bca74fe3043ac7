//! `mendlog status`: how things stand now.

use std::collections::BTreeMap;

use super::Outcome;
use super::output::{print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use super::verdict::{Telling, ending};
use crate::domain::{AssessedEntry, Diary, Entry, Moment, Treatment};
use crate::exchange::assessment_json::{self, Judged, judge};

/// Tell how things stand now: the day, the verdict, what is open and whom to ring
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Print the whole assessment as JSON
    #[arg(long)]
    json: bool,
    /// Tell how loud things stand by the exit code: 0, 10, 11 or 12
    #[arg(long)]
    exit_code: bool,
}

/// Judges the journal at this moment, and tells it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    let judged = judge(&diary, |id| setting.library.protocol(id), Some(Moment::At(setting.now)));
    if arguments.json {
        let mut text = Vec::new();
        assessment_json::write(&judged, &BTreeMap::new(), &mut text)?;
        print_file(&String::from_utf8_lossy(&text))?;
    } else {
        tell(&diary, &judged, setting)?;
    }
    Ok(Outcome::told(arguments.exit_code, judged.triage()))
}

fn tell(diary: &Diary, judged: &Judged<'_>, setting: &Setting) -> anyhow::Result<()> {
    let now = judged.now.as_ref();
    let current = now.and_then(|now| diary.treatment(now.treatment.as_ref()?).zip(now.day));
    let (Some(now), Some((treatment, day))) = (now, current) else {
        say(&capitalised(NO_TREATMENT));
        return Ok(());
    };
    let telling = Telling { library: &setting.library, diary, paint: setting.paint };
    let performed = treatment.performed_at.date(diary.day_end).format("%-d %B %Y");
    let mut lines =
        vec![telling.level(now.triage, judged.last()), format!("Day {day} after the treatment of {performed}.")];
    lines.push(last_entry(diary, treatment, judged.last()));
    lines.extend(
        setting
            .library
            .sheet()
            .into_iter()
            .flat_map(|sheet| wrapped("", &format!("Your provider's sheet is used: {}.", sheet.title()))),
    );
    let loudest = now
        .open_warnings
        .iter()
        .find(|warning| warning.triage() == now.triage)
        .and_then(|warning| diary.treatment(&warning.treatment))
        .unwrap_or(treatment);
    lines.extend(telling.call(now.triage, loudest, &now.open_warnings, judged.last(), setting.now));
    lines.extend(now.open_warnings.iter().flat_map(|warning| telling.warning(warning)));
    lines.extend(telling.findings(now.silence.iter()));
    let quiet = judged.last().into_iter().flat_map(|last| &last.findings).filter(|finding| !finding.triage().warns());
    lines.extend(if now.triage.warns() { telling.named(quiet) } else { telling.findings(quiet) });
    lines.extend(ending());
    print(&lines)
}

fn last_entry(diary: &Diary, treatment: &Treatment, last: Option<&AssessedEntry>) -> String {
    match last.map(|last| &last.entry) {
        None => "Begin with `mendlog log redness=2 peeling=1`, or `mendlog`.".to_owned(),
        Some(Entry { at: Moment::At(at), .. }) => {
            let day = treatment.day_of(Moment::At(*at), diary.day_end);
            format!("Last check-in: day {day}, {}.", at.format("%-d %B %Y %H:%M"))
        }
        Some(Entry { at: Moment::On(date), .. }) => {
            let day = treatment.day_of(Moment::On(*date), diary.day_end);
            format!("Last check-in: day {day}, {}.", date.format("%-d %B %Y"))
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
