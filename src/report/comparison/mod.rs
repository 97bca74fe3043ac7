//! Two treatments of one patient beside each other: day by day, when each symptom was gone, and in sentences.
//!
//! May use `domain`.

mod sentence;
mod table;

use std::collections::BTreeMap;

use crate::domain::gone::{Gone, has_come, worst_by_day};
use crate::domain::{Catalog, Day, Diary, Entry, Grade, Moment, SymptomId, Treatment, TreatmentId};

use super::occasion;

/// Said where there is no second treatment to compare with.
pub const ONLY_ONE: &str = "There is one treatment so far, so there is nothing to compare it with yet. The next one will stand beside it here.";

/// One of the two treatments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The treatment.
    pub treatment: TreatmentId,
    /// When it was: `in March`.
    pub when: String,
    /// Whether its healing is the one the patient is in.
    pub stage: Stage,
}

/// Whether a healing still goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is the latest one.
    Latest,
    /// Another treatment came after it.
    Past,
}

/// What one symptom did after one of the treatments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayByDay {
    /// The worst grade of each graded day; a day that is missing was not graded.
    pub worst: BTreeMap<Day, Grade>,
    /// When it was gone.
    pub gone: Gone,
}

/// One symptom after both treatments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The symptom.
    pub symptom: SymptomId,
    /// Its name for people.
    pub name: String,
    /// After the one.
    pub one: DayByDay,
    /// After the other.
    pub other: DayByDay,
}

/// Two treatments beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The treatment that is talked about.
    pub one: Occasion,
    /// The treatment it is compared with.
    pub other: Occasion,
    /// All symptoms, in the order of the form.
    pub symptoms: Vec<Compared>,
}

/// What is to be said about a symptom's end after the one treatment, beside the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Gone so many days earlier (above 0) or later (below 0).
    Earlier(i32),
    /// Gone earlier; ungraded days leave open by how much.
    Sooner,
    /// Gone later, or still there when the other was gone; it is open by how much.
    Later,
    /// It cannot be told.
    Open,
}

impl Comparison {
    /// Compares one treatment with another, as far as the journal describes times up to a moment.
    #[must_use]
    pub fn new(diary: &Diary, one: &Treatment, other: &Treatment, catalog: &Catalog, at: Moment) -> Self {
        let after = |treatment: &Treatment, symptom: &SymptomId| day_by_day(diary, treatment, symptom, at);
        let symptoms = catalog.symptoms.iter().map(|symptom| Compared {
            symptom: symptom.id.clone(),
            name: symptom.name.clone(),
            one: after(one, &symptom.id),
            other: after(other, &symptom.id),
        });
        Self { symptoms: symptoms.collect(), one: occasion(diary, one), other: occasion(diary, other) }
    }

    /// One symptom of it.
    #[must_use]
    pub fn symptom(&self, symptom: &SymptomId) -> Option<&Compared> {
        self.symptoms.iter().find(|compared| compared.symptom == *symptom)
    }
}

impl Compared {
    /// Whether it was graded after both treatments.
    #[must_use]
    pub fn is_graded_twice(&self) -> bool {
        !self.one.worst.is_empty() && !self.other.worst.is_empty()
    }

    /// Whether it was graded at all.
    #[must_use]
    pub fn is_graded(&self) -> bool {
        !self.one.worst.is_empty() || !self.other.worst.is_empty()
    }

    /// How its ends lie beside each other.
    #[must_use]
    pub fn ending(&self) -> Ending {
        if let Some((one, other)) = self.one.gone.exactly().zip(self.other.gone.exactly()) {
            return Ending::Earlier(other.since(one));
        }
        match (self.one.gone, self.other.gone) {
            (Gone::By { gone, .. }, Gone::By { last_there, .. } | Gone::NotYet { last_there })
                if gone <= last_there =>
            {
                Ending::Sooner
            }
            (Gone::By { last_there, .. } | Gone::NotYet { last_there }, Gone::By { gone, .. })
                if last_there >= gone =>
            {
                Ending::Later
            }
            _ => Ending::Open,
        }
    }
}

fn occasion(diary: &Diary, treatment: &Treatment) -> Occasion {
    let treatments = diary.treatments_by_time();
    let is_latest = treatments.last().is_some_and(|last| last.id == treatment.id);
    Occasion {
        treatment: treatment.id.clone(),
        when: occasion::when(treatment, &treatments, diary.day_end),
        stage: if is_latest { Stage::Latest } else { Stage::Past },
    }
}

fn day_by_day(diary: &Diary, treatment: &Treatment, symptom: &SymptomId, at: Moment) -> DayByDay {
    let by_now = |entry: &&Entry| {
        let is_after = treatment.day_of(entry.at, diary.day_end) >= Day::TREATMENT;
        is_after && has_come(treatment, entry.at, at, diary.day_end)
    };
    let worst = worst_by_day(symptom, treatment, diary.entries.iter().filter(by_now), diary.day_end);
    DayByDay { gone: Gone::of(&worst), worst }
}

#[cfg(test)]
mod tests;
