//! The settings.
//!
//! Uses `app::settings_reading`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::reading;
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Passage, Reading, Tone};
use crate::app::settings_reading::{about_program, about_you};

/// From here on both parts stand side by side.
const SIDE_BY_SIDE: u16 = 110;

/// Draws what the patient said, and how the program behaves; one above the other where they do not fit side by side.
///
/// ```text
/// ╭ About you ────────────────────╮ ╭ This program ─────────────────╮
/// │ your skin   fair, burns easily│ │ Ranges    Microneedling, 1.0.0│
/// │ blood thinners            no  │ │ Reviewed  No clinician has …  │
/// ╰───────────────────────────────╯ ╰───────────────────────────────╯
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let (mut you, mut program) = (about_you(model), about_program(model));
    you.scroll = model.settings.scroll;
    if area.width < SIDE_BY_SIDE {
        return reading::view(&one_page(you, program), theme, frame, area);
    }
    program.scroll = model.settings.scroll;
    let parts = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(1);
    let [left, right] = area.layout(&parts);
    reading::view(&program, theme, frame, right);
    reading::view(&you, theme, frame, left);
}

fn one_page(mut you: Reading, program: Reading) -> Reading {
    you.passages.push(Passage::gap());
    you.passages.push(Passage::new(Tone::Heading, program.title));
    you.passages.extend(program.passages);
    you
}
