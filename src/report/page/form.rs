//! The forms in which a page is written.
//!
//! Uses the files beside it, one for each form.

use super::pdf::{self, NotWritten};
use super::{Page, Paper, html, markdown, text};

/// A form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A file to print, with its typefaces in it.
    Pdf,
    /// One file for a browser, to read and to print.
    Html,
    /// GitHub-style Markdown.
    Markdown,
    /// Plain text of at most 80 columns.
    Text,
}

impl Form {
    /// All forms, the one for paper first.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Html, Self::Markdown, Self::Text];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
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
///
/// # Errors
/// When a PDF cannot be written; nothing that a patient wrote is a reason for that.
pub fn written(page: &Page, form: Form, paper: Paper) -> Result<Vec<u8>, NotWritten> {
    match form {
        Form::Pdf => pdf::to_bytes(page, paper),
        Form::Html => Ok(html::to_string(page, paper).into_bytes()),
        Form::Markdown => Ok(markdown::to_string(page).into_bytes()),
        Form::Text => Ok(text::to_string(page).into_bytes()),
    }
}
