//! Our own code systems: what they are called, and everything they may say.
//!
//! Uses the catalogue and the protocol.

use std::sync::LazyLock;

use super::detail::DETAILS;
use super::element::MARKS;
use super::naming::{definition_id, full_url};
use crate::domain::{Grade, Protocol, Standing};

/// One of our code systems. Its URL is the full URL of the resource that defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// Symptoms.
    Symptom,
    /// Danger signs.
    Sign,
    /// What was answered.
    Answer,
    /// Where a grade stands beside the range of its day.
    Standing,
    /// Rules of the protocol.
    Rule,
    /// What is rated in the long run.
    Aspect,
    /// Facts about patient, treatment, check-in.
    Detail,
    /// What a resource says about itself.
    Mark,
}

static URLS: LazyLock<[String; 8]> =
    LazyLock::new(|| System::ALL.map(|system| full_url(definition_id("CodeSystem", system.name()))));

/// A code, its name, and what it means where the name does not say all.
pub(super) type Meaning = (String, String, Option<String>);

impl System {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Symptom, Self::Sign, Self::Answer, Self::Standing, Self::Rule, Self::Aspect, Self::Detail, Self::Mark];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Symptom => "symptom",
            Self::Sign => "sign",
            Self::Answer => "answer",
            Self::Standing => "standing",
            Self::Rule => "rule",
            Self::Aspect => "aspect",
            Self::Detail => "detail",
            Self::Mark => "mark",
        }
    }

    /// What stands in `system`.
    pub fn url(self) -> &'static str {
        &URLS[self as usize]
    }

    /// Everything it may say.
    pub fn meanings(self, protocol: &Protocol) -> Vec<Meaning> {
        let catalog = &protocol.catalog;
        let plain = |(code, words): (&str, &str)| (code.to_owned(), words.to_owned(), None);
        match self {
            Self::Symptom => {
                let one = |one: &crate::domain::Symptom| {
                    (one.id.to_string(), one.name.clone(), Some(format!("{} {}", one.question, scale(&one.grades, 0))))
                };
                catalog.symptoms.iter().map(one).collect()
            }
            Self::Sign => {
                let one =
                    |one: &crate::domain::Sign| (one.id.to_string(), one.name.clone(), Some(one.question.clone()));
                catalog.signs.iter().map(one).collect()
            }
            Self::Aspect => {
                let one = |one: &crate::domain::Aspect| {
                    (one.id.to_string(), one.name.clone(), Some(format!("{} {}", one.question, scale(&one.scores, 1))))
                };
                catalog.aspects.iter().map(one).collect()
            }
            Self::Rule => {
                let one = |one: &std::sync::Arc<crate::domain::Rule>| {
                    (one.id.to_string(), one.title.clone(), Some(format!("{} {}", one.triage.advice(), one.why)))
                };
                protocol.rules.iter().map(one).collect()
            }
            Self::Answer => answers(),
            Self::Standing => STANDINGS.iter().map(|(standing, words)| plain((standing.id(), words))).collect(),
            Self::Detail => DETAILS.into_iter().map(plain).collect(),
            Self::Mark => MARKS.into_iter().map(plain).collect(),
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
