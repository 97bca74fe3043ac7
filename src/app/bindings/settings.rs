//! The keys the settings, the lock and the passphrase.
//!
//! May use what the table of keys uses.

use super::{CORRECTIONS, DOWN, UP, row, shown};
use crate::app::context::Context as C;
use crate::app::key::Key::{self, Char, Ctrl};
use crate::app::keymap::{Action as A, Binding};

pub(super) const BINDINGS: &[Binding] = &[
    // Settings
    shown(C::Settings, &[Char('e'), Key::Enter], A::Edit, "change", "change your answers and when your day ends"),
    shown(C::Settings, &[Char('v')], A::Corrections, "corrections", CORRECTIONS),
    shown(
        C::Settings,
        &[Char('p')],
        A::Passphrase,
        "passphrase",
        "set or change the passphrase that locks the journal",
    ),
    row(C::Settings, &[Char('o')], A::TakeLockOff, "take the lock off the journal"),
    row(C::Settings, &[Char('i')], A::LockWhen, "when the journal locks itself: after 1 to 60 minutes, or never"),
    row(C::Settings, DOWN, A::Down, "a line down"),
    row(C::Settings, UP, A::Up, "a line up"),
    row(C::Settings, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::Settings, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Settings, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Settings, &[Char('G'), Key::End], A::Last, "to the end"),
    // A locked journal
    shown(C::Unlock, &[Key::Enter], A::Enter, "open", "try what is typed"),
    shown(C::Unlock, &[Key::Esc, Ctrl('c')], A::Quit, "leave", "end the program"),
    shown(C::Unlock, &[Ctrl('u')], A::Clear, "empty", "empty the field"),
    shown(C::Unlock, &[Key::Tab, Ctrl('t')], A::Show, "show or hide", "show what is typed, or hide it again"),
    row(C::Unlock, &[Ctrl('z')], A::Suspend, "put the program aside; fg brings it back"),
    row(C::Unlock, &[Ctrl('l')], A::Redraw, "draw the screen anew"),
    // The passphrase
    shown(C::Passphrase, &[Key::Enter], A::Enter, "next", "on to the next line; after the last one, do it"),
    row(C::Passphrase, &[Key::Down, Key::Tab], A::Down, "the next line"),
    row(C::Passphrase, &[Key::Up, Key::BackTab], A::Up, "the line before"),
    shown(C::Passphrase, &[Ctrl('t')], A::Show, "show or hide", "show what is typed, or hide it again"),
    row(C::Passphrase, &[Ctrl('u')], A::Clear, "empty the line"),
    shown(C::Passphrase, &[Key::Esc], A::Back, "leave it as it is", "leave everything as it is"),
    // The recovery key
    shown(C::KeyPaper, &[Key::Enter], A::Enter, "it is written down", "it is written down: two groups are asked"),
    row(C::KeyPaper, &[Ctrl('s')], A::Finish, "it is written down, go on without being asked"),
    shown(C::KeyCheck, &[Key::Enter], A::Enter, "next", "on to the second group, then compare"),
    row(C::KeyCheck, &[Key::Down, Key::Tab], A::Down, "the other group"),
    row(C::KeyCheck, &[Key::Up, Key::BackTab], A::Up, "the other group, too"),
    row(C::KeyCheck, &[Ctrl('u')], A::Clear, "empty the line"),
    shown(C::KeyCheck, &[Key::Esc], A::Back, "show it again", "show the key again"),
    shown(C::KeyCheck, &[Ctrl('s')], A::Finish, "go on", "it is written down, go on without being asked"),
];
