//! The healing chart of a page: one symptom's grades on the range described, by day.
//!
//! May use `domain`.

use crate::domain::{Band, Day, Grade, Standing};
use crate::report::course::{HealingCourse, Revised, Typed, are_joined};

/// What a chart shows of one symptom after one treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct PageChart {
    /// The symptom's name.
    pub title: String,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// The ranges described, the earliest first, without overlap; days between them have none.
    pub ranges: Vec<DescribedRange>,
    /// The patient's grades in time order.
    pub marks: Vec<Mark>,
    /// The chart in a sentence, for those who cannot see it.
    pub sentence: String,
}

/// Days in a row with the same range described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescribedRange {
    /// First of these days.
    pub from: Day,
    /// Last of these days.
    pub to: Day,
    /// The range.
    pub band: Band,
}

/// A grade in the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its day.
    pub day: Day,
    /// Where it stands on the days: the day's number, and a part of that day. Day 3 reaches from 3.0 to 4.0.
    pub place: f64,
    /// The grade.
    pub grade: Grade,
    /// Where it stands beside the range.
    pub standing: Standing,
    /// When it was typed.
    pub typed: Typed,
    /// Whether it was changed since.
    pub revised: Revised,
    /// Whether a line joins it to the mark before.
    pub joined: Joined,
}

/// Whether a mark is joined to the one before by a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It is: they are of the same day or of neighbouring days.
    ToTheOneBefore,
    /// It stands behind a gap, or is the first.
    No,
}

impl PageChart {
    /// The chart of a course, from its day `first` to its day `last`.
    #[must_use]
    pub fn of(course: &HealingCourse, first: Day, last: Day, sentence: String) -> Self {
        Self {
            title: course.name.clone(),
            first,
            last,
            ranges: ranges(course, first, last),
            marks: marks(course, first, last),
            sentence,
        }
    }
}

fn ranges(course: &HealingCourse, first: Day, last: Day) -> Vec<DescribedRange> {
    let mut ranges: Vec<DescribedRange> = Vec::new();
    for day in (first.number()..=last.number()).map(Day::new) {
        let Some(band) = course.band(day) else { continue };
        match ranges.last_mut() {
            Some(range) if range.band == band && day.since(range.to) == 1 => range.to = day,
            _ => ranges.push(DescribedRange { from: day, to: day, band }),
        }
    }
    ranges
}

fn marks(course: &HealingCourse, first: Day, last: Day) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for reading in course.graded().filter(|reading| (first..=last).contains(&reading.day)) {
        let Some(grade) = reading.grade() else { continue };
        let joined = match marks.last() {
            Some(before) if are_joined(before.day, reading.day) => Joined::ToTheOneBefore,
            _ => Joined::No,
        };
        marks.push(Mark {
            day: reading.day,
            place: reading.place,
            grade,
            standing: reading.standing,
            typed: reading.typed,
            revised: reading.revised,
            joined,
        });
    }
    marks
}
