//! How long after a treatment something begins or ends: so many hours, or a day of the patient's calendar.
//!
//! Uses the day and the treatment.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::day::{Day, DayEnd, Moment};
use super::treatment::Treatment;

/// A point after a treatment; in files `{ hours = 24 }` or `{ day = 7 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// So many hours after the treatment.
    Hours(u16),
    /// A day after it, from the moment at which the patient's day begins.
    Day(u16),
}

impl After {
    /// The furthest a day may lie: ten years.
    pub const LAST_DAY: u16 = 3650;

    /// The furthest that is counted in hours: sixty days.
    pub const LAST_HOUR: u16 = 60 * 24;

    /// The hours, roughly: for setting two points in order where no treatment is known.
    #[must_use]
    pub fn hours(self) -> u32 {
        match self {
            Self::Hours(hours) => hours.into(),
            Self::Day(day) => u32::from(day) * 24,
        }
    }

    /// The moment at which it comes.
    #[must_use]
    pub fn begins(self, treatment: &Treatment, day_end: DayEnd) -> DateTime<FixedOffset> {
        let start = start(treatment, day_end);
        match self {
            Self::Hours(hours) => later(start, TimeDelta::hours(hours.into())),
            Self::Day(0) => start,
            Self::Day(day) => start_of_day(treatment, Day::new(day.into()), day_end).unwrap_or(start),
        }
    }

    /// The moment at which it is past: a day is past when the next one begins.
    #[must_use]
    pub fn ends(self, treatment: &Treatment, day_end: DayEnd) -> DateTime<FixedOffset> {
        match self {
            Self::Hours(_) => self.begins(treatment, day_end),
            Self::Day(day) => Self::Day(day.saturating_add(1)).begins(treatment, day_end),
        }
    }

    /// As a length of time: `24 hours`, `7 days`.
    #[must_use]
    pub fn length(self) -> String {
        let (count, unit) = match self {
            Self::Hours(hours) => (hours, "hour"),
            Self::Day(day) => (day, "day"),
        };
        format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(_) => f.write_str(&self.length()),
            Self::Day(day) => write!(f, "day {day}"),
        }
    }
}

/// The point in time of a treatment.
#[must_use]
pub fn start(treatment: &Treatment, day_end: DayEnd) -> DateTime<FixedOffset> {
    treatment.instant_of(treatment.performed_at, day_end)
}

/// The moment at which a day of the patient's calendar begins, by the clock of the treatment.
fn start_of_day(treatment: &Treatment, day: Day, day_end: DayEnd) -> Option<DateTime<FixedOffset>> {
    let hour = NaiveTime::from_hms_opt(day_end.hour().into(), 0, 0)?;
    let local = treatment.date_of(day, day_end).and_time(hour);
    local.and_local_timezone(treatment.performed_at.offset()).single()
}

/// The moment at which the day that a moment lies in began, and the one at which it ends.
#[must_use]
pub fn day_around(
    treatment: &Treatment,
    at: DateTime<FixedOffset>,
    day_end: DayEnd,
) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let at = at.with_timezone(&treatment.performed_at.offset());
    let day = treatment.day_of(Moment::At(at), day_end);
    let begins = |day| start_of_day(treatment, day, day_end).unwrap_or(at);
    (begins(day), begins(day.plus(1)))
}

/// A moment so much later; the same one where the calendar ends.
#[must_use]
pub fn later(moment: DateTime<FixedOffset>, by: TimeDelta) -> DateTime<FixedOffset> {
    moment.checked_add_signed(by).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn treated(at: &str) -> Treatment {
        Treatment::new("t1".into(), at.parse().unwrap())
    }

    fn three() -> DayEnd {
        DayEnd::try_from(3).unwrap()
    }

    #[test]
    fn hours_count_from_the_treatment_and_days_by_the_patients_calendar() {
        let evening = treated("2026-03-02T22:00:00+01:00");
        assert_eq!(After::Hours(24).begins(&evening, three()).to_rfc3339(), "2026-03-03T22:00:00+01:00");
        assert_eq!(After::Day(1).begins(&evening, three()).to_rfc3339(), "2026-03-03T03:00:00+01:00");
        assert_eq!(After::Day(1).ends(&evening, three()).to_rfc3339(), "2026-03-04T03:00:00+01:00");
        assert_eq!(After::Day(0).begins(&evening, three()).to_rfc3339(), "2026-03-02T22:00:00+01:00");
    }

    #[test]
    fn a_treatment_after_midnight_belongs_to_the_evening_before() {
        let night = treated("2026-03-03T01:00:00+01:00");
        assert_eq!(After::Day(1).begins(&night, three()).to_rfc3339(), "2026-03-03T03:00:00+01:00");
    }

    #[test]
    fn a_day_lasts_until_the_hour_the_patient_chose() {
        let treated = treated("2026-03-02T10:00:00+01:00");
        let night = DateTime::parse_from_rfc3339("2026-03-05T01:30:00+01:00").unwrap();
        let (begins, ends) = day_around(&treated, night, three());
        assert_eq!(begins.to_rfc3339(), "2026-03-04T03:00:00+01:00");
        assert_eq!(ends.to_rfc3339(), "2026-03-05T03:00:00+01:00");
    }

    #[test]
    fn points_are_said_as_people_say_them() {
        assert_eq!(After::Hours(1).to_string(), "1 hour");
        assert_eq!(After::Day(7).to_string(), "day 7");
        assert_eq!(After::Day(7).length(), "7 days");
    }
}
