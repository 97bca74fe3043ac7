//! What the patient looks at in the long run: tone, texture, scars, pigment, satisfaction; and the five steps each is scored with.
//!
//! Uses the ids of the domain.

use std::fmt;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{AspectId, SourceId};

/// How good something is: 1 the least, 5 the best. Not a [`Grade`](super::symptom::Grade), where more is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    /// The best there is.
    pub const BEST: Self = Self(5);

    /// All scores, the least first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The number, 1–5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A number that is no score.
#[derive(Debug, thiserror::Error)]
#[error("a score is a whole number from 1 (the least) to 5 (the best), not {0}")]
pub struct NoSuchScore(u8);

impl TryFrom<u8> for Score {
    type Error = NoSuchScore;

    fn try_from(number: u8) -> Result<Self, NoSuchScore> {
        if (1..=5).contains(&number) { Ok(Self(number)) } else { Err(NoSuchScore(number)) }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a patient answered about an aspect; one without an answer was not rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scored {
    /// The patient looked and could not tell.
    NotSure,
    /// The patient gave a score.
    At(Score),
}

impl Scored {
    /// The score, unless the patient was not sure.
    #[must_use]
    pub const fn score(self) -> Option<Score> {
        match self {
            Self::NotSure => None,
            Self::At(score) => Some(score),
        }
    }
}

impl Serialize for Scored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotSure => serializer.serialize_str("not_sure"),
            Self::At(score) => serializer.serialize_u8(score.number()),
        }
    }
}

impl<'de> Deserialize<'de> for Scored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScoredVisitor)
    }
}

struct ScoredVisitor;

impl Visitor<'_> for ScoredVisitor {
    type Value = Scored;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 1 (the least) to 5 (the best), or \"not_sure\"")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scored, E> {
        let score = u8::try_from(number).ok().and_then(|number| Score::try_from(number).ok());
        score.map(Scored::At).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scored, E> {
        match text {
            "not_sure" => Ok(Scored::NotSure),
            other => Err(E::invalid_value(Unexpected::Str(other), &self)),
        }
    }
}

/// Something that is rated in the long run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspect {
    /// Name in files.
    pub id: AspectId,
    /// Name for people, at most 12 columns.
    pub name: String,
    /// What the form asks.
    pub question: String,
    /// What scores 1–5 mean, at most 40 columns each.
    pub scores: [String; 5],
    /// What the wording rests on.
    pub sources: Vec<SourceId>,
}

impl Aspect {
    /// What a score means.
    #[must_use]
    pub fn words(&self, score: Score) -> &str {
        &self.scores[usize::from(score.number() - 1)]
    }
}
