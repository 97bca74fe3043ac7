//! Being seen: what was said at a visit, until when it should be better, and what that makes of a warning.
//!
//! Uses its siblings in `domain` only.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::day::{Day, DayEnd, Moment};
use super::id::RuleId;
use super::text::clean_line;
use super::treatment::Treatment;
use super::triage::Triage;
use super::warning::{Act, Warning, WarningEvent};

/// Within how many days it should be better, as those said who saw the skin: 1–28.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct BetterWithin(u8);

impl BetterWithin {
    /// What is offered when nobody named a number: a skin infection should be better after two to three days of antibiotics.
    pub const OFFERED: Self = Self(3);

    /// Days, 1–28.
    #[must_use]
    pub const fn days(self) -> u8 {
        self.0
    }
}

impl fmt::Display for BetterWithin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "day" } else { "days" })
    }
}

/// A number of days outside 1–28.
#[derive(Debug, thiserror::Error)]
#[error("the days until it should be better are a whole number from 1 to 28, not {0}")]
pub struct NoSuchDays(u8);

impl TryFrom<u8> for BetterWithin {
    type Error = NoSuchDays;

    fn try_from(days: u8) -> Result<Self, NoSuchDays> {
        if (1..=28).contains(&days) { Ok(Self(days)) } else { Err(NoSuchDays(days)) }
    }
}

impl From<BetterWithin> for u8 {
    fn from(within: BetterWithin) -> Self {
        within.0
    }
}

/// One time that somebody who knows about skin saw the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What they said, in the patient's words; may be empty.
    pub said: String,
    /// Within how many days it should be better.
    pub better_within: BetterWithin,
    /// The last of these days; all of it counts.
    pub last_day: Day,
    /// Its date.
    pub last_date: NaiveDate,
    /// The moment at which it ends.
    pub over_at: DateTime<FixedOffset>,
}

impl Visit {
    /// A visit after a treatment.
    pub(super) fn new(
        at: DateTime<FixedOffset>,
        said: &str,
        better_within: BetterWithin,
        treatment: &Treatment,
        day_end: DayEnd,
    ) -> Self {
        let days = i32::from(better_within.days());
        let last_day = treatment.day_of(Moment::At(at), day_end).plus(days);
        let last_date = treatment.date_of(last_day, day_end);
        let midnight = last_date.and_time(NaiveTime::MIN) + TimeDelta::days(1);
        let end = midnight + TimeDelta::hours(i64::from(day_end.hour()));
        let over_at = end.and_local_timezone(*at.offset()).single().unwrap_or(at + TimeDelta::days(i64::from(days)));
        Self { at, said: clean_line(said), better_within, last_day, last_date, over_at }
    }

    /// The day of the visit.
    #[must_use]
    pub fn day(&self) -> Day {
        self.last_day.plus(-i32::from(self.better_within.days()))
    }

    /// The date of the visit in the journal, where the small hours belong to the evening before.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.last_date.checked_sub_days(Days::new(self.better_within.days().into())).unwrap_or(self.last_date)
    }

    /// The same in words.
    #[must_use]
    pub fn on(&self) -> String {
        self.date().format("%A %-d %B").to_string()
    }

    /// The last of the days named, in words.
    #[must_use]
    pub fn until(&self) -> String {
        self.last_date.format("%A %-d %B").to_string()
    }

    /// What was said, as part of a sentence; nothing when nothing was written down.
    #[must_use]
    pub fn they_said(&self) -> String {
        if self.said.is_empty() { String::new() } else { format!("; they said: {}", self.said.trim_end_matches('.')) }
    }
}

/// What became of something since it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The days named are not over, and nothing is new or worse.
    AsSeen,
    /// The days are over; it is less than when it was seen, and not gone.
    Better,
    /// The days are over, and nothing shows that it is better.
    NotBetter,
    /// Something is new or worse than when it was seen.
    Worse,
}

impl Since {
    /// How loud it may speak at most. An emergency that an entry shows is always something new.
    #[must_use]
    pub const fn at_most(self) -> Triage {
        match self {
            Self::AsSeen => Triage::Watch,
            Self::Better => Triage::ContactProvider,
            Self::NotBetter => Triage::Urgent,
            Self::Worse => Triage::Emergency,
        }
    }

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AsSeen => "as_seen",
            Self::Better => "better",
            Self::NotBetter => "not_better",
            Self::Worse => "worse",
        }
    }
}

/// The visit at which something was seen, and what became of it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Care {
    /// The visit.
    pub visit: Arc<Visit>,
    /// What became of it since.
    pub since: Since,
}

impl Care {
    /// Whether it waits for the days named.
    #[must_use]
    pub fn is_under_care(&self) -> bool {
        self.since == Since::AsSeen
    }

