//! When a symptom will be over, in words: a range and never a promise, and what it rests on.
//!
//! May use `domain`.

use super::occasion::{in_words, when};
use crate::domain::forecast::{EarlierEnd, Range, Reason};
use crate::domain::{Catalog, Day, Diary, Forecast, Outlook, Treatment};

/// What stands over every list of forecasts.
pub const TITLE: &str = "When will it be over?";

/// How a range is meant, said once under the forecasts.
pub const HOW_MEANT: &str = "\
A range is no promise: about 8 of 10 made-up courses ended inside such a range, and the others before or after it. It is \
about ordinary healing only; if something worries you, ring your provider whatever it says.";

/// The forecasts of one treatment, in words.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The journal, for dates and other treatments.
    pub diary: &'a Diary,
    /// The treatment.
    pub treatment: &'a Treatment,
    /// The names of symptoms.
    pub catalog: &'a Catalog,
    /// The day they are asked on.
    pub today: Day,
}

impl Telling<'_> {
    /// The whole of one forecast, its symptom's name first.
    #[must_use]
    pub fn sentence(&self, forecast: &Forecast) -> String {
        let name = self.catalog.symptom_name(&forecast.symptom);
        match &forecast.outlook {
            Outlook::NotRecorded => format!("{name}: not recorded so far, so there is nothing to go by."),
            Outlook::NeverThere(1) => format!("{name}: not there in the one entry that grades it."),
            Outlook::NeverThere(entries) => {
                format!("{name}: not there in any of the {entries} check-ins that grade it.")
            }
            Outlook::Gone { on } => format!("{name}: gone since {}, by your check-ins.", self.day(*on)),
            Outlook::Going(range) => format!("{name}: {} {}", self.range(range), self.basis(range)),
            Outlook::AskProvider(reason) => {
                format!("{name}: ask your provider instead of a forecast; {}.", why_ask(reason))
            }
            Outlook::TooLittle(_) => {
                format!("{name}: too little to go by yet; a forecast needs two check-ins that grade it.")
            }
            Outlook::Stale(day) => {
                format!("{name}: last graded on day {day}; grade it again, and there is a forecast.")
            }
            Outlook::NothingDescribed => format!("{name}: nobody describes when it ends, so there is no forecast."),
        }
    }

    /// One forecast without what it rests on.
    #[must_use]
    pub fn brief(&self, forecast: &Forecast) -> String {
        match &forecast.outlook {
            Outlook::Going(range) => {
                format!("{}: {}", self.catalog.symptom_name(&forecast.symptom), self.range(range))
            }
            _ => self.sentence(forecast),
        }
    }

    /// The forecast in a few words, for a line that holds several: `redness day 5 to 7`; nothing where there is no range.
    #[must_use]
    pub fn in_short(&self, forecast: &Forecast) -> Option<String> {
        let Outlook::Going(range) = &forecast.outlook else { return None };
        let name = self.catalog.symptom_name(&forecast.symptom).to_lowercase();
        Some(match (range.first <= self.today, range.first == range.last) {
            (true, true) => format!("{name} today"),
            (true, false) => format!("{name} by day {}", range.last),
            (false, true) => format!("{name} day {}", range.last),
            (false, false) => format!("{name} day {} to {}", range.first, range.last),
        })
    }

    /// The range with its days and dates, as a sentence.
    fn range(&self, range: &Range) -> String {
        match (range.first <= self.today, range.first == range.last) {
            (true, true) => "likely gone today or in the night.".to_owned(),
            (true, false) => format!("likely gone by {}, perhaps already today.", self.day(range.last)),
            (false, true) => format!("likely gone on {}.", self.day(range.last)),
            (false, false) => {
                format!("likely gone between {} and {}.", self.day(range.first), self.day(range.last))
            }
        }
    }

    /// `day 5, Saturday 7 March`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        format!("day {day}, {}", self.treatment.date_of(day, self.diary.day_end).format("%A %-d %B"))
    }

    /// What it rests on.
    #[must_use]
    pub fn basis(&self, range: &Range) -> String {
        let entries = format!("From {} check-ins of yours and the range described", range.entries);
        match range.earlier.first() {
            None => format!("{entries}."),
            Some(earlier) => format!("{entries}; {}.", self.earlier(earlier)),
        }
    }

    fn earlier(&self, end: &EarlierEnd) -> String {
        let treatments = self.diary.treatments_by_time();
        let then = self.diary.treatment(&end.treatment);
        let when = then.map_or_else(|| "before".to_owned(), |then| when(then, &treatments, self.diary.day_end));
        let days = end.gone.number();
        let plural = if days == 1 { "day" } else { "days" };
        let about = if end.gone.since(end.last_there) == 1 { "" } else { "at most " };
        format!("after your treatment {when} it took {about}{} {plural}", in_words(days))
    }
}

