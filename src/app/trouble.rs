//! Something that could not be kept: why, what was typed, and another try.
//!
//! May use `domain`.

use super::effect::Effect;
use super::reading::{Passage, Reading, Tone};
use super::treatment_reading::fields;
use crate::domain::warning::Act;
use crate::domain::{Catalog, Entry, Outcome, Plan, Rating, WarningEvent};
use crate::report::outcomes::{answered, in_words as in_score_words};

/// Something that could not be kept.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What was asked for.
    pub effect: Effect,
    /// What to read about it.
    pub reading: Reading,
}

impl Trouble {
    /// Says what happened, that nothing is lost, and what to do next.
    #[must_use]
    pub fn new(effect: Effect, why: &str, catalog: &Catalog) -> Self {
        let mut passages = vec![
            Passage::new(Tone::Strong, "The journal could not keep this. Nothing you typed is lost: it is still here."),
            Passage::new(Tone::Plain, why),
            Passage::new(
                Tone::Plain,
                "r tries again. Esc goes back to what you typed. To be sure, copy the lines below.",
            ),
            Passage::gap(),
        ];
        passages.extend(in_words(&effect, catalog));
        Self { effect, reading: Reading::new("Not saved", passages) }
    }
}

fn in_words(effect: &Effect, catalog: &Catalog) -> Vec<Passage> {
    match effect {
        Effect::SaveEntry(entry) | Effect::DeleteEntry(entry) => entry_in_words(entry, catalog),
        Effect::SaveOutcome(outcome) | Effect::DeleteOutcome(outcome) => scores(outcome, catalog),
        Effect::SaveTreatment(treatment) | Effect::PerformPlan(_, treatment) => fields(treatment),
        Effect::SavePlan(plan) | Effect::DropPlan(plan) => plan_fields(plan),
        Effect::AddEvents(events) => events.iter().flat_map(event_in_words).collect(),
        Effect::SaveCare(note) | Effect::TakeBackCare(note) => {
            vec![Passage::led("care", note.about()), Passage::led("when", note.at().to_string())]
        }
        _ => Vec::new(),
    }
}

/// A rating as plain lines.
#[must_use]
pub fn scores(outcome: &Outcome, catalog: &Catalog) -> Vec<Passage> {
    let scores = answered(outcome, catalog);
    let scores = scores.map(|(aspect, scored)| Passage::led(aspect.name.clone(), in_score_words(aspect, scored)));
    std::iter::once(Passage::led("describes", outcome.at.to_string())).chain(scores).collect()
}

/// A plan as plain lines.
#[must_use]
pub fn plan_fields(plan: &Plan) -> Vec<Passage> {
    vec![
        Passage::led("planned for", plan.at.to_string()),
        Passage::led("provider", plan.provider.name.clone()),
        Passage::led("phone", plan.provider.phone.clone()),
        Passage::led("out of hours", plan.provider.out_of_hours.clone()),
        Passage::led("note", plan.note.clone()),
    ]
}

fn event_in_words(event: &WarningEvent) -> Vec<Passage> {
    let told = match &event.act {
        Act::Answered(words) => Some(Passage::led("they said", words.clone())),
        Act::Closed(why) => Some(Passage::led("over because", why.clone())),
        Act::Seen { words, better_within } => {
            Some(Passage::led("seen", format!("better within {better_within}. {words}")))
        }
        Act::Acknowledged | Act::Called => None,
    };
    std::iter::once(Passage::led("warning", event.rule.to_string())).chain(told).collect()
}

/// An entry as plain lines that can be copied to paper.
#[must_use]
pub fn entry_in_words(entry: &Entry, catalog: &Catalog) -> Vec<Passage> {
    let mut lines = vec![Passage::led("describes", entry.at.to_string())];
    lines.extend(entry.grades.iter().map(|(symptom, rating)| {
        let grade = match rating {
            Rating::NotSure => "not sure".to_owned(),
            Rating::Graded(grade) => format!("{grade} {}", grade.word()),
        };
        Passage::led(catalog.symptom_name(symptom), grade)
    }));
    lines.extend(entry.signs.iter().map(|(sign, answer)| Passage::led(catalog.sign_name(sign), answer.word())));
    if !entry.note.is_empty() {
        lines.push(Passage::led("note", entry.note.clone()));
    }
    lines
}
