//! Everything that was ever changed, put together from the rows that are never overwritten.
//!
//! May use SQL and the domain, the ledger and the tables of its siblings.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row};

use crate::domain::{Change, Changed, Diary, Revised, TreatmentId};

use super::column::Column;
use super::error::StoreError;
use super::ledger::{self, Kind};
use super::{Journal, Window, care, entries, events, import, outcomes, plans, profile, treatments};

type Clock = DateTime<FixedOffset>;

const RANGES: &str = "SELECT protocol, version, since FROM protocol_shown
    ORDER BY unixepoch(since, 'subsec'), number";
const DELETED: &str = "SELECT id FROM treatment WHERE deleted = 1";

/// Which changes are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    /// All there ever were.
    All,
    /// Those of one act.
    Of(i64),
}

impl Journal {
    /// Everything, with what tells about deleted treatments, and every change that made it so, the earliest first.
    pub fn changes(&self) -> Result<(Diary, Vec<Change>), StoreError> {
        self.read("read what was changed", all)
    }
}

/// The journal as it is, with what tells about deleted treatments, and all changes that made it, the earliest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<(Diary, Vec<Change>)> {
    let mut diary = import::give_out(db)?;
    let deleted: Vec<String> =
        db.prepare_cached(DELETED)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in deleted.into_iter().map(TreatmentId::from) {
        diary.entries.extend(entries::of_treatment(db, &id, Window::All)?);
        diary.events.extend(events::of_treatment(db, &id)?);
        diary.care.extend(care::of_treatment(db, &id)?);
        diary.outcomes.extend(outcomes::of_treatment(db, &id)?);
    }
    let mut changes = asked(db, Asked::All)?;
    changes.extend(ranges(db)?);
    changes.sort_by_key(|change| change.at);
    Ok((diary, changes))
}

/// What was changed, kind by kind, in the order in which it was written.
pub(super) fn asked(db: &Connection, asked: Asked) -> rusqlite::Result<Vec<Change>> {
    let mut changes = profiles(db, asked)?;
    let treatment = |row: &Row<'_>| treatments::from_row(db, row);
    changes.extend(revised(db, &ledger::TREATMENT, asked, treatment, Changed::Treatment)?);
    changes.extend(revised(db, &ledger::ENTRY, asked, |row| entries::from_row(db, row), Changed::Entry)?);
    changes.extend(revised(db, &ledger::OUTCOME, asked, |row| outcomes::from_row(db, row), Changed::Outcome)?);
    changes.extend(revised(db, &ledger::PLAN, asked, plans::from_row, Changed::Plan)?);
    changes.extend(revised(db, &ledger::CARE, asked, care::from_row, Changed::Care)?);
    changes.extend(revised(db, &ledger::WARNING, asked, events::from_row, Changed::Warning)?);
    changes.extend(sheets(db, asked)?);
    Ok(changes)
}

/// A row of the ledger.
struct Kept<T> {
    number: i64,
    at: Clock,
    hidden: bool,
    said: T,
    /// The row it was put on top of; of several the one that counted.
    before: Option<i64>,
}

/// A row with what was said before it, and whether that was hidden.
struct Put<T> {
    at: Clock,
    hidden: bool,
    said: T,
    before: Option<(bool, T)>,
}

