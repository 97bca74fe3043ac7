//! Where days and grades stand in a drawing.
//!
//! May use `domain`.

use crate::domain::Grade;
use crate::report::page::PageChart;

/// A grade fills this much of the way to its neighbours, so that a mark at the edge of a range lies within its area.
pub(super) const HALF_A_GRADE: f32 = 0.42;

/// How wide a letter is at most, as a part of its size; rough, as a drawing does not know the letters it is set in.
const LETTER: f32 = 0.58;

/// Where days and grades stand in a drawing of a size.
pub(super) struct Scale {
    /// The left edge of the days.
    pub left: f32,
    /// The right edge of the days.
    pub right: f32,
    /// The top edge of the grades.
    pub top: f32,
    /// The bottom edge of the grades.
    pub bottom: f32,
    /// The size of the letters.
    pub letters: f32,
    /// Whether the words of the grades have room.
    pub words: GradeWords,
    /// First day.
    pub first: i64,
    /// How many days.
    pub days: i64,
}

/// Whether the words of the grades stand beside their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GradeWords {
    /// They do.
    Shown,
    /// There is room for the numbers only.
    Left,
}

impl Scale {
    pub(super) fn new(chart: &PageChart, width: f32, height: f32) -> Self {
        let letters = (width / 28.0).clamp(5.5, 8.0);
        let words = if width >= 150.0 { GradeWords::Shown } else { GradeWords::Left };
        let labels = letters * LETTER * if words == GradeWords::Shown { 9.0 } else { 1.0 };
        let first = i64::from(chart.first.number());
        Self {
            left: labels + letters * 0.6,
            right: width - 1.0,
            top: letters * 0.3,
            bottom: height - letters * 1.6,
            letters,
            words,
            first,
            days: (i64::from(chart.last.number()) - first + 1).max(1),
        }
    }

    /// Where a place on the days stands; day 3 reaches from 3.0 to 4.0. Held within the days of the chart.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a point on paper, within its width"
    )]
    pub(super) fn x(&self, place: f64) -> f32 {
        let part = ((place - self.first as f64) / self.days as f64).clamp(0.0, 1.0);
        let part = if part.is_nan() { 0.0 } else { part as f32 };
        self.left + part * (self.right - self.left)
    }

    /// Where a grade stands, or a part of the way between two.
    pub(super) fn y(&self, grade: f32) -> f32 {
        let part = (grade + 0.5) / 5.0;
        self.bottom - part * (self.bottom - self.top)
    }

    /// Where a grade stands.
    pub(super) fn y_of(&self, grade: Grade) -> f32 {
        self.y(f32::from(grade.number()))
    }

    /// The width of a day.
    #[expect(clippy::cast_precision_loss, reason = "a width on paper")]
    pub(super) fn day(&self) -> f32 {
        (self.right - self.left) / self.days as f32
    }

    /// The width of a text, about.
    #[expect(clippy::cast_precision_loss, reason = "a few letters")]
    pub(super) fn wide(&self, letters: usize) -> f32 {
        letters as f32 * LETTER * self.letters
    }
}
