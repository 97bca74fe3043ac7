//! The one table of keys: what a key does where, and the words for it.
//!
//! Uses only `app::key` and the names of actions, contexts and screens.

mod check_in;
mod everywhere;
mod healing;
mod settings;
mod treatments;
mod visit;

use super::context::Context;
use super::key::Key;
use super::keymap::{Action, Binding};

use Key::Char;

const fn row(context: Context, keys: &'static [Key], action: Action, help: &'static str) -> Binding {
    Binding { context, keys, action, help, footer: None }
}

const fn shown(
    context: Context,
    keys: &'static [Key],
    action: Action,
    footer: &'static str,
    help: &'static str,
) -> Binding {
    Binding { context, keys, action, help, footer: Some(footer) }
}

const UP: &[Key] = &[Key::Up, Char('k')];
const CORRECTIONS: &str = "what was corrected, when, and which verdicts that changed";
const EVER_SAID: &str = "everything this line ever said, and from when to when";
const DOWN: &[Key] = &[Key::Down, Char('j')];
const LOCK: &[Key] = &[Char('L')];
const LOCKING: &str = "lock the journal at once; an unfinished check-in is kept";
const VISIT: &[Key] = &[Char('V')];
const VISITING: &str = "the report for your visit: to read, to choose from, to write to a file";
const WHY: &[Key] = &[Char('y')];

/// All keys, by theme.
const ALL: [&[Binding]; 6] = [
    everywhere::BINDINGS,
    check_in::BINDINGS,
    healing::BINDINGS,
    treatments::BINDINGS,
    settings::BINDINGS,
    visit::BINDINGS,
];

/// All keys.
pub fn all_bindings() -> impl Iterator<Item = &'static Binding> {
    ALL.into_iter().flatten()
}
