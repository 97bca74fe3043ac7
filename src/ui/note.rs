//! The note of a check-in, being written.
//!
//! Uses `app::text`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::panel::panel;
use super::theme::{Meaning, Theme};
use crate::app::text::Text;

/// Draws the note over as many lines as there are, the cursor in sight.
pub fn view(text: &Text, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Note: what you see, feel, used or did", theme, frame, area);
    let width = usize::from(inside.width).max(1);
    let rows = folded(text.value(), width);
    let before = text.value().chars().take(text.cursor()).collect::<String>();
    let above = folded(&before, width);
    let (row, column) =
        (above.len().saturating_sub(1), above.last().map_or(0, |line| Line::raw(line.as_str()).width()));
    let height = usize::from(inside.height).max(1);
    let top = row.saturating_sub(height - 1);
    let lines: Vec<_> =
        rows.into_iter().skip(top).map(|line| Line::styled(line, theme.style(Meaning::Plain))).collect();
    frame.render_widget(Paragraph::new(lines), inside);
    let column = u16::try_from(column).unwrap_or(0).min(inside.width.saturating_sub(1));
    let row = u16::try_from(row - top).unwrap_or(0).min(inside.height.saturating_sub(1));
    frame.set_cursor_position((inside.x.saturating_add(column), inside.y.saturating_add(row)));
}

/// The text cut into lines where they are full, so that the cursor's place needs no guessing.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for letter in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if used + wide > width {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(letter);
        }
    }
    lines
}
