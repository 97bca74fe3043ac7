//! Entries with their grades and signs: rows and values.
//!
//! May use SQL and the domain.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::{Entry, EntryId, Moment, Treatment, TreatmentId};

use super::act::Act;
use super::column::Column;
use super::error::StoreError;
use super::ledger::ENTRY;
use super::revision::{Presence, Revision, Saved, same_clock, same_moment};
use super::{Journal, Window};

/// Walks the index from its end, so that ten years of entries cost no more than the window asked for.
const LATEST_FIRST: &str = "SELECT r.* FROM entry e JOIN entry_revision r ON r.number = e.newest
    WHERE e.treatment = ?1 AND e.deleted = 0 ORDER BY e.instant DESC, e.rowid DESC LIMIT ?2";
const NEWEST: &str = "SELECT r.* FROM entry e JOIN entry_revision r ON r.number = e.newest WHERE e.id = ?1";
const REVISIONS: &str = "SELECT * FROM entry_revision WHERE entry = ?1 ORDER BY number";
/// Bringing a deleted entry back makes a row that says nothing new. The whole history is looked through, which the screens
/// ask for only once the list of entries is opened.
const EDITED: &str = "SELECT entry FROM entry_revision GROUP BY entry HAVING sum(1 - 2 * deleted) > 1";
const GRADES: &str = "SELECT symptom, grade FROM grade WHERE revision = ?1";
const SIGNS: &str = "SELECT sign, present FROM sign WHERE revision = ?1";

const APPEND: &str =
    "INSERT INTO entry_revision (entry, treatment, at, recorded_at, note, saved_at, deleted, made_by, stamp)
    VALUES (:entry, :treatment, :at, :recorded_at, :note, :saved_at, :deleted, :act, lower(hex(randomblob(16))))";
const APPEND_GRADE: &str = "INSERT INTO grade (revision, symptom, grade) VALUES (?1, ?2, ?3)";
const APPEND_SIGN: &str = "INSERT INTO sign (revision, sign, present) VALUES (?1, ?2, ?3)";

const PLACED: &str = "SELECT r.entry, r.treatment, r.at, r.deleted, p.performed_at FROM entry_revision r
    JOIN treatment t ON t.id = r.treatment JOIN treatment_revision p ON p.number = t.newest WHERE r.number = ?1";

const POINT_AT_NEWEST: &str = "INSERT INTO entry (id, treatment, instant, deleted, newest) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (id) DO UPDATE SET treatment = excluded.treatment, instant = excluded.instant,
        deleted = excluded.deleted, newest = excluded.newest";

const FOLLOW_OFFSET: &str = "UPDATE entry SET instant = (unixepoch(r.at, '+12 hours') - ?2) * 1000000
    FROM entry_revision r
    WHERE entry.treatment = ?1 AND entry.deleted = 0 AND r.number = entry.newest AND length(r.at) = 10";

impl Journal {
    /// The entries about a treatment, the earliest first, without deleted ones.
    pub fn entries(&self, treatment: &TreatmentId, window: Window) -> Result<Vec<Entry>, StoreError> {
        self.read("read the check-ins", |db| of_treatment(db, treatment, window))
    }

    /// Saves an entry, new or corrected, as a whole; its earlier values are kept.
    pub fn save_entry(&mut self, entry: &Entry, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the check-in", now, |db, act| save(db, entry, act).map(|_| ()))
    }

    /// Hides an entry.
    pub fn delete_entry(&mut self, id: &EntryId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the check-in", now, |db, act| set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted entry again, as it was.
    pub fn restore_entry(&mut self, id: &EntryId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the check-in back", now, |db, act| set_presence(db, id, Presence::Kept, act))
    }

    /// Everything an entry ever said, the oldest first; empty when there is no such entry.
    pub fn revisions(&self, id: &EntryId) -> Result<Vec<Revision>, StoreError> {
        self.read("read the check-in's history", |db| revisions(db, id))
    }

    /// The entries that were changed after they were saved; deleting one and bringing it back is no change.
    pub fn edited(&self) -> Result<BTreeSet<EntryId>, StoreError> {
        self.read("find the changed check-ins", edited)
    }
}

/// Those of a treatment that are not deleted, the earliest first.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId, window: Window) -> rusqlite::Result<Vec<Entry>> {
    let limit = match window {
        Window::All => -1,
        Window::Newest(count) => i64::try_from(count).unwrap_or(-1),
    };
    let mut statement = db.prepare_cached(LATEST_FIRST)?;
    let mut entries: Vec<_> =
        statement.query_map((treatment.as_str(), limit), |row| from_row(db, row))?.collect::<Result<_, _>>()?;
    entries.reverse();
    Ok(entries)
}

/// Everything an entry ever said, the oldest first.
pub(super) fn revisions(db: &Connection, id: &EntryId) -> rusqlite::Result<Vec<Revision>> {
    db.prepare_cached(REVISIONS)?.query_map([id.as_str()], |row| revision_from(db, row))?.collect()
}

/// Those that were changed after they were saved.
pub(super) fn edited(db: &Connection) -> rusqlite::Result<BTreeSet<EntryId>> {
    db.prepare_cached(EDITED)?.query_map([], |row| Ok(EntryId::from(row.get::<_, String>(0)?)))?.collect()
}

