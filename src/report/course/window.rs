//! Which part of a course is looked at.
//!
//! May use `domain`.

use crate::domain::Day;

/// The days a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub first: Day,
    /// The last day, not before the first.
    pub last: Day,
}

impl Window {
    /// How many days it holds, at least one.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(self.last.since(self.first)).unwrap_or(0).saturating_add(1)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Whether the treatment before is drawn as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastTime {
    /// As a faint line.
    Shown,
    /// Not at all.
    Hidden,
}
