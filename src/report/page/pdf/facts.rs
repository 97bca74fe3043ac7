//! Short facts in two columns, each behind its name; a long one over the whole width.
//!
//! May use nothing else.

use super::block::{Block, Of};
use super::layout::{Layout, QUIET};
use super::letters::Weight;
use super::lines::{longest_line, pieces};
use super::structure::{NodeId, Role};
use super::style::line_height;
use crate::report::page::Fact;

/// Room between the columns.
const BETWEEN: f32 = 18.0;

/// How many lines a fact may take in its column before it gets the whole width.
const LINES_IN_A_COLUMN: f32 = 2.0;

impl Layout<'_> {
    /// The facts, row by row.
    pub(super) fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        let column = (self.width - BETWEEN) / 2.0;
        let names = self.names_width(facts, column);
        let list = self.structure.top(Role::List);
        let mut above = self.above();
        let mut rest = facts.iter().peekable();
        while let Some(fact) = rest.next() {
            let mut block = Block::default().with_room_above(above);
            let short = |fact: &&Fact| !self.is_long(fact, column - names);
            match Some(fact).filter(short).and_then(|_| rest.next_if(short)) {
                None => self.fact(&mut block, list, fact, (0.0, names, self.width)),
                Some(beside) => {
                    self.fact(&mut block, list, fact, (0.0, names, column));
                    self.fact(&mut block, list, beside, (column + BETWEEN, names, column));
                }
            }
            self.blocks.push(block);
            above = 1.2;
        }
    }

    /// Writes a fact from `left`: its name in a column `names` wide, and what it is, all in `width`.
    fn fact(&mut self, block: &mut Block, list: NodeId, fact: &Fact, (left, names, width): (f32, f32, f32)) {
        let size = self.style.body;
        let item = self.structure.inside(list, Role::Item);
        let label = self.structure.inside(item, Role::Label);
        let body = self.structure.inside(item, Role::Body);
        let name = self.lines_of(&fact.name, QUIET, size, names - 6.0);
        let words = self.lines(&fact.words, size, width - names);
        let high = block.write(Of::Node(label), (left, 0.0), size, name);
        let higher = block.write(Of::Node(body), (left + names, 0.0), size, words);
        block.height = block.height.max(high).max(higher).max(line_height(size));
    }

    fn is_long(&self, fact: &Fact, room: f32) -> bool {
        let whole = longest_line(self.letters, &pieces(self.letters, &fact.words)) * self.style.body;
        whole > room * LINES_IN_A_COLUMN || fact.words.text().contains('\n')
    }

    fn names_width(&self, facts: &[Fact], column: f32) -> f32 {
        let width = |fact: &Fact| self.letters.width(Weight::Regular, &self.letters.spell(&fact.name), self.style.body);
        let widest = facts.iter().map(width).fold(0.0, f32::max);
        (widest + 8.0).min(column * 0.45)
    }
}