/// Puts an entry on top of what it said before.
pub(super) fn save(db: &Connection, entry: &Entry, act: Act) -> rusqlite::Result<Saved> {
    let saved = match newest(db, &entry.id)? {
        None | Some(Revision { deleted: true, .. }) => Saved::Added,
        Some(old) if is_same(&old.entry, entry) => return Ok(Saved::AlreadyThere),
        Some(_) => Saved::Changed,
    };
    append(db, entry, Presence::Kept, act)?;
    Ok(saved)
}

/// Whether no entry ever had this name.
pub(super) fn is_new(db: &Connection, id: &EntryId) -> rusqlite::Result<bool> {
    newest(db, id).map(|known| known.is_none())
}

/// Hides or shows an entry.
pub(super) fn set_presence(db: &Connection, id: &EntryId, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let old = newest(db, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let was = Presence::from_deleted(old.deleted);
    if was == presence { Ok(()) } else { append(db, &old.entry, presence, act) }
}

/// Sorts entries that know only their date by the clock of their treatment, which may just have been corrected.
pub(super) fn follow_offset(db: &Connection, treatment: &Treatment) -> rusqlite::Result<()> {
    let offset = treatment.performed_at.offset().local_minus_utc();
    db.prepare_cached(FOLLOW_OFFSET)?.execute((treatment.id.as_str(), offset)).map(|_| ())
}

fn newest(db: &Connection, id: &EntryId) -> rusqlite::Result<Option<Revision>> {
    db.prepare_cached(NEWEST)?.query_row([id.as_str()], |row| revision_from(db, row)).optional()
}

fn append(db: &Connection, entry: &Entry, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let revision = db.prepare_cached(APPEND)?.insert(named_params! {
        ":entry": entry.id.as_str(),
        ":treatment": entry.treatment.as_str(),
        ":at": Column(entry.at),
        ":recorded_at": entry.recorded_at.map(Column),
        ":note": entry.note,
        ":saved_at": Column(act.at),
        ":deleted": presence.is_deleted(),
        ":act": act.number,
    })?;
    append_answers(db, revision, entry)?;
    ENTRY.put_on_top(db, revision)
}

/// Makes a revision the one that counts.
pub(super) fn point(db: &Connection, revision: i64) -> rusqlite::Result<()> {
    let (id, treatment, at, deleted, performed_at) = db.prepare_cached(PLACED)?.query_row([revision], |row| {
        let Column(at): Column<Moment> = row.get(2)?;
        let Column(performed_at): Column<Moment> = row.get(4)?;
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, at, row.get::<_, bool>(3)?, performed_at))
    })?;
    let instant = at.instant(performed_at.offset()).timestamp_micros();
    db.prepare_cached(POINT_AT_NEWEST)?.execute((id, treatment, instant, deleted, revision)).map(|_| ())
}

fn append_answers(db: &Connection, revision: i64, entry: &Entry) -> rusqlite::Result<()> {
    for (symptom, rating) in &entry.grades {
        db.prepare_cached(APPEND_GRADE)?.execute((revision, symptom.as_str(), Column(*rating)))?;
    }
    for (sign, answer) in &entry.signs {
        db.prepare_cached(APPEND_SIGN)?.execute((revision, sign.as_str(), Column(*answer)))?;
    }
    Ok(())
}

fn is_same(one: &Entry, other: &Entry) -> bool {
    one == other && same_moment(one.at, other.at) && same_clock(one.recorded_at, other.recorded_at)
}

fn revision_from(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        entry: from_row(db, row)?,
        saved_at: row.get::<_, Column<DateTime<FixedOffset>>>("saved_at")?.0,
        deleted: row.get("deleted")?,
    })
}

pub(super) fn from_row(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Entry> {
    let revision = row.get("number")?;
    let (id, treatment): (String, String) = (row.get("entry")?, row.get("treatment")?);
    Ok(Entry {
        id: id.into(),
        treatment: treatment.into(),
        at: row.get::<_, Column<Moment>>("at")?.0,
        recorded_at: row.get::<_, Option<Column<_>>>("recorded_at")?.map(|Column(at)| at),
        grades: answers(db, GRADES, revision)?,
        signs: answers(db, SIGNS, revision)?,
        note: row.get("note")?,
    })
}

/// What was answered in one revision, by the id of what was asked.
fn answers<Id, T>(db: &Connection, sql: &str, revision: i64) -> rusqlite::Result<BTreeMap<Id, T>>
where
    Id: From<String> + Ord,
    Column<T>: FromSql,
{
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([revision], |row| {
        let (id, Column(answer)): (String, Column<T>) = (row.get(0)?, row.get(1)?);
        Ok((id.into(), answer))
    })?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Journal;

    #[test]
    fn no_question_about_entries_walks_the_whole_history() {
        let folder = tempfile::tempdir().unwrap();
        let Journal { db, .. } = Journal::open(&folder.path().join("journal.db")).unwrap();
        for sql in [LATEST_FIRST, NEWEST, REVISIONS, GRADES, SIGNS, PLACED, FOLLOW_OFFSET] {
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![1; statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"));
            let plan = steps.unwrap().collect::<Result<Vec<_>, _>>().unwrap();
            assert!(!plan.is_empty() && plan.iter().all(|step| step.starts_with("SEARCH ")), "{sql}: {plan:?}");
        }
    }
}
