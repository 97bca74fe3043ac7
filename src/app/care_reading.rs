//! A line of the care plan in words: what, when, whose word it is, why, and who says so.
//!
//! May use `domain` and `report`.

use super::care::{Line, healing};
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::warning_reading::who_says_so;
use crate::domain::SourceId;
use crate::report::care::{CareReport, Detail, When, hold_details, task_details};

/// Everything about a line; none when it is not listed any more.
#[must_use]
pub fn reading(model: &Model, line: &Line) -> Option<Reading> {
    let (healing, protocol) = healing(model)?;
    let report = CareReport::new(&healing, protocol, model.now);
    let now = When { at: model.now, day_end: model.record.diary.day_end };
    match line {
        Line::Task(id) => {
            let line = report.tasks.iter().find(|line| line.due.task.id == *id)?;
            let details = task_details(line, &healing, protocol, now);
            Some(page(model, &line.due.task.title, details, &line.due.task.sources))
        }
        Line::Hold(id) => {
            let line = report.holds.iter().find(|line| line.held.hold.id == *id)?;
            Some(page(model, &line.held.hold.title, hold_details(line, &healing, protocol), &line.held.hold.sources))
        }
    }
}

fn page(model: &Model, title: &str, details: Vec<Detail>, sources: &[SourceId]) -> Reading {
    let mut passages: Vec<_> = details.into_iter().map(|(lead, words)| Passage::led(lead, words)).collect();
    passages.push(Passage::new(
        Tone::Quiet,
        "p notes what your provider said about it; that comes first, for this treatment.",
    ));
    passages.push(Passage::gap());
    passages.extend(who_says_so(&sources.iter().collect::<Vec<_>>(), &model.library.catalog));
    Reading::new(title.to_owned(), passages)
}
