//! `mendlog log`: one check-in from the shell, judged like one from the screen.

use super::output::{print, say};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use super::verdict::{Telling, ending};
use super::{Outcome, answers, chosen_date, free_text, wrong};
use crate::app::rejudged::Verdicts;
use crate::domain::{Answer, AssessedEntry, Catalog, Day, Diary, Entry, Moment, Now, Treatment};
use crate::exchange::assessment_json::{Judged, judge};
use crate::host;

/// Record how the skin is, and see how that compares with what is described for the day
///
/// A symptom that you leave out counts as not recorded, never as none. What you type here, notes included, stays in the
/// history of your shell; begin the line with a space if your shell leaves such lines out, or write notes in the screen.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mendlog log redness=2 peeling=1 pain=not_sure
  mendlog log redness=1 --date yesterday --none-of-these
  mendlog log swelling=3 --sign warmth --no-sign fever --note \"left cheek\"

Grades: 0 none, 1 slight, 2 clear, 3 marked, 4 extreme, or not_sure. Symptoms and signs may be shortened while
it stays clear which one is meant; a wrong one is answered with the list.")]
pub struct Arguments {
    /// Symptoms with their grades, such as redness=2
    #[arg(value_name = "SYMPTOM=GRADE")]
    grades: Vec<String>,
    /// When it was like this: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"; now when left out
    #[arg(long)]
    date: Option<String>,
    /// Which treatment: its number or id as `mendlog treatment list` shows it; the last one before the date when left out
    #[arg(long, value_name = "ID")]
    treatment: Option<String>,
    /// A danger sign that is there
    #[arg(long, value_name = "SIGN", value_delimiter = ',')]
    sign: Vec<String>,
    /// A danger sign that is not there
    #[arg(long, value_name = "SIGN", value_delimiter = ',')]
    no_sign: Vec<String>,
    /// A danger sign you looked for and are not sure about
    #[arg(long, value_name = "SIGN", value_delimiter = ',')]
    unsure_sign: Vec<String>,
    /// Answer no to every other danger sign that the checklist of that day asks about
    #[arg(long)]
    none_of_these: bool,
    /// A note in your own words; a line that ends with a question mark goes to the questions of `mendlog report`
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Show the verdict without saving anything
    #[arg(long)]
    dry_run: bool,
}

