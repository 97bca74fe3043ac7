//! What stands at the head and foot of every sheet: whose page it is, what it is not, and which sheet of how many.
//!
//! May use nothing else.

use super::SIDE;
use super::block::{Block, Of};
use super::layout::{Layout, QUIET};
use super::letters::Letters;
use super::lines::{Line, broken};
use super::prose::HAIR;
use super::structure::{NodeId, Role};
use super::style::{Style, count, line_height};
use crate::report::page::Page;
use crate::report::page::ink::Ink;

/// Room for `Page 12 of 34` on the right.
const NUMBER: f32 = 70.0;

/// Room below the foot.
const BELOW: f32 = 20.0;

/// More lines than this are no foot, but a last paragraph.
const TALLEST: usize = 4;

/// The foot of every sheet.
pub(super) struct Foot {
    style: Style,
    width: f32,
    lines: Vec<Line>,
    name: Option<Line>,
    /// Where the foot of the last sheet hangs in the tree: it is read out once.
    node: NodeId,
}

impl Foot {
    /// The foot of a page. A text too long for a foot goes to the end of the page, so that nothing is left out.
    pub(super) fn of(page: &Page, layout: &mut Layout<'_>) -> Self {
        let style = layout.style;
        let mut lines = layout.lines_of(&page.foot, QUIET, style.small, layout.width - NUMBER);
        if lines.len() > TALLEST {
            layout.small_print(&page.foot, style.gap);
            lines = Vec::new();
        }
        let separator = if page.subtitle.is_empty() { "" } else { " · " };
        let name = format!("{}{separator}{}", page.title, page.subtitle);
        let name = layout.lines_of(&name, QUIET, style.small, layout.width).into_iter().next();
        Self { style, width: layout.width, lines, name, node: layout.structure.top(Role::Paragraph) }
    }

    /// How much of the sheet it takes at the bottom, with the room below it.
    pub(super) fn height(&self) -> f32 {
        BELOW + 10.0 + line_height(self.style.small) * count(self.lines.len().max(1))
    }

    /// What is drawn at the bottom of sheet `number` of `all`: the rule and the number, and apart from it the text, which
    /// is read out on the last sheet only.
    pub(super) fn bottom(&self, number: usize, all: usize, letters: &Letters) -> (Block, Block) {
        let size = self.style.small;
        let mut frame = Block::default();
        frame.fill((0.0, 0.0), (self.width, HAIR), Ink::Rule);
        let sheet = format!("Page {number} of {all}");
        let sheet = broken(letters, &[(QUIET, sheet)], f32::MAX);
        let wide = sheet.iter().map(|line| line.width * size).fold(0.0, f32::max);
        frame.write(Of::Decoration, (self.width - wide, 4.0), size, sheet);
        let of = if number == all { Of::Node(self.node) } else { Of::Decoration };
        let mut text = Block::default();
        text.write(of, (0.0, 4.0), size, self.lines.clone());
        (frame, text)
    }

    /// Whose page it is, for the head of every sheet but the first.
    pub(super) fn head(&self) -> Block {
        let mut head = Block::default();
        head.write(Of::Decoration, (0.0, 0.0), self.style.small, self.name.iter().cloned().collect());
        head
    }

    /// Where the foot starts on a sheet of this height.
    pub(super) fn place(&self, sheet: f32) -> (f32, f32) {
        (SIDE, sheet - self.height() + 6.0)
    }
}
