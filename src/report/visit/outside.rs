//! What was outside the range described, on which days, and why it matters.
//!
//! May use `domain`.

use std::cmp::Reverse;

use super::chapter::Chapter;
use super::days::listed;
use crate::domain::finding::{Presence, expected, strength};
use crate::domain::text::clean_line;
use crate::domain::{Catalog, Day, Evidence, Finding, Rule, Triage};
use crate::report::page::{Cell, Part, Table, Tone};

/// So many sources are named with a finding; the others are counted.
const SOURCES_NAMED: usize = 2;

/// All findings by one rule.
struct Found<'a> {
    findings: Vec<&'a Finding>,
    /// The one that says most.
    clearest: &'a Finding,
}

/// One row for all rules that spoke on the same days and most clearly on the same of them, the loudest first, danger signs
/// before grades.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let mut found = found(chapter);
    found.sort_by_cached_key(|found| {
        let rule = &found.clearest.rule;
        (Reverse(found.level()), Reverse(rule.triage), found.clearest.sign().is_none(), found.days().first().copied())
    });
    let mut spoke: Vec<Vec<&Found<'_>>> = Vec::new();
    for one in &found {
        match spoke.iter_mut().find(|together| together[0].spoke_with(one)) {
            Some(together) => together.push(one),
            None => spoke.push(vec![one]),
        }
    }
    let rows: Vec<_> = spoke.iter().map(|together| row(together, chapter)).collect();
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
    let only_looks_back = finding.evidence.iter().all(looks_back) && !finding.rule.triage.warns();
    finding.rule.triage > Triage::Expected && !only_looks_back
}

/// What the check-in itself shows weighs more than what it merely leaves open.
fn weight(finding: &Finding) -> (bool, u32) {
    (finding.presence == Presence::Shown, strength(&finding.evidence))
}

/// What spoke together; each rule says by itself why it matters and who says so, in the order of their titles.
fn row(together: &[&Found<'_>], chapter: &Chapter<'_>) -> Vec<Cell> {
    let (catalog, loudest) = (chapter.catalog(), together[0]);
    let words: Vec<_> = together.iter().map(|found| described(found.clearest, catalog)).collect();
    let described = once(words.iter().flat_map(|words| words.split("; ")));
    let reasons = once(together.iter().map(|found| found.reason(chapter)));
    let name = named(together.iter().map(|found| Named(found.level(), &found.clearest.rule.title)));
    vec![
        Cell::new(name, Tone::Level(loudest.level())),
        Cell::plain(listed(loudest.days())),
        Cell::plain(clean_line(&observed(together, chapter))),
        Cell::plain(clean_line(&described.join("; "))),
        Cell::plain(clean_line(&reasons.join(" "))),
    ]
}

/// What was observed on the clearest day, or that it is only left open.
fn observed(together: &[&Found<'_>], chapter: &Chapter<'_>) -> String {
    let clearest = together[0].clearest;
    let evidence = once(together.iter().flat_map(|found| telling(found.clearest)));
    let all = Finding { evidence, care: None, ..clearest.clone() };
    let observed = all.observed(chapter.catalog(), chapter.healing.patient.has_darker_skin());
    let needs_day = clearest.presence == Presence::Shown && together[0].days().len() > 1;
    let day = if needs_day { format!(" (day {})", clearest.day) } else { String::new() };
    format!("{observed}{day}{}", together[0].under_care())
}

/// What was found, without the warnings that came before it; these are told by themselves.
fn telling(finding: &Finding) -> Vec<Evidence> {
    let own: Vec<_> = finding.evidence.iter().filter(|one| !looks_back(one)).cloned().collect();
    if own.is_empty() { finding.evidence.clone() } else { own }
}

fn described(finding: &Finding, catalog: &Catalog) -> String {
    expected(&finding.rule, &telling(finding), catalog, finding.day)
}

const fn looks_back(evidence: &Evidence) -> bool {
    matches!(evidence, Evidence::Cleared(..))
}

/// Each of them, without those that were there before.
fn once<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut known = Vec::new();
    for thing in things {
        if !known.contains(&thing) {
            known.push(thing);
        }
    }
    known
}

/// A rule by its level and title.
pub(super) struct Named<'a>(Triage, &'a str);

impl<'a> From<&'a Rule> for Named<'a> {
    fn from(rule: &'a Rule) -> Self {
        Self(rule.triage, &rule.title)
    }
}

/// Rules by their titles, each level said once: `TODAY: Pus; Strong pain. WATCH: Late peeling`.
pub(super) fn named<'a>(rules: impl Iterator<Item = Named<'a>>) -> String {
    let mut levels: Vec<(Triage, Vec<&str>)> = Vec::new();
    for Named(level, title) in rules {
        match levels.last_mut() {
            Some((last, titles)) if *last == level => titles.push(title),
            _ => levels.push((level, vec![title])),
        }
    }
    let said = levels.iter().map(|(level, titles)| format!("{}: {}", level.word(), titles.join("; ")));
    said.collect::<Vec<_>>().join(". ")
}

impl Found<'_> {
    /// How loud it was at its loudest: what was seen at a visit speaks as quietly as it did to the patient.
    fn level(&self) -> Triage {
        self.findings.iter().map(|finding| finding.triage()).max().unwrap_or_default()
    }

    /// The visit that made it speak more quietly than its rule.
    fn under_care(&self) -> String {
        let care = self.findings.iter().find_map(|finding| finding.care.as_ref());
        care.filter(|_| self.level() < self.clearest.rule.triage)
            .map_or(String::new(), |care| format!("; {}", care.in_short()))
    }

    /// The days that show it; where none does, those that leave it open.
    fn days(&self) -> Vec<Day> {
        let shown: Vec<_> = self.days_of(|finding| finding.presence == Presence::Shown);
        if shown.is_empty() { self.days_of(|_| true) } else { shown }
    }

    fn days_of(&self, is_wanted: impl Fn(&Finding) -> bool) -> Vec<Day> {
        self.findings.iter().filter(|finding| is_wanted(finding)).map(|finding| finding.day).collect()
    }

    /// Whether another rule can be told in the same row: with the same days, and the same day to be observed on.
    fn spoke_with(&self, other: &Self) -> bool {
        let seen = |found: &Self| (found.clearest.presence, found.clearest.day, found.under_care());
        seen(self) == seen(other) && self.days() == other.days()
    }

    /// Why it matters, and who says so.
    fn reason(&self, chapter: &Chapter<'_>) -> String {
        format!("{} ({})", self.clearest.rule.why, self.sources(chapter))
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
