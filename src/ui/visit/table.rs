//! Rows under heads: side by side where there is room, long cells wrapped, else the cells of a row under each other.
//!
//! Uses the theme and the values of `report`.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::words::{beside, flowing};
use crate::report::page::{Cell, Table, Tone, Words};
use crate::ui::theme::{Meaning, Theme};
use crate::ui::wrap::styled;

/// Room behind each column.
const GAP: usize = 2;
/// A cell up to this width is never wrapped.
const SHORT: usize = 16;
/// A wrapped column is at least so wide.
const LEAST: usize = 22;

/// The table.
pub(super) fn lines(table: &Table, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines =
        if table.title.is_empty() { Vec::new() } else { styled(&table.title, width, theme.style(Meaning::Heading)) };
    match widths(table, width) {
        Some(widths) => {
            let heads: Vec<_> =
                table.heads.iter().map(|head| styled(head, width, theme.style(Meaning::Quiet))).collect();
            lines.extend(row(&heads, &widths));
            for cells in &table.rows {
                let wrapped = cells.iter().zip(&widths).map(|(cell, width)| flowing(&words(cell), theme, *width));
                lines.extend(row(&wrapped.collect::<Vec<_>>(), &widths));
            }
        }
        None => lines.extend(stacked(table, theme, width)),
    }
    lines
}

fn words(cell: &Cell) -> Words {
    Words::default().and(cell.tone, cell.text.clone())
}

/// The widths of the columns; none where they do not fit beside each other.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let natural: Vec<usize> = (0..table.heads.len())
        .map(|column| {
            let cells = table.rows.iter().filter_map(|row| row.get(column)).map(flat_width);
            cells.chain([table.heads[column].width()]).max().unwrap_or(0)
        })
        .collect();
    let gaps = GAP * natural.len().saturating_sub(1);
    let room = width.checked_sub(gaps)?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let long: Vec<usize> = natural.iter().copied().filter(|wide| *wide > SHORT).collect();
    let left = room.checked_sub(natural.iter().filter(|wide| **wide <= SHORT).sum())?;
    let share = shared(&long, left)?;
    Some(natural.into_iter().map(|wide| if wide > SHORT { wide.min(share) } else { wide }).collect())
}

/// How wide each long column may be, so that all fit; a column that needs less leaves its room to the others.
fn shared(long: &[usize], left: usize) -> Option<usize> {
    let fits = |share: &usize| long.iter().map(|wide| wide.min(share)).sum::<usize>() <= left;
    (LEAST..=left).take_while(fits).last()
}

/// The columns of a cell that is not wrapped; the word of a level has a blank on both sides.
fn flat_width(cell: &Cell) -> usize {
    let words: Vec<_> = cell.text.split_whitespace().collect();
    words.join(" ").width() + if matches!(cell.tone, Tone::Level(_)) { 2 } else { 0 }
}

/// Cells beside each other, as high as the highest of them.
fn row(cells: &[Vec<Line<'static>>], widths: &[usize]) -> Vec<Line<'static>> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = vec![Line::default(); height];
    let mut column: usize = 0;
    for (cell, width) in cells.iter().zip(widths) {
        for (line, own) in lines.iter_mut().zip(cell) {
            let before = column.saturating_sub(line.width());
            line.push_span(Span::raw(" ".repeat(before)));
            line.extend(own.spans.iter().cloned().map(|span| span.patch_style(own.style)));
        }
        column += width + GAP;
    }
    lines
}

/// Each row by itself: its first cell, then the others under their heads.
fn stacked(table: &Table, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let column = table.heads.iter().map(|head| head.width()).max().unwrap_or(0) + GAP;
    let mut lines = Vec::new();
    for (place, cells) in table.rows.iter().enumerate() {
        if place > 0 {
            lines.push(Line::default());
        }
        for (head, cell) in table.heads.iter().zip(cells).filter(|(_, cell)| !cell.text.is_empty()) {
            let head = Span::styled(format!("{head:<column$}"), theme.style(Meaning::Quiet));
            lines.extend(beside(head, &words(cell), theme, width));
        }
    }
    lines
}
