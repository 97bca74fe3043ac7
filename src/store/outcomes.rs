//! Ratings of the result with their scores: rows and values.
//!
//! May use SQL and the domain.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::{AspectId, Moment, Outcome, OutcomeId, Scored, TreatmentId};

use super::Journal;
use super::act::Act;
use super::column::Column;
use super::error::StoreError;
use super::ledger::OUTCOME;
use super::revision::{Presence, Saved, same_clock, same_moment};

const OF_TREATMENT: &str = "SELECT r.* FROM outcome o JOIN outcome_revision r ON r.number = o.newest
    WHERE o.treatment = ?1 AND o.deleted = 0 ORDER BY o.rowid";
const NEWEST: &str = "SELECT r.* FROM outcome o JOIN outcome_revision r ON r.number = o.newest WHERE o.id = ?1";
const REVISIONS: &str = "SELECT * FROM outcome_revision WHERE outcome = ?1 ORDER BY number";
const SCORES: &str = "SELECT aspect, score FROM outcome_score WHERE revision = ?1";

const APPEND: &str =
    "INSERT INTO outcome_revision (outcome, treatment, at, recorded_at, saved_at, deleted, made_by, stamp)
    VALUES (:outcome, :treatment, :at, :recorded_at, :saved_at, :deleted, :act, lower(hex(randomblob(16))))";
const APPEND_SCORE: &str = "INSERT INTO outcome_score (revision, aspect, score) VALUES (?1, ?2, ?3)";

const POINT_AT: &str = "INSERT INTO outcome (id, treatment, deleted, newest)
    SELECT outcome, treatment, deleted, number FROM outcome_revision WHERE number = ?1
    ON CONFLICT (id) DO UPDATE SET treatment = excluded.treatment, deleted = excluded.deleted, newest = excluded.newest";

/// What a rating said from a moment on, until the next revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRevision {
    /// The rating as it was then.
    pub outcome: Outcome,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
    /// Whether it was deleted by this revision.
    pub deleted: bool,
}

impl Journal {
    /// The ratings of the result after a treatment, in the order in which they were first saved, without deleted ones.
    pub fn outcomes(&self, treatment: &TreatmentId) -> Result<Vec<Outcome>, StoreError> {
        self.read("read the ratings", |db| of_treatment(db, treatment))
    }

    /// Saves a rating, new or corrected, as a whole; its earlier values are kept.
    pub fn save_outcome(&mut self, outcome: &Outcome, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the rating", now, |db, act| save(db, outcome, act).map(|_| ()))
    }

    /// Hides a rating.
    pub fn delete_outcome(&mut self, id: &OutcomeId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the rating", now, |db, act| set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted rating again, as it was.
    pub fn restore_outcome(&mut self, id: &OutcomeId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the rating back", now, |db, act| set_presence(db, id, Presence::Kept, act))
    }

    /// Everything a rating ever said, the oldest first; empty when there is no such rating.
    pub fn outcome_revisions(&self, id: &OutcomeId) -> Result<Vec<OutcomeRevision>, StoreError> {
        self.read("read the rating's history", |db| revisions(db, id))
    }
}

/// Those of a treatment that are not deleted, in the order in which they were first saved.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId) -> rusqlite::Result<Vec<Outcome>> {
    db.prepare_cached(OF_TREATMENT)?.query_map([treatment.as_str()], |row| from_row(db, row))?.collect()
}

/// Everything a rating ever said, the oldest first.
pub(super) fn revisions(db: &Connection, id: &OutcomeId) -> rusqlite::Result<Vec<OutcomeRevision>> {
    db.prepare_cached(REVISIONS)?.query_map([id.as_str()], |row| revision_from(db, row))?.collect()
}

