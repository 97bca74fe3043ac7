//! Cards: a few words on what is happening, why one looks like this, and what is not so.
//!
//! Uses the day and the ids.

use serde::Deserialize;

use super::day::Day;
use super::id::{CardId, SourceId};

/// Something worth knowing on some days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Name in files.
    pub id: CardId,
    /// First day.
    pub from_day: i32,
    /// Last day; none when it is worth knowing from then on.
    #[serde(default)]
    pub to_day: Option<i32>,
    /// What it is about, at most 60 columns.
    pub title: String,
    /// The words.
    pub words: String,
    /// Whether it sets straight something that is often said.
    #[serde(default)]
    pub myth: bool,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

impl Card {
    /// Whether it is worth knowing on a day.
    #[must_use]
    pub fn is_for(&self, day: Day) -> bool {
        self.from_day <= day.number() && self.to_day.is_none_or(|last| day.number() <= last)
    }
}
