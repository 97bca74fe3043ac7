//! The way ahead: the milestones, the ratings of the result, and rating it.
//!
//! May use `domain` and `report`.

use super::ahead_reading::{milestone_reading, rating_reading};
use super::effect::Effect;
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::rating_form::{new_rating, rating_form};
use super::reading::{Reading, Scroll};
use super::screen::{Overlay, Purpose};
use super::signs::moved_row;
use crate::domain::outcome::{Asking, asking};
use crate::domain::past::Kind;
use crate::domain::{Outcome, Triage};
use crate::report::ahead::Ahead as Way;
use crate::report::outcomes::lower_in_words;

/// The way ahead, and where in it.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    /// What the list shows.
    pub view: View,
    /// The milestone in focus; none for the one where the patient is.
    pub milestone: Option<usize>,
    /// The rating in focus, the newest being 0.
    pub rating: usize,
    /// What the keys are for.
    pub mode: Mode,
}

/// What the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The milestones.
    #[default]
    Milestones,
    /// The ratings over the months.
    Ratings,
}

/// What the keys are for.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The list.
    #[default]
    List,
    /// The line in focus, read as a whole, so far down.
    Reading(Scroll),
    /// Whether to delete this rating.
    Asking(Box<Outcome>),
}

impl Ahead {
    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match (&self.mode, self.view) {
            (Mode::List, View::Milestones) => Context::Ahead,
            (Mode::List, View::Ratings) => Context::Ratings,
            (Mode::Reading(_), _) => Context::AheadReading,
            (Mode::Asking(_), _) => Context::RatingAsking,
        }
    }
}

/// The milestones after the treatment that shows; none before the first treatment.
#[must_use]
pub fn way(model: &Model) -> Option<Way<'_>> {
    let treatment = model.record.treatment()?;
    let protocol = model.library.protocol(&treatment.protocol);
    Some(Way::new(protocol, treatment, model.record.diary.day_end, model.now))
}

/// The milestone in focus.
#[must_use]
pub fn milestone_in_focus(model: &Model, way: &Way<'_>) -> usize {
    let last = way.stages.len().saturating_sub(1);
    model.ahead.milestone.unwrap_or(way.here.saturating_sub(1)).min(last)
}

/// The ratings since the treatment that shows, the newest first, also those of later treatments.
#[must_use]
pub fn ratings(model: &Model) -> Vec<&Outcome> {
    let diary = &model.record.diary;
    let Some(shown) = model.record.treatment() else { return Vec::new() };
    let treatments = model.record.treatments();
    let from_shown = treatments.iter().skip_while(|treatment| treatment.id != shown.id);
    let mut ratings: Vec<_> = from_shown.flat_map(|treatment| diary.outcomes_of(treatment)).collect();
    ratings.reverse();
    ratings
}

/// The rating in focus.
#[must_use]
pub fn rating_in_focus(model: &Model) -> Option<&Outcome> {
    let ratings = ratings(model);
    ratings.get(model.ahead.rating.min(ratings.len().saturating_sub(1))).copied()
}

/// Whether a rating is asked for: after the latest treatment alone.
#[must_use]
pub fn asking_now(model: &Model) -> Option<Asking> {
    let treatments = model.record.treatments();
    let latest = *treatments.last()?;
    let outcomes = model.record.diary.outcomes_of(latest);
    let open = model.record.state.as_ref().map_or(Triage::Expected, |state| state.triage);
    Some(asking(latest, model.record.diary.day_end, &outcomes, open, model.now))
}

