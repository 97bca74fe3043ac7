//! What was changed after it was saved, and what FHIR calls that.
//!
//! Uses the names and changes of `domain`.

use std::collections::BTreeSet;

use crate::domain::{Change, Changed, EntryId, OutcomeId, Revised, TreatmentId};

/// What was changed after it was saved. One change amends all that was said at once: which answer it was is in the journal's
/// own history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// Check-ins.
    pub entries: BTreeSet<EntryId>,
    /// Ratings of the result.
    pub outcomes: BTreeSet<OutcomeId>,
    /// Treatments.
    pub treatments: BTreeSet<TreatmentId>,
}

/// Whether something still says what it said first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// As it was saved.
    AsSaved,
    /// It was changed.
    Amended,
}

impl Edited {
    /// Those check-ins, and the ratings and treatments that were corrected; deleting one and bringing it back is no change.
    #[must_use]
    pub fn new(entries: BTreeSet<EntryId>, changes: &[Change]) -> Self {
        let mut edited = Self { entries, ..Self::default() };
        for change in changes {
            match &change.what {
                Changed::Outcome(revised) => edited.outcomes.extend(corrected(revised).map(|one| one.id.clone())),
                Changed::Treatment(revised) => edited.treatments.extend(corrected(revised).map(|one| one.id.clone())),
                _ => {}
            }
        }
        edited
    }
}

fn corrected<T>(revised: &Revised<T>) -> Option<&T> {
    match revised {
        Revised::Corrected(_, after) => Some(after),
        Revised::Added(_) | Revised::Deleted(_) | Revised::Restored(_) => None,
    }
}

impl Said {
    /// Whether one of those that were changed.
    pub fn of<I: Ord>(id: &I, edited: &BTreeSet<I>) -> Self {
        if edited.contains(id) { Self::Amended } else { Self::AsSaved }
    }

    /// The status of an Observation.
    pub const fn observed(self) -> &'static str {
        match self {
            Self::AsSaved => "final",
            Self::Amended => "amended",
        }
    }

    /// The status of a `QuestionnaireResponse`.
    pub const fn answered(self) -> &'static str {
        match self {
            Self::AsSaved => "completed",
            Self::Amended => "amended",
        }
    }
}
