//! When a symptom was gone after a treatment, as far as the entries tell.
//!
//! Uses the diary only.

use std::collections::BTreeMap;

use super::day::{Day, DayEnd, Moment};
use super::entry::Entry;
use super::id::SymptomId;
use super::symptom::Grade;
use super::treatment::Treatment;

/// When a symptom was gone after one treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// No grade was given.
    NotRecorded,
    /// Every grade given is none.
    NeverThere,
    /// It was there on this day, and no later day is graded none.
    NotYet {
        /// The last day above none.
        last_there: Day,
    },
    /// It was there, and then graded none.
    By {
        /// The last day above none.
        last_there: Day,
        /// The first graded day after it.
        gone: Day,
    },
}

impl Gone {
    /// Reads it off the worst grade of each graded day.
    #[must_use]
    pub fn of(worst: &BTreeMap<Day, Grade>) -> Self {
        let there = worst.iter().rev().find(|(_, grade)| **grade > Grade::NONE);
        let Some((&last_there, _)) = there else {
            return if worst.is_empty() { Self::NotRecorded } else { Self::NeverThere };
        };
        match worst.range(last_there.plus(1)..).next() {
            None => Self::NotYet { last_there },
            Some((&gone, _)) => Self::By { last_there, gone },
        }
    }

    /// The day it was gone, where no ungraded day leaves that open.
    #[must_use]
    pub fn exactly(self) -> Option<Day> {
        match self {
            Self::By { last_there, gone } if gone.since(last_there) == 1 => Some(gone),
            _ => None,
        }
    }
}

/// The worst grade of each day of a treatment that has one; days without a grade are left out.
#[must_use]
pub fn worst_by_day<'a>(
    symptom: &SymptomId,
    treatment: &Treatment,
    entries: impl Iterator<Item = &'a Entry>,
    day_end: DayEnd,
) -> BTreeMap<Day, Grade> {
    let mut worst: BTreeMap<Day, Grade> = BTreeMap::new();
    for entry in entries.filter(|entry| entry.treatment == treatment.id) {
        let Some(grade) = entry.grade(symptom) else { continue };
        let day = treatment.day_of(entry.at, day_end);
        worst.entry(day).and_modify(|known| *known = grade.max(*known)).or_insert(grade);
    }
    worst
}

/// Whether something told about a treatment had come by a moment: a date alone has come as soon as its day has.
#[must_use]
pub fn has_come(treatment: &Treatment, told: Moment, at: Moment, day_end: DayEnd) -> bool {
    match told {
        Moment::On(date) => date <= at.date(day_end),
        Moment::At(_) => treatment.instant_of(told, day_end) <= treatment.instant_of(at, day_end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(grades: &[(i32, u8)]) -> Gone {
        Gone::of(&grades.iter().map(|(day, grade)| (Day::new(*day), Grade::try_from(*grade).unwrap())).collect())
    }

    #[test]
    fn gone_is_the_first_none_after_the_last_day_above_it() {
        let found = gone(&[(0, 3), (1, 2), (2, 0), (3, 1), (4, 0), (6, 0)]);
        assert_eq!(found, Gone::By { last_there: Day::new(3), gone: Day::new(4) });
        assert_eq!(found.exactly(), Some(Day::new(4)));
    }

    #[test]
    fn days_without_a_grade_leave_it_open_when_it_went() {
        let found = gone(&[(0, 3), (2, 1), (6, 0)]);
        assert_eq!(found, Gone::By { last_there: Day::new(2), gone: Day::new(6) });
        assert_eq!(found.exactly(), None);
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        assert_eq!(gone(&[]), Gone::NotRecorded);
        assert_eq!(gone(&[(0, 0), (3, 0)]), Gone::NeverThere);
        assert_eq!(gone(&[(0, 0), (3, 1)]), Gone::NotYet { last_there: Day::new(3) });
    }
}
