//! The journal as JSON, lossless both ways: `mendlog export`, `mendlog import`, `mendlog assess`.
//!
//! Uses `domain` and its siblings in `exchange`.

mod past;
mod read;
mod read_care;
mod read_entry;
mod read_outcome;
mod read_plan;
mod read_session;
mod read_treatment;
mod write;

pub use past::write_pasts;
pub use read::{MAX_BYTES, Read, Reader};
pub use write::{to_string, write};

/// The provider's own sheet that a journal goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct SheetUsed {
    /// What it is called.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Whose it is.
    pub provider: String,
    /// Its file, as it was written.
    pub toml: String,
}

/// What the field `format` says.
const FORMAT: &str = "mendlog-journal";

/// The version this program writes, and the newest it reads.
const VERSION: u64 = 1;

#[cfg(test)]
mod tests;
