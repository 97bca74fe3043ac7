//! Moments and lengths of time as people say them, seen from now.
//!
//! Uses `domain` for when the patient's day ends.

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::domain::{DayEnd, Moment};

/// The moment from which others are seen.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// Now, by the patient's clock.
    pub at: DateTime<FixedOffset>,
    /// When their day ends.
    pub day_end: DayEnd,
}

impl When {
    /// A moment: `16:00` today, `tomorrow 10:00`, `Sat 14 Mar`; where a day begins, the day alone.
    #[must_use]
    pub fn say(self, moment: DateTime<FixedOffset>) -> String {
        let moment = moment.with_timezone(self.at.offset());
        let days = (self.day_end.date_of(moment) - self.day_end.date_of(self.at)).num_days();
        let begins_a_day = self.day_end.date_of(moment) != self.day_end.date_of(moment - TimeDelta::minutes(1));
        let time = if begins_a_day { String::new() } else { moment.format(" %H:%M").to_string() };
        let day = match days {
            0 if begins_a_day => "today".to_owned(),
            0 => String::new(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            _ => self.day_end.date_of(moment).format("%a %-d %b").to_string(),
        };
        format!("{day}{time}").trim_start().to_owned()
    }

    /// How long it is until a moment: `40 minutes`, `14 hours`, `5 days`.
    #[must_use]
    pub fn until(self, moment: DateTime<FixedOffset>) -> String {
        let left = moment - self.at;
        let counted = |count: i64, unit: &str| format!("in {count} {unit}{}", if count == 1 { "" } else { "s" });
        match left.num_minutes() {
            minutes @ ..60 => counted(minutes.max(1), "minute"),
            minutes @ 60..2880 => counted((minutes + 30) / 60, "hour"),
            _ => counted((self.day_end.date_of(moment) - self.day_end.date_of(self.at)).num_days(), "day"),
        }
    }
}

/// A moment in full, seen from anywhere.
#[must_use]
pub fn began(moment: Moment) -> String {
    match moment {
        Moment::At(at) => at.format("%a %-d %b, %H:%M").to_string(),
        Moment::On(date) => date.format("%a %-d %b").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-03-{text}:00+01:00")).unwrap()
    }

    fn now() -> When {
        When { at: clock("09T20:14"), day_end: DayEnd::try_from(3).unwrap() }
    }

    #[test]
    fn moments_are_said_from_where_one_stands() {
        let cases = [
            ("09T22:00", "22:00"),
            ("10T01:30", "01:30"),
            ("10T03:00", "tomorrow"),
            ("10T10:00", "tomorrow 10:00"),
            ("08T14:30", "yesterday 14:30"),
            ("09T03:00", "today"),
            ("14T03:00", "Sat 14 Mar"),
            ("14T14:30", "Sat 14 Mar 14:30"),
        ];
        for (moment, words) in cases {
            assert_eq!(now().say(clock(moment)), words);
        }
    }

    #[test]
    fn lengths_of_time_are_rounded_as_people_do() {
        let cases = [
            ("09T20:14", "in 1 minute"),
            ("09T20:54", "in 40 minutes"),
            ("10T10:00", "in 14 hours"),
            ("11T19:00", "in 47 hours"),
            ("14T03:00", "in 5 days"),
        ];
        for (moment, words) in cases {
            assert_eq!(now().until(clock(moment)), words);
        }
    }
}
