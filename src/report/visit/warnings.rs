//! The warnings of the period, what was done about them, and how they stand at its end.
//!
//! May use `domain`.

use std::cmp::Reverse;

use super::chapter::Chapter;
use super::outside::named;
use super::standing::state_of;
use crate::domain::Warning;
use crate::domain::text::clean_line;
use crate::domain::warning::{Act, ClosedBy};
use crate::report::page::{Cell, Part, Table, Tone};

/// One row for all warnings of which the same is to be told, open ones first, then the loudest.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let mut warnings: Vec<_> = chapter.assessment.warnings().filter(|warning| lies_in(warning, chapter)).collect();
    warnings.sort_by_key(|warning| (Reverse(warning.is_open()), Reverse(warning.rule.triage), warning.since_day));
    let mut told: Vec<([String; 3], Vec<&Warning>)> = Vec::new();
    for warning in warnings {
        let words = [raised(warning, chapter), acts(warning, chapter), stands(warning, chapter)];
        match told.iter_mut().find(|(others, _)| *others == words) {
            Some((_, together)) => together.push(warning),
            None => told.push((words, vec![warning])),
        }
    }
    let rows: Vec<_> = told.into_iter().map(|(words, together)| row(words, &together)).collect();
    let heads = ["Warning", "Raised", "What was done", "How it stands"].map(str::to_owned).into();
    let title = "Warnings, and what was done".to_owned();
    (!rows.is_empty()).then_some(Part::Table(Table { title, heads, rows }))
}

fn lies_in(warning: &Warning, chapter: &Chapter<'_>) -> bool {
    let ended = warning.closed.as_ref().map(|closing| chapter.day_of(closing.at));
    warning.since_day <= chapter.last && ended.is_none_or(|ended| ended >= chapter.first)
}

fn row(words: [String; 3], together: &[&Warning]) -> Vec<Cell> {
    let name = named(together.iter().map(|warning| (&*warning.rule).into()));
    let level = together.iter().map(|warning| warning.rule.triage).max().unwrap_or_default();
    let told = words.into_iter().map(|words| Cell::plain(clean_line(&words)));
    std::iter::once(Cell::new(name, Tone::Level(level))).chain(told).collect()
}

fn raised(warning: &Warning, chapter: &Chapter<'_>) -> String {
    let day = warning.since_day;
    let first = format!("day {day} ({})", chapter.date(day));
    match warning.times_raised {
        0 | 1 => first,
        times => format!("{first}, {times} times, last {}", chapter.year().clock(warning.raised_at)),
    }
}

fn acts(warning: &Warning, chapter: &Chapter<'_>) -> String {
    let year = chapter.year();
    let acts: Vec<_> = warning.acts.iter().map(|(at, act)| format!("{} {}", year.clock(*at), done(act))).collect();
    match &warning.care {
        _ if !acts.is_empty() => acts.join("; "),
        Some(care) => format!("what it belongs to was seen on {}{}", care.visit.on(), care.visit.they_said()),
        None => "nothing noted".to_owned(),
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
        ClosedBy::Patient(_) => format!("closed by the patient, {}", chapter.year().moment(closing.at)),
        ClosedBy::Entry(_) => {
            let day = chapter.day_of(closing.at);
            format!("over by the check-in of day {day} ({})", chapter.date(day))
        }
    }
}
