//! What the patient does about warnings: read, call, write down the answer, close.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::visit_form::visit_form;
use super::warnings::{Episode, Item, focus, items};
use crate::domain::warning::Act;
use crate::domain::{Triage, Warning, WarningEvent, WarningState};

/// Does about the warning in focus what a key asks for, or says why that makes no sense.
pub(super) fn do_about(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    let about = match warning_in_focus(model, action) {
        Ok(warning) => warning,
        Err(words) => {
            model.notice = Some(words.to_owned());
            return Vec::new();
        }
    };
    let (episode, triage) = (Item::Warning(about).episode(), about.rule.triage);
    model.warnings.chosen = Some(episode.clone());
    match action {
        Action::TheySaid => model.open(Overlay::Form(Purpose::Answer(episode), answer_form())),
        Action::Seen => {
            let form = visit_form(model, &episode);
            model.open(Overlay::Form(Purpose::Seen(episode), form));
        }
        Action::Over => model.open(Overlay::Form(Purpose::Closing(episode), closing_form(triage))),
        Action::Called => {
            let called = event(model, &episode, Act::Called, press);
            model.open(Overlay::Form(Purpose::Answer(episode), answer_form()));
            return vec![Effect::AddEvents(vec![called])];
        }
        _ => return vec![Effect::AddEvents(vec![event(model, &episode, Act::Acknowledged, press)])],
    }
    Vec::new()
}

/// One call is often about everything that is open.
pub(super) fn do_about_all(model: &mut Model, act: &Act, press: &Press) -> Vec<Effect> {
    let open = model.record.open_warnings().iter();
    let wanting = open.filter(|warning| *act == Act::Called || warning.state() == WarningState::Raised);
    let events: Vec<_> =
        wanting.map(|warning| event(model, &Item::Warning(warning).episode(), act.clone(), press)).collect();
    if events.is_empty() {
        model.notice = Some("Nothing is open that waits for this.".to_owned());
        return Vec::new();
    }
    vec![Effect::AddEvents(events)]
}

/// The warning in focus, if the action makes sense there; else why not.
fn warning_in_focus(model: &Model, action: Action) -> Result<&Warning, &'static str> {
    let items = items(model);
    let warning = match items.get(focus(model, &items)) {
        None => return Err("There is no warning to do something about."),
        Some(Item::Silence(..)) => return Err("This one ends with your next check-in: T begins it."),
        Some(Item::Warning(warning)) => *warning,
    };
    let ends_something = matches!(action, Action::Acknowledge | Action::Seen | Action::Over);
    if !warning.is_open() && (ends_something || !is_latest_of_its_kind(model, warning)) {
        return Err("This one is over. It stays in the list; nothing is left to do.");
    }
    if action == Action::Acknowledge && warning.state() != WarningState::Raised {
        return Err("You have read it already. It stays open until a check-in or you end it.");
    }
    Ok(warning)
}

/// Whatever is done about a rule belongs to the last episode of that rule.
fn is_latest_of_its_kind(model: &Model, warning: &Warning) -> bool {
    let assessment = model.record.assessment_of(&warning.treatment);
    let mut latest_first = assessment.into_iter().flat_map(|assessment| assessment.episodes.iter().rev());
    latest_first.find(|other| other.rule.id == warning.rule.id).is_some_and(|last| std::ptr::eq(last, warning))
}

/// What was done, at the moment of the key, but never before the warning was raised: an entry that names only its day
/// stands for noon, which may be still to come.
fn event(model: &Model, about: &Episode, act: Act, press: &Press) -> WarningEvent {
    let items = items(model);
    let raised = items.iter().find(|item| item.episode() == *about).map(|item| match item {
        Item::Warning(warning) => warning.raised_at,
        Item::Silence(..) => press.now,
    });
    let at = raised.map_or(press.now, |raised| raised.max(press.now));
    WarningEvent { treatment: about.treatment.clone(), rule: about.rule.clone(), at, act }
}

/// The question what the provider said.
pub(super) fn answer_form() -> Form {
    let hint = "In your words, for example: cool it, send a photo, come in on Friday. Enter keeps it with the warning.";
    Form::new(vec![Field::typed(Ask::ProviderSaid, "They said", hint, "")])
}

/// Why a warning can be over.
const REASONS: [&str; 2] = ["my provider has seen it", "it has gone"];

/// The questions why it is over.
pub(super) fn closing_form(triage: Triage) -> Form {
    let reasons = REASONS.map(str::to_owned).to_vec();
    let mut because = Field::chosen(Ask::OverBecause, "It is over because", reasons, None);
    let mut in_words =
        Field::typed(Ask::OverInWords, "Or in your words", "Enter closes the warning, Esc leaves it open.", "");
    "Press 1 or 2; Enter goes on to your own words, and once more closes it.".clone_into(&mut because.hint);
    if triage >= Triage::Urgent {
        because = because.opening("A danger sign that is entered again is raised again.");
        in_words.hint.push_str(" If you enter this danger sign again, you are warned again.");
    }
    Form::new(vec![because, in_words])
}

/// Takes what the provider said.
pub fn take_answer(model: &Model, about: &Episode, form: &mut Form, press: &Press) -> Vec<Effect> {
    let words = form.text(Ask::ProviderSaid).to_owned();
    if words.is_empty() {
        form.complain(&[(Ask::ProviderSaid, "Write down a word or two, or press Esc to leave it.".to_owned())]);
        return Vec::new();
    }
    vec![Effect::AddEvents(vec![event(model, about, Act::Answered(words), press)])]
}

/// Takes why a warning is over.
pub fn take_closing(model: &Model, about: &Episode, form: &mut Form, press: &Press) -> Vec<Effect> {
    let chosen = form.choice(Ask::OverBecause).and_then(|at| REASONS.get(at).copied());
    let words = form.text(Ask::OverInWords);
    let reasons: Vec<_> = chosen.into_iter().chain((!words.is_empty()).then_some(words)).collect();
    let why = reasons.join(": ");
    if why.is_empty() {
        form.complain(&[(
            Ask::OverBecause,
            "Say why: press 1 or 2, or write it below. Esc leaves it open.".to_owned(),
        )]);
        return Vec::new();
    }
    vec![Effect::AddEvents(vec![event(model, about, Act::Closed(why), press)])]
}

/// The journal keeps what was done: it is said in a line.
pub fn saved(model: &mut Model, event: &WarningEvent) {
    let words = match &event.act {
        Act::Acknowledged => "Noted: you have read it. It stays open until it is over. A: all of them.",
        Act::Called => "Noted: you called. r writes down what they said. I: about all of them.",
        Act::Answered(_) => "Noted with the warning: what they said.",
        Act::Seen { .. } => {
            "Noted: you were seen. It speaks again when the days are over, or if anything is new or worse."
        }
        Act::Closed(_) => "Closed. It stays in this list, with your reason.",
    };
    model.notice = Some(words.to_owned());
}
