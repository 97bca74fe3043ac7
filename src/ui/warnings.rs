//! The list of warnings, and the one in focus in words.
//!
//! Uses `app::warnings` and `domain`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::in_sight;
use super::theme::{Meaning, Theme};
use super::wrap::{badge, led};
use super::{beside, reading};
use crate::app::Model;
use crate::app::reading::{Passage, Reading, Tone};
use crate::app::today::moment_in_words;
use crate::app::warning_reading::{reading as words_about, state_in_words};
use crate::app::warnings::{Item, Pane, focus, is_still_reading, items};
use crate::domain::Catalog;
use crate::domain::comparison::NOT_MONITORED;

/// Draws every warning, the open ones first, and all about the one in focus.
///
/// ```text
///  2 open, 1 over                                ╭ Since day 4: raised, not read yet ─╮
///  ▸  CALL CLINIC  Redness above what is …       │ CALL CLINIC  Redness above …       │
///    since day 4, Mon 9 Mar 2026, 20:14          │ Ring 555 0100, Dr Example          │
///    raised, not read yet                        │ What to do  …                      │
///     over          Peeling lasts longer …       ╰────────────────────────────────────╯
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let items = items(model);
    let here = focus(model, &items);
    let Some(item) = items.get(here) else {
        return reading::view(&nothing(model), theme, frame, area);
    };
    let mut page = words_about(model, item);
    let (list, text) = match model.warnings.pane {
        Pane::List => beside::split(area, items.len() * 2 + 2),
        Pane::Reading(scroll) => {
            page.scroll = scroll;
            beside::reading(area)
        }
    };
    beside::text(&page, model.warnings.pane == Pane::List, theme, frame, text);
    if let Some(list) = list {
        draw(model, &items, here, theme, frame, list);
    }
}

fn draw(model: &Model, items: &[Item<'_>], here: usize, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [heading, below] = area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    frame.render_widget(Line::styled(format!(" {}", counted(model, items)), theme.style(Meaning::Heading)), heading);
    let (width, height) = (usize::from(below.width), usize::from(below.height));
    // A line of the list takes two rows at least: further away nothing can be in sight.
    let near = here.saturating_sub(height)..items.len().min(here + height);
    let mut lines = Vec::new();
    let mut focus = 0;
    for (at, item) in items[near.clone()].iter().enumerate().map(|(at, item)| (at + near.start, item)) {
        if at == here {
            focus = lines.len();
        }
        lines.extend(item_lines(item, &model.library.catalog, at == here, theme, width));
    }
    let sight = in_sight(lines.len(), focus, height);
    let row = u16::try_from(focus.saturating_sub(sight.start)).unwrap_or(0);
    frame.render_widget(Paragraph::new(lines[sight].to_vec()), below);
    let cursor = Position::new(below.x, below.y.saturating_add(row));
    if model.warnings.pane == Pane::List && below.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

fn counted(model: &Model, items: &[Item<'_>]) -> String {
    let open = items.iter().filter(|item| item.is_open()).count();
    let more = if is_still_reading(model) { ", older ones still being read" } else { "" };
    format!("{open} open, {} over{more}", items.len() - open)
}

/// The level and the title, never cut off, then since when and how it stands.
fn item_lines(item: &Item<'_>, catalog: &Catalog, focused: bool, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mark = Span::styled(if focused { theme.pointer() } else { "  " }, style);
    let meaning = if item.is_open() { Meaning::Level(item.triage()) } else { Meaning::Quiet };
    let word = badge(item.triage().word(), theme.style(meaning));
    let title = item.headline(catalog);
    let mut lines = led(word, &title, width.saturating_sub(2), style);
    for (at, line) in lines.iter_mut().enumerate() {
        line.spans.insert(0, if at == 0 { mark.clone() } else { Span::raw("  ") });
    }
    let meaning = if item.is_open() { Meaning::Plain } else { Meaning::Quiet };
    lines.extend(led(Span::raw("    "), &standing(item), width, theme.style(meaning)));
    lines
}

fn standing(item: &Item<'_>) -> String {
    match item {
        Item::Silence(_, finding) => format!("last check-in {}", moment_in_words(finding.since)),
        Item::Warning(warning) => {
            let times = match warning.times_raised {
                1 => String::new(),
                count => format!(" · raised {count} times"),
            };
            let since = moment_in_words(warning.since);
            format!("{} · since day {}, {since}{times}", state_in_words(warning), warning.since_day)
        }
    }
}

/// What it means that there is nothing to list.
fn nothing(model: &Model) -> Reading {
    let known = if model.record.diary.entries.is_empty() {
        "Nothing is entered yet, so there is nothing to warn of."
    } else {
        "Nothing you entered lies far enough outside what is described to raise one. That is no promise."
    };
    let mut passages = vec![
        Passage::new(Tone::Strong, "No warnings."),
        Passage::new(Tone::Plain, known),
        Passage::gap(),
        Passage::new(Tone::Plain, "Mendlog knows only what you enter. What you do not enter, it cannot see."),
        Passage::new(Tone::Plain, NOT_MONITORED),
        Passage::new(Tone::Plain, "c: whom to ring and what to say."),
    ];
    if is_still_reading(model) {
        passages.push(Passage::new(Tone::Quiet, "Older check-ins are still being read."));
    }
    Reading::new("Warnings", passages)
}
