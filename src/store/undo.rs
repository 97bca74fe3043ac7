//! Undo and redo of what the patient did, one act after another, across restarts and windows. Nothing is taken out of the
//! journal: what was said before is put on top once more, as an act of its own.
//!
//! May use SQL and the domain, the ledger and the acts.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::{Turn, Undone};

use super::act::{self, Act, Way};
use super::changes::{self, Asked};
use super::column::Column;
use super::ledger::{KINDS, Kind};
use super::revision::Presence;
use super::{Journal, StoreError};

const LATEST_FIRST: &str = "SELECT number, at, doing, way, undoes FROM act ORDER BY number DESC";
const ONE: &str = "SELECT number, at, doing, way, undoes FROM act WHERE number = ?1";

impl Journal {
    /// Undoes what was done last; tells what that was, or none when there is nothing to undo.
    ///
    /// # Errors
    /// Also when something that came in from elsewhere stands on top of what was done.
    pub fn undo(&mut self, now: DateTime<FixedOffset>) -> Result<Option<Undone>, StoreError> {
        self.turn(Turn::Undo, now)
    }

    /// Does again what was undone last, unless something else was done since; tells what that was.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self, now: DateTime<FixedOffset>) -> Result<Option<Undone>, StoreError> {
        self.turn(Turn::Redo, now)
    }

    /// What can be undone one after another, the first to be undone first, at most so many.
    pub fn undoable(&self, most: usize) -> Result<Vec<Undone>, StoreError> {
        self.read("read what can be undone", |db| told(db, Turn::Undo, most))
    }

    /// What can be done again one after another, the first to be done first, at most so many.
    pub fn redoable(&self, most: usize) -> Result<Vec<Undone>, StoreError> {
        self.read("read what can be done again", |db| told(db, Turn::Redo, most))
    }

    fn turn(&mut self, turn: Turn, now: DateTime<FixedOffset>) -> Result<Option<Undone>, StoreError> {
        let doing = match turn {
            Turn::Undo => "undo this",
            Turn::Redo => "do this again",
        };
        let done = self.write(doing, |db| {
            let Some(last) = open(db, turn, 1)?.pop() else { return Ok(Ok(None)) };
            let undone = in_words(db, &last)?;
            Ok(taken_back(db, turn, &last, now)?.map(|()| Some(undone)))
        })?;
        done.map_err(|Overtaken| StoreError::Overtaken { doing })
    }
}

/// Something that is no part of an act stands on top of what the act wrote.
struct Overtaken;

/// An act as it was written.
struct Written {
    number: i64,
    at: DateTime<FixedOffset>,
    doing: String,
    way: Way,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Written> {
    let (word, undoes): (String, Option<i64>) = (row.get("way")?, row.get("undoes")?);
    let Column(at) = row.get("at")?;
    Ok(Written { number: row.get("number")?, at, doing: row.get("doing")?, way: Way::read(&word, undoes)? })
}

/// The acts that can be undone, or done again, one after another, at most so many. Whatever is done cuts off what could have
/// been done again.
fn open(db: &Connection, turn: Turn, most: usize) -> rusqlite::Result<Vec<Written>> {
    let mut statement = db.prepare_cached(LATEST_FIRST)?;
    let (mut found, mut skipped) = (Vec::new(), 0_usize);
    for written in statement.query_map([], from_row)? {
        let written = written?;
        let (opens, closes) = match turn {
            Turn::Undo => (!matches!(written.way, Way::Undone(_)), false),
            Turn::Redo => (matches!(written.way, Way::Undone(_)), written.way == Way::Done),
        };
        if closes || found.len() == most {
            break;
        }
        match (opens, skipped) {
            (true, 0) => found.push(written),
            (true, _) => skipped -= 1,
            (false, _) => skipped += 1,
        }
    }
    Ok(found)
}

fn told(db: &Connection, turn: Turn, most: usize) -> rusqlite::Result<Vec<Undone>> {
    open(db, turn, most)?.iter().map(|written| in_words(db, written)).collect()
}

/// What was done at first, however often it was undone and done again since.
fn in_words(db: &Connection, written: &Written) -> rusqlite::Result<Undone> {
    match written.way {
        Way::Done => {
            let changes = changes::asked(db, Asked::Of(written.number))?;
            let what = changes.into_iter().map(|change| change.what).collect();
            Ok(Undone { at: written.at, doing: written.doing.clone(), what })
        }
        Way::Undone(earlier) | Way::Redone(earlier) => {
            let earlier = db.prepare_cached(ONE)?.query_row([earlier], from_row).optional()?;
            in_words(db, &earlier.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
        }
    }
}

/// Puts back what was there before an act, as an act.
fn taken_back(
    db: &Connection,
    turn: Turn,
    written: &Written,
    now: DateTime<FixedOffset>,
) -> rusqlite::Result<Result<(), Overtaken>> {
    let way = match turn {
        Turn::Undo => Way::Undone(written.number),
        Turn::Redo => Way::Redone(written.number),
    };
    act::perform(db, &written.doing, way, now, |act| {
        for kind in KINDS {
            let rows = kind.made_by(db, written.number)?;
            if put_back(db, kind, &rows, act)?.is_err() {
                return Ok(Err(Overtaken));
            }
        }
        Ok(Ok(()))
    })
}

/// Puts back what the rows of an act were put on top of, thing by thing.
fn put_back(db: &Connection, kind: &Kind, rows: &[i64], act: Act) -> rusqlite::Result<Result<(), Overtaken>> {
    for &first in rows {
        let own = kind.beside(db, first)?;
        if own.first() != Some(&first) {
            continue;
        }
        let Some(tops) = tops(db, kind, first)? else { return Ok(Err(Overtaken)) };
        let mut before = BTreeSet::new();
        for row in &own {
            before.extend(kind.earlier(db, *row)?.into_iter().filter(|earlier| !own.contains(earlier)));
        }
        put_over(db, kind, &before, &tops, act)?;
    }
    Ok(Ok(()))
}

/// The rows that stand on top now, above what an act wrote about the thing of its row `first`; none when a row among them is
/// no part of any act.
fn tops(db: &Connection, kind: &Kind, first: i64) -> rusqlite::Result<Option<Vec<i64>>> {
    let above = kind.above(db, first)?;
    let is_ours = above.iter().all(|row| row.act.is_some());
    Ok(is_ours.then(|| above.iter().filter(|row| row.is_top).map(|row| row.number).collect()))
}

/// Puts what there was before over all that stands on top; where nothing was, the thing is hidden.
fn put_over(db: &Connection, kind: &Kind, before: &BTreeSet<i64>, tops: &[i64], act: Act) -> rusqlite::Result<()> {
    let Some(&top) = tops.first() else { return Ok(()) };
    let copies = match (before.is_empty(), kind.hides) {
        (true, None) => return Ok(()),
        (true, Some(_)) => vec![kind.copy(db, top, act, Some(Presence::Deleted))?],
        (false, _) => before.iter().map(|&row| kind.copy(db, row, act, None)).collect::<Result<Vec<_>, _>>()?,
    };
    for copy in copies {
        tops.iter().try_for_each(|&top| kind.put_over(db, copy, top))?;
    }
    kind.settle(db, top)
}
