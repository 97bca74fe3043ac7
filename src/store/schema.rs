//! The shape of the journal's tables, version by version.
//!
//! May use SQL. To change the shape, append a migration and a dump of the version before to `tests/fixtures`; never edit an
//! old migration, since journals out there were made by it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Marks a database as a Mendlog journal: "Mndl".
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"Mndl");

/// Migration n takes the tables from version n to n + 1.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001.sql")];

/// The version of the tables this program works with.
#[expect(clippy::cast_possible_truncation, reason = "there will never be four thousand million migrations")]
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Marks a new, empty database as a journal.
pub(super) fn found(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "application_id", APPLICATION_ID)
}

/// Brings the tables to the newest version, each step in a transaction of its own.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::during("bring the journal up to date", error);
    loop {
        let version = version_of(db).map_err(failed)?;
        if version > VERSION {
            return Err(StoreError::Newer { path: path.into(), found: version, known: VERSION });
        }
        let Some(migration) = MIGRATIONS.get(version as usize) else { return Ok(()) };
        step(db, version, migration).map_err(failed)?;
    }
}

/// One step, unless another program was faster.
fn step(db: &mut Connection, version: u32, migration: &str) -> rusqlite::Result<()> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version_of(&step)? == version {
        step.execute_batch(migration)?;
        step.pragma_update(None, "user_version", version + 1)?;
    }
    step.commit()
}

fn version_of(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}
