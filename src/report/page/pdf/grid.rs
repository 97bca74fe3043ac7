//! Answers by day: symptoms as rows and days as columns, in as many bands below each other as the width needs; few days as
//! rows instead.
//!
//! May use nothing else.

use std::ops::Range;
use std::rc::Rc;

use super::block::{Block, Keep, Of};
use super::layout::{Layout, PLAIN, QUIET, STRONG, look};
use super::lines::{Look, broken, longest_line, longest_word};
use super::row::{Align, RowCell, row};
use super::structure::{NodeId, Role};
use super::style::count;
use crate::domain::Triage;
use crate::report::page::ink::Ink;
use crate::report::page::{Cell, Grid, GridDay, GridRow, Tone};

/// Room left and right in a column, together.
const INSIDE: f32 = 3.0;

/// The width that no column is stretched beyond where there are few.
const WIDEST: f32 = 42.0;

/// Fewer columns than this do not fill the width.
const FEW: usize = 10;

/// The least room for a column.
const NARROWEST: f32 = 11.0;

/// A grid in one of its two directions.
struct Matrix {
    /// What the columns are.
    columns: Vec<Head>,
    /// What the rows are, each with its cells.
    rows: Vec<(Head, Vec<Cell>)>,
}

/// The head of a row or column: a name, and what is said beside it.
#[derive(Clone)]
struct Head {
    name: (Look, String),
    beside: (Look, String),
}

/// Columns with the widths they need.
struct Band {
    columns: Range<usize>,
    names: f32,
    widths: Vec<f32>,
}

impl Layout<'_> {
    /// The grid under its title, and its key.
    pub(super) fn grid(&mut self, grid: &Grid) {
        let matrix = self.matrix(grid);
        for (number, band) in self.bands_of(&matrix).into_iter().enumerate() {
            self.band(&matrix, if number == 0 { &grid.title } else { "" }, &band);
        }
        if !grid.key.trim().is_empty() {
            self.keep_with_next();
        }
        self.small_print(&grid.key, 2.5);
    }

    /// Days as columns, as one reads a course; days as rows where there are few days and all symptoms fit beside each other.
    fn matrix(&self, grid: &Grid) -> Matrix {
        let (across, down) = (days_across(grid), days_down(grid));
        let rows = |bands: usize, matrix: &Matrix| bands * (matrix.rows.len() + 1);
        let (bands, bands_down) = (self.bands_of(&across).len(), self.bands_of(&down).len());
        if bands_down == 1 && rows(1, &down) < rows(bands, &across) { down } else { across }
    }

    fn bands_of(&self, matrix: &Matrix) -> Vec<Band> {
        let names = matrix.rows.iter().map(|(head, _)| self.wide(&head.line())).fold(self.wide(&corner()), f32::max);
        let names = (names + 8.0).min(self.width * 0.25);
        let room = self.width - names;
        let wishes: Vec<_> =
            (0..matrix.columns.len()).map(|at| self.column_width(matrix, at).min(room / 2.0)).collect();
        let of = |columns: Range<usize>| {
            let widths = stretched(wishes.get(columns.clone()).unwrap_or_default(), room);
            Band { columns, names, widths }
        };
        bands(&wishes, room).into_iter().map(of).collect()
    }

    /// Some of the columns with all rows.
    fn band(&mut self, matrix: &Matrix, title: &str, band: &Band) {
        let table = self.structure.top(Role::Table);
        let above = self.caption(table, title);
        let shown = matrix.columns.get(band.columns.clone()).unwrap_or_default();
        let heads = self.grid_heads(table, shown, band);
        self.blocks.push(heads.clone().with_room_above(above).with_next());
        let again = Rc::new(heads);
        let rows = self.structure.inside(table, Role::Rows);
        for (head, cells) in &matrix.rows {
            let line = self.structure.inside(rows, Role::Row);
            let block = self.grid_row(line, head, cells.get(band.columns.start..).unwrap_or_default(), band);
            self.blocks.push(Block { repeats: Some(Rc::clone(&again)), keep: Keep::WithNext, ..block });
        }
        if let Some(last) = self.blocks.last_mut() {
            last.keep = Keep::Free;
        }
    }

    fn grid_heads(&mut self, table: NodeId, columns: &[Head], band: &Band) -> Block {
        let heads = self.structure.inside(table, Role::Heads);
        let line = self.structure.inside(heads, Role::Row);
        let mut cells = vec![self.grid_cell((line, Role::ColumnHead), (0.0, band.names), &corner())];
        let fits = |(head, width): (&Head, &f32)| self.wide(std::slice::from_ref(&head.beside)) + 1.5 <= *width;
        let all_fit = columns.iter().zip(&band.widths).all(fits);
        let mut left = band.names;
        for (head, width) in columns.iter().zip(&band.widths) {
            let pieces = head.stacked(if all_fit { " " } else { "\n" });
            cells.push(self.grid_cell((line, Role::ColumnHead), (left, *width), &pieces));
            left += width;
        }
        for cell in &mut cells {
            cell.ground = Some(Ink::Ground);
        }
        row(cells, self.style.grid, self.style.row * 0.7)
    }

    fn grid_row(&mut self, line: NodeId, head: &Head, cells: &[Cell], band: &Band) -> Block {
        let mut drawn = vec![self.grid_cell((line, Role::RowHead), (0.0, band.names), &head.line())];
        let nothing = Cell::default();
        let mut left = band.names;
        for (number, width) in band.widths.iter().enumerate() {
            let cell = cells.get(number).unwrap_or(&nothing);
            let mut at = self.grid_cell((line, Role::Cell), (left, *width), &[(look(cell.tone), cell.text.clone())]);
            at.ground = ground(cell.tone);
            drawn.push(at);
            left += width;
        }
        row(drawn, self.style.grid, self.style.row * 0.7)
    }

    fn grid_cell(
        &mut self,
        (line, role): (NodeId, Role),
        (left, width): (f32, f32),
        pieces: &[(Look, String)],
    ) -> RowCell {
        let align = if left == 0.0 { Align::Left(2) } else { Align::Middle };
        let of = Of::Node(self.structure.inside(line, role));
        let lines = broken(self.letters, &self.spelled(pieces), (width - 1.0) / self.style.grid);
        RowCell { of, left, width, lines, align, ground: None }
    }

    /// The room the longest word of a column needs.
    fn column_width(&self, matrix: &Matrix, column: usize) -> f32 {
        let word = |pieces: &[(Look, String)]| longest_word(self.letters, &self.spelled(pieces)) * self.style.grid;
        let head = matrix.columns.get(column).map_or(0.0, |head| word(&head.stacked("\n")));
        let cells = matrix.rows.iter().filter_map(|(_, cells)| cells.get(column));
        let widest = cells.map(|cell| word(&[(look(cell.tone), cell.text.clone())])).fold(head, f32::max);
        (widest + INSIDE).max(NARROWEST)
    }

    fn wide(&self, pieces: &[(Look, String)]) -> f32 {
        longest_line(self.letters, &self.spelled(pieces)) * self.style.grid
    }

    fn spelled(&self, pieces: &[(Look, String)]) -> Vec<(Look, String)> {
        pieces.iter().map(|(look, text)| (*look, self.letters.spell(text))).collect()
    }
}

