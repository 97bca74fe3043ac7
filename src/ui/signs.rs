//! The danger signs of a check-in.
//!
//! Uses `app::signs`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::wrap::wrap;
use crate::app::Model;
use crate::app::signs::{Checklist, Shown, signs_of};
use crate::domain::{Answer, Sign};

/// Draws the questions with their answers; every question is shown whole.
///
/// ```text
/// ╭ Danger signs to look for today: 0 none of these ─────────────╮
/// │ ▸ [not asked]  Hard to breathe, a tight throat, or blue lips? │
/// │   [no]         A temperature of 38 C / 100.4 F or more?       │
/// ╰───────────────────────────────────────────────────────────────╯
/// ```
pub fn view(model: &Model, list: &Checklist, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let signs = signs_of(model, list.shown);
    let title = match list.shown {
        Shown::OfTheDay => "Danger signs for this day. Any of these?",
        Shown::All => "All danger signs. Any of these?",
    };
    let inside = panel(title, theme, frame, area);
    let width = usize::from(inside.width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut focus = 0;
    for (at, sign) in signs.iter().enumerate() {
        if at == list.row {
            focus = lines.len();
        }
        lines.extend(sign_lines(model, sign, at == list.row, theme, width));
    }
    let sight = in_sight(lines.len(), focus, usize::from(inside.height));
    let top = sight.start;
    frame.render_widget(Paragraph::new(lines[sight].to_vec()), inside);
    let row = u16::try_from(focus.saturating_sub(top)).unwrap_or(0).min(inside.height.saturating_sub(1));
    frame.set_cursor_position((
        inside.x.saturating_add(2).min(inside.right().saturating_sub(1)),
        inside.y.saturating_add(row),
    ));
}

fn sign_lines(model: &Model, sign: &Sign, focused: bool, theme: Theme, width: usize) -> Vec<Line<'static>> {
    const ANSWER: usize = 11;
    let answer = model.today.draft.signs.get(&sign.id).copied();
    let (word, meaning) = match answer {
        None => ("not asked", Meaning::Quiet),
        Some(Answer::No) => ("no", Meaning::Plain),
        Some(Answer::NotSure) => ("not sure", Meaning::Proposed),
        Some(Answer::Yes) => ("YES", Meaning::Problem),
    };
    let mark = if focused { theme.pointer() } else { "  " };
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let questions = wrap(&sign.question, width.saturating_sub(2 + ANSWER)).into_iter().enumerate();
    questions
        .map(|(at, text)| {
            let before = if at == 0 {
                vec![Span::styled(mark, style), Span::styled(format!("{word:<ANSWER$}"), theme.style(meaning))]
            } else {
                vec![Span::raw(" ".repeat(2 + ANSWER))]
            };
            before.into_iter().chain([Span::styled(text, style)]).collect()
        })
        .collect()
}
