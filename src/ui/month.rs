//! The month view: a calendar whose every day shows its worst grade and verdict, and the day in focus in words.
//!
//! Uses `app::month` and `report::month`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::in_sight;
use super::reading;
use super::theme::{Meaning, Theme};
use super::wrap::shortened;
use crate::app::Model;
use crate::app::month::{MonthView, day_reading, heading, months};
use crate::domain::Triage;
use crate::report::month::{self, Month, MonthDay, WEEKDAYS};

/// From here on calendar and day stand side by side.
const SIDE_BY_SIDE: u16 = 110;
/// A day has at least so many columns in a calendar; narrower windows show a list of days.
const NARROWEST: u16 = 7;
/// A day has at most so many columns, and with so many there is room for all marks.
const WIDEST: u16 = 11;
/// A calendar shows at most so many months, one below the other.
const MOST_MONTHS: usize = 3;
/// A text in fewer rows than this tells nothing.
const LEAST_TEXT: u16 = 4;

/// Draws the month of the day in focus, with those before it where there is room, and that day in words.
///
/// ```text
///  March 2026: worst grade of all symptoms
///  Mon        Tue        Wed        Thu        Fri        Sat        Sun
///                                                                     1
///   2          3          4          5 3▆=*     6 3▆=      7 2▄=    ▸ 8 1▂T!
///  0-4 worst grade  ? not sure  . not recorded  = EXPECTED  W WATCH …
/// ╭ Sunday 8 March 2026 ────────────────────────────────────────────────────╮
/// │ Day 3 after the treatment: worst grade 2 (peeling), TODAY, 1 check-in … │
/// ╰─────────────────────────────────────────────────────────── more: Enter ─╯
/// ```
pub fn view(model: &Model, shown: &MonthView, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let (calendar, text) = split(area, shown, model);
    let page = day_reading(model, shown);
    if let Some(text) = text {
        reading::page(&page, "more: Enter", theme, frame, text);
    }
    let [head, body] = calendar.layout(&Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let words = format!(" {}", heading(model, shown));
    let style = theme.style(Meaning::Heading);
    frame.render_widget(Line::styled(shortened(&words, usize::from(head.width)), style), head);
    let cursor = if cell_width(body) < NARROWEST {
        list(model, shown, theme, frame, body)
    } else {
        calendars(model, shown, theme, frame, body)
    };
    if area.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

fn split(area: Rect, shown: &MonthView, model: &Model) -> (Rect, Option<Rect>) {
    if area.width >= SIDE_BY_SIDE {
        let parts = Layout::horizontal([Constraint::Percentage(50), Constraint::Fill(1)]).spacing(1);
        let [calendar, text] = area.layout(&parts);
        return (calendar, Some(text));
    }
    let weeks = months(model, shown, 1).first().map_or(6, |month| month.weeks().len());
    let wanted = 2 + weeks + legend(Theme::new(model.look), usize::from(area.width)).len();
    let height = u16::try_from(wanted).unwrap_or(u16::MAX);
    if area.height < height.saturating_add(LEAST_TEXT) || cell_width(area) < NARROWEST {
        return (area, None);
    }
    let [calendar, text] = area.layout(&Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]));
    (calendar, Some(text))
}

const fn cell_width(area: Rect) -> u16 {
    let width = area.width / 7;
    if width < WIDEST { width } else { WIDEST }
}

