//! `mendlog seen`: "I was seen; they said …", from the shell.

use std::collections::BTreeMap;

use super::near::near;
use super::output::{counted, print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use super::{Outcome, chosen_date, free_text, wrong};
use crate::domain::text::clean_line;
use crate::domain::visit::seen_events;
use crate::domain::{BetterWithin, Diary, Moment, Treatment, Warning, WarningEvent, assess};
use crate::exchange::assessment_json::{self, judge};

/// Note that somebody saw your skin: what they said, and within how many days it should be better
///
/// Until those days are over, what they saw speaks more quietly, as something to watch. It speaks again when the days are
/// over and it is not gone, and at once when anything is new or worse. What you type here stays in the history of your shell;
/// begin the line with a space if your shell leaves such lines out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mendlog seen antibiotics for a week
  mendlog seen --days 5 \"irritated, no infection; a cream\"
  mendlog seen --at \"yesterday\" --rule pus keep it dry")]
pub struct Arguments {
    /// What they said, in your words
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Within how many days it should be better, 1 to 28
    #[arg(long, default_value_t = BetterWithin::OFFERED.days(), allow_negative_numbers = true)]
    days: u8,
    /// Only this warning was seen, by its rule; all that are open when left out
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// When it was: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"; now when left out
    #[arg(long)]
    at: Option<String>,
    /// Show what it would change without saving anything
    #[arg(long)]
    dry_run: bool,
    /// Print how things stand then as JSON
    #[arg(long)]
    json: bool,
}

/// Saves the visit for each warning that was seen, and tells how things stand then.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let mut diary = setting.diary()?;
    let events = arguments.events(&diary, setting)?;
    if arguments.dry_run {
        say("Nothing is saved, because of --dry-run.");
    } else {
        let mut journal = setting.journal()?;
        journal.add_events(&events, setting.now)?;
        say(&format!("Saved: you were seen, about {}.", counted(events.len(), "warning", "warnings")));
    }
    diary.events.extend(events.iter().cloned());
    if arguments.json {
        let judged = judge(&diary, |id| setting.library.protocol(id), Some(Moment::At(setting.now)));
        let mut text = Vec::new();
        assessment_json::write(&judged, &BTreeMap::new(), &mut text)?;
        print_file(&String::from_utf8_lossy(&text))?;
    } else {
        print(&told(&diary, &events, setting))?;
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn events(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<Vec<WarningEvent>> {
        let better_within =
            BetterWithin::try_from(self.days).map_err(|error| wrong(format!("--days: {error}. Nothing was saved.")))?;
        let treatments = diary.treatments_by_time();
        let treatment = treatments.last().ok_or_else(|| wrong(NO_TREATMENT))?;
        let assessment = assess(&diary.healing(treatment), setting.library.protocol(&treatment.protocol));
        let seen = self.seen(assessment.open_warnings())?;
        let at = match self.at.as_deref() {
            None => seen.iter().map(|warning| warning.raised_at).fold(setting.now, Ord::max),
            Some(typed) => {
                let moment = chosen_date::moment(Some(typed), setting.now, diary.day_end)?;
                let at = moment.instant(*setting.now.offset()).min(setting.now);
                refuse_earlier_than_raised(&seen, at, treatment, diary)?;
                at
            }
        };
        let words = free_text("what was said", Some(&self.words.join(" ")))?;
        Ok(seen_events(&seen, at, &clean_line(&words), better_within))
    }

    /// The warnings that were seen, of those that are open.
    fn seen<'a>(&self, open: Vec<&'a Warning>) -> anyhow::Result<Vec<&'a Warning>> {
        if open.is_empty() {
            return Err(wrong("no warning is open after the last treatment, so nothing can wait. Nothing was saved."));
        }
        if self.rule.is_empty() {
            return Ok(open);
        }
        let named = |name: &String| {
            let names = || open.iter().map(|warning| warning.rule.id.as_str());
            open.iter().copied().find(|warning| warning.rule.id.as_str() == name).ok_or_else(|| {
                let close = near(name, names());
                let known = if close.is_empty() { names().collect::<Vec<_>>() } else { close }.join(", ");
                wrong(format!("no open warning is called \"{}\"; open: {known}. Nothing was saved.", clean_line(name)))
            })
        };
        self.rule.iter().map(named).collect()
    }
}

fn refuse_earlier_than_raised(
    seen: &[&Warning],
    at: chrono::DateTime<chrono::FixedOffset>,
    treatment: &Treatment,
    diary: &Diary,
) -> anyhow::Result<()> {
    let later = seen.iter().find(|warning| treatment.instant_of(warning.since, diary.day_end) >= at);
    later.map_or(Ok(()), |warning| {
        Err(wrong(format!(
            "\"{}\" began on day {}, after that; name a later time with --at, or leave it out. Nothing was saved.",
            warning.rule.title, warning.since_day
        )))
    })
}

/// Each warning that was seen, and how it stands now.
fn told(diary: &Diary, events: &[WarningEvent], setting: &Setting) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(treatment) = diary.treatments_by_time().last().copied() else { return lines };
    let mut assessment = assess(&diary.healing(treatment), setting.library.protocol(&treatment.protocol));
    assessment.let_days_pass(treatment.day_of(Moment::At(setting.now), diary.day_end));
    let open = assessment.open_warnings().into_iter();
    for warning in open.filter(|warning| events.iter().any(|event| event.rule == warning.rule.id)) {
        lines.push(format!("{}: {}", setting.paint.level(warning.triage()), warning.rule.title));
        lines.extend(wrapped("  ", &warning.advice()));
    }
    lines.push("`mendlog status` tells how all stands.".to_owned());
    lines
}
