//! The healing chart of a report, small: grades on the range described, by day.
//!
//! May use `domain`, the values of `report` and ratatui.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::chart_style::ChartStyle;
use super::ground::{Ground, own, put};
use super::plane::{Plane, ROOMY};
use super::trace::Weight;
use crate::domain::{Band, Day, Grade};
use crate::report::course::{Window, is_outside};
use crate::report::page::PageChart;
use crate::report::page::chart::{Joined, Mark};

/// One chart of a report.
///
/// ```text
///  marked 3 ┤▒▒▒●▒▒▒░░░░
///   clear 2 ┤▒▒▒▒▒●▒▒▒▒▒▒▒▲
///  slight 1 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
///    none 0 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
///       day   0   1   2   3   4
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PagePlot<'a> {
    /// What is drawn.
    pub chart: &'a PageChart,
    /// With what.
    pub style: &'a ChartStyle,
}

/// So many rows it takes: one for each grade, and one for the days.
pub const ROWS: u16 = ROOMY + 1;

/// `extreme 4 `, and the axis itself.
const LABELS: u16 = 11;

/// Columns a day's number and the room behind it take at least.
const DAY: u16 = 4;

/// Distances at which days are labelled.
const STEPS: [i32; 7] = [1, 2, 5, 7, 14, 28, 91];

impl Widget for &PagePlot<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.height < ROWS || area.width <= LABELS {
            return;
        }
        let right = Rect { x: area.x + LABELS, width: area.width - LABELS, height: ROOMY, ..area };
        let window = Window { first: self.chart.first, last: self.chart.last };
        let Some(plane) = Plane::new(right, window) else { return };
        self.ground().render(&plane, buf);
        self.render_line(&plane, buf);
        self.render_marks(&plane, buf);
        self.render_grades(&plane, area, buf);
        self.render_days(&plane, window, Rect { y: area.y + ROOMY, height: 1, ..area }, buf);
    }
}

impl PagePlot<'_> {
    fn ground(&self) -> Ground<'_, impl Fn(Day) -> Option<Band>> {
        let ranges = &self.chart.ranges;
        let band = |day| ranges.iter().find(|range| (range.from..=range.to).contains(&day)).map(|range| range.band);
        Ground { style: self.style, band }
    }

    fn render_line(&self, plane: &Plane, buf: &mut Buffer) {
        let dot = |mark: &Mark| plane.dot(mark.place, mark.grade);
        let joined = self.chart.marks.windows(2).filter(|pair| pair[1].joined == Joined::ToTheOneBefore);
        let lines: Vec<_> = joined.filter_map(|pair| dot(&pair[0]).zip(dot(&pair[1]))).collect();
        self.ground().render_line(plane, &lines, Weight::Strong, own(self.style, self.style.line), buf);
    }

    /// What is outside hides what else falls on the same cell.
    fn render_marks(&self, plane: &Plane, buf: &mut Buffer) {
        let mut marks: Vec<_> = self.chart.marks.iter().collect();
        marks.sort_by_key(|mark| is_outside(mark.standing));
        for mark in marks {
            let Some(cell) = plane.cell(mark.place, mark.grade) else { continue };
            let symbol = self.style.symbol(mark.standing, mark.typed);
            self.ground().ink(plane, cell, symbol, own(self.style, self.style.of(mark.standing)), buf);
        }
    }

    fn render_grades(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        for grade in Grade::ALL {
            let row = plane.row(grade);
            let label = format!("{:>8} {grade}", grade.word());
            buf.set_stringn(area.x, row, label, usize::from(LABELS) - 1, self.style.axis);
            put(buf, Position::new(area.x + LABELS - 1, row), self.style.glyphs.axis[1], self.style.axis);
        }
    }

    fn render_days(&self, plane: &Plane, window: Window, area: Rect, buf: &mut Buffer) {
        buf.set_stringn(area.x, area.y, format!("{:>10}", "day"), usize::from(LABELS), self.style.axis);
        let room = f64::from(plane.area().width) / f64::from(window.days());
        let fits = |step: &&i32| f64::from(**step) * room >= f64::from(DAY);
        let step = STEPS.iter().find(fits).copied().unwrap_or(i32::MAX);
        let start = window.first.number() + (-window.first.number()).rem_euclid(step);
        for day in (start..=window.last.number()).step_by(usize::try_from(step).unwrap_or(1)) {
            let Some(column) = plane.column(f64::from(day) + 0.5) else { continue };
            let text = day.to_string();
            let width = u16::try_from(text.len()).unwrap_or(u16::MAX);
            let start = column.saturating_sub((width - 1) / 2).min(area.right().saturating_sub(width));
            buf.set_string(start, area.y, text, self.style.axis);
        }
    }
}

/// What the symbols of such a chart mean.
#[must_use]
pub fn legend(style: &ChartStyle) -> Vec<Span<'static>> {
    let glyphs = &style.glyphs;
    let items = [
        (glyphs.usual, style.usual, "usual"),
        (glyphs.outer, style.outer, "described"),
        (glyphs.on_time, style.within, "yours"),
        (glyphs.outside, style.outside, "outside"),
        (glyphs.late, style.within, "typed later"),
        (glyphs.outside_late, style.outside, "outside, typed later"),
    ];
    let item = |(symbol, symbol_style, word): (char, Style, &str)| {
        [Span::styled(symbol.to_string(), symbol_style), Span::styled(format!(" {word}"), style.axis)]
    };
    items.into_iter().flat_map(item).collect()
}

/// The picture of a chart in so many columns, as lines of text.
#[must_use]
pub fn lines(plot: &PagePlot<'_>, width: u16) -> Vec<Line<'static>> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, ROWS));
    plot.render(buffer.area, &mut buffer);
    let rows = buffer.content.chunks(usize::from(width).max(1));
    rows.map(|row| row.iter().map(|cell| Span::styled(cell.symbol().to_owned(), cell.style())).collect()).collect()
}
