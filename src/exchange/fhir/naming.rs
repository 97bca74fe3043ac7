//! Names of resources, made from what the journal calls things; moments and texts as FHIR spells them.
//!
//! Uses `domain`.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::element::Reference;
use super::{Links, Record};
use crate::domain::text::clean;
use crate::domain::{Moment, Protocol, Treatment};

/// All our names are made in this space.
const SPACE: Uuid = Uuid::from_u128(0x6d65_6e64_6c6f_4763_a1c7_6668_6972_7234);

/// The id of a resource: a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Uuid);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The name of something that is the same for all patients.
pub(super) fn definition_id(kind: &str, name: &str) -> Id {
    named(SPACE, kind, name)
}

/// What something of a protocol is called: another version says other things, and is another thing.
pub(super) fn name_in(Protocol { id, version, .. }: &Protocol, name: &str) -> String {
    format!("{name}\n{id}\n{version}")
}

/// Makes the names of one patient's resources.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    patient: Id,
    links: Links,
}

impl Names {
    /// The names for a record.
    pub fn of(record: &Record<'_>) -> Self {
        let first = || record.diary.treatments_by_time().first().map(|first| origin(first)).unwrap_or_default();
        let patient = record.patient.map_or_else(first, |name| format!("named {name}"));
        Self { patient: named(SPACE, "Patient", &patient), links: record.links }
    }

    /// The patient's own.
    pub const fn patient_id(self) -> Id {
        self.patient
    }

    /// The name of one of the patient's resources.
    pub fn id(self, kind: &str, name: &str) -> Id {
        named(self.patient.0, kind, name)
    }

    /// A link to the patient.
    pub fn patient(self) -> Reference {
        reference(self.links, "Patient", self.patient)
    }

    /// A link to one of the patient's resources.
    pub fn link(self, kind: &str, name: &str) -> Reference {
        reference(self.links, kind, self.id(kind, name))
    }

    /// A link to something that is the same for all patients.
    pub fn definition(self, kind: &str, name: &str) -> Reference {
        reference(self.links, kind, definition_id(kind, name))
    }
}

/// Two journals that call their first treatment the same are still told apart by its moment. A journal has no name of its own
/// that lasts: where its first treatment becomes another, or another moment, so do all names made from it.
fn origin(first: &Treatment) -> String {
    format!("first {} {}", first.id, first.performed_at)
}

fn named(space: Uuid, kind: &str, name: &str) -> Id {
    Id(Uuid::new_v5(&space, format!("{kind}\n{name}").as_bytes()))
}

fn reference(links: Links, kind: &str, id: Id) -> Reference {
    let reference = match links {
        Links::InBundle => full_url(id),
        Links::InLines => format!("{kind}/{id}"),
    };
    Reference { reference }
}

/// The URL of a resource inside a Bundle.
pub(super) fn full_url(id: Id) -> String {
    format!("urn:uuid:{id}")
}

/// A moment as FHIR spells it: a date alone stays one.
pub(super) fn date_time(moment: Moment) -> String {
    match moment {
        Moment::At(at) => instant(at),
        Moment::On(date) => date.to_string(),
    }
}

/// A reading of the clock. FHIR knows no clock further than 14 hours from Greenwich; such a one is told by Greenwich's.
pub(super) fn instant(at: DateTime<FixedOffset>) -> String {
    const FURTHEST: i32 = 14 * 3600;
    let at = if at.offset().local_minus_utc().abs() > FURTHEST { at.with_timezone(&Utc).fixed_offset() } else { at };
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// A text that FHIR takes: harmless, with no other space than the plain one; none when nothing is left of it.
pub(super) fn text(text: &str) -> Option<String> {
    let plain = |c: char| if c.is_whitespace() && c != '\n' { ' ' } else { c };
    let text: String = clean(text).chars().map(plain).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
