//! The settings.
//!
//! Uses `app` and `domain`.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::reading;
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Passage, Reading};
use crate::domain::PatientFact;

/// Draws it as plain lines.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut page = Reading::new("The settings", passages(model));
    page.scroll = model.settings.row;
    reading::view(&page, theme, frame, area);
}

fn passages(model: &Model) -> Vec<Passage> {
    let patient = &model.record.diary.patient;
    let answers = PatientFact::ALL.into_iter().map(|fact| {
        let answer = patient.fact(fact).map_or("left open", |yes| if yes { "yes" } else { "no" });
        Passage::led(fact.words(), answer)
    });
    let day_end = format!("{}:00", model.record.diary.day_end.hour());
    answers.chain([Passage::led("your day ends at", day_end)]).collect()
}
