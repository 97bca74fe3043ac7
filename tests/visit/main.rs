//! The report of one journal in which everything happened, word by word.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod edges;
mod journal;
mod one_sheet;
mod parts;
mod words;

use mendlog::domain::{Change, Diary};
use mendlog::protocols::{Library, load};
use mendlog::report::page::{Form, Page, Paper, Part, Table, written};
use mendlog::report::visit::{Choices, Recorded, page};

/// A report as it is made on the evening of day 12.
fn reported(diary: &Diary, changes: &[Change], choices: &Choices) -> Page {
    reported_by(&load().unwrap(), diary, changes, choices)
}

fn reported_by(library: &Library, diary: &Diary, changes: &[Change], choices: &Choices) -> Page {
    let protocol_of = |id: &str| library.protocol(id);
    page(Recorded { diary, changes, protocol_of: &protocol_of, now: journal::at("14 20:00") }, choices)
}

fn text(page: &Page) -> String {
    String::from_utf8(written(page, Form::Text, Paper::A4).unwrap()).unwrap()
}

/// Text with single blanks, so that it can be looked for across the ends of lines.
fn flat(page: &Page) -> String {
    text(page).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn headings(page: &Page) -> Vec<&str> {
    let named = page.parts.iter().map(|part| match part {
        Part::Heading(text) => text.as_str(),
        Part::Grid(grid) => &grid.title,
        Part::Table(table) => &table.title,
        _ => "",
    });
    named.filter(|name| !name.is_empty()).collect()
}

fn table<'a>(page: &'a Page, title: &str) -> &'a Table {
    let found = page.parts.iter().find_map(|part| match part {
        Part::Table(table) if table.title.starts_with(title) => Some(table),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no table {title}"))
}