/// What is told about the line in focus.
#[must_use]
pub fn page(model: &Model) -> Option<Reading> {
    match model.ahead.view {
        View::Milestones => {
            let way = way(model)?;
            let stage = way.stages.get(milestone_in_focus(model, &way))?;
            Some(milestone_reading(&way, stage, &model.library.catalog))
        }
        View::Ratings => Some(rating_reading(model, rating_in_focus(model)?)),
    }
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    match (std::mem::take(&mut model.ahead.mode), action) {
        (Mode::Asking(outcome), Action::Yes) => return vec![Effect::DeleteOutcome(*outcome)],
        (Mode::Asking(_), Action::No) | (Mode::Reading(_), Action::Back) => {}
        (Mode::Asking(outcome), _) => model.ahead.mode = Mode::Asking(outcome),
        (_, Action::Rate) => rate(model, press),
        (_, Action::Overview) => turn(model),
        (_, Action::Back) => model.ahead.view = View::Milestones,
        (_, Action::Edit) => change(model),
        (_, Action::Delete) => ask_to_delete(model),
        (_, Action::Past) => {
            let read = |rating: &Outcome| Effect::ReadPast(Kind::Outcome, rating.id.to_string());
            return rating_in_focus(model).map(read).into_iter().collect();
        }
        (Mode::List, Action::Read) => model.ahead.mode = Mode::Reading(Scroll::default()),
        (Mode::Reading(scroll), moved) => model.ahead.mode = Mode::Reading(scrolled(model, scroll, moved)),
        (Mode::List, moved) => move_on(model, moved),
    }
    Vec::new()
}

fn turn(model: &mut Model) {
    model.ahead.view = match model.ahead.view {
        View::Milestones => View::Ratings,
        View::Ratings => View::Milestones,
    };
}

fn scrolled(model: &Model, scroll: Scroll, action: Action) -> Scroll {
    let Some(mut page) = page(model) else { return scroll };
    page.scroll = scroll;
    page.act(action);
    page.scroll
}

fn move_on(model: &mut Model, action: Action) {
    match model.ahead.view {
        View::Milestones => {
            let Some(way) = way(model) else { return };
            let row = moved_row(milestone_in_focus(model, &way), action, way.stages.len().saturating_sub(1));
            model.ahead.milestone = Some(row);
        }
        View::Ratings => {
            let last = ratings(model).len().saturating_sub(1);
            model.ahead.rating = moved_row(model.ahead.rating.min(last), action, last);
        }
    }
}

fn rate(model: &mut Model, press: &Press) {
    if model.record.treatments().is_empty() {
        model.notice = Some("There is no treatment yet whose result could be rated. R adds one.".to_owned());
        return;
    }
    open_form(model, new_rating(&press.fresh_id, press.now));
}

/// Asks the five questions, filled with what is known.
pub fn open_form(model: &mut Model, outcome: Outcome) {
    let form = rating_form(&outcome, &model.library.catalog);
    model.open(Overlay::Form(Purpose::Rating(Box::new(outcome)), form));
}

fn change(model: &mut Model) {
    match rating_in_focus(model).cloned() {
        Some(outcome) => open_form(model, outcome),
        None => model.notice = Some("There is no rating here yet. r rates.".to_owned()),
    }
}

fn ask_to_delete(model: &mut Model) {
    match rating_in_focus(model).cloned() {
        Some(outcome) => model.ahead.mode = Mode::Asking(Box::new(outcome)),
        None => model.notice = Some("There is no rating here to delete.".to_owned()),
    }
}

/// The journal keeps a change of the ratings.
pub fn saved(model: &mut Model, effect: &Effect) {
    match effect {
        Effect::SaveOutcome(outcome) => kept(model, outcome),
        Effect::DeleteOutcome(_) => model.notice = Some("Deleted. u brings it back.".to_owned()),
        _ => {}
    }
}

fn kept(model: &mut Model, outcome: &Outcome) {
    model.ahead.view = View::Ratings;
    focus_on(model, outcome);
    let lower = lower_in_words(outcome, rating_before(model, outcome), &model.library.catalog);
    model.notice = Some(lower.map_or_else(|| "Saved.".to_owned(), |words| format!("Saved. {words}")));
}

/// The rating before one, of whatever treatment.
fn rating_before<'a>(model: &'a Model, outcome: &Outcome) -> Option<&'a Outcome> {
    let diary = &model.record.diary;
    let treatments = model.record.treatments();
    let all: Vec<_> = treatments.into_iter().flat_map(|treatment| diary.outcomes_of(treatment)).collect();
    let here = all.iter().position(|other| other.id == outcome.id)?;
    all.get(here.checked_sub(1)?).copied()
}

/// Puts a rating in focus, if it shows.
pub fn focus_on(model: &mut Model, outcome: &Outcome) {
    let place = ratings(model).iter().position(|other| other.id == outcome.id);
    model.ahead.rating = place.unwrap_or(0);
}
