//! Today's card on the screen of the day: in a line, or in full where there is room.
//!
//! Uses `app::card_reading`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::reading;
use super::theme::{Meaning, Theme};
use super::wrap::shortened;
use crate::app::Model;
use crate::app::card_reading::{cards, passages};

/// A card in fewer rows than this tells nothing.
pub const LEAST: u16 = 5;

/// The first card in one line, and the key that reads it all.
///
/// ```text
///  Why you may look older this week · i reads it
/// ```
#[must_use]
pub fn line(model: &Model, theme: Theme, width: usize) -> Option<Line<'static>> {
    let card = cards(model).into_iter().next()?;
    let hint = " reads it";
    let title = shortened(&card.title, width.saturating_sub(hint.len() + 5));
    Some(Line::from(vec![
        Span::styled(title, theme.style(Meaning::Quiet)),
        Span::raw(" · "),
        Span::styled("i", theme.style(Meaning::Key)),
        Span::styled(hint, theme.style(Meaning::Quiet)),
    ]))
}

/// Draws all cards of the day, and says where the rest is when there is no room for it.
pub fn full(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if area.height < LEAST {
        return;
    }
    let mut lines = reading::lines(&passages(model), theme, usize::from(area.width));
    let height = usize::from(area.height);
    let hint = |words: &'static str| {
        Line::from(vec![Span::styled("i", theme.style(Meaning::Key)), Span::styled(words, theme.style(Meaning::Quiet))])
    };
    let is_whole = lines.len() < height;
    lines.truncate(height.saturating_sub(1));
    lines.push(hint(if is_whole { ": who says so" } else { ": the rest, and who says so" }));
    frame.render_widget(Paragraph::new(lines), area);
}
