//! Today: where in the healing one is, the check-in, its verdict.
//!
//! Uses `app::today` and `domain`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Margin, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::theme::{Meaning, Theme};
use super::wrap::{shortened, styled};
use super::{card, check_in, judged};
use crate::app::draft::Dated;
use crate::app::today::{day_described, moment_in_words, rows, same_day};
use crate::app::{Model, forecast};
use crate::domain::{Moment, Treatment};

/// From this width on, the verdict stands beside the check-in instead of under it.
const WIDE: u16 = 118;
/// From this height on there is room to say when it will be over.
const TALL: u16 = 28;
/// The fewest rows of the check-in that one can move in: the heading and the lines around the one in focus.
const LEAST_TABLE: usize = 3;

/// Draws the screen the patient lives in.
///
/// ```text
///  Day 4 · Mon 9 March 2026 · 96 hours after the treatment
///  Flaking: the new top layer is closing and the old one comes off.
///  Now: first check-in of the day
///    Symptom     You  In words                       Usual   Beside the range
///  ▸ Redness      2   clearly pink, others might…    0–1, 2  △ above usual
///    Danger signs     not asked yet: press s
///  How red, or changed in colour, is the treated skin?
///  0 my usual colour · 1 a flush only I would notice · …
///   WATCH  Redness above the usual range: …
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(treatment) = model.record.treatment() else {
        nothing_yet(theme, frame, area);
        return;
    };
    let area = area.inner(Margin::new(1, 0));
    if area.width >= WIDE && area.height >= 22 {
        wide(model, treatment, theme, frame, area);
    } else {
        narrow(model, treatment, theme, frame, area);
    }
}

fn nothing_yet(theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let words = "There is no treatment to tell about yet. R shows the treatments, where you can add one.";
    let lines = styled(words, usize::from(area.width.saturating_sub(2)), theme.style(Meaning::Plain));
    frame.render_widget(Paragraph::new(lines), area.inner(Margin::new(1, 0)));
}

fn narrow(model: &Model, treatment: &Treatment, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let most = match area.height {
        0..4 => 0,
        4..8 => 1,
        8..14 => 2,
        14..20 => 3,
        _ => 5,
    };
    let mut header = header(model, treatment, theme, (width, most), CardLine::Shown);
    if area.height >= TALL {
        header.extend(over(model, theme, width));
    }
    let mut words = judged::short(model, theme, width);
    let room = usize::from(area.height).saturating_sub(header.len());
    let (choices, verdict) = shares(usize::from(area.height), room, words.len());
    cut_off(&mut words, verdict, width);
    let rows = [
        Constraint::Length(u16::try_from(header.len()).unwrap_or(u16::MAX)),
        Constraint::Fill(1),
        Constraint::Length(u16::try_from(choices).unwrap_or(u16::MAX)),
        Constraint::Length(u16::try_from(verdict).unwrap_or(u16::MAX)),
    ];
    let [above, table, choices, verdict] = area.layout(&Layout::vertical(rows));
    frame.render_widget(Paragraph::new(header), above);
    judged::choices(model, theme, frame, choices);
    frame.render_widget(Paragraph::new(words), verdict);
    check_in::view(model, theme, frame, table);
}

/// Rows for the words of the grades and for the verdict, which comes first: it needs so many rows of the room there is.
fn shares(height: usize, room: usize, needed: usize) -> (usize, usize) {
    let (choices, usual) = match height {
        0..4 => return (0, 0),
        4..7 => (0, 1),
        7..10 => (0, 2),
        10..14 => (2, 2),
        14..28 => (3, 3),
        _ => (7, 6),
    };
    let verdict = needed.max(usual).min(room.saturating_sub(LEAST_TABLE)).max(1);
    (choices.min(room.saturating_sub(verdict + LEAST_TABLE)), verdict)
}

/// Says with an ellipsis that a window has no room for the rest.
fn cut_off(lines: &mut Vec<Line<'static>>, room: usize, width: usize) {
    if lines.len() <= room {
        return;
    }
    lines.truncate(room);
    if let Some(last) = lines.last_mut() {
        let style = last.spans.last().map(|span| span.style).unwrap_or_default();
        while last.width() + 2 > width && !last.spans.is_empty() {
            let words = last.spans.last().map(|span| span.content.trim_end().to_owned()).unwrap_or_default();
            last.spans.pop();
            if let Some((rest, _)) = words.rsplit_once(' ') {
                last.push_span(Span::styled(rest.to_owned(), style));
            }
        }
        last.push_span(Span::styled(" …", style));
    }
}

