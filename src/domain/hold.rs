//! Holds: what is not yet allowed after a treatment, when it lifts, and whose answer that is.
//!
//! Pure functions of the protocol, the treatment, what was used and told, and the moment.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use super::after::After;
use super::care_record::{Says, Told, Use};
use super::day::{Day, Moment};
use super::diary::Healing;
use super::id::{HoldId, SourceId};
use super::protocol::Protocol;

/// The hold on retinoids: a logged use counts like the day named with the treatment.
pub const RETINOIDS: &str = "retinoids";

/// The hold on the next treatment: nothing to log, since a treatment is added as one.
pub const NEXT_TREATMENT: &str = "next-treatment";

/// Something not yet allowed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Name in files.
    pub id: HoldId,
    /// Name for people, at most 44 columns.
    pub title: String,
    /// From when on it is allowed again.
    pub lifts: After,
    /// Nobody may set it earlier: for safety.
    #[serde(default)]
    pub not_before: Option<After>,
    /// What to do when it was used too early.
    pub early: String,
    /// Why it waits, and where sources differ.
    pub why: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// Whose answer counts. The first one that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// What the patient's provider said about this treatment.
    ToldYou,
    /// The provider's own sheet.
    Sheet,
    /// The protocol.
    Published,
}

/// A hold at a moment of a healing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    /// The hold.
    pub hold: &'a Hold,
    /// From when on it is allowed, by the answer that counts.
    pub lifts: After,
    /// The moment of that, never before what safety asks for.
    pub lifts_at: DateTime<FixedOffset>,
    /// Whose answer it is.
    pub whose: Whose,
    /// Whether it has lifted.
    pub state: HoldState,
    /// When it was used up to now, the earliest first.
    pub uses: Vec<&'a Use>,
}

/// Whether a hold has lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldState {
    /// Not yet.
    Waiting,
    /// It has lifted.
    Back,
}

/// All holds at a moment, those that lift first first.
#[must_use]
pub fn holds<'a>(healing: &'a Healing<'_>, protocol: &'a Protocol, at: DateTime<FixedOffset>) -> Vec<Held<'a>> {
    let mut held: Vec<_> = protocol.holds.iter().map(|hold| held(hold, healing, protocol, at)).collect();
    held.sort_by_key(|held| held.lifts_at);
    held
}

fn held<'a>(hold: &'a Hold, healing: &'a Healing<'_>, protocol: &Protocol, at: DateTime<FixedOffset>) -> Held<'a> {
    let (lifts, whose) = answer(hold, healing, protocol);
    let lifts_at = lifting(hold, lifts, healing);
    let state = if at < lifts_at { HoldState::Waiting } else { HoldState::Back };
    let mut uses: Vec<&Use> =
        healing.uses.iter().copied().filter(|used| used.hold == hold.id && instant(healing, used.at) <= at).collect();
    uses.sort_by_key(|used| instant(healing, used.at));
    Held { hold, lifts, lifts_at, whose, state, uses }
}

impl Held<'_> {
    /// The uses before it lifted.
    #[must_use]
    pub fn early_uses(&self, healing: &Healing<'_>) -> Vec<&Use> {
        self.uses.iter().copied().filter(|used| instant(healing, used.at) < self.lifts_at).collect()
    }

    /// Whether safety keeps it waiting longer than the answer says.
    #[must_use]
    pub fn is_kept_by_safety(&self, healing: &Healing<'_>) -> bool {
        self.lifts_at > self.lifts.begins(&healing.treatment, healing.day_end)
    }
}

/// The answer that counts for a hold, and whose it is.
fn answer(hold: &Hold, healing: &Healing<'_>, protocol: &Protocol) -> (After, Whose) {
    match word_about(healing, hold.id.as_str()).map(|told| told.says) {
        Some(Says::Until(after)) => (after, Whose::ToldYou),
        _ if protocol.sheet.as_ref().is_some_and(|sheet| sheet.sets_hold(&hold.id)) => (hold.lifts, Whose::Sheet),
        _ => (hold.lifts, Whose::Published),
    }
}

/// When a hold lifts: by the answer, but never before what safety asks for.
fn lifting(hold: &Hold, lifts: After, healing: &Healing<'_>) -> DateTime<FixedOffset> {
    let begins = |after: After| after.begins(&healing.treatment, healing.day_end);
    hold.not_before.map_or(begins(lifts), |least| begins(lifts).max(begins(least)))
}

/// The latest that the provider said about a task or hold.
#[must_use]
pub fn word_about<'a>(healing: &Healing<'a>, about: &str) -> Option<&'a Told> {
    let of_it = healing.told.iter().copied().filter(|told| told.about == about);
    of_it.max_by_key(|told| (instant(healing, told.at), care_of(told.says)))
}

/// Of two words of one moment the more careful one counts, whichever was written down first.
fn care_of(says: Says) -> (u8, u32) {
    match says {
        Says::Do => (0, 0),
        Says::Until(after) => (1, after.hours()),
        Says::LeaveOut => (2, 0),
    }
}

fn instant(healing: &Healing<'_>, at: Moment) -> DateTime<FixedOffset> {
    healing.treatment.instant_of(at, healing.day_end)
}

/// Something that was used before it was allowed again.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EarlyUse<'a> {
    pub hold: &'a Hold,
    pub lifts: After,
    /// The day of the use.
    pub day: Day,
    /// Its hours after the treatment.
    pub hours: f64,
}

/// Every use after the treatment and before its hold lifted, in the order of time.
pub(super) fn early_uses<'a>(healing: &Healing<'_>, protocol: &'a Protocol) -> Vec<EarlyUse<'a>> {
    let mut early: Vec<_> = healing.uses.iter().filter_map(|used| early_use(used, healing, protocol)).collect();
    early.sort_by(|one, other| {
        (one.hours, &one.hold.id).partial_cmp(&(other.hours, &other.hold.id)).unwrap_or(std::cmp::Ordering::Equal)
    });
    early
}

fn early_use<'a>(used: &Use, healing: &Healing<'_>, protocol: &'a Protocol) -> Option<EarlyUse<'a>> {
    let hold = protocol.hold(used.hold.as_str())?;
    let (lifts, _) = answer(hold, healing, protocol);
    let hours = healing.treatment.hours_to(used.at, healing.day_end);
    let is_early = hours >= 0.0 && instant(healing, used.at) < lifting(hold, lifts, healing);
    is_early.then(|| EarlyUse { hold, lifts, day: healing.treatment.day_of(used.at, healing.day_end), hours })
}
