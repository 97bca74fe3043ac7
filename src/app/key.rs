//! Keys and key presses, as the screens know them.
//!
//! Uses nothing but the time.

use chrono::{DateTime, FixedOffset};

/// A key that does something here; what the terminal calls it stays in the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Key {
    Char(char),
    Ctrl(char),
    Alt(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

impl Key {
    /// The key as help and footer write it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(letter) => letter.to_string(),
            Self::Ctrl(letter) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Alt(letter) => format!("Alt-{letter}"),
            Self::BackTab => "Shift-Tab".to_owned(),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            Self::F(number) => format!("F{number}"),
            other => format!("{other:?}"),
        }
    }
}

/// A key press, with all that the shell alone can know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key.
    pub key: Key,
    /// The moment by the patient's clock.
    pub now: DateTime<FixedOffset>,
    /// A name that nothing in any journal has, for what this press may create.
    pub fresh_id: String,
}
