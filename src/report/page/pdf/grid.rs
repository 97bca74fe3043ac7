//! Answers by day: symptoms as rows, days as columns, in as many bands below each other as the width needs.
//!
//! May use nothing else.

use std::ops::Range;
use std::rc::Rc;

use super::block::{Block, Keep, Of};
use super::layout::{Layout, PLAIN, QUIET, STRONG, look};
use super::letters::Weight;
use super::lines::{Line, Look, longest_word};
use super::row::{Align, RowCell, row};
use super::structure::{NodeId, Role};
use super::style::count;
use crate::domain::Triage;
use crate::report::page::ink::Ink;
use crate::report::page::{Cell, Grid, GridDay, Tone};

/// Room left and right in a column of a day, together.
const INSIDE: f32 = 3.0;

/// The width a day's column never needs more than, where all days fit.
const WIDEST: f32 = 30.0;

/// The least room for a day's column.
const NARROWEST: f32 = 11.0;

impl Layout<'_> {
    /// The grid under its title, and its key.
    pub(super) fn grid(&mut self, grid: &Grid) {
        let names = self.grid_names(grid);
        let room = self.width - names;
        let wishes: Vec<_> = (0..grid.days.len()).map(|day| self.day_width(grid, day).min(room / 2.0)).collect();
        for (number, days) in bands(&wishes, room).into_iter().enumerate() {
            let title = if number == 0 { grid.title.as_str() } else { "" };
            let widths = stretched(wishes.get(days.clone()).unwrap_or_default(), room);
            self.band(grid, title, days, names, &widths);
        }
        if !grid.key.trim().is_empty() {
            self.keep_with_next();
        }
        self.small_print(&grid.key, 2.5);
    }

    /// Some of the days with all their symptoms.
    fn band(&mut self, grid: &Grid, title: &str, days: Range<usize>, names: f32, widths: &[f32]) {
        let table = self.structure.top(Role::Table);
        let above = self.caption(table, title);
        let shown = grid.days.get(days.clone()).unwrap_or_default();
        let heads = self.grid_heads(table, shown, names, widths);
        self.blocks.push(heads.clone().with_room_above(above).with_next());
        let again = Rc::new(heads);
        let rows = self.structure.inside(table, Role::Rows);
        for from in &grid.rows {
            let line = self.structure.inside(rows, Role::Row);
            let block =
                self.grid_row(line, (&from.name, names), from.cells.get(days.start..).unwrap_or_default(), widths);
            self.blocks.push(Block { repeats: Some(Rc::clone(&again)), keep: Keep::WithNext, ..block });
        }
        if let Some(last) = self.blocks.last_mut() {
            last.keep = Keep::Free;
        }
    }

    fn grid_heads(&mut self, table: NodeId, days: &[GridDay], names: f32, widths: &[f32]) -> Block {
        let heads = self.structure.inside(table, Role::Heads);
        let line = self.structure.inside(heads, Role::Row);
        let mut cells = vec![self.grid_cell((line, Role::ColumnHead), (0.0, names), vec![("Day", STRONG)])];
        let mut left = names;
        let dates = self.dates(days, widths);
        for ((day, date), width) in days.iter().zip(&dates).zip(widths) {
            let mut text = vec![(day.number.as_str(), STRONG)];
            text.extend((!date.is_empty()).then_some((date.as_str(), QUIET)));
            cells.push(self.grid_cell((line, Role::ColumnHead), (left, *width), text));
            left += width;
        }
        for cell in &mut cells {
            cell.ground = Some(Ink::Ground);
        }
        row(cells, self.style.grid, self.style.row * 0.7)
    }

    /// The dates of some days, all on one line, or where one does not fit, all with the month below the day.
    fn dates(&self, days: &[GridDay], widths: &[f32]) -> Vec<String> {
        let fits = |(day, width): (&GridDay, &f32)| {
            self.letters.width(Weight::Regular, &self.letters.spell(&day.date), self.style.grid) + 1.5 <= *width
        };
        let all = days.iter().zip(widths).all(fits);
        days.iter().map(|day| if all { day.date.clone() } else { day.date.replacen(' ', "\n", 1) }).collect()
    }

    fn grid_row(&mut self, line: NodeId, (name, names): (&str, f32), cells: &[Cell], widths: &[f32]) -> Block {
        let mut drawn = vec![self.grid_cell((line, Role::RowHead), (0.0, names), vec![(name, PLAIN)])];
        let nothing = Cell::default();
        let mut left = names;
        for (number, width) in widths.iter().enumerate() {
            let cell = cells.get(number).unwrap_or(&nothing);
            let mut at = self.grid_cell((line, Role::Cell), (left, *width), vec![(&cell.text, look(cell.tone))]);
            at.ground = ground(cell.tone);
            drawn.push(at);
            left += width;
        }
        row(drawn, self.style.grid, self.style.row * 0.7)
    }

    /// A cell with one text below the other.
    fn grid_cell(
        &mut self,
        (line, role): (NodeId, Role),
        (left, width): (f32, f32),
        texts: Vec<(&str, Look)>,
    ) -> RowCell {
        let align = if left == 0.0 { Align::Left(2) } else { Align::Middle };
        let of = Of::Node(self.structure.inside(line, role));
        let broken = |(text, look)| self.lines_of(text, look, self.style.grid, width - 1.0);
        let lines: Vec<Line> = texts.into_iter().flat_map(broken).collect();
        RowCell { of, left, width, lines, align, ground: None }
    }

    fn grid_names(&self, grid: &Grid) -> f32 {
        let width = |text: &str| self.letters.width(Weight::Regular, &self.letters.spell(text), self.style.grid);
        let widest = grid.rows.iter().map(|row| width(&row.name)).fold(width("Day"), f32::max);
        (widest + 8.0).min(self.width * 0.25)
    }

    /// The room the longest word of a day's column needs.
    fn day_width(&self, grid: &Grid, day: usize) -> f32 {
        let word = |text: &str, look| longest_word(self.letters, &[(look, self.letters.spell(text))]) * self.style.grid;
        let head = grid.days.get(day).map_or(0.0, |day| word(&day.number, STRONG).max(word(&day.date, QUIET)));
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(day));
        let widest = cells.map(|cell| word(&cell.text, look(cell.tone))).fold(head, f32::max);
        (widest + INSIDE).max(NARROWEST)
    }
}

