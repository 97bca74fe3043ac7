//! Treatments in a row, read beside the list: a plan as a whole, the next session, what it all cost.
//!
//! May use `domain` and `report`.

use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use crate::domain::spacing::{Coming, window};
use crate::domain::{Plan, Protocol, Provider, Spacing, Treatment};
use crate::report::sessions::{self, Said, Weight};

/// Sentences of a report as passages.
pub fn passages(said: Vec<Said>) -> impl Iterator<Item = Passage> {
    said.into_iter().map(|Said { weight, lead, text }| {
        let tone = match weight {
            Weight::Plain => Tone::Plain,
            Weight::Quiet => Tone::Quiet,
            Weight::Strong => Tone::Strong,
            Weight::Heading => Tone::Heading,
        };
        Passage { tone, lead, text }
    })
}

/// The gap before something that comes; none when nothing came before it.
#[must_use]
pub fn gap<'a>(model: &'a Model, coming: Coming<'_>) -> Option<(Spacing<'a>, &'a Protocol)> {
    let protocol = protocol(model);
    let figures = protocol.spacing.as_ref()?;
    let record = &model.record;
    let found = crate::domain::spacing::spacing(&record.diary, figures, |id| record.assessment_of(id), coming)?;
    Some((found, protocol))
}

/// The figures that plans go by: those of the last treatment.
fn protocol(model: &Model) -> &Protocol {
    let last = model.record.diary.treatments_by_time().last().copied();
    model.library.protocol(last.map_or("", |last| &last.protocol))
}

/// Everything about a plan: how long until then, what speaks against the date, what to stop before it, whom to ring.
#[must_use]
pub fn plan_reading(model: &Model, plan: &Plan) -> Reading {
    let day_end = model.record.diary.day_end;
    let (date, today) = (plan.at.date(day_end), day_end.date_of(model.now));
    let mut page = vec![Passage::new(Tone::Strong, sessions::when(plan.at, date, today))];
    if plan.has_come(today, day_end) {
        let words = "Its day has come. Once it is done, Enter makes a treatment of it, filled in as planned.";
        page.push(Passage::new(Tone::Strong, words));
    }
    let found = gap(model, Coming::planned(plan.at));
    page.extend(passages(
        found.map(|(found, protocol)| sessions::found(&found, protocol, day_end)).unwrap_or_default(),
    ));
    page.push(Passage::gap());
    page.extend(passages(sessions::before(protocol(model), &model.record.diary.patient, date, today)));
    page.push(Passage::gap());
    page.extend(contact(&plan.provider));
    if !plan.note.trim().is_empty() {
        page.push(Passage::led("Note", plan.note.trim()));
    }
    Reading::new("The next treatment", page)
}

fn contact(provider: &Provider) -> impl Iterator<Item = Passage> {
    let lines = [("Provider", &provider.name), ("Phone", &provider.phone), ("Out of hours", &provider.out_of_hours)];
    lines
        .into_iter()
        .map(|(lead, text)| Passage::led(lead, if text.trim().is_empty() { "left open" } else { text.trim() }))
}

/// When the next session fits, under the last treatment; nothing under the others.
#[must_use]
pub fn next_session(model: &Model, treatment: &Treatment) -> Vec<Passage> {
    if model.record.treatment_after(&treatment.id).is_some() {
        return Vec::new();
    }
    let protocol = protocol(model);
    let diary = &model.record.diary;
    let Some(figures) = &protocol.spacing else { return Vec::new() };
    let fits = window(diary, figures, treatment);
    passages(sessions::next_session(fits, protocol, diary.day_end.date_of(model.now))).collect()
}

/// What all treatments cost together, and what was published.
#[must_use]
pub fn money(model: &Model) -> Vec<Passage> {
    passages(sessions::money(&model.record.treatments(), protocol(model))).collect()
}

/// The plan that comes next and the running total, in a line over the list.
#[must_use]
pub fn summary(model: &Model) -> String {
    let diary = &model.record.diary;
    let today = diary.day_end.date_of(model.now);
    let last = model.record.treatments().last().copied();
    let figures = protocol(model).spacing.as_ref();
    let fits = last.zip(figures).and_then(|(last, figures)| window(diary, figures, last));
    let next = fits
        .filter(|fits| today <= fits.to)
        .map(|fits| format!("next fits {} to {}", fits.from.format("%-d %b"), fits.to.format("%-d %b %Y")));
    let paid = sessions::together(&model.record.treatments()).map(|sums| format!("paid {sums}"));
    [next, paid].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
