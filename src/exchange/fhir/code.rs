//! Our own code systems: what they are called, and everything they may say.
//!
//! Uses the catalogue and the protocol.

use std::sync::{Arc, LazyLock};

use super::detail::DETAILS;
use super::element::MARKS;
use super::naming::{Id, definition_id, full_url, name_in};
use crate::domain::{Aspect, Grade, Protocol, Rule, Sign, Standing, Symptom};

/// A code system that says the same whatever the protocol. Its URL is the full URL of the resource that defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// What was answered.
    Answer,
    /// Where a grade stands beside the range of its day.
    Standing,
    /// Facts about patient, treatment, check-in.
    Detail,
    /// What a resource says about itself.
    Mark,
}

/// A code system that every version of every protocol has for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terms {
    /// Symptoms.
    Symptom,
    /// Danger signs.
    Sign,
    /// Rules of the protocol.
    Rule,
    /// What is rated in the long run.
    Aspect,
}

static URLS: LazyLock<[String; 4]> = LazyLock::new(|| System::ALL.map(|system| full_url(system.id())));

/// A code, its name, and what it means where the name does not say all.
pub(super) type Meaning = (String, String, Option<String>);

impl System {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Standing, Self::Detail, Self::Mark];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Standing => "standing",
            Self::Detail => "detail",
            Self::Mark => "mark",
        }
    }

    /// The id of the resource that defines it.
    pub fn id(self) -> Id {
        definition_id("CodeSystem", self.name())
    }

    /// What stands in `system`.
    pub fn url(self) -> &'static str {
        &URLS[self as usize]
    }

    /// Everything it may say.
    pub fn meanings(self) -> Vec<Meaning> {
        let plain = |(code, words): (&str, &str)| (code.to_owned(), words.to_owned(), None);
        match self {
            Self::Answer => answers(),
            Self::Standing => STANDINGS.iter().map(|(standing, words)| plain((standing.id(), words))).collect(),
            Self::Detail => DETAILS.into_iter().map(plain).collect(),
            Self::Mark => MARKS.into_iter().map(plain).collect(),
        }
    }
}

impl Terms {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Symptom, Self::Sign, Self::Rule, Self::Aspect];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Symptom => "symptom",
            Self::Sign => "sign",
            Self::Rule => "rule",
            Self::Aspect => "aspect",
        }
    }

    /// The id of the resource that defines it for a protocol.
    pub fn id(self, protocol: &Protocol) -> Id {
        definition_id("CodeSystem", &name_in(protocol, self.name()))
    }

    /// What stands in `system`.
    pub fn url(self, protocol: &Protocol) -> String {
        full_url(self.id(protocol))
    }

    /// Everything it may say.
    pub fn meanings(self, protocol: &Protocol) -> Vec<Meaning> {
        let catalog = &protocol.catalog;
        let graded = |one: &Symptom| {
            (one.id.to_string(), one.name.clone(), Some(format!("{} {}", one.question, scale(&one.grades, 0))))
        };
        let sign = |one: &Sign| (one.id.to_string(), one.name.clone(), Some(one.question.clone()));
        let rule = |one: &Arc<Rule>| {
            (one.id.to_string(), one.title.clone(), Some(format!("{} {}", one.triage.advice(), one.why)))
        };
        let aspect = |one: &Aspect| {
            (one.id.to_string(), one.name.clone(), Some(format!("{} {}", one.question, scale(&one.scores, 1))))
        };
        match self {
            Self::Symptom => catalog.symptoms.iter().map(graded).collect(),
            Self::Sign => catalog.signs.iter().map(sign).collect(),
            Self::Rule => protocol.rules.iter().map(rule).collect(),
            Self::Aspect => catalog.aspects.iter().map(aspect).collect(),
        }
    }
}

/// What a grade may be beside the range of its day.
pub(super) const STANDINGS: [(Standing, &str); 4] = [
    (Standing::Expected, "within the range described for the day"),
    (Standing::AboveUsual, "above what is usual for the day, within what some sources still describe"),
    (Standing::AboveOuter, "outside the range described for the day"),
    (Standing::Early, "earlier than the first day on which it is described"),
];

/// What no grade and no yes or no is.
pub(super) const NOT_SURE: (&str, &str) = ("not_sure", "not sure");

fn answers() -> Vec<Meaning> {
    let grades = Grade::ALL.map(|grade| (grade.to_string(), grade.word().to_owned(), None));
    let others = [("yes", "yes"), ("no", "no"), NOT_SURE];
    grades.into_iter().chain(others.map(|(code, words)| (code.to_owned(), words.to_owned(), None))).collect()
}

fn scale(words: &[String], from: usize) -> String {
    let steps = (from..).zip(words).map(|(number, words)| format!("{number} {words}"));
    format!("({})", steps.collect::<Vec<_>>().join("; "))
}
