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
pub(super) use read::decoded;
pub use read::{Read, Reader};
pub(super) use read_entry::derived_id;
pub use write::{to_string, write, write_line};

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

/// Whose journal it is, where it is one of many in a study.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Study {
    /// The patient's name in the study, a pseudonym.
    pub patient: String,
    /// What those who run the study say about the journal, such as the group or, of a made-up one, what was made up.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// What the field `format` says.
const FORMAT: &str = "mendlog-journal";

/// The version this program writes, and the newest it reads.
const VERSION: u64 = 1;

#[cfg(test)]
mod tests;
