//! What was changed in a journal after it was written, so that the old values can be judged again.
//!
//! Uses the diary and what is in it.

use chrono::{DateTime, FixedOffset};

use super::care_record::CareNote;
use super::day::DayEnd;
use super::diary::Diary;
use super::entry::Entry;
use super::id::TreatmentId;
use super::outcome::Outcome;
use super::patient::Patient;
use super::plan::Plan;
use super::treatment::Treatment;
use super::warning::WarningEvent;

/// One change of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When it was saved.
    pub at: DateTime<FixedOffset>,
    /// What it was.
    pub what: Changed,
}

/// Something the patient did that was taken back, or that can be.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// When it was done.
    pub at: DateTime<FixedOffset>,
    /// What was to be done, as in "could not …".
    pub doing: String,
    /// What it changed.
    pub what: Vec<Changed>,
}

impl Undone {
    /// Whether a treatment would be gone when this is undone, or done again.
    #[must_use]
    pub fn takes_away(&self, turn: Turn, id: &TreatmentId) -> bool {
        self.what.iter().any(|changed| {
            let Changed::Treatment(revised) = changed else { return false };
            let (before, after) = revised.sides();
            let (there, gone) = match turn {
                Turn::Undo => (after, before),
                Turn::Redo => (before, after),
            };
            there.is_some_and(|there| there.id == *id) && gone.is_none()
        })
    }
}

/// The two ways through what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Back, to how it was before.
    Undo,
    /// On again, to how it was made.
    Redo,
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
    /// A rating of the result.
    Outcome(Box<Revised<Outcome>>),
    /// A plan.
    Plan(Box<Revised<Plan>>),
    /// A note about care.
    Care(Box<Revised<CareNote>>),
    /// Something done about a warning.
    Warning(Box<Revised<WarningEvent>>),
    /// The text of the provider's sheet that is gone by, before and since.
    Sheet(Option<String>, Option<String>),
    /// The version of the ranges that are shown, before and since.
    Ranges(String, String),
}

/// What became of one thing in the journal.
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
    /// Whether something that days and verdicts rest on was changed after it was said, and not merely something added.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        match self {
            Self::Profile(before, _) => before.is_some(),
            Self::Treatment(revised) => !matches!(**revised, Revised::Added(_)),
            Self::Entry(revised) => !matches!(**revised, Revised::Added(_)),
            Self::Sheet(..) | Self::Ranges(..) => true,
            Self::Outcome(_) | Self::Plan(_) | Self::Care(_) | Self::Warning(_) => false,
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
            Changed::Outcome(revised) => {
                let (before, after) = revised.sides();
                self.outcomes.retain(|outcome| after.is_none_or(|after| after.id != outcome.id));
                self.outcomes.extend(before.cloned());
            }
            Changed::Plan(revised) => {
                let (before, after) = revised.sides();
                self.plans.retain(|plan| after.is_none_or(|after| after.id != plan.id));
                self.plans.extend(before.cloned());
            }
            Changed::Care(revised) => {
                let (before, after) = revised.sides();
                if let Some(after) = after {
                    self.care.remove(after);
                }
                if let Some(before) = before {
                    self.care.add(before);
                }
            }
            Changed::Warning(revised) => {
                let (before, after) = revised.sides();
                self.events.retain(|event| Some(event) != after);
                self.events.extend(before.cloned());
            }
            Changed::Sheet(..) | Changed::Ranges(..) => {}
        }
    }
}
