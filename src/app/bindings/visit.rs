//! The keys of the report for a visit.
//!
//! May use what the table of keys uses.

use super::{DOWN, LOCK, LOCKING, UP, row, shown};
use crate::app::context::Context as C;
use crate::app::key::Key::{self, Char};
use crate::app::keymap::{Action as A, Binding};

pub(super) const BINDINGS: &[Binding] = &[
    // The report
    shown(C::Visit, &[Char('w')], A::WriteOut, "to a file", "write it to a file, to print or to send"),
    shown(C::Visit, &[Char('e')], A::Edit, "days, name", "its days, your name on it, and questions to ask"),
    shown(C::Visit, &[Char('i')], A::Items, "parts", "choose which parts it has"),
    shown(C::Visit, &[Char('t')], A::NextTreatment, "treatment", "about an earlier treatment, then about all of them"),
    shown(
        C::Visit,
        &[Char('y')],
        A::CopyOut,
        "copy call",
        "copy the words for the call, where the terminal takes that",
    ),
    shown(C::Visit, &[Key::Esc, Char('V'), Char('q')], A::Back, "close", "close the report; what was chosen stays"),
    shown(C::Visit, &[Char('?')], A::Help, "help", "all keys that work here"),
    row(C::Visit, DOWN, A::Down, "a line down"),
    row(C::Visit, UP, A::Up, "a line up"),
    row(C::Visit, &[Key::PageDown, Char(' ')], A::PageDown, "a page down"),
    row(C::Visit, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Visit, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Visit, &[Char('G'), Key::End], A::Last, "to the end"),
    row(C::Visit, &[Char('c')], A::Call, "whom to ring and what to say"),
    row(C::Visit, LOCK, A::Lock, LOCKING),
    // Its parts
    shown(C::VisitItems, &[Char(' '), Char('x')], A::Tick, "in or out", "take this part in, or leave it out"),
    shown(C::VisitItems, &[Char('a')], A::AllItems, "all", "all parts again"),
    shown(C::VisitItems, &[Key::Enter, Key::Esc, Char('i'), Char('q')], A::Back, "to the report", "back to the report"),
    row(C::VisitItems, DOWN, A::Down, "the next part"),
    row(C::VisitItems, UP, A::Up, "the part before"),
    row(C::VisitItems, &[Key::PageDown], A::PageDown, "five parts on"),
    row(C::VisitItems, &[Key::PageUp], A::PageUp, "five parts back"),
    row(C::VisitItems, &[Char('g'), Key::Home], A::First, "the first part"),
    row(C::VisitItems, &[Char('G'), Key::End], A::Last, "the last part"),
    row(C::VisitItems, LOCK, A::Lock, LOCKING),
];
