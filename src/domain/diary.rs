//! A whole journal as a value, and the part of it that tells about one treatment.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::care_record::{CareRecord, Tick, Told, Use};
use super::day::{DayEnd, Moment};
use super::entry::Entry;
use super::id::TreatmentId;
use super::outcome::Outcome;
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
    /// Tasks done, things used, and what the provider said about them.
    pub care: CareRecord,
    /// The patient's ratings of the result.
    pub outcomes: Vec<Outcome>,
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
        treatments.sort_by_cached_key(|treatment| (self.start_of(treatment), treatment.id.clone()));
        treatments
    }

    /// The ratings of the result after one treatment, the earliest first.
    #[must_use]
    pub fn outcomes_of(&self, treatment: &Treatment) -> Vec<&Outcome> {
        let mut outcomes: Vec<_> = self.outcomes.iter().filter(|outcome| outcome.treatment == treatment.id).collect();
        outcomes.sort_by_cached_key(|outcome| (treatment.instant_of(outcome.at, self.day_end), outcome.id.clone()));
        outcomes
    }

    /// What is known about the healing after one treatment: its own entries, and of earlier treatments only what came before it.
    #[must_use]
    pub fn healing<'a>(&'a self, treatment: &'a Treatment) -> Healing<'a> {
        let start = self.start_of(treatment);
        let mut earlier: Vec<_> =
            self.treatments.iter().filter(|other| other.id != treatment.id && self.start_of(other) < start).collect();
        earlier.sort_by_cached_key(|other| (self.start_of(other), other.id.clone()));
        let previous = earlier.last().map(|previous| {
            let treatment = self.placed(previous);
            Previous { entries: self.entries_before(&treatment, start), treatment }
        });
        Healing {
            patient: &self.patient,
            day_end: self.day_end,
            treatment: self.placed(treatment),
            previous,
            earlier,
            entries: self.entries.iter().filter(|entry| entry.treatment == treatment.id).collect(),
            events: self.events.iter().filter(|event| event.treatment == treatment.id).collect(),
            ticks: self.care.ticks.iter().filter(|tick| tick.treatment == treatment.id).collect(),
            uses: self.care.uses.iter().filter(|used| used.treatment == treatment.id).collect(),
            told: self.care.told.iter().filter(|told| told.treatment == treatment.id).collect(),
        }
    }

    fn entries_before(&self, treatment: &Treatment, end: DateTime<FixedOffset>) -> Vec<&Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.treatment == treatment.id && treatment.instant_of(entry.at, self.day_end) < end)
            .collect()
    }

    fn start_of(&self, treatment: &Treatment) -> DateTime<FixedOffset> {
        start_of(&self.placed(treatment))
    }

    /// A treatment with a point in time to count hours from. Of a date alone it is noon by the patient's own clock, as far as
    /// anything recorded about it tells that clock, or the first check-in of that day when that was sooner.
    fn placed<'a>(&self, treatment: &'a Treatment) -> Cow<'a, Treatment> {
        let Moment::On(date) = treatment.performed_at else { return Cow::Borrowed(treatment) };
        let Some(clock) = self.clock_of(treatment) else { return Cow::Borrowed(treatment) };
        let noon = Moment::On(date).instant(clock);
        // A day that ends in the afternoon begins then, too.
        let noon = noon + TimeDelta::hours(i64::from(self.day_end.hour()) - 12).max(TimeDelta::zero());
        let start = self.first_told_on(treatment, date).map_or(noon, |first| first.min(noon));
        Cow::Owned(Treatment { performed_at: Moment::At(start), ..treatment.clone() })
    }

    /// The offset of the patient's clock when they first wrote about a treatment.
    fn clock_of(&self, treatment: &Treatment) -> Option<FixedOffset> {
        let about = || self.entries.iter().filter(|entry| entry.treatment == treatment.id);
        let typed = || about().filter_map(|entry| entry.recorded_at);
        let done = || self.events.iter().filter(|event| event.treatment == treatment.id).map(|event| event.at);
        let cared = || self.care.notes().filter(|note| *note.treatment() == treatment.id);
        let cared = || cared().filter_map(|note| clock_time(note.at()));
        let first = first(about().filter_map(|entry| clock_time(entry.at)));
        let first = first.or_else(|| self::first(typed())).or_else(|| self::first(done()));
        first.or_else(|| self::first(cared())).map(|at| *at.offset())
    }

    fn first_told_on(&self, treatment: &Treatment, date: NaiveDate) -> Option<DateTime<FixedOffset>> {
        let about = self.entries.iter().filter(|entry| entry.treatment == treatment.id);
        first(about.filter_map(|entry| clock_time(entry.at)).filter(|at| self.day_end.date_of(*at) == date))
    }
}

/// The first of some readings of the clock; of one instant by two clocks always the same one.
fn first(readings: impl Iterator<Item = DateTime<FixedOffset>>) -> Option<DateTime<FixedOffset>> {
    readings.min_by_key(|at| (*at, at.offset().local_minus_utc()))
}

const fn clock_time(moment: Moment) -> Option<DateTime<FixedOffset>> {
    match moment {
        Moment::At(at) => Some(at),
        Moment::On(_) => None,
    }
}

/// The healing after one treatment, as far as judging it needs.
#[derive(Clone, Debug)]
pub struct Healing<'a> {
    /// What the patient said about themselves.
    pub patient: &'a Patient,
    /// When their day ends.
    pub day_end: DayEnd,
    /// The treatment, with a point in time as far as one is known.
    pub treatment: Cow<'a, Treatment>,
    /// The treatment before this one, with its entries up to this one.
    pub previous: Option<Previous<'a>>,
    /// All treatments before this one, the earliest first.
    pub earlier: Vec<&'a Treatment>,
    /// The entries about this treatment, in any order.
    pub entries: Vec<&'a Entry>,
    /// What was done about its warnings, in any order.
    pub events: Vec<&'a WarningEvent>,
    /// Care tasks done, in any order.
    pub ticks: Vec<&'a Tick>,
    /// Things used that are on hold, in any order.
    pub uses: Vec<&'a Use>,
    /// What the provider said about this treatment, in any order.
    pub told: Vec<&'a Told>,
}

/// The treatment before, and what was recorded about it until the next.
#[derive(Clone, Debug)]
pub struct Previous<'a> {
    /// That treatment, with a point in time as far as one is known.
    pub treatment: Cow<'a, Treatment>,
    /// Its entries, in any order.
    pub entries: Vec<&'a Entry>,
}

/// The point in time of a treatment; of a date alone noon in UTC, where nothing tells the patient's clock.
#[must_use]
pub fn start_of(treatment: &Treatment) -> DateTime<FixedOffset> {
    let Treatment { performed_at, .. } = treatment;
    Moment::instant(*performed_at, performed_at.offset())
}
