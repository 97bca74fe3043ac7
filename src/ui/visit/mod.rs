//! The report for a visit, as people will read it, and what was chosen for it.
//!
//! Uses `app::visit` and the values of `report`.

mod charts;
mod grid;
mod page;
mod table;
mod words;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::reading;
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, led, shortened};
use crate::app::Model;
use crate::app::visit::{Report, in_a_line, what_it_is};
use crate::report::visit::Item;

pub use page::lines;

/// From here on the report and what was chosen for it stand side by side.
const SIDE_BY_SIDE: u16 = 120;
/// In fewer rows than this all of them are the report's.
const ROOMY: u16 = 8;
/// The columns of a report that is pleasant to read.
const WIDEST: u16 = 96;
/// The least columns of what was chosen.
const CHOSEN: u16 = 44;

/// Draws the report, or the list of its parts while a line of that list is in focus; both where there is room.
///
/// ```text
///  latest treatment, 5 Mar 2026 · all its days · all parts · PDF, Markdown, plain text
/// ╭ The report for your visit ────────────────────╮
/// │ Healing after microneedling on 5 March 2026   │
/// │  CALL CLINIC  See your provider …             │
/// │ Treatment  Thu 5 March 2026, 14:30, pen …     │
/// ╰──────────────────────────────────── more: j ──╯
/// ```
pub fn view(model: &Model, row: Option<usize>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(report) = &model.visit.report else { return };
    if area.width >= SIDE_BY_SIDE {
        let parts = Layout::horizontal([Constraint::Max(WIDEST), Constraint::Min(CHOSEN)]).spacing(1);
        let [left, right] = area.layout(&parts);
        draw_chosen(model, row, theme, frame, right);
        return draw_report(report, row, theme, frame, left);
    }
    if let Some(row) = row {
        let inside = panel("What shall the report tell?", theme, frame, area);
        return draw_items(model, Some(row), theme, frame, inside);
    }
    let [head, below] =
        area.layout(&Layout::vertical([Constraint::Length(u16::from(area.height >= ROOMY)), Constraint::Fill(1)]));
    let words = shortened(&format!(" {}", in_a_line(model)), usize::from(head.width));
    frame.render_widget(Line::styled(words, theme.style(Meaning::Quiet)), head);
    draw_report(report, row, theme, frame, below);
}

fn draw_report(report: &Report, row: Option<usize>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("The report for your visit", theme, frame, area);
    let lines = lines(&report.page, theme, usize::from(inside.width));
    let height = usize::from(inside.height);
    let hidden = lines.len().saturating_sub(height);
    let above = report.scroll.above(hidden);
    let seen: Vec<_> = lines.into_iter().skip(above).take(height).collect();
    frame.render_widget(Paragraph::new(seen), inside);
    if above < hidden {
        let below = Rect { y: inside.bottom(), height: 1, ..inside }.intersection(area);
        let share = (above + height) * 100 / (hidden + height).max(1);
        let more = Line::styled(format!(" {share} %, more: j or Space "), theme.style(Meaning::Key)).right_aligned();
        frame.render_widget(more, below);
    }
    if row.is_none() {
        frame.set_cursor_position((inside.x, inside.y));
    }
}

/// What was chosen, and the list of the parts.
fn draw_chosen(model: &Model, row: Option<usize>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("What it tells", theme, frame, area);
    let width = usize::from(inside.width);
    let mut lines = Vec::new();
    for (name, words) in what_it_is(model) {
        let lead = Span::styled(fitted(name, LEADS), theme.style(Meaning::Heading));
        lines.extend(led(lead, &words, width, theme.style(Meaning::Plain)));
    }
    lines.push(Line::default());
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let [above, below] = inside.layout(&Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]));
    frame.render_widget(Paragraph::new(lines), above);
    draw_items(model, row, theme, frame, below);
}

/// Columns of the names of what was chosen.
const LEADS: usize = 12;

/// The parts, each with whether it is told.
fn draw_items(model: &Model, row: Option<usize>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let line = |(place, item): (usize, Item)| {
        let is_here = row == Some(place);
        let mark = if is_here { theme.pointer() } else { "  " };
        let told = if model.visit.choices.tells(item) { "[x]" } else { "[ ]" };
        let meaning = match (is_here, model.visit.choices.tells(item)) {
            (true, _) => Meaning::Focus,
            (false, true) => Meaning::Plain,
            (false, false) => Meaning::Quiet,
        };
        Line::styled(format!("{mark}{told} {}", item.words()), theme.style(meaning))
    };
    let mut lines: Vec<_> = Item::ALL.into_iter().enumerate().map(line).collect();
    let sight = in_sight(lines.len(), row.unwrap_or(0), usize::from(area.height));
    let place = row.unwrap_or(0).saturating_sub(sight.start);
    let cursor = Position::new(area.x, area.y.saturating_add(u16::try_from(place).unwrap_or(0)));
    if usize::from(area.height) > lines.len() + 2 {
        lines.push(Line::default());
        let words = "Who it is about, how things stand, whose ranges were used and that nobody monitors it are in every report.";
        let passage = crate::app::reading::Passage::new(crate::app::reading::Tone::Quiet, words);
        lines.extend(reading::lines(&[passage], theme, usize::from(area.width)));
    } else {
        lines = lines[sight].to_vec();
    }
    frame.render_widget(Paragraph::new(lines), area);
    if row.is_some() && area.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}
