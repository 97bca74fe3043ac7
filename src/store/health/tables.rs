//! The journal's tables: whole, consistent, and each pointing at the row that counts.
//!
//! May use SQL.

use rusqlite::Connection;

use super::{Finding, Level, NO_BACKUP, RESTORE};
use crate::store::key::Seal;
use crate::store::schema;
use crate::store::{Journal, Protection};

/// The tables that point at a row, with the tables that hold the rows.
const HEADS: [(&str, &str); 4] = [
    ("treatment", "treatment_revision"),
    ("entry", "entry_revision"),
    ("outcome", "outcome_revision"),
    ("plan", "plan_revision"),
];

/// So many faults are told.
const TOLD: usize = 3;

pub(super) fn examine(journal: &Journal, has_backups: bool) -> Vec<Finding> {
    let protection = match journal.protection() {
        Protection::Plain => "plain",
        Protection::Locked => "locked with a passphrase",
    };
    let version = format!("journal version {}, {protection}; this program opens it", schema::VERSION);
    let mut findings = vec![Finding::ok("journal", version)];
    let to_do = if has_backups { RESTORE } else { NO_BACKUP };
    let mut judge = |about, found: rusqlite::Result<Vec<String>>, fine: &str| {
        findings.push(match found {
            Ok(faults) if faults.is_empty() => Finding::ok(about, fine),
            Ok(faults) => Finding::bad(Level::ActNow, about, told(&faults), to_do),
            Err(_) => Finding::bad(Level::ActNow, about, "a part of the file cannot be read", to_do),
        });
    };
    judge("file", integrity(&journal.db, &journal.seal), "every page of the file is whole");
    judge("references", references(&journal.db), "everything that is referred to is there");
    judge("history", heads(&journal.db), "every record points at the version that counts");
    findings
}

fn told(faults: &[String]) -> String {
    let first = faults.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
    match faults.len().saturating_sub(TOLD) {
        0 => first,
        more => format!("{first}; and {more} more"),
    }
}

/// What the database itself finds. Its words name tables and pages, never what is in them.
fn integrity(db: &Connection, seal: &Seal) -> rusqlite::Result<Vec<String>> {
    let mut faults = rows(db, "PRAGMA integrity_check")?;
    faults.retain(|fault| fault != "ok");
    if matches!(seal, Seal::Key(_)) {
        faults.extend(rows(db, "PRAGMA cipher_integrity_check")?);
    }
    Ok(faults)
}

fn rows(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn references(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let missing = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
    missing
        .map(|missing| missing.map(|(table, of)| format!("a row of {table} refers to a missing row of {of}")))
        .collect()
}

/// Records whose row that counts is about another record, or is not hidden where the record is.
fn heads(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    for (record, rows) in HEADS {
        let wrong = format!(
            "SELECT count(*) FROM \"{record}\" h LEFT JOIN \"{rows}\" r ON r.number = h.newest
             WHERE r.\"{record}\" IS NOT h.id OR r.deleted IS NOT h.deleted"
        );
        let wrong: i64 = db.query_row(&wrong, [], |row| row.get(0))?;
        if wrong > 0 {
            faults.push(format!("{wrong} in the table {record} point at a wrong version"));
        }
    }
    Ok(faults)
}
