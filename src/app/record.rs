//! The journal as far as it is read, and what it amounts to: judged once per change, never per picture.
//!
//! May use `domain` and `protocols`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::draft::Draft;
use super::effect::{Effect, Extent, Healed, Read};
use crate::domain::{
    self, AssessedEntry, Assessment, Conflict, Diary, Entry, EntryId, Finding, Healing, Moment, Now, Outcome,
    Treatment, TreatmentId, Warning,
};
use crate::protocols::Library;

/// How many entries before it an unfinished check-in is judged on at every key; once it is saved, all of them count.
const AT_EVERY_KEY: usize = 200;

/// The journal as far as it is read.
#[derive(Clone, Debug)]
pub struct Record {
    /// The patient, all treatments, and the entries and events read so far.
    pub diary: Diary,
    /// The treatment whose healing the screens show.
    pub chosen: Option<TreatmentId>,
    /// The state of the journal at the moment of the last message.
    pub state: Option<Now>,
    /// The unfinished check-in, judged as if it were saved.
    pub live: Option<AssessedEntry>,
    /// The entries that were changed after they were saved, once somebody asked.
    pub edited: BTreeSet<EntryId>,
    /// What two machines say differently since a merge.
    pub conflicts: Vec<Conflict>,
    extents: BTreeMap<TreatmentId, Extent>,
    assessments: BTreeMap<TreatmentId, Assessment>,
}

impl Record {
    /// The journal at the start.
    #[must_use]
    pub fn new(read: Read) -> Self {
        let Read { profile, treatments, outcomes, plans, conflicts, latest } = read;
        let (patient, day_end) = profile.unwrap_or_default();
        let mut record = Self {
            diary: Diary { patient, day_end, treatments, outcomes, plans, ..Diary::default() },
            chosen: None,
            state: None,
            live: None,
            edited: BTreeSet::new(),
            conflicts,
            extents: BTreeMap::new(),
            assessments: BTreeMap::new(),
        };
        record.choose_latest();
        if let Some(healed) = latest {
            record.take_in(healed);
        }
        record
    }

    /// The treatments, the earliest first.
    #[must_use]
    pub fn treatments(&self) -> Vec<&Treatment> {
        self.diary.treatments_by_time()
    }

    /// The treatment whose healing the screens show.
    #[must_use]
    pub fn treatment(&self) -> Option<&Treatment> {
        self.diary.treatment(self.chosen.as_ref()?)
    }

