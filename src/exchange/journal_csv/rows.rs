//! The rows of a table with their places: strict, so that no quote left open swallows what comes after it.
//!
//! Uses the `csv` crate; knows nothing of journals beyond the names of the columns.

use csv::StringRecord;

use super::cell::bare;
use super::{COLUMNS, OF_EVERY_FILE};
use crate::exchange::located::{Place, ReadError, shortened};

/// The table's head: which column stands where.
pub(super) struct Head {
    places: Vec<Option<usize>>,
}

/// One row.
pub(super) struct Row<'h> {
    head: &'h Head,
    cells: StringRecord,
    line: usize,
}

/// A reader of a table, for its rows one by one.
pub(super) type Table<'t> = csv::Reader<&'t [u8]>;

/// The table, its head, and what of it is left out.
pub(super) fn open(text: &str) -> Result<(Table<'_>, Head, Vec<String>), ReadError> {
    every_quote_is_closed(text, ',')?;
    let mut table = csv::ReaderBuilder::new().has_headers(true).flexible(false).from_reader(text.as_bytes());
    let names = table.headers().map_err(|fault| refused(&fault, &mut Lines::new(text)))?.clone();
    let place = |name: &str| names.iter().position(|cell| cell == name);
    let head = Head { places: COLUMNS.iter().map(|name| place(name)).collect() };
    if let Some(twice) = COLUMNS.iter().find(|name| names.iter().filter(|cell| cell == *name).count() > 1) {
        return Err(at(1, 1, format!("the column \"{twice}\" is there twice; keep one of them")));
    }
    if let Some(missing) = COLUMNS[..OF_EVERY_FILE].iter().find(|name| place(name).is_none()) {
        let wanted = COLUMNS[..OF_EVERY_FILE].join(",");
        let words = format!(
            "there is no column \"{missing}\"; the first line names the columns, separated by commas: {wanted}"
        );
        return Err(at(1, 1, words));
    }
    let unknown = names.iter().filter(|cell| !COLUMNS.contains(cell)).take(20);
    let warning = |name| format!("line 1: the column \"{}\" is not known here and was left out", shortened(name));
    let warnings = unknown.map(warning).collect();
    Ok((table, head, warnings))
}

/// The rows after the head.
pub(super) fn each<'h>(
    text: &'h str,
    table: &'h mut Table<'_>,
    head: &'h Head,
) -> impl Iterator<Item = Result<Row<'h>, ReadError>> {
    let mut lines = Lines::new(text);
    table.records().map(move |record| {
        let cells = record.map_err(|fault| refused(&fault, &mut lines))?;
        let line = cells.position().map_or(1, |position| lines.of(position));
        Ok(Row { head, cells, line })
    })
}

/// Counts lines on the way through a text. The crate's own count is off after line breaks of two characters.
pub(in crate::exchange) struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    /// The lines of a text, from its beginning.
    pub const fn new(text: &'t str) -> Self {
        Self { text, byte: 0, line: 1 }
    }

    /// The line of a row that begins at a position, or behind the rest of a line break there.
    pub fn of(&mut self, position: &csv::Position) -> usize {
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let rest = self.text.get(start..).unwrap_or_default();
        let start = start + rest.bytes().take_while(is_break).count();
        let passed = self.text.get(self.byte..start).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.byte = start;
        self.line
    }
}

impl Row<'_> {
    /// What stands in a column, its guard taken off; nothing where the file has no such column.
    pub fn cell(&self, column: &str) -> &str {
        bare(self.raw(column).trim_end_matches('\r'))
    }

    fn raw(&self, column: &str) -> &str {
        self.index(column).and_then(|index| self.cells.get(index)).unwrap_or_default()
    }

    fn index(&self, column: &str) -> Option<usize> {
        let known = COLUMNS.iter().position(|name| *name == column)?;
        self.head.places[known]
    }

    /// A fault in a column.
    pub fn fault(&self, column: &str, message: impl AsRef<str>) -> ReadError {
        let number = self.index(column).map_or(1, |index| index + 1);
        at(self.line, number, format!("in the column \"{column}\", {}", message.as_ref()))
    }

    /// A cell that is not what it should be: shows it, and says what would be right.
    pub fn not(&self, column: &str, wanted: &str) -> ReadError {
        let shown = match self.raw(column) {
            "" => "nothing".to_owned(),
            cell => format!("\"{}\"", shortened(cell)),
        };
        self.fault(column, format!("{shown} stands where there should be {wanted}"))
    }
}

/// In a table a place is a line and the number of a column.
fn at(line: usize, column: usize, message: String) -> ReadError {
    ReadError { place: Some(Place { line, column }), message }
}

fn refused(fault: &csv::Error, lines: &mut Lines<'_>) -> ReadError {
    let line = fault.position().map_or(1, |position| lines.of(position));
    match fault.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            at(line, 1, format!("this row has {len} cells, and the first line names {expected_len} columns"))
        }
        _ => at(line, 1, "this row cannot be read as a table's row".to_owned()),
    }
}

/// The table's rules let a quote be closed only before a delimiter or the end of a line.
pub(in crate::exchange) fn every_quote_is_closed(text: &str, delimiter: char) -> Result<(), ReadError> {
    let (mut line, mut opened, mut fresh) = (1, None, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match (letter, opened) {
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
            }
            ('"', Some(_)) => {
                opened = None;
                if letters.peek().is_some_and(|next| *next != delimiter && !matches!(next, '\r' | '\n')) {
                    return Err(at(
                        line,
                        1,
                        "a quote is closed in the middle of a cell; write two of them for one".to_owned(),
                    ));
                }
            }
            ('"', None) if fresh => opened = Some(line),
            _ => {}
        }
        fresh = opened.is_none() && (letter == delimiter || matches!(letter, '\r' | '\n'));
    }
    match opened {
        Some(line) => Err(at(line, 1, "a quote is opened here and never closed".to_owned())),
        None => Ok(()),
    }
}
