//! The one table of keys: what a key does where, and the words for it. Handling, footer and help all read it.
//!
//! Uses only `app::key` and the screens' names.

pub use super::context::Context;
use super::key::Key;
use super::screen::Screen;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum Action {
    Quit,
    Suspend,
    Redraw,
    Help,
    NextScreen,
    PreviousScreen,
    GoTo(Screen),
    Call,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Back,
    Finish,
    Earlier,
    Later,
    Choose(u8),
    Skip,
    Yes,
    No,
    Unsure,
    Grade(u8),
    NotSure,
    Clear,
    Signs,
    NoneOfThese,
    AllSigns,
    Note,
    SameAsLast,
    Save,
    DayBefore,
    DayAfter,
    ChooseMoment,
    Discard,
    Retry,
    Read,
    Edit,
    BackFill,
    Delete,
    Undo,
    Find,
    Acknowledge,
    Called,
    TheySaid,
    Over,
    AcknowledgeAll,
    CalledAll,
    Overview,
    Table,
    LastTime,
    Closer,
    Wider,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What they ask for.
    pub action: Action,
    /// What it does, for the help.
    pub help: &'static str,
    /// A word or two for the footer, where it belongs there.
    pub footer: Option<&'static str>,
}

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

use Action as A;
use Context as C;
use Key::{Alt, Char, Ctrl, F};

const UP: &[Key] = &[Key::Up, Char('k')];
const DOWN: &[Key] = &[Key::Down, Char('j')];

