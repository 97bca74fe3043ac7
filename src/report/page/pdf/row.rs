//! A row of cells as a block: as tall as its tallest cell.
//!
//! May use nothing else.

use super::block::{Block, Of};
use super::lines::Line;
use super::prose::HAIR;
use super::style::line_height;
use crate::report::page::ink::Ink;

/// A cell with its place in the row.
pub(super) struct RowCell {
    /// What it belongs to.
    pub of: Of,
    /// Its left edge.
    pub left: f32,
    /// Its width.
    pub width: f32,
    /// What it says.
    pub lines: Vec<Line>,
    /// Where its lines stand.
    pub align: Align,
    /// What lies under it.
    pub ground: Option<Ink>,
}

/// Where the lines of a cell stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// So far from its left edge.
    Left(u8),
    /// In the middle.
    Middle,
}

/// The cells as a row with a hairline under it.
pub(super) fn row(cells: Vec<RowCell>, size: f32, room: f32) -> Block {
    let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
    let height = line_height(size) * super::style::count(lines) + room * 2.0 + HAIR;
    let mut block = Block::of_height(height);
    for cell in &cells {
        if let Some(ink) = cell.ground {
            block.fill((cell.left, 0.0), (cell.width, height - HAIR), ink);
        }
    }
    let right = cells.iter().map(|cell| cell.left + cell.width).fold(0.0, f32::max);
    let left = cells.iter().map(|cell| cell.left).fold(right, f32::min);
    block.fill((left, height - HAIR), (right - left, HAIR), Ink::Rule);
    for cell in cells {
        let mut top = room;
        for line in cell.lines {
            let left = match cell.align {
                Align::Left(inside) => cell.left + f32::from(inside),
                Align::Middle => cell.left + (cell.width - line.width * size).max(0.0) / 2.0,
            };
            top += block.write(cell.of, (left, top), size, vec![line]);
        }
    }
    block
}
