//! The treatments: read, choose, add, correct, delete, bring back.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::Form;
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::plans;
use super::reading::{Reading, Scroll};
use super::rejudged::{Verdicts, pointed_out};
use super::screen::{Overlay, Purpose};
use super::session_reading::plan_reading;
use super::signs::moved_row;
use super::treatment_form::{new_treatment, treatment_form};
use super::treatment_reading::reading;
use crate::domain::past::Kind;
use crate::domain::plan::by_time;
use crate::domain::{Plan, PlanId, Treatment, TreatmentId};

/// The treatments, and where in them.
#[derive(Clone, Debug, Default)]
pub struct Treatments {
    /// What is in focus, wherever it stands in the list; none for the treatment that the screens show.
    pub focus: Option<ItemId>,
    /// What the keys are for.
    pub mode: Mode,
}

/// The name of a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemId {
    /// A planned treatment.
    Plan(PlanId),
    /// A treatment.
    Treatment(TreatmentId),
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    /// A planned treatment.
    Plan(&'a Plan),
    /// A treatment.
    Treatment(&'a Treatment),
}

impl Item<'_> {
    /// Its name.
    #[must_use]
    pub fn id(self) -> ItemId {
        match self {
            Self::Plan(plan) => ItemId::Plan(plan.id.clone()),
            Self::Treatment(treatment) => ItemId::Treatment(treatment.id.clone()),
        }
    }
}

/// What the keys are for.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The list.
    #[default]
    List,
    /// The treatment in focus, read as a whole, so far down.
    Reading(Scroll),
    /// Whether to delete this treatment.
    Asking(Box<Treatment>),
}

impl Treatments {
    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.mode {
            Mode::List => Context::Treatments,
            Mode::Reading(_) => Context::TreatmentsReading,
            Mode::Asking(_) => Context::TreatmentsAsking,
        }
    }
}

/// The treatments as they are listed, the newest first.
#[must_use]
pub fn listed(model: &Model) -> Vec<&Treatment> {
    let mut treatments = model.record.treatments();
    treatments.reverse();
    treatments
}

/// All lines of the list: what is planned, then what was done, the latest first.
#[must_use]
pub fn items(model: &Model) -> Vec<Item<'_>> {
    let planned = by_time(&model.record.diary.plans).into_iter().rev().map(Item::Plan);
    planned.chain(listed(model).into_iter().map(Item::Treatment)).collect()
}

/// The place of the line in focus.
#[must_use]
pub fn focus(model: &Model, items: &[Item<'_>]) -> usize {
    let place = |id: Option<ItemId>| items.iter().position(|item| Some(item.id()) == id);
    let chosen = || place(model.record.chosen.clone().map(ItemId::Treatment));
    place(model.treatments.focus.clone()).or_else(chosen).unwrap_or(0)
}

/// The line in focus.
#[must_use]
pub fn item(model: &Model) -> Option<Item<'_>> {
    let items = items(model);
    items.get(focus(model, &items)).copied()
}

/// The treatment in focus; none while a plan is.
#[must_use]
pub fn focused(model: &Model) -> Option<&Treatment> {
    match item(model)? {
        Item::Plan(_) => None,
        Item::Treatment(treatment) => Some(treatment),
    }
}

/// The plan in focus.
fn focused_plan(model: &Model) -> Option<&Plan> {
    match item(model)? {
        Item::Plan(plan) => Some(plan),
        Item::Treatment(_) => None,
    }
}

/// The text about a line.
#[must_use]
pub fn page(model: &Model, item: Item<'_>) -> Reading {
    match item {
        Item::Plan(plan) => plan_reading(model, plan),
        Item::Treatment(treatment) => reading(model, treatment),
    }
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    match (std::mem::take(&mut model.treatments.mode), action) {
        (Mode::Asking(treatment), Action::Yes) => return vec![Effect::DeleteTreatment(treatment.id)],
        (Mode::Asking(_), Action::No) | (_, Action::Back) => {}
        (Mode::Asking(treatment), _) => model.treatments.mode = Mode::Asking(treatment),
        (_, Action::Enter) => enter(model, press),
        (_, Action::Plan) => plans::plan(model, press),
        (_, Action::Add) => add(model, press),
        (_, Action::Edit) => change(model),
        (_, Action::Delete) => return delete(model),
        (Mode::List, Action::Corrections) => return vec![Effect::ReadChanges],
        (Mode::List, Action::Past) => return past(model),
        (_, Action::Read) if item(model).is_some() => model.treatments.mode = Mode::Reading(Scroll::default()),
        (Mode::Reading(scroll), moved) => model.treatments.mode = Mode::Reading(scrolled(model, scroll, moved)),
        (Mode::List, moved) => move_on(model, moved),
    }
    Vec::new()
}

fn past(model: &Model) -> Vec<Effect> {
    let read = |item: Item<'_>| match item {
        Item::Plan(plan) => Effect::ReadPast(Kind::Plan, plan.id.to_string()),
        Item::Treatment(treatment) => Effect::ReadPast(Kind::Treatment, treatment.id.to_string()),
    };
    item(model).map(read).into_iter().collect()
}

