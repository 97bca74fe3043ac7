//! Something that could not be kept: why, what was typed, and another try.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::reading::{Passage, Reading, Tone};
use super::today::moment_in_words;
use super::treatment_reading::fields;
use crate::domain::warning::Act;
use crate::domain::{Catalog, Entry, Outcome, PatientFact, Plan, Rating, WarningEvent};
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
                "r tries again. Esc goes back to what you typed. To be sure, keep the lines below elsewhere: y copies them, \
                 where the terminal takes that, w writes them to a file, and you can select them.",
            ),
            Passage::gap(),
        ];
        passages.extend(in_words(&effect, catalog));
        Self { effect, reading: Reading::new("Not saved", passages) }
    }
}

impl Trouble {
    /// What was typed, in plain lines.
    #[must_use]
    pub fn as_text(&self, catalog: &Catalog) -> String {
        let lines =
            in_words(&self.effect, catalog).into_iter().map(|Passage { lead, text, .. }| format!("{lead}: {text}\n"));
        lines.collect()
    }

    /// Adds what became of another try.
    pub fn say(&mut self, words: String) {
        self.reading.passages.insert(1, Passage::new(Tone::Strong, words));
    }

    /// Asks for the name of a file.
    #[must_use]
    pub fn file_form() -> Form {
        let hint = "A name, or a whole path. A file that is there already stays as it is.";
        Form::new(vec![Field::typed(Ask::FileName, "File", hint, "mendlog-not-saved.txt")])
    }
}

/// What an effect would keep, in plain lines.
pub(super) fn in_words(effect: &Effect, catalog: &Catalog) -> Vec<Passage> {
    match effect {
        Effect::SaveEntry(entry) | Effect::DeleteEntry(entry) => entry_in_words(entry, catalog),
        Effect::SaveOutcome(outcome) | Effect::DeleteOutcome(outcome) => scores(outcome, catalog),
        Effect::SaveTreatment(treatment) | Effect::PerformPlan(_, treatment) => fields(treatment),
        Effect::SavePlan(plan) | Effect::DropPlan(plan) => plan_fields(plan),
        Effect::AddEvents(events) => events.iter().flat_map(event_in_words).collect(),
        Effect::SaveCare(note) | Effect::TakeBackCare(note) => {
            vec![Passage::led("care", note.about()), Passage::led("when", moment_in_words(note.at()))]
        }
        Effect::SaveProfile(patient, day_end) => {
            let skin = patient.skin_type.map(|skin| Passage::led("skin type", skin.number().to_string()));
            let facts = PatientFact::ALL.into_iter().filter_map(|fact| {
                let words = if patient.fact(fact)? { "yes" } else { "no" };
                Some(Passage::led(fact.question(), words))
            });
            let hour = Passage::led("your day ends at", day_end.hour().to_string());
            skin.into_iter().chain(facts).chain([hour]).collect()
        }
        _ => Vec::new(),
    }
}

/// A rating as plain lines.
#[must_use]
pub fn scores(outcome: &Outcome, catalog: &Catalog) -> Vec<Passage> {
    let scores = answered(outcome, catalog);
    let scores = scores.map(|(aspect, scored)| Passage::led(aspect.name.clone(), in_score_words(aspect, scored)));
    std::iter::once(Passage::led("describes", moment_in_words(outcome.at))).chain(scores).collect()
}

/// A plan as plain lines.
#[must_use]
pub fn plan_fields(plan: &Plan) -> Vec<Passage> {
    vec![
        Passage::led("planned for", moment_in_words(plan.at)),
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
    let mut lines = vec![Passage::led("describes", moment_in_words(entry.at))];
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
