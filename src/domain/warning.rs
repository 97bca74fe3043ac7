//! Warnings: findings with a life. Raised, acknowledged, provider called, answered, closed, or raised again.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::catalog::Catalog;
use super::day::{Day, Moment};
use super::entry::Entry;
use super::finding::{self, Evidence, Finding, strength};
use super::id::{EntryId, RuleId, SourceId, TreatmentId};
use super::rule::Rule;
use super::scene::Placed;
use super::triage::Triage;
use super::visit::{self, BetterWithin, Care, Since, eased};

/// Something the patient did about a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WarningEvent {
    /// The treatment whose healing it belongs to.
    pub treatment: TreatmentId,
    /// The rule that raised the warning.
    pub rule: RuleId,
    /// When it was done.
    pub at: DateTime<FixedOffset>,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
}

/// What a patient can do about a warning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// "I have read it."
    Acknowledged,
    /// "I called."
    Called,
    /// "They said: …"
    Answered(String),
    /// "It is over", with why.
    Closed(String),
    /// "I was seen; they said …"
    Seen {
        /// What they said; may be empty.
        words: String,
        /// Within how many days it should be better.
        better_within: BetterWithin,
    },
}

impl Act {
    /// The name in files.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Called => "called",
            Self::Answered(_) => "answered",
            Self::Closed(_) => "closed",
            Self::Seen { .. } => "seen",
        }
    }

    /// The words that go with it, where words do.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Acknowledged | Self::Called => None,
            Self::Answered(words) | Self::Closed(words) | Self::Seen { words, .. } => Some(words),
        }
    }

    /// The days that go with it, where days do.
    #[must_use]
    pub const fn better_within(&self) -> Option<BetterWithin> {
        match self {
            Self::Seen { better_within, .. } => Some(*better_within),
            _ => None,
        }
    }
}

impl Serialize for Act {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        fields.serialize_entry("act", self.id())?;
        if let Some(words) = self.words() {
            fields.serialize_entry("text", words)?;
        }
        if let Some(days) = self.better_within() {
            fields.serialize_entry("better_within_days", &days)?;
        }
        fields.end()
    }
}

/// Where a warning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningState {
    /// Not yet acknowledged, or raised again since.
    Raised,
    /// Read by the patient.
    Acknowledged,
    /// The provider was called.
    Called,
    /// The provider answered.
    Answered,
    /// Seen, and not over the days that were named.
    UnderCare,
    /// Over.
    Closed,
}

impl WarningState {
    /// The state in words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Acknowledged => "acknowledged",
            Self::Called => "provider called",
            Self::Answered => "answered",
            Self::UnderCare => "under care",
            Self::Closed => "closed",
        }
    }
}

/// Who ended a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedBy {
    /// An entry that shows that it is over.
    Entry(EntryId),
    /// The patient, with why.
    Patient(String),
}

/// The end of a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// When: the moment the entry describes, or the moment the patient closed it.
    pub at: Moment,
    /// By whom.
    pub by: ClosedBy,
}

/// One episode of a finding, from its first entry to the entry or the word that ends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The treatment whose healing it belongs to.
    pub treatment: TreatmentId,
    /// The rule that holds.
    pub rule: Arc<Rule>,
    /// The moment described by the entry that raised it.
    pub since: Moment,
    /// The day of that entry.
    pub since_day: Day,
    /// When it was last raised: at first, each time it got worse by the clock of the typing, and when the days named at a
    /// visit were over.
    pub raised_at: DateTime<FixedOffset>,
    /// How often it was raised.
    pub times_raised: u32,
    /// The day of the last entry that showed it.
    pub last_day: Day,
    /// What the last entry showed.
    pub evidence: Vec<Evidence>,
    /// The end, when it is over.
    pub closed: Option<Closing>,
    /// The visit at which it was seen, and what became of it since.
    pub care: Option<Care>,
    /// What the patient did about it, the earliest first.
    pub acts: Vec<(DateTime<FixedOffset>, Act)>,
    /// Hours from the treatment to that entry.
    pub(super) last_hours: f64,
    pub(super) worst: u32,
    pub(super) cleared_since_closing: bool,
}

impl Warning {
    /// How loud it is, or was when it is over: as loud as its rule, unless it was seen since.
    #[must_use]
    pub fn triage(&self) -> Triage {
        eased(self.rule.triage, self.care.as_ref().filter(|_| self.is_open()))
    }

