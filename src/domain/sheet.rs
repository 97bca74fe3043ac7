//! A provider's own sheet, as far as the program goes by it: whose it is, whom to ring, what they ask for, whose ranges hold.
//!
//! A sheet moves the ranges that are described and adds words. Danger signs and what they call for are out of its reach:
//! whatever calls for help today or names a sign is judged by the narrower of the sheet's and the published range.

use serde::{Deserialize, Serialize};

use super::care::CareTask;
use super::hold::Hold;
use super::id::{HoldId, SourceId, TaskId};
use super::protocol::Course;
use super::source::{EvidenceGrade, Source};
use super::treatment::Provider;

/// The id under which a sheet stands among the sources.
pub const SOURCE: &str = "provider-sheet";

/// What a provider's instructions are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareTopic {
    /// Washing the treated skin.
    Washing,
    /// Sunscreen and the sun.
    Sunscreen,
    /// Make-up.
    MakeUp,
    /// Exercise, sweat, heat.
    Exercise,
    /// Retinoids and other strong products.
    Retinoid,
    /// The next session.
    NextSession,
}

impl CareTopic {
    /// All topics, in the order of the days they come up.
    pub const ALL: [Self; 6] =
        [Self::Washing, Self::Sunscreen, Self::MakeUp, Self::Exercise, Self::Retinoid, Self::NextSession];

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Washing => "washing",
            Self::Sunscreen => "sunscreen",
            Self::MakeUp => "make_up",
            Self::Exercise => "exercise",
            Self::Retinoid => "retinoid",
            Self::NextSession => "next_session",
        }
    }

    /// The tasks and holds it is about.
    #[must_use]
    pub const fn covers(self) -> &'static [&'static str] {
        match self {
            Self::Washing => &["washing", "cleanse"],
            Self::Sunscreen => &["sunscreen", "shade", "sun"],
            Self::MakeUp => &["make-up"],
            Self::Exercise => &["exercise", "sauna", "swimming"],
            Self::Retinoid => &["retinoids", "acids", "exfoliation"],
            Self::NextSession => &["next-treatment"],
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Washing => "Washing",
            Self::Sunscreen => "Sunscreen",
            Self::MakeUp => "Make-up",
            Self::Exercise => "Exercise",
            Self::Retinoid => "Retinoid",
            Self::NextSession => "Next session",
        }
    }
}

/// The sheet whose figures and words a protocol carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetNote {
    /// What the sheet is called.
    pub name: String,
    /// Its version, in the provider's own way of counting.
    pub version: String,
    /// Whose it is.
    pub provider: String,
    /// Whom to ring, where the treatment has no number of its own.
    pub contact: Provider,
    /// The provider's instructions by topic.
    pub care: Vec<(CareTopic, String)>,
    /// The version of the protocol under it.
    pub standard_version: String,
    /// The published courses in whose place the sheet's stand.
    pub standard_courses: Vec<Course>,
    /// The published tasks in whose place the sheet's stand, and those it leaves out.
    pub standard_care: Vec<CareTask>,
    /// The published holds in whose place the sheet's stand.
    pub standard_holds: Vec<Hold>,
    /// The tasks whose product the provider gives to every patient.
    pub given: Vec<TaskId>,
}

impl SheetNote {
    /// Whose figures these are, in a few words.
    #[must_use]
    pub fn title(&self) -> String {
        format!("\"{}\" of {}, version {}", self.name, self.provider, self.version)
    }

    /// What stands wherever something is judged by it: what tells sheets apart first, for a line that may be cut.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("Ranges: sheet version {} of {}, \"{}\"", self.version, self.provider, self.name)
    }

    /// The instruction on a topic.
    #[must_use]
    pub fn care(&self, topic: CareTopic) -> Option<&str> {
        self.care.iter().find(|(about, _)| *about == topic).map(|(_, words)| words.as_str())
    }

    /// Whether it says something else about a task than the protocol.
    #[must_use]
    pub fn sets_task(&self, id: &TaskId) -> bool {
        self.gives(id) || self.standard_care.iter().any(|task| task.id == *id)
    }

    /// Whether the provider gives every patient what a task needs.
    #[must_use]
    pub fn gives(&self, id: &TaskId) -> bool {
        self.given.contains(id)
    }

    /// Whether it says when a hold lifts.
    #[must_use]
    pub fn sets_hold(&self, id: &HoldId) -> bool {
        self.standard_holds.iter().any(|hold| hold.id == *id)
    }

    /// The provider's own words that go with a task or hold.
    #[must_use]
    pub fn words_about(&self, id: &str) -> Option<&str> {
        CareTopic::ALL.into_iter().filter(|topic| topic.covers().contains(&id)).find_map(|topic| self.care(topic))
    }

    /// The sheet as a source of the ranges it gives.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            id: SourceId::from(SOURCE),
            title: format!("{}, version {}", self.name, self.version),
            publisher: self.provider.clone(),
            url: None,
            grade: EvidenceGrade::C,
            says: "Your provider's own range for the day.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_called_in_files_as_it_is_read_from_them() {
        for topic in CareTopic::ALL {
            assert_eq!(serde_json::to_value(topic).unwrap(), topic.id());
        }
    }
}
