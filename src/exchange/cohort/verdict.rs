//! One line of a cohort and what is written for it: the assessment of its journal, or why there is none.
//!
//! Uses `domain` and its siblings in `exchange`.

use std::io;

use serde::{Deserialize, Serialize};

use super::Form;
use super::lines::Line;
use crate::domain::{Catalog, Moment, Protocol, Triage};
use crate::exchange::assessment_json::{Judged, Origin, judge, write_line, write_rows};
use crate::exchange::journal_json::{Read, Reader, Study};
use crate::exchange::{Place, ReadError, Rules};

/// What it takes to judge a journal.
#[derive(Clone, Copy, Debug)]
pub struct Bench<'p> {
    /// The symptoms and signs that a journal may name.
    pub catalog: &'p Catalog,
    /// The protocols to judge by; the first serves where a journal names none of them.
    pub protocols: &'p [Protocol],
    /// By whose figures journals are judged, whatever they went by.
    pub figures: Figures,
    /// The moment to tell the state of; the last check-in's when left out.
    pub at: Option<Moment>,
    /// What is written.
    pub form: Form,
}

/// By whose figures journals are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// The published ones.
    Published,
    /// Those of a sheet that was named.
    OfSheet,
}

/// What came of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// What is written for it, with its ends of line.
    pub text: Vec<u8>,
    /// What came of its journal, or why it could not be read.
    pub verdict: Result<Verdict, Unread>,
}

/// What came of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// How loud things stand.
    pub triage: Triage,
    /// So much was said about reading it.
    pub reading_warnings: usize,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: u64,
    /// Why, in words.
    pub why: String,
}

#[derive(Serialize)]
struct ErrorOut<'a> {
    format: &'static str,
    version: u32,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    error: &'a str,
}

impl<'p> Bench<'p> {
    /// Judges one line.
    pub(super) fn answer(&self, number: u64, line: &Line) -> io::Result<Answer> {
        let mut text = Vec::new();
        let verdict = match self.read(line) {
            Ok(read) => {
                let judged = judge(&read.diary, |id| self.protocol(id), self.at);
                self.write(number, &read, &judged, &mut text)?;
                Ok(Verdict { triage: judged.triage(), reading_warnings: read.warnings.len() })
            }
            Err(error) => {
                write_error(number, &error, &mut text)?;
                Err(Unread { line: number, why: told(&error) })
            }
        };
        Ok(Answer { text, verdict })
    }

    fn protocol(&self, id: &str) -> &'p Protocol {
        self.named(id).unwrap_or(&self.protocols[0])
    }

    fn named(&self, id: &str) -> Option<&'p Protocol> {
        self.protocols.iter().find(|protocol| protocol.id == id)
    }

    fn read(&self, line: &Line) -> Result<Read, ReadError> {
        let Line::Text(text) = line else { return Err(too_long()) };
        let mut read = Reader::new(self.catalog).read(text).map_err(|error| hint(text).unwrap_or(error))?;
        // Each is said about line 1 of a text that has one line only.
        for warning in &mut read.warnings {
            if let Some(rest) = warning.strip_prefix("line 1: ") {
                *warning = rest.to_owned();
            }
        }
        let unknown = read.diary.treatments.iter().find(|treatment| self.named(&treatment.protocol).is_none());
        if let Some(treatment) = unknown {
            let (unknown, standard) = (&treatment.protocol, &self.protocols[0].id);
            let words = format!("the protocol \"{unknown}\" is not known here; the figures of \"{standard}\" are used");
            read.warnings.push(words);
        }
        if read.sheet.is_some() && self.figures == Figures::Published {
            read.warnings.push(BY_PUBLISHED_FIGURES.to_owned());
        }
        Ok(read)
    }

    fn write(&self, line: u64, read: &Read, judged: &Judged<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let study = read.study.as_ref();
        let origin = Origin {
            line,
            patient: study.map(|Study { patient, .. }| patient.as_str()),
            label: study.map(|Study { label, .. }| label.as_str()).filter(|label| !label.is_empty()),
            reading_warnings: &read.warnings,
        };
        match self.form {
            Form::Assessments => write_line(judged, &read.spellings, origin, out),
            Form::Rows(rows) => write_rows(rows, judged, &read.spellings, origin, out),
        }
    }
}

const BY_PUBLISHED_FIGURES: &str =
    "this journal went by a provider's sheet; here it is judged by the published figures";

fn too_long() -> ReadError {
    let most = Rules::MAX_BYTES / 1024 / 1024;
    ReadError { place: None, message: format!("the line is longer than {most} MiB; no journal is") }
}

fn write_error(line: u64, error: &ReadError, out: &mut Vec<u8>) -> io::Result<()> {
    let column = error.place.map(|Place { column, .. }| column);
    let error = ErrorOut { format: "mendlog-assessment-error", version: 1, line, column, error: &error.message };
    serde_json::to_writer(&mut *out, &error)?;
    out.push(b'\n');
    Ok(())
}

fn told(ReadError { place, message }: &ReadError) -> String {
    match place {
        Some(Place { column, .. }) => format!("column {column}: {message}"),
        None => message.clone(),
    }
}

/// What a line is instead of a journal, where it is something that people hand over by mistake.
fn hint(text: &[u8]) -> Option<ReadError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Resource {
        resource_type: String,
    }
    let is_resource = serde_json::from_slice::<Resource>(text).is_ok_and(|resource| !resource.resource_type.is_empty());
    let message = if is_resource {
        FHIR
    } else if matches!(text.trim_ascii(), b"{" | b"[") {
        SPREAD_OUT
    } else {
        return None;
    };
    Some(ReadError { place: None, message: message.to_owned() })
}

/// What is said about a line of a FHIR export.
const FHIR: &str = "this is a FHIR resource; here each line is a whole Mendlog journal, as `mendlog export --format json \
                    --one-line` writes it";

/// What is said about the first line of a journal that has many.
const SPREAD_OUT: &str = "a journal begins here and goes on below; here each line is a whole journal, as `mendlog export \
                          --format json --one-line` writes it. `mendlog assess` without --ndjson reads one that has many lines";
