//! What treatments and entries share: they are never overwritten, a newer revision is put on top.
//!
//! May use the domain.

use chrono::{DateTime, FixedOffset};

use crate::domain::{Entry, Moment};

use super::column::clock_text;

/// What an entry said from a moment on, until the next revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The entry as it was then.
    pub entry: Entry,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
    /// Whether it was deleted by this revision.
    pub deleted: bool,
}

/// Whether a revision shows or hides what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Kept,
    Deleted,
}

impl Presence {
    /// As the column `deleted` holds it.
    pub(super) fn from_deleted(deleted: bool) -> Self {
        if deleted { Self::Deleted } else { Self::Kept }
    }

    pub(super) fn is_deleted(self) -> bool {
        self == Self::Deleted
    }
}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// It was not there, or deleted.
    Added,
    /// It was there with other values.
    Changed,
    /// It was there just like this; no revision was made.
    AlreadyThere,
}

/// Two moments are the same only when they are written alike: chrono calls 10:00+01:00 and 09:00+00:00 equal, but they can
/// lie on different days of the patient's calendar.
pub(super) fn same_moment(one: Moment, other: Moment) -> bool {
    one.to_string() == other.to_string()
}

/// The same for a moment of the clock that may be unknown.
pub(super) fn same_clock(one: Option<DateTime<FixedOffset>>, other: Option<DateTime<FixedOffset>>) -> bool {
    one.map(clock_text) == other.map(clock_text)
}
