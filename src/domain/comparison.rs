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
        _ if triage > Triage::Expected => triage.advice().to_owned(),
        Some(last) => last.within(),
        None => "Nothing is recorded after this treatment yet, so nothing was compared.".to_owned(),
    }
}
