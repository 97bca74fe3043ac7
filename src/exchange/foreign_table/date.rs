//! Dates and times of day as tables write them, one cell at a time.
//!
//! Uses `chrono` and its siblings.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::scale::Number;

/// In which order a date of numbers is written, or that it counts days as spreadsheets do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFormat {
    /// 5/3/2026 is the fifth of March.
    DayFirst,
    /// 3/5/2026 is the fifth of March.
    MonthFirst,
    /// 26/3/5 is the fifth of March.
    YearFirst,
    /// 46086 is the fifth of March 2026.
    Serial,
}

impl DateFormat {
    /// All of them, with their names in options and files.
    pub const ALL: [(Self, &str); 4] =
        [(Self::DayFirst, "dmy"), (Self::MonthFirst, "mdy"), (Self::YearFirst, "ymd"), (Self::Serial, "excel")];

    /// The format of that name.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|(_, name)| *name == text).map(|(format, _)| format)
    }

    /// Its name in options and files.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL.into_iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// What `--date-format` may say.
    pub const NAMES: &str = "dmy, mdy, ymd or excel";

    /// Its name for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
            Self::YearFirst => "year first",
            Self::Serial => "days as a spreadsheet counts them",
        }
    }
}

/// What the date in a cell says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A date that can be read in one way alone.
    Date(NaiveDate),
    /// Three numbers whose order the other cells tell.
    Numbers([u32; 3], Separator),
    /// A plain number: a spreadsheet's day, or a day after the treatment.
    Plain(Number),
    /// A day after the treatment.
    Day(i32),
    /// A day and a month.
    NoYear,
}

/// What stands between the numbers of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Point,
    Other,
}

/// What a cell says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub date: Said,
    pub time: Option<Clock>,
}

/// A time of day, perhaps with the clock it was read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Shown(NaiveTime),
    Exact(DateTime<FixedOffset>),
}

/// Reads a cell of a column of dates.
pub(super) fn read(cell: &str) -> Option<Stamp> {
    let cell = cell.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(&cell.replacen(' ', "T", 1)) {
        let stamp = Stamp { date: Said::Date(at.date_naive()), time: Some(Clock::Exact(at)) };
        return YEARS.contains(&at.year()).then_some(stamp);
    }
    let (date, time) = halves(cell);
    let time = match time {
        "" => None,
        text => Some(Clock::Shown(self::time(text)?)),
    };
    let date = date.trim_end_matches([',', ' ']).trim();
    let said = day(date).or_else(|| compact(date)).or_else(|| numbers(date)).or_else(|| named_month(date))?;
    Some(Stamp { date: said, time })
}

