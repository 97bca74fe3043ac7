//! The lock of the journal, as far as the open screens know it, and what locking does to what is being typed.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::model::Model;
use super::screen::{Overlay, Screen};
use super::today;
use crate::domain::LockAfter;

/// Whether the journal has a lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// It has none.
    #[default]
    Absent,
    /// It has none, and this build of the program makes none.
    Impossible,
    /// It has one, which closes by itself after this time.
    Set(LockAfter),
}

/// Locks the journal; without a passphrase it says how to set one.
pub fn lock(model: &mut Model) -> Vec<Effect> {
    let words = match model.lock {
        Lock::Set(_) => return vec![Effect::Lock],
        Lock::Absent => "Nothing was locked: this journal has no passphrase. S, then p, sets one.",
        Lock::Impossible => "Nothing was locked: this build of Mendlog cannot lock journals.",
    };
    model.notice = Some(words.to_owned());
    Vec::new()
}

/// What is being typed when the journal is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// Nothing but what the journal can keep as an unfinished check-in.
    CheckIn,
    /// Answers to a form, which go with it.
    Form,
}

/// Puts a note that is being written into the check-in, and tells what there is to keep and what is lost.
pub fn before_locking(model: &mut Model, press: &Press) -> (Option<Effect>, Unfinished) {
    let overlay = model.overlay.take();
    let unfinished = match &overlay {
        Some(Overlay::Form(..) | Overlay::Guard(_)) => Unfinished::Form,
        None if model.screen == Screen::FirstRun => Unfinished::Form,
        _ => Unfinished::CheckIn,
    };
    if let Some(Overlay::Note(text)) = overlay
        && text.value().trim() != model.today.draft.note
    {
        let note = text.value().trim().to_owned();
        today::change(model, press, |draft| draft.note = note);
    }
    let draft = &model.today.draft;
    ((!draft.is_empty()).then(|| Effect::SaveDraft(draft.write())), unfinished)
}
