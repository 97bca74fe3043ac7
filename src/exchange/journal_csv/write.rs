//! Writing the check-ins as a table, with what is described for their day and how they compare.
//!
//! Uses `domain` and the `csv` crate.

use std::io;

use super::COLUMNS;
use super::answer::{ENTRY, NOT_RECORDED, NOT_SURE, RECORDED, SIGN, SYMPTOM};
use super::cell::guarded;
use crate::domain::text::clean;
use crate::domain::{
    Answer, AssessedEntry, Assessment, Diary, Entry, Moment, Protocol, Rating, SignId, SymptomId, Treatment, assess,
};

/// Writes the check-ins of a journal, treatment by treatment in time order, judged by the treatment's protocol.
///
/// # Errors
/// When `out` cannot be written.
pub fn write<'p>(diary: &Diary, protocol_of: impl Fn(&str) -> &'p Protocol, out: impl io::Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS)?;
    for treatment in diary.treatments_by_time() {
        let assessment = assess(&diary.healing(treatment), protocol_of(&treatment.protocol));
        for entry in &assessment.entries {
            let rows = Rows { diary, treatment, assessment: &assessment, entry };
            for row in rows.all() {
                table.write_record(&row)?;
            }
        }
    }
    table.flush()
}

/// A table as [`write()`] writes it.
///
/// # Errors
/// Never, as far as anybody knows: memory takes everything.
pub fn to_string<'p>(diary: &Diary, protocol_of: impl Fn(&str) -> &'p Protocol) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(diary, protocol_of, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// The rows of one check-in.
struct Rows<'a> {
    diary: &'a Diary,
    treatment: &'a Treatment,
    assessment: &'a Assessment,
    entry: &'a AssessedEntry,
}

/// What is different in each row of a check-in.
struct Line<'a> {
    kind: &'static str,
    id: &'a str,
    value: String,
    state: &'static str,
    symptom: Option<&'a SymptomId>,
}

impl Rows<'_> {
    /// The note stands in the first.
    fn all(&self) -> Vec<Vec<String>> {
        let entry = &self.entry.entry;
        // What a protocol no longer describes was answered all the same.
        let others = entry.grades.keys().filter(|id| !self.entry.standings.contains_key(*id));
        let symptoms = self.entry.standings.keys().chain(others).map(|id| self.symptom(id));
        let mut lines: Vec<_> = symptoms.chain(entry.signs.iter().map(sign)).collect();
        if entry.grades.is_empty() && entry.signs.is_empty() {
            lines.insert(0, Line { kind: ENTRY, id: "", value: String::new(), state: "", symptom: None });
        }
        let first = std::iter::once(entry.note.as_str()).chain(std::iter::repeat(""));
        lines.iter().zip(first).map(|(line, note)| self.row(line, note)).collect()
    }

    fn symptom<'s>(&self, id: &'s SymptomId) -> Line<'s> {
        let (value, state) = match self.entry.entry.grades.get(id) {
            Some(Rating::Graded(grade)) => (grade.number().to_string(), RECORDED),
            Some(Rating::NotSure) => (String::new(), NOT_SURE),
            None => (String::new(), NOT_RECORDED),
        };
        Line { kind: SYMPTOM, id: id.as_str(), value, state, symptom: Some(id) }
    }

    fn row(&self, line: &Line<'_>, note: &str) -> Vec<String> {
        let AssessedEntry { entry, day, triage, standings, .. } = self.entry;
        let band = line.symptom.and_then(|symptom| self.assessment.bands.band(symptom, *day));
        let standing = line.symptom.and_then(|symptom| standings.get(symptom));
        vec![
            text(self.treatment.id.as_str()),
            entry.at.to_string(),
            day.number().to_string(),
            line.kind.to_owned(),
            line.id.to_owned(),
            line.value.clone(),
            line.state.to_owned(),
            entry.recorded_at.map(|at| Moment::At(at).to_string()).unwrap_or_default(),
            self.late(entry),
            band.map(|band| band.usual.number().to_string()).unwrap_or_default(),
            band.map(|band| band.outer.number().to_string()).unwrap_or_default(),
            standing.map(|standing| standing.id().to_owned()).unwrap_or_default(),
            triage.id().to_owned(),
            text(note),
            text(entry.id.as_str()),
            self.treatment.performed_at.to_string(),
            text(&self.treatment.protocol),
        ]
    }

    /// Unknown, where it is unknown when it was typed.
    fn late(&self, entry: &Entry) -> String {
        entry.recorded_at.map(|_| entry.is_late(self.diary.day_end).to_string()).unwrap_or_default()
    }
}

/// A text of a journal that something else may have written.
fn text(text: &str) -> String {
    guarded(&clean(text)).into_owned()
}

fn sign<'s>((id, answer): (&'s SignId, &Answer)) -> Line<'s> {
    let (value, state) = match answer {
        Answer::Yes => ("true", RECORDED),
        Answer::No => ("false", RECORDED),
        Answer::NotSure => ("", NOT_SURE),
    };
    Line { kind: SIGN, id: id.as_str(), value: value.to_owned(), state, symptom: None }
}
