//! Days and dates as a page tells them.
//!
//! May use `domain`.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::{Day, Moment};

/// Days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub first: Day,
    pub last: Day,
}

/// Days joined where they follow each other.
pub(super) fn runs(days: impl IntoIterator<Item = Day>) -> Vec<Run> {
    let mut days: Vec<_> = days.into_iter().collect();
    days.sort_unstable();
    days.dedup();
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if day.since(run.last) == 1 => run.last = day,
            _ => runs.push(Run { first: day, last: day }),
        }
    }
    runs
}

/// `2`, or `9-12`; `-3 to -1` before the treatment.
pub(super) fn number(run: Run) -> String {
    match run {
        Run { first, last } if first == last => first.to_string(),
        Run { first, last } if first < Day::TREATMENT => format!("{first} to {last}"),
        Run { first, last } => format!("{first}-{last}"),
    }
}

/// `2, 9-12`.
pub(super) fn listed(days: impl IntoIterator<Item = Day>) -> String {
    runs(days).into_iter().map(number).collect::<Vec<_>>().join(", ")
}

/// `5 Mar`, `5-9 Mar`, `30 Mar-2 Apr`.
pub(super) fn dates(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        last.format("%-d %b").to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}-{}", first.day(), last.format("%-d %b"))
    } else {
        format!("{}-{}", first.format("%-d %b"), last.format("%-d %b"))
    }
}

/// `2 to 6 March 2026`.
pub(super) fn dates_in_full(first: NaiveDate, last: NaiveDate) -> String {
    let end = last.format("%-d %B %Y");
    if first == last {
        end.to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} to {end}", first.day())
    } else if first.year() == last.year() {
        format!("{} to {end}", first.format("%-d %B"))
    } else {
        format!("{} to {end}", first.format("%-d %B %Y"))
    }
}

/// `5 Mar 20:00`.
pub(super) fn clock(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b %H:%M").to_string()
}

/// `5 Mar 20:00`, or the date alone where that is all that is known.
pub(super) fn moment(at: Moment) -> String {
    match at {
        Moment::At(at) => clock(at),
        Moment::On(date) => date.format("%-d %b").to_string(),
    }
}

/// A number of things, in words that fit one and many.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_in_a_row_are_one() {
        let days = [12, 2, 9, 10, 11, 2].map(Day::new);
        assert_eq!(listed(days), "2, 9-12");
        assert_eq!(listed([-3, -2, 0].map(Day::new)), "-3 to -2, 0");
        assert_eq!(listed([]), "");
    }

    #[test]
    fn dates_say_no_month_or_year_twice() {
        assert_eq!(dates(date("2026-03-05"), date("2026-03-05")), "5 Mar");
        assert_eq!(dates(date("2026-03-05"), date("2026-03-09")), "5-9 Mar");
        assert_eq!(dates(date("2026-03-30"), date("2026-04-02")), "30 Mar-2 Apr");
        assert_eq!(dates_in_full(date("2026-03-02"), date("2026-03-06")), "2 to 6 March 2026");
        assert_eq!(dates_in_full(date("2025-12-30"), date("2026-01-02")), "30 December 2025 to 2 January 2026");
    }
}
