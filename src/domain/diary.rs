//! A whole journal as a value, and the part of it that tells about one treatment.

use super::day::{DayEnd, Moment};
use super::entry::Entry;
use super::id::TreatmentId;
use super::patient::Patient;
use super::plan::Plan;
use super::treatment::Treatment;
use super::warning::WarningEvent;

/// Everything a patient recorded. The order of treatments and entries does not matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// What the patient said about themselves.
    pub patient: Patient,
    /// When their day ends.
    pub day_end: DayEnd,
    /// All treatments.
    pub treatments: Vec<Treatment>,
    /// All check-ins.
    pub entries: Vec<Entry>,
    /// What was done about warnings.
    pub events: Vec<WarningEvent>,
    /// Treatments that are planned.
    pub plans: Vec<Plan>,
}

impl Diary {
    /// The treatment of that id.
    #[must_use]
    pub fn treatment(&self, id: &TreatmentId) -> Option<&Treatment> {
        self.treatments.iter().find(|treatment| treatment.id == *id)
    }

    /// The treatments, the earliest first.
    #[must_use]
    pub fn treatments_by_time(&self) -> Vec<&Treatment> {
        let mut treatments: Vec<_> = self.treatments.iter().collect();
        treatments.sort_by_key(|treatment| (start_of(treatment), treatment.id.clone()));
        treatments
    }

    /// What is known about the healing after one treatment: its own entries, and of earlier treatments only what came before it.
    #[must_use]
    pub fn healing<'a>(&'a self, treatment: &'a Treatment) -> Healing<'a> {
        let start = start_of(treatment);
        let mut earlier: Vec<_> =
            self.treatments.iter().filter(|other| other.id != treatment.id && start_of(other) < start).collect();
        earlier.sort_by_key(|other| start_of(other));
        let previous = earlier
            .last()
            .copied()
            .map(|previous| Previous { treatment: previous, entries: self.entries_before(previous, start) });
        Healing {
            patient: &self.patient,
            day_end: self.day_end,
            treatment,
            previous,
            earlier,
            entries: self.entries.iter().filter(|entry| entry.treatment == treatment.id).collect(),
            events: self.events.iter().filter(|event| event.treatment == treatment.id).collect(),
        }
    }

    fn entries_before<'a>(
        &'a self,
        treatment: &Treatment,
        end: chrono::DateTime<chrono::FixedOffset>,
    ) -> Vec<&'a Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.treatment == treatment.id && treatment.instant_of(entry.at, self.day_end) < end)
            .collect()
    }
}

/// The healing after one treatment, as far as judging it needs.
#[derive(Clone, Debug)]
pub struct Healing<'a> {
    /// What the patient said about themselves.
    pub patient: &'a Patient,
    /// When their day ends.
    pub day_end: DayEnd,
    /// The treatment.
    pub treatment: &'a Treatment,
    /// The treatment before this one, with its entries up to this one.
    pub previous: Option<Previous<'a>>,
    /// All treatments before this one, the earliest first.
    pub earlier: Vec<&'a Treatment>,
    /// The entries about this treatment, in any order.
    pub entries: Vec<&'a Entry>,
    /// What was done about its warnings, in any order.
    pub events: Vec<&'a WarningEvent>,
}

/// The treatment before, and what was recorded about it until the next.
#[derive(Clone, Debug)]
pub struct Previous<'a> {
    /// That treatment.
    pub treatment: &'a Treatment,
    /// Its entries, in any order.
    pub entries: Vec<&'a Entry>,
}

/// The point in time of a treatment.
#[must_use]
pub fn start_of(treatment: &Treatment) -> chrono::DateTime<chrono::FixedOffset> {
    let Treatment { performed_at, .. } = treatment;
    Moment::instant(*performed_at, performed_at.offset())
}
