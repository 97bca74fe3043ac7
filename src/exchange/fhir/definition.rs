//! What is the same for all patients: the program itself, the code systems, and of each protocol its own ones and the form.
//!
//! Uses the catalogue and the protocol.

use serde::Serialize;

use super::Record;
use super::code::{Meaning, System, Terms};
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
    concept: Vec<Defined>,
}

#[derive(Clone, Debug, Serialize)]
struct Defined {
    code: String,
    display: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
}

/// What resources of all patients refer to, in a fixed order: the program, its code systems, then of each protocol its own code
/// systems and the check-in form in both wordings. They are named by the protocol's id and version, and each of these is there
/// once, however often it is given.
#[must_use]
pub fn definitions<'p>(protocols: impl IntoIterator<Item = &'p Protocol>) -> Vec<Resource> {
    let mut each: Vec<&Protocol> = Vec::new();
    for protocol in protocols {
        if each.iter().all(|known| (&known.id, &known.version) != (&protocol.id, &protocol.version)) {
            each.push(protocol);
        }
    }
    let systems = System::ALL.into_iter().map(|system| Kind::CodeSystem(of_the_program(system)));
    let all = std::iter::once(Kind::Device(program())).chain(systems).chain(each.into_iter().flat_map(of_protocol));
    all.map(Resource::from).collect()
}

/// The same for the protocols that a journal's treatments go by, the earliest first; the standard one where there is none.
pub(super) fn definitions_for(record: &Record<'_>) -> Vec<Resource> {
    let treatments = record.diary.treatments_by_time();
    let standard = treatments.is_empty().then_some("");
    let ids = treatments.iter().map(|treatment| treatment.protocol.as_str()).chain(standard);
    definitions(ids.map(|id| (record.protocol_of)(id)))
}

fn of_protocol(protocol: &Protocol) -> impl Iterator<Item = Kind> {
    let systems = Terms::ALL.into_iter().map(|terms| Kind::CodeSystem(of_a_protocol(terms, protocol)));
    systems.chain(Wording::ALL.into_iter().map(|wording| Kind::Questionnaire(Questionnaire::new(protocol, wording))))
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

fn of_the_program(system: System) -> CodeSystem {
    let name = system.name();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    code_system(system.id(), name, version, format!("Mendlog: {name}"), system.meanings())
}

fn of_a_protocol(terms: Terms, protocol: &Protocol) -> CodeSystem {
    let name = terms.name();
    let title = format!("Mendlog: {name}, {} {}", protocol.name, protocol.version);
    code_system(terms.id(protocol), name, protocol.version.clone(), title, terms.meanings(protocol))
}

fn code_system(id: Id, name: &str, version: String, title: String, meanings: Vec<Meaning>) -> CodeSystem {
    let (first, rest) = name.split_at(1);
    CodeSystem {
        id,
        meta: Meta::of_the_program(),
        url: full_url(id),
        version,
        name: format!("Mendlog{}{rest}", first.to_uppercase()),
        title,
        status: "active",
        case_sensitive: true,
        content: "complete",
        concept: meanings
            .into_iter()
            .map(|(code, display, definition)| Defined { code, display, definition })
            .collect(),
    }
}
