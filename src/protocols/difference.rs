//! What changes from one protocol to another, in words.
//!
//! May use `domain`.

use std::fmt;

use super::difference_care;
use crate::domain::disagreement::Position;
use crate::domain::protocol::{Modifier, Phase};
use crate::domain::{
    Band, CareTopic, Catalog, Course, Day, Protocol, Provider, Rule, SheetNote, SymptomId, rule_words,
};

/// After this day nothing changes from day to day any more.
const LAST_DAY: i32 = 60;

/// Changes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What they are about.
    pub about: String,
    /// Each change in a sentence.
    pub changes: Vec<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.changes.join("; "))
    }
}

/// What is different in `to`, in the order in which patients should hear it; empty when nothing is.
#[must_use]
pub fn differences(from: &Protocol, to: &Protocol) -> Vec<Difference> {
    let mut found = vec![whose(from, to), contact(from, to)];
    found.extend(to.catalog.symptoms.iter().map(|symptom| course(&symptom.id, from, to)));
    found.push(care(from, to));
    found.extend(difference_care::differences(from, to));
    found.push(rules_added_and_removed(from, to));
    found.extend(to.rules.iter().filter_map(|rule| Some(rule_changed(from.rule(rule.id.as_str())?, rule, to))));
    found.push(modifiers(from, to));
    found.push(phases(from, to));
    found.push(disagreements(from, to));
    found.retain(|difference| !difference.changes.is_empty());
    found
}

pub(super) fn about(about: &str, changes: Vec<String>) -> Difference {
    Difference { about: about.to_owned(), changes }
}

fn whose(from: &Protocol, to: &Protocol) -> Difference {
    let figures = |protocol: &Protocol| match protocol.sheet.as_deref() {
        Some(sheet) => format!("the sheet {}", sheet.title()),
        None => format!("{} {}", protocol.name, protocol.version),
    };
    let mut changes = changed("", &figures(from), &figures(to));
    changes.extend(changed("review", &from.review, &to.review));
    about("Whose figures", changes)
}

fn contact(from: &Protocol, to: &Protocol) -> Difference {
    let nobody = Provider::default();
    let of = |protocol: &Protocol| protocol.sheet.as_deref().map_or(nobody.clone(), |sheet| sheet.contact.clone());
    let (from, to) = (of(from), of(to));
    let mut changes = changed("name", &from.name, &to.name);
    changes.extend(changed("phone", &from.phone, &to.phone));
    changes.extend(changed("out of hours", &from.out_of_hours, &to.out_of_hours));
    about("Contact", changes)
}

fn care(from: &Protocol, to: &Protocol) -> Difference {
    let words = |protocol: &Protocol, topic| {
        protocol.sheet.as_deref().and_then(|sheet: &SheetNote| sheet.care(topic)).unwrap_or_default().to_owned()
    };
    let topics = CareTopic::ALL.into_iter();
    about(
        "Instructions",
        topics.flat_map(|topic| changed(topic.name(), &words(from, topic), &words(to, topic))).collect(),
    )
}

/// One thing that has another value: at most one sentence.
pub(super) fn changed(what: &str, from: &str, to: &str) -> Vec<String> {
    let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
    match (from, to) {
        _ if from == to => Vec::new(),
        ("", to) => vec![format!("{what}{to} (new)")],
        (from, "") => vec![format!("{what}no longer \"{from}\"")],
        (from, to) => vec![format!("{what}{to} (before: {from})")],
    }
}

fn course(symptom: &SymptomId, from: &Protocol, to: &Protocol) -> Difference {
    let name = to.catalog.symptom_name(symptom);
    match (from.course(symptom), to.course(symptom)) {
        (Some(from), Some(to)) => about(name, ranges(from, to)),
        (None, Some(_)) => about(name, vec!["is described now".to_owned()]),
        (Some(_), None) => about(name, vec!["is no longer described".to_owned()]),
        (None, None) => about(name, Vec::new()),
    }
}

fn ranges(from: &Course, to: &Course) -> Vec<String> {
    let mut changes = Vec::new();
    let onset = |course: &Course| course.onset.unwrap_or(0);
    if onset(from) != onset(to) {
        changes.push(format!("described from day {} on (before: from day {} on)", onset(to), onset(from)));
    }
    let mut first = 0;
    while first <= LAST_DAY {
        let bands = both(from, to, first);
        let next = (first..=LAST_DAY).find(|day| both(from, to, *day) != bands).unwrap_or(LAST_DAY + 1);
        if let (Some(before), Some(now)) = bands
            && before != now
        {
            changes.push(range(first, next - 1, before, now));
        }
        first = next;
    }
    changes
}

fn both(from: &Course, to: &Course, day: i32) -> (Option<Band>, Option<Band>) {
    (from.band(Day::new(day)), to.band(Day::new(day)))
}

