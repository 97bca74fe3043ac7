//! Parts of an assessment as rows of a table: one JSON object a line, with the same flat columns on each.
//!
//! Uses `domain` and its siblings in `exchange`.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::{Judged, Origin, Words};
use crate::domain::{Day, EntryId, RuleId, SignId, SymptomId, TreatmentId, Triage, Warning};

/// What there is a row for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Each warning, open or closed, as things stand at the end.
    Warnings,
    /// Each check-in.
    Entries,
    /// Each finding of each check-in.
    Findings,
}

/// Writes the rows of one journal; none for a journal that has no such thing.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_rows(
    rows: Rows,
    judged: &Judged<'_>,
    spellings: &BTreeMap<String, String>,
    origin: Origin<'_>,
    out: impl io::Write,
) -> io::Result<()> {
    let mut writer = Writer { words: Words::of(judged, spellings), origin, out };
    match rows {
        Rows::Warnings => writer.warnings(judged),
        Rows::Entries => writer.entries(judged),
        Rows::Findings => writer.findings(judged),
    }
}

/// A row: whose, and what.
#[derive(Serialize)]
struct Row<'a, T> {
    line: u64,
    patient: Option<&'a str>,
    label: Option<&'a str>,
    #[serde(flatten)]
    what: T,
    /// So much was said about reading the journal; its assessment has the words.
    reading_warnings: usize,
}

#[derive(Serialize)]
struct WarningRow<'a> {
    treatment: &'a TreatmentId,
    rule: &'a RuleId,
    triage: Triage,
    day: Day,
    since: String,
    state: &'static str,
    open: bool,
    closed_at: Option<String>,
    closed_by: Option<&'static str>,
}

#[derive(Serialize)]
struct EntryRow<'a> {
    treatment: &'a TreatmentId,
    entry: &'a EntryId,
    at: String,
    day: Day,
    hours: f64,
    triage: Triage,
    findings: usize,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    treatment: &'a TreatmentId,
    entry: &'a EntryId,
    at: String,
    day: Day,
    rule: &'a RuleId,
    triage: Triage,
    symptom: Option<&'a SymptomId>,
    sign: Option<&'a SignId>,
    observed: String,
    expected: String,
    since: String,
}

struct Writer<'a, W> {
    words: Words<'a>,
    origin: Origin<'a>,
    out: W,
}

impl<W: io::Write> Writer<'_, W> {
    fn row(&mut self, what: impl Serialize) -> io::Result<()> {
        let Origin { line, patient, label, reading_warnings } = self.origin;
        let reading_warnings = reading_warnings.len();
        serde_json::to_writer(&mut self.out, &Row { line, patient, label, what, reading_warnings })?;
        self.out.write_all(b"\n")
    }

    fn warnings(&mut self, judged: &Judged<'_>) -> io::Result<()> {
        let Some(now) = &judged.now else { return Ok(()) };
        now.open_warnings.iter().chain(&now.closed_warnings).try_for_each(|warning| self.warning(warning))
    }

    fn warning(&mut self, warning: &Warning) -> io::Result<()> {
        let told = self.words.warning(warning);
        let row = WarningRow {
            treatment: told.treatment,
            rule: told.rule,
            triage: told.triage,
            day: told.day,
            since: told.since,
            state: told.state,
            open: warning.is_open(),
            closed_at: told.closed_at,
            closed_by: told.closed_by,
        };
        self.row(row)
    }

    fn entries(&mut self, judged: &Judged<'_>) -> io::Result<()> {
        judged.entries.iter().try_for_each(|(treatment, assessed)| {
            let told = self.words.entry(treatment, assessed);
            let (entry, findings) = (&assessed.entry.id, assessed.findings.len());
            let (at, day, hours, triage) = (told.at, told.day, told.hours, told.triage);
            self.row(EntryRow { treatment, entry, at, day, hours, triage, findings })
        })
    }

    fn findings(&mut self, judged: &Judged<'_>) -> io::Result<()> {
        let all =
            judged.entries.iter().flat_map(|(about, entry)| entry.findings.iter().map(move |one| (about, entry, one)));
        for (treatment, assessed, finding) in all {
            let told = self.words.finding(finding);
            let row = FindingRow {
                treatment,
                entry: &assessed.entry.id,
                at: self.words.spelled(assessed.entry.at),
                day: assessed.day,
                rule: told.rule,
                triage: told.triage,
                symptom: told.symptom,
                sign: told.sign,
                observed: told.observed,
                expected: told.expected,
                since: told.since,
            };
            self.row(row)?;
        }
        Ok(())
    }
}
