//! The care plan: what to do today beside what not yet, and the line in focus in words.
//!
//! Uses `app::care` and `report::care`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::panel::in_sight;
use super::reading;
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, shortened, styled};
use crate::app::Model;
use crate::app::care::{focus, healing, lines};
use crate::app::care_reading::reading as words_about;
use crate::app::warnings::Pane;
use crate::domain::{HoldState, TaskState};
use crate::report::care::{CareReport, HoldLine, TaskLine};

/// From here on the two lists stand side by side.
const SIDE_BY_SIDE: u16 = 110;
/// A text in fewer rows than this tells nothing.
const LEAST_TEXT: u16 = 6;
/// What is read most under a list: heading, what, how often, whose word.
const TEXT: u16 = 8;

/// Draws the two lists and all about the line in focus.
///
/// ```text
///  Do today · 2 of 8 today                    Not yet · 3 of 11 are back; next: sauna …, tomorrow
///  ▸ ○ Gentle cleanser …    1 of 2  today       ✓ Make-up                       back
///      Sunscreen …          from tomorrow         Sauna, steam and hot baths    tomorrow, in 7 hours
/// ╭ Gentle cleanser, lukewarm water ──────────────────────────────────────────────────────────────╮
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some((healing, protocol)) = healing(model) else {
        let words =
            "What to do and what not yet begins with a treatment. R shows the treatments, where you can add one.";
        let lines = styled(words, usize::from(area.width.saturating_sub(2)), theme.style(Meaning::Plain));
        return frame.render_widget(Paragraph::new(lines), area);
    };
    let report = CareReport::new(&healing, protocol, model.now);
    let names = lines(&report);
    let here = focus(model, &names);
    let page = names.get(here).and_then(|line| words_about(model, line));
    let (lists, text) = parts(model, &report, area);
    if let (Some(mut page), Some(area)) = (page, text) {
        let is_read = if let Pane::Reading(scroll) = model.care.pane {
            page.scroll = scroll;
            true
        } else {
            false
        };
        reading::page(&page, if is_read { "more: j or Down" } else { "more: r" }, theme, frame, area);
    }
    if let Some(area) = lists {
        let lists = Lists { report: &report, here, has_keys: model.care.pane == Pane::List, theme };
        if area.width >= SIDE_BY_SIDE { lists.beside(frame, area) } else { lists.stacked(frame, area) }
    }
}

/// The place of the lists and that of the text; while the text is read in a narrow window, it has all of it.
fn parts(model: &Model, report: &CareReport<'_>, area: Rect) -> (Option<Rect>, Option<Rect>) {
    let (tasks, holds) = (report.tasks.len(), report.holds.len());
    let is_wide = area.width >= SIDE_BY_SIDE;
    if !is_wide && model.care.pane != Pane::List {
        return (None, Some(area));
    }
    let rows = if is_wide { tasks.max(holds) + 2 } else { tasks + holds + 2 };
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let for_text = if is_wide { area.height / 2 } else { TEXT };
    let height = rows.min(area.height.saturating_sub(for_text)).max(4);
    if area.height.saturating_sub(height) < LEAST_TEXT {
        return (Some(area), None);
    }
    let [lists, text] = area.layout(&Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]));
    (Some(lists), Some(text))
}

/// A list in fewer rows than this tells nothing beside the other one.
const GLIMPSE: u16 = 4;

/// The rows of the two lists: the one with the keys may take all but a glimpse of the other.
fn shares(tasks: usize, holds: usize, height: u16, in_tasks: bool) -> (u16, u16) {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let (mine, other) = if in_tasks { (rows(tasks), rows(holds)) } else { (rows(holds), rows(tasks)) };
    let glimpse = if height < 2 * GLIMPSE { 0 } else { GLIMPSE.min(other) };
    let mine = mine.min(height.saturating_sub(glimpse));
    let other = if glimpse == 0 { 0 } else { other.min(height - mine) };
    if in_tasks { (mine, other) } else { (other, mine) }
}

/// Both lists, and where in them the keys are.
#[derive(Clone, Copy)]
struct Lists<'a> {
    report: &'a CareReport<'a>,
    here: usize,
    has_keys: bool,
    theme: Theme,
}

