//! A month of the journal, day by day: the worst grade, the loudest verdict, and what else marks a day.
//!
//! May use `domain`.

mod gather;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::{Assessment, Day, Diary, EntryId, Grade, SymptomId, Triage};

pub use text::{WEEKDAYS, legend};

/// The journal as far as a month tells about it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// The treatments, and when the patient's day ends.
    pub diary: &'a Diary,
    /// The healings, judged.
    pub assessments: &'a [&'a Assessment],
    /// The entries that were changed after they were saved.
    pub edited: &'a BTreeSet<EntryId>,
    /// The journal's date now.
    pub today: NaiveDate,
}

/// A month of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first date.
    pub first: NaiveDate,
    /// The symptom whose grades are shown; the worst of all when none.
    pub symptom: Option<SymptomId>,
    /// Its days, in order.
    pub days: Vec<MonthDay>,
}

/// One day of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthDay {
    /// Its date, by the patient's own day end.
    pub date: NaiveDate,
    /// Where it lies.
    pub lies: Lies,
    /// Its day after the latest treatment begun by then.
    pub day: Option<Day>,
    /// How many check-ins describe it.
    pub check_ins: usize,
    /// The worst grade.
    pub worst: Worst,
    /// The loudest verdict; none where nothing was compared.
    pub verdict: Option<Triage>,
    /// How many treatments took place.
    pub treatments: usize,
    /// How many warnings were under way.
    pub open_warnings: usize,
    /// How many check-ins were typed on a later day.
    pub late: usize,
    /// How many check-ins were changed after they were saved.
    pub edited: usize,
}

/// Where a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Before the first treatment.
    BeforeTreatment,
    /// Between the first treatment and today.
    Healing,
    /// After today.
    Ahead,
}

/// The worst grade of a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worst {
    /// Nothing was answered, which is not the same as none.
    NotRecorded,
    /// The patient looked and could not tell.
    NotSure,
    /// The grade, and the symptom that had it.
    Graded(Grade, SymptomId),
}

impl Month {
    /// The month in which a date lies.
    #[must_use]
    pub fn of(date: NaiveDate, symptom: Option<&SymptomId>, recorded: Recorded<'_>) -> Self {
        let first = first_of(date);
        let days = first.iter_days().take_while(|day| day.month() == first.month());
        let mut month =
            Self { first, symptom: symptom.cloned(), days: days.map(|date| MonthDay::empty(date, recorded)).collect() };
        month.gather(recorded);
        month
    }

    /// The weeks, Monday first; days of other months are left out.
    #[must_use]
    pub fn weeks(&self) -> Vec<[Option<&MonthDay>; 7]> {
        let before = self.first.weekday().num_days_from_monday() as usize;
        let mut weeks = vec![[None; 7]; (before + self.days.len()).div_ceil(7)];
        for (at, day) in self.days.iter().enumerate() {
            weeks[(before + at) / 7][(before + at) % 7] = Some(day);
        }
        weeks
    }

    /// The day of a date; none when it lies in another month.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Option<&MonthDay> {
        self.days.iter().find(|day| day.date == date)
    }
}

impl MonthDay {
    /// Whether any entry describes it.
    #[must_use]
    pub const fn is_recorded(&self) -> bool {
        self.check_ins > 0
    }

    /// Its worst grade as one ASCII character.
    #[must_use]
    pub fn grade_mark(&self) -> char {
        match (&self.worst, self.lies) {
            (Worst::Graded(grade, _), _) => char::from(b'0' + grade.number()),
            (Worst::NotSure, _) => '?',
            (Worst::NotRecorded, Lies::Healing) => '.',
            (Worst::NotRecorded, _) if self.is_recorded() => '.',
            (Worst::NotRecorded, _) => ' ',
        }
    }

    /// Its loudest verdict as one ASCII character.
    #[must_use]
    pub const fn verdict_mark(&self) -> char {
        match self.verdict {
            None => ' ',
            Some(Triage::Expected) => '=',
            Some(Triage::Watch) => 'W',
            Some(Triage::ContactProvider) => 'C',
            Some(Triage::Urgent) => 'T',
            Some(Triage::Emergency) => 'E',
        }
    }

    /// What else marks it, at most three ASCII characters.
    #[must_use]
    pub fn marks(&self) -> String {
        let marks = [(self.treatments, '*'), (self.open_warnings, '!'), (self.late + self.edited, '~')];
        marks.into_iter().filter(|(count, _)| *count > 0).map(|(_, mark)| mark).collect()
    }
}

/// The first date of the month of a date.
#[must_use]
pub fn first_of(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// The same day so many months on, or back; the month's last day where it is shorter, the same date where the calendar ends.
#[must_use]
pub fn months_on(date: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) };
    moved.unwrap_or(date)
}
