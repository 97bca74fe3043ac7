//! What set-up asked: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::{DayEnd, Patient, PatientFact, SkinType};

use super::Journal;
use super::act::Act;
use super::column::{Column, Small};
use super::error::StoreError;
use super::ledger::PROFILE;

/// What the patient said about themselves at set-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What changes the expected course.
    pub patient: Patient,
    /// When their day ends.
    pub day_end: DayEnd,
}

pub(super) const NEWEST: &str = "SELECT * FROM profile_revision p
    WHERE NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = p.stamp)
    ORDER BY unixepoch(saved_at, 'subsec') DESC, stamp DESC LIMIT 1";

const APPEND: &str =
    "INSERT INTO profile_revision (skin_type, acne_prone, herpes_history, keloid_history, weak_immunity,
        blood_thinners, isotretinoin_within_6_months, day_end, saved_at, made_by, stamp)
    VALUES (:skin_type, :acne_prone, :herpes_history, :keloid_history, :weak_immunity, :blood_thinners,
        :isotretinoin_within_6_months, :day_end, :saved_at, :act, lower(hex(randomblob(16))))";

impl Journal {
    /// What set-up asked; none before the first run.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        self.read("read your details", newest)
    }

    /// Saves what set-up asked; earlier answers are kept as history.
    pub fn save_profile(&mut self, profile: &Profile, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save your details", now, |db, act| save(db, profile, act))
    }
}

/// What counts now; none before set-up.
pub(super) fn newest(db: &Connection) -> rusqlite::Result<Option<Profile>> {
    db.prepare_cached(NEWEST)?.query_row([], from_row).optional()
}

/// Puts a profile on top of the one before, unless it says the same.
pub(super) fn save(db: &Connection, profile: &Profile, act: Act) -> rusqlite::Result<()> {
    let before = newest(db)?;
    if before.as_ref() == Some(profile) {
        return Ok(());
    }
    let Profile { patient, day_end } = profile;
    let values = named_params! {
        ":skin_type": patient.skin_type.map(SkinType::number),
        ":acne_prone": patient.acne_prone,
        ":herpes_history": patient.herpes_history,
        ":keloid_history": patient.keloid_history,
        ":weak_immunity": patient.weak_immunity,
        ":blood_thinners": patient.blood_thinners,
        ":isotretinoin_within_6_months": patient.isotretinoin_within_6_months,
        ":day_end": day_end.hour(),
        ":saved_at": Column(act.at),
        // Before the first answers there is nothing to go back to: they belong to no act.
        ":act": before.map(|_| act.number),
    };
    let number = db.prepare_cached(APPEND)?.insert(values)?;
    PROFILE.put_on_top(db, number)
}

/// Takes in what an imported journal says: the whole of it before set-up, afterwards only answers that were skipped here.
pub(super) fn fill_in(db: &Connection, imported: &Profile, act: Act) -> rusqlite::Result<()> {
    let Some(mut profile) = newest(db)? else {
        return if *imported == Profile::default() { Ok(()) } else { save(db, imported, act) };
    };
    let patient = &mut profile.patient;
    patient.skin_type = patient.skin_type.or(imported.patient.skin_type);
    for fact in PatientFact::ALL {
        let answer = patient.fact_mut(fact);
        *answer = answer.or(imported.patient.fact(fact));
    }
    save(db, &profile, act)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Profile> {
    let patient = Patient {
        skin_type: row.get::<_, Option<Small<SkinType>>>("skin_type")?.map(|Small(skin)| skin),
        acne_prone: row.get("acne_prone")?,
        herpes_history: row.get("herpes_history")?,
        keloid_history: row.get("keloid_history")?,
        weak_immunity: row.get("weak_immunity")?,
        blood_thinners: row.get("blood_thinners")?,
        isotretinoin_within_6_months: row.get("isotretinoin_within_6_months")?,
    };
    Ok(Profile { patient, day_end: row.get::<_, Small<DayEnd>>("day_end")?.0 })
}
