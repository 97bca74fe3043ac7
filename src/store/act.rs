//! Acts: one thing the patient did, with all the rows it made, so that it can be undone as a whole.
//!
//! May use SQL and the ledger.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use super::column::{Column, unknown_word};
use super::ledger::KINDS;

const BEGIN: &str = "INSERT INTO act (at, doing, way, undoes) VALUES (?1, ?2, ?3, ?4)";
const FORGET: &str = "DELETE FROM act WHERE number = ?1";

/// An act that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    /// Its number in the journal.
    pub number: i64,
    /// When it is done.
    pub at: DateTime<FixedOffset>,
}

/// How an act came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The patient did something.
    Done,
    /// The act of that number is undone.
    Undone(i64),
    /// The undoing of that number is undone.
    Redone(i64),
}

impl Way {
    const fn in_columns(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Done => ("done", None),
            Self::Undone(act) => ("undone", Some(act)),
            Self::Redone(act) => ("redone", Some(act)),
        }
    }

    /// As the columns `way` and `undoes` hold it.
    pub(super) fn read(word: &str, undoes: Option<i64>) -> rusqlite::Result<Self> {
        match (word, undoes) {
            ("done", None) => Ok(Self::Done),
            ("undone", Some(act)) => Ok(Self::Undone(act)),
            ("redone", Some(act)) => Ok(Self::Redone(act)),
            _ => Err(unknown_word()),
        }
    }
}

/// Does something as one act. Doing what changes nothing is no act.
pub(super) fn perform<T>(
    db: &Connection,
    doing: &str,
    way: Way,
    at: DateTime<FixedOffset>,
    work: impl FnOnce(Act) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let (way, undoes) = way.in_columns();
    let number = db.prepare_cached(BEGIN)?.insert((Column(at), doing, way, undoes))?;
    let value = work(Act { number, at })?;
    if is_empty(db, number)? {
        db.prepare_cached(FORGET)?.execute([number])?;
    }
    Ok(value)
}

fn is_empty(db: &Connection, act: i64) -> rusqlite::Result<bool> {
    for kind in KINDS {
        let sql = format!("SELECT 1 FROM {} WHERE made_by = ?1", kind.table);
        if db.prepare_cached(&sql)?.exists([act])? {
            return Ok(false);
        }
    }
    Ok(true)
}
