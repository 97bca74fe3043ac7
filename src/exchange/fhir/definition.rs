//! What is the same for all patients: the program itself, the code systems, the check-in form.
//!
//! Uses the catalogue and the protocol.

use serde::Serialize;

use super::code::System;
use super::element::{Concept, Meta};
use super::naming::{Id, definition_id, full_url};
use super::questionnaire::{Questionnaire, Wording};
use super::resource::{Kind, Resource};
use crate::domain::Protocol;

/// The program's name among definitions.
pub(super) const PROGRAM: &str = "program";

/// The program, as the author of what it computed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Device {
    pub id: Id,
    meta: Meta,
    status: &'static str,
    #[serde(rename = "deviceName")]
    names: [DeviceName; 1],
    #[serde(rename = "type")]
    kind: Concept,
    version: [DeviceVersion; 1],
}

#[derive(Clone, Debug, Serialize)]
struct DeviceName {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct DeviceVersion {
    value: &'static str,
}

/// One of our code systems, with all it may say.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeSystem {
    pub id: Id,
    meta: Meta,
    url: String,
    version: String,
    name: String,
    title: String,
    status: &'static str,
    case_sensitive: bool,
    content: &'static str,
    concept: Vec<Meaning>,
}

#[derive(Clone, Debug, Serialize)]
struct Meaning {
    code: String,
    display: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
}

/// What resources of all patients refer to, in a fixed order: the program, the code systems, the check-in form in both wordings.
/// Of a cohort it is needed once for each protocol.
#[must_use]
pub fn definitions(protocol: &Protocol) -> Vec<Resource> {
    let systems = System::ALL.into_iter().map(|system| Kind::CodeSystem(code_system(system, protocol)));
    let forms = Wording::ALL.into_iter().map(|wording| Kind::Questionnaire(Questionnaire::new(protocol, wording)));
    let all = std::iter::once(Kind::Device(program())).chain(systems).chain(forms);
    all.map(Resource::from).collect()
}

fn program() -> Device {
    Device {
        id: definition_id("Device", PROGRAM),
        meta: Meta::of_the_program(),
        status: "active",
        names: [DeviceName { name: "Mendlog", kind: "user-friendly-name" }],
        kind: Concept::words("journal that a patient keeps; not a medical device, and nobody monitors it"),
        version: [DeviceVersion { value: env!("CARGO_PKG_VERSION") }],
    }
}

fn code_system(system: System, protocol: &Protocol) -> CodeSystem {
    let id = definition_id("CodeSystem", system.name());
    let meaning = |(code, display, definition)| Meaning { code, display, definition };
    let (first, rest) = system.name().split_at(1);
    CodeSystem {
        id,
        meta: Meta::of_the_program(),
        url: full_url(id),
        version: protocol.version.clone(),
        name: format!("Mendlog{}{rest}", first.to_uppercase()),
        title: format!("Mendlog: {}", system.name()),
        status: "active",
        case_sensitive: true,
        content: "complete",
        concept: system.meanings(protocol).into_iter().map(meaning).collect(),
    }
}
