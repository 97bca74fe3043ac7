//! The keys everywhere: on every screen, at the start and in forms.
//!
//! May use what the table of keys uses.

use super::{LOCK, LOCKING, VISIT, VISITING, row, shown};
use crate::app::context::Context as C;
use crate::app::key::Key::{self, Alt, Char, Ctrl, F};
use crate::app::keymap::{Action as A, Binding};
use crate::app::screen::Screen;

pub(super) const BINDINGS: &[Binding] = &[
    // Always
    row(C::Always, &[Ctrl('c')], A::Quit, "end the program; an unfinished check-in is kept"),
    row(C::Always, &[Ctrl('z')], A::Suspend, "put the program aside; fg brings it back"),
    row(C::Always, &[Ctrl('l')], A::Redraw, "draw the screen anew"),
    row(C::Always, &[Ctrl('x')], A::Lock, LOCKING),
    row(C::Always, &[F(1)], A::Help, "all keys that work here"),
    // On every screen
    row(C::Screens, &[Char('q')], A::Quit, "end the program; an unfinished check-in is kept"),
    shown(C::Screens, &[Char('?')], A::Help, "help", "all keys that work here"),
    shown(C::Screens, &[Key::Tab], A::NextScreen, "next screen", "the next screen"),
    row(C::Screens, &[Key::BackTab], A::PreviousScreen, "the screen before"),
    row(C::Screens, &[Char('T'), Alt('1')], A::GoTo(Screen::Today), "Today"),
    row(C::Screens, &[Char('P'), Alt('2')], A::GoTo(Screen::Care), "the care plan: what to do, and what not yet"),
    row(C::Screens, &[Char('C'), Alt('3')], A::GoTo(Screen::Chart), "the healing chart"),
    row(C::Screens, &[Char('H'), Alt('4')], A::GoTo(Screen::History), "all check-ins"),
    row(C::Screens, &[Char('W'), Alt('5')], A::GoTo(Screen::Warnings), "the warnings"),
    row(C::Screens, &[Char('R'), Alt('6')], A::GoTo(Screen::Treatments), "the treatments"),
    row(C::Screens, &[Char('M'), Alt('7')], A::GoTo(Screen::Ahead), "the milestones ahead, and the ratings"),
    row(C::Screens, &[Char('S'), Alt('8')], A::GoTo(Screen::Settings), "the settings"),
    row(C::Screens, LOCK, A::Lock, LOCKING),
    row(C::Screens, &[Char('c')], A::Call, "whom to ring and what to say"),
    row(C::Screens, VISIT, A::Visit, VISITING),
    row(C::Screens, &[Char('u')], A::Undo, "undo what was saved or deleted last, then what was before it"),
    row(C::Screens, &[Char('U'), Ctrl('r')], A::Redo, "do again what was undone last"),
    row(C::Screens, &[Char('X')], A::Conflicts, "what two machines say differently since a merge"),
    // Welcome
    shown(C::Welcome, &[Key::Enter, Char(' ')], A::Enter, "begin", "on to the questions"),
    row(C::Welcome, &[Char('q'), Key::Esc], A::Quit, "end the program"),
    // Forms
    shown(C::Form, &[Key::Enter], A::Enter, "next", "keep the answer and go on; after the last one, save"),
    row(C::Form, &[Key::Down, Key::Tab], A::Down, "the next question"),
    row(C::Form, &[Key::Up, Key::BackTab], A::Up, "the question before"),
    row(C::Form, &[Key::PageDown], A::PageDown, "the next part"),
    row(C::Form, &[Key::PageUp], A::PageUp, "the part before"),
    shown(C::Form, &[Ctrl('s')], A::Finish, "save as it is", "save now; what is not answered stays open"),
    row(C::Form, &[Key::Esc], A::Back, "leave the form"),
    row(C::FormText, &[Ctrl('u')], A::Clear, "empty the field"),
    shown(C::FormMoment, &[Char('-')], A::Earlier, "hour", "an hour earlier; or just type another time"),
    row(C::FormMoment, &[Char('+'), Char('=')], A::Later, "an hour later"),
    shown(C::FormMoment, &[Char('[')], A::DayBefore, "day", "a day earlier"),
    row(C::FormMoment, &[Char(']')], A::DayAfter, "a day later"),
    row(C::FormChoice, &[Key::Left, Char('h')], A::Left, "the choice before"),
    row(C::FormChoice, &[Key::Right, Char('l')], A::Right, "the next choice"),
    row(C::FormChoice, &[Char('1')], A::Choose(1), "choose the first; 2 to 9 the others"),
    row(C::FormChoice, &[Char('2')], A::Choose(2), "choose the second"),
    row(C::FormChoice, &[Char('3')], A::Choose(3), "choose the third"),
    row(C::FormChoice, &[Char('4')], A::Choose(4), "choose the fourth"),
    row(C::FormChoice, &[Char('5')], A::Choose(5), "choose the fifth"),
    row(C::FormChoice, &[Char('6')], A::Choose(6), "choose the sixth"),
    row(C::FormChoice, &[Char('7')], A::Choose(7), "choose the seventh"),
    row(C::FormChoice, &[Char('8')], A::Choose(8), "choose the eighth"),
    row(C::FormChoice, &[Char('9')], A::Choose(9), "choose the ninth"),
    row(C::FormChoice, &[Char('x'), Key::Backspace, Key::Delete], A::Skip, "leave it open"),
    shown(C::FormYesNo, &[Char('y')], A::Yes, "yes", "the answer is yes"),
    shown(C::FormYesNo, &[Char('n')], A::No, "no", "the answer is no"),
    row(C::FormYesNo, &[Key::Left, Char('h')], A::Left, "the choice before"),
    row(C::FormYesNo, &[Key::Right, Char('l')], A::Right, "the next choice"),
    shown(C::FormYesNo, &[Char('x'), Key::Backspace, Key::Delete], A::Skip, "skip", "leave it open"),
];
