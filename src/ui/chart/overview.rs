//! All symptoms as small charts, three side by side.
//!
//! Uses `app`, the values of `report`, and the chart's widgets.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Offset, Rect};
use ratatui::widgets::{Paragraph, Widget};

use super::{ChartView, rows};
use crate::app::chart::COLUMNS;
use crate::ui::widgets::small_chart::{Choice, SmallChart};
use crate::ui::wrap::wrap;

/// Under so many rows a small chart is only its head.
const LOWEST: u16 = 2;
/// Columns between two small charts.
const GAP: u16 = 2;

impl ChartView<'_> {
    /// The small charts, as tall as the room allows; where not all fit, those around the chosen one.
    pub(super) fn render_overview(&self, area: Rect, buf: &mut Buffer) {
        let count = self.chart.courses.len();
        let all_lines = rows(count.div_ceil(COLUMNS)).max(1);
        let lines = all_lines.min((area.height / LOWEST).max(1));
        let chosen_line = rows(self.chart.symptom / COLUMNS);
        let first_line = chosen_line.saturating_sub(lines / 2).min(all_lines - lines);
        for line in 0..lines {
            let cells = cells(area, line, lines);
            let first = usize::from(first_line + line) * COLUMNS;
            for (number, cell) in (first..).zip(cells) {
                match number.cmp(&count) {
                    Ordering::Less => self.render_small(number, cell, buf),
                    Ordering::Equal => self.render_key(cell, buf),
                    Ordering::Greater => {}
                }
            }
        }
    }

    fn render_small(&self, number: usize, cell: Rect, buf: &mut Buffer) {
        let course = &self.chart.courses[number];
        let choice = if number == self.chart.symptom { Choice::Chosen } else { Choice::Other };
        // The same days for all, so that they can be compared.
        let window = self.chart.window();
        SmallChart { course, style: self.style, window, last_time: self.chart.last_time, choice }.render(cell, buf);
    }

    /// What the symbols mean, in the room that is left over.
    fn render_key(&self, cell: Rect, buf: &mut Buffer) {
        let glyphs = &self.style.glyphs;
        let last = self.chart.window().last;
        let (outside, unsure) = (glyphs.outside, glyphs.unsure);
        let words =
            format!("Grade 0-4 upwards, day 0 to {last} across. {outside} outside the range, {unsure} not sure.");
        let lines = wrap(&words, usize::from(cell.width)).join("\n");
        Paragraph::new(lines).style(self.style.axis).render(cell, buf);
    }
}

/// The cells of one line of small charts.
fn cells(area: Rect, line: u16, lines: u16) -> impl Iterator<Item = Rect> {
    let edge = |line: u16| u16::try_from(u32::from(area.height) * u32::from(line) / u32::from(lines)).unwrap_or(0);
    let (top, bottom) = (edge(line), edge(line + 1));
    let columns = rows(COLUMNS);
    let width = area.width.saturating_sub(GAP * (columns - 1)) / columns;
    // A free row below tall charts keeps them apart.
    let height = if bottom - top > 5 { bottom - top - 1 } else { bottom - top };
    (0..columns).map(move |column| {
        let cell = Rect { width, height, ..area };
        cell.offset(Offset::new(i32::from(column * (width + GAP)), i32::from(top))).intersection(area)
    })
}
