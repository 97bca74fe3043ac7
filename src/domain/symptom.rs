//! What a patient rates, and the grades 0–4 they rate it with.

use std::fmt;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::SymptomId;

/// How strong a symptom is: 0 none, 1 slight, 2 clear, 3 marked, 4 extreme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

impl Grade {
    /// Grade 0: the symptom is not there.
    pub const NONE: Self = Self(0);
    /// Grade 4: as strong as it gets.
    pub const EXTREME: Self = Self(4);
    /// All grades, from none to extreme.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// The number, 0–4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The grade in one word that serves every symptom.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.0 {
            0 => "none",
            1 => "slight",
            2 => "clear",
            3 => "marked",
            _ => "extreme",
        }
    }

    /// The grade `steps` higher, at most 4.
    #[must_use]
    pub fn plus(self, steps: u8) -> Self {
        Self(self.0.saturating_add(steps).min(4))
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A number that is no grade.
#[derive(Debug, thiserror::Error)]
#[error("a grade is a whole number from 0 (none) to 4 (extreme), not {0}")]
pub struct NoSuchGrade(u8);

impl TryFrom<u8> for Grade {
    type Error = NoSuchGrade;

    fn try_from(number: u8) -> Result<Self, NoSuchGrade> {
        if number <= 4 { Ok(Self(number)) } else { Err(NoSuchGrade(number)) }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.0
    }
}

/// What a patient answered for a symptom; a symptom without an answer was not recorded, which is not the same as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// The patient looked and could not tell.
    NotSure,
    /// The patient graded it.
    Graded(Grade),
}

impl Rating {
    /// The grade, unless the patient was not sure.
    #[must_use]
    pub const fn grade(self) -> Option<Grade> {
        match self {
            Self::NotSure => None,
            Self::Graded(grade) => Some(grade),
        }
    }
}

impl From<Grade> for Rating {
    fn from(grade: Grade) -> Self {
        Self::Graded(grade)
    }
}

impl Serialize for Rating {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotSure => serializer.serialize_str("not_sure"),
            Self::Graded(grade) => serializer.serialize_u8(grade.number()),
        }
    }
}

impl<'de> Deserialize<'de> for Rating {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RatingVisitor)
    }
}

struct RatingVisitor;

impl Visitor<'_> for RatingVisitor {
    type Value = Rating;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 0 (none) to 4 (extreme), or \"not_sure\"")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Rating, E> {
        u8::try_from(number)
            .ok()
            .and_then(|number| Grade::try_from(number).ok())
            .map(Rating::Graded)
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Rating, E> {
        u64::try_from(number)
            .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
            .and_then(|number| self.visit_u64(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Rating, E> {
        match text {
            "not_sure" => Ok(Rating::NotSure),
            other => Err(E::invalid_value(Unexpected::Str(other), &self)),
        }
    }
}

/// A symptom as the catalogue describes it, with the words for each of its grades.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symptom {
    /// Name in files.
    pub id: SymptomId,
    /// Name for people, at most 12 columns.
    pub name: String,
    /// What tables kept elsewhere call it, in lower case.
    #[serde(default)]
    pub also: Vec<String>,
    /// What the form asks.
    pub question: String,
    /// What grades 0–4 look or feel like.
    pub grades: [String; 5],
    /// The same on brown and black skin, where colour alone misleads.
    #[serde(default)]
    pub grades_darker_skin: Option<[String; 5]>,
    /// What to compare on brown and black skin.
    #[serde(default)]
    pub look_for_darker_skin: Option<String>,
}

impl Symptom {
    /// What `grade` looks or feels like, in the words for this patient's skin.
    #[must_use]
    pub fn words(&self, grade: Grade, darker_skin: bool) -> &str {
        let words = match &self.grades_darker_skin {
            Some(words) if darker_skin => words,
            _ => &self.grades,
        };
        &words[usize::from(grade.number())]
    }
}
