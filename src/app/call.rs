//! The call: whom to ring now, and three sentences to read out.
//!
//! May use `domain`.

use super::banner::provider;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use crate::domain::comparison::NOT_MONITORED;
use crate::domain::{Triage, Warning, call};

/// What to read while ringing; offered even when nothing is open.
#[must_use]
pub fn call_reading(model: &Model) -> Reading {
    let loudest = loudest(model);
    let mut passages = vec![Passage::new(Tone::Strong, call::whom_to_ring(loudest, provider(model), model.now))];
    if loudest > Triage::Expected {
        passages.push(Passage::new(Tone::Level(loudest), loudest.advice()));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Heading, "What you can say"));
    passages.extend(sentences(model).into_iter().map(|sentence| Passage::new(Tone::Plain, sentence)));
    passages.push(Passage::gap());
    if loudest != Triage::Emergency {
        let words = format!("If it gets hard to breathe or you feel faint: {}.", call::EMERGENCY_NUMBER);
        passages.push(Passage::new(Tone::Plain, words));
    }
    passages.push(Passage::new(Tone::Quiet, NOT_MONITORED));
    Reading::new("Ringing for advice", passages)
}

fn loudest(model: &Model) -> Triage {
    super::banner::banner(model).map_or(Triage::Expected, |banner| banner.triage())
}

fn sentences(model: &Model) -> Vec<String> {
    let Some(treatment) = model.record.treatment() else { return Vec::new() };
    let open: Vec<&Warning> =
        model.record.open_warnings().iter().filter(|warning| warning.treatment == treatment.id).collect();
    let diary = &model.record.diary;
    call::script(&diary.patient, treatment, diary.day_end, &open, &model.library.catalog, model.now)
}