fn wide(model: &Model, treatment: &Treatment, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let table = u16::try_from(rows(model).len() + 1).unwrap_or(u16::MAX);
    let card_below = area.height >= table + 8 + card::LEAST;
    let has_card = if card_below { CardLine::Elsewhere } else { CardLine::Shown };
    let mut header = header(model, treatment, theme, (usize::from(area.width), 5), has_card);
    header.extend(over(model, theme, usize::from(area.width)));
    let height = u16::try_from(header.len()).unwrap_or(u16::MAX);
    let parts = [Constraint::Length(1), Constraint::Length(height), Constraint::Length(1), Constraint::Fill(1)];
    let [_, above, _, below] = area.layout(&Layout::vertical(parts));
    frame.render_widget(Paragraph::new(header), above);
    let [left, _, right] =
        below.layout(&Layout::horizontal([Constraint::Fill(2), Constraint::Length(3), Constraint::Fill(1)]));
    let [choices, _, verdict] =
        right.layout(&Layout::vertical([Constraint::Length(11), Constraint::Length(1), Constraint::Fill(1)]));
    judged::choices(model, theme, frame, choices);
    judged::full(model, theme, frame, verdict);
    if !card_below {
        return check_in::view(model, theme, frame, left);
    }
    let [left, _, below] =
        left.layout(&Layout::vertical([Constraint::Length(table), Constraint::Length(1), Constraint::Fill(1)]));
    check_in::view(model, theme, frame, left);
    card::full(model, theme, frame, below);
}

/// Whether today's card has a line of its own in the header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CardLine {
    /// It has.
    Shown,
    /// It stands in full elsewhere.
    Elsewhere,
}

/// Where in the healing one is, then what the check-in describes.
fn header(
    model: &Model,
    treatment: &Treatment,
    theme: Theme,
    (width, most): (usize, usize),
    has_card: CardLine,
) -> Vec<Line<'static>> {
    let day_end = model.record.diary.day_end;
    let now = Moment::At(model.now);
    let day = treatment.day_of(now, day_end);
    let date = now.date(day_end).format("%A %-d %B %Y");
    let mut first =
        vec![Span::styled(format!("Day {day}"), theme.style(Meaning::Strong)), Span::raw(format!(" · {date}"))];
    let hours = treatment.hours_to(now, day_end).floor();
    let is_timed = matches!(treatment.performed_at, Moment::At(_));
    if is_timed && width >= 60 && (0.0..2000.0).contains(&hours) {
        first.push(Span::raw(format!(" · {hours} hours after the treatment")));
    }
    let mut lines = vec![Line::from(first), described(model, theme, width)];
    if let Some(sheet) = model.library.sheet() {
        lines.push(Line::styled(shortened(&sheet.stamp(), width), theme.style(Meaning::Quiet)));
    }
    if let Some(phase) = model.library.protocol(&treatment.protocol).phase(day) {
        let whole = phase_lines(&phase.name, &phase.happening, width, theme);
        let line = card::line(model, theme, width).filter(|_| most > lines.len() + 1 && has_card == CardLine::Shown);
        let room = most.saturating_sub(lines.len() + usize::from(line.is_some()));
        lines.extend(if whole.len() <= room { whole } else { phase_lines(&phase.name, "", width, theme) });
        lines.extend(line);
    }
    lines.truncate(most);
    lines
}

/// When it will be over, in a line; nothing where nothing can be said.
fn over(model: &Model, theme: Theme, width: usize) -> Option<Line<'static>> {
    let words = forecast::line(model)?;
    Some(Line::styled(shortened(&words, width), theme.style(Meaning::Plain)))
}

/// The name of the phase, and what is happening, running on under it.
fn phase_lines(name: &str, happening: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = styled(format!("{name}: {happening}").trim_end_matches(": "), width, theme.style(Meaning::Plain));
    let first = lines.first().map(ToString::to_string).unwrap_or_default();
    if let (Some(line), Some(rest)) = (lines.first_mut(), first.strip_prefix(name)) {
        let name = Span::styled(name.to_owned(), theme.style(Meaning::Heading));
        *line = Line::from(vec![name, Span::styled(rest.to_owned(), theme.style(Meaning::Plain))]);
    }
    lines
}

fn described(model: &Model, theme: Theme, width: usize) -> Line<'static> {
    let draft = &model.today.draft;
    let moment = draft.moment(model.now);
    let earlier = same_day(model).len();
    let earlier = match earlier {
        0 => String::new(),
        1 => "; 1 check-in of that day is saved".to_owned(),
        more => format!("; {more} check-ins of that day are saved"),
    };
    let day = day_described(model).map_or(String::new(), |day| format!("day {day}, "));
    let today = model.record.diary.day_end.date_of(model.now);
    let is_past = moment.date(model.record.diary.day_end) != today;
    let (words, meaning) = match draft.dated {
        _ if draft.is_correction() => {
            (format!("Changing the saved check-in of {day}{}", moment_in_words(moment)), Meaning::Heading)
        }
        Dated::Open => (format!("Check-in for now{earlier}"), Meaning::Quiet),
        Dated::Begun(_) if is_past => {
            (format!("Not saved yet: describes {day}{}{earlier}", moment_in_words(moment)), Meaning::Heading)
        }
        Dated::Begun(_) => (format!("Check-in begun at {}, not saved yet{earlier}", clock(moment)), Meaning::Quiet),
        Dated::Chosen(_) => (format!("Describes {day}{}{earlier}", moment_in_words(moment)), Meaning::Heading),
    };
    Line::styled(shortened(&words, width), theme.style(meaning))
}

/// The time of day of a moment; its date where the time of day is open.
pub(super) fn clock(moment: Moment) -> String {
    match moment {
        Moment::At(at) => at.format("%H:%M").to_string(),
        Moment::On(_) => moment_in_words(moment),
    }
}
