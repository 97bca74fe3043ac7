//! Answers by day: days across on paper and wide screens, days downwards on a phone.
//!
//! May use `domain`. The roles repeat what the elements say: some browsers forget it when a table is laid out otherwise.

use maud::{Markup, html};

use super::words::{Said, class_of, longest};
use crate::report::page::{Cell, Grid, GridDay, GridRow};

/// So many days have room side by side on the narrowest paper.
const DAYS_ACROSS: usize = 31;

/// So many days have room side by side on a phone.
const DAYS_ON_A_PHONE: usize = 5;

/// A grid under its title, in several tables if it has very many days, and what its marks mean.
pub(super) fn grid(grid: &Grid, mark: &str) -> Markup {
    let tables = grid.days.len().div_ceil(DAYS_ACROSS).max(1);
    let days_each = grid.days.len().div_ceil(tables).max(1);
    html! {
        @for at in 0..tables { (days_from(grid, at * days_each, days_each, &format!("{mark}-{}", at + 1))) }
        @if !grid.key.is_empty() { p.key dir="auto" { (Said(&grid.key)) } }
    }
}

/// The table of so many days from the one at `first` on.
fn days_from(grid: &Grid, first: usize, most: usize, mark: &str) -> Markup {
    let days = part_of(&grid.days, first, most);
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby=(mark) {
            table class=(class(days)) role="table" style=(sizes(grid, days)) {
                caption id=(mark) dir="auto" {
                    (Said(&grid.title))
                    @if first > 0 { ", continued" }
                }
                thead role="rowgroup" { (heads(days)) }
                tbody role="rowgroup" { @for one in &grid.rows { (row(one, part_of(&one.cells, first, most))) } }
            }
        }
    }
}

fn part_of<T>(all: &[T], first: usize, most: usize) -> &[T] {
    let all = all.get(first..).unwrap_or_default();
    &all[..all.len().min(most)]
}

/// Few days stay side by side on a phone as well.
fn class(days: &[GridDay]) -> &'static str {
    if days.len() > DAYS_ON_A_PHONE { "grid turns" } else { "grid" }
}

/// What the style sheet cannot count: how many rows and columns there are when it turns the table, and how many letters
/// its texts have, as far as they are to stay on one line.
fn sizes(grid: &Grid, days: &[GridDay]) -> String {
    let names = grid.rows.iter().map(|row| row.name.as_str());
    let dates = grid.days.iter().flat_map(|day| [day.number.as_str(), day.date.as_str()]);
    let (name, date) = (longest(names, 15), longest(dates, 7));
    format!("--days: {}; --rows: {}; --name: {name}; --date: {date}", days.len(), grid.rows.len())
}

fn heads(days: &[GridDay]) -> Markup {
    html! {
        tr role="row" {
            th scope="col" role="columnheader" { "Day" }
            @for day in days {
                th scope="col" role="columnheader" {
                    b { (Said(&day.number)) } " " span.date { (Said(&day.date)) }
                }
            }
        }
    }
}

fn row(row: &GridRow, cells: &[Cell]) -> Markup {
    let room = longest(cells.iter().map(|cell| cell.text.as_str()), 4);
    html! {
        tr role="row" style={ "--cell: " (room) } {
            th scope="row" role="rowheader" dir="auto" { (Said(&row.name)) }
            @for cell in cells { td role="cell" class=[class_of(cell.tone)] { (Said(&cell.text)) } }
        }
    }
}
