//! A treatment as a Procedure, with the provider inside it.
//!
//! Uses the treatment of `domain`.

use serde::Serialize;

use super::element::{Annotation, Concept, Meta, Reference, Text};
use super::naming::{Id, Names, date_time, text};
use crate::domain::product::Product;
use crate::domain::{Area, Protocol, Provider, Treatment, UsedAt};

/// A treatment.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Procedure {
    pub id: Id,
    meta: Meta,
    #[serde(skip_serializing_if = "Option::is_none")]
    contained: Option<[Organization; 1]>,
    status: &'static str,
    code: Concept,
    subject: Reference,
    performed_date_time: String,
    asserter: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    performer: Option<[Performer; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reason_code: Vec<Concept>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body_site: Vec<Concept>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<Annotation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    used_code: Vec<Concept>,
}

#[derive(Clone, Debug, Serialize)]
struct Performer {
    actor: Reference,
}

/// The person or clinic; a journal does not tell which.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "resourceType")]
struct Organization {
    id: &'static str,
    name: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    telecom: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact: Vec<Contact>,
}

#[derive(Clone, Debug, Serialize)]
struct Phone {
    system: &'static str,
    value: String,
}

#[derive(Clone, Debug, Serialize)]
struct Contact {
    purpose: Concept,
    telecom: [Phone; 1],
}

/// The provider's name inside a Procedure.
const PROVIDER: &str = "provider";

impl Procedure {
    /// A treatment.
    pub fn new(names: Names, treatment: &Treatment, protocol: &Protocol) -> Self {
        let provider = organization(&treatment.provider);
        let performer =
            provider.as_ref().map(|_| [Performer { actor: Reference { reference: format!("#{PROVIDER}") } }]);
        let goals = treatment.goals.iter().map(|goal| Concept::words(goal.name()));
        Self {
            id: names.id("Procedure", treatment.id.as_str()),
            meta: Meta::reported(),
            contained: provider.map(|provider| [provider]),
            status: "completed",
            code: Concept::words(protocol.name.clone()),
            subject: names.patient(),
            performed_date_time: date_time(treatment.performed_at),
            asserter: names.patient(),
            performer,
            reason_code: goals.collect(),
            body_site: treatment.area.as_ref().and_then(site).into_iter().collect(),
            note: notes(treatment),
            used_code: used(treatment),
        }
    }
}

/// The treated part of the body.
pub(super) fn site(area: &Area) -> Option<Concept> {
    text(area.name()).map(Concept::words)
}

fn organization(provider: &Provider) -> Option<Organization> {
    let Provider { name, phone, out_of_hours } = provider;
    let [name, phone, out_of_hours] = [name, phone, out_of_hours].map(|words| text(words));
    if name.is_none() && phone.is_none() && out_of_hours.is_none() {
        return None;
    }
    let number = |value| Phone { system: "phone", value };
    let contact = |value| Contact { purpose: Concept::words("out of hours"), telecom: [number(value)] };
    Some(Organization {
        id: PROVIDER,
        name: name.map_or(Text::Borrowed("name not recorded"), Text::Owned),
        telecom: phone.into_iter().map(number).collect(),
        contact: out_of_hours.into_iter().map(contact).collect(),
    })
}

/// Device and products that touched the skin.
fn used(treatment: &Treatment) -> Vec<Concept> {
    let device = treatment.device.map(|device| Concept::words(format!("needling device: {}", device.name())));
    let products = products(treatment, UsedAt::Clinic).map(Concept::words);
    device.into_iter().chain(products).collect()
}

fn notes(treatment: &Treatment) -> Vec<Annotation> {
    let own = text(&treatment.note);
    let given: Vec<_> = products(treatment, UsedAt::Home).collect();
    let given = (!given.is_empty()).then(|| format!("Given to use at home: {}.", given.join("; ")));
    own.into_iter().chain(given).map(|text| Annotation { text }).collect()
}

fn products(treatment: &Treatment, used_at: UsedAt) -> impl Iterator<Item = String> {
    let there = treatment.products.iter().filter(move |product| product.used_at == used_at);
    there.map(Product::words).filter_map(|words| text(&words))
}
