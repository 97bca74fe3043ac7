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
///  Today  Care  Chart  History  Warnings 1  Treatments  Settings
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if model.screen == Screen::FirstRun {
        frame.render_widget(Line::styled(" Mendlog", theme.style(Meaning::Strong)), area);
        return;
    }
    let room = usize::from(area.width);
    let whole: usize = Screen::TABS.iter().map(|tab| tab.name().len() + 2 + count(model, *tab).len()).sum();
    let names = if whole <= room { Names::Whole } else { Names::Short };
    let gap = if whole + Screen::TABS.len() + badge_width(model) <= room { " " } else { "" };
    let mut spans = Vec::new();
    for tab in Screen::TABS {
        let chosen = tab == model.screen;
        let name = if names == Names::Short && !chosen { &tab.name()[..2] } else { tab.name() };
        let meaning = if chosen { Meaning::Chosen } else { Meaning::Plain };
        spans.push(Span::styled(format!(" {name}{} ", count(model, tab)), theme.style(meaning)));
        spans.push(Span::raw(gap));
    }
    let tabs = Line::from(spans);
    let used = tabs.width();
    frame.render_widget(tabs, area);
    if let Some(level) = level(model).filter(|_| names == Names::Whole && used + badge_width(model) <= room) {
        let word = format!(" {} ", level.word());
        let line = Line::from(Span::styled(word, theme.style(Meaning::Level(level)))).right_aligned();
        frame.render_widget(line, area);
    }
}

/// How the tabs are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// In full.
    Whole,
    /// Two letters, but for the one that shows.
    Short,
}

/// How loud things stand, when there is something to say.
fn level(model: &Model) -> Option<Triage> {
    model.record.state.as_ref().map(|state| state.triage).filter(|level| *level > Triage::Expected)
}

/// The columns that the word of the level takes.
fn badge_width(model: &Model) -> usize {
    level(model).map_or(0, |level| level.word().len() + 2)
}

fn count(model: &Model, tab: Screen) -> String {
    let open = model.record.open_warnings().len();
    if tab == Screen::Warnings && open > 0 { format!(" {open}") } else { String::new() }
}