/// Puts a rating on top of what it said before.
pub(super) fn save(db: &Connection, outcome: &Outcome, act: Act) -> rusqlite::Result<Saved> {
    let saved = match newest(db, &outcome.id)? {
        None | Some(OutcomeRevision { deleted: true, .. }) => Saved::Added,
        Some(old) if is_same(&old.outcome, outcome) => return Ok(Saved::AlreadyThere),
        Some(_) => Saved::Changed,
    };
    append(db, outcome, Presence::Kept, act)?;
    Ok(saved)
}

/// Hides or shows a rating.
pub(super) fn set_presence(db: &Connection, id: &OutcomeId, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let old = newest(db, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let was = Presence::from_deleted(old.deleted);
    if was == presence { Ok(()) } else { append(db, &old.outcome, presence, act) }
}

fn newest(db: &Connection, id: &OutcomeId) -> rusqlite::Result<Option<OutcomeRevision>> {
    db.prepare_cached(NEWEST)?.query_row([id.as_str()], |row| revision_from(db, row)).optional()
}

fn append(db: &Connection, outcome: &Outcome, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let revision = db.prepare_cached(APPEND)?.insert(named_params! {
        ":outcome": outcome.id.as_str(),
        ":treatment": outcome.treatment.as_str(),
        ":at": Column(outcome.at),
        ":recorded_at": outcome.recorded_at.map(Column),
        ":saved_at": Column(act.at),
        ":deleted": presence.is_deleted(),
        ":act": act.number,
    })?;
    for (aspect, scored) in &outcome.ratings {
        db.prepare_cached(APPEND_SCORE)?.execute((revision, aspect.as_str(), Column(*scored)))?;
    }
    OUTCOME.put_on_top(db, revision)
}

/// Makes a revision the one that counts.
pub(super) fn point(db: &Connection, revision: i64) -> rusqlite::Result<()> {
    db.prepare_cached(POINT_AT)?.execute([revision]).map(|_| ())
}

fn is_same(one: &Outcome, other: &Outcome) -> bool {
    one == other && same_moment(one.at, other.at) && same_clock(one.recorded_at, other.recorded_at)
}

fn revision_from(db: &Connection, row: &Row<'_>) -> rusqlite::Result<OutcomeRevision> {
    Ok(OutcomeRevision {
        outcome: from_row(db, row)?,
        saved_at: row.get::<_, Column<DateTime<FixedOffset>>>("saved_at")?.0,
        deleted: row.get("deleted")?,
    })
}

/// The value of a row.
pub(super) fn from_row(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Outcome> {
    let (id, treatment): (String, String) = (row.get("outcome")?, row.get("treatment")?);
    Ok(Outcome {
        id: id.into(),
        treatment: treatment.into(),
        at: row.get::<_, Column<Moment>>("at")?.0,
        recorded_at: row.get::<_, Option<Column<_>>>("recorded_at")?.map(|Column(at)| at),
        ratings: scores(db, row.get("number")?)?,
    })
}

fn scores(db: &Connection, revision: i64) -> rusqlite::Result<BTreeMap<AspectId, Scored>> {
    let mut statement = db.prepare_cached(SCORES)?;
    let rows = statement.query_map([revision], |row| {
        let (aspect, Column(scored)): (String, Column<Scored>) = (row.get(0)?, row.get(1)?);
        Ok((aspect.into(), scored))
    })?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Journal;

    #[test]
    fn no_question_about_ratings_walks_the_whole_history() {
        let folder = tempfile::tempdir().unwrap();
        let Journal { db, .. } = Journal::open(&folder.path().join("journal.db")).unwrap();
        for sql in [OF_TREATMENT, NEWEST, REVISIONS, SCORES] {
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![1; statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"));
            let plan = steps.unwrap().collect::<Result<Vec<_>, _>>().unwrap();
            assert!(plan.iter().any(|step| step.starts_with("SEARCH ")), "{sql}: {plan:?}");
            assert!(!plan.iter().any(|step| step.starts_with("SCAN ")), "{sql}: {plan:?}");
        }
    }
}
