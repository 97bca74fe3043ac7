//! The shape of the journal's tables, version by version.
//!
//! May use SQL. To change the shape, append a migration and a dump of the version before to `tests/fixtures`; never edit an
//! old migration, since journals out there were made by it.

use std::cmp::Ordering;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Marks a database as a Mendlog journal: "Mndl".
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"Mndl");

/// Migration n takes the tables from version n to n + 1.
const MIGRATIONS: [&str; 10] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
    include_str!("migrations/0010.sql"),
];

/// The version of the tables this program works with.
#[expect(clippy::cast_possible_truncation, reason = "there will never be four thousand million migrations")]
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Marks a new, empty database as a journal.
pub(super) fn found(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "application_id", APPLICATION_ID)
}

/// Brings the tables to the newest version.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let version = advance(db, &MIGRATIONS);
    match version.map_err(|error| StoreError::during("bring the journal up to date", error))? {
        found if found > VERSION => Err(StoreError::Newer { path: path.into(), found, known: VERSION }),
        _ => Ok(()),
    }
}

/// Refuses tables that would have to be brought up to date first, and those of a newer program.
pub(super) fn refuse_other(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = version_of(db).map_err(|error| StoreError::during("open the journal", error))?;
    match found.cmp(&VERSION) {
        Ordering::Less => Err(StoreError::Older { path: path.into() }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(StoreError::Newer { path: path.into(), found, known: VERSION }),
    }
}

/// Refuses tables of a newer program.
pub(super) fn refuse_newer(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = version_of(db).map_err(|error| StoreError::during("open the journal", error))?;
    if found > VERSION { Err(StoreError::Newer { path: path.into(), found, known: VERSION }) } else { Ok(()) }
}

/// Makes the tables of a version in a new, empty database.
pub(super) fn advance_to(db: &mut Connection, version: u32) -> rusqlite::Result<()> {
    advance(db, &MIGRATIONS[..MIGRATIONS.len().min(version as usize)]).map(|_| ())
}

/// Whether tables are there that have to be brought up to date.
pub(super) fn is_older(db: &Connection) -> Result<bool, StoreError> {
    let found = version_of(db).map_err(|error| StoreError::during("open the journal", error))?;
    Ok((1..VERSION).contains(&found))
}

/// Carries out the migrations that are missing, each in a transaction of its own; returns the version reached.
fn advance(db: &mut Connection, migrations: &[&str]) -> rusqlite::Result<u32> {
    loop {
        let version = version_of(db)?;
        let Some(migration) = migrations.get(version as usize) else { return Ok(version) };
        step(db, version, migration)?;
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

pub(super) fn version_of(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough to notice any change of a text (FNV-1a).
    fn fingerprint(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// Append a line for each new migration. A line that has to change is a journal out there that no longer opens.
    #[test]
    fn old_migrations_are_never_edited() {
        let published = [
            0x5db3_cb6e_891f_9c14,
            0xa2ab_511a_d78a_5b9c,
            0x1929_737d_2fe4_f0f3,
            0x6e8b_9d58_ca98_cea3,
            0xd053_bd04_8a83_97fe,
            0x4f9b_3390_cec6_1af0,
            0xdd1b_ad37_7866_4959,
            0xd80b_536b_4d02_d978,
            0xc208_3d8e_1be4_a542,
            0x9b6e_6dfb_54c0_ed7c,
        ];
        assert_eq!(MIGRATIONS.map(fingerprint), published);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_version_before() {
        let mut db = Connection::open_in_memory().unwrap();
        let good = "CREATE TABLE a (x); INSERT INTO a VALUES (1);";
        let bad = "CREATE TABLE b (x); DELETE FROM a; INSERT INTO nowhere VALUES (1);";
        advance(&mut db, &[good, bad]).unwrap_err();
        assert_eq!(version_of(&db).unwrap(), 1);
        assert_eq!(db.query_row("SELECT count(*) FROM a", [], |row| row.get(0)), Ok(1));
        assert_eq!(advance(&mut db, &[good, "CREATE TABLE b (y)", "DROP TABLE a"]).unwrap(), 3);
    }
}
