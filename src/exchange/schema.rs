//! The published JSON Schemas (2020-12) of our own formats: strict where a list is fixed, open to fields that are added.
//!
//! Uses the files in `assets/schemas`.

/// A format that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `mendlog-journal`.
    Journal,
    /// `mendlog-assessment`.
    Assessment,
    /// `mendlog-history`.
    History,
}

impl Schema {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Journal, Self::Assessment, Self::History];

    /// The schema as JSON, with a line break at the end.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Journal => include_str!("../../assets/schemas/journal.json"),
            Self::Assessment => include_str!("../../assets/schemas/assessment.json"),
            Self::History => include_str!("../../assets/schemas/history.json"),
        }
    }
}