impl Head {
    /// On one line.
    fn line(&self) -> Vec<(Look, String)> {
        let (look, name) = &self.name;
        let gap = if self.beside.1.is_empty() { "" } else { "  " };
        vec![(*look, format!("{name}{gap}")), self.beside.clone()]
    }

    /// Below each other; `within` stands for the first space of what is said beside the name.
    fn stacked(&self, within: &str) -> Vec<(Look, String)> {
        let (look, beside) = &self.beside;
        if beside.is_empty() {
            return vec![self.name.clone()];
        }
        vec![self.name.clone(), (*look, format!("\n{}", beside.replacen(' ', within, 1)))]
    }
}

/// What stands over the names of the rows.
fn corner() -> Vec<(Look, String)> {
    vec![(STRONG, "Day".to_owned())]
}

fn day_head(day: &GridDay) -> Head {
    Head { name: (STRONG, day.number.clone()), beside: (QUIET, day.date.clone()) }
}

fn symptom_head(row: &GridRow, look: Look) -> Head {
    Head { name: (look, row.name.clone()), beside: (QUIET, String::new()) }
}

/// Symptoms as rows.
fn days_across(grid: &Grid) -> Matrix {
    Matrix {
        columns: grid.days.iter().map(day_head).collect(),
        rows: grid.rows.iter().map(|row| (symptom_head(row, PLAIN), row.cells.clone())).collect(),
    }
}

/// Days as rows.
fn days_down(grid: &Grid) -> Matrix {
    let cells = |day: usize| {
        let cell = |row: &GridRow| row.cells.get(day).cloned().unwrap_or_default();
        grid.rows.iter().map(cell).collect()
    };
    Matrix {
        columns: grid.rows.iter().map(|row| symptom_head(row, STRONG)).collect(),
        rows: grid.days.iter().enumerate().map(|(at, day)| (day_head(day), cells(at))).collect(),
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

/// The columns of each band: as few bands as fit, about as many columns in each. At least one.
fn bands(wishes: &[f32], room: f32) -> Vec<Range<usize>> {
    let days = wishes.len();
    let cut = |number: usize| {
        let length = days.div_ceil(number).max(1);
        (0..days.max(1)).step_by(length).map(move |start| start..(start + length).min(days)).collect::<Vec<_>>()
    };
    let fits = |band: &Range<usize>| wishes.get(band.clone()).unwrap_or_default().iter().sum::<f32>() <= room;
    (1..=days.max(1)).map(cut).find(|bands| bands.iter().all(fits)).unwrap_or_else(|| cut(days.max(1)))
}

/// The widths of a band's columns, with what is left over shared out evenly.
fn stretched(wishes: &[f32], room: f32) -> Vec<f32> {
    let left = (room - wishes.iter().sum::<f32>()).max(0.0) / count(wishes.len().max(1));
    let most = if wishes.len() < FEW { WIDEST } else { f32::MAX };
    wishes.iter().map(|wish| wish + left.min((most - wish).max(0.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_fit_are_shared_out_over_bands() {
        assert_eq!(bands(&[15.0; 28], 420.0).as_slice(), std::slice::from_ref(&(0..28)));
        assert_eq!(bands(&[15.0; 30], 420.0), [0..15, 15..30]);
        assert_eq!(bands(&[], 420.0).as_slice(), std::slice::from_ref(&(0..0)));
        assert_eq!(bands(&[500.0; 2], 420.0), [0..1, 1..2]);
    }
}
