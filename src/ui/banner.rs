//! The banner: what must not be overlooked on any screen, wrapped and never cut off.
//!
//! Uses `app::banner`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::theme::{Meaning, Theme};
use super::wrap;
use crate::app::Model;
use crate::app::banner::{Alarm, Banner, Origin, banner};
use crate::app::conflict_words::notice;
use crate::domain::WarningState;

/// Rows that stay for everything else, as long as the banner can do without them.
const FOR_THE_REST: usize = 7;

/// The banner's lines at this size; none while there is nothing to say.
///
/// ```text
///  CALL CLINIC  Redness is back after it had cleared
///  Ring 555 0100 (out of hours), Dr Example         c: what to say
///  Ring the clinic within a day or two …
///  Also: Peeling lasts longer than described
/// ```
///
/// Once everything in it is read it is smaller, and stays:
///
/// ```text
///  CALL CLINIC  Redness is back after it had cleared: provider called. Ring 555 0100, Dr Example
/// ```
#[must_use]
pub fn lines(model: &Model, theme: Theme, area: Rect) -> Vec<Line<'static>> {
    let conflicts = conflicts(model, theme, usize::from(area.width));
    let taken = u16::try_from(conflicts.len()).unwrap_or(u16::MAX);
    let mut lines = alarms(model, theme, Rect { height: area.height.saturating_sub(taken), ..area });
    lines.extend(conflicts);
    lines
}

/// What two machines say differently stays until it is settled, with what would be worse.
fn conflicts(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let Some(words) = notice(&model.conflicts) else { return Vec::new() };
    indented(&words, width, theme.style(Meaning::Strong))
}

fn alarms(model: &Model, theme: Theme, area: Rect) -> Vec<Line<'static>> {
    let Some(banner) = banner(model) else { return Vec::new() };
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    if !banner.is_loud() {
        return quiet(&banner, theme, width);
    }
    let room = height.saturating_sub(FOR_THE_REST);
    let levels = [Detail::Everything, Detail::NoOthers, Detail::Short];
    let drawn = levels.into_iter().map(|detail| drawn(&banner, detail, theme, width));
    let mut last = Vec::new();
    for lines in drawn {
        if lines.len() <= room {
            return lines;
        }
        last = lines;
    }
    last
}

/// Draws the banner.
pub fn view(lines: Vec<Line<'static>>, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Paragraph::new(lines), area);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Everything,
    NoOthers,
    Short,
}

fn drawn(banner: &Banner, detail: Detail, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let Some((first, others)) = banner.alarms.split_first() else { return Vec::new() };
    let style = theme.style(Meaning::Level(first.triage));
    let word = Span::styled(format!(" {}  ", first.triage.word()), style);
    let mut lines = wrap::led(word, &headline(first, detail), width, style);
    for line in &mut lines {
        let missing = width.saturating_sub(line.width());
        line.push_span(Span::styled(" ".repeat(missing), style));
    }
    lines.extend(indented(&banner.whom, width, theme.style(Meaning::Strong)));
    let advice = if detail == Detail::Short { first.triage.advice() } else { &first.advice };
    lines.extend(indented(advice, width, theme.style(Meaning::Plain)));
    if !others.is_empty() {
        lines.extend(indented(&also(others, detail), width, theme.style(Meaning::Plain)));
    }
    lines
}

fn quiet(banner: &Banner, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let Some((first, others)) = banner.alarms.split_first() else { return Vec::new() };
    let word = wrap::badge(first.triage.word(), theme.style(Meaning::Level(first.triage)));
    let state = match first.origin {
        Origin::Warning(state) => format!(": {}", first.standing.as_deref().unwrap_or(state.word())),
        Origin::Unsaved | Origin::Silence => String::new(),
    };
    let more = if others.is_empty() { String::new() } else { format!(" And {} more: W.", others.len()) };
    let text = format!("{}{state}. {}.{more}", first.title, banner.whom);
    wrap::led(word, &text, width, theme.style(Meaning::Plain))
}

fn headline(alarm: &Alarm, detail: Detail) -> String {
    match alarm.origin {
        Origin::Warning(WarningState::Raised) => alarm.title.clone(),
        Origin::Warning(state) => format!("{} ({})", alarm.title, state.word()),
        Origin::Unsaved if detail == Detail::Short => format!("{} (not saved)", alarm.title),
        Origin::Unsaved => format!("{} (this check-in, not saved yet)", alarm.title),
        Origin::Silence => format!("{} (no check-in since)", alarm.title),
    }
}

fn also(others: &[Alarm], detail: Detail) -> String {
    if detail == Detail::Everything {
        let titles: Vec<_> = others.iter().map(|other| format!("{} ({})", other.title, other.triage.word())).collect();
        format!("Also: {}", titles.join("; "))
    } else {
        format!("And {} more: see Warnings (W).", others.len())
    }
}

fn indented(text: &str, width: usize, style: ratatui::style::Style) -> Vec<Line<'static>> {
    wrap::led(Span::raw(" "), text, width, style)
}
