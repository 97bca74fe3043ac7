//! The ground of a chart: the range described, and ink on it that does not hide in which part of it something lies.
//!
//! May use `domain` and ratatui.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Style};

use super::chart_style::ChartStyle;
use super::plane::{Plane, Zone};
use super::trace::{Dot, Weight, cells};
use crate::domain::{Band, Day};

/// The range described for each day, and what it is drawn with.
pub(super) struct Ground<'a, F> {
    pub style: &'a ChartStyle,
    pub band: F,
}

/// A style off and on the usual range.
pub(super) type Grounds = [Style; 2];

/// A style of the patient's own, off and on the usual range.
pub(super) fn own(of: &ChartStyle, style: Style) -> Grounds {
    [style, style.patch(of.on_usual)]
}

impl<F: Fn(Day) -> Option<Band>> Ground<'_, F> {
    /// Fills the range described.
    pub fn render(&self, plane: &Plane, buf: &mut Buffer) {
        for column in plane.area().columns() {
            let band = (self.band)(plane.day_at(column.x));
            for (row, zones) in plane.zones(band) {
                if let Some((filling, style)) = self.filling(zones) {
                    put(buf, Position::new(column.x, row), filling, style);
                }
            }
        }
    }

    /// What fills a cell whose halves lie in these zones.
    fn filling(&self, zones: [Zone; 2]) -> Option<(char, Style)> {
        let glyphs = &self.style.glyphs;
        match (zones, glyphs.half) {
            ([Zone::Outer | Zone::Beyond, Zone::Usual], Some(half)) => Some((half, self.style.outer)),
            ([_, Zone::Usual], _) => Some((glyphs.usual, self.style.usual)),
            ([_, Zone::Outer], _) => Some((glyphs.outer, self.style.outer)),
            ([_, Zone::Beyond], _) => None,
        }
    }

    /// Draws lines between dots of the plane.
    pub fn render_line(&self, plane: &Plane, lines: &[(Dot, Dot)], weight: Weight, style: Grounds, buf: &mut Buffer) {
        let origin = plane.area().as_position();
        for (cell, stroke) in cells(lines, self.style.glyphs.trace, weight) {
            let cell = Position::new(origin.x.saturating_add(cell.x), origin.y.saturating_add(cell.y));
            if plane.area().contains(cell) {
                self.ink(plane, cell, stroke, style, buf);
            }
        }
    }

    /// Writes over the range without hiding in which part of it the cell lies.
    pub fn ink(&self, plane: &Plane, cell: Position, symbol: char, [off, on]: Grounds, buf: &mut Buffer) {
        let band = (self.band)(plane.day_at(cell.x));
        let zone = plane.zones(band).find(|(row, _)| *row == cell.y).map(|(_, zones)| zones[1]);
        let style = if zone == Some(Zone::Usual) { on } else { off.bg(Color::Reset) };
        put(buf, cell, symbol, style);
    }
}

/// Writes one symbol, if the cell exists.
pub(super) fn put(buf: &mut Buffer, cell: Position, symbol: char, style: Style) {
    if let Some(cell) = buf.cell_mut(cell) {
        cell.set_char(symbol).set_style(style);
    }
}
