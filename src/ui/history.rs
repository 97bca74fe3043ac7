//! The list of entries, and the one in focus in words.
//!
//! Uses `app::history` and `domain`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, shortened};
use super::{beside, month, reading};
use crate::app::Model;
use crate::app::entry_reading::{grades_in_short, marks, reading as words_about, treatment_in_words};
use crate::app::history::{Mode, lines};
use crate::app::reading::{Passage, Reading, Tone};
use crate::app::timeline::Line as Row;
use crate::app::today::moment_in_words;
use crate::domain::{AssessedEntry, Entry, Moment, Triage};

/// Wide enough for the year.
const WITH_YEAR: usize = 72;
/// The widest level word with a space at each side.
const BADGE: usize = 13;

/// Draws the entries, the newest first, and all about the one in focus.
///
/// ```text
///  23 entries, the newest first
///  ▸ Mon 9 Mar 2026, 20:14  day 4    CALL CLINIC   note · redness 3 · peeling 1
///    Sun 8 Mar 2026, 21:02  day 3    EXPECTED      late, edited · redness 2
///                           no entry on day 2
///    Fri 6 Mar 2026         day 1    WATCH         redness 3 · swelling 2
///    Treatment Thu 5 Mar 2026, 14:30 (pen, 1.5 mm, face)
/// ╭ Day 4, Mon 9 Mar 2026, 20:14 ───────────────────────────────────────────╮
/// │ CALL CLINIC  See your provider: …                                       │
/// ╰─────────────────────────────────────────────────────────── more: Space ─╯
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if let Mode::Asking(entry) = &model.history.mode {
        return ask(model, entry, theme, frame, area);
    }
    if let Mode::Month(shown) = &model.history.mode {
        return month::view(model, shown, theme, frame, area);
    }
    let rows = lines(model);
    let here = model.history.row.min(rows.len().saturating_sub(1));
    let is_reading = matches!(model.history.mode, Mode::Reading(_));
    let (list, text) = if is_reading { beside::reading(area) } else { beside::split(area, rows.len() + 1) };
    let mut page = rows.get(here).map_or_else(|| nothing(model), |row| words_about(model, row));
    if let Mode::Reading(scroll) = model.history.mode {
        page.scroll = scroll;
    }
    beside::text(&page, !is_reading, theme, frame, text);
    if let Some(list) = list {
        draw(model, &rows, here, theme, frame, list);
    }
}

