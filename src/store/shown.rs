//! Which version of each protocol was shown to the patient, so that a change of what is expected is never silent.
//!
//! May use SQL.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

use super::column::Column;

const LATEST: &str = "SELECT version FROM protocol_shown WHERE protocol = ?1
    ORDER BY unixepoch(since, 'subsec') DESC, number DESC LIMIT 1";
const APPEND: &str = "INSERT INTO protocol_shown (protocol, version, since) VALUES (?1, ?2, ?3)";

/// The version shown last.
pub(super) fn latest(db: &Connection, protocol: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(LATEST)?.query_row([protocol], |row| row.get(0)).optional()
}

/// Remembers that a version was shown from now on.
pub(super) fn remember(
    db: &Connection,
    protocol: &str,
    version: &str,
    now: DateTime<FixedOffset>,
) -> rusqlite::Result<()> {
    db.prepare_cached(APPEND)?.execute((protocol, version, Column(now))).map(|_| ())
}
