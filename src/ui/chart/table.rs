//! The course of one symptom as a table.
//!
//! Uses `app`, the values of `report`, and the chart's style.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use super::{ChartView, rows};
use crate::report::course::{HealingCourse, is_outside};

impl ChartView<'_> {
    /// The sentence, the heads, and as many rows as fit from the scrolled one on.
    pub(super) fn render_table(&self, course: &HealingCourse, area: Rect, buf: &mut Buffer) {
        let mut above = self.sentence_lines(course, area.width);
        above.truncate(usize::from(area.height / 2));
        let parts = [Constraint::Length(rows(above.len())), Constraint::Length(1), Constraint::Fill(1)];
        let [sentence, head, body] = area.layout(&Layout::vertical(parts));
        Paragraph::new(above).render(sentence, buf);
        let text = course.text();
        let mut lines = text.lines();
        let heading = self.style.axis.add_modifier(Modifier::BOLD);
        Line::styled(lines.next().unwrap_or_default(), heading).render(head, buf);
        let lines: Vec<_> = lines.zip(course.rows(course.first, course.last)).collect();
        let start = self.chart.scroll.min(lines.len().saturating_sub(usize::from(body.height)));
        for ((line, row), place) in lines[start..].iter().zip(body.rows()) {
            let style = if is_outside(row.standing) { self.style.outside } else { self.style.axis };
            Line::styled((*line).to_owned(), style).render(place, buf);
        }
    }
}
