//! Which version of each protocol was shown to the patient, so that a change of what is expected is never silent.
//!
//! May use SQL.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

use super::Journal;
use super::column::Column;
use super::error::StoreError;

const LATEST: &str = "SELECT version FROM protocol_shown WHERE protocol = ?1
    ORDER BY unixepoch(since, 'subsec') DESC, number DESC LIMIT 1";
const APPEND: &str = "INSERT INTO protocol_shown (protocol, version, since) VALUES (?1, ?2, ?3)";

impl Journal {
    /// Remembers the protocol version that is shown; returns the earlier one when it was another.
    pub fn note_protocol(
        &mut self,
        id: &str,
        version: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<String>, StoreError> {
        let earlier = self.read("read the protocol shown before", |db| latest(db, id))?;
        if earlier.as_deref() == Some(version) {
            return Ok(None);
        }
        self.write("remember the protocol shown", |db| remember(db, id, version, now))?;
        Ok(earlier)
    }
}

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
