//! A table: heads that are drawn again on every sheet, rows that stay whole.
//!
//! May use nothing else.

use std::rc::Rc;

use super::block::{Block, Of};
use super::columns::{Wish, widths};
use super::layout::{Layout, STRONG, look};
use super::letters::Weight;
use super::lines::{Look, longest_line, longest_word};
use super::row::{Align, RowCell, row};
use super::structure::{NodeId, Role};
use crate::report::page::ink::Ink;
use crate::report::page::{Cell, Table};

/// Room left and right of a cell's text.
const INSIDE: u8 = 4;

/// The longest word that a column makes room for, as a part of the width of the page.
const WIDEST_WORD: f32 = 0.25;

impl Layout<'_> {
    /// A table under its title.
    pub(super) fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.heads.len());
        if columns == 0 && table.title.is_empty() {
            return;
        }
        let node = self.structure.top(Role::Table);
        let above = self.caption(node, &table.title);
        let widths = self.column_widths(table, columns);
        let heads = self.heads(node, table, &widths);
        self.blocks.push(heads.clone().with_room_above(above).with_next());
        let again = Rc::new(heads);
        let rows = self.structure.inside(node, Role::Rows);
        for cells in &table.rows {
            let block = self.table_row(rows, cells, &widths);
            self.blocks.push(Block { repeats: Some(Rc::clone(&again)), ..block });
        }
    }

    /// The title of a table or grid, staying with it; answers the room above what follows.
    pub(super) fn caption(&mut self, table: NodeId, title: &str) -> f32 {
        if title.trim().is_empty() {
            return self.above();
        }
        let node = self.structure.inside(table, Role::Caption);
        if !self.is_under_heading() {
            self.headline(node, title);
            return self.above();
        }
        let size = self.style.table;
        let lines = self.lines_of(title, STRONG, size, self.width);
        let mut block = Block::default().with_room_above(self.above()).with_next();
        block.height = block.write(Of::Node(node), (0.0, 0.0), size, lines);
        self.blocks.push(block);
        2.0
    }

    fn column_widths(&self, table: &Table, columns: usize) -> Vec<f32> {
        let wishes: Vec<_> = (0..columns)
            .map(|column| {
                let head = table.heads.get(column).map(|head| self.wish(head, Weight::Strong));
                let cells = table.rows.iter().filter_map(|row| row.get(column));
                let wishes = cells.map(|cell| self.wish(&cell.text, Weight::of(cell.tone))).chain(head);
                wishes.fold(Wish::default(), |one, other| Wish {
                    least: one.least.max(other.least),
                    whole: one.whole.max(other.whole),
                })
            })
            .collect();
        widths(&wishes, self.width)
    }

    fn wish(&self, text: &str, weight: Weight) -> Wish {
        let size = self.style.table;
        let inside = f32::from(INSIDE) * 2.0 + 0.5;
        let pieces = [(Look { weight, ink: Ink::Text }, self.letters.spell(text))];
        let least = (longest_word(self.letters, &pieces) * size).min(self.width * WIDEST_WORD);
        Wish { least: least + inside, whole: longest_line(self.letters, &pieces) * size + inside }
    }

    fn heads(&mut self, table: NodeId, from: &Table, widths: &[f32]) -> Block {
        let heads = self.structure.inside(table, Role::Heads);
        let line = self.structure.inside(heads, Role::Row);
        let mut left = 0.0;
        let mut cells = Vec::new();
        for (column, width) in widths.iter().enumerate() {
            let of = Of::Node(self.structure.inside(line, Role::ColumnHead));
            let text = from.heads.get(column).map_or("", String::as_str);
            let lines = self.lines_of(text, STRONG, self.style.table, inside(*width));
            cells.push(RowCell {
                of,
                left,
                width: *width,
                lines,
                align: Align::Left(INSIDE),
                ground: Some(Ink::Ground),
            });
            left += width;
        }
        row(cells, self.style.table, self.style.row)
    }

    fn table_row(&mut self, rows: NodeId, cells: &[Cell], widths: &[f32]) -> Block {
        let line = self.structure.inside(rows, Role::Row);
        let nothing = Cell::default();
        let mut left = 0.0;
        let mut drawn = Vec::new();
        for (column, width) in widths.iter().enumerate() {
            let role = if column == 0 { Role::RowHead } else { Role::Cell };
            let of = Of::Node(self.structure.inside(line, role));
            let cell = cells.get(column).unwrap_or(&nothing);
            let lines = self.lines_of(&cell.text, look(cell.tone), self.style.table, inside(*width));
            drawn.push(RowCell { of, left, width: *width, lines, align: Align::Left(INSIDE), ground: None });
            left += width;
        }
        row(drawn, self.style.table, self.style.row)
    }
}

/// The room for the text of a column.
fn inside(width: f32) -> f32 {
    (width - f32::from(INSIDE) * 2.0).max(1.0)
}
