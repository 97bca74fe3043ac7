//! The last lines: a sentence when there is something to say, and the keys that matter now.
//!
//! Uses the key table of `app`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::theme::{Meaning, Theme};
use super::wrap::{shortened, wrap};
use crate::app::Model;
use crate::app::keymap::{self, Context};

/// From this height on the notice has a line of its own; below it the notice stands in the place of the keys.
pub const ROOMY: u16 = 18;

/// The notice in as many lines as it needs and the window has; none while there is nothing to say. What is left
/// out is marked.
#[must_use]
pub fn notice_lines(model: &Model, theme: Theme, area: Rect) -> Vec<Line<'static>> {
    let Some(words) = &model.notice else { return Vec::new() };
    let width = usize::from(area.width.saturating_sub(2));
    let most = match area.height {
        0..ROOMY => 3,
        ROOMY..24 => 4,
        _ => 6,
    };
    let mut lines = wrap(words, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shortened(&format!("{last} …"), width);
        }
    }
    lines.into_iter().map(|line| Line::styled(format!(" {line}"), theme.style(Meaning::Strong))).collect()
}

/// Draws the keys of the table that have a word for the footer, as many as fit.
///
/// ```text
///  0-4 grade   s signs   n note   = as last time   Enter save   ? help
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    keys(model.context(), theme, frame, area);
}

/// The same, by where keys are pressed.
pub fn keys(context: Context, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for binding in keymap::bindings(context) {
        let (Some(words), Some(key)) = (binding.footer, binding.keys.first()) else { continue };
        let key = key.name();
        let (key, words) = match words.split_once(' ') {
            Some((keys, rest)) if keys.contains('-') => (keys.to_owned(), rest),
            _ => (key, words),
        };
        let width = key.len() + words.len() + 4;
        if used + width > usize::from(area.width) + 3 {
            break;
        }
        used += width;
        spans.push(Span::styled(key, theme.style(Meaning::Key)));
        spans.push(Span::raw(format!(" {words}   ")));
    }
    frame.render_widget(Line::from(spans), area);
}
