//! What was being typed when the program ended, laid before the patient again.
//!
//! May use `domain` and `report`.

use super::form::{Ask, Form};
use super::model::Model;
use super::plan_form::{plan_form, read_plan};
use super::profile_form::profile_form;
use super::rating_form::{new_rating, rating_form, read_rating};
use super::screen::{Overlay, Purpose, Screen};
use super::text::Text;
use super::treatment_form::{new_treatment, read_treatment, treatment_form};
use super::typing::{About, Typing};
use super::visit::asking;
use super::visit_form::visit_form;
use super::warnings::Episode;
use super::{care_acts, first_run, warning_acts};
use crate::domain::warning::Act;
use crate::domain::{Moment, Outcome, OutcomeId, Plan, PlanId, Treatment, TreatmentId, Triage, WarningEvent};
use crate::report::visit::Choices;

/// Opens again what was being typed; tells whether there was something to open.
pub fn take_up(model: &mut Model, typing: Typing) -> bool {
    match &typing.about {
        About::Note => {
            model.screen = Screen::Today;
            model.open(Overlay::Note(Text::new(&typing.text)));
        }
        About::FirstRun(treatment) => return first_run::take_up(model, treatment.as_ref(), &typing),
        about => {
            let Some((screen, purpose, mut form)) = form(model, about) else { return false };
            typing.fill(&mut form);
            if is_saved(model, &purpose, &form) {
                return false;
            }
            if model.screen != Screen::FirstRun {
                model.screen = screen;
            }
            model.open(Overlay::Form(purpose, form));
        }
    }
    model.typing = Some(typing);
    true
}

fn form(model: &Model, about: &About) -> Option<(Screen, Purpose, Form)> {
    Some(match about {
        About::Note | About::FirstRun(_) => return None,
        About::Treatment(id) => {
            let known = treatment(model, id);
            let form = treatment_form(&known);
            (Screen::Treatments, Purpose::Treatment(Box::new(known)), form)
        }
        About::Plan(id) => {
            let known = plan(model, id);
            let form = plan_form(&known);
            (Screen::Treatments, Purpose::Plan(Box::new(known)), form)
        }
        About::Performed(id, of) => {
            let of = model.record.diary.plans.iter().find(|plan| plan.id == *of)?.clone();
            let known = of.performed(id.clone(), of.at, model.record.treatments().last().copied());
            let form = treatment_form(&known);
            (Screen::Treatments, Purpose::Performed(Box::new(known), Box::new(of)), form)
        }
        About::Profile => {
            let form = profile_form(&model.record.diary.patient, model.record.diary.day_end);
            (Screen::Settings, Purpose::Profile, form)
        }
        About::Rating(id) => {
            let known = rating(model, id);
            let form = rating_form(&known, &model.library.catalog);
            (Screen::Ahead, Purpose::Rating(Box::new(known)), form)
        }
        About::Answer(episode) => {
            is_known(model, episode)?;
            (Screen::Warnings, Purpose::Answer(episode.clone()), warning_acts::answer_form())
        }
        About::Seen(episode) => {
            is_known(model, episode)?;
            (Screen::Warnings, Purpose::Seen(episode.clone()), visit_form(model, episode))
        }
        About::Closing(episode) => {
            let triage = is_known(model, episode)?;
            (Screen::Warnings, Purpose::Closing(episode.clone()), warning_acts::closing_form(triage))
        }
        About::Used(hold) => {
            let line = super::care::Line::Hold(hold.clone());
            let form = care_acts::use_form(&care_acts::title(model, &line), model.now);
            (Screen::Care, Purpose::Used(hold.clone()), form)
        }
        About::Told(line) => {
            let form = care_acts::word_form(&care_acts::title(model, line), line);
            (Screen::Care, Purpose::Told(line.clone()), form)
        }
        About::Visit => (model.screen, Purpose::Visit, asking::form(&Choices::default())),
    })
}

/// Whether the journal has it: the program ended in the moment between saving it and forgetting that it was typed.
fn is_saved(model: &Model, purpose: &Purpose, form: &Form) -> bool {
    let (diary, clock) = (&model.record.diary, model.wall_clock());
    match purpose {
        Purpose::Treatment(known) => {
            read_treatment(form, known, &clock).ok().as_ref() == diary.treatment(&known.id)
                && diary.treatment(&known.id).is_some()
        }
        Purpose::Plan(known) => read_plan(form, known, &clock).is_ok_and(|plan| diary.plans.contains(&plan)),
        Purpose::Rating(known) => read_rating(form, known, model).is_ok_and(|rating| diary.outcomes.contains(&rating)),
        Purpose::Answer(about) => {
            let words = form.text(Ask::ProviderSaid);
            let said = |event: &WarningEvent| matches!(&event.act, Act::Answered(said) if said == words);
            diary.events.iter().any(|event| event.rule == about.rule && said(event))
        }
        _ => false,
    }
}

/// The loudness of a warning that is still there.
fn is_known(model: &Model, episode: &Episode) -> Option<Triage> {
    let all = model.record.assessments().flat_map(|assessment| &assessment.episodes);
    let mut open = all.filter(|warning| warning.is_open());
    let found = open.find(|warning| warning.treatment == episode.treatment && warning.rule.id == episode.rule);
    found.map(|warning| warning.rule.triage)
}

fn treatment(model: &Model, id: &TreatmentId) -> Treatment {
    model.record.diary.treatment(id).cloned().unwrap_or_else(|| new_treatment(id.as_str(), model.now))
}

fn plan(model: &Model, id: &PlanId) -> Plan {
    let known = model.record.diary.plans.iter().find(|plan| plan.id == *id).cloned();
    known.unwrap_or_else(|| Plan::new(id.clone(), Moment::At(model.now)))
}

fn rating(model: &Model, id: &OutcomeId) -> Outcome {
    let known = model.record.diary.outcomes.iter().find(|outcome| outcome.id == *id).cloned();
    known.unwrap_or_else(|| new_rating(id.as_str(), model.now))
}
