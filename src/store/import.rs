//! Taking a whole diary in, and giving it out.
//!
//! May use the domain and the tables of its siblings.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use crate::domain::{Diary, Moment, TreatmentId};

use super::act::Act;
use super::error::StoreError;
use super::profile::Profile;
use super::revision::Saved;
use super::told_before::ToldBefore;
use super::{Journal, Window, care, entries, events, outcomes, plans, profile, treatments};

/// What an import did to the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Treatments that were not there, or deleted.
    pub added_treatments: usize,
    /// Treatments that were there with other values; the old ones are kept as revisions.
    pub changed_treatments: usize,
    /// Entries that were not there, or deleted.
    pub added_entries: usize,
    /// Entries that were there with other values; the old ones are kept as revisions.
    pub changed_entries: usize,
    /// Notes about care that were not there: tasks done, things used, what the provider said.
    pub added_care: usize,
    /// Ratings of the result that were not there, or deleted.
    pub added_outcomes: usize,
    /// Ratings that were there with other values; the old ones are kept as revisions.
    pub changed_outcomes: usize,
    /// Plans that were not there, or dropped.
    pub added_plans: usize,
    /// Plans that were there with other values; the old ones are kept as revisions.
    pub changed_plans: usize,
    /// Treatments, entries, notes about care, ratings and plans that were there just like this.
    pub already_there: usize,
}

impl Journal {
    /// Everything, for export and assessment, without what was deleted.
    pub fn diary(&self) -> Result<Diary, StoreError> {
        self.read("read the journal", give_out)
    }

    /// Takes a whole diary in, or nothing of it. What is here already stays; other values become new revisions; of the
    /// patient's own answers only skipped ones are filled in, and what it does not say about a known treatment stays.
    ///
    /// # Errors
    /// Also when it has a treatment of another moment under an id that is known here.
    pub fn import(&mut self, diary: &Diary, now: DateTime<FixedOffset>) -> Result<ImportCounts, StoreError> {
        let imported = self.act("import the journal", now, |db, act| match other_moment(db, diary)? {
            Some(other) => Ok(Err(other)),
            None => take_in(db, diary, act).map(Ok),
        })?;
        imported.map_err(|other| StoreError::OtherTreatment { id: other.id, here: other.here, there: other.there })
    }
}

/// A treatment of the diary under whose id the journal has one of another moment: very likely another treatment.
pub(super) fn other_moment(db: &Connection, diary: &Diary) -> rusqlite::Result<Option<OtherMoment>> {
    for treatment in &diary.treatments {
        if let Some((known, _)) = treatments::newest(db, &treatment.id)?
            && known.performed_at != treatment.performed_at
        {
            let (here, there) = (known.performed_at, treatment.performed_at);
            return Ok(Some(OtherMoment { id: treatment.id.clone(), here, there }));
        }
    }
    Ok(None)
}

/// One id, two moments.
pub(super) struct OtherMoment {
    pub id: TreatmentId,
    pub here: Moment,
    pub there: Moment,
}

/// Takes everything in. Runs inside the caller's transaction, so that it happens as a whole or not at all.
pub(super) fn take_in(db: &Connection, diary: &Diary, act: Act) -> rusqlite::Result<ImportCounts> {
    let mut counts = ImportCounts::default();
    profile::fill_in(db, &Profile { patient: diary.patient.clone(), day_end: diary.day_end }, act)?;
    for treatment in &diary.treatments {
        let treatment = match treatments::newest(db, &treatment.id)? {
            Some((known, _)) => treatment.clone().filled_in(known),
            None => treatment.clone(),
        };
        match treatments::save(db, &treatment, act)? {
            Saved::Added => counts.added_treatments += 1,
            Saved::Changed => counts.changed_treatments += 1,
            Saved::AlreadyThere => counts.already_there += 1,
        }
    }
    let mut told_before = ToldBefore::of(db, diary)?;
    for entry in &diary.entries {
        if entries::is_new(db, &entry.id)? && told_before.take(entry) {
            counts.already_there += 1;
            continue;
        }
        match entries::save(db, entry, act)? {
            Saved::Added => counts.added_entries += 1,
            Saved::Changed => counts.changed_entries += 1,
            Saved::AlreadyThere => counts.already_there += 1,
        }
    }
    for outcome in &diary.outcomes {
        match outcomes::save(db, outcome, act)? {
            Saved::Added => counts.added_outcomes += 1,
            Saved::Changed => counts.changed_outcomes += 1,
            Saved::AlreadyThere => counts.already_there += 1,
        }
    }
    for plan in &diary.plans {
        match plans::save(db, plan, act)? {
            Saved::Added => counts.added_plans += 1,
            Saved::Changed => counts.changed_plans += 1,
            Saved::AlreadyThere => counts.already_there += 1,
        }
    }
    diary.events.iter().try_for_each(|event| events::add(db, event, act))?;
    for note in diary.care.notes() {
        match care::save(db, &note, act)? {
            Saved::AlreadyThere => counts.already_there += 1,
            Saved::Added | Saved::Changed => counts.added_care += 1,
        }
    }
    Ok(counts)
}

/// Everything that is not deleted. What tells about a deleted treatment is left out with it.
pub(super) fn give_out(db: &Connection) -> rusqlite::Result<Diary> {
    let Profile { patient, day_end } = profile::newest(db)?.unwrap_or_default();
    let (treatments, plans) = (treatments::in_time_order(db)?, plans::kept(db)?);
    let mut diary = Diary { patient, day_end, treatments, plans, ..Diary::default() };
    for treatment in &diary.treatments {
        diary.entries.extend(entries::of_treatment(db, &treatment.id, Window::All)?);
        diary.events.extend(events::of_treatment(db, &treatment.id)?);
        diary.care.extend(care::of_treatment(db, &treatment.id)?);
        diary.outcomes.extend(outcomes::of_treatment(db, &treatment.id)?);
    }
    Ok(diary)
}
