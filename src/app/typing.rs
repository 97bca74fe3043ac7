//! What is being typed outside the check-in's own lines: a note, the answers of a form, the first run. Kept with the draft of
//! the check-in, so that a crash loses none of it.
//!
//! May use `domain`.

use serde::{Deserialize, Serialize};

use super::care::Line;
use super::draft::Draft;
use super::effect::Effect;
use super::first_run::FirstRun;
use super::form::{Answering, Ask, Form, Hand};
use super::model::Model;
use super::screen::{Overlay, Purpose, Screen};
use super::text::Text;
use super::visit::asking;
use super::warnings::Episode;
use crate::domain::{Entry, HoldId, OutcomeId, PlanId, TreatmentId};

/// What the answers are about. What is known of it is in the journal, and is not kept twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The note of the check-in.
    Note,
    /// The first run, with the treatment it asks about.
    FirstRun(Option<TreatmentId>),
    /// A treatment.
    Treatment(TreatmentId),
    /// A planned treatment.
    Plan(PlanId),
    /// The treatment that a plan became.
    Performed(TreatmentId, PlanId),
    /// The patient.
    Profile,
    /// A rating.
    Rating(OutcomeId),
    /// What the provider said about a warning.
    Answer(Episode),
    /// What was said at a visit.
    Seen(Episode),
    /// Why a warning is over.
    Closing(Episode),
    /// When something on hold was used.
    Used(HoldId),
    /// What the provider said about a line of the care plan.
    Told(Line),
    /// What the report for a visit is to tell beside the journal.
    Visit,
}

/// One answer so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Typed(String),
    Timed(String),
    Chosen(Option<usize>),
    YesNo(Option<bool>),
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// What it is about.
    pub about: About,
    /// Which question is in focus.
    focus: usize,
    answers: Vec<(Ask, Answer)>,
    /// The text, where no form asks for it.
    #[serde(default)]
    pub text: String,
}

/// Everything that is not saved yet, as the journal keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The check-in.
    #[serde(flatten)]
    pub draft: Draft,
    /// What is being typed beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<Typing>,
}

impl Typing {
    /// What is being typed now.
    #[must_use]
    pub fn of(model: &Model) -> Option<Self> {
        match (&model.overlay, &model.first_run) {
            (Some(Overlay::Note(text)), _) => Some(Self::text(About::Note, text.value())),
            (Some(Overlay::Form(purpose, form)), _) if !matches!(purpose, Purpose::VisitFile) => {
                Some(Self::answers(about(purpose)?, form))
            }
            (_, FirstRun::Asking(treatment, form)) if model.screen == Screen::FirstRun => {
                let treatment = treatment.as_ref().map(|treatment| treatment.id.clone());
                Some(Self::answers(About::FirstRun(treatment), form))
            }
            _ => asking::typed(model).map(|form| Self::answers(About::Visit, &form)),
        }
    }

    fn text(about: About, text: &str) -> Self {
        Self { about, focus: 0, answers: Vec::new(), text: text.to_owned() }
    }

    fn answers(about: About, form: &Form) -> Self {
        let answers = form.fields.iter().map(|field| (field.ask, Answer::of(&field.answer))).collect();
        Self { about, focus: form.focus, answers, text: String::new() }
    }

    /// Puts the answers into a form that asks the same.
    pub fn fill(&self, form: &mut Form) {
        for (ask, answer) in &self.answers {
            if let Some(field) = form.fields.iter_mut().find(|field| field.ask == *ask) {
                answer.put_into(&mut field.answer);
            }
        }
        form.focus = self.focus.min(form.fields.len().saturating_sub(1));
    }
}

impl Answer {
    fn of(answer: &Answering) -> Self {
        match answer {
            Answering::Typed(text) => Self::Typed(text.value().to_owned()),
            Answering::Timed(text, _) => Self::Timed(text.value().to_owned()),
            Answering::Chosen(_, chosen) => Self::Chosen(*chosen),
            Answering::YesNo(answer) => Self::YesNo(*answer),
        }
    }

