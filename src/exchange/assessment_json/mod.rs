//! The assessment of a whole journal, and its JSON: what every entry showed on its day, and how things stand at a moment.
//!
//! Uses `domain` only.

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;
use serde::Serialize;

mod judged;
mod rows;

pub use judged::{Judged, judge};
pub use rows::{Rows, write_rows};

use crate::domain::{
    AssessedEntry, BetterWithin, Care, Catalog, Day, Finding, Moment, Now, Protocol, RuleId, SignId, SourceId,
    Standing, SymptomId, TreatmentId, Triage, Visit, Warning,
    warning::{ClosedBy, Closing},
};

/// Writes the assessment, indented, with a line break at the end. Moments are spelled as in `spellings`, which maps
/// [`Moment`]'s own writing to that of the file they came from.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(judged: &Judged<'_>, spellings: &BTreeMap<String, String>, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &Words::of(judged, spellings).assessment(judged))?;
    out.write_all(b"\n")
}

/// Writes the assessment of one journal of many, on a single line.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_line(
    judged: &Judged<'_>,
    spellings: &BTreeMap<String, String>,
    origin: Origin<'_>,
    mut out: impl io::Write,
) -> io::Result<()> {
    let assessment = AssessmentOut { origin: Some(origin), ..Words::of(judged, spellings).assessment(judged) };
    serde_json::to_writer(&mut out, &assessment)?;
    out.write_all(b"\n")
}

/// Which journal of many it is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Origin<'a> {
    /// The line it stands on, from 1.
    pub line: u64,
    /// The patient's name in the study, where the journal has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<&'a str>,
    /// The label that the study gives it, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// What of the line was left out, and other words about reading it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub reading_warnings: &'a [String],
}

/// What the field `format` says.
const FORMAT: &str = "mendlog-assessment";

/// The version this program writes.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct AssessmentOut<'a> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    origin: Option<Origin<'a>>,
    protocol: ProtocolOut<'a>,
    entries: Vec<EntryOut<'a>>,
    now: NowOut<'a>,
}

#[derive(Serialize)]
struct ProtocolOut<'a> {
    id: &'a str,
    version: &'a str,
    /// The provider's sheet laid over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet_version: Option<&'a str>,
}

impl<'a> From<&'a Protocol> for ProtocolOut<'a> {
    fn from(protocol: &'a Protocol) -> Self {
        let sheet = protocol.sheet.as_deref();
        Self {
            id: &protocol.id,
            version: &protocol.version,
            sheet: sheet.map(|sheet| sheet.name.as_str()),
            sheet_version: sheet.map(|sheet| sheet.version.as_str()),
        }
    }
}

#[derive(Serialize)]
struct EntryOut<'a> {
    treatment: &'a TreatmentId,
    at: String,
    day: Day,
    hours: f64,
    triage: Triage,
    standings: BTreeMap<&'a SymptomId, Standing>,
    not_recorded: Vec<&'a SymptomId>,
    findings: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'a RuleId,
    triage: Triage,
    symptom: Option<&'a SymptomId>,
    sign: Option<&'a SignId>,
    observed: String,
    expected: String,
    why: &'a str,
    advice: String,
    sources: Vec<&'a SourceId>,
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<SeenOut<'a>>,
}

/// The visit at which it was seen, and what became of it since.
#[derive(Serialize)]
struct SeenOut<'a> {
    at: String,
    said: &'a str,
    better_within_days: BetterWithin,
    until: NaiveDate,
    since: &'static str,
}

impl<'a> From<&'a Care> for SeenOut<'a> {
    fn from(care: &'a Care) -> Self {
        let Visit { at, said, better_within, last_date, .. } = &*care.visit;
        let at = Moment::At(*at).to_string();
        Self { at, said, better_within_days: *better_within, until: *last_date, since: care.since.id() }
    }
}

#[derive(Serialize)]
struct NowOut<'a> {
    at: Option<String>,
    treatment: Option<&'a TreatmentId>,
    day: Option<Day>,
    triage: Triage,
    open_warnings: Vec<WarningOut<'a>>,
    closed_warnings: Vec<WarningOut<'a>>,
    /// What it means that nothing was entered lately.
    silence: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct WarningOut<'a> {
    rule: &'a RuleId,
    triage: Triage,
    since: String,
    treatment: &'a TreatmentId,
    /// The day of that treatment on which it was raised.
    day: Day,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<String>,
    /// Ended by an entry that shows that it is over, or by the patient's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<SeenOut<'a>>,
}

