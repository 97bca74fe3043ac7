//! How a table lies in its text: what separates the cells, where the head is, which rows say something.
//!
//! Uses the `csv` crate and its siblings in `exchange`.

use super::encoding::{Encoding, decoded};
use super::heads::Heads;
use super::wishes::Wishes;
use crate::domain::Catalog;
use crate::domain::text::{LONGEST, clean_line};
use crate::exchange::Rules;
use crate::exchange::journal_csv::{Lines, bare, every_quote_is_closed};
use crate::exchange::located::{Place, ReadError, shortened};

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// As everywhere.
    Comma,
    /// As where the comma is for decimals.
    Semicolon,
    /// As in what is copied out of a sheet.
    Tab,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// Its name for people, of many.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// A table as it lies there, with nothing understood yet.
#[derive(Clone, Debug)]
pub struct Table {
    /// How its letters are written.
    pub encoding: Encoding,
    /// What separates its cells.
    pub delimiter: Delimiter,
    /// The lines that say something above the head.
    pub titles: Vec<usize>,
    /// The lines of rows whose cells are all empty.
    pub empty: Vec<usize>,
    pub(super) head: Row,
    pub(super) rows: Vec<Row>,
}

/// A row: where it begins, and its cells without what is around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

impl Row {
    /// What stands in a column, counted from 0.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// A fault in a column, counted from 0.
    pub fn fault(&self, column: usize, message: impl Into<String>) -> ReadError {
        let place = Place { line: self.line, column: column + 1 };
        ReadError { place: Some(place), message: message.into() }
    }
}

/// More columns than any diary has.
const MOST_COLUMNS: usize = 200;

/// So many cells take a few hundred megabytes while they are read.
const MOST_CELLS: usize = 2_000_000;

/// The head stands in one of the first rows that say anything.
const TITLES: usize = 30;

/// So much of a text tells what separates its cells.
const TRIED: usize = 64 * 1024;

impl Table {
    /// Opens a table by the heads that are known and those that were named.
    ///
    /// # Errors
    /// When the file is too large, no text, or no table.
    pub fn open(bytes: &[u8], wishes: &Wishes, catalog: &Catalog) -> Result<Self, ReadError> {
        let heads = Heads::of(catalog);
        let is_head = |cell: &str| wishes.knows(cell, &heads);
        let (mut text, encoding) = decoded(bytes)?;
        let told = told_delimiter(&mut text);
        let delimiter = match told {
            Some(delimiter) => delimiter,
            None => guessed_delimiter(&text, is_head)?,
        };
        every_quote_is_closed(&text, char::from(delimiter.byte()))?;
        let mut rows = rows(&text, delimiter)?;
        let mut below = rows.split_off(head_of(&rows, is_head)?);
        let titles = lines_of(rows.iter().filter(|row| !row.cells.is_empty()));
        let head = below.remove(0);
        let head = Row { cells: head.cells.iter().map(|cell| shortened(cell)).collect(), ..head };
        let empty = lines_of(below.iter().filter(|row| row.cells.is_empty()));
        below.retain(|row| !row.cells.is_empty());
        let width = head.cells.len();
        if let Some(wide) = below.iter().find(|row| row.cells.len() > width) {
            let count = wide.cells.len();
            let words = format!(
                "this row has {count} cells, and the head has {width}; a text with {} in it needs quotes around it",
                delimiter.name()
            );
            return Err(wide.fault(width, words));
        }
        Ok(Self { encoding, delimiter, titles, empty, head, rows: below })
    }

    /// In how many rows something stands.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// In which line the head stands.
    #[must_use]
    pub fn head_line(&self) -> usize {
        self.head.line
    }
}

fn lines_of<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<usize> {
    rows.map(|row| row.line).collect()
}

/// A first line such as `sep=;`, which some spreadsheets write; its words are taken out, the line stays.
fn told_delimiter(text: &mut String) -> Option<Delimiter> {
    let first = text.split('\n').next().unwrap_or_default();
    let told = first.trim_matches('"').strip_prefix("sep=")?;
    let delimiter = Delimiter::ALL.into_iter().find(|one| told.as_bytes() == [one.byte()])?;
    text.replace_range(..first.len(), "");
    Some(delimiter)
}

