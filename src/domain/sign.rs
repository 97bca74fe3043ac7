//! Danger signs: yes/no questions beside the graded symptoms.

use std::fmt;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day::Day;
use super::id::SignId;
use super::patient::{Patient, PatientFact};
use super::treatment::Device;

/// What a patient answered for a sign; a sign without an answer was not asked, which is not the same as no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It is not there.
    No,
    /// The patient looked and could not tell.
    NotSure,
    /// It is there.
    Yes,
}

impl Answer {
    /// The answer in words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::NotSure => "not sure",
            Self::Yes => "yes",
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No => serializer.serialize_bool(false),
            Self::Yes => serializer.serialize_bool(true),
            Self::NotSure => serializer.serialize_str("not_sure"),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl Visitor<'_> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false or \"not_sure\"")
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Answer, E> {
        Ok(if yes { Answer::Yes } else { Answer::No })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
        match text {
            "not_sure" => Ok(Answer::NotSure),
            other => Err(E::invalid_value(Unexpected::Str(other), &self)),
        }
    }
}

/// The days on which a daily checklist shows a sign; an open end has no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskDays {
    /// First day.
    #[serde(default)]
    pub from_day: Option<i32>,
    /// Last day.
    #[serde(default)]
    pub to_day: Option<i32>,
}

/// A danger sign as the catalogue describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Name in files.
    pub id: SignId,
    /// Name for people, at most 24 columns.
    pub name: String,
    /// What tables kept elsewhere call it, in lower case.
    #[serde(default)]
    pub also: Vec<String>,
    /// What the checklist asks.
    pub question: String,
    /// How a patient says it on the phone, after "On day 5 ".
    pub call: String,
    /// When the daily checklist shows it; every sign can be reached on every day.
    #[serde(default)]
    pub ask: AskDays,
    /// The checklist shows it only after these devices; empty means after any.
    #[serde(default)]
    pub only_for: Vec<Device>,
    /// The checklist shows it only to patients with one of these facts; empty means to everyone.
    #[serde(default)]
    pub only_if: Vec<PatientFact>,
}

impl Sign {
    /// Whether the checklist of `day` shows this sign to `patient` after a treatment with `device`; with an unknown one every
    /// device may be it.
    #[must_use]
    pub fn is_asked_on(&self, day: Day, device: Option<Device>, patient: &Patient) -> bool {
        let from = self.ask.from_day.unwrap_or(i32::MIN);
        let to = self.ask.to_day.unwrap_or(i32::MAX);
        (from..=to).contains(&day.number())
            && (self.only_for.is_empty() || device.is_none_or(|device| self.only_for.contains(&device)))
            && (self.only_if.is_empty() || self.only_if.iter().any(|fact| patient.has(*fact)))
    }
}
