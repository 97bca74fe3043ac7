//! A verdict in words: the level, the reason, what is described, what to do, and who says so.
//!
//! May use `domain`.

use super::reading::{Passage, Tone};
use crate::domain::comparison::{Comparable, NOT_MONITORED, how_it_stands};
use crate::domain::{AssessedEntry, Catalog, Finding, Triage};

/// The verdict on an entry in one sentence.
#[must_use]
pub fn in_short(entry: &AssessedEntry, catalog: &Catalog, darker_skin: bool) -> String {
    match entry.findings.first() {
        Some(finding) => format!("{}: {}.", finding.rule.title, finding.observed(catalog, darker_skin)),
        None => entry.within(),
    }
}

/// How loud a verdict is said; where nothing was compared there is no level to say.
#[must_use]
pub fn tone(entry: &AssessedEntry) -> Tone {
    match (entry.triage, entry.comparable()) {
        (Triage::Expected, Comparable::Nothing) => Tone::Strong,
        (level, _) => Tone::Level(level),
    }
}

/// The whole verdict on an entry: every finding with its reason and its sources.
#[must_use]
pub fn in_full(entry: &AssessedEntry, catalog: &Catalog, darker_skin: bool) -> Vec<Passage> {
    let mut passages = vec![Passage::new(tone(entry), how_it_stands(entry.triage, Some(entry)))];
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
