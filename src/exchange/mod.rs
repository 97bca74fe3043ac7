//! The files that other programs read and write: the journal and the assessment as JSON.
//!
//! May use `domain`. Formats are promises: fields may be added, never renamed.

pub mod assessment_json;
mod clean;
pub mod journal_json;
mod located;

pub use clean::{clean, clean_line};
pub use located::{Place, ReadError};