/// Draws as many months as there is room for, the one in focus last; gives the place of the day in focus.
fn calendars(model: &Model, shown: &MonthView, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Position {
    let width = usize::from(cell_width(area));
    let legend = legend(theme, usize::from(area.width));
    let height = usize::from(area.height);
    let candidates = months(model, shown, MOST_MONTHS);
    let from = (0..candidates.len())
        .find(|from| rows_of(&candidates[*from..]) + 1 + legend.len() <= height)
        .unwrap_or(candidates.len().saturating_sub(1));
    let mut lines = vec![weekdays(theme, width)];
    let mut cursor = area.as_position();
    let is_single = candidates.len() - from == 1;
    for month in &candidates[from..] {
        if !is_single {
            lines.push(Line::styled(format!(" {}", month.title()), theme.style(Meaning::Strong)));
        }
        for week in month.weeks() {
            if let Some(column) = week.iter().position(|day| day.is_some_and(|day| day.date == shown.date)) {
                cursor = place(area, column * width, lines.len());
            }
            lines.push(week_line(&week, shown, theme, width));
        }
    }
    lines.extend(legend);
    frame.render_widget(Paragraph::new(lines), area);
    cursor
}

fn rows_of(months: &[Month]) -> usize {
    let titles = if months.len() == 1 { 0 } else { months.len() };
    titles + months.iter().map(|month| month.weeks().len()).sum::<usize>()
}

fn place(area: Rect, column: usize, row: usize) -> Position {
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    Position::new(area.x.saturating_add(short(column)), area.y.saturating_add(short(row)))
}

fn weekdays(theme: Theme, width: usize) -> Line<'static> {
    let heads = WEEKDAYS.map(|name| format!(" {name:<rest$}", rest = width.saturating_sub(1))).concat();
    Line::styled(heads, theme.style(Meaning::Quiet))
}

fn week_line(week: &[Option<&MonthDay>; 7], shown: &MonthView, theme: Theme, width: usize) -> Line<'static> {
    let cells = week.iter().flat_map(|day| match day {
        Some(day) => cell(day, day.date == shown.date, theme, width),
        None => vec![Span::raw(" ".repeat(width))],
    });
    Line::from(cells.collect::<Vec<_>>())
}

/// A day: its date, its worst grade as a digit and a bar, its verdict as a letter, its marks.
fn cell(day: &MonthDay, is_focused: bool, theme: Theme, width: usize) -> Vec<Span<'static>> {
    let pointer = if is_focused { theme.pointer().trim_end() } else { " " };
    let meaning = if is_focused { Meaning::Focus } else { Meaning::Plain };
    let date = format!("{pointer}{:>2} ", day.date.format("%-d").to_string());
    let bar = if theme.look().unicode && width > usize::from(NARROWEST) { bar(day) } else { "" };
    let grade = format!("{}{bar}{}", day.grade_mark(), day.verdict_mark());
    let used = 4 + 2 + bar.chars().count();
    let rest = width.saturating_sub(used);
    let marks: String = day.marks().chars().take(rest).collect();
    let marks = format!("{marks:<rest$}");
    vec![
        Span::styled(date, theme.style(meaning)),
        Span::styled(grade, theme.style(day.verdict.map_or(meaning, Meaning::Level))),
        Span::styled(marks, theme.style(Meaning::Strong)),
    ]
}

/// The grade as a bar, the higher the worse: heat that needs no colour.
fn bar(day: &MonthDay) -> &'static str {
    match day.grade_mark() {
        '0' => "▁",
        '1' => "▂",
        '2' => "▄",
        '3' => "▆",
        '4' => "█",
        _ => " ",
    }
}

fn legend(theme: Theme, width: usize) -> Vec<Line<'static>> {
    let lines = month::legend(width).into_iter();
    lines.map(|line| Line::styled(shortened(&line, width), theme.style(Meaning::Quiet))).collect()
}

/// Where a calendar has no room: the days of the month, a line each.
fn list(model: &Model, shown: &MonthView, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Position {
    let Some(month) = months(model, shown, 1).pop() else { return area.as_position() };
    let here = month.days.iter().position(|day| day.date == shown.date).unwrap_or(0);
    let sight = in_sight(month.days.len(), here, usize::from(area.height));
    let top = sight.start;
    let line = |day: &MonthDay| {
        let is_focused = day.date == shown.date;
        let mut spans = cell(day, is_focused, theme, usize::from(WIDEST));
        let words = day.verdict.map_or("", Triage::word);
        spans.push(Span::styled(
            format!("{} {words}", day.date.format("%a")),
            theme.style(if is_focused { Meaning::Focus } else { Meaning::Plain }),
        ));
        Line::from(spans)
    };
    frame.render_widget(Paragraph::new(month.days[sight].iter().map(line).collect::<Vec<_>>()), area);
    place(area, 0, here - top)
}
