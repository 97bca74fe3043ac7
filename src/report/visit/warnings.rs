//! The warnings of the period, what was done about them, and how they stand at its end.
//!
//! May use `domain`.

use std::cmp::Reverse;

use super::chapter::Chapter;
use super::days::{clock, moment};
use super::standing::state_of;
use crate::domain::text::clean_line;
use crate::domain::warning::{Act, ClosedBy};
use crate::domain::{Day, Warning};
use crate::report::page::{Cell, Part, Table, Tone};

/// One row for each warning that was open in the period, open ones first, then the loudest.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let mut warnings: Vec<_> = chapter.assessment.warnings().filter(|warning| lies_in(warning, chapter)).collect();
    warnings.sort_by_key(|warning| (Reverse(warning.is_open()), Reverse(warning.rule.triage), warning.since_day));
    let rows: Vec<_> = warnings.into_iter().map(|warning| row(warning, chapter)).collect();
    let heads = ["Warning", "Raised", "What was done", "How it stands"].map(str::to_owned).into();
    let title = "Warnings, and what was done".to_owned();
    (!rows.is_empty()).then_some(Part::Table(Table { title, heads, rows }))
}

fn lies_in(warning: &Warning, chapter: &Chapter<'_>) -> bool {
    let ended = warning.closed.as_ref().map(|closing| chapter.day_of(closing.at));
    warning.since_day <= chapter.last && ended.is_none_or(|ended| ended >= chapter.first)
}

fn row(warning: &Warning, chapter: &Chapter<'_>) -> Vec<Cell> {
    let level = warning.rule.triage;
    let done: Vec<_> = warning.acts.iter().map(|(at, act)| format!("{} {}", clock(*at), done(act))).collect();
    let done = if done.is_empty() { "nothing noted".to_owned() } else { done.join("; ") };
    vec![
        Cell::new(format!("{}: {}", level.word(), warning.rule.title), Tone::Level(level)),
        Cell::plain(raised(warning, warning.since_day, chapter)),
        Cell::plain(clean_line(&done)),
        Cell::plain(clean_line(&stands(warning, chapter))),
    ]
}

fn raised(warning: &Warning, day: Day, chapter: &Chapter<'_>) -> String {
    let first = format!("day {day} ({})", chapter.date(day));
    match warning.times_raised {
        0 | 1 => first,
        times => format!("{first}, {times} times, last {}", clock(warning.raised_at)),
    }
}

fn done(act: &Act) -> String {
    let said = |lead: &str, words: &str| match clean_line(words) {
        words if words.is_empty() => lead.to_owned(),
        words => format!("{lead}: \"{words}\""),
    };
    match act {
        Act::Acknowledged => "read".to_owned(),
        Act::Called => "rang".to_owned(),
        Act::Answered(words) => said("they said", words),
        Act::Closed(words) => said("closed by the patient", words),
        Act::Seen { words, better_within } => said(&format!("seen, better within {better_within}"), words),
    }
}

fn stands(warning: &Warning, chapter: &Chapter<'_>) -> String {
    let Some(closing) = &warning.closed else { return format!("open: {}", state_of(warning)) };
    match &closing.by {
        ClosedBy::Patient(_) => format!("closed by the patient, {}", moment(closing.at)),
        ClosedBy::Entry(_) => {
            let day = chapter.day_of(closing.at);
            format!("over by the check-in of day {day} ({})", chapter.date(day))
        }
    }
}
