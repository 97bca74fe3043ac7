//! What a treatment is called beside others: "in March", where that says which one is meant.
//!
//! May use `domain`.

use chrono::{Datelike, NaiveDate};

use crate::domain::{DayEnd, Treatment};

/// A month is said without its year for so many days.
const WITHOUT_YEAR: i64 = 300;

/// When a treatment was, said so that no other of these is meant: `in March`, `in March 2025`, `on 5 March 2025`.
#[must_use]
pub fn when(treatment: &Treatment, treatments: &[&Treatment], day_end: DayEnd) -> String {
    let date = |treatment: &Treatment| treatment.performed_at.date(day_end);
    let (here, latest) = (date(treatment), treatments.iter().map(|one| date(one)).max());
    let others: Vec<NaiveDate> = treatments.iter().filter(|one| one.id != treatment.id).map(|one| date(one)).collect();
    let is_recent = |date: &NaiveDate| latest.is_none_or(|latest| (latest - *date).num_days() < WITHOUT_YEAR);
    let same_month = |other: &&NaiveDate| other.month() == here.month();
    let same_year = |other: &NaiveDate| other.year() == here.year();
    if others.iter().filter(same_month).any(same_year) {
        let shape = if is_recent(&here) { "on %-d %B" } else { "on %-d %B %Y" };
        here.format(shape).to_string()
    } else if is_recent(&here) {
        here.format("in %B").to_string()
    } else {
        here.format("in %B %Y").to_string()
    }
}

/// A small number in a word, as sentences say it.
#[must_use]
pub fn in_words(number: i32) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = usize::try_from(number).ok().and_then(|number| WORDS.get(number));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    fn said(dates: &[&str]) -> Vec<String> {
        let treatments: Vec<_> =
            dates.iter().map(|date| Treatment::new((*date).into(), Moment::On(date.parse().unwrap()))).collect();
        let all: Vec<_> = treatments.iter().collect();
        all.iter().map(|treatment| when(treatment, &all, DayEnd::MIDNIGHT)).collect()
    }

    #[test]
    fn a_month_alone_where_it_says_which_is_meant() {
        assert_eq!(said(&["2026-01-15", "2026-03-05"]), ["in January", "in March"]);
        assert_eq!(said(&["2025-03-05", "2026-03-05"]), ["in March 2025", "in March"]);
        assert_eq!(said(&["2026-03-01", "2026-03-29"]), ["on 1 March", "on 29 March"]);
        assert_eq!(said(&["2024-03-01", "2024-03-29", "2026-03-29"])[..2], ["on 1 March 2024", "on 29 March 2024"]);
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!((in_words(2).as_str(), in_words(11).as_str(), in_words(-3).as_str()), ("two", "11", "-3"));
    }
}
