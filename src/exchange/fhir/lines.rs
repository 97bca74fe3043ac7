//! One patient's journal as lines of bulk data: one resource a line, sorted into types.
//!
//! Uses its siblings.

use std::io;

use super::definition::definitions_for;
use super::{Links, Record, resources};

/// All resources of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// Their type, as in `resourceType`.
    pub kind: &'static str,
    /// One resource on each line, with a line break at the end.
    pub text: String,
}

/// A journal as lines, type after type: what is referred to comes before what refers to it. What is the same for all patients
/// comes along. Whatever the record's links are, resources refer to each other by type and id.
///
/// # Errors
/// When JSON cannot hold a value; a journal has none such.
pub fn lines(record: Record<'_>) -> io::Result<Vec<Lines>> {
    let record = Record { links: Links::InLines, ..record };
    let mut sorted: Vec<Lines> = Vec::new();
    for resource in definitions_for(&record).into_iter().chain(resources(record)) {
        let line = serde_json::to_string(&resource)?;
        let lines = of_kind(&mut sorted, resource.kind());
        lines.text.push_str(&line);
        lines.text.push('\n');
    }
    sorted.sort_by_key(|lines| place(lines.kind));
    Ok(sorted)
}

fn of_kind<'l>(sorted: &'l mut Vec<Lines>, kind: &'static str) -> &'l mut Lines {
    let known = sorted.iter().position(|lines| lines.kind == kind);
    let place = known.unwrap_or_else(|| {
        sorted.push(Lines { kind, text: String::new() });
        sorted.len() - 1
    });
    &mut sorted[place]
}

/// Where a type stands among the others; one that is not named here stands last.
fn place(kind: &str) -> usize {
    const ORDER: [&str; 8] = [
        "Device",
        "CodeSystem",
        "Questionnaire",
        "Patient",
        "Procedure",
        "Observation",
        "QuestionnaireResponse",
        "Flag",
    ];
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}
