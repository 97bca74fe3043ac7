//! The healing chart.
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
    let mut page = Reading::new("The healing chart", passages(model));
    page.scroll = model.chart.row;
    reading::view(&page, theme, frame, area);
}

fn passages(model: &Model) -> Vec<Passage> {
    let Some(assessment) = model.record.assessment() else { return Vec::new() };
    let names = model.library.catalog.symptoms.iter();
    names
        .map(|symptom| {
            let graded = assessment
                .entries
                .iter()
                .filter_map(|entry| entry.entry.grade(&symptom.id).map(|grade| format!("day {}: {grade}", entry.day)));
            let course: Vec<_> = graded.collect();
            let text = if course.is_empty() { "not recorded yet".to_owned() } else { course.join(", ") };
            Passage::led(symptom.name.clone(), text)
        })
        .collect()
}