    /// The healing the screens show, judged.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        self.assessment_of(self.chosen.as_ref()?)
    }

    /// The healing after a treatment, judged.
    #[must_use]
    pub fn assessment_of(&self, treatment: &TreatmentId) -> Option<&Assessment> {
        self.assessments.get(treatment)
    }

    /// Every healing that is read, judged.
    pub fn assessments(&self) -> impl Iterator<Item = &Assessment> {
        self.assessments.values()
    }

    /// The treatment before a treatment.
    #[must_use]
    pub fn treatment_before(&self, id: &TreatmentId) -> Option<&Treatment> {
        let treatments = self.treatments();
        let here = treatments.iter().position(|treatment| treatment.id == *id)?;
        treatments.get(here.checked_sub(1)?).copied()
    }

    /// The treatment after a treatment.
    #[must_use]
    pub fn treatment_after(&self, id: &TreatmentId) -> Option<&Treatment> {
        let treatments = self.treatments();
        let here = treatments.iter().position(|treatment| treatment.id == *id)?;
        treatments.get(here + 1).copied()
    }

    /// The healing after the treatment before the one shown.
    #[must_use]
    pub fn earlier_assessment(&self) -> Option<&Assessment> {
        self.assessment_of(&self.treatment_before(self.chosen.as_ref()?)?.id)
    }

    /// Warnings of all treatments that are not over, the loudest first.
    #[must_use]
    pub fn open_warnings(&self) -> &[Warning] {
        self.state.as_ref().map_or(&[], |state| &state.open_warnings)
    }

    /// All warnings, also those that are over.
    #[must_use = "it is lazy"]
    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.state.iter().flat_map(|state| state.open_warnings.iter().chain(&state.closed_warnings))
    }

    /// What silence since the last entry means.
    #[must_use]
    pub fn silence(&self) -> &[Finding] {
        self.state.as_ref().map_or(&[], |state| &state.silence)
    }

    /// The entry of that id, judged.
    #[must_use]
    pub fn assessed(&self, id: &EntryId) -> Option<&AssessedEntry> {
        self.assessments.values().flat_map(|assessment| &assessment.entries).find(|entry| entry.entry.id == *id)
    }

    /// How much of a treatment's entries is read.
    #[must_use]
    pub fn extent(&self, treatment: &TreatmentId) -> Option<Extent> {
        self.extents.get(treatment).copied()
    }

    /// Whether an unfinished check-in was saved in the moment before the program ended.
    #[must_use]
    pub fn holds_already(&self, draft: &Draft) -> bool {
        !draft.is_correction() && self.diary.entries.iter().any(|entry| Some(&entry.id) == draft.id.as_ref())
    }

    /// Takes in what the shell read about a treatment.
    pub fn take_in(&mut self, healed: Healed) {
        let Healed { treatment, entries, events, care, extent } = healed;
        self.diary.entries.retain(|entry| entry.treatment != treatment);
        self.diary.entries.extend(entries);
        self.diary.events.retain(|event| event.treatment != treatment);
        self.diary.events.extend(events);
        self.diary.care.forget(&treatment);
        self.diary.care.extend(care);
        self.extents.insert(treatment, extent);
    }

    /// Takes in what the journal now keeps.
    pub fn apply(&mut self, saved: &Effect) {
        match saved {
            Effect::SaveProfile(patient, day_end) => {
                (self.diary.patient, self.diary.day_end) = (patient.clone(), *day_end);
            }
            Effect::SaveTreatment(treatment) => self.keep_treatment(treatment),
            Effect::PerformPlan(plan, treatment) => {
                self.keep_treatment(treatment);
                self.diary.plans.retain(|other| other.id != plan.id);
            }
            Effect::SavePlan(plan) => {
                self.diary.plans.retain(|other| other.id != plan.id);
                self.diary.plans.push(plan.clone());
            }
            Effect::DropPlan(plan) => self.diary.plans.retain(|other| other.id != plan.id),
            Effect::DeleteTreatment(id) => {
                self.diary.treatments.retain(|treatment| treatment.id != *id);
                self.choose_latest_if_gone();
            }
            Effect::SaveEntry(entry) => self.keep_entry(entry),
            Effect::DeleteEntry(entry) => self.diary.entries.retain(|other| other.id != entry.id),
            Effect::SaveOutcome(outcome) => self.keep_outcome(outcome),
            Effect::DeleteOutcome(outcome) => self.diary.outcomes.retain(|other| other.id != outcome.id),
            Effect::AddEvents(events) => self.diary.events.extend(events.iter().cloned()),
            Effect::SaveCare(note) => self.diary.care.add(note),
            Effect::TakeBackCare(note) => self.diary.care.remove(note),
            _ => {}
        }
    }

    /// Judges every healing that is read, and the state at `now`.
    pub fn judge_all(&mut self, library: &Library, now: DateTime<FixedOffset>) {
        self.assessments.clear();
        let read: Vec<_> = self.extents.keys().cloned().collect();
        for treatment in read {
            self.judge_one(library, &treatment);
        }
        self.judge_state(library, now);
    }

    /// Judges one healing anew, and the next one, which looks back on it; and the state at `now`.
    pub fn judge(&mut self, library: &Library, treatment: &TreatmentId, now: DateTime<FixedOffset>) {
        let next = self.treatment_after(treatment).map(|next| next.id.clone());
        self.judge_one(library, treatment);
        if let Some(next) = next.filter(|next| self.extents.contains_key(next)) {
            self.judge_one(library, &next);
        }
        self.judge_state(library, now);
    }

    fn judge_one(&mut self, library: &Library, id: &TreatmentId) {
        let judged = self.diary.treatment(id).map(|treatment| judged(&self.diary, treatment, library));
        match judged {
            Some(assessment) => self.assessments.insert(id.clone(), assessment),
            None => self.assessments.remove(id),
        };
    }

    /// Where things stand at `now`, from what is judged already wherever nothing lies ahead of it.
    pub fn judge_state(&mut self, library: &Library, now: DateTime<FixedOffset>) {
        let (protocol, at) = (|id: &str| library.protocol(id), Moment::At(now));
        for (treatment, assessment) in &mut self.assessments {
            if let Some(treatment) = self.diary.treatment(treatment) {
                assessment.let_days_pass(treatment.day_of(at, self.diary.day_end));
            }
        }
        let state = if self.diary.ends_by(at) {
            domain::standing(&self.diary, protocol, |id| self.assessments.get(id), at)
        } else {
            domain::now(&self.diary, protocol, at)
        };
        self.state = Some(state);
    }

    /// Judges an unfinished check-in on top of what came before it.
    pub fn judge_draft(&mut self, library: &Library, draft: Option<Entry>) {
        self.live = draft.and_then(|draft| self.judged_as(library, &draft));
    }

    /// The verdict on an entry if it said this: on top of what came before it, in the place of what it says in the journal.
    #[must_use]
    pub fn judged_as(&self, library: &Library, entry: &Entry) -> Option<AssessedEntry> {
        let healing = self.healing_up_to(entry)?;
        let judged = domain::assess(&healing, library.protocol(&healing.treatment.protocol));
        judged.entries.into_iter().find(|judged| judged.entry.id == entry.id)
    }

    /// The healing with an unfinished check-in as its last entry, as far back as that is judged on.
    #[must_use]
    pub fn healing_up_to<'a>(&'a self, draft: &'a Entry) -> Option<Healing<'a>> {
        let treatment = self.diary.treatment(&draft.treatment)?;
        let mut healing = self.diary.healing(treatment);
        let placed = healing.treatment.clone();
        let instant = |entry: &Entry| placed.instant_of(entry.at, self.diary.day_end);
        let here = instant(draft);
        healing.entries.retain(|entry| entry.id != draft.id && instant(entry) <= here);
        healing.entries.sort_by_cached_key(|entry| std::cmp::Reverse(instant(entry)));
        healing.entries.truncate(AT_EVERY_KEY);
        healing.entries.push(draft);
        Some(healing)
    }

    fn keep_treatment(&mut self, treatment: &Treatment) {
        let is_new = self.diary.treatment(&treatment.id).is_none();
        self.diary.treatments.retain(|other| other.id != treatment.id);
        self.diary.treatments.push(treatment.clone());
        if is_new {
            self.extents.insert(treatment.id.clone(), Extent::All);
            self.choose_latest_if_gone();
        }
    }

    fn keep_entry(&mut self, entry: &Entry) {
        self.diary.entries.retain(|other| other.id != entry.id);
        self.diary.entries.push(entry.clone());
    }

    fn keep_outcome(&mut self, outcome: &Outcome) {
        self.diary.outcomes.retain(|other| other.id != outcome.id);
        self.diary.outcomes.push(outcome.clone());
    }

    fn choose_latest(&mut self) {
        self.chosen = self.treatments().last().map(|treatment| treatment.id.clone());
    }

    fn choose_latest_if_gone(&mut self) {
        if self.treatment().is_none() {
            self.choose_latest();
        }
    }
}

fn judged(diary: &Diary, treatment: &Treatment, library: &Library) -> Assessment {
    domain::assess(&diary.healing(treatment), library.protocol(&treatment.protocol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_patient_who_was_not_asked_is_the_one_the_journal_goes_by() {
        assert_eq!(Record::new(Read::default()).diary.day_end, Diary::default().day_end);
    }
}
