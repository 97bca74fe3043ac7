//! The check-ins as a table for spreadsheets: `mendlog export --format csv`, and back with `mendlog import`.
//!
//! One row per check-in and answer. What a row says besides (day, ranges, verdict) is worked out anew when it is read. Uses
//! `domain` and its siblings in `exchange`.

mod answer;
mod cell;
mod read;
mod rows;
mod write;

pub(super) use cell::bare;
pub use read::Reader;
pub(super) use rows::{Lines, every_quote_is_closed};
pub use write::{to_string, write};

/// The columns of the format; the last three are our own, and a file without them is read, too.
const COLUMNS: [&str; 17] = [
    "treatment",
    "at",
    "day",
    "kind",
    "id",
    "value",
    "state",
    "recorded_at",
    "late",
    "expected_usual",
    "expected_outer",
    "standing",
    "triage",
    "note",
    "entry",
    "performed_at",
    "protocol",
];

/// So many of them every file has.
const OF_EVERY_FILE: usize = 14;

/// Whether a file begins like a table of check-ins, and so is none of the other files a journal comes in.
#[must_use]
pub fn is_table(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let cells: Vec<_> = head.split(|byte| b",;\t\"\r".contains(byte)).collect();
    let known = COLUMNS[..OF_EVERY_FILE].iter().filter(|name| cells.contains(&name.as_bytes()));
    known.count() > OF_EVERY_FILE / 2
}