    fn put_into(&self, answer: &mut Answering) {
        match (self, answer) {
            (Self::Typed(kept), Answering::Typed(text)) => {
                text.clear();
                text.paste(kept);
            }
            (Self::Timed(kept), Answering::Timed(text, hand)) if text.value() != kept => {
                (*text, *hand) = (Text::new(kept), Hand::Typing);
            }
            (Self::Chosen(kept), Answering::Chosen(options, chosen)) => {
                *chosen = kept.filter(|at| *at < options.len());
            }
            (Self::YesNo(kept), Answering::YesNo(answer)) => *answer = *kept,
            _ => {}
        }
    }
}

/// What a form is about, if its answers are worth keeping: a day to describe is asked again at once.
fn about(purpose: &Purpose) -> Option<About> {
    Some(match purpose {
        Purpose::Described | Purpose::BackFill(..) | Purpose::WriteOut(_) | Purpose::LockAfter | Purpose::VisitFile => {
            return None;
        }
        Purpose::Visit => About::Visit,
        Purpose::Treatment(treatment) => About::Treatment(treatment.id.clone()),
        Purpose::Plan(plan) => About::Plan(plan.id.clone()),
        Purpose::Performed(treatment, plan) => About::Performed(treatment.id.clone(), plan.id.clone()),
        Purpose::Profile => About::Profile,
        Purpose::Rating(outcome) => About::Rating(outcome.id.clone()),
        Purpose::Answer(episode) => About::Answer(episode.clone()),
        Purpose::Seen(episode) => About::Seen(episode.clone()),
        Purpose::Closing(episode) => About::Closing(episode.clone()),
        Purpose::Used(hold) => About::Used(hold.clone()),
        Purpose::Told(line) => About::Told(line.clone()),
    })
}

/// Has everything that is not saved yet kept, whenever that has changed. What was handed over to be saved stays kept until the
/// journal says that it has it.
pub fn keep(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    let is_wish = |effect: &Effect| matches!(effect, Effect::SaveDraft(_) | Effect::ClearDraft);
    let is_pending =
        effects.iter().any(Effect::saves) || model.overlay.as_ref().is_some_and(Overlay::holds_what_was_typed);
    let typing = if is_pending { model.typing.clone() } else { Typing::of(model) };
    let is_same = typing == model.typing;
    if is_same && (typing.is_none() || !effects.iter().any(is_wish)) {
        return effects;
    }
    model.typing = typing;
    effects.retain(|effect| !is_wish(effect));
    effects.push(wish(model));
    effects
}

/// What is not saved yet, to be kept; none when there is nothing.
#[must_use]
pub fn unsaved(model: &Model) -> Option<Effect> {
    Some(wish(model)).filter(|wish| *wish != Effect::ClearDraft)
}

fn wish(model: &Model) -> Effect {
    let draft = &model.today.draft;
    if model.typing.is_none() && draft.is_empty() {
        return Effect::ClearDraft;
    }
    let unfinished = Unfinished { draft: draft.clone(), typing: model.typing.clone() };
    Effect::SaveDraft(serde_json::to_string(&unfinished).unwrap_or_default())
}

/// Whether a kept text holds no more than a check-in that is among the saved ones by now.
#[must_use]
pub fn is_saved(text: &str, saved: &[Entry]) -> bool {
    let Ok(Unfinished { draft, typing: None }) = serde_json::from_str(text) else { return false };
    !draft.is_correction() && saved.iter().any(|entry| draft.id.as_ref() == Some(&entry.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Grade, SymptomId};

    #[test]
    fn what_was_typed_comes_back_beside_the_check_in_and_without_it() {
        let mut draft = Draft::default();
        draft.grades.insert(SymptomId::from("redness"), Grade::EXTREME.into());
        let answers = vec![(Ask::Depth, Answer::Typed("1.5".to_owned())), (Ask::Prp, Answer::YesNo(Some(true)))];
        let typing = Typing { about: About::Treatment("t1".into()), focus: 1, answers, text: String::new() };
        for typing in [None, Some(typing), Some(Typing::text(About::Note, "half a \"thought\""))] {
            let unfinished = Unfinished { draft: draft.clone(), typing };
            let text = serde_json::to_string(&unfinished).unwrap();
            assert_eq!(serde_json::from_str::<Unfinished>(&text).unwrap(), unfinished);
            assert_eq!(Draft::read(&text).unwrap(), draft, "an earlier program still reads the check-in");
        }
        let alone: Unfinished = serde_json::from_str(&draft.write()).unwrap();
        assert_eq!(alone, Unfinished { draft, typing: None });
    }
}
