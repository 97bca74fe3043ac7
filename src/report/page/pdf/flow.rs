//! Blocks onto sheets: what belongs together stays together, the heads of a table are drawn again, and nothing is torn that
//! fits on a sheet.
//!
//! May use nothing else.

use super::block::{Block, Keep};

/// What stands on one sheet, each block with its place from the top.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// From the top down.
    pub blocks: Vec<(f32, Block)>,
    filled: f32,
}

/// The least height at the end of a sheet that is worth starting to tear a block there.
const WORTH_TEARING: f32 = 60.0;

/// Puts blocks onto sheets that have this much room. At least one sheet.
pub(super) fn flow(blocks: Vec<Block>, room: f32) -> Vec<Sheet> {
    let mut sheets = vec![Sheet::default()];
    let mut group = Vec::new();
    for block in blocks {
        let ends = block.keep == Keep::Free;
        group.push(block);
        if ends {
            place(std::mem::take(&mut group), room, &mut sheets);
        }
    }
    place(group, room, &mut sheets);
    sheets
}

/// Puts what belongs together on this sheet, or on the next where it fits there.
fn place(group: Vec<Block>, room: f32, sheets: &mut Vec<Sheet>) {
    let height: f32 = group.iter().map(|block| block.above + block.height).sum();
    let again = group.first().and_then(|block| block.repeats.as_ref()).map_or(0.0, |heads| heads.height);
    let left = room - sheets.last().map_or(0.0, |sheet| sheet.filled);
    if height > left && height + again <= room {
        turn(sheets);
    }
    for block in group {
        put(block, room, sheets);
    }
}

fn turn(sheets: &mut Vec<Sheet>) {
    if sheets.last().is_some_and(|sheet| !sheet.blocks.is_empty()) {
        sheets.push(Sheet::default());
    }
}

/// Puts one block, torn over as many sheets as it needs if it is taller than one.
fn put(mut block: Block, room: f32, sheets: &mut Vec<Sheet>) {
    loop {
        let again = block.repeats.as_ref().map_or(0.0, |heads| heads.height);
        let Some(sheet) = sheets.last_mut() else { return };
        let first = sheet.blocks.is_empty();
        let left = room - sheet.filled - if first { again } else { block.above };
        if block.height <= left + 0.01 {
            return sheet.add(block);
        }
        let fits_on_the_next = block.height <= room - again;
        if !first && (fits_on_the_next || left < WORTH_TEARING) {
            turn(sheets);
            continue;
        }
        // Heads that leave no room are left out: what they stand over must be shown.
        if left < WORTH_TEARING {
            block.repeats = None;
        }
        let (torn, rest) = block.torn(left.max(WORTH_TEARING));
        sheet.add(torn);
        block = rest;
        sheets.push(Sheet::default());
    }
}

impl Sheet {
    fn add(&mut self, block: Block) {
        if self.blocks.is_empty() {
            if let Some(heads) = block.repeats.as_deref() {
                self.stack(0.0, heads.clone().for_the_eye());
            }
            self.stack(0.0, block);
        } else {
            self.stack(block.above, block);
        }
    }

    fn stack(&mut self, above: f32, block: Block) {
        self.filled += above;
        let top = self.filled;
        self.filled += block.height;
        self.blocks.push((top, block));
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn heights(blocks: Vec<Block>) -> Vec<Vec<f32>> {
        let sheets = flow(blocks, 100.0);
        sheets.iter().map(|sheet| sheet.blocks.iter().map(|(_, block)| block.height).collect()).collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let blocks = vec![Block::of_height(80.0), Block::of_height(10.0).with_next(), Block::of_height(20.0)];
        assert_eq!(heights(blocks), [vec![80.0], vec![10.0, 20.0]]);
    }

    #[test]
    fn room_above_is_left_out_at_the_top_of_a_sheet() {
        let block = |height| Block::of_height(height).with_room_above(10.0);
        let sheets = flow(vec![block(50.0), block(40.0), block(30.0)], 100.0);
        let tops: Vec<Vec<f32>> =
            sheets.iter().map(|sheet| sheet.blocks.iter().map(|(top, _)| *top).collect()).collect();
        assert_eq!(tops, [vec![0.0, 60.0], vec![0.0]]);
    }

    #[test]
    fn the_heads_of_a_table_stand_on_every_sheet() {
        let heads = Rc::new(Block::of_height(7.0));
        let row = Block { repeats: Some(heads), ..Block::of_height(30.0) };
        assert_eq!(
            heights(vec![Block::of_height(7.0).with_next(), row.clone(), row.clone(), row.clone(), row]),
            [vec![7.0, 30.0, 30.0, 30.0], vec![7.0, 30.0]]
        );
    }

    #[test]
    fn only_what_is_taller_than_a_sheet_is_torn() {
        assert_eq!(heights(vec![Block::of_height(50.0), Block::of_height(90.0)]), [vec![50.0], vec![90.0]]);
        assert_eq!(
            heights(vec![Block::of_height(50.0), Block::of_height(250.0)]),
            [vec![50.0], vec![100.0], vec![100.0], vec![50.0]]
        );
    }
}