fn range(first: i32, last: i32, before: Band, now: Band) -> String {
    let days = match last {
        LAST_DAY => format!("from day {first} on"),
        last if last == first => format!("day {first}"),
        last => format!("days {first} to {last}"),
    };
    let direction = match (now.outer.cmp(&before.outer), now.usual.cmp(&before.usual)) {
        (std::cmp::Ordering::Greater, _) => "wider",
        (std::cmp::Ordering::Less, _) => "narrower",
        (_, std::cmp::Ordering::Greater) => "more counts as usual",
        _ => "less counts as usual",
    };
    format!("{days}: {} (before: {}), {direction}", in_words(now), in_words(before))
}

/// A band as it is said.
fn in_words(band: Band) -> String {
    if band.usual == band.outer {
        format!("up to grade {}", band.outer)
    } else {
        format!("usually up to grade {}, at most {}", band.usual, band.outer)
    }
}

fn rules_added_and_removed(from: &Protocol, to: &Protocol) -> Difference {
    let missing_in = |other: &Protocol, rule: &Rule| other.rule(rule.id.as_str()).is_none();
    let said =
        |rule: &Rule, what: &str| format!("{what}: {} ({}, {})", rule.title, rule.id, rule_words::level(rule.triage));
    let added = to.rules.iter().filter(|rule| missing_in(from, rule)).map(|rule| said(rule, "added"));
    let removed = from.rules.iter().filter(|rule| missing_in(to, rule)).map(|rule| said(rule, "removed"));
    about("Rules", added.chain(removed).collect())
}

fn rule_changed(from: &Rule, to: &Rule, protocol: &Protocol) -> Difference {
    let when = |rule: &Rule| {
        let lines = rule_words::when(rule, protocol);
        lines.iter().map(|said| said.text.clone()).collect::<Vec<_>>().join(" / ")
    };
    let mut changes = changed("title", &from.title, &to.title);
    changes.extend(changed("level", rule_words::level(from.triage), rule_words::level(to.triage)));
    changes.extend(changed("when", &when(from), &when(to)));
    changes.extend(changed("why", &from.why, &to.why));
    changes.extend(changed("advice", &from.advice, &to.advice));
    let sources = |rule: &Rule| titles(rule.sources.iter(), &protocol.catalog);
    changes.extend(changed("sources", &sources(from), &sources(to)));
    about(&format!("Rule \"{}\" ({})", from.title, to.id), changes)
}

pub(super) fn titles<'a>(sources: impl Iterator<Item = &'a crate::domain::SourceId>, catalog: &Catalog) -> String {
    let title = |id| catalog.source(id).map_or(String::new(), |source| source.title.clone());
    sources.map(title).collect::<Vec<_>>().join(", ")
}

fn modifiers(from: &Protocol, to: &Protocol) -> Difference {
    let of = |protocol: &Protocol, id: &str| protocol.modifiers.iter().find(|modifier| modifier.id == id).cloned();
    let mut changes = Vec::new();
    for modifier in &to.modifiers {
        match of(from, &modifier.id) {
            None => changes.push(format!("added: {}, {}", modifier.name, modifier.words(&to.catalog))),
            Some(before) => {
                let said = |modifier: &Modifier| format!("{} ({})", modifier.words(&to.catalog), modifier.when.words());
                changes.extend(changed(&modifier.name, &said(&before), &said(modifier)));
            }
        }
    }
    let removed = from.modifiers.iter().filter(|modifier| of(to, &modifier.id).is_none());
    changes.extend(removed.map(|modifier| format!("removed: {}", modifier.name)));
    about("What moves the ranges", changes)
}

fn disagreements(from: &Protocol, to: &Protocol) -> Difference {
    let said = |protocol: &Protocol, id: &str| {
        let one = protocol.disagreements.iter().find(|one| one.id == id);
        one.map_or_else(String::new, |one| {
            let source = |answer: &Position| titles(answer.sources.iter(), &protocol.catalog);
            let answers = one.answers.iter().map(|answer| format!("{} ({})", answer.says, source(answer)));
            format!("{} / used: {}", answers.collect::<Vec<_>>().join(" / "), one.used)
        })
    };
    let removed = from.disagreements.iter().filter(|one| !to.disagreements.iter().any(|other| other.id == one.id));
    let all = to.disagreements.iter().chain(removed);
    about(
        "Where sources disagree",
        all.flat_map(|one| changed(&one.question, &said(from, &one.id), &said(to, &one.id))).collect(),
    )
}

fn phases(from: &Protocol, to: &Protocol) -> Difference {
    let of = |protocol: &Protocol| protocol.phases.iter().map(phase).collect::<Vec<_>>().join(" / ");
    about("Stretches of the healing", changed("", &of(from), &of(to)))
}

fn phase(phase: &Phase) -> String {
    let last = phase.to_day.map_or_else(|| " on".to_owned(), |day| format!(" to {day}"));
    format!("{} (day {}{last}): {}", phase.name, phase.from_day, phase.happening)
}
