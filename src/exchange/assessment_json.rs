//! The assessment of a whole journal, and its JSON: what every entry showed on its day, and how things stand at a moment.
//!
//! Uses `domain` only.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::domain::{
    AssessedEntry, BetterWithin, Care, Catalog, Day, Diary, Finding, Moment, Now, Protocol, RuleId, SignId, SourceId,
    Standing, SymptomId, TreatmentId, Triage, Visit, assess, now::now,
};

/// A journal with the verdict on each of its entries.
#[derive(Clone, Debug)]
pub struct Judged<'p> {
    /// The protocol of the last treatment.
    pub protocol: &'p Protocol,
    /// Entries of all treatments in time order.
    pub entries: Vec<(TreatmentId, AssessedEntry)>,
    /// How things stand; none for a journal that says nothing, when no moment was asked for.
    pub now: Option<Now>,
    darker_skin: bool,
}

impl Judged<'_> {
    /// How loud things stand.
    #[must_use]
    pub fn triage(&self) -> Triage {
        self.now.as_ref().map(|now| now.triage).unwrap_or_default()
    }

    /// The last entry about the treatment the patient heals from at the moment asked for.
    #[must_use]
    pub fn last(&self) -> Option<&AssessedEntry> {
        let now = self.now.as_ref()?;
        let (treatment, day) = (now.treatment.as_ref()?, now.day?);
        let is_before = |entry: &AssessedEntry| match (entry.entry.at, now.at) {
            (Moment::At(described), Moment::At(at)) => described <= at,
            _ => entry.day <= day,
        };
        let about = self.entries.iter().rev().filter(|(about, _)| about == treatment);
        about.map(|(_, entry)| entry).find(|entry| is_before(entry))
    }
}

/// Judges all entries, and the state at `at`; without it at the last entry, or the last treatment when there is no entry.
#[must_use]
pub fn judge<'p>(diary: &Diary, protocol_of: impl Fn(&str) -> &'p Protocol, at: Option<Moment>) -> Judged<'p> {
    let treatments = diary.treatments_by_time();
    let mut placed: Vec<(DateTime<FixedOffset>, TreatmentId, AssessedEntry)> = Vec::new();
    for treatment in &treatments {
        let healing = diary.healing(treatment);
        let assessment = assess(&healing, protocol_of(&treatment.protocol));
        let place = |entry: AssessedEntry| {
            (healing.treatment.instant_of(entry.entry.at, diary.day_end), treatment.id.clone(), entry)
        };
        placed.extend(assessment.entries.into_iter().map(place));
    }
    placed.sort_by_key(|(instant, ..)| *instant);
    let last_entry = placed.last().map(|(_, _, entry)| entry.entry.at);
    let at = at.or(last_entry).or_else(|| treatments.last().map(|last| last.performed_at));
    Judged {
        protocol: protocol_of(treatments.last().map_or("", |last| &last.protocol)),
        entries: placed.into_iter().map(|(_, treatment, entry)| (treatment, entry)).collect(),
        now: at.map(|at| now(diary, protocol_of, at)),
        darker_skin: diary.patient.has_darker_skin(),
    }
}

/// Writes the assessment, indented, with a line break at the end. Moments are spelled as in `spellings`, which maps
/// [`Moment`]'s own writing to that of the file they came from.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(judged: &Judged<'_>, spellings: &BTreeMap<String, String>, mut out: impl io::Write) -> io::Result<()> {
    let words = Words { catalog: &judged.protocol.catalog, spellings, darker_skin: judged.darker_skin };
    serde_json::to_writer_pretty(&mut out, &words.assessment(judged))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct AssessmentOut<'a> {
    format: &'static str,
    version: u32,
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
    /// What it means that nothing was entered lately.
    silence: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct WarningOut<'a> {
    rule: &'a RuleId,
    triage: Triage,
    since: String,
    treatment: &'a TreatmentId,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<SeenOut<'a>>,
}

/// What it takes to put a verdict into words.
struct Words<'a> {
    catalog: &'a Catalog,
    spellings: &'a BTreeMap<String, String>,
    darker_skin: bool,
}

impl<'a> Words<'a> {
    fn assessment(&self, judged: &'a Judged<'_>) -> AssessmentOut<'a> {
        AssessmentOut {
            format: "mendlog-assessment",
            version: 1,
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
        let warning = |warning: &'a crate::domain::Warning| WarningOut {
            rule: &warning.rule.id,
            triage: warning.triage(),
            since: self.spelled(warning.since),
            treatment: &warning.treatment,
            state: warning.state().word(),
            seen: warning.care.as_ref().map(SeenOut::from),
        };
        NowOut {
            at: now.map(|now| self.spelled(now.at)),
            treatment: now.and_then(|now| now.treatment.as_ref()),
            day: now.and_then(|now| now.day),
            triage: now.map(|now| now.triage).unwrap_or_default(),
            open_warnings: now.iter().flat_map(|now| &now.open_warnings).map(warning).collect(),
            silence: now.iter().flat_map(|now| &now.silence).map(|finding| self.finding(finding)).collect(),
        }
    }

    fn spelled(&self, at: Moment) -> String {
        let own = at.to_string();
        self.spellings.get(&own).cloned().unwrap_or(own)
    }
}

#[cfg(test)]
#[path = "assessment_json_tests.rs"]
mod tests;
