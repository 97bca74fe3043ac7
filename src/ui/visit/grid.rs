//! Answers by day: symptoms under each other, as many days side by side as fit, the rest in blocks below.
//!
//! Uses the theme and the values of `report`.

use std::ops::Range;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::words::style;
use crate::report::page::{Grid, GridRow};
use crate::ui::theme::{Meaning, Theme};
use crate::ui::wrap::{fitted, styled, wrap};

/// Room behind each day.
const GAP: usize = 2;

/// The grid, and what its marks mean.
pub(super) fn lines(grid: &Grid, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = styled(&grid.title, width, theme.style(Meaning::Heading));
    let longest = grid.rows.iter().map(|row| row.name.width()).max().unwrap_or(0).max("Date".len());
    let names = (longest + GAP).min(width * 2 / 5);
    for days in blocks(grid, width.saturating_sub(names)) {
        lines.extend(block(grid, days, names, theme));
        lines.push(Line::default());
    }
    lines.extend(styled(&grid.key, width, theme.style(Meaning::Quiet)));
    lines
}

/// The columns of a day.
fn wide(grid: &Grid, day: usize) -> usize {
    let cells = grid.rows.iter().filter_map(|row| row.cells.get(day)).map(|cell| cell.text.width());
    let head = &grid.days[day];
    cells.chain([head.number.width(), head.date.width()]).max().unwrap_or(0) + GAP
}

/// Days that fit side by side; at least one.
fn blocks(grid: &Grid, room: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for day in 0..grid.days.len() {
        let wide = wide(grid, day);
        match blocks.last_mut() {
            Some(block) if used + wide <= room + GAP => block.end = day + 1,
            _ => {
                blocks.push(day..day + 1);
                used = 0;
            }
        }
        used += wide;
    }
    blocks
}

fn block(grid: &Grid, days: Range<usize>, names: usize, theme: Theme) -> Vec<Line<'static>> {
    let (quiet, strong) = (theme.style(Meaning::Quiet), theme.style(Meaning::Strong));
    let head = |name: &str, style, text: &dyn Fn(usize) -> String| {
        let cells = days.clone().map(|day| Span::styled(fitted(&text(day), wide(grid, day)), style));
        std::iter::once(Span::styled(fitted(name, names), quiet)).chain(cells).collect::<Line<'static>>()
    };
    let mut lines = vec![
        head("Day", strong, &|day| grid.days[day].number.clone()),
        head("Date", quiet, &|day| grid.days[day].date.clone()),
    ];
    lines.extend(grid.rows.iter().flat_map(|row| row_lines(grid, row, days.clone(), names, theme)));
    lines
}

/// A symptom with its cells; a name that is too long goes on below.
fn row_lines(grid: &Grid, row: &GridRow, days: Range<usize>, names: usize, theme: Theme) -> Vec<Line<'static>> {
    let plain = theme.style(Meaning::Plain);
    let mut lines: Vec<_> = wrap(&row.name, names.saturating_sub(1))
        .into_iter()
        .map(|name| Line::from(Span::styled(fitted(&name, names), plain)))
        .collect();
    let cells = days.map(|day| match row.cells.get(day) {
        Some(cell) => Span::styled(fitted(&cell.text, wide(grid, day)), style(cell.tone, theme)),
        None => Span::raw(" ".repeat(wide(grid, day))),
    });
    if let Some(first) = lines.first_mut() {
        first.extend(cells);
    }
    lines
}
