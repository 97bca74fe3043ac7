//! How loud a finding is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What to do about a finding, from nothing to the emergency number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Triage {
    /// Within the range described for the day.
    #[default]
    Expected,
    /// Look again tomorrow, mention it at the visit.
    Watch,
    /// Ring the clinic within a day or two.
    ContactProvider,
    /// Medical advice today.
    Urgent,
    /// The emergency number now.
    Emergency,
}

impl Triage {
    /// All levels, from quiet to loud.
    pub const ALL: [Self; 5] = [Self::Expected, Self::Watch, Self::ContactProvider, Self::Urgent, Self::Emergency];

    /// From here on a finding becomes a [`super::Warning`].
    #[must_use]
    pub fn warns(self) -> bool {
        self >= Self::ContactProvider
    }

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Watch => "watch",
            Self::ContactProvider => "contact_provider",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }

    /// One short word that never needs colour to be understood.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expected => "EXPECTED",
            Self::Watch => "WATCH",
            Self::ContactProvider => "CALL CLINIC",
            Self::Urgent => "TODAY",
            Self::Emergency => "EMERGENCY",
        }
    }

    /// What the level asks the patient to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Expected => "Within the range described for this day.",
            Self::Watch => "Look again tomorrow, and mention it at the next visit.",
            Self::ContactProvider => "See your provider: ring the clinic within a day or two.",
            Self::Urgent => "Get medical advice today: ring your provider, or the out-of-hours line.",
            Self::Emergency => "Call the emergency number now.",
        }
    }
}

impl fmt::Display for Triage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
