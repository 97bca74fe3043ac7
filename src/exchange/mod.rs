//! The files that other programs read and write: the journal and the assessment as JSON, the check-ins as a table, all of it as
//! FHIR.
//!
//! May use `domain`. Formats are promises: fields may be added, never renamed.

pub mod assessment_json;
pub mod calendar;
pub mod cohort;
pub mod fhir;
pub mod journal_csv;
pub mod journal_json;
mod located;
mod rules;
pub mod schema;

pub use located::{Place, ReadError};
pub use rules::Rules;
