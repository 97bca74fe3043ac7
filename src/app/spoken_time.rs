//! Days and times as people type them: `today`, `yesterday 20:00`, `2026-03-05 14:30`, `5 March`, `9:15`, `2 days ago`.
//!
//! Uses `domain` for what a moment is.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use crate::domain::{DayEnd, Moment};

/// Reads a day and time. A time alone is meant for today; a day alone leaves the time of day open.
///
/// # Errors
/// Says what would be right, when the text names no day or time of the calendar.
pub fn spoken(text: &str, now: DateTime<FixedOffset>, day_end: DayEnd) -> Result<Moment, String> {
    let text = text.trim().to_lowercase();
    let refused = || format!("\"{}\" is no day or time I can read. {EXAMPLES}", shortened(&text));
    if text == "now" {
        return Ok(Moment::At(now));
    }
    if let Ok(moment) = text.to_uppercase().parse::<Moment>() {
        return Ok(moment);
    }
    let today = day_end.date_of(now);
    let (date_text, time) = split_time(&text);
    let date = if date_text.is_empty() { time.map(|_| today) } else { date_of(&date_text, today) };
    let date = date.filter(|date| (1900..=2200).contains(&date.year())).ok_or_else(refused)?;
    match time {
        None => Ok(Moment::On(date)),
        Some(time) => {
            let by_words = date_text.is_empty() || !date_text.contains(|letter: char| letter.is_ascii_digit());
            // Before the day ends, the small hours belong to the evening before: "today 1:00" is the night that follows.
            let date = if by_words && time.hour() < u32::from(day_end.hour()) { date.succ_opt() } else { Some(date) };
            date.and_then(|date| at(date.and_time(time), now)).ok_or_else(refused)
        }
    }
}

/// A day alone that is today is meant as the present moment: noon may still be to come, and what is typed now is not.
#[must_use]
pub fn present_if_today(moment: Moment, now: DateTime<FixedOffset>, day_end: DayEnd) -> Moment {
    match moment {
        Moment::On(date) if date == day_end.date_of(now) => Moment::At(now),
        other => other,
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

fn at(local: NaiveDateTime, now: DateTime<FixedOffset>) -> Option<Moment> {
    // "14:30" typed at 14:30:20 must not lie before what happened at 14:30:10: the running minute is now.
    let this_minute = now.naive_local().with_second(0)?.with_nanosecond(0)?;
    if local == this_minute {
        return Some(Moment::At(now));
    }
    local.and_local_timezone(*now.offset()).single().map(Moment::At)
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
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let now = DateTime::parse_from_rfc3339("2026-03-09T01:30:00+01:00").unwrap();
        spoken(text, now, DayEnd::try_from(3).unwrap()).map(|moment| moment.to_string())
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
