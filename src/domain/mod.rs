//! The healing course and how it is judged: values in, assessments out.
//!
//! Pure: no files, no SQL, no clock, no terminal. May use the standard library without I/O, chrono, serde and thiserror.

pub mod after;
pub mod assess;
pub mod call;
pub mod card;
pub mod care;
pub mod care_record;
pub mod catalog;
pub mod comparison;
pub mod day;
pub mod diary;
pub mod entry;
pub mod finding;
mod fold;
pub mod hold;
pub mod id;
pub mod now;
pub mod patient;
pub mod protocol;
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
pub mod warning;

pub use after::After;
pub use assess::{AssessedEntry, Assessment, Standing, assess};
pub use card::Card;
pub use care::{CareTask, DueTask, ProductKind, Rhythm, TaskState};
pub use care_record::{CareNote, CareRecord, Says, Tick, Told, Use};
pub use catalog::Catalog;
pub use day::{Day, DayEnd, Moment};
pub use diary::{Diary, Healing};
pub use entry::Entry;
pub use finding::{Evidence, Finding};
pub use hold::{Held, Hold, HoldState, Whose};
pub use id::{CardId, EntryId, HoldId, RuleId, SignId, SourceId, SymptomId, TaskId, TreatmentId};
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