    /// How loud it is on a day, when nothing is entered until then.
    pub(super) fn triage_on(&self, day: Day) -> Triage {
        if self.outlasts_its_days(day) { self.rule.triage.min(Since::NotBetter.at_most()) } else { self.triage() }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> String {
        visit::advice(self.rule.triage, &self.rule.advice, self.care.as_ref())
    }

    /// Whether it is not over.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Where it stands. Whatever was done before it was raised again no longer counts.
    #[must_use]
    pub fn state(&self) -> WarningState {
        if self.closed.is_some() {
            return WarningState::Closed;
        }
        if self.care.as_ref().is_some_and(Care::is_under_care) {
            return WarningState::UnderCare;
        }
        let acts = self.acts.iter().filter(|(at, _)| *at >= self.raised_at);
        acts.map(|(_, act)| match act {
            Act::Acknowledged | Act::Closed(_) => WarningState::Acknowledged,
            Act::Called => WarningState::Called,
            Act::Answered(_) | Act::Seen { .. } => WarningState::Answered,
        })
        .max_by_key(|state| *state as u8)
        .unwrap_or(WarningState::Raised)
    }

    /// What the last entry showed, in the patient's words and figures.
    #[must_use]
    pub fn observed(&self, catalog: &Catalog, darker_skin: bool) -> String {
        finding::observed(&self.evidence, catalog, darker_skin)
    }

    /// What is described for the day of that entry.
    #[must_use]
    pub fn expected(&self, catalog: &Catalog) -> String {
        finding::expected(&self.rule, &self.evidence, catalog, self.last_day)
    }

    /// What it rests on: the provider's sheet where its range decided, then the sources of the rule.
    #[must_use]
    pub fn sources<'a>(&'a self, catalog: &'a Catalog) -> Vec<&'a SourceId> {
        finding::sources(&self.rule, &self.evidence, catalog)
    }

    /// Whether nothing that comes can change this episode: an entry showed that it is over.
    pub(super) fn is_over_for_good(&self) -> bool {
        matches!(&self.closed, Some(Closing { by: ClosedBy::Entry(_), .. }))
    }

    /// Takes in that an entry answers part of it better; what it says nothing about stays.
    pub(super) fn leave_out_what_is_better_in(&mut self, entry: &Entry) {
        let open: Vec<_> = self.evidence.iter().filter(|one| !one.is_better_in(entry)).cloned().collect();
        if !open.is_empty() {
            self.evidence = open;
        }
    }

    /// Takes in that an entry shows it again; worse evidence raises it again, unless it is what was seen.
    pub(super) fn seen_again(&mut self, here: Placed<'_>, finding: &Finding, typed: DateTime<FixedOffset>) {
        (self.last_day, self.last_hours) = (here.day, here.hours);
        finding.evidence.clone_into(&mut self.evidence);
        let raised = self.times_raised;
        self.take_care(finding.care.clone(), typed);
        let strength = strength(&finding.evidence);
        let is_more = strength > self.worst && self.care.as_ref().is_none_or(|care| !care.is_under_care());
        if is_more && self.times_raised == raised {
            self.raise(typed);
        }
        self.worst = self.worst.max(strength);
    }

    /// Takes in what an entry makes of a visit; louder than before raises it again.
    pub(super) fn take_care(&mut self, care: Option<Care>, typed: DateTime<FixedOffset>) {
        let before = self.triage();
        self.care = care;
        if self.triage() > before {
            self.raise(typed);
        }
    }

    /// Takes in that a day has come: when the days named at a visit are over, it is raised again.
    pub fn let_days_pass(&mut self, day: Day) {
        if !self.outlasts_its_days(day) {
            return;
        }
        if let Some(care) = &mut self.care {
            care.since = Since::NotBetter;
            let over_at = care.visit.over_at;
            self.raise(over_at.max(self.raised_at));
        }
    }

    /// Whether it is under care and the days named are over by a day.
    fn outlasts_its_days(&self, day: Day) -> bool {
        let waits = |care: &Care| care.is_under_care() && day > care.visit.last_day;
        self.is_open() && self.care.as_ref().is_some_and(waits)
    }

    fn raise(&mut self, at: DateTime<FixedOffset>) {
        self.raised_at = at;
        self.times_raised += 1;
    }

    /// Whether a finding after the patient closed it is the same old story and not worth a new warning.
    pub(super) fn still_settled_by(&self, evidence: &[Evidence]) -> bool {
        let by_patient = matches!(&self.closed, Some(Closing { by: ClosedBy::Patient(_), .. }));
        by_patient
            && !self.cleared_since_closing
            && self.rule.triage < Triage::Urgent
            && strength(evidence) <= self.worst
    }
}
