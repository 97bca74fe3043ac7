//! Everything that was ever changed, put together from the rows that are never overwritten.
//!
//! May use SQL and the domain, and the tables of its siblings.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row};

use crate::domain::{Change, Changed, Diary, Revised, TreatmentId};

use super::column::Column;
use super::{Window, care, entries, import, profile, treatments};

type Clock = DateTime<FixedOffset>;

const PROFILES: &str = "SELECT * FROM profile_revision ORDER BY number";
const TREATMENTS: &str = "SELECT * FROM treatment_revision ORDER BY number";
const ENTRIES: &str = "SELECT * FROM entry_revision ORDER BY number";
const SHEETS: &str = "SELECT text, saved_at, withdrawn FROM provider_sheet ORDER BY number";
const RANGES: &str = "SELECT protocol, version, since FROM protocol_shown ORDER BY number";
const DELETED: &str = "SELECT id FROM treatment WHERE deleted = 1";

/// The journal as it is, with the entries and care of deleted treatments, and all changes that made it, the earliest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<(Diary, Vec<Change>)> {
    let mut diary = import::give_out(db)?;
    let deleted: Vec<String> =
        db.prepare_cached(DELETED)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in deleted.into_iter().map(TreatmentId::from) {
        diary.entries.extend(entries::of_treatment(db, &id, Window::All)?);
        diary.care.extend(care::of_treatment(db, &id)?);
    }
    let mut changes = profiles(db)?;
    changes.extend(revised(
        rows(db, TREATMENTS, treatments::from_row)?,
        |one| one.id.clone(),
        |what| Changed::Treatment(what.into()),
    ));
    changes.extend(revised(
        rows(db, ENTRIES, |row| entries::from_row(db, row))?,
        |one| one.id.clone(),
        |what| Changed::Entry(what.into()),
    ));
    changes.extend(sheets(db)?);
    changes.extend(ranges(db)?);
    changes.sort_by_key(|change| change.at);
    Ok((diary, changes))
}

fn profiles(db: &Connection) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(PROFILES)?;
    let said = statement.query_map([], |row| Ok((saved_at(row)?, profile::from_row(row)?)))?;
    let mut before = None;
    said.map(|said| {
        let (at, said) = said?;
        let said = (said.patient, said.day_end);
        Ok(Change { at, what: Changed::Profile(before.replace(said.clone()), said) })
    })
    .collect()
}

fn rows<T>(
    db: &Connection,
    sql: &str,
    from_row: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<(Clock, bool, T)>> {
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map([], |row| Ok((saved_at(row)?, row.get("deleted")?, from_row(row)?)))?.collect()
}

/// What each row changed beside the one before it about the same thing.
fn revised<T: Clone, Id: Ord>(
    rows: Vec<(Clock, bool, T)>,
    id: impl Fn(&T) -> Id,
    changed: impl Fn(Revised<T>) -> Changed,
) -> Vec<Change> {
    let mut known: BTreeMap<Id, (bool, T)> = BTreeMap::new();
    rows.into_iter()
        .map(|(at, deleted, said)| {
            let before = known.insert(id(&said), (deleted, said.clone()));
            let what = match (before, deleted) {
                (_, true) => Revised::Deleted(said),
                (None, false) => Revised::Added(said),
                (Some((true, _)), false) => Revised::Restored(said),
                (Some((false, before)), false) => Revised::Corrected(before, said),
            };
            Change { at, what: changed(what) }
        })
        .collect()
}

fn sheets(db: &Connection) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(SHEETS)?;
    let kept = statement.query_map([], |row| {
        let (text, withdrawn): (String, bool) = (row.get("text")?, row.get("withdrawn")?);
        Ok((saved_at(row)?, (!withdrawn).then_some(text)))
    })?;
    let mut before = None;
    kept.map(|kept| {
        let (at, text) = kept?;
        Ok(Change { at, what: Changed::Sheet(std::mem::replace(&mut before, text.clone()), text) })
    })
    .collect()
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
        if let Some(before) = known.insert(protocol, version.clone()) {
            changes.push(Change { at, what: Changed::Ranges(before, version) });
        }
    }
    Ok(changes)
}

fn saved_at(row: &Row<'_>) -> rusqlite::Result<Clock> {
    row.get("saved_at").map(|Column(at)| at)
}
