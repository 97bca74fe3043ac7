//! Which treatment stands beside the one shown, and how the two went.
//!
//! May use `domain` and the values of `report`.

use super::effect::Effect;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::record::Record;
use super::screen::Overlay;
use crate::domain::{Entry, Treatment, TreatmentId};
use crate::report::comparison::ONLY_ONE;
use crate::report::course::LastTime;

/// The treatment beside the one shown: the chosen one, else the one before, else the one after.
#[must_use]
pub fn other<'a>(record: &'a Record, chosen: Option<&TreatmentId>) -> Option<&'a Treatment> {
    let shown = &record.treatment()?.id;
    let chosen = chosen.filter(|id| *id != shown).and_then(|id| record.diary.treatment(id));
    chosen.or_else(|| record.treatment_before(shown)).or_else(|| record.treatment_after(shown))
}

/// The entries about a treatment.
#[must_use]
pub fn entries_of<'a>(record: &'a Record, treatment: &TreatmentId) -> Vec<&'a Entry> {
    record.diary.entries.iter().filter(|entry| entry.treatment == *treatment).collect()
}

/// Puts the next treatment beside the one shown, the latest first, round and round.
pub fn choose_next(model: &mut Model) -> Vec<Effect> {
    let shown = model.record.treatment().map(|treatment| treatment.id.clone());
    let others: Vec<_> = model
        .record
        .treatments()
        .into_iter()
        .rev()
        .map(|one| one.id.clone())
        .filter(|id| Some(id) != shown.as_ref())
        .collect();
    let here = other(&model.record, model.chart.beside.as_ref()).map(|treatment| treatment.id.clone());
    let next = others.iter().position(|id| Some(id) == here.as_ref()).map_or(0, |here| here + 1);
    let Some(next) = others.get(next).or(others.first()) else {
        model.notice = Some(ONLY_ONE.to_owned());
        return Vec::new();
    };
    model.chart.beside = Some(next.clone());
    model.chart.last_time = LastTime::Shown;
    model.refresh_chart();
    let only = if others.len() == 1 { " There is no other one." } else { "" };
    let when = model.chart.comparison.as_ref().map(|comparison| comparison.other.when.clone()).unwrap_or_default();
    model.notice = Some(format!("Beside it stands the treatment {when}.{only}"));
    Vec::new()
}

/// Opens what is to be said about both treatments.
pub fn compare(model: &mut Model) -> Vec<Effect> {
    let mut passages = Vec::new();
    match &model.chart.comparison {
        None => passages.push(Passage::new(Tone::Plain, ONLY_ONE)),
        Some(comparison) => {
            passages.push(Passage::new(Tone::Strong, comparison.overall()));
            passages.push(Passage::gap());
            let sentences = comparison.symptoms.iter().filter_map(|compared| comparison.end_sentence(compared));
            passages.extend(sentences.map(|sentence| Passage::new(Tone::Plain, sentence)));
            passages.push(Passage::gap());
            let words = "b on the chart puts another treatment beside it; R chooses which healing is shown.";
            passages.push(Passage::new(Tone::Quiet, words));
        }
    }
    model.open(Overlay::Reading(Reading::new("This time and another time", passages)));
    Vec::new()
}
