//! What an entry was compared with, in a sentence; and what is said beside every verdict.
//!
//! Uses the assessment only.

use super::assess::AssessedEntry;
use super::triage::Triage;

/// Said where nothing stands out, so that silence is never taken for a promise.
pub const NOT_MONITORED: &str = "Nobody monitors this journal. If you are worried, ring, whatever it says.";

/// What of an entry can be compared with what is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparable {
    /// No symptom is graded and no sign answered.
    Nothing,
    /// Signs are answered, no symptom is graded.
    SignsAlone,
    /// At least one symptom is graded.
    Grades,
}

impl AssessedEntry {
    /// What of it can be compared.
    #[must_use]
    pub fn comparable(&self) -> Comparable {
        let is_graded = self.entry.grades.values().any(|rating| rating.grade().is_some());
        match (is_graded, self.entry.signs.is_empty()) {
            (true, _) => Comparable::Grades,
            (false, false) => Comparable::SignsAlone,
            (false, true) => Comparable::Nothing,
        }
    }

    /// The word of its verdict; silence has none that could be taken for a promise.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (self.triage, self.comparable()) {
            (Triage::Expected, Comparable::Nothing) => "NOT GRADED",
            (triage, _) => triage.word(),
        }
    }

    /// What it asks for: what its level does, or to wait for the days named where all that warns was seen.
    #[must_use]
    pub fn advice(&self) -> String {
        let care =
            self.findings.iter().filter(|finding| finding.is_under_care()).find_map(|finding| finding.care.as_ref());
        match care {
            Some(care) if self.triage == Triage::Watch => care.heading(),
            _ => self.triage.advice().to_owned(),
        }
    }

    /// That nothing of it stands out, and what was compared at all.
    #[must_use]
    pub fn within(&self) -> String {
        match self.comparable() {
            Comparable::Nothing => "Nothing graded yet, so there is nothing to compare.".to_owned(),
            Comparable::SignsAlone => "No danger sign among those answered; no symptom is graded.".to_owned(),
            Comparable::Grades => format!("What you graded is within the range described for day {}.", self.day),
        }
    }
}

/// How things stand, in a sentence: what to do, or what the last entry could be compared with.
#[must_use]
pub fn how_it_stands(triage: Triage, last: Option<&AssessedEntry>) -> String {
    match last {
        Some(last) if triage > Triage::Expected && triage == last.triage => last.advice(),
        _ if triage > Triage::Expected => triage.advice().to_owned(),
        Some(last) => last.within(),
        None => "Nothing is recorded after this treatment yet, so nothing was compared.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::{Answer, Day, Entry, Grade, Rating};

    fn judged(change: impl Fn(&mut Entry)) -> AssessedEntry {
        let mut entry = Entry::new("e".into(), "t".into(), "2026-03-05".parse().unwrap());
        change(&mut entry);
        let standings = BTreeMap::new();
        AssessedEntry {
            entry,
            day: Day::new(3),
            hours: 74.0,
            triage: Triage::Expected,
            standings,
            findings: Vec::new(),
        }
    }

    #[test]
    fn silence_has_no_word_that_could_be_taken_for_a_promise() {
        assert_eq!(judged(|entry| entry.note = "slept badly".to_owned()).word(), "NOT GRADED");
        assert_eq!(judged(|entry| _ = entry.grades.insert("redness".into(), Rating::NotSure)).word(), "NOT GRADED");
        assert_eq!(judged(|entry| _ = entry.grades.insert("redness".into(), Grade::NONE.into())).word(), "EXPECTED");
        assert_eq!(judged(|entry| _ = entry.signs.insert("pus".into(), Answer::No)).word(), "EXPECTED");
    }
}
