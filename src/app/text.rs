//! A line of text being typed.
//!
//! Uses `domain::text` to tell which characters are harmless.

use tui_input::{Input, InputRequest};

use super::key::Key;
use crate::domain::text::steers;

/// The most characters a line takes, so that a pasted book cannot fill the journal.
const MOST: usize = 4_000;

/// A line of text with a cursor. Control characters never get in.
#[derive(Clone, Debug, Default)]
pub struct Text {
    input: Input,
    most: Option<usize>,
}

impl Text {
    /// A line that holds `text`, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(cleaned(text)), most: None }
    }

    /// The same line, taking so many characters at most.
    #[must_use]
    pub fn at_most(self, most: usize) -> Self {
        Self { most: Some(most), ..self }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.input = Input::default();
    }

    /// What is typed so far.
    #[must_use]
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// How many characters lie before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// How many columns lie before the cursor.
    #[must_use]
    pub fn cursor_column(&self) -> usize {
        self.input.visual_cursor()
    }

    /// How many columns to leave out on the left so that the cursor is in sight.
    #[must_use]
    pub fn scroll(&self, width: usize) -> usize {
        self.input.visual_scroll(width.max(1).saturating_sub(1))
    }

    /// Takes a key that edits text; tells whether it did.
    pub fn type_key(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(letter) if !steers(letter) && self.has_room() => InputRequest::InsertChar(letter),
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Puts pasted text in at the cursor.
    pub fn paste(&mut self, text: &str) {
        for letter in cleaned(text).chars() {
            if self.has_room() {
                self.input.handle(InputRequest::InsertChar(letter));
            }
        }
    }

    fn has_room(&self) -> bool {
        let value = self.input.value();
        value.len() < MOST && self.most.is_none_or(|most| value.chars().count() < most)
    }
}

/// Text without control characters: line breaks and tabs become spaces, escape codes lose what makes them work.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    let spaced = lines.chars().map(|letter| if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter });
    spaced.filter(|letter| !steers(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_cannot_press_keys_or_move_the_cursor() {
        let mut text = Text::new("a");
        text.paste("b\r\nc\td\u{1b}[2J\u{7}\u{202e}\u{61c}\u{feff}\u{e0041}");
        assert_eq!(text.value(), "ab c d[2J");
    }

    #[test]
    fn a_pasted_book_does_not_fit() {
        let mut text = Text::default();
        text.paste(&"x".repeat(100_000));
        assert_eq!(text.value().len(), MOST);
    }

    #[test]
    fn a_field_of_its_own_length_keeps_it_when_emptied() {
        let mut text = Text::new("Dr Roe").at_most(8);
        text.paste(" and all the others");
        assert_eq!(text.value(), "Dr Roe a");
        text.clear();
        text.paste("ärztlicher Notdienst");
        assert_eq!(text.value(), "ärztlich");
        assert!(!text.type_key(Key::Char('x')));
    }

    #[test]
    fn the_line_is_edited_where_the_cursor_is() {
        let mut text = Text::new("1.5");
        assert!(text.type_key(Key::Home));
        assert!(text.type_key(Key::Delete));
        assert!(text.type_key(Key::Char('0')));
        assert_eq!((text.value(), text.cursor_column()), ("0.5", 1));
        assert!(!text.type_key(Key::Tab));
    }
}
