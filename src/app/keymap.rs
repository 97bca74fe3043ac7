//! What a key asks for, looked up in the one table of keys. Handling, footer and help all read it.
//!
//! Uses only `app::key`, the table and the screens' names.

pub use super::bindings::all_bindings;
pub use super::context::Context;
use super::key::Key;
use super::screen::Screen;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table says what each does")]
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
    CopyOut,
    WriteOut,
    KeepTheirs,
    Read,
    Edit,
    Add,
    Plan,
    BackFill,
    Corrections,
    Past,
    Delete,
    Undo,
    Redo,
    Find,
    Acknowledge,
    Called,
    TheySaid,
    Seen,
    Over,
    AcknowledgeAll,
    CalledAll,
    Tick,
    UsedAlready,
    ProviderSaid,
    Card,
    Overview,
    Table,
    LastTime,
    Beside,
    Compare,
    Forecast,
    Closer,
    Wider,
    Why,
    Month,
    Now,
    Conflicts,
    NextConflict,
    NextSymptom,
    AllSymptoms,
    Rate,
    Lock,
    Show,
    Passphrase,
    TakeLockOff,
    LockWhen,
    Visit,
    NextTreatment,
    Items,
    AllItems,
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

/// What a key asks for in a context.
#[must_use]
pub fn action(context: Context, key: Key) -> Option<Action> {
    context.chain().iter().find_map(|table| {
        let bound = all_bindings().find(|binding| binding.context == *table && binding.keys.contains(&key));
        bound.map(|binding| binding.action)
    })
}

/// The lines of the table that hold in a context, the nearest first.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    let tables = context.chain().iter();
    tables.flat_map(|table| all_bindings().filter(move |binding| binding.context == *table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Context as C;

    const ALL: [Context; 42] = [
        C::Guard,
        C::Meanwhile,
        C::Settling,
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
        C::Verdict,
        C::Trouble,
        C::Care,
        C::CareReading,
        C::Chart,
        C::History,
        C::HistoryReading,
        C::HistoryAsking,
        C::HistoryFilter,
        C::HistoryMonth,
        C::Warnings,
        C::WarningsReading,
        C::WarningActs,
        C::Treatments,
        C::TreatmentsReading,
        C::TreatmentsAsking,
        C::Ahead,
        C::Ratings,
        C::AheadReading,
        C::RatingAsking,
        C::Settings,
        C::Unlock,
        C::Passphrase,
        C::KeyPaper,
        C::KeyCheck,
        C::Visit,
        C::VisitItems,
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
        for binding in all_bindings() {
            assert!((4..=76).contains(&binding.help.len()), "{binding:?}");
            assert!(!binding.keys.is_empty(), "{binding:?}");
        }
    }
}