fn scrolled(model: &Model, scroll: Scroll, action: Action) -> Scroll {
    let Some(item) = item(model) else { return scroll };
    let mut page = page(model, item);
    page.scroll = scroll;
    page.act(action);
    page.scroll
}

fn move_on(model: &mut Model, action: Action) {
    let items = items(model);
    let next = moved_row(focus(model, &items), action, items.len().saturating_sub(1));
    model.treatments.focus = items.get(next).map(|item| item.id());
}

/// Of a plan whose day has come, makes a treatment; of a treatment, what the screens show.
fn enter(model: &mut Model, press: &Press) {
    match focused_plan(model).cloned() {
        Some(plan) => plans::perform(model, &plan, press),
        None => choose(model),
    }
}

/// Drops a plan; asks before a treatment is deleted.
fn delete(model: &mut Model) -> Vec<Effect> {
    if let Some(plan) = focused_plan(model) {
        return vec![Effect::DropPlan(plan.clone())];
    }
    ask_to_delete(model);
    Vec::new()
}

fn choose(model: &mut Model) {
    let Some(id) = focused(model).map(|treatment| treatment.id.clone()) else { return };
    model.choose_treatment(&id);
    if model.record.chosen.as_ref() == Some(&id) {
        model.notice = Some("The other screens now show the healing after this treatment.".to_owned());
    }
}

/// Asks about a new treatment, whom to ring taken over from the one before.
fn add(model: &mut Model, press: &Press) {
    let mut treatment = new_treatment(&press.fresh_id, press.now);
    treatment.provider = super::call::provider(model, None).clone();
    open_form(model, treatment);
}

fn change(model: &mut Model) {
    if let Some(plan) = focused_plan(model).cloned() {
        return plans::open_form(model, plan);
    }
    match focused(model).cloned() {
        Some(treatment) => open_form(model, treatment),
        None => model.notice = Some("There is no treatment here yet. a adds one.".to_owned()),
    }
}

/// Asks about a treatment, filled with what is known.
pub fn open_form(model: &mut Model, treatment: Treatment) {
    let form: Form = treatment_form(&treatment);
    model.open(Overlay::Form(Purpose::Treatment(Box::new(treatment)), form));
}

fn ask_to_delete(model: &mut Model) {
    let Some(treatment) = focused(model).cloned() else {
        model.notice = Some("There is no treatment here to delete.".to_owned());
        return;
    };
    let draft = &model.today.draft;
    if !draft.is_empty() && draft.treatment.as_ref().is_none_or(|id| *id == treatment.id) {
        let words = "A check-in about it is not saved yet: save it, or put it away with D on Today, first.";
        model.notice = Some(words.to_owned());
        return;
    }
    model.treatments.mode = Mode::Asking(Box::new(treatment));
}

/// What is known before the journal's answer is taken in, so that it can be said what changed.
#[derive(Clone, Debug)]
pub struct Before {
    verdicts: Verdicts,
    treatment: Option<Treatment>,
}

impl Before {
    /// How things stand before an effect that the journal has carried out is taken in.
    #[must_use]
    pub fn of(model: &Model, effect: &Effect) -> Self {
        let id = match effect {
            Effect::SaveTreatment(treatment) | Effect::PerformPlan(_, treatment) => Some(&treatment.id),
            _ => None,
        };
        let treatment = id.and_then(|id| model.record.diary.treatment(id)).cloned();
        Self { verdicts: Verdicts::of(&model.record), treatment }
    }

    /// The verdicts as they stood.
    #[must_use]
    pub const fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// What is different now, in a sentence.
    #[must_use]
    pub fn compared_with(&self, model: &Model) -> String {
        self.verdicts.compared_with(&Verdicts::of(&model.record))
    }
}

/// The journal keeps a change of the treatments, and everything is judged anew: says what that changed.
pub fn saved(model: &mut Model, effect: &Effect, before: &Before) {
    match effect {
        Effect::SaveTreatment(treatment) | Effect::PerformPlan(_, treatment) => kept(model, treatment, before),
        Effect::DeleteTreatment(_) => {
            model.treatments.focus = None;
            model.notice = Some("Deleted, with its check-ins. u brings it back.".to_owned());
        }
        _ => {}
    }
}

fn kept(model: &mut Model, treatment: &Treatment, before: &Before) {
    model.treatments.focus = Some(ItemId::Treatment(treatment.id.clone()));
    show_if_latest(model, treatment, before.treatment.is_none());
    let is_shown = model.record.chosen.as_ref() == Some(&treatment.id);
    let head = match (&before.treatment, is_shown) {
        (Some(_), _) => "Saved.",
        (None, true) => "Added: the other screens show the healing after it.",
        (None, false) => "Added. Enter lets the other screens show the healing after it.",
    };
    let mut words = vec![head.to_owned(), before.compared_with(model)];
    words.extend(pointed_out(&model.record, &treatment.id));
    model.notice = Some(words.join(" "));
}

/// A treatment that has just come, and is the latest, is what the screens show; not while a check-in about another is typed.
fn show_if_latest(model: &mut Model, treatment: &Treatment, is_new: bool) {
    let is_latest = model.record.treatment_after(&treatment.id).is_none();
    if is_new && is_latest && model.today.draft.is_empty() {
        model.choose_treatment(&treatment.id);
    }
}