fn why_ask(reason: &Reason) -> String {
    match reason {
        Reason::OpenWarning(title) => format!("the warning \"{title}\" is open"),
        Reason::Outside => "your last grade is outside the range described".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forecast::forecasts;
    use crate::domain::{Moment, TreatmentId};
    use crate::report::course::tests::{Line, diary, protocol};

    fn said(lines: &[Line], at: &str) -> (String, Option<String>) {
        let (diary, protocol) = (diary(lines), protocol());
        let treatment = diary.treatment(&TreatmentId::from("now")).unwrap();
        let at: Moment = at.parse().unwrap();
        let today = treatment.day_of(at, diary.day_end);
        let telling = Telling { diary: &diary, treatment, catalog: &protocol.catalog, today };
        let redness = "redness".into();
        let found = forecasts(&diary, treatment, &protocol, std::iter::once(&redness), at);
        (telling.sentence(&found[0]), telling.in_short(&found[0]))
    }

    #[test]
    fn a_range_names_its_days_its_dates_and_what_it_rests_on() {
        let lines = [("now", 0, 20, "3", 0), ("now", 1, 20, "2", 1), ("now", 2, 20, "2", 2)];
        let (sentence, short) = said(&lines, "2026-03-04T21:00:00+01:00");
        assert!(sentence.starts_with("Redness: likely gone between day "), "{sentence}");
        assert!(sentence.contains(" March and day "), "{sentence}");
        assert!(sentence.ends_with("From 3 check-ins of yours and the range described."), "{sentence}");
        assert!(short.unwrap().starts_with("redness day "));
    }

    #[test]
    fn an_earlier_treatment_is_named_with_what_it_took() {
        let before = [("before", 0, 20, "3", 0), ("before", 1, 20, "1", 1), ("before", 2, 20, "0", 2)];
        let now = [("now", 0, 20, "3", 0), ("now", 1, 20, "2", 1)];
        let (sentence, _) = said(&[&before[..], &now[..]].concat(), "2026-03-03T21:00:00+01:00");
        assert!(sentence.ends_with("described; after your treatment in February it took two days."), "{sentence}");
    }

    #[test]
    fn where_there_is_no_forecast_the_reason_is_said() {
        let evening = "2026-03-03T21:00:00+01:00";
        assert_eq!(said(&[], evening).0, "Redness: not recorded so far, so there is nothing to go by.");
        let gone = [("now", 0, 20, "2", 0), ("now", 1, 20, "0", 1)];
        assert_eq!(said(&gone, evening).0, "Redness: gone since day 1, Tuesday 3 March, by your check-ins.");
        let outside = [("now", 0, 20, "3", 0), ("now", 2, 20, "4", 2)];
        assert!(said(&outside, "2026-03-04T21:00:00+01:00").0.contains("ask your provider instead of a forecast"));
        assert!(said(&[("now", 1, 20, "2", 1)], evening).0.contains("too little to go by yet"));
        let old = [("now", 0, 20, "2", 0), ("now", 1, 20, "2", 1)];
        assert!(said(&old, "2026-03-09T21:00:00+01:00").0.contains("last graded on day 1; grade it again"));
    }
}
