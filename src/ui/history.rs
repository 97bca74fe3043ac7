//! The list of entries.
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
    let mut page = Reading::new("The list of entries", passages(model));
    page.scroll = model.history.row;
    reading::view(&page, theme, frame, area);
}

fn passages(model: &Model) -> Vec<Passage> {
    let Some(assessment) = model.record.assessment() else { return Vec::new() };
    let entries = assessment.entries.iter().rev();
    entries
        .map(|entry| {
            let late = if entry.entry.is_late(model.record.diary.day_end) { ", entered later" } else { "" };
            let text = format!("{}{late}: {}", moment_in_words(entry.entry.at), entry.triage.word());
            Passage::led(format!("day {}", entry.day), text)
        })
        .collect()
}
