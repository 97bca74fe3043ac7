//! The forms in which a page is written.
//!
//! Uses the files beside it, one for each form.

use super::{Page, Paper, html, markdown, text};

/// A form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file for a browser, to read and to print.
    Html,
    /// GitHub-style Markdown.
    Markdown,
    /// Plain text of at most 80 columns.
    Text,
}

impl Form {
    /// All forms, the one for paper first.
    pub const ALL: [Self; 3] = [Self::Html, Self::Markdown, Self::Text];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }

    /// The form of files with that ending.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }

    /// Whether it can be read on a terminal as it is.
    #[must_use]
    pub const fn is_for_terminals(self) -> bool {
        matches!(self, Self::Markdown | Self::Text)
    }
}

/// The page in a form, byte by byte; the paper matters to what is printed.
#[must_use]
pub fn written(page: &Page, form: Form, paper: Paper) -> Vec<u8> {
    match form {
        Form::Html => html::to_string(page, paper).into_bytes(),
        Form::Markdown => markdown::to_string(page).into_bytes(),
        Form::Text => text::to_string(page).into_bytes(),
    }
}
