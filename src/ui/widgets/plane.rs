//! The plane a chart is drawn on: days across, grades 0–4 upwards, mapped to cells, halves of cells and dots.
//!
//! May use `domain`, the values of `report` and ratatui's geometry.

use ratatui::layout::{Position, Rect};

use crate::domain::{Band, Day, Grade};
use crate::report::course::Window;

/// Which described range a spot lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// At or under the usual grade.
    Usual,
    /// Above it, up to the outer grade.
    Outer,
    /// Above everything described, or nothing is described.
    Beyond,
}

/// Days and grades laid over an area of cells.
#[derive(Clone, Copy, Debug)]
pub struct Plane {
    area: Rect,
    window: Window,
    /// Where each grade from 0 to 4 lies.
    levels: [Level; 5],
}

#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// Row of its points, from the top of the area.
    row: u16,
    /// Row of its dots, four to a cell, from the top of the area.
    dot: u16,
    /// First half row of the lane that belongs to the grade, from the top of the area.
    lane: u16,
}

/// From so many rows on every grade has rows of its own.
pub const ROOMY: u16 = 5;

impl Plane {
    /// Lays the days of `window` over `area`; `None` when there is no room at all.
    #[must_use]
    pub fn new(area: Rect, window: Window) -> Option<Self> {
        let levels = if area.height >= ROOMY { roomy(area.height) } else { tight(area.height) };
        (!area.is_empty()).then_some(Self { area, window, levels })
    }

    /// The cells it covers.
    #[must_use]
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Whether every grade has rows of its own, so that points can be told apart by their row alone.
    #[must_use]
    pub const fn is_roomy(&self) -> bool {
        self.area.height >= ROOMY
    }

    /// The row of a grade's points.
    #[must_use]
    pub fn row(&self, grade: Grade) -> u16 {
        self.area.y + self.level(grade).row
    }

    /// The column of a place among the days; `None` outside the window.
    #[must_use]
    pub fn column(&self, place: f64) -> Option<u16> {
        Some(self.area.x + self.across(place, self.area.width)?)
    }

    /// The cell of a grade at a place.
    #[must_use]
    pub fn cell(&self, place: f64, grade: Grade) -> Option<Position> {
        Some(Position::new(self.column(place)?, self.row(grade)))
    }

    /// The dot of a grade at a place: two dots across and four down to a cell, from the top left of the area.
    #[must_use]
    pub fn dot(&self, place: f64, grade: Grade) -> Option<(i32, i32)> {
        let across = self.across(place, self.area.width.saturating_mul(2))?;
        Some((i32::from(across), i32::from(self.level(grade).dot)))
    }

    /// The day under the middle of a column.
    #[must_use]
    pub fn day_at(&self, column: u16) -> Day {
        let offset = column.saturating_sub(self.area.x);
        let share = (f64::from(offset) + 0.5) / f64::from(self.area.width);
        #[expect(clippy::cast_possible_truncation, reason = "at most the number of days of the window")]
        let days = (share * f64::from(self.window.days())).floor() as i32;
        self.window.first.plus(days)
    }

    /// The zones of the upper and lower half of the cells of a column, the topmost first.
    pub fn zones(&self, band: Option<Band>) -> impl Iterator<Item = (u16, [Zone; 2])> + use<> {
        let tops = band.map(|band| [self.level(band.usual).lane, self.level(band.outer).lane]);
        let zone = move |half: u16| match tops {
            Some([usual, _]) if half >= usual => Zone::Usual,
            Some([_, outer]) if half >= outer => Zone::Outer,
            _ => Zone::Beyond,
        };
        let top = self.area.y;
        (0..self.area.height).map(move |row| (top + row, [zone(row * 2), zone(row * 2 + 1)]))
    }

    fn level(&self, grade: Grade) -> Level {
        self.levels[usize::from(grade.number())]
    }

    fn across(&self, place: f64, steps: u16) -> Option<u16> {
        let from_first = place - f64::from(self.window.first.number());
        let share = from_first / f64::from(self.window.days());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share below one of a u16")]
        let step = (share * f64::from(steps)).floor() as u16;
        (0.0..1.0).contains(&share).then(|| step.min(steps.saturating_sub(1)))
    }
}

/// Points on rows at equal distances; the lane of a grade is the rows around its own, so that its points lie well inside.
fn roomy(height: u16) -> [Level; 5] {
    let apart = (height - 1) / 4;
    let spare = height - 1 - 4 * apart;
    let above = spare.div_ceil(2).max(spare.min(apart / 2));
    std::array::from_fn(|grade| {
        let below_top = 4 - u16::try_from(grade).unwrap_or(4);
        let row = above + below_top * apart;
        Level { row, dot: row * 4 + 1, lane: row.saturating_sub(apart / 2) * 2 }
    })
}

/// Fewer rows than grades: lanes of half rows, points as dots in the middle of them.
fn tight(height: u16) -> [Level; 5] {
    let halves = height * 2;
    let lane = |grade: u16| halves - ((grade + 1) * halves + 2) / 5;
    std::array::from_fn(|grade| {
        let grade = u16::try_from(grade).unwrap_or(4);
        let (top, bottom) = (lane(grade), if grade == 0 { halves } else { lane(grade - 1) });
        let dot = (top + bottom).min((halves * 2).saturating_sub(1));
        Level { row: dot / 4, dot, lane: top }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_lies_inside_its_own_lane_and_above_the_grade_below() {
        for height in 5..=60 {
            let levels = roomy(height);
            for pair in levels.windows(2) {
                assert!(pair[1].row < pair[0].row && pair[1].row * 2 < pair[0].lane, "{height}: {levels:?}");
            }
            assert!(
                levels.iter().all(|level| level.row < height && level.lane <= level.row * 2),
                "{height}: {levels:?}"
            );
        }
    }

    #[test]
    fn few_rows_still_show_every_grade_by_its_dot() {
        for height in 2..ROOMY {
            let levels = tight(height);
            assert!(levels.windows(2).all(|pair| pair[1].dot <= pair[0].dot && pair[1].lane <= pair[0].lane));
            assert!(levels.iter().all(|level| level.dot < height * 4 && level.lane < height * 2), "{levels:?}");
        }
    }

    #[test]
    fn a_point_stands_over_its_own_day() {
        let window = Window { first: Day::new(0), last: Day::new(14) };
        for width in 15..200 {
            let plane = Plane::new(Rect::new(3, 2, width, 9), window).unwrap();
            for day in 0..15 {
                let column = plane.column(f64::from(day) + 0.5).unwrap();
                assert_eq!(plane.day_at(column).number(), day, "width {width}");
            }
        }
    }
}
