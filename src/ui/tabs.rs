//! The tab bar.
//!
//! Uses `app` for the screens' names.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::theme::{Meaning, Theme};
use crate::app::{Model, Screen};
use crate::domain::Triage;

/// Draws the tab bar: the screen that shows is marked, and Warnings counts what is open.
///
/// ```text
///  Today  Chart  History  Warnings 1  Treatments  Settings
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if model.screen == Screen::FirstRun {
        frame.render_widget(Line::styled(" Mendlog", theme.style(Meaning::Strong)), area);
        return;
    }
    let narrow = area.width < 62;
    let mut spans = Vec::new();
    for tab in Screen::TABS {
        let chosen = tab == model.screen;
        let name = if narrow && !chosen { &tab.name()[..2] } else { tab.name() };
        let count = count(model, tab);
        let meaning = if chosen { Meaning::Chosen } else { Meaning::Plain };
        spans.push(Span::styled(format!(" {name}{count} "), theme.style(meaning)));
        if !narrow {
            spans.push(Span::raw(" "));
        }
    }
    frame.render_widget(Line::from(spans), area);
    let level = model.record.state.as_ref().map(|state| state.triage).filter(|level| *level > Triage::Expected);
    if let Some(level) = level.filter(|_| area.width >= 76) {
        let word = format!(" {} ", level.word());
        let line = Line::from(Span::styled(word, theme.style(Meaning::Level(level)))).right_aligned();
        frame.render_widget(line, area);
    }
}

fn count(model: &Model, tab: Screen) -> String {
    let open = model.record.open_warnings().len();
    if tab == Screen::Warnings && open > 0 { format!(" {open}") } else { String::new() }
}
