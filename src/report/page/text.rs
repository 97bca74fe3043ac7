//! A page as plain text of at most 80 columns, for a terminal, a mail or a screen reader: charts as sentences, days as rows.
//!
//! May use `domain`.

use unicode_width::UnicodeWidthStr;

use super::wrap::wrapped;
use super::{Cell, Fact, Grid, GridRow, Page, Part, Table, Words};
use crate::domain::text::clean_line;

/// So many columns a line has at most.
const WIDTH: usize = 80;

/// Stands between two columns.
const GAP: usize = 2;

/// The page, with a line break at its end.
#[must_use]
pub fn to_string(page: &Page) -> String {
    let mut lines = heading(&page.title, '=');
    lines.extend(paragraph(&page.subtitle));
    lines.extend(paragraph(&format!("Made on {}", page.made_on.format("%-d %B %Y"))));
    let mut is_under_heading = false;
    for part in &page.parts {
        if !is_under_heading {
            lines.push(String::new());
        }
        lines.extend(told(part));
        is_under_heading = matches!(part, Part::Heading(_));
    }
    lines.push(String::new());
    lines.extend(paragraph(&page.foot));
    lines.push(String::new());
    lines.join("\n")
}

fn told(part: &Part) -> Vec<String> {
    match part {
        Part::Heading(text) => heading(text, '-'),
        Part::Paragraph(words) => paragraph(&words.text()),
        Part::Notice(level, words) => wrapped(WIDTH, ">> ", &format!("{}: {}", level.word(), harmless(words))),
        Part::Facts(facts) => self::facts(facts),
        Part::Charts(charts) => charts.iter().flat_map(|chart| item(&chart.sentence)).collect(),
        Part::Grid(grid) => self::grid(grid),
        Part::Table(table) => self::table(table),
        Part::List(items) => items.iter().flat_map(|words| item(&words.text())).collect(),
        Part::Lines(count) => (0..*count).flat_map(|_| [String::new(), "_".repeat(WIDTH)]).skip(1).collect(),
    }
}

fn harmless(words: &Words) -> String {
    clean_line(&words.text())
}

fn heading(text: &str, under: char) -> Vec<String> {
    let mut lines = paragraph(text);
    let width = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    lines.push(under.to_string().repeat(width));
    lines
}

fn paragraph(text: &str) -> Vec<String> {
    wrapped(WIDTH, "", &clean_line(text))
}

fn item(text: &str) -> Vec<String> {
    wrapped(WIDTH, "- ", &clean_line(text))
}

fn facts(facts: &[Fact]) -> Vec<String> {
    let width = facts.iter().map(|fact| fact.name.width()).max().unwrap_or(0);
    let lead = |name: &str| format!("{name}:{}", " ".repeat((width - name.width()) + GAP - 1));
    facts.iter().flat_map(|fact| wrapped(WIDTH, &lead(&fact.name), &harmless(&fact.words))).collect()
}

/// Days as rows; symptoms that do not fit beside each other come in blocks, each with the days before them.
fn grid(grid: &Grid) -> Vec<String> {
    let mut lines = heading(&grid.title, '-');
    let days = std::iter::once("Day".to_owned()).chain(grid.days.iter().map(|day| day.number.clone()));
    let dates = std::iter::once("Date".to_owned()).chain(grid.days.iter().map(|day| day.date.clone()));
    let lead: Vec<Vec<String>> = days.zip(dates).map(|(day, date)| vec![day, date]).collect();
    let lead_width =
        column_width(lead.iter().map(|row| row[0].as_str())) + column_width(lead.iter().map(|row| row[1].as_str()));
    for block in blocks(&grid.rows, WIDTH - lead_width.min(WIDTH)) {
        let rows: Vec<Vec<String>> = lead
            .iter()
            .enumerate()
            .map(|(place, lead)| lead.iter().cloned().chain(block.iter().map(|row| cell(row, place))).collect())
            .collect();
        lines.extend(columns(&rows));
        lines.push(String::new());
    }
    lines.extend(paragraph(&grid.key));
    lines
}

/// The name of a row at place 0, then its cells.
fn cell(row: &GridRow, place: usize) -> String {
    match place.checked_sub(1) {
        None => clean_line(&row.name),
        Some(day) => row.cells.get(day).map_or_else(String::new, |cell| clean_line(&cell.text)),
    }
}

/// Rows in groups whose columns fit beside each other.
fn blocks(rows: &[GridRow], room: usize) -> Vec<Vec<&GridRow>> {
    let mut blocks: Vec<(usize, Vec<&GridRow>)> = Vec::new();
    for row in rows {
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        let width = column_width(cells.chain([row.name.as_str()]));
        match blocks.last_mut() {
            Some((taken, block)) if *taken + width <= room => {
                *taken += width;
                block.push(row);
            }
            _ => blocks.push((width, vec![row])),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

fn column_width<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells.map(UnicodeWidthStr::width).max().unwrap_or(0) + GAP
}

/// Rows with their columns under each other.
fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| column_width(rows.iter().filter_map(|row| row.get(column)).map(String::as_str));
    let widths: Vec<_> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
        padded.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Beside each other where all fits, else each row with its cells under each other.
fn table(table: &Table) -> Vec<String> {
    let mut lines = if table.title.is_empty() { Vec::new() } else { heading(&table.title, '-') };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(text_of).collect()).collect();
    let all: Vec<_> = std::iter::once(table.heads.clone()).chain(rows.iter().cloned()).collect();
    let beside = columns(&all);
    if beside.iter().all(|line| line.width() <= WIDTH) {
        lines.extend(beside);
        return lines;
    }
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            lines.push(String::new());
        }
        lines.extend(row.first().map(|first| paragraph(first)).unwrap_or_default());
        let told = table.heads.iter().zip(row).skip(1).filter(|(_, text)| !text.is_empty());
        lines.extend(told.flat_map(|(head, text)| wrapped(WIDTH, &format!("  {head}: "), text)));
    }
    lines
}

fn text_of(cell: &Cell) -> String {
    clean_line(&cell.text)
}
