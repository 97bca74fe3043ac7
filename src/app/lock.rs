//! The lock of the journal, as far as the open screens know it, and what locking does to what is being typed.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::key::Press;
use super::key_paper::KeyPaper;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::secret::Secret;
use super::{today, typing};
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

/// The journal is sealed in another way: shows the recovery key, or says that the lock is off.
pub fn sealed(model: &mut Model, lock: Lock, lines: Vec<Secret>, about: String) {
    model.lock = lock;
    model.overlay = None;
    match lock {
        Lock::Set(_) => model.open(Overlay::KeyPaper(Box::new(KeyPaper::new(lines, about)))),
        _ => model.notice = Some(format!("The lock is off: whoever can read your files can read the journal. {about}")),
    }
}

/// Asks after how long without a key the journal locks itself.
pub fn ask_time(model: &mut Model) {
    let Lock::Set(after) = model.lock else {
        model.notice = Some("This journal has no lock yet. p sets a passphrase.".to_owned());
        return;
    };
    let now = after.seconds().map_or("never".to_owned(), |seconds| seconds.div_ceil(60).to_string());
    let hint = "minutes without a key, 1 to 60, or never; L and Ctrl-X lock at once whatever stands here";
    let field = Field::typed(Ask::LockAfter, "Locks itself after", hint, &now).at_most(8);
    model.open(Overlay::Form(Purpose::LockAfter, Form::new(vec![field])));
}

/// Takes the time that was typed.
pub fn take_time(form: &mut Form) -> Vec<Effect> {
    let typed = form.text(Ask::LockAfter).to_lowercase();
    let minutes = typed.trim_end_matches(|letter: char| letter.is_alphabetic()).trim();
    let seconds = minutes.parse::<u16>().ok().and_then(|minutes| minutes.checked_mul(60));
    let after =
        if typed == "never" { Some(LockAfter::NEVER) } else { seconds.and_then(|s| LockAfter::try_from(s).ok()) };
    let Some(after) = after else {
        form.complain(&[(Ask::LockAfter, "Type 1 to 60 for minutes, or never.".to_owned())]);
        return Vec::new();
    };
    vec![Effect::SaveLockAfter(after)]
}

/// The journal keeps the time.
pub fn time_saved(model: &mut Model, after: LockAfter) {
    model.lock = Lock::Set(after);
    model.notice = Some(format!("Saved. The journal locks itself {}.", after.in_words()));
}

/// Puts a note that is being written into the check-in, and tells what there is to keep.
pub fn before_locking(model: &mut Model, press: &Press) -> Option<Effect> {
    let is_note = matches!(model.overlay, Some(Overlay::Note(_)));
    if let Some(Overlay::Note(text)) = model.overlay.take_if(|_| is_note) {
        let note = text.value().trim().to_owned();
        model.typing = None;
        if note != model.today.draft.note {
            today::change(model, press, |draft| draft.note = note);
        }
    }
    typing::unsaved(model)
}
