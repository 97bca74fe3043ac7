//! An Observation: one answer of the patient.
//!
//! Uses its siblings.

use serde::Serialize;

use super::element::{Coding, Concept, Meta, Narrative, Quantity, Reference};
use super::naming::{Id, Names};

/// One answer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Observation {
    pub id: Id,
    pub meta: Meta,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Narrative>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Reference>,
    pub status: &'static str,
    pub category: [Concept; 1],
    pub code: Concept,
    pub subject: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    pub performer: [Reference; 1],
    #[serde(flatten)]
    pub value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<[Concept; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_site: Option<Concept>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reference_range: Vec<Range>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<Reference>,
}

/// What was answered.
#[derive(Clone, Debug, Serialize)]
pub(super) enum Value {
    #[serde(rename = "valueInteger")]
    Integer(u8),
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    #[serde(rename = "valueString")]
    Text(String),
    #[serde(rename = "valueDateTime")]
    DateTime(String),
    #[serde(rename = "valueQuantity")]
    Quantity(Quantity),
    /// Asked, and the patient could not tell.
    #[serde(rename = "dataAbsentReason")]
    NotSure(Concept),
}

impl Value {
    /// Asked, and the patient could not tell.
    pub fn not_sure() -> Self {
        const REASONS: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
        Self::NotSure(Concept::new(Coding::hl7(REASONS, "asked-unknown", "Asked But Unknown"), "not sure"))
    }
}

/// A grade up to which something is described.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Range {
    pub high: Quantity,
    #[serde(rename = "type")]
    pub kind: Concept,
    pub text: String,
}

impl Observation {
    /// An answer of the patient, by themselves.
    pub fn new(names: Names, name: &str, code: Concept, value: Value) -> Self {
        const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
        Self {
            id: names.id("Observation", name),
            meta: Meta::reported(),
            text: None,
            part_of: Vec::new(),
            status: "final",
            category: [Coding::hl7(CATEGORIES, "survey", "Survey").into()],
            code,
            subject: names.patient(),
            effective_date_time: None,
            issued: None,
            performer: [names.patient()],
            value,
            interpretation: None,
            body_site: None,
            reference_range: Vec::new(),
            derived_from: Vec::new(),
        }
    }
}
