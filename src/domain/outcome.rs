//! The patient's own rating of the result over the months, and the rhythm in which it is asked for.
//!
//! The rhythm is ours; no source gives one. Once a week from day 7 to week 8, then once a month to month 12, then every three
//! months to three years. It never nags: a period asks for a week from its first day on, once; not while something urgent is
//! open; and after three periods in a row that passed in silence not again until the rhythm slows or the patient rates by
//! themselves. Rating of one's own accord is always possible.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::day::{Day, DayEnd, Moment};
use super::id::{AspectId, OutcomeId, TreatmentId};
use super::treatment::Treatment;
use super::triage::Triage;
use super::{Score, Scored};

/// One rating of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Name in files.
    pub id: OutcomeId,
    /// The treatment whose result it is; the latest before it, whatever came before that.
    pub treatment: TreatmentId,
    /// The moment it describes.
    pub at: Moment,
    /// When it was typed; unknown for some imported journals.
    pub recorded_at: Option<DateTime<FixedOffset>>,
    /// What was rated; an aspect that is missing was not.
    pub ratings: BTreeMap<AspectId, Scored>,
}

impl Outcome {
    /// A rating that says nothing yet.
    #[must_use]
    pub fn new(id: OutcomeId, treatment: TreatmentId, at: Moment) -> Self {
        Self { id, treatment, at, recorded_at: None, ratings: BTreeMap::new() }
    }

    /// The score of an aspect, if the patient gave one.
    #[must_use]
    pub fn score(&self, aspect: &AspectId) -> Option<Score> {
        self.ratings.get(aspect).copied().and_then(Scored::score)
    }

    /// The aspects that are scored lower than in an earlier rating.
    pub fn lower_than<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a AspectId> {
        let lower =
            |aspect: &AspectId| self.score(aspect).zip(earlier.score(aspect)).is_some_and(|(now, then)| now < then);
        self.ratings.keys().filter(move |aspect| lower(aspect))
    }
}

/// How often is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// Once a week, up to week 8.
    Weekly,
    /// Once a month, up to month 12.
    Monthly,
    /// Every three months, up to three years.
    Quarterly,
}

impl Pace {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weekly => "once a week",
            Self::Monthly => "once a month",
            Self::Quarterly => "every three months",
        }
    }
}

/// Days that ask for one rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// How often is asked by then.
    pub pace: Pace,
}

impl Period {
    /// So many days from its first on a period asks.
    const ASKS: i32 = 7;

    fn holds(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The last day on which it asks.
    fn last_asked(self) -> Day {
        self.first.plus(Self::ASKS - 1).min(self.last)
    }
}

/// The first days of the periods: weeks 1 to 8, months 3 to 12, then every third month to month 36.
fn beginnings() -> impl Iterator<Item = (i32, Pace)> {
    // The mean month: 365 and a quarter days by twelve.
    let month = |number: i32| number * 1461 / 48;
    let weekly = (1..=8).map(|week| (week * 7, Pace::Weekly));
    let monthly = (3..=12).map(move |number| (month(number), Pace::Monthly));
    let quarterly = (15..=36).step_by(3).map(move |number| (month(number), Pace::Quarterly));
    weekly.chain(monthly).chain(quarterly)
}

/// The days of the last period; after it nothing is asked any more.
const LAST_PERIOD: i32 = 90;

/// All periods after a treatment, the earliest first, one right after the other.
#[must_use]
pub fn periods() -> Vec<Period> {
    let beginnings: Vec<_> = beginnings().collect();
    let next = beginnings.iter().skip(1).map(|(first, _)| *first - 1);
    let lasts = next.chain(beginnings.last().map(|(first, _)| first + LAST_PERIOD));
    let period = |(&(first, pace), last)| Period { first: Day::new(first), last: Day::new(last), pace };
    beginnings.iter().zip(lasts).map(period).collect()
}

/// So many periods in a row may pass in silence before asking stops.
const SILENCES: usize = 3;

/// Whether a rating is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Now, until this day.
    Due(Period, NaiveDate),
    /// Not now; the next time from this day on.
    From(NaiveDate),
    /// Not while something urgent is open.
    NotNow,
    /// Never again for this treatment.
    Over,
}

/// Whether a rating is asked for at a moment after a treatment, when things stand that loud.
#[must_use]
pub fn asking(
    treatment: &Treatment,
    day_end: DayEnd,
    outcomes: &[&Outcome],
    open: Triage,
    now: DateTime<FixedOffset>,
) -> Asking {
    let today = treatment.day_of(Moment::At(now), day_end);
    let rated: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.treatment == treatment.id)
        .map(|outcome| treatment.day_of(outcome.at, day_end))
        .filter(|day| *day <= today)
        .collect();
    let periods = periods();
    let asks = |period: &&Period| is_asked(&periods, period, &rated, today);
    let Some(next) = periods.iter().filter(|period| today <= period.last_asked()).find(asks) else {
        return Asking::Over;
    };
    match next.first <= today {
        true if open >= Triage::Urgent => Asking::NotNow,
        true => Asking::Due(*next, treatment.date_of(next.last_asked(), day_end)),
        false => Asking::From(treatment.date_of(next.first, day_end)),
    }
}

/// Whether a period that is not over asks at all, as far as is known today.
fn is_asked(periods: &[Period], period: &Period, rated: &[Day], today: Day) -> bool {
    let has_rating = |period: &Period| rated.iter().any(|day| period.holds(*day));
    let before = periods.iter().rev().skip_while(|other| other.first >= period.first);
    let silent = before
        .take_while(|other| other.pace == period.pace && !has_rating(other))
        .filter(|other| other.last < today)
        .count();
    !has_rating(period) && silent < SILENCES
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
