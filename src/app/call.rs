//! The call: whom to ring now, and three sentences to read out.
//!
//! May use `domain`.

use super::banner::banner;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use crate::domain::comparison::NOT_MONITORED;
use crate::domain::{Provider, Treatment, TreatmentId, Triage, Warning, call};

/// Where the report is, for those who are to see it as well.
const REPORT: &str = "For a visit there is a report of it all: V shows it, and writes it to a file.";

/// Whom to ring about a treatment.
#[must_use]
pub fn provider<'a>(model: &'a Model, about: Option<&TreatmentId>) -> &'a Provider {
    let record = &model.record;
    let about = about.and_then(|id| record.diary.treatment(id));
    call::provider(about, &record.treatments(), model.library.sheet().map(|sheet| &sheet.contact))
}

/// What to read while ringing; offered even when nothing is open.
#[must_use]
pub fn call_reading(model: &Model) -> Reading {
    let (loudest, treatment) = subject(model);
    let whom = call::whom_to_ring(loudest, provider(model, treatment.map(|treatment| &treatment.id)), model.now);
    let mut passages = vec![Passage::new(Tone::Strong, whom)];
    if loudest > Triage::Expected {
        passages.push(Passage::new(Tone::Level(loudest), loudest.advice()));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Heading, "What you can say"));
    let said = treatment.map(|treatment| sentences(model, treatment));
    passages.extend(said.into_iter().flatten().map(|sentence| Passage::new(Tone::Plain, sentence)));
    passages.push(Passage::gap());
    if loudest != Triage::Emergency {
        let words = format!("If it gets hard to breathe or you feel faint: {}.", call::EMERGENCY_NUMBER);
        passages.push(Passage::new(Tone::Plain, words));
    }
    passages.push(Passage::new(Tone::Plain, REPORT));
    passages.push(Passage::new(Tone::Quiet, NOT_MONITORED));
    let title = if loudest == Triage::Emergency { "Calling for help now" } else { "Ringing for advice" };
    Reading::new(title, passages)
}

/// How loud it is and which treatment it is about: the loudest alarm's, else the one shown.
fn subject(model: &Model) -> (Triage, Option<&Treatment>) {
    let banner = banner(model);
    let about = banner.as_ref().and_then(|banner| model.record.diary.treatment(banner.about()?));
    (banner.map(|banner| banner.triage()).unwrap_or_default(), about.or_else(|| model.record.treatment()))
}

fn sentences(model: &Model, treatment: &Treatment) -> [String; 3] {
    let warnings = model.record.warnings().filter(|warning| warning.treatment == treatment.id);
    let warnings: Vec<&Warning> = warnings.collect();
    let diary = &model.record.diary;
    let last = model.record.assessment_of(&treatment.id).and_then(|assessment| assessment.entries.last());
    call::script(&diary.patient, treatment, diary.day_end, &warnings, last, &model.library.catalog, model.now)
}