fn draw(model: &Model, rows: &[Row<'_>], here: usize, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [heading, below] = area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    frame.render_widget(
        Line::styled(title(model, rows, usize::from(area.width)), theme.style(Meaning::Heading)),
        heading,
    );
    let sight = in_sight(rows.len(), here, usize::from(below.height));
    let top = sight.start;
    let width = usize::from(below.width);
    let drawn = rows[sight.clone()].iter().zip(sight).map(|(row, at)| line(model, row, at == here, theme, width));
    frame.render_widget(Paragraph::new(drawn.collect::<Vec<_>>()), below);
    let cursor = match &model.history.mode {
        Mode::Searching(text) => {
            let column = SEARCH.len() + text.cursor_column();
            Position::new(
                heading.x + u16::try_from(column).unwrap_or(0).min(heading.width.saturating_sub(1)),
                heading.y,
            )
        }
        _ => Position::new(below.x, below.y.saturating_add(u16::try_from(here - top).unwrap_or(0))),
    };
    if !matches!(model.history.mode, Mode::Reading(_)) && area.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

const SEARCH: &str = " Find: ";

fn title(model: &Model, rows: &[Row<'_>], width: usize) -> String {
    let count = rows.iter().filter(|row| matches!(row, Row::Entry(_))).count();
    let entries = if count == 1 { "1 check-in".to_owned() } else { format!("{count} check-ins") };
    let words = match &model.history.mode {
        Mode::Searching(text) => {
            let typed = text.value();
            format!("{SEARCH}{typed}   {entries} (late, warned, edited, or words of a note)")
        }
        _ if model.history.search.is_empty() && count == 0 => " No check-in yet".to_owned(),
        _ if model.history.search.is_empty() => format!(" {entries}, the newest first"),
        _ => format!(" {entries} found for \"{}\": Esc shows all", model.history.search.text()),
    };
    shortened(&words, width)
}

fn line(model: &Model, row: &Row<'_>, focused: bool, theme: Theme, width: usize) -> Line<'static> {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mark = Span::styled(if focused { theme.pointer() } else { "  " }, style);
    let room = width.saturating_sub(2);
    let quiet = theme.style(if focused { Meaning::Focus } else { Meaning::Quiet });
    match row {
        Row::Entry(entry) => entry_line(model, entry, focused, theme, width),
        Row::Gap(gap) => {
            let indent = " ".repeat(date_width(width) + 1);
            Line::from(vec![mark, Span::styled(shortened(&format!("{indent}{}", gap.words()), room), quiet)])
        }
        Row::Treatment(treatment) => {
            let heading = theme.style(if focused { Meaning::Focus } else { Meaning::Heading });
            Line::from(vec![mark, Span::styled(shortened(&treatment_in_words(treatment), room), heading)])
        }
        Row::Unread(_) => Line::from(vec![mark, Span::styled("older check-ins are still being read", quiet)]),
    }
}

fn entry_line(model: &Model, judged: &AssessedEntry, focused: bool, theme: Theme, width: usize) -> Line<'static> {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let date = fitted(&date(&judged.entry, width), date_width(width));
    let day = format!("day {:<4}", judged.day.number());
    let word = format!(" {} ", judged.word());
    let gap = " ".repeat((BADGE + 1).saturating_sub(word.len()));
    let marks = marks(model, &judged.entry);
    let grades = grades_in_short(&judged.entry, &model.library.catalog);
    let used = 2 + date_width(width) + 1 + day.len() + BADGE + 1;
    let between = if marks.is_empty() || grades.is_empty() { "" } else { " · " };
    let (marks, room) = (shortened(&marks, width.saturating_sub(used)), width.saturating_sub(used));
    let rest = shortened(&format!("{between}{grades}"), room.saturating_sub(marks.len()));
    Line::from(vec![
        Span::styled(if focused { theme.pointer() } else { "  " }, style),
        Span::styled(format!("{date} {day}"), style),
        Span::styled(
            word,
            if judged.triage == Triage::Expected { style } else { theme.style(Meaning::Level(judged.triage)) },
        ),
        Span::raw(gap),
        Span::styled(marks, theme.style(Meaning::Strong)),
        Span::styled(rest, style),
    ])
}

const fn date_width(width: usize) -> usize {
    if width >= WITH_YEAR { 22 } else { 17 }
}

fn date(entry: &Entry, width: usize) -> String {
    match entry.at {
        moment if width >= WITH_YEAR => moment_in_words(moment),
        Moment::At(at) => at.format("%a %-d %b, %H:%M").to_string(),
        Moment::On(date) => date.format("%a %-d %b").to_string(),
    }
}

/// Asks once before an entry is deleted, and says what that means.
fn ask(model: &Model, entry: &Entry, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Delete this check-in?", theme, frame, area);
    let width = usize::from(inside.width);
    let warned = model.record.assessed(&entry.id).is_some_and(|judged| judged.triage.warns());
    let mut passages = vec![
        Passage::new(Tone::Strong, moment_in_words(entry.at)),
        Passage::new(Tone::Plain, grades_in_short(entry, &model.library.catalog)),
    ];
    if warned {
        let words = "It stands under a warning. A warning that rests on it goes with it.";
        passages.push(Passage::new(Tone::Strong, words));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Plain, "y deletes it, n keeps it. u brings it back."));
    frame.render_widget(Paragraph::new(reading::lines(&passages, theme, width)), inside);
    frame.set_cursor_position((inside.x, inside.y));
}

/// What to read while there is no line.
fn nothing(model: &Model) -> Reading {
    let passages = if model.history.search.is_empty() {
        vec![
            Passage::new(Tone::Strong, "Nothing is entered yet."),
            Passage::new(Tone::Plain, "T opens the check-in. b fills in a day that has been."),
        ]
    } else {
        vec![
            Passage::new(Tone::Strong, "No check-in found."),
            Passage::new(
                Tone::Plain,
                "Check-ins are found by late, warned, edited, or words of their note. Esc shows all.",
            ),
        ]
    };
    Reading::new("History", passages)
}
