//! What was outside the range described, on which days, and why it matters.
//!
//! May use `domain`.

use std::cmp::Reverse;

use super::chapter::Chapter;
use super::days::listed;
use crate::domain::finding::{Presence, strength};
use crate::domain::text::clean_line;
use crate::domain::{Day, Evidence, Finding, Triage};
use crate::report::page::{Cell, Part, Table, Tone};

/// So many sources are named with a finding; the others are counted.
const SOURCES_NAMED: usize = 2;

/// All findings by one rule.
struct Found<'a> {
    findings: Vec<&'a Finding>,
    /// The one that says most.
    clearest: &'a Finding,
}

/// One row for each rule that spoke, the loudest first, danger signs before grades.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let mut found = found(chapter);
    found.sort_by_key(|found| {
        let first = found.days().first().copied();
        (Reverse(found.clearest.rule.triage), found.clearest.sign().is_none(), first)
    });
    let rows: Vec<_> = found.iter().map(|found| found.row(chapter)).collect();
    let heads = ["What", "Days", "Observed", "Described", "Why it matters"].map(str::to_owned).into();
    let title = "What was outside, and why".to_owned();
    (!rows.is_empty()).then_some(Part::Table(Table { title, heads, rows }))
}

/// The findings from watch on, rule by rule.
fn found<'a>(chapter: &'a Chapter<'_>) -> Vec<Found<'a>> {
    let mut all: Vec<Found<'a>> = Vec::new();
    let findings = chapter.entries().flat_map(|judged| &judged.findings);
    for finding in findings.filter(|finding| is_told(finding)) {
        match all.iter_mut().find(|found| found.clearest.rule.id == finding.rule.id) {
            Some(found) => {
                found.findings.push(finding);
                if weight(finding) > weight(found.clearest) {
                    found.clearest = finding;
                }
            }
            None => all.push(Found { findings: vec![finding], clearest: finding }),
        }
    }
    all
}

/// That a warning is over is told with the warnings.
fn is_told(finding: &Finding) -> bool {
    let is_over = |evidence: &Evidence| matches!(evidence, Evidence::Cleared(..));
    let only_looks_back = finding.evidence.iter().all(is_over) && !finding.rule.triage.warns();
    finding.rule.triage > Triage::Expected && !only_looks_back
}

/// What the check-in itself shows weighs more than what it merely leaves open.
fn weight(finding: &Finding) -> (bool, u32) {
    (finding.presence == Presence::Shown, strength(&finding.evidence))
}

impl Found<'_> {
    /// The days that show it; where none does, those that leave it open.
    fn days(&self) -> Vec<Day> {
        let shown: Vec<_> = self.days_of(|finding| finding.presence == Presence::Shown);
        if shown.is_empty() { self.days_of(|_| true) } else { shown }
    }

    fn days_of(&self, is_wanted: impl Fn(&Finding) -> bool) -> Vec<Day> {
        self.findings.iter().filter(|finding| is_wanted(finding)).map(|finding| finding.day).collect()
    }

    fn row(&self, chapter: &Chapter<'_>) -> Vec<Cell> {
        let (catalog, darker_skin) = (chapter.catalog(), chapter.healing.patient.has_darker_skin());
        let Self { clearest, .. } = self;
        let rule = &clearest.rule;
        let days = self.days();
        let observed = clearest.observed(catalog, darker_skin);
        let observed = if days.len() > 1 { format!("{observed} (day {})", clearest.day) } else { observed };
        vec![
            Cell::new(format!("{}: {}", rule.triage.word(), rule.title), Tone::Level(rule.triage)),
            Cell::plain(listed(days)),
            Cell::plain(clean_line(&observed)),
            Cell::plain(clean_line(&clearest.expected(catalog))),
            Cell::plain(clean_line(&format!("{} ({})", rule.why, self.sources(chapter)))),
        ]
    }

    fn sources(&self, chapter: &Chapter<'_>) -> String {
        let sources = self.clearest.sources(chapter.catalog()).into_iter();
        let mut names: Vec<_> = Vec::new();
        for source in sources.filter_map(|id| chapter.catalog().source(id)) {
            if !names.contains(&source.publisher.as_str()) {
                names.push(&source.publisher);
            }
        }
        let more = names.len().saturating_sub(SOURCES_NAMED);
        let first = names.into_iter().take(SOURCES_NAMED).collect::<Vec<_>>().join("; ");
        if more == 0 { first } else { format!("{first}; {more} more") }
    }
}
