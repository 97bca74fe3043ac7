//! The check-in being typed: answers, proposals not yet confirmed, and the moment it describes.
//!
//! May use `domain`.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::{Answer, Entry, EntryId, Moment, Rating, SignId, SymptomId, TreatmentId};

/// The name a check-in has before it has one of its own.
const UNNAMED: &str = "unsaved";

/// What moment a check-in describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dated {
    /// The present, whenever that is: nothing is typed yet.
    #[default]
    Open,
    /// The moment of the first key.
    Begun(Moment),
    /// The moment the patient chose.
    Chosen(Moment),
}

/// A check-in being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The entry's name, from the first key on: saving twice can never make two entries.
    pub id: Option<EntryId>,
    /// The treatment it tells about.
    pub treatment: Option<TreatmentId>,
    /// When an earlier entry that is being corrected was typed at first.
    pub corrects: Option<Correction>,
    /// The moment it describes.
    pub dated: Dated,
    /// What is rated.
    pub grades: BTreeMap<SymptomId, Rating>,
    /// What is proposed from the entry before, and counts for nothing until it is confirmed.
    pub proposed: BTreeMap<SymptomId, Rating>,
    /// What is answered about danger signs.
    pub signs: BTreeMap<SignId, Answer>,
    /// Free text.
    pub note: String,
}

/// What stays as it was when an entry is corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When the entry was typed at first.
    pub recorded_at: Option<DateTime<FixedOffset>>,
    /// What tells whether the saved entry is still the one that was opened.
    #[serde(default)]
    pub print: Option<u64>,
}

/// A number that is another one for an entry that says something else.
#[must_use]
pub fn print(entry: &Entry) -> u64 {
    let prime = 0x0100_0000_01b3;
    format!("{entry:?}").bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(prime))
}

impl Draft {
    /// A saved entry, to be corrected.
    #[must_use]
    pub fn correcting(entry: &Entry) -> Self {
        Self {
            id: Some(entry.id.clone()),
            treatment: Some(entry.treatment.clone()),
            corrects: Some(Correction { recorded_at: entry.recorded_at, print: Some(print(entry)) }),
            dated: Dated::Chosen(entry.at),
            grades: entry.grades.clone(),
            proposed: BTreeMap::new(),
            signs: entry.signs.clone(),
            note: entry.note.clone(),
        }
    }

    /// Whether it says nothing, confirmed or proposed, that would be lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_correction()
            && self.grades.is_empty()
            && self.proposed.is_empty()
            && self.signs.is_empty()
            && self.note.trim().is_empty()
    }

    /// Whether it corrects an entry that is saved.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        self.corrects.is_some()
    }

    /// The moment it describes.
    #[must_use]
    pub fn moment(&self, now: DateTime<FixedOffset>) -> Moment {
        match self.dated {
            Dated::Open => Moment::At(now),
            Dated::Begun(moment) | Dated::Chosen(moment) => moment,
        }
    }

    /// Gives it a name and a moment with the first key.
    pub fn begin(&mut self, fresh_id: &str, treatment: Option<&TreatmentId>, now: DateTime<FixedOffset>) {
        self.id.get_or_insert_with(|| EntryId::from(fresh_id));
        if self.treatment.is_none() {
            self.treatment = treatment.cloned();
        }
        if self.dated == Dated::Open {
            self.dated = Dated::Begun(Moment::At(now));
        }
    }

    /// The entry it makes, proposals left out; none when it says nothing or there is no treatment to tell about.
    #[must_use]
    pub fn entry(&self, treatment: Option<&TreatmentId>, now: DateTime<FixedOffset>) -> Option<Entry> {
        let treatment = self.treatment.as_ref().or(treatment)?.clone();
        let id = self.id.clone().unwrap_or_else(|| EntryId::from(UNNAMED));
        let recorded_at = match &self.corrects {
            Some(correction) => correction.recorded_at,
            None => Some(now),
        };
        let entry = Entry {
            id,
            treatment,
            at: self.moment(now),
            recorded_at,
            grades: self.grades.clone(),
            signs: self.signs.clone(),
            note: self.note.clone(),
        };
        (!entry.is_empty()).then_some(entry)
    }

    /// Takes the proposals over.
    pub fn confirm(&mut self) {
        self.grades.append(&mut self.proposed);
    }

    /// As text to keep.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From text that was kept.
    ///
    /// # Errors
    /// When it was written by something else.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Grade;

    #[test]
    fn a_draft_comes_back_as_it_was_kept() {
        let now = DateTime::parse_from_rfc3339("2026-03-09T12:00:00+01:00").unwrap();
        let mut draft = Draft::default();
        draft.begin("e1", Some(&TreatmentId::from("t1")), now);
        draft.grades.insert(SymptomId::from("redness"), Grade::EXTREME.into());
        draft.proposed.insert(SymptomId::from("peeling"), Rating::NotSure);
        draft.signs.insert(SignId::from("pus"), Answer::NotSure);
        draft.note = "quote \" and ü".to_owned();
        assert_eq!(Draft::read(&draft.write()).unwrap(), draft);
    }

    #[test]
    fn a_proposal_counts_for_nothing_until_it_is_confirmed() {
        let now = DateTime::parse_from_rfc3339("2026-03-09T12:00:00+01:00").unwrap();
        let mut draft = Draft { treatment: Some(TreatmentId::from("t1")), ..Draft::default() };
        draft.proposed.insert(SymptomId::from("redness"), Grade::NONE.into());
        assert_eq!(draft.entry(None, now), None);
        draft.confirm();
        assert_eq!(draft.entry(None, now).unwrap().grade(&SymptomId::from("redness")), Some(Grade::NONE));
    }
}
