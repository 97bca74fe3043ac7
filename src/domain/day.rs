//! Time as the patient lives it: the moment described, the journal's day, days and hours since a treatment.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Days since the treatment by the calendar; day 0 is the day of the treatment, earlier days are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// The day of the treatment itself.
    pub const TREATMENT: Self = Self(0);

    /// Day `number` after the treatment.
    #[must_use]
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// Days since the treatment; negative before it.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day `days` later (earlier when negative), saturating.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days this day lies after `earlier`; negative when it lies before.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The hour, 0–23, at which the patient's day ends: with 3, an entry at 01:30 still belongs to the evening before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct DayEnd(u8);

impl DayEnd {
    /// The calendar's own day, ending at midnight.
    pub const MIDNIGHT: Self = Self(0);

    /// What set-up offers. A journal whose patient was not asked keeps the calendar's day.
    pub const OFFERED: Self = Self(3);

    /// The hour of the clock, 0–23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.0
    }

    /// The journal's date at a moment of the patient's clock.
    #[must_use]
    pub fn date_of(self, at: DateTime<FixedOffset>) -> NaiveDate {
        let shifted = at.naive_local() - TimeDelta::hours(i64::from(self.0));
        shifted.date()
    }
}

/// An hour outside 0–23.
#[derive(Debug, thiserror::Error)]
#[error("the hour at which the day ends is a whole number from 0 to 23, not {0}")]
pub struct NoSuchHour(u8);

impl TryFrom<u8> for DayEnd {
    type Error = NoSuchHour;

    fn try_from(hour: u8) -> Result<Self, NoSuchHour> {
        if hour < 24 { Ok(Self(hour)) } else { Err(NoSuchHour(hour)) }
    }
}

impl From<DayEnd> for u8 {
    fn from(end: DayEnd) -> Self {
        end.0
    }
}

/// A moment that an entry or treatment describes: to the second, or a date alone when the time of day is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A date and time with the offset of the patient's clock.
    At(DateTime<FixedOffset>),
    /// A journal date whose time of day is unknown.
    On(NaiveDate),
}

impl Moment {
    /// The journal's date of this moment.
    #[must_use]
    pub fn date(self, day_end: DayEnd) -> NaiveDate {
        match self {
            Self::At(at) => day_end.date_of(at),
            Self::On(date) => date,
        }
    }

    /// The point in time to sort and count hours by; a date alone stands for noon at `offset`.
    #[must_use]
    pub fn instant(self, offset: FixedOffset) -> DateTime<FixedOffset> {
        match self {
            Self::At(at) => at,
            Self::On(date) => {
                let noon = date.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
                noon.and_local_timezone(offset).single().unwrap_or_else(|| noon.and_utc().fixed_offset())
            }
        }
    }

    /// The offset of the patient's clock; UTC for a date alone.
    #[must_use]
    pub fn offset(self) -> FixedOffset {
        match self {
            Self::At(at) => *at.offset(),
            Self::On(_) => DateTime::UNIX_EPOCH.fixed_offset().timezone(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => f.write_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false)),
            Self::On(date) => write!(f, "{date}"),
        }
    }
}

/// Text that is neither a date nor a date with time and offset.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no date of the calendar; write 2026-03-05, or 2026-03-05T20:00:00+01:00 with the time zone's offset")]
pub struct NotAMoment(String);

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let refused = || NotAMoment(text.chars().take(40).collect());
        if text.len() == "2026-03-05".len() {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| refused())?;
            return in_our_time(date).then_some(Self::On(date)).ok_or_else(refused);
        }
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| refused())?;
        in_our_time(at.date_naive()).then_some(Self::At(at)).ok_or_else(refused)
    }
}

/// Years 1900–2200: far outside them arithmetic would overflow, and no patient lives there.
fn in_our_time(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..=2200).contains(&date.year())
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_after_midnight_belongs_to_the_evening_before() {
        let at = DateTime::parse_from_rfc3339("2026-03-06T01:30:00+01:00").unwrap();
        let three = DayEnd::try_from(3).unwrap();
        assert_eq!(three.date_of(at).to_string(), "2026-03-05");
        assert_eq!(DayEnd::MIDNIGHT.date_of(at).to_string(), "2026-03-06");
    }

    #[test]
    fn impossible_dates_are_refused_with_an_example() {
        for text in ["2026-02-30", "2026-13-01", "2026-03-05T20:00:00", "9999999", "", "0001-01-01", "2026-3-5xx"] {
            let error = text.parse::<Moment>().unwrap_err().to_string();
            assert!(error.contains("2026-03-05T20:00:00+01:00"), "{error}");
        }
    }

    #[test]
    fn moments_are_written_as_they_were_read() {
        for text in ["2026-03-05", "2026-03-05T20:00:00+01:00", "2026-03-05T20:00:00+00:00"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
    }
}
