//! What is said before a treatment or a plan is saved that comes soon after the last one. It forbids nothing.
//!
//! May use `domain` and `report`.

use super::effect::Effect;
use super::form::Form;
use super::keymap::Action;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::screen::{Overlay, Purpose};
use super::session_reading::{gap, passages};
use crate::domain::Concern;
use crate::domain::spacing::Coming;
use crate::report::sessions;

/// What was found, and what waits for an answer.
#[derive(Clone, Debug)]
pub struct Guard {
    /// What was found.
    pub reading: Reading,
    /// What is saved all the same.
    pub effects: Vec<Effect>,
    /// The form to go back to: what for.
    pub purpose: Purpose,
    /// The form itself.
    pub form: Form,
}

/// What speaks against saving this, to be read first; none when nothing does, or when it was said before.
#[must_use]
pub fn objection(model: &Model, effects: &[Effect]) -> Option<Reading> {
    let coming = effects.iter().find_map(|effect| coming(model, effect))?;
    let (found, protocol) = gap(model, coming)?;
    if found.concern() == Concern::None {
        return None;
    }
    let mut page: Vec<_> = passages(sessions::found(&found, protocol, model.record.diary.day_end)).collect();
    page.push(Passage::gap());
    page.push(Passage::new(Tone::Strong, "y saves it all the same. n goes back to the form; nothing is lost."));
    Some(Reading::new("Before this is saved", page))
}

/// What is new or has moved.
fn coming<'a>(model: &Model, effect: &'a Effect) -> Option<Coming<'a>> {
    let diary = &model.record.diary;
    match effect {
        Effect::SaveTreatment(treatment) | Effect::PerformPlan(_, treatment) => {
            let known = diary.treatment(&treatment.id);
            let is_same = known.is_some_and(|known| known.performed_at == treatment.performed_at);
            (!is_same).then(|| Coming::treatment(treatment))
        }
        Effect::SavePlan(plan) => {
            let known = diary.plans.iter().find(|known| known.id == plan.id);
            (known.map(|known| known.at) != Some(plan.at)).then(|| Coming::planned(plan.at))
        }
        _ => None,
    }
}

/// Answers whether to save all the same.
pub fn act(model: &mut Model, mut guard: Box<Guard>, action: Action) -> Vec<Effect> {
    match action {
        Action::Yes => guard.effects,
        Action::No | Action::Back => {
            model.open(Overlay::Form(guard.purpose, guard.form));
            Vec::new()
        }
        action => {
            guard.reading.act(action);
            model.open(Overlay::Guard(guard));
            Vec::new()
        }
    }
}
