//! A course drawn on its plane: the range described, last time's line, the patient's line, and a symbol for each answer.
//!
//! May use the values of `report` and ratatui.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::chart_style::ChartStyle;
use super::ground::{Ground, Grounds, own};
use super::plane::Plane;
use super::trace::{Dot, Weight};
use crate::domain::{Band, Day, Grade};
use crate::report::course::{HealingCourse, LastTime, Reading, are_joined, is_outside};

/// One course on one plane.
#[derive(Clone, Copy, Debug)]
pub struct Plot<'a> {
    /// What is drawn.
    pub course: &'a HealingCourse,
    /// With what.
    pub style: &'a ChartStyle,
    /// Whether the treatment before is drawn as well.
    pub last_time: LastTime,
    /// The selected reading, by its place in the course.
    pub cursor: Option<usize>,
}

impl Plot<'_> {
    /// Draws the course; the patient's own answers lie on top.
    pub fn render(&self, plane: &Plane, buf: &mut Buffer) {
        self.ground().render(plane, buf);
        // In few rows two lines could not be told apart.
        if self.last_time == LastTime::Shown && plane.is_roomy() {
            self.render_last_time(plane, buf);
        }
        let weight = if plane.is_roomy() { Weight::Strong } else { Weight::Fine };
        self.render_line(plane, &self.own_lines(plane), weight, self.own(self.style.line), buf);
        self.render_cursor(plane, buf);
        self.render_answers(plane, buf);
    }

    fn render_last_time(&self, plane: &Plane, buf: &mut Buffer) {
        let spots = self.course.earlier.iter().map(|one| (one.day, one.place, one.grade));
        self.render_line(plane, &lines(plane, spots), Weight::Faint, self.style.earlier, buf);
        for earlier in &self.course.earlier {
            if let Some(cell) = plane.cell(earlier.place, earlier.grade) {
                self.ink(plane, cell, self.style.glyphs.earlier, self.style.earlier, buf);
            }
        }
    }

    fn own_lines(&self, plane: &Plane) -> Vec<(Dot, Dot)> {
        lines(plane, self.course.graded().filter_map(|one| Some((one.day, one.place, one.grade()?))))
    }

    fn render_line(&self, plane: &Plane, lines: &[(Dot, Dot)], weight: Weight, style: Grounds, buf: &mut Buffer) {
        self.ground().render_line(plane, lines, weight, style, buf);
    }

    fn render_cursor(&self, plane: &Plane, buf: &mut Buffer) {
        let Some(column) = self.selected().and_then(|reading| plane.column(reading.place)) else { return };
        for cell in plane.area().rows().map(|row| Position::new(column, row.y)) {
            self.ink(plane, cell, self.style.glyphs.cursor, self.own(self.style.cursor), buf);
        }
    }

    /// The symbols; where several fall on one cell, one outside the range hides the others, and the selected one hides all.
    fn render_answers(&self, plane: &Plane, buf: &mut Buffer) {
        let mut shown: Vec<_> = self.course.graded().filter(|reading| self.has_symbol(plane, reading)).collect();
        shown.sort_by_key(|reading| is_outside(reading.standing));
        for reading in shown {
            self.render_answer(plane, reading, Style::new(), buf);
        }
        if let Some(reading) = self.selected() {
            self.render_answer(plane, reading, self.style.selected, buf);
        }
    }

    /// In few rows a line says more than symbols, except for what must not be overlooked.
    fn has_symbol(&self, plane: &Plane, reading: &Reading) -> bool {
        plane.is_roomy() || is_outside(reading.standing) || !self.is_in_line(reading)
    }

    /// Whether a line leads to or from a reading.
    fn is_in_line(&self, reading: &Reading) -> bool {
        let others = self.course.graded().filter(|other| other.entry != reading.entry);
        others.into_iter().any(|other| are_joined(other.day, reading.day) || are_joined(reading.day, other.day))
    }

    fn render_answer(&self, plane: &Plane, reading: &Reading, over: Style, buf: &mut Buffer) {
        let Some(cell) = reading.grade().and_then(|grade| plane.cell(reading.place, grade)) else { return };
        let symbol = self.style.symbol(reading.standing, reading.typed);
        self.ink(plane, cell, symbol, self.own(self.style.of(reading.standing)), buf);
        buf.set_style(Rect::new(cell.x, cell.y, 1, 1), over);
    }

    fn selected(&self) -> Option<&Reading> {
        self.course.readings.get(self.cursor?)
    }

    fn own(&self, style: Style) -> Grounds {
        own(self.style, style)
    }

    fn ink(&self, plane: &Plane, cell: Position, symbol: char, grounds: Grounds, buf: &mut Buffer) {
        self.ground().ink(plane, cell, symbol, grounds, buf);
    }

    fn ground(&self) -> Ground<'_, impl Fn(Day) -> Option<Band>> {
        Ground { style: self.style, band: |day| self.course.band(day) }
    }
}

/// The lines between readings that lie on the same day or on neighbouring days; over a gap there is none.
fn lines(plane: &Plane, spots: impl Iterator<Item = (Day, f64, Grade)>) -> Vec<(Dot, Dot)> {
    let spots: Vec<_> = spots.map(|(day, place, grade)| (day, plane.dot(place, grade))).collect();
    let joined = spots.windows(2).filter(|pair| are_joined(pair[0].0, pair[1].0));
    joined.filter_map(|pair| pair[0].1.zip(pair[1].1)).collect()
}
