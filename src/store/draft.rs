//! The check-in that is being typed, so that a crash loses none of it.
//!
//! May use SQL.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

use super::column::Column;

const KEEP: &str = "INSERT INTO draft (only, text, saved_at) VALUES (1, ?1, ?2)
    ON CONFLICT (only) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at";

/// The draft, if there is one.
pub(super) fn text(db: &Connection) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT text FROM draft WHERE only = 1")?.query_row([], |row| row.get(0)).optional()
}

/// Puts the draft in place of the one before.
pub(super) fn keep(db: &Connection, text: &str, now: DateTime<FixedOffset>) -> rusqlite::Result<()> {
    db.prepare_cached(KEEP)?.execute((text, Column(now))).map(|_| ())
}

/// Forgets the draft.
pub(super) fn clear(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE only = 1")?.execute([]).map(|_| ())
}
