//! The healing charts of a report: the symptoms that matter most.
//!
//! May use `domain`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::chapter::Chapter;
use crate::domain::{Day, Grade};
use crate::report::course::{HealingCourse, Reading, SHORTEST_CHART, is_outside};
use crate::report::page::{PageChart, Part};

/// So many charts a page has room for; all other grades are in the grid.
const MOST: usize = 6;

/// So many are drawn even where nothing was outside.
const LEAST: usize = 3;

/// The charts of what was outside, then of what was strongest.
pub(super) fn parts(chapter: &Chapter<'_>) -> Vec<Part> {
    let last = last_day(chapter);
    let mut courses: Vec<_> = courses(chapter, last).filter(is_worth_a_chart).collect();
    courses.sort_by_cached_key(|course| (Reverse(days_outside(course) > 0), Reverse(highest(course))));
    let outside = courses.iter().filter(|course| days_outside(course) > 0).count();
    let charts: Vec<_> = courses
        .iter()
        .take(outside.clamp(LEAST, MOST))
        .map(|course| PageChart::of(course, chapter.first, last, course.sentence()))
        .collect();
    if charts.is_empty() {
        return Vec::new();
    }
    vec![Part::Heading("Healing beside the range described".to_owned()), Part::Charts(charts)]
}

/// Up to the last check-in, and two weeks long where the period reaches so far.
fn last_day(chapter: &Chapter<'_>) -> Day {
    let recorded = chapter.entries().map(|judged| judged.day).max().unwrap_or(chapter.first);
    recorded.max(SHORTEST_CHART.min(chapter.last)).max(chapter.first)
}

/// The courses in the order of the catalogue, as far as they lie in the period.
fn courses(chapter: &Chapter<'_>, last: Day) -> impl Iterator<Item = HealingCourse> {
    chapter.catalog().symptoms.iter().map(move |symptom| {
        let today = chapter.end.min(last.plus(1));
        let Chapter { healing, assessment, edited, .. } = chapter;
        let course = HealingCourse::new(&symptom.id, healing, assessment, chapter.catalog(), today);
        let mut course = course.with_edited(|entry| edited.contains(entry));
        course.readings.retain(|reading| chapter.holds(reading.day));
        course.earlier.clear();
        course.first = chapter.first;
        course
    })
}

/// One mark is no course; the grid has it.
fn is_worth_a_chart(course: &HealingCourse) -> bool {
    let days: BTreeSet<_> = course.graded().map(|reading| reading.day).collect();
    highest(course) > Grade::NONE && (days.len() > 1 || days_outside(course) > 0)
}

fn highest(course: &HealingCourse) -> Grade {
    course.graded().filter_map(Reading::grade).max().unwrap_or_default()
}

fn days_outside(course: &HealingCourse) -> usize {
    course.graded().filter(|reading| is_outside(reading.standing)).count()
}
