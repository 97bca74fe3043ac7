//! The settings: what the patient said about themselves, and what they can change.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::profile_form::profile_form;
use super::reading::Scroll;
use super::rejudged::before_treatment;
use super::screen::{Overlay, Purpose};
use super::settings_reading::{about_program, about_you};
use super::treatments::Before;
use super::{lock, passphrase_form};

/// The settings, and how far down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How far down they are scrolled.
    pub scroll: Scroll,
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, _press: &Press) -> Vec<Effect> {
    if action == Action::Edit {
        open_form(model);
        return Vec::new();
    }
    if matches!(action, Action::Passphrase | Action::TakeLockOff) {
        passphrase_form::open(model, action);
        return Vec::new();
    }
    if action == Action::LockWhen {
        lock::ask_time(model);
        return Vec::new();
    }
    if action == Action::Corrections {
        return vec![Effect::ReadChanges];
    }
    let mut page = about_you(model);
    page.passages.extend(about_program(model).passages);
    page.scroll = model.settings.scroll;
    page.act(action);
    model.settings.scroll = page.scroll;
    Vec::new()
}

/// Asks about the patient, filled with what is known.
pub fn open_form(model: &mut Model) {
    let diary = &model.record.diary;
    let form = profile_form(&diary.patient, diary.day_end);
    model.open(Overlay::Form(Purpose::Profile, form));
}

/// The journal keeps the answers, and everything is judged anew: says what that changed.
pub fn saved(model: &mut Model, before: &Before) {
    let mut words = format!("Saved. {}", before.compared_with(model));
    let early: usize = model.record.treatments().iter().map(|one| before_treatment(&model.record, &one.id)).sum();
    if early > 0 {
        words.push_str(" Some check-ins lie before their treatment: R shows them.");
    }
    model.notice = Some(words);
}
