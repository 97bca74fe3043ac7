//! One patient's journal as one file: a Bundle of type `collection`.
//!
//! Uses its siblings.

use std::io;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::definition::definitions_for;
use super::naming::full_url;
use super::questionnaire::Wording;
use super::{Links, Record, Resource, resources};

/// Writes a journal as a Bundle, indented, with a line break at the end. Whatever the record's links are, resources refer to
/// each other inside the Bundle.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(record: Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let record = Record { links: Links::InBundle, ..record };
    serde_json::to_writer_pretty(&mut out, &Bundle(record))?;
    out.write_all(b"\n")
}

/// A Bundle as [`write()`] writes it.
///
/// # Errors
/// When JSON cannot hold a value; a journal has none such.
pub fn to_string(record: Record<'_>) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(record, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

struct Bundle<'a>(Record<'a>);

struct Entries<'a>(Record<'a>);

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    full_url: String,
    resource: Resource,
}

impl Serialize for Bundle<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bundle = serializer.serialize_struct("Bundle", 3)?;
        bundle.serialize_field("resourceType", "Bundle")?;
        bundle.serialize_field("type", "collection")?;
        bundle.serialize_field("entry", &Entries(self.0))?;
        bundle.end()
    }
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let other = Wording::of(!record.diary.patient.has_darker_skin());
        // The form in the words of another skin was never asked.
        let brought = definitions_for(&record).into_iter().filter(|resource| resource.wording() != Some(other));
        let entry = |resource: Resource| Entry { full_url: full_url(resource.id()), resource };
        serializer.collect_seq(brought.chain(resources(record)).map(entry))
    }
}
