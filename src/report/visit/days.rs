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

/// The year that a page need not say with every date, because it stands at its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year(Option<i32>);

impl Year {
    /// That of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self(Some(date.year()))
    }

    /// The same for dates that stand together; when they differ in their year, each says it.
    pub fn shared(self, dates: impl IntoIterator<Item = NaiveDate>) -> Self {
        let mut years: Vec<_> = dates.into_iter().map(|date| date.year()).collect();
        years.dedup();
        if years.len() > 1 { Self(None) } else { self }
    }

    /// `5 Mar`; `5 Mar 2025` in another year.
    pub fn date(self, date: NaiveDate) -> String {
        format!("{}{}", date.format("%-d %b"), self.said(date))
    }

    /// `5 Mar`, `5-9 Mar`, `30 Mar-2 Apr`; `30 Dec 2025-2 Jan 2026`.
    pub fn dates(self, first: NaiveDate, last: NaiveDate) -> String {
        let year = self.shared([first, last]);
        if first == last {
            year.date(last)
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            format!("{}-{}", first.day(), year.date(last))
        } else if first.year() == last.year() {
            format!("{}-{}", first.format("%-d %b"), year.date(last))
        } else {
            format!("{}-{}", year.date(first), year.date(last))
        }
    }

    /// `5 Mar 20:00`; `5 Mar 2025 20:00` in another year.
    pub fn clock(self, at: DateTime<FixedOffset>) -> String {
        format!("{} {}", self.date(at.date_naive()), at.format("%H:%M"))
    }

    /// `5 Mar 20:00`, or the date alone where that is all that is known.
    pub fn moment(self, at: Moment) -> String {
        match at {
            Moment::At(at) => self.clock(at),
            Moment::On(date) => self.date(date),
        }
    }

    fn said(self, date: NaiveDate) -> String {
        if self.0 == Some(date.year()) { String::new() } else { format!(" {}", date.year()) }
    }
}

/// The date of a moment by the clock it was told by.
pub(super) fn date_of(at: Moment) -> NaiveDate {
    match at {
        Moment::At(at) => at.date_naive(),
        Moment::On(date) => date,
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
        let dates = |first, last| Year(Some(2026)).dates(date(first), date(last));
        assert_eq!(dates("2026-03-05", "2026-03-05"), "5 Mar");
        assert_eq!(dates("2026-03-05", "2026-03-09"), "5-9 Mar");
        assert_eq!(dates("2026-03-30", "2026-04-02"), "30 Mar-2 Apr");
        assert_eq!(dates_in_full(date("2026-03-02"), date("2026-03-06")), "2 to 6 March 2026");
        assert_eq!(dates_in_full(date("2025-12-30"), date("2026-01-02")), "30 December 2025 to 2 January 2026");
    }

    #[test]
    fn another_year_is_said() {
        let year = Year::of(date("2026-03-02"));
        assert_eq!(year.dates(date("2025-03-05"), date("2025-03-09")), "5-9 Mar 2025");
        assert_eq!(year.dates(date("2025-03-30"), date("2025-04-02")), "30 Mar-2 Apr 2025");
        assert_eq!(year.dates(date("2026-03-15"), date("2028-03-01")), "15 Mar 2026-1 Mar 2028");
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        assert_eq!(year.clock(at("2025-03-04T20:00:00+01:00")), "4 Mar 2025 20:00");
        assert_eq!(year.moment(Moment::On(date("2026-03-04"))), "4 Mar");
        let each = year.shared([date("2025-03-04"), date("2026-03-05")]);
        assert_eq!(each.date(date("2026-03-05")), "5 Mar 2026");
    }
}