/// What lies under a cell of this tone.
fn ground(tone: Tone) -> Option<Ink> {
    match tone {
        Tone::Outside => Some(Ink::LevelGround(Triage::ContactProvider)),
        Tone::Level(level) => Some(Ink::LevelGround(level)),
        Tone::Plain | Tone::Strong | Tone::Quiet => None,
    }
}

/// The days of each band: as few bands as fit, about as many days in each. At least one.
fn bands(wishes: &[f32], room: f32) -> Vec<Range<usize>> {
    let days = wishes.len();
    let cut = |number: usize| {
        let length = days.div_ceil(number).max(1);
        (0..days.max(1)).step_by(length).map(move |start| start..(start + length).min(days)).collect::<Vec<_>>()
    };
    let fits = |band: &Range<usize>| wishes.get(band.clone()).unwrap_or_default().iter().sum::<f32>() <= room;
    (1..=days.max(1)).map(cut).find(|bands| bands.iter().all(fits)).unwrap_or_else(|| cut(days.max(1)))
}

/// The widths of a band's days, with what is left over shared out evenly.
fn stretched(wishes: &[f32], room: f32) -> Vec<f32> {
    let left = (room - wishes.iter().sum::<f32>()).max(0.0) / count(wishes.len().max(1));
    wishes.iter().map(|wish| wish + left.min((WIDEST - wish).max(0.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_fit_are_shared_out_over_bands() {
        assert_eq!(bands(&[15.0; 28], 420.0), [0..28]);
        assert_eq!(bands(&[15.0; 30], 420.0), [0..15, 15..30]);
        assert_eq!(bands(&[], 420.0), [0..0]);
        assert_eq!(bands(&[500.0; 2], 420.0), [0..1, 1..2]);
    }
}
