//! What a report of a visit is to tell: about which treatments, which days, and which items.
//!
//! May use `domain`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::TreatmentId;

/// What a report is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// About which treatments.
    pub treatments: Chosen,
    /// The first date; that of each treatment when none.
    pub from: Option<NaiveDate>,
    /// The last date; today when none, and never later.
    pub to: Option<NaiveDate>,
    /// What is told of them.
    pub items: BTreeSet<Item>,
    /// The patient's name to print; a line to write it on when empty. No journal keeps it.
    pub name: String,
    /// Questions beside those in the notes.
    pub questions: Vec<String>,
}

/// The treatments a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// The latest one of the period.
    #[default]
    Latest,
    /// All that have days in the period, the earliest first.
    All,
    /// This one.
    One(TreatmentId),
}

/// A part of a report that can be left out. Who and what it is about, how things stand, whose ranges were used and that
/// nobody monitors it are in every report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Whom to ring, and three sentences to read out.
    Call,
    /// Healing charts.
    Charts,
    /// Grades by day.
    Grades,
    /// What was outside the range described, and why that matters.
    Outside,
    /// Warnings, and what was done about them.
    Warnings,
    /// Care tasks done, and what was used too early.
    Care,
    /// What was used on the skin.
    Products,
    /// Days without a check-in, and late, corrected and deleted check-ins.
    Time,
    /// The patient's notes.
    Notes,
    /// The patient's questions.
    Questions,
}

impl Item {
    /// All items, in the order in which they are read.
    pub const ALL: [Self; 10] = [
        Self::Call,
        Self::Charts,
        Self::Grades,
        Self::Outside,
        Self::Warnings,
        Self::Care,
        Self::Products,
        Self::Time,
        Self::Notes,
        Self::Questions,
    ];

    /// Its name where one is typed.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Charts => "charts",
            Self::Grades => "grades",
            Self::Outside => "outside",
            Self::Warnings => "warnings",
            Self::Care => "care",
            Self::Products => "products",
            Self::Time => "time",
            Self::Questions => "questions",
            Self::Notes => "notes",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Call => "Words for the call",
            Self::Charts => "Healing charts",
            Self::Grades => "Grades by day",
            Self::Outside => "Outside the range described",
            Self::Warnings => "Warnings and what was done",
            Self::Care => "Care followed",
            Self::Products => "Products",
            Self::Time => "Gaps, late and changed entries",
            Self::Questions => "Questions",
            Self::Notes => "Notes",
        }
    }

    /// The item of that name; the singular will do.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|item| item.id() == text || item.id().strip_suffix('s') == Some(&text))
    }
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            treatments: Chosen::Latest,
            from: None,
            to: None,
            items: Item::ALL.into(),
            name: String::new(),
            questions: Vec::new(),
        }
    }
}

impl Choices {
    /// Whether an item is told.
    #[must_use]
    pub fn tells(&self, item: Item) -> bool {
        self.items.contains(&item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_found_by_its_name() {
        for item in Item::ALL {
            assert_eq!(Item::named(item.id()), Some(item));
        }
        assert_eq!(Item::named(" Chart "), Some(Item::Charts));
        assert_eq!(Item::named("note"), Some(Item::Notes));
        assert_eq!(Item::named("weather"), None);
    }

    #[test]
    fn everything_is_told_unless_chosen_otherwise() {
        assert!(Item::ALL.iter().all(|item| Choices::default().tells(*item)));
    }
}
