//! A terminal too small for a screen: only what must be said.
//!
//! Uses `app::banner`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use super::LEAST;
use super::theme::{Meaning, Theme};
use super::wrap::styled;
use crate::app::Model;
use crate::app::banner::banner;

/// Draws the warning and whom to ring, if there is one, then what size would do.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut lines = Vec::new();
    if let Some(banner) = banner(model) {
        let level = banner.triage();
        lines.extend(styled(level.word(), width, theme.style(Meaning::Level(level))));
        lines.extend(styled(&banner.whom, width, theme.style(Meaning::Strong)));
        lines.extend(styled(&banner.alarms[0].title, width, theme.style(Meaning::Plain)));
    }
    let words = format!("Mendlog needs {} by {} here. Nothing is lost.", LEAST.0, LEAST.1);
    lines.extend(styled(&words, width, theme.style(Meaning::Quiet)));
    frame.render_widget(Paragraph::new(lines), area);
}
