//! What a column of a table is about.
//!
//! May use `domain`.

use super::heads::Heads;
use crate::domain::{Catalog, SignId, SymptomId};

/// What a column is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The date that a row describes, perhaps with the time of day.
    Date,
    /// The time of day.
    Time,
    /// The day after the treatment, day 0 being the day itself.
    Day,
    /// Free text.
    Note,
    /// Which symptom or sign the row is about, in a table with a row for each.
    Name,
    /// What was answered there.
    Value,
    /// A symptom.
    Symptom(SymptomId),
    /// A danger sign.
    Sign(SignId),
    /// Nothing that is read.
    LeftOut(Why),
}

/// Why a column is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// Its head says nothing that is known.
    Unknown,
    /// Another column says the date.
    DateIsThere,
    /// Nothing stands in it.
    Empty,
}

/// What `--map` may say besides symptoms and signs.
pub const OTHERS: &str = "date, time, day, note, symptom, value, or - to leave the column out";

impl Meaning {
    /// The meaning that an option or a file names.
    #[must_use]
    pub fn named(text: &str, catalog: &Catalog) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let id = text.replace([' ', '-'], "_");
        let symptom = catalog.symptoms.iter().find(|symptom| symptom.id.as_str() == id);
        let sign = catalog.signs.iter().find(|sign| sign.id.as_str() == id);
        let named = match text.as_str() {
            "-" => Some(Self::LeftOut(Why::Asked)),
            "date" => Some(Self::Date),
            "time" => Some(Self::Time),
            "day" => Some(Self::Day),
            "note" => Some(Self::Note),
            "symptom" => Some(Self::Name),
            "value" => Some(Self::Value),
            _ => symptom.map(|symptom| Self::Symptom(symptom.id.clone())),
        };
        let named = named.or_else(|| sign.map(|sign| Self::Sign(sign.id.clone())));
        named.or_else(|| Heads::of(catalog).rated(&text).cloned())
    }

    /// How options and files name it.
    #[must_use]
    pub fn target(&self) -> &str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Day => "day",
            Self::Note => "note",
            Self::Name => "symptom",
            Self::Value => "value",
            Self::Symptom(symptom) => symptom.as_str(),
            Self::Sign(sign) => sign.as_str(),
            Self::LeftOut(_) => "-",
        }
    }

    /// Whether words in brackets may say that its answers mean something else.
    pub(super) const fn is_turned_by_brackets(&self) -> bool {
        !matches!(self, Self::Date | Self::Time | Self::Note | Self::Name)
    }

    /// Whether several columns may be about it.
    pub(super) const fn may_be_twice(&self) -> bool {
        matches!(self, Self::Note | Self::LeftOut(_))
    }
}