impl Lists<'_> {
    fn beside(self, frame: &mut Frame<'_>, area: Rect) {
        let halves = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(2);
        let [left, right] = area.layout(&halves);
        let tasks = self.report.tasks.len();
        let (to_do, focus) = (self.tasks(usize::from(left.width)), self.here + 1);
        self.draw(&to_do, (self.here < tasks).then_some(focus), frame, left);
        let not_yet = self.holds(usize::from(right.width));
        self.draw(&not_yet, (self.here >= tasks).then(|| self.here - tasks + 1), frame, right);
    }

    fn stacked(self, frame: &mut Frame<'_>, area: Rect) {
        let (tasks, width) = (self.report.tasks.len(), usize::from(area.width));
        let (to_do, not_yet) = (self.tasks(width), self.holds(width));
        let in_tasks = self.here < tasks;
        let (first, second) = shares(to_do.len(), not_yet.len(), area.height, in_tasks);
        let [above, below] = area.layout(&Layout::vertical([Constraint::Length(first), Constraint::Length(second)]));
        self.draw(&to_do, in_tasks.then_some(self.here + 1), frame, above);
        self.draw(&not_yet, (!in_tasks).then(|| self.here - tasks + 1), frame, below);
    }

    /// Draws as many lines as fit, the one in focus among them, and puts the cursor there.
    fn draw(self, lines: &[Line<'static>], focus: Option<usize>, frame: &mut Frame<'_>, area: Rect) {
        let sight = in_sight(lines.len(), focus.unwrap_or(0), usize::from(area.height));
        let row = focus.map(|focus| u16::try_from(focus.saturating_sub(sight.start)).unwrap_or(0));
        frame.render_widget(Paragraph::new(lines[sight].to_vec()), area);
        let cursor = row.map(|row| Position::new(area.x, area.y.saturating_add(row)));
        if let Some(cursor) = cursor.filter(|cursor| self.has_keys && area.contains(*cursor)) {
            frame.set_cursor_position(cursor);
        }
    }

    fn tasks(self, width: usize) -> Vec<Line<'static>> {
        let mut lines = vec![self.heading("Do today", &self.report.done, width)];
        let rows = self.report.tasks.iter().enumerate();
        lines.extend(rows.map(|(at, line)| self.task(line, at == self.here, width)));
        lines
    }

    fn holds(self, width: usize) -> Vec<Line<'static>> {
        let mut lines = vec![self.heading("Not yet", &self.report.countdown, width)];
        let first = self.report.tasks.len();
        let rows = self.report.holds.iter().enumerate();
        lines.extend(rows.map(|(at, line)| self.hold(line, first + at == self.here, width)));
        lines
    }

    fn heading(self, name: &str, words: &str, width: usize) -> Line<'static> {
        let room = width.saturating_sub(name.width() + 4);
        Line::from(vec![
            Span::styled(format!(" {name}"), self.theme.style(Meaning::Heading)),
            Span::styled(format!(" · {}", shortened(words, room)), self.theme.style(Meaning::Plain)),
        ])
    }

    fn task(self, line: &TaskLine<'_>, focused: bool, width: usize) -> Line<'static> {
        let (sign, meaning) = match line.due.state {
            TaskState::Due(_) => ("○", Meaning::Plain),
            TaskState::Done => ("✓", Meaning::Quiet),
            TaskState::Next(_) if line.due.of.is_some_and(|of| line.due.done >= of) => ("✓", Meaning::Quiet),
            TaskState::AsNeeded => ("·", Meaning::Plain),
            _ => (" ", Meaning::Quiet),
        };
        let gap = if line.count.is_empty() { "" } else { "  " };
        let right = format!("{}{gap}{}", line.count, line.when);
        self.row(sign, &line.due.task.title, &right, focused, meaning, width)
    }

    fn hold(self, line: &HoldLine<'_>, focused: bool, width: usize) -> Line<'static> {
        let used_early = !line.used.is_empty();
        let (sign, meaning) = match line.held.state {
            HoldState::Back if !used_early => ("✓", Meaning::Quiet),
            _ if used_early => ("▲", Meaning::Plain),
            _ => (" ", Meaning::Plain),
        };
        let right = match line.held.state {
            _ if used_early => line.used.clone(),
            HoldState::Back => format!("back since {}", line.when),
            HoldState::Waiting => format!("{}, {}", line.when, line.countdown),
        };
        self.row(sign, &line.held.hold.title, &right, focused, meaning, width)
    }

    /// One line: the title gives way before the time does.
    fn row(self, sign: &str, title: &str, right: &str, focused: bool, meaning: Meaning, width: usize) -> Line<'static> {
        let style = self.theme.style(if focused { Meaning::Focus } else { meaning });
        let mark = if focused { self.theme.pointer() } else { "  " };
        let room = width.saturating_sub(6);
        let right = shortened(right, room.saturating_sub(12));
        let title = fitted(title, room.saturating_sub(right.width() + 1));
        Line::from(vec![
            Span::styled(mark.to_owned(), style),
            Span::styled(format!("{sign} {title} "), style),
            Span::styled(right, self.theme.style(if focused { Meaning::Focus } else { meaning })),
        ])
    }
}
