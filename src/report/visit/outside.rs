//! What was outside the range described, on which days, and why it matters.
//!
//! May use `domain`.

use std::cmp::Reverse;

use super::chapter::Chapter;
use super::days::listed;
use crate::domain::finding::{Presence, expected, observed, strength};
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

/// One row for all rules that spoke on the same days, the loudest first, danger signs before grades.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let mut found = found(chapter);
    found.sort_by_cached_key(|found| {
        let rule = &found.clearest.rule;
        (Reverse(rule.triage), found.clearest.sign().is_none(), found.days().first().copied())
    });
    let mut spoke: Vec<(Vec<Day>, Vec<&Found<'_>>)> = Vec::new();
    for one in &found {
        let days = one.days();
        match spoke.iter_mut().find(|(others, _)| *others == days) {
            Some((_, together)) => together.push(one),
            None => spoke.push((days, vec![one])),
        }
    }
    let rows: Vec<_> = spoke.iter().map(|(days, together)| row(days, together, chapter)).collect();
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

/// What spoke on the same days, told together; why it matters is told of the loudest.
fn row(days: &[Day], together: &[&Found<'_>], chapter: &Chapter<'_>) -> Vec<Cell> {
    let (catalog, darker_skin) = (chapter.catalog(), chapter.healing.patient.has_darker_skin());
    let loudest = together[0];
    let level = loudest.clearest.rule.triage;
    let evidence = once(together.iter().flat_map(|found| telling(found.clearest)));
    let observed = observed(&evidence, catalog, darker_skin);
    let on_day = if days.len() > 1 { format!(" (day {})", loudest.clearest.day) } else { String::new() };
    let words: Vec<_> = together.iter().map(|found| described(found.clearest, catalog)).collect();
    let described = once(words.iter().flat_map(|words| words.split("; ")));
    let why = &loudest.clearest.rule.why;
    vec![
        Cell::new(named(together.iter().map(|found| (&*found.clearest.rule).into())), Tone::Level(level)),
        Cell::plain(listed(days.iter().copied())),
        Cell::plain(clean_line(&format!("{observed}{on_day}"))),
        Cell::plain(clean_line(&described.join("; "))),
        Cell::plain(clean_line(&format!("{why} ({})", loudest.sources(chapter)))),
    ]
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
    /// The days that show it; where none does, those that leave it open.
    fn days(&self) -> Vec<Day> {
        let shown: Vec<_> = self.days_of(|finding| finding.presence == Presence::Shown);
        if shown.is_empty() { self.days_of(|_| true) } else { shown }
    }

    fn days_of(&self, is_wanted: impl Fn(&Finding) -> bool) -> Vec<Day> {
        self.findings.iter().filter(|finding| is_wanted(finding)).map(|finding| finding.day).collect()
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
