//! What to stop, mention or look at before a planned treatment. Never a word on stopping a prescribed medicine alone.
//!
//! Uses the patient's answers and source ids.

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::disagreement::Position;
use super::id::SourceId;
use super::patient::{Patient, PatientFact};
use super::protocol::Protocol;

/// Something to do before a treatment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// Name in files.
    pub id: String,
    /// Name for people, at most 44 columns.
    pub title: String,
    /// So many days before; 0 is the day itself.
    pub days: u16,
    /// Only for those who said yes to one of these, or left it open; for everybody when empty.
    #[serde(default)]
    pub patient: Vec<PatientFact>,
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where sources differ: each answer with who gives it.
    #[serde(default)]
    pub answers: Vec<Position>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

impl Before {
    /// The date on which it begins.
    #[must_use]
    pub fn begins(&self, planned: NaiveDate) -> NaiveDate {
        planned.checked_sub_signed(TimeDelta::days(i64::from(self.days))).unwrap_or(NaiveDate::MIN)
    }

    /// Whether it is for this patient. An open answer is no "no".
    #[must_use]
    pub fn is_for(&self, patient: &Patient) -> bool {
        self.patient.is_empty() || self.patient.iter().any(|fact| patient.fact(*fact) != Some(false))
    }
}

/// What is for this patient, what begins first at the top.
#[must_use]
pub fn for_patient<'a>(protocol: &'a Protocol, patient: &Patient) -> Vec<&'a Before> {
    let mut own: Vec<_> = protocol.before.iter().filter(|one| one.is_for(patient)).collect();
    own.sort_by_key(|one| std::cmp::Reverse(one.days));
    own
}
