//! A verdict in words: the level, the reason, what is described, what to do, and who says so.
//!
//! May use `domain`.

use super::reading::{Passage, Tone};
use crate::domain::{AssessedEntry, Catalog, Finding};

/// Said where nothing stands out, so that silence is never taken for a promise.
pub const NOT_MONITORED: &str = "Nobody monitors this journal. If you are worried, ring, whatever it says.";

/// The verdict on an entry in one sentence.
#[must_use]
pub fn in_short(entry: &AssessedEntry, catalog: &Catalog, darker_skin: bool) -> String {
    match entry.findings.first() {
        Some(finding) => format!("{}: {}.", finding.rule.title, finding.observed(catalog, darker_skin)),
        None => within(entry),
    }
}

fn within(entry: &AssessedEntry) -> String {
    let graded = entry.entry.grades.values().filter(|rating| rating.grade().is_some()).count();
    match graded {
        0 if entry.entry.signs.is_empty() => "Nothing graded yet, so there is nothing to compare.".to_owned(),
        0 => "No danger sign among those answered; no symptom is graded.".to_owned(),
        _ => format!("What you graded is within the range described for day {}.", entry.day),
    }
}

/// The whole verdict on an entry: every finding with its reason and its sources.
#[must_use]
pub fn in_full(entry: &AssessedEntry, catalog: &Catalog, darker_skin: bool) -> Vec<Passage> {
    let head = if entry.findings.is_empty() { within(entry) } else { entry.triage.advice().to_owned() };
    let mut passages = vec![Passage::new(Tone::Level(entry.triage), head)];
    for finding in &entry.findings {
        passages.push(Passage::gap());
        passages.extend(finding_in_full(finding, catalog, darker_skin));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Quiet, NOT_MONITORED));
    passages
}

/// One finding: what was seen, what is described, why it matters, what to do, and who says so.
#[must_use]
pub fn finding_in_full(finding: &Finding, catalog: &Catalog, darker_skin: bool) -> Vec<Passage> {
    let rule = &finding.rule;
    let mut passages = vec![
        Passage { tone: Tone::Level(rule.triage), lead: String::new(), text: rule.title.clone() },
        Passage::led("You noted", finding.observed(catalog, darker_skin)),
        Passage::led("Described", finding.expected(catalog)),
        Passage::led("Why", rule.why.clone()),
        Passage::led("What to do", rule.advice.clone()),
    ];
    let says = finding.sources(catalog).into_iter().map(|id| match catalog.source(id) {
        Some(source) => {
            format!("{} ({}; grade {}: {})", source.title, source.publisher, source.grade, source.grade.meaning())
        }
        None => id.to_string(),
    });
    passages.extend(says.map(|source| Passage::led("Who says so", source)));
    passages
}
