//! A verdict in words: the level, the reason, what is described, what to do, and who says so.
//!
//! May use `domain`.

use super::model::Model;
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

/// What to do about an entry: what its verdict asks for, unless all that calls in it was seen since.
#[must_use]
pub fn what_to_do(model: &Model, entry: &AssessedEntry) -> String {
    let record = &model.record;
    let described = record.diary.treatment(&entry.entry.treatment);
    let described = described.map(|treatment| treatment.instant_of(entry.entry.at, record.diary.day_end));
    let care_of = |finding: &Finding| {
        let mut same = record.open_warnings().iter().filter(|warning| warning.treatment == entry.entry.treatment);
        let warning = same.find(|warning| warning.rule.id == finding.rule.id)?;
        warning.care.as_ref().filter(|care| care.is_under_care() && described.is_some_and(|at| care.visit.at > at))
    };
    let calls = entry.findings.iter().filter(|finding| finding.triage().warns());
    let seen: Option<Vec<_>> = calls.map(care_of).collect();
    match seen.as_deref() {
        Some([care, ..]) => format!("You were seen since. {}", care.heading()),
        _ => entry.advice(),
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
        Passage { tone: Tone::Level(finding.triage()), lead: String::new(), text: rule.title.clone() },
        Passage::led("You noted", finding.observed(catalog, darker_skin)),
        Passage::led("Described", finding.expected(catalog)),
        Passage::led("Why", rule.why.clone()),
        Passage::led("What to do", finding.advice()),
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
