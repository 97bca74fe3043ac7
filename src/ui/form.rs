//! A form: labels on the left, answers on the right, what a good answer looks like under the one in focus.
//!
//! Uses `app::form`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, styled};
use crate::app::form::{Answering, Field, Form};
use crate::app::text::Text;

/// Draws a form in a panel.
///
/// ```text
/// ╭ The treatment ────────────────────────────────╮
/// │ ▸ Treatment was on   2026-03-05 14:30         │
/// │   Device             1 pen  2 roller  3 stamp │
/// │   type it, or - + for hours and [ ] for days  │
/// ╰───────────────────────────────────────────────╯
/// ```
pub fn view(title: &str, form: &Form, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel(title, theme, frame, area);
    fields(form, theme, frame, inside);
}

/// Draws the questions of a form that are in sight.
pub fn fields(form: &Form, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let labels = label_width(form, width);
    let mut lines = Vec::new();
    let mut cursor = (0, 0);
    for (at, field) in form.fields.iter().enumerate() {
        let focused = at == form.focus;
        if let Some(part) = field.part.filter(|_| form.fields.len() > 1) {
            if !lines.is_empty() {
                lines.push(Line::raw(""));
            }
            lines.push(Line::styled(part, theme.style(Meaning::Heading)));
        }
        if focused {
            cursor = (cursor_column(field, labels, width), lines.len());
        }
        lines.extend(field_lines(field, focused, labels, theme, width));
        if focused {
            lines.extend(below(field, theme, width));
        }
    }
    let sight = in_sight(lines.len(), cursor.1 + 1, usize::from(area.height));
    let top = sight.start;
    frame.render_widget(Paragraph::new(lines[sight].to_vec()), area);
    let column = u16::try_from(cursor.0).unwrap_or(0).min(area.width.saturating_sub(1));
    let row = u16::try_from(cursor.1.saturating_sub(top)).unwrap_or(0).min(area.height.saturating_sub(1));
    frame.set_cursor_position((area.x.saturating_add(column), area.y.saturating_add(row)));
}

fn label_width(form: &Form, width: usize) -> usize {
    let longest = form.fields.iter().map(|field| field.label.chars().count()).max().unwrap_or(0);
    longest.min(width * 3 / 5) + 1
}

fn cursor_column(field: &Field, labels: usize, width: usize) -> usize {
    let start = 2 + labels;
    match &field.answer {
        Answering::Typed(text) | Answering::Timed(text, _) => {
            start + text.cursor_column().saturating_sub(text.scroll(width.saturating_sub(start)))
        }
        _ => start,
    }
}

fn field_lines(field: &Field, focused: bool, labels: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let meaning = if focused { Meaning::Focus } else { Meaning::Plain };
    let mark = if focused { theme.pointer() } else { "  " };
    let label = Span::styled(format!("{mark}{}", fitted(&field.label, labels)), theme.style(meaning));
    let room = width.saturating_sub(labels + 2);
    let mut answers = answer_lines(&field.answer, focused, theme, room).into_iter();
    let mut first = vec![label];
    first.extend(answers.next().unwrap_or_default());
    let indented = answers.map(|spans| {
        let mut line = vec![Span::raw(" ".repeat(labels + 2))];
        line.extend(spans);
        Line::from(line)
    });
    std::iter::once(Line::from(first)).chain(indented).collect()
}

fn answer_lines(answer: &Answering, focused: bool, theme: Theme, room: usize) -> Vec<Vec<Span<'static>>> {
    match answer {
        Answering::Typed(text) | Answering::Timed(text, _) => vec![vec![typed(text, focused, theme, room)]],
        Answering::YesNo(yes) => vec![vec![
            option("y yes", *yes == Some(true), focused, theme),
            option("n no", *yes == Some(false), focused, theme),
            open(yes.is_none(), focused, theme),
        ]],
        Answering::Chosen(options, chosen) if focused => {
            let numbered = options
                .iter()
                .enumerate()
                .map(|(at, words)| option(&format!("{} {words}", at + 1), *chosen == Some(at), focused, theme));
            flowing(numbered.chain([open(chosen.is_none(), focused, theme)]).collect(), room)
        }
        Answering::Chosen(options, chosen) => {
            let words = chosen.and_then(|at| options.get(at));
            vec![vec![words.map_or_else(|| open(true, false, theme), |words| option(words, true, false, theme))]]
        }
    }
}

fn typed(text: &Text, focused: bool, theme: Theme, room: usize) -> Span<'static> {
    if text.value().is_empty() && !focused {
        return open(true, false, theme);
    }
    let scroll = text.scroll(room);
    let shown: String = text.value().chars().skip(scroll).take(room).collect();
    Span::styled(shown, theme.style(if focused { Meaning::Strong } else { Meaning::Plain }))
}

fn option(words: &str, chosen: bool, focused: bool, theme: Theme) -> Span<'static> {
    match (chosen, focused) {
        (true, true) => Span::styled(format!("[{words}] "), theme.style(Meaning::Chosen)),
        (true, false) => Span::styled(
            words.trim_start_matches("y ").trim_start_matches("n ").to_owned() + " ",
            theme.style(Meaning::Plain),
        ),
        (false, true) => Span::styled(format!(" {words}  "), theme.style(Meaning::Plain)),
        (false, false) => Span::raw(""),
    }
}

fn open(is_open: bool, focused: bool, theme: Theme) -> Span<'static> {
    match (is_open, focused) {
        (true, _) => Span::styled("left open", theme.style(Meaning::Quiet)),
        (false, true) => Span::styled(" x leave open", theme.style(Meaning::Quiet)),
        (false, false) => Span::raw(""),
    }
}

fn flowing(spans: Vec<Span<'static>>, room: usize) -> Vec<Vec<Span<'static>>> {
    let mut lines: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for span in spans {
        if used + span.width() > room && used > 0 {
            lines.push(Vec::new());
            used = 0;
        }
        used += span.width();
        if let Some(line) = lines.last_mut() {
            line.push(span);
        }
    }
    lines
}

fn below(field: &Field, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let (words, meaning) = match &field.problem {
        Some(problem) => (problem, Meaning::Problem),
        None => (&field.hint, Meaning::Quiet),
    };
    let lines = styled(words, width.saturating_sub(4), theme.style(meaning));
    lines
        .into_iter()
        .map(|mut line| {
            line.spans.insert(0, Span::raw("    "));
            line
        })
        .collect()
}