/// The delimiter under which most heads are known, else the one under which the rows are alike and wide.
fn guessed_delimiter(text: &str, is_head: impl Fn(&str) -> bool) -> Result<Delimiter, ReadError> {
    let tried = &text[..text.floor_char_boundary(TRIED)];
    let standing = |delimiter: &Delimiter| {
        let rows = sample(tried, *delimiter);
        let known = rows.iter().take(TITLES).map(|row| row.iter().filter(|cell| is_head(cell)).count()).max();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let alike = rows.iter().filter(|row| row.len() == width).count();
        (known.unwrap_or(0), if width > 1 { alike } else { 0 }, width)
    };
    let best = Delimiter::ALL.into_iter().rev().max_by_key(standing).filter(|best| standing(best).2 > 1);
    best.ok_or_else(|| ReadError {
        place: None,
        message:
            "this is neither a journal that Mendlog or another program wrote (JSON) nor a table with columns; a table \
                  separates its cells by commas, semicolons or tabs"
                .to_owned(),
    })
}

fn sample(text: &str, delimiter: Delimiter) -> Vec<Vec<String>> {
    let mut table = reader(text, delimiter);
    let rows = table.records().filter_map(Result::ok).take(200);
    let cells = |row: csv::StringRecord| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = rows.map(cells).filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()));
    rows.collect()
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter.byte()).from_reader(text.as_bytes())
}

/// All rows, the empty ones without cells; empty cells at a row's end are gone.
fn rows(text: &str, delimiter: Delimiter) -> Result<Vec<Row>, ReadError> {
    let mut lines = Lines::new(text);
    let (mut rows, mut cells) = (Vec::new(), 0);
    for record in reader(text, delimiter).records() {
        let no_row = |_| ReadError { place: None, message: "this cannot be read as a table".to_owned() };
        let record = record.map_err(no_row)?;
        let line = record.position().map_or(1, |position| lines.of(position));
        let row = row(&record, line)?;
        cells += row.cells.len() + 1;
        if rows.len() >= Rules::MOST || cells > MOST_CELLS {
            let message = format!("more than {} rows or {MOST_CELLS} cells are too many for a journal", Rules::MOST);
            return Err(row.fault(0, message));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord, line: usize) -> Result<Row, ReadError> {
    let said = (0..record.len()).rfind(|at| record.get(*at).is_some_and(|cell| !clean_line(cell).is_empty()));
    let used = said.map_or(0, |last| last + 1);
    let mut row = Row { line, cells: Vec::new() };
    if used > MOST_COLUMNS {
        return Err(row.fault(MOST_COLUMNS, format!("more than {MOST_COLUMNS} columns are too many for a diary")));
    }
    for (column, cell) in record.iter().take(used).enumerate() {
        if cell.chars().nth(LONGEST).is_some() {
            return Err(row.fault(column, format!("a cell has at most {LONGEST} characters")));
        }
        row.cells.push(bare(cell).trim().to_owned());
    }
    Ok(row)
}

/// The head's place among the rows: where most heads are known, the first such row; where none is, the first with several cells.
fn head_of(rows: &[Row], is_head: impl Fn(&str) -> bool) -> Result<usize, ReadError> {
    let speaking = || rows.iter().enumerate().filter(|(_, row)| !row.cells.is_empty()).take(TITLES);
    let known = |row: &Row| row.cells.iter().filter(|cell| is_head(cell)).count();
    let most = speaking().map(|(_, row)| known(row)).max().unwrap_or(0);
    let fits = |row: &Row| match most {
        0 => row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1,
        most => known(row) == most,
    };
    speaking().find(|(_, row)| fits(row)).map(|(place, _)| place).ok_or_else(|| ReadError {
        place: None,
        message: "there is no row with the names of the columns, such as Date,Redness,Peeling".to_owned(),
    })
}
