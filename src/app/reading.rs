//! Text to read over a screen: help, call script, confirmation, details.
//!
//! May use `domain`.

use super::keymap::Action;
use crate::domain::Triage;

/// How a passage is meant, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    Plain,
    /// The heading of what follows.
    Heading,
    /// Something that may be overlooked.
    Quiet,
    /// Something that must not be overlooked.
    Strong,
    /// The word of a triage level, and what goes with it.
    Level(Triage),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How it is meant.
    pub tone: Tone,
    /// What stands before it in a column of its own; empty for a whole line.
    pub lead: String,
    /// The text, to be wrapped.
    pub text: String,
}

impl Passage {
    /// A paragraph in a tone.
    #[must_use]
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, lead: String::new(), text: text.into() }
    }

    /// A paragraph with something before it, as a key or a name.
    #[must_use]
    pub fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone: Tone::Plain, lead: lead.into(), text: text.into() }
    }

    /// An empty line.
    #[must_use]
    pub fn gap() -> Self {
        Self::new(Tone::Plain, "")
    }
}

/// Text to read, and how far down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The heading.
    pub title: String,
    /// The text.
    pub passages: Vec<Passage>,
    /// Lines scrolled; the view stops at the end.
    pub scroll: usize,
}

impl Reading {
    /// Text to read from its beginning.
    #[must_use]
    pub fn new(title: impl Into<String>, passages: Vec<Passage>) -> Self {
        Self { title: title.into(), passages, scroll: 0 }
    }

    /// Scrolls.
    pub fn act(&mut self, action: Action) {
        let most = self.passages.iter().map(|passage| 1 + passage.text.len() / 20).sum();
        self.scroll = match action {
            Action::Down => self.scroll.saturating_add(1),
            Action::Up => self.scroll.saturating_sub(1),
            Action::PageDown => self.scroll.saturating_add(10),
            Action::PageUp => self.scroll.saturating_sub(10),
            Action::First => 0,
            _ => self.scroll,
        }
        .min(most);
    }
}
