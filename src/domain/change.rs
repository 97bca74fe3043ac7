//! What was changed in a journal after it was written, so that the old values can be judged again.
//!
//! Uses the diary only.

use chrono::{DateTime, FixedOffset};

use super::day::DayEnd;
use super::diary::Diary;
use super::entry::Entry;
use super::patient::Patient;
use super::treatment::Treatment;

/// One change of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When it was saved.
    pub at: DateTime<FixedOffset>,
    /// What it was.
    pub what: Changed,
}

/// What of a journal was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// What the patient says about themselves, and when their day ends; before set-up nothing was said.
    Profile(Option<(Patient, DayEnd)>, (Patient, DayEnd)),
    /// A treatment.
    Treatment(Box<Revised<Treatment>>),
    /// A check-in.
    Entry(Box<Revised<Entry>>),
    /// The text of the provider's sheet that is gone by, before and since.
    Sheet(Option<String>, Option<String>),
    /// The version of the ranges that are shown, before and since.
    Ranges(String, String),
}

/// What became of a treatment or a check-in.
#[derive(Clone, Debug, PartialEq)]
pub enum Revised<T> {
    /// It was not there before.
    Added(T),
    /// It was like the first, and is like the second since.
    Corrected(T, T),
    /// It was like this when it was deleted.
    Deleted(T),
    /// It was deleted, and came back like this.
    Restored(T),
}

impl<T> Revised<T> {
    /// What was there before, and what is there since.
    #[must_use]
    pub const fn sides(&self) -> (Option<&T>, Option<&T>) {
        match self {
            Self::Added(after) | Self::Restored(after) => (None, Some(after)),
            Self::Corrected(before, after) => (Some(before), Some(after)),
            Self::Deleted(before) => (Some(before), None),
        }
    }
}

impl Changed {
    /// Whether something that was said before was changed, and not merely something added.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        match self {
            Self::Profile(before, _) => before.is_some(),
            Self::Treatment(revised) => !matches!(**revised, Revised::Added(_)),
            Self::Entry(revised) => !matches!(**revised, Revised::Added(_)),
            Self::Sheet(..) | Self::Ranges(..) => true,
        }
    }
}

impl Diary {
    /// Takes the latest change back; nothing that was done about warnings after it counts any more.
    pub fn take_back(&mut self, change: &Change) {
        self.events.retain(|event| event.at <= change.at);
        match &change.what {
            Changed::Profile(before, _) => (self.patient, self.day_end) = before.clone().unwrap_or_default(),
            Changed::Treatment(revised) => {
                let (before, after) = revised.sides();
                self.treatments.retain(|treatment| after.is_none_or(|after| after.id != treatment.id));
                self.treatments.extend(before.cloned());
            }
            Changed::Entry(revised) => {
                let (before, after) = revised.sides();
                self.entries.retain(|entry| after.is_none_or(|after| after.id != entry.id));
                self.entries.extend(before.cloned());
            }
            Changed::Sheet(..) | Changed::Ranges(..) => {}
        }
    }
}
