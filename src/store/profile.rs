//! What set-up asked: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::{DayEnd, Patient, PatientFact, SkinType};

use super::column::{Column, Small};

/// What the patient said about themselves at set-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What changes the expected course.
    pub patient: Patient,
    /// When their day ends.
    pub day_end: DayEnd,
}

const NEWEST: &str = "SELECT * FROM profile_revision WHERE number = (SELECT max(number) FROM profile_revision)";

const APPEND: &str =
    "INSERT INTO profile_revision (skin_type, acne_prone, herpes_history, keloid_history, weak_immunity,
        blood_thinners, isotretinoin_within_6_months, day_end, saved_at)
    VALUES (:skin_type, :acne_prone, :herpes_history, :keloid_history, :weak_immunity, :blood_thinners,
        :isotretinoin_within_6_months, :day_end, :saved_at)";

/// What counts now; none before set-up.
pub(super) fn newest(db: &Connection) -> rusqlite::Result<Option<Profile>> {
    db.prepare_cached(NEWEST)?.query_row([], from_row).optional()
}

/// Puts a profile on top of the one before, unless it says the same.
pub(super) fn save(db: &Connection, profile: &Profile, now: DateTime<FixedOffset>) -> rusqlite::Result<()> {
    if newest(db)?.as_ref() == Some(profile) {
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
        ":saved_at": Column(now),
    };
    db.prepare_cached(APPEND)?.execute(values).map(|_| ())
}

/// Takes in what an imported journal says: the whole of it before set-up, afterwards only answers that were skipped here.
pub(super) fn fill_in(db: &Connection, imported: &Profile, now: DateTime<FixedOffset>) -> rusqlite::Result<()> {
    let Some(mut profile) = newest(db)? else {
        return if *imported == Profile::default() { Ok(()) } else { save(db, imported, now) };
    };
    let patient = &mut profile.patient;
    patient.skin_type = patient.skin_type.or(imported.patient.skin_type);
    for fact in PatientFact::ALL {
        let answer = patient.fact_mut(fact);
        *answer = answer.or(imported.patient.fact(fact));
    }
    save(db, &profile, now)
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
