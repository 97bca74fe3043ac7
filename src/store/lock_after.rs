//! After how long without a key a locked journal locks itself. It lies in the journal, so that nobody can change it from outside.
//!
//! May use SQL.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::LockAfter;

use super::Journal;
use super::error::StoreError;

const KEEP: &str = "INSERT INTO lock_after (only, seconds) VALUES (1, ?1)
    ON CONFLICT (only) DO UPDATE SET seconds = excluded.seconds";

impl Journal {
    /// After how long without a key the screens lock this journal, if it has a lock.
    pub fn lock_after(&self) -> Result<LockAfter, StoreError> {
        self.read("read when the journal locks itself", chosen)
    }

    /// Keeps after how long without a key the screens lock this journal.
    pub fn save_lock_after(&mut self, chosen: LockAfter) -> Result<(), StoreError> {
        self.write("keep when the journal locks itself", |db| keep(db, chosen))
    }
}

/// What was chosen; what is offered when nothing was, and when it is no time that this program knows.
pub(super) fn chosen(db: &Connection) -> rusqlite::Result<LockAfter> {
    let mut ask = db.prepare_cached("SELECT seconds FROM lock_after WHERE only = 1")?;
    Ok(match ask.query_row([], |row| row.get::<_, Option<u16>>(0)).optional()? {
        None => LockAfter::OFFERED,
        Some(None) => LockAfter::NEVER,
        Some(Some(seconds)) => LockAfter::try_from(seconds).unwrap_or(LockAfter::OFFERED),
    })
}

/// Keeps the choice in place of the one before.
pub(super) fn keep(db: &Connection, chosen: LockAfter) -> rusqlite::Result<()> {
    db.prepare_cached(KEEP)?.execute([chosen.seconds()]).map(|_| ())
}
