//! A whole journal judged: every entry on its day, and how things stand at a moment.
//!
//! Uses `domain` only.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use crate::domain::now::{now, standing};
use crate::domain::{AssessedEntry, Assessment, Diary, Moment, Now, Protocol, Treatment, TreatmentId, Triage, assess};

/// A journal with the verdict on each of its entries.
#[derive(Clone, Debug)]
pub struct Judged<'p> {
    /// The protocol of the last treatment.
    pub protocol: &'p Protocol,
    /// Entries of all treatments in time order.
    pub entries: Vec<(TreatmentId, AssessedEntry)>,
    /// How things stand; none for a journal that says nothing, when no moment was asked for.
    pub now: Option<Now>,
    pub(super) darker_skin: bool,
}

impl Judged<'_> {
    /// How loud things stand.
    #[must_use]
    pub fn triage(&self) -> Triage {
        self.now.as_ref().map(|now| now.triage).unwrap_or_default()
    }

    /// The last entry about the treatment the patient heals from at the moment asked for.
    #[must_use]
    pub fn last(&self) -> Option<&AssessedEntry> {
        let now = self.now.as_ref()?;
        let (treatment, day) = (now.treatment.as_ref()?, now.day?);
        let is_before = |entry: &AssessedEntry| match (entry.entry.at, now.at) {
            (Moment::At(described), Moment::At(at)) => described <= at,
            _ => entry.day <= day,
        };
        let about = self.entries.iter().rev().filter(|(about, _)| about == treatment);
        about.map(|(_, entry)| entry).find(|entry| is_before(entry))
    }
}

/// Judges all entries, and the state at `at`; without it at the last entry, or the last treatment when there is no entry.
#[must_use]
pub fn judge<'p>(diary: &Diary, protocol_of: impl Fn(&str) -> &'p Protocol, at: Option<Moment>) -> Judged<'p> {
    let treatments = diary.treatments_by_time();
    let mut assessments = BTreeMap::new();
    let mut instants = Vec::new();
    for treatment in &treatments {
        let healing = diary.healing(treatment);
        let assessment = assess(&healing, protocol_of(&treatment.protocol));
        let instant = |entry: &AssessedEntry| healing.treatment.instant_of(entry.entry.at, diary.day_end);
        instants.push(assessment.entries.iter().map(instant).collect::<Vec<_>>());
        assessments.insert(&treatment.id, assessment);
    }
    let latest = treatments.iter().zip(&instants).filter_map(|(treatment, instants)| {
        let last = assessments.get(&treatment.id)?.entries.last()?;
        Some((*instants.last()?, last.entry.at))
    });
    // Of entries at the same instant the last counts, as when they are sorted.
    let last_entry = latest.max_by_key(|(instant, _)| *instant).map(|(_, at)| at);
    let at = at.or(last_entry).or_else(|| treatments.last().map(|last| last.performed_at));
    let now = at.map(|at| {
        if diary.ends_by(at) {
            standing(diary, &protocol_of, |treatment| assessments.get(treatment), at)
        } else {
            now(diary, &protocol_of, at)
        }
    });
    Judged {
        protocol: protocol_of(treatments.last().map_or("", |last| &last.protocol)),
        entries: in_order(&treatments, instants, assessments),
        now,
        darker_skin: diary.patient.has_darker_skin(),
    }
}

/// The entries of all treatments in time order.
fn in_order(
    treatments: &[&Treatment],
    instants: Vec<Vec<DateTime<FixedOffset>>>,
    mut assessments: BTreeMap<&TreatmentId, Assessment>,
) -> Vec<(TreatmentId, AssessedEntry)> {
    let mut placed = Vec::new();
    for (treatment, instants) in treatments.iter().zip(instants) {
        let entries = assessments.remove(&treatment.id).map(|assessment| assessment.entries).unwrap_or_default();
        placed.extend(instants.into_iter().zip(entries).map(|(instant, entry)| (instant, treatment.id.clone(), entry)));
    }
    placed.sort_by_key(|(instant, ..)| *instant);
    placed.into_iter().map(|(_, treatment, entry)| (treatment, entry)).collect()
}
