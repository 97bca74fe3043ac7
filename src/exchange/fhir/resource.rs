//! The resources a journal is written as.
//!
//! Uses its siblings.

use serde::Serialize;

use super::definition::{CodeSystem, Device};
use super::element::Meta;
use super::naming::Id;
use super::observation::Observation;
use super::procedure::Procedure;
use super::questionnaire::{Questionnaire, Wording};
use super::response::QuestionnaireResponse;
use super::warning::Flag;

/// One resource, which serialises as FHIR's JSON. What is in it is nobody's to take apart.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Resource(Kind);

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "resourceType")]
pub(super) enum Kind {
    CodeSystem(CodeSystem),
    Device(Device),
    Questionnaire(Questionnaire),
    Patient(Patient),
    Procedure(Box<Procedure>),
    Observation(Box<Observation>),
    QuestionnaireResponse(QuestionnaireResponse),
    Flag(Box<Flag>),
}

/// The patient: that there is one, and nothing else.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Patient {
    pub id: Id,
    pub meta: Meta,
}

impl Resource {
    /// Its type, as in `resourceType`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.0 {
            Kind::CodeSystem(_) => "CodeSystem",
            Kind::Device(_) => "Device",
            Kind::Questionnaire(_) => "Questionnaire",
            Kind::Patient(_) => "Patient",
            Kind::Procedure(_) => "Procedure",
            Kind::Observation(_) => "Observation",
            Kind::QuestionnaireResponse(_) => "QuestionnaireResponse",
            Kind::Flag(_) => "Flag",
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> Id {
        match &self.0 {
            Kind::CodeSystem(it) => it.id,
            Kind::Device(it) => it.id,
            Kind::Questionnaire(it) => it.id,
            Kind::Patient(it) => it.id,
            Kind::Procedure(it) => it.id,
            Kind::Observation(it) => it.id,
            Kind::QuestionnaireResponse(it) => it.id,
            Kind::Flag(it) => it.id,
        }
    }
}

impl Resource {
    /// In whose words it asks, where it is a form.
    pub(super) const fn wording(&self) -> Option<Wording> {
        match &self.0 {
            Kind::Questionnaire(it) => Some(it.wording),
            _ => None,
        }
    }
}

impl From<Kind> for Resource {
    fn from(kind: Kind) -> Self {
        Self(kind)
    }
}
