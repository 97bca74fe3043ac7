//! Text to read over a screen.
//!
//! Uses `app::reading`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::panel::panel;
use super::theme::{Meaning, Theme};
use super::wrap::{badge, fitted, led, styled};
use crate::app::reading::{Passage, Reading, Tone};

/// Draws the text, as far down as it is scrolled, and says when there is more.
///
/// ```text
/// ╭ Saved: day 4, Mon 9 Mar 2026, 20:14 ──────╮
/// │ CALL CLINIC  See your provider: …         │
/// │ You noted    Redness 3 (red like sunburn) │
/// ╰───────────────────────────────── more: ↓ ─╯
/// ```
pub fn view(reading: &Reading, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    page(reading, "more: j or Down", theme, frame, area);
}

/// The same, with other words for how to see more.
pub fn page(reading: &Reading, more: &str, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel(&reading.title, theme, frame, area);
    let lines = lines(&reading.passages, theme, usize::from(inside.width));
    let height = usize::from(inside.height);
    let most = lines.len().saturating_sub(height);
    let scroll = reading.scroll.above(most);
    frame.render_widget(Paragraph::new(lines[scroll..].to_vec()), inside);
    if scroll < most {
        let below = Rect { y: inside.bottom(), height: 1, ..inside }.intersection(area);
        let more = Line::styled(format!(" {more} "), theme.style(Meaning::Key)).right_aligned();
        frame.render_widget(more, below);
    }
    frame.set_cursor_position((inside.x, inside.y));
}

/// Passages as lines of a width.
#[must_use]
pub fn lines(passages: &[Passage], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let leads = passages.iter().map(|passage| passage.lead.chars().count() + 2).max().unwrap_or(0).min(width / 3);
    passages.iter().flat_map(|passage| passage_lines(passage, leads, theme, width)).collect()
}

fn passage_lines(passage: &Passage, leads: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let style = |meaning| theme.style(meaning);
    if !passage.lead.is_empty() {
        let column = leads.saturating_sub(1);
        let (mut lines, lead) = if passage.lead.width() > column {
            (styled(&passage.lead, width, style(Meaning::Heading)), "")
        } else {
            (Vec::new(), passage.lead.as_str())
        };
        let lead = Span::styled(fitted(lead, column) + " ", style(Meaning::Heading));
        lines.extend(led(lead, &passage.text, width, style(Meaning::Plain)));
        return lines;
    }
    match passage.tone {
        Tone::Level(level) => {
            let word = badge(level.word(), style(Meaning::Level(level)));
            led(word, &passage.text, width, style(Meaning::Strong))
        }
        Tone::Heading => styled(&passage.text, width, style(Meaning::Heading)),
        Tone::Strong => styled(&passage.text, width, style(Meaning::Strong)),
        Tone::Quiet => styled(&passage.text, width, style(Meaning::Quiet)),
        Tone::Plain => styled(&passage.text, width, style(Meaning::Plain)),
    }
}
