//! What a file is, by its first bytes.
//!
//! Uses nothing but the marks of the files themselves.

use super::key::MAGIC as LOCKED;

/// How a file that is not locked begins, ours or another program's.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Whether a file that begins like this is a journal, locked or not, or some other database: nothing to be written over.
#[must_use]
pub fn is_journal(first_bytes: &[u8]) -> bool {
    first_bytes.starts_with(DATABASE) || first_bytes.starts_with(LOCKED)
}
