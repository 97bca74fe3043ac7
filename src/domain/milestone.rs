//! The stages of healing from the first hour to the third year, and which of them a moment lies in.
//!
//! Pure functions of the protocol, the treatment and the moment. Where sources put a stage at another time, both are kept.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use super::after::After;
use super::catalog::Catalog;
use super::day::DayEnd;
use super::id::{MilestoneId, SourceId};
use super::protocol::Protocol;
use super::source::{EvidenceGrade, Source};
use super::treatment::Treatment;

/// A stage of healing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Name in files.
    pub id: MilestoneId,
    /// Name for people, at most 44 columns.
    pub title: String,
    /// When it begins.
    pub from: After,
    /// When it is past, included.
    pub to: After,
    /// What is described for it, in a sentence or two.
    pub what: String,
    /// Who says so.
    pub sources: Vec<SourceId>,
    /// Who puts it otherwise.
    #[serde(default)]
    pub differ: Vec<SourceId>,
}

impl Milestone {
    /// The grade of the weightiest source that says so; our own synthesis where the catalogue knows none.
    #[must_use]
    pub fn grade(&self, catalog: &Catalog) -> EvidenceGrade {
        let grades = known(&self.sources, catalog).map(|source| source.grade);
        grades.min().unwrap_or(EvidenceGrade::S)
    }

    /// How well it is supported, in a sentence.
    #[must_use]
    pub fn support(&self, catalog: &Catalog) -> String {
        let grade = self.grade(catalog);
        let agree = match grade {
            EvidenceGrade::D => {
                "Grade D: only an unattributed handout says so; no source was found that agrees.".to_owned()
            }
            EvidenceGrade::S => "Grade S: our own synthesis; no source was found.".to_owned(),
            grade => format!("Grade {grade} at best: {}.", grade.meaning()),
        };
        let otherwise = known(&self.differ, catalog).count();
        if otherwise == 0 { agree } else { format!("{agree} Other sources put it otherwise.") }
    }

    /// When it is, as people say it.
    #[must_use]
    pub fn span(&self) -> String {
        span(self.from, self.to)
    }
}

/// The sources of those ids that the catalogue knows.
pub fn known<'a>(ids: &'a [SourceId], catalog: &'a Catalog) -> impl Iterator<Item = &'a Source> {
    ids.iter().filter_map(|id| catalog.source(id))
}

/// Hours, days, weeks, months or years, whichever is how people would count there.
fn span(from: After, to: After) -> String {
    let counted = |from: u16, to: u16, unit: &str| match (from, to) {
        (0, to) => format!("first {to} {unit}"),
        (from, to) if from == to => format!("{} {from}", unit.trim_end_matches('s')),
        (from, to) => format!("{from} to {to} {unit}"),
    };
    match (from, to) {
        (After::Hours(from), After::Hours(to)) => counted(from, to, "hours"),
        (After::Day(from), After::Day(to)) if from >= 360 => counted(rounded(from, 365), rounded(to, 365), "years"),
        (After::Day(from), After::Day(to)) if from >= 60 => counted(rounded(from, 30), rounded(to, 30), "months"),
        (After::Day(from), After::Day(to)) if to > 60 => format!("week {} to month {}", from / 7, rounded(to, 30)),
        (After::Day(from), After::Day(to)) if from >= 14 && to > from => counted(from / 7, to / 7, "weeks"),
        (After::Day(from), After::Day(to)) => counted(from, to, "days"),
        (from, to) => format!("{from} to {to}"),
    }
}

const fn rounded(days: u16, unit: u16) -> u16 {
    (days + unit / 2) / unit
}

/// Where a stage lies, seen from a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Its time is over.
    Passed,
    /// This is its time.
    Here,
    /// Its time is still to come.
    Ahead,
}

impl Place {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Here => "you are here",
            Self::Ahead => "ahead",
        }
    }
}

/// A stage with its dates after one treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage<'a> {
    /// The stage.
    pub milestone: &'a Milestone,
    /// When it begins.
    pub begins: DateTime<FixedOffset>,
    /// When it is past.
    pub ends: DateTime<FixedOffset>,
    /// Where it lies.
    pub place: Place,
}

/// The stages of a protocol after one treatment, the earliest first, seen from a moment.
#[must_use]
pub fn stages<'a>(
    protocol: &'a Protocol,
    treatment: &Treatment,
    day_end: DayEnd,
    at: DateTime<FixedOffset>,
) -> Vec<Stage<'a>> {
    let stage = |milestone: &'a Milestone| {
        let begins = milestone.from.begins(treatment, day_end);
        let ends = milestone.to.ends(treatment, day_end);
        let place = match () {
            () if at < begins => Place::Ahead,
            () if at < ends => Place::Here,
            () => Place::Passed,
        };
        Stage { milestone, begins, ends, place }
    };
    protocol.milestones.iter().map(stage).collect()
}

/// The place among the stages, counted from 0, before which "you are here" stands: after all that have begun.
#[must_use]
pub fn you_are_before(stages: &[Stage<'_>]) -> usize {
    stages.iter().rposition(|stage| stage.place != Place::Ahead).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let cases = [
            ((After::Hours(0), After::Hours(6)), "first 6 hours"),
            ((After::Hours(24), After::Hours(72)), "24 to 72 hours"),
            ((After::Day(2), After::Day(7)), "2 to 7 days"),
            ((After::Day(28), After::Day(28)), "day 28"),
            ((After::Day(14), After::Day(21)), "2 to 3 weeks"),
            ((After::Day(28), After::Day(42)), "4 to 6 weeks"),
            ((After::Day(29), After::Day(182)), "week 4 to month 6"),
            ((After::Day(183), After::Day(274)), "6 to 9 months"),
            ((After::Day(365), After::Day(730)), "1 to 2 years"),
        ];
        for ((from, to), words) in cases {
            assert_eq!(span(from, to), words);
        }
    }
}
