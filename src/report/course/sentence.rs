//! The one sentence that says what the chart shows.
//!
//! May use `domain`.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{HealingCourse, is_outside};
use crate::domain::{Day, Grade, Rating};

/// Under so many recorded days nothing is called a rise or a fall.
const DAYS_FOR_A_TREND: usize = 3;

impl HealingCourse {
    /// What the chart shows, in one sentence; with fewer than three recorded days it only says what they were.
    #[must_use]
    pub fn sentence(&self) -> String {
        let days = self.grade_by_day();
        let Some((&last_day, _)) = days.last_key_value() else { return self.nothing_graded() };
        let course = if days.len() < DAYS_FOR_A_TREND { listed(&days) } else { told(&days) };
        let mut sentence = format!("{}: {course}; {}", self.name, self.within(&days));
        sentence.push_str(&self.unanswered());
        sentence.push_str(&self.last_time(last_day));
        if days.len() < DAYS_FOR_A_TREND {
            sentence.push_str("; too few days yet to speak of a course");
        }
        sentence.push('.');
        sentence
    }

    /// The last grade of each day that has one.
    fn grade_by_day(&self) -> BTreeMap<Day, Grade> {
        self.graded().filter_map(|reading| Some((reading.day, reading.grade()?))).collect()
    }

    fn nothing_graded(&self) -> String {
        let name = &self.name;
        match self.unsure_days() {
            0 => format!("{name}: not recorded so far."),
            days => format!("{name}: not sure on {}, no grade so far.", counted(days)),
        }
    }

    fn within(&self, days: &BTreeMap<Day, Grade>) -> String {
        let is_within = |day: &&Day| !self.graded().any(|one| one.day == **day && is_outside(one.standing));
        let described: Vec<_> = days.keys().filter(|day| self.band(**day).is_some()).collect();
        let within = described.iter().copied().filter(is_within).count();
        let (recorded, undescribed) = (described.len(), days.len() - described.len());
        if recorded == 0 {
            return "no range described for these days".to_owned();
        }
        let plural = if recorded == 1 { "day" } else { "days" };
        let beside = if undescribed == 0 { String::new() } else { format!("; none described for {undescribed} more") };
        format!("within the range described on {within} of {recorded} recorded {plural}{beside}")
    }

    /// Says aloud the days the line leaves out, so that silence is not taken for "fine".
    fn unanswered(&self) -> String {
        let mut said = String::new();
        let unsure = self.unsure_days();
        if unsure > 0 {
            let _ = write!(said, "; not sure on {}", counted(unsure));
        }
        let missing = self.days_without_answer();
        if missing > 0 {
            let _ = write!(said, "; not recorded on {}", counted(missing));
        }
        said
    }

    fn last_time(&self, day: Day) -> String {
        let then = self.earlier.iter().rev().find(|earlier| earlier.day == day);
        match then {
            Some(earlier) => format!("; {} it was {} on day {day}", self.earlier_when, earlier.grade),
            None if self.earlier.is_empty() => String::new(),
            None => format!("; {} it was not recorded on day {day}", self.earlier_when),
        }
    }

    /// Days on which every answer was "not sure".
    fn unsure_days(&self) -> usize {
        let graded = self.grade_by_day();
        let unsure = self.readings.iter().filter(|reading| reading.answer == Some(Rating::NotSure));
        let mut days: Vec<_> = unsure.map(|reading| reading.day).filter(|day| !graded.contains_key(day)).collect();
        days.dedup();
        days.len()
    }

    /// Days before today, from the treatment or the first entry on, without any answer. Today is not over.
    fn days_without_answer(&self) -> usize {
        let mut answered: Vec<_> = self.readings.iter().filter(|one| one.answer.is_some()).map(|one| one.day).collect();
        answered.dedup();
        let past = answered.iter().filter(|day| **day < self.today).count();
        usize::try_from(self.today.since(self.first)).unwrap_or(0).saturating_sub(past)
    }
}

fn listed(days: &BTreeMap<Day, Grade>) -> String {
    let each: Vec<_> = days.iter().map(|(day, grade)| format!("{grade} on day {day}")).collect();
    each.join(" and ")
}

fn told(days: &BTreeMap<Day, Grade>) -> String {
    let (Some((first_day, first)), Some((last_day, last))) = (days.first_key_value(), days.last_key_value()) else {
        return String::new();
    };
    let moved = match last.cmp(first) {
        Ordering::Less => format!("down to {last}"),
        Ordering::Equal => "the same".to_owned(),
        Ordering::Greater => format!("up to {last}"),
    };
    let mut course = format!("{first} on day {first_day}, {moved} on day {last_day}");
    let highest = days.iter().rev().max_by_key(|(_, grade)| **grade).filter(|(_, grade)| *grade > first.max(last));
    let lowest = days.iter().min_by_key(|(_, grade)| **grade).filter(|(_, grade)| *grade < first.min(last));
    if let Some((day, grade)) = highest {
        let _ = write!(course, ", highest {grade} on day {day}");
    } else if let Some((day, grade)) = rise_in_between(days) {
        let _ = write!(course, ", up to {grade} again on day {day} in between");
    }
    if let Some((day, grade)) = lowest {
        let _ = write!(course, ", lowest {grade} on day {day}");
    }
    course
}

/// The day before the last on which the symptom had risen furthest from an earlier low.
fn rise_in_between(days: &BTreeMap<Day, Grade>) -> Option<(Day, Grade)> {
    let mut low = Grade::EXTREME;
    let mut furthest: Option<(u8, Day, Grade)> = None;
    for (&day, &grade) in days.iter().take(days.len().saturating_sub(1)) {
        let rise = grade.number().saturating_sub(low.number());
        if rise > furthest.map_or(0, |(most, ..)| most) {
            furthest = Some((rise, day, grade));
        }
        low = low.min(grade);
    }
    let last = days.last_key_value().map_or(Grade::NONE, |(_, grade)| *grade);
    furthest.map(|(_, day, grade)| (day, grade)).filter(|(_, grade)| *grade > last)
}

fn counted(days: usize) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
