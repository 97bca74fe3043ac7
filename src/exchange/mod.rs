//! The files that other programs read and write: the journal and the assessment as JSON.
//!
//! May use `domain`. Formats are promises: fields may be added, never renamed.

pub mod assessment_json;
pub mod calendar;
pub mod journal_json;
mod located;

pub use located::{Place, ReadError};
