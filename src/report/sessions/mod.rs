//! Treatments in a row in words: the gap between them, when the next fits, what comes before it, what they cost.
//!
//! May use `domain`.

mod before;
mod gap;
mod money;

use chrono::NaiveDate;

use crate::domain::plan::countdown;
use crate::domain::{Catalog, Moment, SourceId};

pub use before::before;
pub use gap::{found, in_short, next_session};
pub use money::{beside, money, together};

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Ordinary.
    Plain,
    /// May be overlooked.
    Quiet,
    /// Must not be overlooked.
    Strong,
    /// The heading of what follows.
    Heading,
}

/// A sentence, with a word or a date that stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// How it is meant.
    pub weight: Weight,
    /// What stands before it; empty for a whole line.
    pub lead: String,
    /// The sentence.
    pub text: String,
}

impl Said {
    fn new(weight: Weight, text: impl Into<String>) -> Self {
        Self { weight, lead: String::new(), text: text.into() }
    }

    fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self { weight: Weight::Plain, lead: lead.into(), text: text.into() }
    }
}

/// When something planned is, and how long until then: `in 12 days, Friday 4 December 2026, 10:00`.
#[must_use]
pub fn when(at: Moment, date: NaiveDate, today: NaiveDate) -> String {
    let clock = match at {
        Moment::At(at) => format!(", {}", at.format("%H:%M")),
        Moment::On(_) => String::new(),
    };
    format!("{}, {}{clock}", countdown(date, today), date.format("%A %-d %B %Y"))
}

fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// What the sources of an answer weigh, for a list of several answers: `A`, `C and D`.
fn grades(sources: &[SourceId], catalog: &Catalog) -> String {
    let grades = sources.iter().filter_map(|id| catalog.source(id)).map(|source| source.grade);
    let grades: std::collections::BTreeSet<_> = grades.collect();
    let words: Vec<_> = grades.iter().map(ToString::to_string).collect();
    format!("evidence {}", words.join(" and "))
}

/// Who says so, each with what the source weighs.
fn who(sources: &[SourceId], catalog: &Catalog) -> String {
    let known = sources.iter().filter_map(|id| catalog.source(id));
    known.map(|source| format!("{} ({})", source.title, source.grade)).collect::<Vec<_>>().join("; ")
}
