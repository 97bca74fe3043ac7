//! The healing course and how it is judged: values in, assessments out.
//!
//! Pure: no files, no SQL, no clock, no terminal. May use the standard library without I/O, chrono, serde and thiserror.

pub mod assess;
pub mod call;
pub mod catalog;
pub mod closeness;
pub mod closeness_words;
pub mod comparison;
pub mod day;
pub mod diary;
pub mod disagreement;
pub mod entry;
pub mod finding;
mod fold;
pub mod id;
pub mod now;
pub mod patient;
pub mod protocol;
pub mod range_origin;
pub mod reminder;
pub mod rule;
pub mod rule_words;
mod scene;
pub mod sheet;
pub mod sign;
pub mod source;
pub mod symptom;
pub mod text;
pub mod treatment;
pub mod triage;
mod untold;
pub mod warning;
pub mod why;
pub mod why_told;

pub use assess::{AssessedEntry, Assessment, Standing, assess};
pub use catalog::Catalog;
pub use day::{Day, DayEnd, Moment};
pub use diary::{Diary, Healing};
pub use disagreement::Disagreement;
pub use entry::Entry;
pub use finding::{Evidence, Finding};
pub use id::{EntryId, RuleId, SignId, SourceId, SymptomId, TreatmentId};
pub use now::{Now, now, standing};
pub use patient::{Patient, PatientFact, SkinType};
pub use protocol::{Band, Bands, Course, Modifier, Phase, Protocol};
pub use rule::{Circumstance, Condition, Rule};
pub use sheet::{CareTopic, SheetNote};
pub use sign::{Answer, Sign};
pub use source::{EvidenceGrade, Source};
pub use symptom::{Grade, Rating, Symptom};
pub use treatment::{Area, Cost, Device, NeedleDepth, Provider, Treatment};
pub use triage::Triage;
pub use warning::{Warning, WarningEvent, WarningState};
pub use why::{Why, why};
