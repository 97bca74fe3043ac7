//! The guide of the first run.
//!
//! Uses `app::first_run`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::form::view as form_view;
use super::panel::panel;
use super::theme::{Meaning, Theme};
use super::wrap::{led, styled};
use crate::app::Model;
use crate::app::first_run::{FirstRun, WELCOME};

const ABOUT_TREATMENT: &str = "Your treatment: all of it can be changed later";
const ABOUT_YOU: &str = "About you: all of it can be changed later";

/// Draws the first words, then the form.
///
/// ```text
/// ╭ Welcome to Mendlog ──────────────────────────╮
/// │ A journal for the weeks after microneedling. │
/// │ · Nothing you write leaves this machine. …   │
/// │ Enter begins.                                │
/// ╰──────────────────────────────────────────────╯
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    match &model.first_run {
        FirstRun::Welcome => welcome(theme, frame, area),
        FirstRun::Asking(treatment, form) => {
            let title = if treatment.is_some() { ABOUT_TREATMENT } else { ABOUT_YOU };
            form_view(title, form, theme, frame, area);
        }
    }
}

fn welcome(theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Welcome to Mendlog", theme, frame, area);
    let width = usize::from(inside.width);
    let intro = "A journal for the weeks after microneedling: twenty seconds a day, and what you note is compared with what is described for that day.";
    let mut lines = styled(intro, width, theme.style(Meaning::Plain));
    for sentence in WELCOME {
        lines.push(Line::raw(""));
        lines.extend(led(
            Span::styled("· ", theme.style(Meaning::Heading)),
            sentence,
            width,
            theme.style(Meaning::Strong),
        ));
    }
    lines.push(Line::raw(""));
    lines.extend(styled(
        "Enter begins. Every question but the date can be left open.",
        width,
        theme.style(Meaning::Key),
    ));
    let last = u16::try_from(lines.len()).unwrap_or(0).saturating_sub(1);
    frame.render_widget(Paragraph::new(lines), inside);
    frame.set_cursor_position((inside.x, inside.y.saturating_add(last).min(inside.bottom().saturating_sub(1))));
}
