//! The keys the day: the check-in, its note and danger signs, and its verdict.
//!
//! May use what the table of keys uses.

use super::{DOWN, LOCK, LOCKING, UP, VISIT, VISITING, WHY, row, shown};
use crate::app::context::Context as C;
use crate::app::key::Key::{self, Char};
use crate::app::keymap::{Action as A, Binding};

pub(super) const BINDINGS: &[Binding] = &[
    // Today
    shown(C::Today, &[Char('0')], A::Grade(0), "0-4 grade", "grade 0, none, and on to the next"),
    row(C::Today, &[Char('1')], A::Grade(1), "grade 1, slight"),
    row(C::Today, &[Char('2')], A::Grade(2), "grade 2, clear"),
    row(C::Today, &[Char('3')], A::Grade(3), "grade 3, marked"),
    row(C::Today, &[Char('4')], A::Grade(4), "grade 4, extreme"),
    row(C::Today, &[Char('.')], A::NotSure, "not sure: I looked and cannot tell"),
    row(C::Today, &[Char('x'), Char('-'), Key::Backspace, Key::Delete], A::Clear, "not recorded: take the answer back"),
    row(C::Today, DOWN, A::Down, "the next line"),
    row(C::Today, UP, A::Up, "the line before"),
    row(C::Today, &[Key::PageDown], A::PageDown, "five lines on"),
    row(C::Today, &[Key::PageUp], A::PageUp, "five lines back"),
    row(C::Today, &[Char('g'), Key::Home], A::First, "the first line"),
    row(C::Today, &[Char('G'), Key::End], A::Last, "the last line"),
    shown(C::Today, &[Char('s')], A::Signs, "signs", "the danger signs to look for today"),
    shown(C::Today, &[Char('n')], A::Note, "note", "write a note"),
    shown(
        C::Today,
        &[Char('=')],
        A::SameAsLast,
        "as last time",
        "propose the grades of the check-in before; never a danger sign",
    ),
    shown(C::Today, &[Key::Enter, Char('w')], A::Save, "save", "save the check-in; a proposal is accepted first"),
    row(C::Today, &[Char('f')], A::Forecast, "when it will be over, for all symptoms"),
    shown(C::Today, WHY, A::Why, "why?", "why this verdict: what spoke, what came close, where ranges come from"),
    row(C::Today, &[Char('['), Key::Left], A::DayBefore, "describe the day before"),
    row(C::Today, &[Char(']'), Key::Right], A::DayAfter, "describe the day after"),
    row(C::Today, &[Char('d')], A::ChooseMoment, "choose the day and time to describe"),
    row(
        C::Today,
        &[Char('D')],
        A::Discard,
        "put this check-in away and begin an empty one; pressed again, it comes back",
    ),
    row(C::Today, &[Key::Esc], A::Back, "refuse the proposal, or stop changing an earlier check-in"),
    row(C::Today, &[Char('i')], A::Card, "what is happening now, and why it may look like this"),
    // Note
    shown(C::Note, &[Key::Enter], A::Enter, "keep", "keep the note"),
    shown(C::Note, &[Key::Esc], A::Back, "leave as it was", "leave the note as it was"),
    // Danger signs
    shown(
        C::Signs,
        &[Char('0')],
        A::NoneOfThese,
        "none of these",
        "none of these: every sign shown and still open is answered no",
    ),
    shown(C::Signs, &[Char('y')], A::Yes, "yes", "yes, it is there"),
    shown(C::Signs, &[Char('n')], A::No, "no", "no, it is not there"),
    shown(C::Signs, &[Char('u'), Char('.')], A::Unsure, "not sure", "not sure"),
    row(C::Signs, &[Char('x'), Char('-'), Key::Backspace, Key::Delete], A::Clear, "take the answer back"),
    shown(C::Signs, &[Char('a')], A::AllSigns, "all signs", "show all signs, or only those of the day"),
    row(C::Signs, DOWN, A::Down, "the next sign"),
    row(C::Signs, UP, A::Up, "the sign before"),
    row(C::Signs, &[Key::PageDown], A::PageDown, "five signs on"),
    row(C::Signs, &[Key::PageUp], A::PageUp, "five signs back"),
    row(C::Signs, &[Char('g'), Key::Home], A::First, "the first sign"),
    row(C::Signs, &[Char('G'), Key::End], A::Last, "the last sign"),
    row(C::Signs, LOCK, A::Lock, LOCKING),
    row(C::Signs, &[Char('c')], A::Call, "whom to ring and what to say"),
    shown(C::Signs, &[Key::Enter, Key::Esc, Char('s'), Char('q')], A::Back, "done", "back to the check-in"),
    // Reading
    shown(C::Reading, &[Key::Enter, Key::Esc, Char('q'), Char('?'), Char(' ')], A::Back, "close", "close"),
    row(C::Reading, DOWN, A::Down, "a line down"),
    row(C::Reading, UP, A::Up, "a line up"),
    row(C::Reading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::Reading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Reading, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Reading, &[Char('G'), Key::End], A::Last, "to the end"),
    row(C::Reading, LOCK, A::Lock, LOCKING),
    row(C::Reading, &[Char('c')], A::Call, "whom to ring and what to say"),
    row(C::Reading, VISIT, A::Visit, VISITING),
    // The verdict on a check-in
    shown(C::Verdict, WHY, A::Why, "why?", "why this verdict: what spoke, what came close, where ranges come from"),
    // Not saved
    shown(C::Trouble, &[Char('r'), Key::Enter], A::Retry, "try again", "try to save once more"),
    shown(C::Trouble, &[Key::Esc, Char('q')], A::Back, "back", "back to what was typed; nothing is lost"),
    row(C::Trouble, LOCK, A::Lock, LOCKING),
    shown(C::Trouble, &[Char('y')], A::CopyOut, "copy", "copy what was typed, where the terminal takes that"),
    shown(C::Trouble, &[Char('w')], A::WriteOut, "to a file", "write what was typed to a file of your choice"),
    row(C::Trouble, DOWN, A::Down, "a line down"),
    row(C::Trouble, UP, A::Up, "a line up"),
    row(C::Trouble, &[Char('G'), Key::End], A::Last, "to the end"),
    row(C::Trouble, &[Char('g'), Key::Home], A::First, "to the top"),
];
