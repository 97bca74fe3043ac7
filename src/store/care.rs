//! Tasks done, things used, what the provider said: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row, named_params};

use crate::domain::{After, CareNote, CareRecord, Moment, Says, Tick, Told, TreatmentId, Use};

use super::Journal;
use super::act::Act;
use super::column::{Column, unknown_word};
use super::error::StoreError;
use super::ledger::CARE;
use super::revision::{Presence, Saved};

/// A note keeps its place when it is taken back and noted again. Of several rows on top, a kept one counts.
const OF_TREATMENT: &str = "SELECT kind, treatment, about, at, says, count FROM care_note n WHERE treatment = ?1
    GROUP BY kind, about, at, says, count
    HAVING max(taken_back = 0 AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = n.stamp))
    ORDER BY min(number)";

const NEWEST: &str = "SELECT min(taken_back) FROM care_note n
    WHERE treatment = :treatment AND kind = :kind AND about = :about AND at = :at AND says IS :says AND count IS :count
        AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = n.stamp)";

const APPEND: &str =
    "INSERT INTO care_note (treatment, kind, about, at, says, count, saved_at, taken_back, made_by, stamp)
    VALUES (:treatment, :kind, :about, :at, :says, :count, :saved_at, :taken_back, :act, lower(hex(randomblob(16))))";

impl Journal {
    /// Tasks done, things used and what the provider said, about a treatment.
    pub fn care(&self, treatment: &TreatmentId) -> Result<CareRecord, StoreError> {
        self.read("read what was noted about care", |db| of_treatment(db, treatment))
    }

    /// Keeps a note about care.
    pub fn save_care(&mut self, note: &CareNote, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the note about care", now, |db, act| save(db, note, act).map(|_| ()))
    }

    /// Takes a note about care back, and no other.
    pub fn take_back_care(&mut self, note: &CareNote, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("take the note about care back", now, |db, act| take_back(db, note, act))
    }
}

/// All that is kept about a treatment.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId) -> rusqlite::Result<CareRecord> {
    let mut record = CareRecord::default();
    let mut statement = db.prepare_cached(OF_TREATMENT)?;
    for note in statement.query_map([treatment.as_str()], from_row)? {
        record.add(&note?);
    }
    Ok(record)
}

/// Keeps a note.
pub(super) fn save(db: &Connection, note: &CareNote, act: Act) -> rusqlite::Result<Saved> {
    if newest(db, note)? == Some(Presence::Kept) {
        return Ok(Saved::AlreadyThere);
    }
    append(db, note, Presence::Kept, act).map(|()| Saved::Added)
}

/// Takes a note back, and no other.
pub(super) fn take_back(db: &Connection, note: &CareNote, act: Act) -> rusqlite::Result<()> {
    match newest(db, note)? {
        Some(Presence::Kept) => append(db, note, Presence::Deleted, act),
        Some(Presence::Deleted) | None => Ok(()),
    }
}

fn newest(db: &Connection, note: &CareNote) -> rusqlite::Result<Option<Presence>> {
    let (kind, says, count) = in_columns(note);
    let values = named_params! {
        ":treatment": note.treatment().as_str(),
        ":kind": kind,
        ":about": note.about(),
        ":at": Column(note.at()),
        ":says": says,
        ":count": count,
    };
    let taken_back: Option<bool> = db.prepare_cached(NEWEST)?.query_row(values, |row| row.get(0))?;
    Ok(taken_back.map(Presence::from_deleted))
}

fn append(db: &Connection, note: &CareNote, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let (kind, says, count) = in_columns(note);
    let values = named_params! {
        ":treatment": note.treatment().as_str(),
        ":kind": kind,
        ":about": note.about(),
        ":at": Column(note.at()),
        ":says": says,
        ":count": count,
        ":saved_at": Column(act.at),
        ":taken_back": presence.is_deleted(),
        ":act": act.number,
    };
    let number = db.prepare_cached(APPEND)?.insert(values)?;
    CARE.put_on_top(db, number)
}

/// What kind of note it is, and what was said.
const fn in_columns(note: &CareNote) -> (&'static str, Option<&'static str>, Option<u16>) {
    match note {
        CareNote::Tick(_) => ("tick", None, None),
        CareNote::Use(_) => ("use", None, None),
        CareNote::Told(Told { says, .. }) => match *says {
            Says::Until(After::Hours(hours)) => ("told", Some("hours"), Some(hours)),
            Says::Until(After::Day(day)) => ("told", Some("day"), Some(day)),
            Says::Do => ("told", Some("do"), None),
            Says::LeaveOut => ("told", Some("leave_out"), None),
        },
    }
}

/// The value of a row.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<CareNote> {
    let (kind, treatment, about): (String, String, String) =
        (row.get("kind")?, row.get("treatment")?, row.get("about")?);
    let at = row.get::<_, Column<Moment>>("at")?.0;
    let treatment = treatment.into();
    match kind.as_str() {
        "tick" => Ok(CareNote::Tick(Tick { treatment, task: about.into(), at })),
        "use" => Ok(CareNote::Use(Use { treatment, hold: about.into(), at })),
        "told" => Ok(CareNote::Told(Told { treatment, about, at, says: says_from(row)? })),
        _ => Err(unknown_word()),
    }
}

fn says_from(row: &Row<'_>) -> rusqlite::Result<Says> {
    let (says, count): (String, Option<u16>) = (row.get("says")?, row.get("count")?);
    match (says.as_str(), count) {
        ("hours", Some(hours)) => Ok(Says::Until(After::Hours(hours))),
        ("day", Some(day)) => Ok(Says::Until(After::Day(day))),
        ("do", None) => Ok(Says::Do),
        ("leave_out", None) => Ok(Says::LeaveOut),
        _ => Err(unknown_word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Journal, events, profile, sheet};

    #[test]
    fn no_question_for_the_first_picture_walks_a_whole_history() {
        let folder = tempfile::tempdir().unwrap();
        let Journal { db, .. } = Journal::open(&folder.path().join("journal.db")).unwrap();
        for sql in [OF_TREATMENT, NEWEST, events::OF_TREATMENT, profile::NEWEST, sheet::NEWEST] {
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![1; statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"));
            let plan = steps.unwrap().collect::<Result<Vec<_>, _>>().unwrap();
            assert!(
                plan.iter().any(|step| step.starts_with("SEARCH f USING COVERING INDEX follows_by_earlier")),
                "{plan:?}"
            );
            // The patient's own answers and the sheets are few, however many years pass.
            let walked = plan.iter().filter(|step| step.starts_with("SCAN ") && *step != "SCAN p" && *step != "SCAN s");
            assert_eq!(walked.count(), 0, "{sql}: {plan:?}");
        }
    }
}
