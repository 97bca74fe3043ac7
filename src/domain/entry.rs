//! One check-in.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::day::{DayEnd, Moment};
use super::id::{EntryId, SignId, SymptomId, TreatmentId};
use super::sign::Answer;
use super::symptom::{Grade, Rating};

/// One check-in: the moment it describes, the moment it was typed, and what the patient answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name in files.
    pub id: EntryId,
    /// The treatment it tells about.
    pub treatment: TreatmentId,
    /// The moment it describes.
    pub at: Moment,
    /// When it was typed; unknown for some imported journals.
    pub recorded_at: Option<DateTime<FixedOffset>>,
    /// What was rated; a symptom that is missing was not recorded.
    pub grades: BTreeMap<SymptomId, Rating>,
    /// What was asked; a sign that is missing was not asked.
    pub signs: BTreeMap<SignId, Answer>,
    /// Free text.
    pub note: String,
}

impl Entry {
    /// An entry that says nothing yet.
    #[must_use]
    pub fn new(id: EntryId, treatment: TreatmentId, at: Moment) -> Self {
        Self {
            id,
            treatment,
            at,
            recorded_at: None,
            grades: BTreeMap::new(),
            signs: BTreeMap::new(),
            note: String::new(),
        }
    }

    /// The grade of a symptom, if the patient gave one.
    #[must_use]
    pub fn grade(&self, symptom: &SymptomId) -> Option<Grade> {
        self.grades.get(symptom).copied().and_then(Rating::grade)
    }

    /// Whether the patient answered a sign with yes.
    #[must_use]
    pub fn has_sign(&self, sign: &SignId) -> bool {
        self.signs.get(sign) == Some(&Answer::Yes)
    }

    /// Whether it says nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.grades.is_empty() && self.signs.is_empty() && self.note.trim().is_empty()
    }

    /// Whether it was typed on a later day than it describes.
    #[must_use]
    pub fn is_late(&self, day_end: DayEnd) -> bool {
        self.recorded_at
            .is_some_and(|typed| day_end.date_of(typed) > self.at.date(day_end) && !within_hours_of(self.at, typed))
    }
}

/// Six hours: whoever describes the evening shortly after their day rolled over is not late.
fn within_hours_of(described: Moment, typed: DateTime<FixedOffset>) -> bool {
    matches!(described, Moment::At(at) if typed - at < TimeDelta::hours(6))
}
