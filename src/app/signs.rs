//! The danger signs of a check-in: the list fitted to the day, or all of them.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::screen::Overlay;
use super::today;
use crate::domain::{Answer, Sign, SignId};

/// Which signs the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Those to look for on the day described.
    OfTheDay,
    /// Every one.
    All,
}

/// The list, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// Which signs it shows.
    pub shown: Shown,
    /// The line in focus.
    pub row: usize,
}

impl Checklist {
    /// The list of the day, from its first line.
    #[must_use]
    pub const fn new() -> Self {
        Self { shown: Shown::OfTheDay, row: 0 }
    }
}

impl Default for Checklist {
    fn default() -> Self {
        Self::new()
    }
}

/// The signs of a list, in the order of the catalogue; one that is answered already always shows.
#[must_use]
pub fn signs_of(model: &Model, shown: Shown) -> Vec<&Sign> {
    let record = &model.record;
    let day = today::day_described(model);
    let device = record.treatment().and_then(|treatment| treatment.device);
    let asked = |sign: &Sign| {
        let of_the_day = day.is_none_or(|day| sign.is_asked_on(day, device, &record.diary.patient));
        shown == Shown::All || of_the_day || model.today.draft.signs.contains_key(&sign.id)
    };
    model.library.catalog.signs.iter().filter(|sign| asked(sign)).collect()
}

/// Does what a key asks for while the list shows.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    let Some(Overlay::Signs(list)) = &model.overlay else { return Vec::new() };
    let mut list = list.clone();
    let shown: Vec<SignId> = signs_of(model, list.shown).into_iter().map(|sign| sign.id.clone()).collect();
    let bottom = shown.len().saturating_sub(1);
    let effects = match action {
        Action::Back => {
            model.overlay = None;
            return Vec::new();
        }
        Action::NoneOfThese => return none_of_these(model, &shown, press),
        Action::AllSigns => {
            list = toggled(&list);
            Vec::new()
        }
        Action::Yes | Action::No | Action::Unsure | Action::Clear => {
            let effects = shown.get(list.row).map(|sign| give(model, sign, action, press)).unwrap_or_default();
            list.row = (list.row + usize::from(action != Action::Clear)).min(bottom);
            effects
        }
        moved => {
            list.row = moved_row(list.row, moved, bottom);
            Vec::new()
        }
    };
    model.overlay = Some(Overlay::Signs(list));
    effects
}

/// A line further on in a list, for the actions that move.
#[must_use]
pub fn moved_row(row: usize, action: Action, last: usize) -> usize {
    match action {
        Action::Down => row.saturating_add(1),
        Action::Up => row.saturating_sub(1),
        Action::PageDown => row.saturating_add(5),
        Action::PageUp => row.saturating_sub(5),
        Action::First => 0,
        Action::Last => last,
        _ => row,
    }
    .min(last)
}

fn toggled(list: &Checklist) -> Checklist {
    let shown = if list.shown == Shown::All { Shown::OfTheDay } else { Shown::All };
    Checklist { shown, row: 0 }
}

fn give(model: &mut Model, sign: &SignId, action: Action, press: &Press) -> Vec<Effect> {
    let answer = match action {
        Action::Yes => Some(Answer::Yes),
        Action::No => Some(Answer::No),
        Action::Unsure => Some(Answer::NotSure),
        _ => None,
    };
    today::change(model, press, |draft| {
        match answer {
            Some(answer) => draft.signs.insert(sign.clone(), answer),
            None => draft.signs.remove(sign),
        };
    })
}

/// Every sign that shows and has no answer yet gets a no; what was answered stays.
fn none_of_these(model: &mut Model, shown: &[SignId], press: &Press) -> Vec<Effect> {
    let effects = today::change(model, press, |draft| {
        for sign in shown {
            draft.signs.entry(sign.clone()).or_insert(Answer::No);
        }
    });
    model.overlay = None;
    effects
}
