//! A page for paper, a browser or a pipe, as neutral parts in the order in which they are read. What it says is decided
//! before; a file here for each form it is written in.
//!
//! May use `domain`.

pub mod chart;
pub mod drawing;
pub mod form;
pub mod html;
pub mod ink;
pub mod markdown;
pub mod paper;
pub mod pdf;
pub mod text;
mod wrap;

use chrono::NaiveDate;

use crate::domain::Triage;

pub use chart::PageChart;
pub use form::{Form, written};
pub use paper::Paper;

/// A page: everything it says, and nothing about how it looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// What stands under the title, such as who it is about.
    pub subtitle: String,
    /// The date it was made on.
    pub made_on: NaiveDate,
    /// Its parts, from the top.
    pub parts: Vec<Part>,
    /// What stands at the foot of every sheet of paper.
    pub foot: String,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The head of what follows.
    Heading(String),
    /// Running text.
    Paragraph(Words),
    /// How loud things stand, and what to do; drawn so that it is seen first. Each form begins it with the level's word,
    /// which the words leave out.
    Notice(Triage, Words),
    /// Short facts, each under its name; side by side where there is room.
    Facts(Vec<Fact>),
    /// Healing charts, side by side where there is room.
    Charts(Vec<PageChart>),
    /// Answers by day.
    Grid(Grid),
    /// Rows under heads.
    Table(Table),
    /// One thing a line.
    List(Vec<Words>),
    /// So many empty lines to write on by hand.
    Lines(u8),
}

/// Text in pieces that differ in weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<Piece>);

/// A piece of text of one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text. It may be a patient's own, with anything in it but characters that steer a terminal.
    pub text: String,
    /// Its weight.
    pub tone: Tone,
}

/// How a piece of text or a cell stands out. Nothing is said by it alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// It does not.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Paler, for what matters less.
    Quiet,
    /// Marked as outside the range described.
    Outside,
    /// Of this level.
    Level(Triage),
}

/// A fact under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// What it is.
    pub words: Words,
}

/// Answers by day: days the one way, symptoms the other. Each form chooses which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// The days.
    pub days: Vec<GridDay>,
    /// The symptoms, each with a cell for every day.
    pub rows: Vec<GridRow>,
    /// What the marks in the cells mean.
    pub key: String,
}

/// A day of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridDay {
    /// Its number since the treatment; several in a row without a check-in are one, such as `9-12`.
    pub number: String,
    /// Its date in a few letters, such as `5 Mar`.
    pub date: String,
}

/// A symptom of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Its name.
    pub name: String,
    /// One for each day.
    pub cells: Vec<Cell>,
}

/// Rows under heads; each row is as long as the heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows; the first cell says what the row is about.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table or grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

impl Words {
    /// Text without any weight.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(Tone::Plain, text)
    }

    /// The same, with more behind it.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push(Piece { text: text.into(), tone });
        self
    }

    /// The text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

impl Fact {
    /// A fact in plain words.
    #[must_use]
    pub fn new(name: impl Into<String>, words: impl Into<String>) -> Self {
        Self { name: name.into(), words: Words::plain(words) }
    }
}

impl Cell {
    /// A cell that says this.
    #[must_use]
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    /// A cell that does not stand out.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }
}