fn put<T: Clone>(
    db: &Connection,
    kind: &Kind,
    asked: Asked,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<Put<T>>> {
    let rows = kept(db, kind, asked, &read)?;
    let known: BTreeMap<i64, (bool, T)> = rows.iter().map(|row| (row.number, (row.hidden, row.said.clone()))).collect();
    let mut all = Vec::with_capacity(rows.len());
    for Kept { at, hidden, said, before, .. } in rows {
        let before = match before {
            Some(number) if !known.contains_key(&number) => one(db, kind, number, &read)?,
            Some(number) => known.get(&number).cloned(),
            None => None,
        };
        all.push(Put { at, hidden, said, before });
    }
    Ok(all)
}

fn kept<T>(
    db: &Connection,
    kind: &Kind,
    asked: Asked,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<Kept<T>>> {
    let (table, hides, order) = (kind.table, kind.hides.unwrap_or("FALSE"), kind.first_counts("e"));
    let (only, of) = match asked {
        Asked::All => ("?1 IS NULL", None),
        Asked::Of(act) => ("r.made_by = ?1", Some(act)),
    };
    let mut statement = db.prepare_cached(&format!(
        "SELECT r.*, {hides} AS is_hidden, (SELECT e.number FROM follows f JOIN {table} e ON e.stamp = f.earlier
            WHERE f.revision = r.stamp ORDER BY {order} LIMIT 1) AS before
        FROM {table} r WHERE {only} ORDER BY r.number"
    ))?;
    let rows = statement.query_map([of], |row| {
        let Column(at) = row.get("saved_at")?;
        let (number, hidden, before) = (row.get("number")?, row.get("is_hidden")?, row.get("before")?);
        Ok(Kept { number, at, hidden, said: read(row)?, before })
    })?;
    rows.collect()
}

fn one<T>(
    db: &Connection,
    kind: &Kind,
    number: i64,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<(bool, T)>> {
    let (table, hides) = (kind.table, kind.hides.unwrap_or("FALSE"));
    let mut statement = db.prepare_cached(&format!("SELECT *, {hides} AS is_hidden FROM {table} WHERE number = ?1"))?;
    statement.query_row([number], |row| Ok((row.get("is_hidden")?, read(row)?))).map(Some)
}

/// What each row changed beside the one it was put on top of.
fn revised<T: Clone>(
    db: &Connection,
    kind: &Kind,
    asked: Asked,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    changed: impl Fn(Box<Revised<T>>) -> Changed,
) -> rusqlite::Result<Vec<Change>> {
    let change = |Put { at, hidden, said, before }: Put<T>| {
        let what = match (before, hidden) {
            (_, true) => Revised::Deleted(said),
            (None, false) => Revised::Added(said),
            (Some((true, _)), false) => Revised::Restored(said),
            (Some((false, before)), false) => Revised::Corrected(before, said),
        };
        Change { at, what: changed(Box::new(what)) }
    };
    Ok(put(db, kind, asked, read)?.into_iter().map(change).collect())
}

fn profiles(db: &Connection, asked: Asked) -> rusqlite::Result<Vec<Change>> {
    let read = |row: &Row<'_>| profile::from_row(row).map(|said| (said.patient, said.day_end));
    let said = put(db, &ledger::PROFILE, asked, read)?.into_iter();
    let change = |Put { at, said, before, .. }: Put<_>| {
        let before = before.map(|(_, before)| before);
        Change { at, what: Changed::Profile(before, said) }
    };
    Ok(said.map(change).collect())
}

fn sheets(db: &Connection, asked: Asked) -> rusqlite::Result<Vec<Change>> {
    let kept = put(db, &ledger::SHEET, asked, |row| row.get::<_, String>("text"))?.into_iter();
    let change = |Put { at, hidden, said, before }: Put<String>| {
        let before = before.and_then(|(hidden, text)| (!hidden).then_some(text));
        Change { at, what: Changed::Sheet(before, (!hidden).then_some(said)) }
    };
    Ok(kept.map(change).collect())
}

fn ranges(db: &Connection) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(RANGES)?;
    let shown = statement.query_map([], |row| {
        let Column(since) = row.get("since")?;
        Ok((since, row.get::<_, String>("protocol")?, row.get::<_, String>("version")?))
    })?;
    let mut known = BTreeMap::new();
    let mut changes = Vec::new();
    for shown in shown {
        let (at, protocol, version) = shown?;
        // Two machines may have shown the same one after the other.
        if let Some(before) = known.insert(protocol, version.clone()).filter(|before| *before != version) {
            changes.push(Change { at, what: Changed::Ranges(before, version) });
        }
    }
    Ok(changes)
}
