//! A month in words: a sentence, a grid, and a line for each day.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::{Lies, Month, MonthDay, Worst};
use crate::domain::{Catalog, Grade, Triage};

/// The days of the week, as the heads of columns.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The marks of a day and what they mean.
const LEGEND: [(&str, &str); 11] = [
    ("0-4", "worst grade"),
    ("?", "not sure"),
    (".", "not recorded"),
    ("=", "EXPECTED"),
    ("W", "WATCH"),
    ("C", "CALL CLINIC"),
    ("T", "TODAY"),
    ("E", "EMERGENCY"),
    ("*", "treatment"),
    ("!", "warning open"),
    ("~", "late or changed"),
];

/// What the marks mean, in lines of at most `width` columns; no mark is parted from its meaning.
#[must_use]
pub fn legend(width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (mark, words) in LEGEND {
        let part = format!(" {mark} {words} ");
        match lines.last_mut() {
            Some(line) if line.is_empty() || line.len() + part.trim_end().len() <= width => line.push_str(&part),
            _ => lines.push(part),
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A date as this module writes it.
fn date_in_words(date: NaiveDate) -> String {
    date.format("%a %-d %B").to_string()
}

impl Month {
    /// The month and its year.
    #[must_use]
    pub fn title(&self) -> String {
        self.first.format("%B %Y").to_string()
    }

    /// The whole month in a sentence.
    #[must_use]
    pub fn sentence(&self, catalog: &Catalog) -> String {
        let whose = self.symptom.as_ref().map(|id| format!(", {}", catalog.symptom_name(id).to_lowercase()));
        let parts: Vec<_> = [self.check_ins(), self.worst(catalog), self.loudest(), self.warned(), self.treated()]
            .into_iter()
            .flatten()
            .collect();
        let said = if parts.is_empty() { "nothing is recorded".to_owned() } else { parts.join("; ") };
        format!("{}{}: {said}.", self.title(), whose.unwrap_or_default())
    }

    fn check_ins(&self) -> Option<String> {
        let healing = self.days.iter().filter(|day| day.lies == Lies::Healing).count();
        let recorded = self.days.iter().filter(|day| day.is_recorded()).count();
        let check_ins: usize = self.days.iter().map(|day| day.check_ins).sum();
        match (check_ins, healing) {
            (0, 0) => None,
            (0, days) => Some(format!("no check-in in {}", counted(days, "day", "days"))),
            (count, days) => {
                Some(format!("{} on {recorded} of {}", counted(count, "check-in", "check-ins"), days.max(recorded)))
                    .map(|words| words + if days.max(recorded) == 1 { " day" } else { " days" })
            }
        }
    }

    fn worst(&self, catalog: &Catalog) -> Option<String> {
        let graded = self.days.iter().filter_map(|day| match &day.worst {
            Worst::Graded(grade, symptom) => Some((*grade, symptom, day.date)),
            _ => None,
        });
        let top = graded.clone().map(|(grade, ..)| grade).max()?;
        if top == Grade::NONE {
            return Some("no grade above 0".to_owned());
        }
        let at_top: Vec<_> = graded.filter(|(grade, ..)| *grade == top).collect();
        let (_, symptom, date) = at_top.first()?;
        let name = catalog.symptom_name(symptom).to_lowercase();
        Some(format!("worst grade {top} ({name}) on {}{}", date_in_words(*date), and_more(at_top.len())))
    }

    fn loudest(&self) -> Option<String> {
        let loudest = self.days.iter().filter_map(|day| day.verdict).max()?;
        if loudest == Triage::Expected {
            return Some("every verdict EXPECTED".to_owned());
        }
        let days: Vec<_> = self.days.iter().filter(|day| day.verdict == Some(loudest)).collect();
        let first = days.first()?;
        Some(format!("loudest verdict {} on {}{}", loudest.word(), date_in_words(first.date), and_more(days.len())))
    }

    fn warned(&self) -> Option<String> {
        let days = self.days.iter().filter(|day| day.open_warnings > 0).count();
        (days > 0).then(|| format!("a warning was open on {}", counted(days, "day", "days")))
    }

    fn treated(&self) -> Option<String> {
        let dates: Vec<_> =
            self.days.iter().filter(|day| day.treatments > 0).map(|day| date_in_words(day.date)).collect();
        (!dates.is_empty()).then(|| format!("treatment on {}", dates.join(" and ")))
    }

    /// The month as lines of a calendar, ten columns a day, without colour.
    #[must_use]
    pub fn grid(&self) -> Vec<String> {
        let heads = WEEKDAYS.map(|name| format!("{name:<10}")).concat();
        let weeks = self.weeks();
        let weeks = weeks.iter().map(|week| week.map(|day| day.map_or(" ".repeat(10), MonthDay::cell)).concat());
        std::iter::once(heads).chain(weeks).map(|line| line.trim_end().to_owned()).collect()
    }

    /// Each day of the healing, and each other one of which anything is known, in words.
    #[must_use]
    pub fn day_lines(&self, catalog: &Catalog) -> Vec<String> {
        let told = |day: &&MonthDay| day.lies == Lies::Healing || day.is_recorded();
        self.days.iter().filter(told).map(|day| day.in_words(catalog)).collect()
    }
}

impl MonthDay {
    /// The date, the grade, the verdict, the marks: ten columns.
    fn cell(&self) -> String {
        let date = self.date.format("%e");
        format!("{date} {}{}{:<5}", self.grade_mark(), self.verdict_mark(), self.marks())
    }

    /// The day in one line.
    #[must_use]
    pub fn in_words(&self, catalog: &Catalog) -> String {
        let mut parts: Vec<String> = self.day.map(|day| format!("day {day}")).into_iter().collect();
        parts.extend(self.facts(catalog));
        format!("{}: {}", date_in_words(self.date), parts.join(", "))
    }

    /// What is known about it, part by part.
    #[must_use]
    pub fn facts(&self, catalog: &Catalog) -> Vec<String> {
        let mut parts = Vec::new();
        if self.treatments > 0 {
            parts.push("treatment".to_owned());
        }
        if self.is_recorded() {
            parts.push(self.worst_in_words(catalog));
            parts.push(self.verdict.map_or("NOT GRADED", Triage::word).to_owned());
            parts.push(counted(self.check_ins, "check-in", "check-ins"));
        } else {
            parts.push("no check-in".to_owned());
        }
        let counts = [(self.late, "typed later"), (self.edited, "changed afterwards")];
        parts.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        if self.open_warnings > 0 {
            parts.push(format!("{} open", counted(self.open_warnings, "warning", "warnings")));
        }
        parts
    }

    fn worst_in_words(&self, catalog: &Catalog) -> String {
        match &self.worst {
            Worst::NotRecorded => "no grade recorded".to_owned(),
            Worst::NotSure => "not sure".to_owned(),
            Worst::Graded(Grade::NONE, _) => "no grade above 0".to_owned(),
            Worst::Graded(grade, symptom) => {
                format!("worst grade {grade} ({})", catalog.symptom_name(symptom).to_lowercase())
            }
        }
    }
}

fn and_more(days: usize) -> String {
    match days {
        0 | 1 => String::new(),
        2 => " and 1 more day".to_owned(),
        more => format!(" and {} more days", more - 1),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
