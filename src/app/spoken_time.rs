//! Days and times as people type them: `today`, `yesterday 20:00`, `2026-03-05 14:30`, `5 March`, `9:15`, `2 days ago`.
//!
//! Uses `domain` for what a moment is.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::wall_clock::WallClock;
use crate::domain::Moment;

/// Reads a day and time. A time alone is meant for today; a day alone leaves the time of day open.
///
/// # Errors
/// Says what would be right, when the text names no day or time of the calendar.
pub fn spoken(text: &str, clock: &WallClock) -> Result<Moment, String> {
    let text = text.trim().to_lowercase();
    let refused = || format!("\"{}\" is no day or time I can read. {EXAMPLES}", shortened(&text));
    if text == "now" {
        return Ok(Moment::At(clock.now));
    }
    if let Ok(moment) = text.to_uppercase().parse::<Moment>() {
        return Ok(moment);
    }
    let today = clock.today();
    let (date_text, time) = split_time(&text);
    let date = if date_text.is_empty() { time.map(|_| today) } else { date_of(&date_text, today) };
    let date = date.filter(|date| (1900..=2200).contains(&date.year())).ok_or_else(refused)?;
    match time {
        None => Ok(Moment::On(date)),
        Some(time) => {
            let by_words = date_text.is_empty() || !date_text.contains(|letter: char| letter.is_ascii_digit());
            // Before the day ends, the small hours belong to the evening before: "today 1:00" is the night that follows.
            let date =
                if by_words && time.hour() < u32::from(clock.day_end.hour()) { date.succ_opt() } else { Some(date) };
            date.and_then(|date| clock.at(date.and_time(time))).map(Moment::At).ok_or_else(refused)
        }
    }
}

/// What can be typed.
pub const EXAMPLES: &str = "Write for example: 2026-03-05 14:30, yesterday 20:00, 5 March, or 14:30 for today.";

/// A moment as forms show it, readable again by [`spoken`].
#[must_use]
pub fn written(moment: Moment) -> String {
    match moment {
        Moment::At(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        Moment::On(date) => date.to_string(),
    }
}

fn split_time(text: &str) -> (String, Option<NaiveTime>) {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty() && *word != "at").collect();
    match words.split_last() {
        Some((last, days)) if last.contains(':') => match NaiveTime::parse_from_str(last, "%H:%M") {
            Ok(time) => (days.join(" "), Some(time)),
            Err(_) => (text.to_owned(), None),
        },
        _ => (words.join(" "), None),
    }
}

fn date_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let before = |days| today.checked_sub_signed(TimeDelta::days(days));
    match text {
        "today" => return Some(today),
        "yesterday" => return before(1),
        _ => {}
    }
    if let Some(days) = text.strip_suffix(" days ago").or_else(|| text.strip_suffix(" day ago")) {
        return days.parse::<u16>().ok().and_then(|days| before(i64::from(days)));
    }
    let whole = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y"];
    if let Some(date) = whole.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok()) {
        return Some(date);
    }
    let year = today.year();
    let short = ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"];
    let this_year = |format: &&str| NaiveDate::parse_from_str(&format!("{text} {year}"), format).ok();
    let date = short.iter().find_map(this_year)?;
    // "28 December" typed in January means the one that has been.
    if date > today { date.with_year(year - 1) } else { Some(date) }
}

fn shortened(text: &str) -> String {
    text.chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, NaiveDateTime};

    use super::*;
    use crate::app::wall_clock::Zone;
    use crate::domain::DayEnd;

    fn read(text: &str) -> Result<String, String> {
        let now = DateTime::parse_from_rfc3339("2026-03-09T01:30:00+01:00").unwrap();
        let clock = WallClock { now, zone: Zone::AsNow, day_end: DayEnd::try_from(3).unwrap() };
        spoken(text, &clock).map(|moment| moment.to_string())
    }

    /// A clock that goes an hour ahead from 29 March 2026, 02:00 to 25 October, 03:00.
    fn with_summer_time(shown: NaiveDateTime) -> DateTime<FixedOffset> {
        let (spring, autumn) = ("2026-03-29T03:00:00".parse().unwrap(), "2026-10-25T03:00:00".parse().unwrap());
        let hours = if (spring..autumn).contains(&shown) { 2 } else { 1 };
        shown.and_local_timezone(FixedOffset::east_opt(hours * 3600).unwrap()).unwrap()
    }

    fn read_over_a_change(text: &str, now: &str) -> Result<String, String> {
        let now = DateTime::parse_from_rfc3339(now).unwrap();
        let clock = WallClock { now, zone: Zone::Told(with_summer_time), day_end: DayEnd::MIDNIGHT };
        spoken(text, &clock).map(|moment| moment.to_string())
    }

    #[test]
    fn a_time_is_told_by_the_clock_of_its_own_day() {
        let april = "2026-04-01T12:00:00+02:00";
        for (text, moment) in [
            ("2026-03-28 20:00", "2026-03-28T20:00:00+01:00"),
            ("3 days ago 20:00", "2026-03-29T20:00:00+02:00"),
            ("29 March 2:30", "2026-03-29T02:30:00+01:00"),
            ("12:00", "2026-04-01T12:00:00+02:00"),
            ("2026-03-28", "2026-03-28"),
        ] {
            assert_eq!(read_over_a_change(text, april).as_deref(), Ok(moment), "{text}");
        }
        let october = "2026-10-26T08:00:00+01:00";
        assert_eq!(read_over_a_change("yesterday 2:30", october).as_deref(), Ok("2026-10-25T02:30:00+02:00"));
        assert_eq!(read_over_a_change("24 october 20:00", october).as_deref(), Ok("2026-10-24T20:00:00+02:00"));
    }

    #[test]
    fn people_write_days_in_many_ways() {
        for (text, moment) in [
            ("now", "2026-03-09T01:30:00+01:00"),
            ("today", "2026-03-08"),
            ("yesterday 20:00", "2026-03-07T20:00:00+01:00"),
            ("Yesterday, 8:05", "2026-03-07T08:05:00+01:00"),
            ("2026-03-05", "2026-03-05"),
            ("2026-03-05 14:30", "2026-03-05T14:30:00+01:00"),
            ("2026-03-05T14:30:00+02:00", "2026-03-05T14:30:00+02:00"),
            ("5 March 14:30", "2026-03-05T14:30:00+01:00"),
            ("Mar 5", "2026-03-05"),
            ("28 december", "2025-12-28"),
            ("05.03.2026", "2026-03-05"),
            ("2 days ago", "2026-03-06"),
            ("1:10", "2026-03-09T01:10:00+01:00"),
            ("23:10", "2026-03-08T23:10:00+01:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(moment), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_refused_with_examples() {
        for text in ["", "2026-02-30", "31 february", "25:00", "soon", "2026-03-05 99:99", "0001-01-01", "5/3"] {
            assert!(read(text).unwrap_err().contains("for example"), "{text}");
        }
    }
}