/// All keys.
pub const BINDINGS: &[Binding] = &[
    // Always
    row(C::Always, &[Ctrl('c')], A::Quit, "end the program; an unfinished check-in is kept"),
    row(C::Always, &[Ctrl('z')], A::Suspend, "put the program aside; fg brings it back"),
    row(C::Always, &[Ctrl('l')], A::Redraw, "draw the screen anew"),
    row(C::Always, &[F(1)], A::Help, "all keys that work here"),
    // On every screen
    row(C::Screens, &[Char('q')], A::Quit, "end the program; an unfinished check-in is kept"),
    shown(C::Screens, &[Char('?')], A::Help, "help", "all keys that work here"),
    shown(C::Screens, &[Key::Tab], A::NextScreen, "next screen", "the next screen"),
    row(C::Screens, &[Key::BackTab], A::PreviousScreen, "the screen before"),
    row(C::Screens, &[Char('T'), Alt('1')], A::GoTo(Screen::Today), "Today"),
    row(C::Screens, &[Char('C'), Alt('2')], A::GoTo(Screen::Chart), "the healing chart"),
    row(C::Screens, &[Char('H'), Alt('3')], A::GoTo(Screen::History), "all entries"),
    row(C::Screens, &[Char('W'), Alt('4')], A::GoTo(Screen::Warnings), "the warnings"),
    row(C::Screens, &[Char('R'), Alt('5')], A::GoTo(Screen::Treatments), "the treatments"),
    row(C::Screens, &[Char('S'), Alt('6')], A::GoTo(Screen::Settings), "the settings"),
    row(C::Screens, &[Char('c')], A::Call, "whom to ring and what to say"),
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
    row(C::FormChoice, &[Char('1')], A::Choose(1), "choose the first and go on; 2 to 9 the others"),
    row(C::FormChoice, &[Char('2')], A::Choose(2), "choose the second and go on"),
    row(C::FormChoice, &[Char('3')], A::Choose(3), "choose the third and go on"),
    row(C::FormChoice, &[Char('4')], A::Choose(4), "choose the fourth and go on"),
    row(C::FormChoice, &[Char('5')], A::Choose(5), "choose the fifth and go on"),
    row(C::FormChoice, &[Char('6')], A::Choose(6), "choose the sixth and go on"),
    row(C::FormChoice, &[Char('7')], A::Choose(7), "choose the seventh and go on"),
    row(C::FormChoice, &[Char('8')], A::Choose(8), "choose the eighth and go on"),
    row(C::FormChoice, &[Char('9')], A::Choose(9), "choose the ninth and go on"),
    row(C::FormChoice, &[Char('x'), Key::Backspace, Key::Delete], A::Skip, "leave it open and go on"),
    shown(C::FormYesNo, &[Char('y')], A::Yes, "yes", "yes, and go on"),
    shown(C::FormYesNo, &[Char('n')], A::No, "no", "no, and go on"),
    row(C::FormYesNo, &[Key::Left, Char('h')], A::Left, "the choice before"),
    row(C::FormYesNo, &[Key::Right, Char('l')], A::Right, "the next choice"),
    shown(C::FormYesNo, &[Char('x'), Key::Backspace, Key::Delete], A::Skip, "skip", "leave it open and go on"),
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
        "propose the grades of the entry before; never a danger sign",
    ),
    shown(C::Today, &[Key::Enter, Char('w')], A::Save, "save", "save the check-in; a proposal is accepted first"),
    row(C::Today, &[Char('['), Key::Left], A::DayBefore, "describe the day before"),
    row(C::Today, &[Char(']'), Key::Right], A::DayAfter, "describe the day after"),
    row(C::Today, &[Char('d')], A::ChooseMoment, "choose the day and time to describe"),
    row(
        C::Today,
        &[Char('D')],
        A::Discard,
        "put this check-in away and begin an empty one; pressed again, it comes back",
    ),
    row(C::Today, &[Key::Esc], A::Back, "refuse the proposal, or stop changing an earlier entry"),
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
    row(C::Signs, &[Char('c')], A::Call, "whom to ring and what to say"),
    shown(C::Signs, &[Key::Enter, Key::Esc, Char('s'), Char('q')], A::Back, "done", "back to the check-in"),
    // Reading
    shown(C::Reading, &[Key::Enter, Key::Esc, Char('q'), Char('?'), Char(' ')], A::Back, "close", "close"),
    row(C::Reading, DOWN, A::Down, "a line down"),
    row(C::Reading, UP, A::Up, "a line up"),
    row(C::Reading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::Reading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Reading, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Reading, &[Char('c')], A::Call, "whom to ring and what to say"),
    // Not saved
    shown(C::Trouble, &[Char('r'), Key::Enter], A::Retry, "try again", "try to save once more"),
    shown(C::Trouble, &[Key::Esc, Char('q')], A::Back, "back", "back to what was typed; nothing is lost"),
    row(C::Trouble, DOWN, A::Down, "a line down"),
    row(C::Trouble, UP, A::Up, "a line up"),
    // Chart
    shown(C::Chart, UP, A::Up, "symptom", "the symptom before; in the table, a line up"),
    row(C::Chart, DOWN, A::Down, "the next symptom; in the table, a line down"),
    shown(
        C::Chart,
        &[Key::Left, Char('h')],
        A::Left,
        "entry",
        "the entry before; in overview and table, the symptom before",
    ),
    row(C::Chart, &[Key::Right], A::Right, "the next entry; in overview and table, the next symptom"),
    row(C::Chart, &[Char('g'), Key::Home], A::First, "the first entry"),
    row(C::Chart, &[Char('G'), Key::End], A::Last, "the newest entry"),
    row(C::Chart, &[Key::PageDown], A::PageDown, "in the table, five lines down"),
    row(C::Chart, &[Key::PageUp], A::PageUp, "in the table, five lines up"),
    shown(C::Chart, &[Char('o')], A::Overview, "overview", "all symptoms as small charts, or back to one"),
    shown(C::Chart, &[Char('t')], A::Table, "table", "the same as a table, or back to the chart"),
    shown(C::Chart, &[Char('l')], A::LastTime, "last time", "show or hide the treatment before"),
    shown(C::Chart, &[Char('+'), Char('=')], A::Closer, "fewer days", "look at fewer days: a month, a fortnight"),
    row(C::Chart, &[Char('-')], A::Wider, "look at more days"),
    row(C::Chart, &[Key::Enter], A::Enter, "in the overview, open the symptom"),
    row(C::Chart, &[Key::Esc], A::Back, "back to the one large chart"),
    // History
    shown(C::History, &[Key::Enter, Char('e')], A::Edit, "change", "change this entry; on a gap, fill a day in"),
    shown(C::History, &[Char('b')], A::BackFill, "fill in a day", "fill in a day that has no entry"),
    shown(
        C::History,
        &[Char('d'), Key::Delete],
        A::Delete,
        "delete",
        "delete this entry; asks first, u brings it back",
    ),
    shown(C::History, &[Char('u')], A::Undo, "undo", "bring the last deleted entry back, then the one before"),
    shown(C::History, &[Char('/')], A::Find, "find", "find entries: late, warned, edited, or words of a note"),
    row(C::History, &[Char(' '), Key::Right, Char('l')], A::Read, "read this entry as a whole"),
    row(C::History, DOWN, A::Down, "the next line"),
    row(C::History, UP, A::Up, "the line before"),
    row(C::History, &[Key::PageDown], A::PageDown, "five lines on"),
    row(C::History, &[Key::PageUp], A::PageUp, "five lines back"),
    row(C::History, &[Char('g'), Key::Home], A::First, "the newest"),
    row(C::History, &[Char('G'), Key::End], A::Last, "the oldest"),
    row(C::History, &[Key::Esc], A::Back, "show all entries again"),
    // An entry
    shown(C::HistoryReading, &[Key::Esc, Char(' '), Key::Left, Char('h')], A::Back, "back", "back to the list"),
    shown(C::HistoryReading, &[Key::Enter, Char('e')], A::Edit, "change", "change this entry"),
    row(C::HistoryReading, DOWN, A::Down, "a line down"),
    row(C::HistoryReading, UP, A::Up, "a line up"),
    row(C::HistoryReading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::HistoryReading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::HistoryReading, &[Char('g'), Key::Home], A::First, "to the top"),
    // Deleting an entry
    shown(C::HistoryAsking, &[Char('y')], A::Yes, "delete it", "delete the entry"),
    shown(C::HistoryAsking, &[Char('n'), Key::Esc, Key::Enter, Char('q')], A::No, "keep it", "keep the entry"),
    // Finding entries
    shown(C::HistoryFilter, &[Key::Enter], A::Enter, "to the list", "on to the entries found"),
    shown(C::HistoryFilter, &[Key::Esc], A::Back, "show all", "show all entries again"),
    // Warnings
    shown(C::WarningActs, &[Char('a')], A::Acknowledge, "I have read it", "I have read it: it gets quieter and stays"),
    shown(C::WarningActs, &[Char('i')], A::Called, "I called", "I called my provider"),
    shown(C::WarningActs, &[Char('r')], A::TheySaid, "they said", "write down what my provider said"),
    shown(C::WarningActs, &[Char('x')], A::Over, "it is over", "it is over: my provider has seen it, or it has gone"),
    row(C::WarningActs, &[Char('A')], A::AcknowledgeAll, "I have read all that are open"),
    row(C::WarningActs, &[Char('I')], A::CalledAll, "I called my provider about all that are open"),
    shown(
        C::Warnings,
        &[Key::Enter, Char(' '), Key::Right, Char('l')],
        A::Read,
        "read",
        "read this warning as a whole",
    ),
    row(C::Warnings, DOWN, A::Down, "the next warning"),
    row(C::Warnings, UP, A::Up, "the warning before"),
    row(C::Warnings, &[Key::PageDown], A::PageDown, "five warnings on"),
    row(C::Warnings, &[Key::PageUp], A::PageUp, "five warnings back"),
    row(C::Warnings, &[Char('g'), Key::Home], A::First, "the first warning"),
    row(C::Warnings, &[Char('G'), Key::End], A::Last, "the last warning"),
    // A warning
    shown(
        C::WarningsReading,
        &[Key::Esc, Key::Enter, Char(' '), Key::Left, Char('h')],
        A::Back,
        "back",
        "back to the list",
    ),
    row(C::WarningsReading, DOWN, A::Down, "a line down"),
    row(C::WarningsReading, UP, A::Up, "a line up"),
    row(C::WarningsReading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::WarningsReading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::WarningsReading, &[Char('g'), Key::Home], A::First, "to the top"),
    // Treatments
    // Settings
];

