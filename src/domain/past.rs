//! The past of each thing in the journal: what it said, from when to when.
//!
//! Uses the changes.

use chrono::{DateTime, FixedOffset};

use super::care_record::CareNote;
use super::change::{Change, Changed, Revised};

/// One thing with everything it ever said.
#[derive(Clone, Debug, PartialEq)]
pub struct Past<'a> {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name in the journal; the patient's own answers, the sheet and the ranges need none.
    pub id: Option<&'a str>,
    /// What it said, the oldest first.
    pub versions: Vec<Version<'a>>,
}

/// What something said for a while.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Version<'a> {
    /// Since when.
    pub from: DateTime<FixedOffset>,
    /// Until when; none for what it says now.
    pub until: Option<DateTime<FixedOffset>>,
    /// What was changed then.
    pub what: &'a Changed,
}

/// What can be changed in a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What the patient says about themselves.
    Profile,
    /// A treatment.
    Treatment,
    /// A check-in.
    Entry,
    /// A rating of the result.
    Outcome,
    /// A planned treatment.
    Plan,
    /// A note about care.
    Care,
    /// Something done about a warning.
    Warning,
    /// The provider's sheet.
    Sheet,
    /// The published ranges.
    Ranges,
}

impl Kind {
    /// The word in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Profile => "patient",
            Self::Treatment => "treatment",
            Self::Entry => "entry",
            Self::Outcome => "outcome",
            Self::Plan => "plan",
            Self::Care => "care",
            Self::Warning => "warning",
            Self::Sheet => "sheet",
            Self::Ranges => "ranges",
        }
    }
}

impl Changed {
    /// What kind of thing was changed.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Profile(..) => Kind::Profile,
            Self::Treatment(_) => Kind::Treatment,
            Self::Entry(_) => Kind::Entry,
            Self::Outcome(_) => Kind::Outcome,
            Self::Plan(_) => Kind::Plan,
            Self::Care(_) => Kind::Care,
            Self::Warning(_) => Kind::Warning,
            Self::Sheet(..) => Kind::Sheet,
            Self::Ranges(..) => Kind::Ranges,
        }
    }

    /// The name of the thing that was changed, where it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Treatment(revised) => Some(revised.said().id.as_str()),
            Self::Entry(revised) => Some(revised.said().id.as_str()),
            Self::Outcome(revised) => Some(revised.said().id.as_str()),
            Self::Plan(revised) => Some(revised.said().id.as_str()),
            Self::Care(revised) => Some(revised.said().about()),
            Self::Warning(revised) => Some(revised.said().rule.as_str()),
            Self::Profile(..) | Self::Sheet(..) | Self::Ranges(..) => None,
        }
    }

    /// Whether two changes are about the same thing. Notes and acts have no name: what they say is all they are.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Care(one), Self::Care(other)) => same_note(one.said(), other.said()),
            (Self::Warning(one), Self::Warning(other)) => one.said() == other.said(),
            _ => self.kind() == other.kind() && self.id() == other.id(),
        }
    }
}

impl<T> Revised<T> {
    /// What it said, or said last before it was deleted.
    #[must_use]
    pub const fn said(&self) -> &T {
        match self {
            Self::Added(said) | Self::Corrected(_, said) | Self::Deleted(said) | Self::Restored(said) => said,
        }
    }
}

fn same_note(one: &CareNote, other: &CareNote) -> bool {
    one == other && one.at().to_string() == other.at().to_string()
}

/// The past of everything, kind by kind, in the order in which things came into the journal.
#[must_use]
pub fn pasts(changes: &[Change]) -> Vec<Past<'_>> {
    let mut sorted: Vec<_> = changes.iter().collect();
    sorted.sort_by_key(|change| change.what.kind());
    let mut pasts: Vec<Past<'_>> = Vec::new();
    for Change { at, what } in sorted {
        let here = Version { from: *at, until: None, what };
        let known = pasts.iter_mut().rev().take_while(|past| past.kind == what.kind());
        match { known }.find(|past| past.versions.last().is_some_and(|last| last.what.is_about_the_same(what))) {
            Some(past) => {
                past.versions.last_mut().into_iter().for_each(|last| last.until = Some(*at));
                past.versions.push(here);
            }
            None => pasts.push(Past { kind: what.kind(), id: what.id(), versions: vec![here] }),
        }
    }
    pasts
}
