//! Text to read over a screen: help, call script, confirmation, details.
//!
//! May use `domain`.

use super::keymap::Action;
use crate::domain::{EntryId, Triage};

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

/// How far down a text is scrolled. Where its lines break is known to the view alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// So many lines below the beginning; the view stops at the end.
    FromTop(usize),
    /// So many lines above the end; the view stops at the beginning.
    FromEnd(usize),
}

impl Default for Scroll {
    fn default() -> Self {
        Self::FromTop(0)
    }
}

impl Scroll {
    /// The same after an action that scrolls, in a text of at most so many lines.
    #[must_use]
    pub fn moved(self, action: Action, most: usize) -> Self {
        let lines = match action {
            Action::Down | Action::Up => 1,
            Action::PageDown | Action::PageUp => 10,
            Action::First => return Self::FromTop(0),
            Action::Last => return Self::FromEnd(0),
            _ => return self,
        };
        let onwards = matches!(action, Action::Down | Action::PageDown);
        match self {
            Self::FromTop(above) if onwards => Self::FromTop(above.saturating_add(lines).min(most)),
            Self::FromTop(above) => Self::FromTop(above.saturating_sub(lines)),
            Self::FromEnd(below) if onwards => Self::FromEnd(below.saturating_sub(lines)),
            Self::FromEnd(below) => Self::FromEnd(below.saturating_add(lines).min(most)),
        }
    }

    /// How many lines are out of sight above, of `hidden` that are out of sight in all.
    #[must_use]
    pub fn above(self, hidden: usize) -> usize {
        match self {
            Self::FromTop(above) => above.min(hidden),
            Self::FromEnd(below) => hidden.saturating_sub(below),
        }
    }
}

/// Text to read, and how far down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The heading.
    pub title: String,
    /// The text.
    pub passages: Vec<Passage>,
    /// How far down it is scrolled.
    pub scroll: Scroll,
    /// The entry whose verdict it tells, if it tells one.
    pub verdict_on: Option<EntryId>,
}

impl Reading {
    /// Text to read from its beginning.
    #[must_use]
    pub fn new(title: impl Into<String>, passages: Vec<Passage>) -> Self {
        Self { title: title.into(), passages, scroll: Scroll::default(), verdict_on: None }
    }

    /// The same, telling the verdict on an entry.
    #[must_use]
    pub fn telling_verdict_on(self, entry: &EntryId) -> Self {
        Self { verdict_on: Some(entry.clone()), ..self }
    }

    /// Scrolls.
    pub fn act(&mut self, action: Action) {
        let most = self.passages.iter().map(|passage| 1 + passage.text.len() / 20).sum();
        self.scroll = self.scroll.moved(action, most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_one_key_away_and_so_is_the_way_back_from_it() {
        let mut reading = Reading::new("", vec![Passage::new(Tone::Plain, "word ".repeat(200))]);
        let above = |reading: &Reading| reading.scroll.above(30);
        reading.act(Action::Last);
        assert_eq!(above(&reading), 30);
        reading.act(Action::Up);
        assert_eq!(above(&reading), 29);
        reading.act(Action::PageDown);
        assert_eq!(above(&reading), 30);
        reading.act(Action::First);
        reading.act(Action::PageDown);
        assert_eq!(above(&reading), 10);
    }
}
