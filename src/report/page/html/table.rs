//! Rows under heads: a table on paper and wide screens, one box a row on a phone.
//!
//! May use `domain`. The roles repeat what the elements say: some browsers forget it when a table is laid out otherwise.

use maud::{Markup, html};

use super::words::{Said, class_of, longest};
use crate::report::page::{Cell, Table};

/// So many letters of whole words stand side by side on the narrowest paper, with room to spare.
const LETTERS_ACROSS: usize = 52;

/// A table under its title.
pub(super) fn table(table: &Table, mark: &str) -> Markup {
    html! {
        table.rows role="table" aria-labelledby=(mark) {
            caption id=(mark) dir="auto" { (Said(&table.title)) }
            thead role="rowgroup" {
                tr role="row" {
                    @for (at, head) in table.heads.iter().enumerate() {
                        th scope="col" role="columnheader" dir="auto" style=(room(table, at)) { (Said(head)) }
                    }
                }
            }
            tbody role="rowgroup" { @for cells in &table.rows { (row(cells, &table.heads)) } }
        }
    }
}

/// So much room a column asks for that its words stay whole, but for the longest.
fn room(table: &Table, column: usize) -> String {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.as_str());
    let words = cells.chain([table.heads[column].as_str()]).flat_map(str::split_whitespace);
    format!("--letters: {}", longest(words, (LETTERS_ACROSS / table.heads.len()).clamp(1, 13)))
}

fn row(cells: &[Cell], heads: &[String]) -> Markup {
    let [first, others @ ..] = cells else { return html! {} };
    html! {
        tr role="row" {
            th scope="row" role="rowheader" class=[class_of(first.tone)] dir="auto" { (Said(&first.text)) }
            @for (at, cell) in others.iter().enumerate() { (one(cell, heads.get(at + 1))) }
        }
    }
}

/// A cell; on a phone its head stands before it.
fn one(cell: &Cell, head: Option<&String>) -> Markup {
    let head = head.map(|head| Said(head));
    html! { td role="cell" class=[class_of(cell.tone)] data-head=[head] dir="auto" { (Said(&cell.text)) } }
}
