//! Conflicts: things of which two machines' journals say something different, and how they are settled.
//!
//! May use SQL and the domain, the ledger and the tables of its siblings.

use chrono::{DateTime, FixedOffset};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::conflict::{Conflict, Said, Standing, Version};

use super::act::{self, Way};
use super::column::Column;
use super::ledger::{self, KINDS, Kind};
use super::{Journal, StoreError, care, entries, events, outcomes, plans, profile, treatments};

const PARTED: &str = "SELECT number FROM parted WHERE kind = ?1 ORDER BY number";
const SETTLING: &str = "settle what two machines said";

impl Journal {
    /// All things of which several versions are on top that say something different, in the order of the kinds. A journal that
    /// was never merged is not looked through.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, StoreError> {
        self.read("look for what two machines said", all)
    }

    /// Settles a conflict: the version of that name is saved once more, on top of all others. Tells whether there was one.
    pub fn settle(&mut self, version: &str, now: DateTime<FixedOffset>) -> Result<bool, StoreError> {
        self.write(SETTLING, |db| {
            for kind in KINDS {
                if let Some(number) = conflicting(db, kind, version)? {
                    act::perform(db, SETTLING, Way::Done, now, |act| {
                        let copy = kind.copy(db, number, act, None)?;
                        kind.put_on_top(db, copy)
                    })?;
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}

/// All conflicts.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<Conflict>> {
    let mut conflicts = Vec::new();
    for kind in KINDS {
        for heads in parted(db, kind)? {
            let mut versions = heads.iter().map(|number| version(db, kind, *number)).collect::<Result<Vec<_>, _>>()?;
            let counts = versions.remove(0);
            conflicts.push(Conflict { counts, others: versions });
        }
    }
    Ok(conflicts)
}

/// The rows on top, the one that counts first, of each thing of which they say something different.
fn parted(db: &Connection, kind: &Kind) -> rusqlite::Result<Vec<Vec<i64>>> {
    let mut statement = db.prepare_cached(PARTED)?;
    let parted = statement.query_map([kind.table], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut found: Vec<Vec<i64>> = Vec::new();
    for number in parted {
        let heads = different(db, kind, kind.heads(db, number)?)?;
        if heads.len() > 1 && !found.contains(&heads) {
            found.push(heads);
        }
    }
    Ok(found)
}

/// Of rows that say just the same the first one.
fn different(db: &Connection, kind: &Kind, heads: Vec<i64>) -> rusqlite::Result<Vec<i64>> {
    let mut kept = Vec::new();
    let mut said = Vec::new();
    for number in heads {
        let content = content(db, kind, number)?;
        if !said.contains(&content) {
            said.push(content);
            kept.push(number);
        }
    }
    Ok(kept)
}

/// All that a row says; a row that hides its thing says no more than that.
fn content(db: &Connection, kind: &Kind, number: i64) -> rusqlite::Result<Option<Vec<Vec<Value>>>> {
    let hidden = kind.hides.unwrap_or("FALSE");
    let said = kind.says.iter().fold(hidden.to_owned(), |all, column| format!("{all}, {column}"));
    let row = db
        .prepare_cached(&format!("SELECT {said} FROM {} WHERE number = ?1", kind.table))?
        .query_row([number], values)?;
    if row.first() != Some(&Value::Integer(0)) {
        return Ok(None);
    }
    let mut content = vec![row];
    for part in kind.parts {
        let columns = part.columns.join(", ");
        let sql = format!("SELECT {columns} FROM {} WHERE revision = ?1 ORDER BY {columns}", part.table);
        content.push(Vec::new());
        for row in db.prepare_cached(&sql)?.query_map([number], values)? {
            content.push(row?);
        }
    }
    Ok(Some(content))
}

fn values(row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..row.as_ref().column_count()).map(|at| row.get(at)).collect()
}

/// The row of that name, if it is one of several on top that say something different.
fn conflicting(db: &Connection, kind: &Kind, version: &str) -> rusqlite::Result<Option<i64>> {
    let sql = format!("SELECT number FROM {} WHERE stamp = ?1", kind.table);
    let Some(number) = db.prepare_cached(&sql)?.query_row([version], |row| row.get(0)).optional()? else {
        return Ok(None);
    };
    let heads = different(db, kind, kind.heads(db, number)?)?;
    Ok((heads.len() > 1 && heads.contains(&number)).then_some(number))
}

fn version(db: &Connection, kind: &Kind, number: i64) -> rusqlite::Result<Version> {
    let hidden = kind.hides.unwrap_or("FALSE");
    let sql = format!("SELECT *, {hidden} AS is_hidden FROM {} WHERE number = ?1", kind.table);
    db.prepare_cached(&sql)?.query_row([number], |row| {
        let Column(saved_at) = row.get("saved_at")?;
        let standing = if row.get("is_hidden")? { Standing::Deleted } else { Standing::Kept };
        Ok(Version { name: row.get("stamp")?, saved_at, standing, said: said(db, kind, row)? })
    })
}

fn said(db: &Connection, kind: &Kind, row: &Row<'_>) -> rusqlite::Result<Said> {
    Ok(match kind.table {
        table if table == ledger::PROFILE.table => {
            let profile = profile::from_row(row)?;
            Said::Answers(profile.patient, profile.day_end)
        }
        table if table == ledger::TREATMENT.table => Said::Treatment(Box::new(treatments::from_row(db, row)?)),
        table if table == ledger::ENTRY.table => Said::Entry(Box::new(entries::from_row(db, row)?)),
        table if table == ledger::OUTCOME.table => Said::Outcome(outcomes::from_row(db, row)?),
        table if table == ledger::PLAN.table => Said::Plan(plans::from_row(row)?),
        table if table == ledger::CARE.table => Said::Care(care::from_row(row)?),
        table if table == ledger::WARNING.table => Said::Act(events::from_row(row)?),
        _ => Said::Sheet(row.get("text")?),
    })
}
