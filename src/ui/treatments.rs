//! The list of treatments.
//!
//! Uses `app` and `domain`.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::reading;
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Passage, Reading};
use crate::app::today::moment_in_words;

/// Draws it as plain lines.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut page = Reading::new("The list of treatments", passages(model));
    page.scroll = model.treatments.row;
    reading::view(&page, theme, frame, area);
}

fn passages(model: &Model) -> Vec<Passage> {
    let treatments = model.record.treatments().into_iter().rev();
    treatments
        .map(|treatment| {
            let shown = if Some(&treatment.id) == model.record.chosen.as_ref() { "shown" } else { "" };
            Passage::led(shown, moment_in_words(treatment.performed_at))
        })
        .collect()
}