/// What it takes to put a verdict into words.
pub(super) struct Words<'a> {
    catalog: &'a Catalog,
    spellings: &'a BTreeMap<String, String>,
    darker_skin: bool,
}

impl<'a> Words<'a> {
    pub fn of(judged: &Judged<'a>, spellings: &'a BTreeMap<String, String>) -> Self {
        Self { catalog: &judged.protocol.catalog, spellings, darker_skin: judged.darker_skin }
    }

    pub fn assessment(&self, judged: &'a Judged<'_>) -> AssessmentOut<'a> {
        AssessmentOut {
            format: FORMAT,
            version: VERSION,
            origin: None,
            protocol: ProtocolOut::from(judged.protocol),
            entries: judged.entries.iter().map(|(treatment, entry)| self.entry(treatment, entry)).collect(),
            now: self.now(judged.now.as_ref()),
        }
    }

    fn entry(&self, treatment: &'a TreatmentId, assessed: &'a AssessedEntry) -> EntryOut<'a> {
        let AssessedEntry { entry, day, hours, triage, standings, findings } = assessed;
        let recorded = standings.iter().filter(|(_, standing)| **standing != Standing::NotRecorded);
        let missing = |id: &SymptomId| standings.get(id) == Some(&Standing::NotRecorded);
        EntryOut {
            treatment,
            at: self.spelled(entry.at),
            day: *day,
            hours: (hours * 100.0).round() / 100.0,
            triage: *triage,
            standings: recorded.map(|(symptom, standing)| (symptom, *standing)).collect(),
            not_recorded: standings.keys().filter(|id| missing(id)).collect(),
            findings: findings.iter().map(|finding| self.finding(finding)).collect(),
        }
    }

    fn finding(&self, finding: &'a Finding) -> FindingOut<'a> {
        let rule = &finding.rule;
        FindingOut {
            rule: &rule.id,
            triage: finding.triage(),
            symptom: finding.symptom(),
            sign: finding.sign(),
            observed: finding.observed(self.catalog, self.darker_skin),
            expected: finding.expected(self.catalog),
            why: &rule.why,
            advice: finding.advice(),
            sources: finding.sources(self.catalog),
            since: self.spelled(finding.since),
            seen: finding.care.as_ref().map(SeenOut::from),
        }
    }

    fn now(&self, now: Option<&'a Now>) -> NowOut<'a> {
        NowOut {
            at: now.map(|now| self.spelled(now.at)),
            treatment: now.and_then(|now| now.treatment.as_ref()),
            day: now.and_then(|now| now.day),
            triage: now.map(|now| now.triage).unwrap_or_default(),
            open_warnings: now.iter().flat_map(|now| &now.open_warnings).map(|one| self.warning(one)).collect(),
            closed_warnings: now.iter().flat_map(|now| &now.closed_warnings).map(|one| self.warning(one)).collect(),
            silence: now.iter().flat_map(|now| &now.silence).map(|finding| self.finding(finding)).collect(),
        }
    }

    fn warning(&self, warning: &'a Warning) -> WarningOut<'a> {
        let closed = warning.closed.as_ref();
        WarningOut {
            rule: &warning.rule.id,
            triage: warning.triage(),
            since: self.spelled(warning.since),
            treatment: &warning.treatment,
            day: warning.since_day,
            state: warning.state().word(),
            closed_at: closed.map(|Closing { at, .. }| self.spelled(*at)),
            closed_by: closed.map(|Closing { by, .. }| match by {
                ClosedBy::Entry(_) => "entry",
                ClosedBy::Patient(_) => "patient",
            }),
            seen: warning.care.as_ref().map(SeenOut::from),
        }
    }

    fn spelled(&self, at: Moment) -> String {
        let own = at.to_string();
        self.spellings.get(&own).cloned().unwrap_or(own)
    }
}

#[cfg(test)]
mod tests;
