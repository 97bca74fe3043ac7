//! Where a claim comes from and how much it weighs.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::SourceId;

/// How much a source weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EvidenceGrade {
    /// Regulator text, trial or case report.
    A,
    /// Review abstract, or a secondary account of a primary source.
    B,
    /// Clinic or manufacturer page.
    C,
    /// Aggregator page, or the handout the product began from.
    D,
    /// Our own synthesis.
    S,
}

impl EvidenceGrade {
    /// All grades, the weightiest first; our own synthesis last.
    pub const ALL: [Self; 5] = [Self::A, Self::B, Self::C, Self::D, Self::S];

    /// What the letter means, for people.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "regulator text, trial or case report",
            Self::B => "review, or a second-hand account of a study",
            Self::C => "clinic or manufacturer page",
            Self::D => "unattributed handout",
            Self::S => "our own synthesis",
        }
    }
}

impl fmt::Display for EvidenceGrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A published text that claims rest on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name in files.
    pub id: SourceId,
    /// What it is.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where it can be read; none for our own synthesis.
    #[serde(default)]
    pub url: Option<String>,
    /// How much it weighs.
    pub grade: EvidenceGrade,
    /// What it says, in our words.
    pub says: String,
}
