//! The journal as FHIR R4 (4.0.1): `mendlog export --format fhir`, and line by line for many patients.
//!
//! May use `domain`. What becomes what:
//!
//! | in the journal | in FHIR |
//! |---|---|
//! | the patient | `Patient`, with no name, birthday or address |
//! | what they said about themselves, what a treatment was like | `Observation` each, code system "detail" |
//! | a treatment | `Procedure`, `completed`; the provider is a contained `Organization` |
//! | a rated symptom | `Observation`, `valueInteger` 0–4, the range described for its day, where it stands beside it |
//! | an answered sign | `Observation`, `valueBoolean` |
//! | "not sure" | `Observation` without value, `dataAbsentReason` `asked-unknown` |
//! | not recorded, not asked | no `Observation` at all: silence is never a 0 or a no |
//! | a check-in | `QuestionnaireResponse`, every answer in the words that were chosen, and the note |
//! | the check-in form | `Questionnaire`; its `linkId`s are the ids of symptoms and signs |
//! | a rating of the result | `Observation`, `valueInteger` 1–5 |
//! | a warning | `Flag`, whose author is the `Device` that is this program |
//! | the fixed lists | `CodeSystem` each: what a code means travels along |
//!
//! `effectiveDateTime` is the moment described and `issued` the moment of typing. Check-ins, ratings of the result and what a
//! treatment was like are `amended` where they were changed afterwards; a `Procedure` has no such status, and what patients said
//! about themselves is `final`.
//! Everything carries the tag `patient-reported`. Care notes, plans and prices stay in the journal's own JSON.
//!
//! Names are made from the ids in the journal, and nothing reads a clock: the same journal gives the same bytes. A journal has no
//! lasting name of its own: without a [patient's name](Record::patient) all names hang on the id and the moment of the first
//! treatment. Where that is corrected, or an older treatment is added, a record system sees another patient; and two journals
//! whose first treatments have the same id and moment are one patient to it. Forms and code systems of a protocol are named by
//! its id and version, and every protocol that a treatment goes by comes along. Codes are our
//! own. With [`Codes::WithUnverified`] some SNOMED CT codes are beside them, which nobody has verified: then `code.text` says so
//! in words, the coding has `userSelected` false and no display, and the resource has the tag `unverified-code`.

mod answers;
mod bundle;
mod code;
mod definition;
mod detail;
mod edited;
mod element;
mod foreign;
mod lines;
mod naming;
mod observation;
mod procedure;
mod questionnaire;
mod resource;
mod response;
mod rows;
mod warning;

pub use bundle::{to_string, write};
pub use definition::definitions;
pub use edited::Edited;
pub use lines::{Lines, lines};
pub use naming::Id;
pub use resource::Resource;
pub use rows::resources;

use crate::domain::{Diary, Protocol};

/// A journal and how it is written.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// What was recorded.
    pub diary: &'a Diary,
    /// The protocol of an id, or the standard one.
    pub protocol_of: &'a dyn Fn(&str) -> &'a Protocol,
    /// What was changed after it was saved.
    pub edited: &'a Edited,
    /// The patient's name among many, from which the names of their resources are made, whatever is corrected later; without one
    /// they are made from the first treatment.
    pub patient: Option<&'a str>,
    /// Whose codes.
    pub codes: Codes,
    /// How resources name each other.
    pub links: Links,
}

/// Whose codes stand beside what was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codes {
    /// Our own, which travel along.
    #[default]
    Own,
    /// Some of SNOMED CT, too, marked as not verified.
    WithUnverified,
}

/// How resources name each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// By the full URLs inside one Bundle: `urn:uuid:…`.
    #[default]
    InBundle,
    /// By type and id, as lines of bulk data do: `Patient/…`.
    InLines,
}