/// Builds the entry, saves it, and tells its verdict.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let mut diary = setting.diary()?;
    let entry = arguments.entry(&diary, setting)?;
    if arguments.dry_run {
        say("Nothing is saved, because of --dry-run.");
    } else {
        setting.journal()?.save_entry(&entry, setting.now)?;
        say(&format!("Saved: {}.", told(&entry, &setting.library.catalog)));
    }
    let id = entry.id.clone();
    let before = Verdicts::of_diary(&diary, &setting.library);
    diary.entries.push(entry);
    let judged = judge(&diary, |id| setting.library.protocol(id), Some(Moment::At(setting.now)));
    if let Some((_, assessed)) = judged.entries.iter().find(|(_, assessed)| assessed.entry.id == id) {
        print(&verdict(assessed, &diary, &judged, setting))?;
        let after = Verdicts::of_diary(&diary, &setting.library);
        before.beside(&id, &after).iter().for_each(|words| say(words));
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn entry(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<Entry> {
        let at = chosen_date::moment(self.date.as_deref(), setting.now, diary.day_end)?;
        let treatment = self.treatment(diary, at)?;
        let catalog = &setting.library.catalog;
        let mut entry = Entry::new(host::new_id().into(), treatment.id.clone(), at);
        entry.recorded_at = Some(setting.now);
        entry.grades = answers::grades(&self.grades, catalog)?;
        answers::answer(&mut entry.signs, &self.sign, Answer::Yes, catalog)?;
        answers::answer(&mut entry.signs, &self.no_sign, Answer::No, catalog)?;
        answers::answer(&mut entry.signs, &self.unsure_sign, Answer::NotSure, catalog)?;
        if self.none_of_these {
            let day = treatment.day_of(at, diary.day_end);
            let asked = catalog.signs.iter().filter(|sign| sign.is_asked_on(day, treatment.device, &diary.patient));
            for sign in asked {
                entry.signs.entry(sign.id.clone()).or_insert(Answer::No);
            }
        }
        entry.note = free_text("--note", self.note.as_deref())?;
        if entry.is_empty() {
            return Err(wrong("nothing was given to record; write for example `mendlog log redness=2 peeling=1`"));
        }
        Ok(entry)
    }

    /// The treatment the entry tells about; it must lie before the moment described.
    fn treatment<'a>(&self, diary: &'a Diary, at: Moment) -> anyhow::Result<&'a Treatment> {
        let is_before = |treatment: &&Treatment| {
            let day = treatment.day_of(at, diary.day_end);
            let same_day_before =
                matches!(treatment.performed_at, Moment::At(_)) && treatment.hours_to(at, diary.day_end) < 0.0;
            day >= Day::TREATMENT && !same_day_before
        };
        let too_early = |first: &Treatment| {
            let when = first.performed_at.date(diary.day_end);
            wrong(format!(
                "that is before the treatment of {when}; name a date from {when} on, or another treatment with \
                 --treatment. Nothing was saved."
            ))
        };
        if let Some(name) = &self.treatment {
            let named = treatment_named(diary, name)?;
            return Some(named).filter(is_before).ok_or_else(|| too_early(named));
        }
        let treatments = diary.treatments_by_time();
        let first = treatments.first().ok_or_else(|| wrong(NO_TREATMENT))?;
        treatments.iter().copied().rev().find(is_before).ok_or_else(|| too_early(first))
    }
}

fn verdict(assessed: &AssessedEntry, diary: &Diary, judged: &Judged<'_>, setting: &Setting) -> Vec<String> {
    let telling = Telling { library: &setting.library, diary, paint: setting.paint };
    let Some(treatment) = diary.treatment(&assessed.entry.treatment) else { return Vec::new() };
    let open = judged.now.as_ref().map_or(&[][..], |now: &Now| &now.open_warnings);
    let performed = treatment.performed_at.date(diary.day_end).format("%-d %B %Y");
    let mut lines = vec![
        telling.level(assessed.triage, Some(assessed)),
        format!("Day {} after the treatment of {performed}.", assessed.day),
    ];
    lines.extend(telling.call(assessed.triage, treatment, open, Some(assessed), setting.now));
    lines.extend(telling.findings(assessed.findings.iter()));
    if judged.triage() > assessed.triage {
        lines.push(String::new());
        lines.push(format!(
            "How things stand now is louder than this check-in: {}",
            telling.level(judged.triage(), Some(assessed))
        ));
        lines.push("`mendlog status` tells why.".to_owned());
    }
    lines.extend(ending());
    lines
}

/// What an entry says, in a line, so that a misread word shows at once.
fn told(entry: &Entry, catalog: &Catalog) -> String {
    let grades = entry.grades.iter().map(|(symptom, rating)| {
        let name = catalog.symptom_name(symptom).to_lowercase();
        rating.grade().map_or(format!("{name} not sure"), |grade| format!("{name} {grade}"))
    });
    let signs = entry.signs.iter().filter(|(_, answer)| **answer != Answer::No);
    let signs = signs.map(|(sign, answer)| format!("{} {}", catalog.sign_name(sign).to_lowercase(), answer.word()));
    let no = entry.signs.values().filter(|answer| **answer == Answer::No).count();
    let no = (no > 0).then(|| format!("no to {no} danger sign{}", if no == 1 { "" } else { "s" }));
    let note = (!entry.note.is_empty()).then(|| "a note".to_owned());
    grades.chain(signs).chain(no).chain(note).collect::<Vec<_>>().join(", ")
}
