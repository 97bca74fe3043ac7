//! The gap to the treatment before, and when the next one fits.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::{Said, Weight, day, grades};
use crate::domain::plan::countdown;
use crate::domain::spacing::{Reach, Unhealed, Window};
use crate::domain::{CareTopic, Catalog, Concern, DayEnd, Protocol, Spacing};

/// From so many treatments in the days counted on, their number is said.
const MANY: usize = 3;

/// What was found about the gap, in a few words for a list.
#[must_use]
pub fn in_short(spacing: &Spacing<'_>) -> Option<String> {
    let days = days_after(spacing.days);
    match (spacing.concern(), spacing.gap) {
        (Concern::None, _) => None,
        (_, Concern::None) => Some("the last one has not healed".to_owned()),
        (_, Concern::Warning) => Some(format!("soon: {days} the last")),
        (_, Concern::Strong) => Some(format!("TOO SOON: {days} the last")),
    }
}

/// All that was found about the gap, the gravest first; it forbids nothing.
#[must_use]
pub fn found(spacing: &Spacing<'_>, protocol: &Protocol, day_end: DayEnd) -> Vec<Said> {
    let mut said = vec![gap(spacing, day_end)];
    said.extend(spacing.unhealed.iter().map(|one| Said::new(Weight::Strong, unhealed(one, &protocol.catalog))));
    said.extend(spacing.not_looked_since.iter().map(|one| {
        let text = format!("When you last wrote, {} Look at the skin before the day.", seen(one, &protocol.catalog));
        Said::new(Weight::Plain, text)
    }));
    let Some(figures) = &protocol.spacing else { return said };
    if spacing.recent >= MANY {
        let (count, days) = (spacing.recent, figures.counted_days);
        said.push(Said::new(Weight::Plain, format!("There were {count} treatments in the {days} days before it.")));
    }
    if spacing.concern() > Concern::None {
        said.push(Said::new(Weight::Plain, figures.why.clone()));
        said.push(Said::new(Weight::Plain, "Talk the date over with your provider. Nothing here forbids it."));
    }
    if spacing.reach == Reach::Shallow {
        said.push(Said::new(Weight::Quiet, figures.shallow.why.clone()));
    }
    said.extend(whose(protocol));
    said
}

fn gap(spacing: &Spacing<'_>, day_end: DayEnd) -> Said {
    let last = day(spacing.last.performed_at.date(day_end));
    let days = days_after(spacing.days);
    let short = spacing.gaps;
    match spacing.gap {
        Concern::None => Said::new(Weight::Plain, format!("It is {days} the treatment of {last}.")),
        Concern::Warning => Said::new(
            Weight::Strong,
            format!("SOON: only {days} the treatment of {last}; under {} days is noted.", short.warn_below),
        ),
        Concern::Strong => Said::new(
            Weight::Strong,
            format!(
                "TOO SOON: only {days} the treatment of {last}; under {} days counts as overdoing it.",
                short.strong_below
            ),
        ),
    }
}

fn days_after(days: i32) -> String {
    match days {
        0 => "the same day as".to_owned(),
        1 => "1 day after".to_owned(),
        days => format!("{days} days after"),
    }
}

fn unhealed(one: &Unhealed, catalog: &Catalog) -> String {
    match one {
        Unhealed::Warning(title) => format!("NOT HEALED: a warning from the last one is open: {title}."),
        Unhealed::Symptom { .. } => format!("NOT HEALED: when you last looked, {}", seen(one, catalog)),
    }
}

fn seen(one: &Unhealed, catalog: &Catalog) -> String {
    match one {
        Unhealed::Warning(title) => format!("a warning was open: {title}."),
        Unhealed::Symptom { symptom, grade, day } => {
            let name = catalog.symptom_name(symptom).to_lowercase();
            format!("on day {day} after it, {name} was still {}.", grade.word())
        }
    }
}

/// When the next session fits after the last one.
#[must_use]
pub fn next_session(window: Option<Window>, protocol: &Protocol, today: NaiveDate) -> Vec<Said> {
    let Some(figures) = &protocol.spacing else { return Vec::new() };
    let mut said = match window {
        None => vec![Said::led("Next session", figures.shallow.why.clone())],
        Some(window) => {
            let (from, to) = (figures.window_from / 7, figures.window_to / 7);
            let text = format!("{}, {from} to {to} weeks after the last", between(window, today));
            vec![Said::led("Next session", text)]
        }
    };
    said.extend(whose(protocol));
    said
}

fn between(Window { from, to }: Window, today: NaiveDate) -> String {
    let span = format!("{} to {}", day(from), day(to));
    match () {
        () if today < from => format!("{span}, which begins {}", countdown(from, today)),
        () if today <= to => format!("{span}, which is now"),
        () => format!("{span}, which is over; there is no harm in waiting longer"),
    }
}

/// Whose answer counts: the provider's sheet before the published ones, which differ.
fn whose(protocol: &Protocol) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some((sheet, words)) =
        protocol.sheet.as_deref().and_then(|sheet| Some((sheet, sheet.care(CareTopic::NextSession)?)))
    {
        said.push(Said::new(Weight::Strong, format!("Your provider's sheet, {}, comes first: {words}", sheet.title())));
    }
    let differ = protocol.disagreements.iter().find(|one| one.settled_by == Some(CareTopic::NextSession));
    said.extend(differ.map(|one| {
        let answers = one.answers.iter();
        let answers = answers.map(|one| format!("{} ({})", one.says, grades(&one.sources, &protocol.catalog)));
        let answers = answers.collect::<Vec<_>>().join(", ");
        Said::new(Weight::Quiet, format!("Sources differ: {answers}. {}", one.whose_is_used(protocol)))
    }));
    said
}
