//! Short sections beside each other, where that saves room: two lists of few words need not take the whole width each.
//!
//! May use nothing else.

use super::block::{Block, Paint, What};
use super::layout::Layout;
use super::structure::Structure;
use crate::report::page::Part;

/// Room between two sections.
const BETWEEN: f32 = 22.0;

/// Standing beside each other must save this much of the height.
const WORTH: f32 = 0.75;

/// A section taller than this part of its own width reads better across the page.
const TALLEST: f32 = 0.6;

impl Layout<'_> {
    /// Lays out parts, short sections that follow each other in pairs.
    pub(super) fn sections(&mut self, parts: &[Part]) {
        let mut rest = sections(parts);
        rest.reverse();
        while let Some(section) = rest.pop() {
            let pair = rest.last().copied().filter(|next| self.gains_by_standing_beside(section, next));
            match pair {
                Some(next) => {
                    rest.pop();
                    self.beside(section, next);
                }
                None => self.parts(section),
            }
        }
    }

    fn gains_by_standing_beside(&self, left: &[Part], right: &[Part]) -> bool {
        if !is_short(left) || !is_short(right) {
            return false;
        }
        let half = self.half();
        let tallest = self.height(left, half).max(self.height(right, half));
        let after_each_other = self.height(left, self.width) + self.height(right, self.width);
        tallest <= after_each_other * WORTH && tallest <= half * TALLEST
    }

    fn half(&self) -> f32 {
        (self.width - BETWEEN) / 2.0
    }

    /// How tall a section is at a width.
    fn height(&self, section: &[Part], width: f32) -> f32 {
        let structure = Structure::default();
        let mut trial = Layout { letters: self.letters, style: self.style, width, structure, blocks: Vec::new() };
        trial.parts(section);
        trial.blocks.iter().map(|block| block.above + block.height).sum()
    }

    /// Two sections as one block.
    fn beside(&mut self, left: &[Part], right: &[Part]) {
        let whole = self.width;
        let before = std::mem::take(&mut self.blocks);
        self.width = self.half();
        let mut both = Block::default().with_room_above(self.style.above_heading);
        for (section, from) in [(left, 0.0), (right, self.width + BETWEEN)] {
            self.parts(section);
            both.take_in(std::mem::take(&mut self.blocks), from);
        }
        self.width = whole;
        self.blocks = before;
        self.blocks.push(both);
    }
}

impl Block {
    /// Takes in blocks below each other from a left edge on.
    fn take_in(&mut self, blocks: Vec<Self>, left: f32) {
        let mut down = 0.0;
        for (number, block) in blocks.into_iter().enumerate() {
            down += if number == 0 { 0.0 } else { block.above };
            self.bookmarks.extend(block.bookmarks.into_iter().map(|(top, name)| (down + top, name)));
            self.paints.extend(block.paints.into_iter().map(|paint| paint.moved(left, down)));
            down += block.height;
        }
        self.height = self.height.max(down);
    }
}

impl Paint {
    fn moved(self, right: f32, down: f32) -> Self {
        let Self { of, mut what } = self;
        let (What::Text { left, top, .. } | What::Ground { left, top, .. } | What::Drawing { left, top, .. }) =
            &mut what;
        *left += right;
        *top += down;
        Self { of, what }
    }
}

/// The parts in sections, each from a heading on.
fn sections(parts: &[Part]) -> Vec<&[Part]> {
    parts.chunk_by(|_, next| !matches!(next, Part::Heading(_))).collect()
}

/// Whether it has a heading and a few words, nothing to write on and nothing that needs the width.
fn is_short(section: &[Part]) -> bool {
    let words = |part: &Part| matches!(part, Part::Paragraph(_) | Part::Facts(_) | Part::List(_));
    matches!(section, [Part::Heading(_), rest @ ..] if !rest.is_empty() && rest.iter().all(words))
}