/// The date and the time of day of a cell; the time begins with the digits before its first colon.
fn halves(cell: &str) -> (&str, &str) {
    let Some(colon) = cell.find(':') else { return (cell, "") };
    let before = cell[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let date = before.strip_suffix(['T', 't']).unwrap_or(before);
    (date.trim_end(), &cell[before.len()..])
}

/// Reads a time of day: 20:00, 8:14:33 PM, 8 pm.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    let lower = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (digits, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(0)),
        (_, Some(rest)) => (rest, Some(12)),
        _ => (lower.as_str(), None),
    };
    let digits = digits.trim().trim_end_matches('h').trim();
    let parts: Vec<&str> = digits.split(':').collect();
    let number = |text: &str| (text.len() <= 2 && is_digits(text)).then(|| text.parse::<u32>().ok()).flatten();
    let (hour, minute, second) = match parts[..] {
        [hour] if half.is_some() => (number(hour)?, 0, 0),
        [hour, minute] => (number(hour)?, number(minute)?, 0),
        [hour, minute, second] => (number(hour)?, number(minute)?, number(second.split('.').next()?)?),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Day 3`, `D3`, `+3`, `-1`; a number alone stays one.
fn day(text: &str) -> Option<Said> {
    let lower = text.to_lowercase();
    let named = lower.strip_prefix("day").or_else(|| lower.strip_prefix('d')).or_else(|| lower.strip_prefix("tag"));
    let number = named.map(|rest| rest.trim_start_matches(['.', ' ', '#', ':'])).or_else(|| signed(&lower))?;
    let digits = number.trim_start_matches(['+', '-', '−']);
    let number: i32 = (digits.len() <= 4 && is_digits(digits)).then(|| digits.parse().ok()).flatten()?;
    Some(Said::Day(if lower.contains(['-', '−']) { -number } else { number }))
}

fn signed(text: &str) -> Option<&str> {
    text.starts_with(['+', '-', '−']).then_some(text)
}

/// 20260305, and plain numbers.
fn compact(text: &str) -> Option<Said> {
    if text.len() == 8 && is_digits(text) {
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
        return date(number(0..4)?, number(4..6)?, number(6..8)?).map(Said::Date);
    }
    Number::read(text).map(Said::Plain)
}

/// 5.3.2026, 05/03/26, 2026-03-05.
fn numbers(text: &str) -> Option<Said> {
    let separator = text.chars().find(|c| !c.is_ascii_digit() && *c != ' ')?;
    if !['.', '/', '-'].contains(&separator) {
        return None;
    }
    let parts: Vec<&str> = text.trim_end_matches('.').split(separator).map(str::trim).collect();
    if !parts.iter().all(|part| is_digits(part) && part.len() <= 4) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    match parts[..] {
        [year, month, day] if year.len() == 4 => date(number(year)?, number(month)?, number(day)?).map(Said::Date),
        [first, second, third] if first.len() <= 2 && second.len() <= 2 && matches!(third.len(), 1 | 2 | 4) => {
            let separator = if separator == '.' { Separator::Point } else { Separator::Other };
            Some(Said::Numbers([number(first)?, number(second)?, number(third)?], separator))
        }
        [first, second] if first.len() <= 2 && second.len() <= 2 && separator != '.' => Some(Said::NoYear),
        _ => None,
    }
}

impl Said {
    /// The date of three numbers in an order.
    pub fn in_order([first, second, third]: [u32; 3], format: DateFormat) -> Option<NaiveDate> {
        match format {
            DateFormat::DayFirst => date(full(third), second, first),
            DateFormat::MonthFirst => date(full(third), first, second),
            DateFormat::YearFirst => date(full(first), second, third),
            DateFormat::Serial => None,
        }
    }

    /// The date, and the time if it has one, of a spreadsheet's count of days; its first is 1 January 1900, and it takes 1900 for
    /// a leap year.
    pub fn of_serial(number: Number) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let (days, millionths) = number.parts();
        if !SERIALS.contains(&days) {
            return None;
        }
        let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        // Fractions are cut off by what wrote them; a time of day is meant to the minute.
        let minutes = i64::try_from((millionths * 1_440 + 500_000) / 1_000_000).ok()?;
        let date = start.checked_add_signed(TimeDelta::days(i64::try_from(days).ok()?))?;
        let at = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes);
        Some((at.date(), (millionths > 0).then_some(at.time())))
    }
}

/// 2000 to 2099; small numbers are no dates of a diary.
const SERIALS: std::ops::RangeInclusive<u64> = 36_526..=73_050;

/// A time of day as a spreadsheet keeps it, a part of one: 0.5 is noon.
pub(super) fn time_of_serial(text: &str) -> Option<NaiveTime> {
    let (days, millionths) = Number::read(text)?.parts();
    let minutes = u32::try_from((millionths * 1_440 + 500_000) / 1_000_000).ok()?;
    (days == 0 && millionths > 0).then(|| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)).flatten()
}

/// Whether a plain number is one that a spreadsheet has for a day of our time.
pub(super) fn is_serial(number: Number) -> bool {
    SERIALS.contains(&number.parts().0)
}

/// A year of two digits is one of this century.
const fn full(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

/// No diary is of another year.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    YEARS.contains(&date.year()).then_some(date)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A word, or the beginning of it.
fn begins_one_of(word: &str, names: &[&str]) -> Option<usize> {
    let at = |name: &&str| word.len() >= 3 && name.starts_with(word) || (word == "sept" && *name == "september");
    names.iter().position(at)
}

/// 5 Mar 2026, March 5th, 2026, Thu 5-Mar-26.
fn named_month(text: &str) -> Option<Said> {
    let lower = text.to_lowercase();
    let words = lower.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty());
    let (mut month, mut numbers, mut weekdays) = (None, Vec::new(), 0);
    for word in words {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if is_digits(digits) {
            numbers.push((digits.parse::<u32>().ok()?, digits.len()));
        } else if let Some(index) = begins_one_of(word, &MONTHS).filter(|_| month.is_none()) {
            month = Some(u32::try_from(index).ok()? + 1);
        } else {
            begins_one_of(word, &WEEKDAYS)?;
            weekdays += 1;
        }
    }
    let month = month.filter(|_| weekdays <= 1)?;
    match numbers[..] {
        [(year, 4), (day, ..=2)] | [(day, ..=2), (year, 4 | 2)] => date(full(year), month, day).map(Said::Date),
        [(_, ..=2)] => Some(Said::NoYear),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(cell: &str) -> String {
        let Some(Stamp { date, time }) = read(cell) else { return "?".to_owned() };
        let date = match date {
            Said::Date(date) => date.to_string(),
            Said::Numbers(numbers, _) => format!("{numbers:?}"),
            Said::Plain(number) => format!("plain {}", number.parts().0),
            Said::Day(day) => format!("day {day}"),
            Said::NoYear => "no year".to_owned(),
        };
        match time {
            None => date,
            Some(Clock::Shown(time)) => format!("{date} {time}"),
            Some(Clock::Exact(at)) => at.to_rfc3339(),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (cell, wanted) in [
            ("2026-03-05", "2026-03-05"),
            ("2026/3/5 8:14:33 PM", "2026-03-05 20:14:33"),
            ("2026-03-05T20:00", "2026-03-05 20:00:00"),
            ("2026-03-05T20:00:00+01:00", "2026-03-05T20:00:00+01:00"),
            ("2026-03-05 20:00:00Z", "2026-03-05T20:00:00+00:00"),
            ("20260305", "2026-03-05"),
            ("5.3.2026", "[5, 3, 2026]"),
            ("05. 03. 26", "[5, 3, 26]"),
            ("3/5/26 12:05 AM", "[3, 5, 26] 00:05:00"),
            ("5 Mar 2026", "2026-03-05"),
            ("March 5th, 2026", "2026-03-05"),
            ("Thu, 5-Mar-26, 8:00", "2026-03-05 08:00:00"),
            ("Sept 9 2026", "2026-09-09"),
            ("5-Mar", "no year"),
            ("5/3", "no year"),
            ("46086", "plain 46086"),
            ("Day 3", "day 3"),
            ("d0", "day 0"),
            ("day -1", "day -1"),
            ("+2", "day 2"),
        ] {
            assert_eq!(told(cell), wanted, "{cell}");
        }
        for cell in [
            "",
            "soon",
            "2026-02-30",
            "5 Foo 2026",
            "1/2/3/4",
            "2026-03-05 25:00",
            "13 pm",
            "day",
            "99999999",
            "0001-01-01",
            "0001-01-01T00:00:00Z",
            "2201-01-01 08:00:00+01:00",
        ] {
            assert_eq!(told(cell), "?", "{cell}");
        }
    }

    #[test]
    fn times_are_read_by_either_clock() {
        let hour = |text: &str| time(text).map(|time| time.to_string());
        assert_eq!(hour("8 pm").as_deref(), Some("20:00:00"));
        assert_eq!(hour("12:30 a.m.").as_deref(), Some("00:30:00"));
        assert_eq!(hour("07:05").as_deref(), Some("07:05:00"));
        for text in ["8", "24:00", "13 pm", "0 am", "evening", "8:5:1:1", ""] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_count_of_days_is_understood() {
        let read = |text| {
            Said::of_serial(Number::read(text).unwrap())
                .map(|(date, time)| (date.to_string(), time.map(|time| time.to_string())))
        };
        assert_eq!(read("46086"), Some(("2026-03-05".to_owned(), None)));
        assert_eq!(read("46086.833333"), Some(("2026-03-05".to_owned(), Some("20:00:00".to_owned()))));
        assert_eq!(read("46086.9999"), Some(("2026-03-06".to_owned(), Some("00:00:00".to_owned()))));
        assert_eq!(read("3"), None);
    }

    proptest! {
        #[test]
        fn nothing_in_a_cell_panics(cell in "[0-9./:, \\-TADaymMrch+Z]{0,24}|.{0,12}") {
            let _ = read(&cell);
            let _ = time(&cell);
        }
    }
}
