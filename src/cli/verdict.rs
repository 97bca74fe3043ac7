//! A verdict in words: how it stands, why, what to do, whom to ring.
//!
//! Uses `domain` for all words that matter.

use chrono::{DateTime, FixedOffset};

use super::output::{Paint, wrapped};
use crate::domain::comparison::{Comparable, NOT_MONITORED, how_it_stands};
use crate::domain::finding::Presence;
use crate::domain::{AssessedEntry, Care, Diary, Finding, Treatment, Triage, Warning, call};
use crate::protocols::Library;

type Clock = DateTime<FixedOffset>;

/// Said with every verdict, after what is said on the screens too.
const NOT_REVIEWED: &str = "No clinician has reviewed its figures.";

/// Puts verdicts into words for one patient.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// Names of symptoms, signs, sources, and whose figures are used.
    pub library: &'a Library,
    /// The patient, and all treatments.
    pub diary: &'a Diary,
    /// Whether words are coloured.
    pub paint: Paint,
}

impl Telling<'_> {
    /// The level with what it asks for, on its own line, the level first. Where nothing could be compared with what is
    /// described there is no level, only that sentence.
    pub fn level(self, triage: Triage, last: Option<&AssessedEntry>) -> String {
        let words = how_it_stands(triage, last);
        let is_compared = last.is_some_and(|last| last.comparable() != Comparable::Nothing);
        if triage > Triage::Expected || is_compared { format!("{}  {words}", self.paint.level(triage)) } else { words }
    }

    /// Findings, the loudest first. Beside one that warns, the quiet ones are only named.
    pub fn findings<'f>(self, findings: impl Iterator<Item = &'f Finding> + Clone) -> Vec<String> {
        let warns = |finding: &&Finding| finding.triage().warns();
        if !findings.clone().any(|finding| warns(&finding)) {
            return findings.flat_map(|finding| self.finding(finding)).collect();
        }
        let mut lines: Vec<_> = findings.clone().filter(warns).flat_map(|finding| self.finding(finding)).collect();
        lines.extend(self.named(findings.filter(|finding| !warns(finding))));
        lines
    }

    /// Findings by name only.
    pub fn named<'f>(self, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
        let name = |finding: &Finding| format!("{}: {}", self.paint.level(finding.triage()), finding.rule.title);
        let names: Vec<_> = findings.map(name).collect();
        if names.is_empty() { names } else { std::iter::once(String::new()).chain(names).collect() }
    }

    /// One finding, with its reason and its sources.
    fn finding(self, finding: &Finding) -> Vec<String> {
        let mut lines = vec![String::new()];
        let (rule, catalog) = (&finding.rule, &self.library.catalog);
        lines.push(format!("{}: {}", self.paint.level(finding.triage()), rule.title));
        lines.extend(wrapped("  You noted:   ", &finding.observed(catalog, self.diary.patient.has_darker_skin())));
        lines.extend(wrapped("  Described:   ", &finding.expected(catalog)));
        lines.extend(wrapped("  Why:         ", &rule.why));
        lines.extend(wrapped("  What to do:  ", &finding.advice()));
        let sources = finding.sources(catalog).into_iter().filter_map(|id| catalog.source(id));
        let sources: Vec<_> = sources.map(|source| format!("{} ({})", source.title, source.grade.meaning())).collect();
        lines.extend(wrapped("  Who says so: ", &sources.join("; ")));
        lines
    }

    /// An open warning, told like the finding it began with, and what was done about it.
    pub fn warning(self, warning: &Warning) -> Vec<String> {
        let mut lines = self.finding(&Finding {
            rule: warning.rule.clone(),
            day: warning.last_day,
            evidence: warning.evidence.clone(),
            since: warning.since,
            presence: Presence::Shown,
            care: warning.care.clone(),
        });
        let care = warning.care.as_ref().filter(|care| care.is_under_care());
        let state = care.map_or_else(|| warning.state().word().to_owned(), Care::in_short);
        lines.push(format!("  Since day {}, {state}.", warning.since_day));
        lines
    }

    /// Whom to ring about the warnings that are open, and what to say; nothing when nobody needs to be rung.
    pub fn call(
        self,
        triage: Triage,
        treatment: &Treatment,
        open: &[Warning],
        last: Option<&AssessedEntry>,
        at: Clock,
    ) -> Vec<String> {
        if !triage.warns() {
            return Vec::new();
        }
        let sheet = self.library.sheet().map(|sheet| &sheet.contact);
        let provider = call::provider(Some(treatment), &self.diary.treatments_by_time(), sheet);
        let mut lines = vec![String::new()];
        lines.extend(wrapped("", &call::whom_to_ring(triage, provider, at)));
        if triage < Triage::Emergency {
            let open: Vec<_> = open.iter().filter(|warning| warning.treatment == treatment.id).collect();
            lines.push("You can say:".to_owned());
            let Diary { patient, day_end, .. } = self.diary;
            let script = call::script(patient, treatment, *day_end, &open, last, &self.library.catalog, at);
            lines.extend(script.iter().flat_map(|sentence| wrapped("  ", sentence)));
        }
        lines
    }
}

/// What is said at the end of every verdict.
pub fn ending() -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(wrapped("", &format!("{NOT_MONITORED} {NOT_REVIEWED}")));
    lines
}
