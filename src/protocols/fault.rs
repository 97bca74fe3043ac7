//! A fault in a data file, with the place where it is.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::File;
use crate::domain::text::clean;

/// So many characters of a message somebody reads.
const LONGEST_MESSAGE: usize = 1_000;

/// What is wrong in a data file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message } = self;
        write!(f, "{file}, line {line}, column {column}: {message}")
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A file that is no TOML, or holds other things than it should.
    pub(super) fn unreadable(file: File<'_>, error: &toml::de::Error) -> Self {
        Self::at(file, &error.span().unwrap_or(0..0), error.message())
    }

    /// A fault at a place of a file, given in bytes.
    pub(super) fn at(file: File<'_>, span: &Range<usize>, message: &str) -> Self {
        let before = file.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        Self {
            file: file.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: readable(message),
        }
    }

    /// What does not print, or prints over other things, has no place in any text or name of the file.
    pub(super) fn in_letters(file: File<'_>, table: &Spanned<DeTable<'_>>) -> Result<(), Self> {
        let hidden = table.get_ref().iter().find_map(|(key, value)| hidden_at(key, value));
        let words = "this has a character that does not print; write plain text";
        hidden.map_or(Ok(()), |place| Err(Self::at(file, &place, words)))
    }
}

fn hidden_at(key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
    if is_hidden(key.get_ref()) {
        return Some(key.span());
    }
    hidden_in(value)
}

fn hidden_in(value: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) => is_hidden(text).then(|| value.span()),
        DeValue::Array(items) => items.iter().find_map(hidden_in),
        DeValue::Table(table) => table.iter().find_map(|(key, item)| hidden_at(key, item)),
        _ => None,
    }
}

fn is_hidden(text: &str) -> bool {
    clean(text) != text
}

/// A message may quote the file: harmless, and no longer than somebody reads.
fn readable(message: &str) -> String {
    let mut message = clean(message).into_owned();
    if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
    message
}

/// A contradiction between values that are well-formed: in which stanza, and which word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The array of stanzas, such as `rules`.
    pub stanzas: &'static str,
    /// Which of them, from 0.
    pub index: usize,
    /// The word that is wrong, if one is.
    pub word: Option<String>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Contradiction {
    /// The fault with its place: where the word stands in its stanza, else where the stanza begins.
    pub fn in_file(self, file: File<'_>) -> Fault {
        let span = self.span(file.text).unwrap_or(0..0);
        Fault::at(file, &span, &self.message)
    }

    fn span(&self, text: &str) -> Option<Range<usize>> {
        let table = DeTable::parse(text).ok()?;
        let stanzas = table.get_ref().get(self.stanzas)?;
        // What stands in a file once, such as [cost], is a table by itself.
        let stanza = stanzas.get_ref().as_array().map_or(Some(stanzas), |stanzas| stanzas.get(self.index))?;
        let word = self.word.as_deref().and_then(|word| find(stanza, word));
        Some(word.unwrap_or_else(|| stanza.span()))
    }
}

/// Where a text or a key stands inside a value.
fn find(value: &Spanned<DeValue<'_>>, word: &str) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) if text.as_ref() == word => Some(value.span()),
        DeValue::Array(items) => items.iter().find_map(|item| find(item, word)),
        DeValue::Table(table) => table.iter().find_map(|(key, item)| {
            let key_itself = (key.get_ref().as_ref() == word).then(|| key.span());
            find(item, word).or(key_itself)
        }),
        _ => None,
    }
}