    /// How it stands, in a few words.
    #[must_use]
    pub fn in_short(&self) -> String {
        let on = self.visit.date().format("%-d %B");
        match self.since {
            Since::AsSeen => format!("under care until {}", self.visit.until()),
            Since::Better => format!("less than when seen on {on}, not over in the days they named"),
            Since::NotBetter => format!("seen on {on}; the days they named are over"),
            Since::Worse => format!("something is new or worse since you were seen on {on}"),
        }
    }

    /// What it means for a whole entry, in a sentence.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("Under care until {}. Not better by then, or anything new or worse: ring again.", self.visit.until())
    }

    /// What to say about it on the phone, as a part of a sentence.
    #[must_use]
    pub fn spoken(&self) -> String {
        let Visit { better_within, .. } = &*self.visit;
        let told = format!("I was seen on {}, told better within {better_within}", self.visit.date().format("%-d %B"));
        let said = self.visit.they_said();
        match self.since {
            Since::AsSeen => format!("{told}{said}"),
            Since::Better => format!("{told}{said}; it is better, but not over"),
            Since::NotBetter => format!("{told}{said}; those days are over and it is not better"),
            Since::Worse => format!("{told}{said}; since then something is new or worse"),
        }
    }

    /// What to do now, in sentences.
    #[must_use]
    pub fn advice(&self) -> String {
        let (on, until, said) = (self.visit.on(), self.visit.until(), self.visit.they_said());
        match self.since {
            Since::AsSeen => format!(
                "You were seen on {on}{said}. Follow what they said, and look again tomorrow. Not better by {until}, or \
                 anything new or worse: it speaks again."
            ),
            Since::Better => format!(
                "The days they named are over since {until}. It is better, but not over: ring those who saw you and say so."
            ),
            Since::NotBetter => {
                format!(
                    "The days they named are over since {until}, and nothing shows that it is better: ring and say so."
                )
            }
            Since::Worse => format!("Something is new or worse since you were seen on {on}: do not wait any longer."),
        }
    }
}

/// How loud a rule speaks about something that may have been seen.
pub(super) fn eased(triage: Triage, care: Option<&Care>) -> Triage {
    care.map_or(triage, |care| triage.min(care.since.at_most()))
}

/// What to do about it: the rule's own advice, unless the visit says more.
pub(super) fn advice(own: Triage, rule_advice: &str, care: Option<&Care>) -> String {
    let Some(care) = care else { return rule_advice.to_owned() };
    let level = eased(own, Some(care));
    match care.since {
        Since::AsSeen | Since::Better => care.advice(),
        Since::NotBetter | Since::Worse if level == own => format!("{} {rule_advice}", care.advice()),
        Since::NotBetter | Since::Worse => format!("{} {}", care.advice(), level.advice()),
    }
}

/// What to write down about a visit: one event for each warning seen, all of the same moment.
#[must_use]
pub fn seen_events(
    seen: &[&Warning],
    at: DateTime<FixedOffset>,
    said: &str,
    better_within: BetterWithin,
) -> Vec<WarningEvent> {
    let event = |treatment, rule: RuleId| WarningEvent {
        treatment,
        rule,
        at,
        act: Act::Seen { words: said.to_owned(), better_within },
    };
    seen.iter().map(|warning| event(warning.treatment.clone(), warning.rule.id.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(at: &str, days: u8) -> Visit {
        let treatment = Treatment::new("t1".into(), "2026-03-05T10:00:00+01:00".parse().unwrap());
        let (at, day_end) = (DateTime::parse_from_rfc3339(at).unwrap(), DayEnd::try_from(3).unwrap());
        Visit::new(at, " rest.\n", BetterWithin::try_from(days).unwrap(), &treatment, day_end)
    }

    #[test]
    fn all_of_the_last_day_counts_and_the_small_hours_belong_to_the_evening_before() {
        for at in ["2026-03-09T11:00:00+01:00", "2026-03-10T01:30:00+01:00"] {
            let visit = visit(at, 3);
            assert_eq!((visit.day(), visit.last_day), (Day::new(4), Day::new(7)));
            assert_eq!((visit.on().as_str(), visit.until().as_str()), ("Monday 9 March", "Thursday 12 March"));
            assert_eq!(visit.over_at.to_rfc3339(), "2026-03-13T03:00:00+01:00");
            assert_eq!(visit.they_said(), "; they said: rest");
        }
    }

    #[test]
    fn days_are_one_to_twenty_eight() {
        assert!([1, 3, 28].into_iter().all(|days| BetterWithin::try_from(days).is_ok()));
        assert!([0, 29, 255].into_iter().all(|days| BetterWithin::try_from(days).is_err()));
        assert_eq!(BetterWithin(1).to_string(), "1 day");
    }
}
