//! Rows of another journal taken over, kind by kind, and what they leave to be settled.
//!
//! May use SQL and the ledger.

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, ffi, params_from_iter};

use crate::store::ledger::{KINDS, Kind, Part};

/// How many rows a journal got from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeCounts {
    /// Rows that came: each is something once said or changed.
    pub taken: usize,
    /// Rows of the other journal that were here already.
    pub known: usize,
    /// Rows that were here before.
    pub here: usize,
}

impl MergeCounts {
    /// Both journals say something, and they have not one word in common: perhaps they are two people's.
    #[must_use]
    pub const fn nothing_in_common(&self) -> bool {
        self.known == 0 && self.taken > 0 && self.here > 0
    }
}

const FOLLOWS: &str = "SELECT revision, earlier FROM follows";
const FOLLOW: &str = "INSERT OR IGNORE INTO follows (revision, earlier) VALUES (?1, ?2)";
const SHOWN: &str = "SELECT protocol, version, since FROM protocol_shown ORDER BY number";
const SHOW: &str = "INSERT INTO protocol_shown (protocol, version, since) SELECT ?1, ?2, ?3
    WHERE NOT EXISTS (SELECT 1 FROM protocol_shown WHERE protocol = ?1 AND version = ?2 AND since = ?3)";
const PART: &str = "INSERT OR IGNORE INTO parted (kind, number) VALUES (?1, ?2)";

/// Takes everything over that is not here. Runs inside the caller's transaction, so that it happens as a whole or not at all.
pub(super) fn take_over(from: &Connection, to: &Connection) -> rusqlite::Result<MergeCounts> {
    let mut counts = MergeCounts::default();
    copy_rows(from, FOLLOWS, to, FOLLOW)?;
    for kind in KINDS {
        counts.here += count(to, kind)?;
        let all = count(from, kind)?;
        let new = take_kind(from, to, kind)?;
        counts.taken += new.len();
        counts.known += all - new.len();
        // What tells about a thing can come only once the thing is there.
        new.iter().try_for_each(|number| settle(to, kind, *number))?;
    }
    copy_rows(from, SHOWN, to, SHOW)?;
    Ok(counts)
}

fn count(db: &Connection, kind: &Kind) -> rusqlite::Result<usize> {
    let count: u32 = db.query_row(&format!("SELECT count(*) FROM {}", kind.table), [], |row| row.get(0))?;
    Ok(count as usize)
}

fn copy_rows(from: &Connection, select: &str, to: &Connection, insert: &str) -> rusqlite::Result<()> {
    let mut insert = to.prepare(insert)?;
    let mut select = from.prepare(select)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        insert.execute(params_from_iter(values(row)?))?;
    }
    Ok(())
}

fn values(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..row.as_ref().column_count()).map(|at| row.get(at)).collect()
}

/// The rows of one kind that were not here, by their new numbers, in the order in which they were written there.
fn take_kind(from: &Connection, to: &Connection, kind: &Kind) -> rusqlite::Result<Vec<i64>> {
    let table = kind.table;
    let said = [&["stamp", "saved_at"], kind.about, kind.says, kind.hides.as_slice()].concat();
    let (columns, places) = (said.join(", "), vec!["?"; said.len()].join(", "));
    let mut select = from.prepare(&format!("SELECT number, {columns} FROM {table} ORDER BY number"))?;
    let mut insert = to.prepare(&format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})"))?;
    let mut is_here = to.prepare(&format!("SELECT 1 FROM {table} WHERE stamp = ?1"))?;
    let mut parts = kind.parts.iter().map(|part| Parts::new(part, from, to)).collect::<Result<Vec<_>, _>>()?;
    let mut new = Vec::new();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if is_here.exists([row.get::<_, String>("stamp")?])? {
            continue;
        }
        let number = insert.insert(params_from_iter(values(row)?.split_off(1)))?;
        parts.iter_mut().try_for_each(|part| part.take(row.get("number")?, number))?;
        new.push(number);
    }
    Ok(new)
}

/// What belongs to rows, in one table.
struct Parts<'a> {
    select: Statement<'a>,
    insert: Statement<'a>,
}

impl<'a> Parts<'a> {
    fn new(part: &Part, from: &'a Connection, to: &'a Connection) -> rusqlite::Result<Self> {
        let Part { table, columns } = part;
        let (columns, places) = (columns.join(", "), vec!["?"; columns.len() + 1].join(", "));
        Ok(Self {
            select: from.prepare(&format!("SELECT ?2, {columns} FROM {table} WHERE revision = ?1"))?,
            insert: to.prepare(&format!("INSERT INTO {table} (revision, {columns}) VALUES ({places})"))?,
        })
    }

    fn take(&mut self, there: i64, here: i64) -> rusqlite::Result<()> {
        let mut rows = self.select.query((there, here))?;
        while let Some(row) = rows.next()? {
            self.insert.execute(params_from_iter(values(row)?))?;
        }
        Ok(())
    }
}

/// Makes the row count that counts for the thing of a new row, and remembers the thing where several are on top.
fn settle(db: &Connection, kind: &Kind, number: i64) -> rusqlite::Result<()> {
    let heads = kind.heads(db, number)?;
    match (heads.first(), heads.iter().min()) {
        (Some(&counts), Some(&first)) => {
            if heads.len() > 1 {
                db.prepare_cached(PART)?.execute((kind.table, first))?;
            }
            kind.point.map_or(Ok(()), |point| point(db, counts))
        }
        // Rows that were put on top of each other in a circle: no journal is written like that.
        _ => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None)),
    }
}
