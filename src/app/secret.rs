//! A secret being typed: a passphrase or a recovery key.
//!
//! Uses `domain::text` to tell which characters are harmless.

use std::fmt;

use zeroize::Zeroizing;

use super::key::Key;
use crate::domain::text::steers;

/// The most characters of a secret: room for any sentence, and its place in memory never has to move.
const MOST: usize = 1024;

/// A secret with a cursor. It is wiped from memory when it is dropped, nothing prints it, and it never moves to a larger place,
/// which would leave a copy behind.
pub struct Secret {
    letters: Zeroizing<Vec<char>>,
    cursor: usize,
}

impl Secret {
    /// A secret with this text, the cursor at its end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut secret = Self::default();
        secret.paste(text);
        secret
    }

    /// How many characters are typed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How many characters lie before the cursor.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is typed, to be handed on.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let bytes = self.letters.iter().map(|letter| letter.len_utf8()).sum();
        let mut text = Zeroizing::new(String::with_capacity(bytes));
        text.extend(self.letters.iter());
        text
    }

    /// The characters in a window of so many columns that has the cursor in sight, and the cursor's place in it. Where they are
    /// hidden, each is this mark.
    #[must_use]
    pub fn shown(&self, width: usize, mark: Option<char>) -> (Zeroizing<String>, usize) {
        let width = width.max(1);
        let start = (self.cursor + 1).saturating_sub(width);
        let mut text = Zeroizing::new(String::with_capacity(width * 4));
        text.extend(self.letters.iter().skip(start).take(width).map(|letter| mark.unwrap_or(*letter)));
        (text, self.cursor - start)
    }

    /// Wipes it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes a key that edits; tells whether it did.
    pub fn type_key(&mut self, key: Key) -> bool {
        match key {
            Key::Char(letter) => return self.insert(letter),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.letters.remove(self.cursor);
            }
            Key::Delete if self.cursor < self.letters.len() => {
                self.letters.remove(self.cursor);
            }
            Key::Left => self.cursor = self.cursor.saturating_sub(1),
            Key::Right => self.cursor = (self.cursor + 1).min(self.letters.len()),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.letters.len(),
            _ => return false,
        }
        true
    }

    /// Puts pasted text in at the cursor: a recovery key copied in lines becomes one line, and the line break at the end of a
    /// copied line is no part of it.
    pub fn paste(&mut self, text: &str) {
        let lines = text.trim_end_matches(['\n', '\r']).chars();
        for letter in lines.filter(|letter| *letter != '\r') {
            self.insert(if letter == '\n' { ' ' } else { letter });
        }
    }

    fn insert(&mut self, letter: char) -> bool {
        let fits = !steers(letter) && self.letters.len() < MOST;
        if fits {
            self.letters.insert(self.cursor, letter);
            self.cursor += 1;
        }
        fits
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self { letters: Zeroizing::new(Vec::with_capacity(MOST)), cursor: 0 }
    }
}

impl Clone for Secret {
    fn clone(&self) -> Self {
        let mut copy = Self { cursor: self.cursor, ..Self::default() };
        copy.letters.extend(self.letters.iter());
        copy
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Secret {
        Secret::of(text)
    }

    #[test]
    fn what_is_pasted_in_lines_becomes_one_line_and_presses_nothing() {
        assert_eq!(*typed("AB-CD\r\nEF-GH\n").text(), "AB-CD EF-GH");
        assert_eq!(*typed(" blanks count ").text(), " blanks count ");
        assert_eq!(*typed("a\u{1b}[2Jb\u{7}").text(), "a[2Jb");
    }

    #[test]
    fn a_slip_in_the_middle_can_be_mended() {
        let mut secret = typed("four smal words");
        for _ in 0..6 {
            secret.type_key(Key::Left);
        }
        secret.type_key(Key::Char('l'));
        assert_eq!(*secret.text(), "four small words");
        secret.type_key(Key::Backspace);
        secret.type_key(Key::Delete);
        assert_eq!(*secret.text(), "four smalwords");
    }

    #[test]
    fn nothing_prints_it_and_it_never_moves() {
        let mut secret = Secret::default();
        let place = secret.letters.as_ptr();
        secret.paste(&"ü".repeat(3 * MOST));
        assert_eq!((secret.len(), secret.letters.as_ptr()), (MOST, place));
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        assert_eq!(secret.clone().letters.capacity(), MOST);
    }

    #[test]
    fn marks_stand_for_letters_and_the_cursor_is_in_sight() {
        let secret = typed("abcdef");
        assert_eq!(secret.shown(10, Some('*')), (Zeroizing::new("******".to_owned()), 6));
        assert_eq!(secret.shown(4, None), (Zeroizing::new("def".to_owned()), 3));
    }
}
