//! After how long without a key a locked journal locks itself. It lies in the journal, so that nobody can change it from outside.
//!
//! May use SQL.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::LockAfter;

const KEEP: &str = "INSERT INTO lock_after (only, seconds) VALUES (1, ?1)
    ON CONFLICT (only) DO UPDATE SET seconds = excluded.seconds";

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