/// What a key asks for in a context.
#[must_use]
pub fn action(context: Context, key: Key) -> Option<Action> {
    context.chain().iter().find_map(|table| {
        let bound = BINDINGS.iter().find(|binding| binding.context == *table && binding.keys.contains(&key));
        bound.map(|binding| binding.action)
    })
}

/// The lines of the table that hold in a context, the nearest first.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    let tables = context.chain().iter();
    tables.flat_map(|table| BINDINGS.iter().filter(move |binding| binding.context == *table))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Context; 23] = [
        C::Always,
        C::Screens,
        C::Welcome,
        C::Form,
        C::FormText,
        C::FormMoment,
        C::FormChoice,
        C::FormYesNo,
        C::Today,
        C::Note,
        C::Signs,
        C::Reading,
        C::Trouble,
        C::Chart,
        C::History,
        C::HistoryReading,
        C::HistoryAsking,
        C::HistoryFilter,
        C::Warnings,
        C::WarningsReading,
        C::WarningActs,
        C::Treatments,
        C::Settings,
    ];

    #[test]
    fn no_key_is_bound_twice_where_it_is_pressed() {
        for context in ALL {
            let mut seen = std::collections::BTreeMap::new();
            for binding in bindings(context) {
                for key in binding.keys {
                    let earlier = seen.insert(*key, binding.action);
                    assert_eq!(earlier, None, "{key:?} in {context:?} also asks for {:?}", binding.action);
                }
            }
        }
    }

    #[test]
    fn every_key_has_words_that_fit_on_a_line() {
        for binding in BINDINGS {
            assert!((4..=76).contains(&binding.help.len()), "{binding:?}");
            assert!(!binding.keys.is_empty(), "{binding:?}");
        }
    }
}
