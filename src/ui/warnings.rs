//! The list of warnings.
//!
//! Uses `app` and `domain`.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::reading;
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Passage, Reading};

/// Draws it as plain lines.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut page = Reading::new("The list of warnings", passages(model));
    page.scroll = model.warnings.row;
    reading::view(&page, theme, frame, area);
}

fn passages(model: &Model) -> Vec<Passage> {
    let Some(assessment) = model.record.assessment() else { return Vec::new() };
    let warnings = assessment.warnings().rev();
    warnings
        .map(|warning| {
            let text = format!("{}, since day {}: {}", warning.rule.title, warning.since_day, warning.state().word());
            Passage::led(warning.triage().word(), text)
        })
        .collect()
}
