//! The parts of a page as blocks, in reading order, each with its place in the tree that is read out.
//!
//! May use `domain`.

use super::block::{Block, Keep, Of};
use super::letters::{Letters, Weight};
use super::lines::{Line, Look, broken, pieces};
use super::structure::{NodeId, Role, Structure};
use super::style::Style;
use crate::report::page::ink::Ink;
use crate::report::page::{Page, Part, Tone, Words};

/// A page on its way into blocks.
pub(super) struct Layout<'a> {
    /// The letters it is written in.
    pub letters: &'a Letters,
    /// Its sizes.
    pub style: Style,
    /// The width of what is written.
    pub width: f32,
    /// What is read out.
    pub structure: Structure,
    /// What is drawn.
    pub blocks: Vec<Block>,
}

impl<'a> Layout<'a> {
    /// Lays out a page for a width.
    pub(super) fn of(page: &Page, letters: &'a Letters, style: Style, width: f32) -> Self {
        let mut layout = Self { letters, style, width, structure: Structure::default(), blocks: Vec::new() };
        layout.title(page);
        layout.sections(&page.parts);
        layout
    }

    /// Lays out parts below each other.
    pub(super) fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) => self.heading(text),
            Part::Paragraph(words) => self.paragraph(words),
            Part::Notice(level, words) => self.notice(*level, words),
            Part::Facts(facts) => self.facts(facts),
            Part::Charts(charts) => self.charts(charts),
            Part::Grid(grid) => self.grid(grid),
            Part::Table(table) => self.table(table),
            Part::List(items) => self.list(items),
            Part::Lines(number) => self.lines_to_write_on(*number),
        }
    }

    /// Lines of a text no wider than `width`, in letters of `size`.
    pub(super) fn lines(&self, words: &Words, size: f32, width: f32) -> Vec<Line> {
        broken(self.letters, &pieces(self.letters, words), width / size)
    }

    /// The same for a text in one look.
    pub(super) fn lines_of(&self, text: &str, look: Look, size: f32, width: f32) -> Vec<Line> {
        broken(self.letters, &[(look, self.letters.spell(text))], width / size)
    }

    /// Each line as a block of its own, so that a text may go on on the next sheet, but no line of it stands alone.
    pub(super) fn put_lines(&mut self, node: NodeId, left: f32, size: f32, lines: Vec<Line>, above: f32) {
        let last = lines.len().saturating_sub(1);
        for (number, line) in lines.into_iter().enumerate() {
            let mut block = Block::default();
            block.height = block.write(Of::Node(node), (left, 0.0), size, vec![line]);
            block.above = if number == 0 { above } else { 0.0 };
            if number < last && (number == 0 || number + 1 == last) {
                block.keep = Keep::WithNext;
            }
            self.blocks.push(block);
        }
    }

    /// A small paragraph that belongs to what stands above it.
    pub(super) fn small_print(&mut self, text: &str, above: f32) {
        if text.trim().is_empty() {
            return;
        }
        let lines = self.lines_of(text, QUIET, self.style.small, self.width);
        let node = self.structure.top(Role::Paragraph);
        self.put_lines(node, 0.0, self.style.small, lines, above);
    }

    /// The last block stays with what follows.
    pub(super) fn keep_with_next(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.keep = Keep::WithNext;
        }
    }
}

/// How plain text looks.
pub(super) const PLAIN: Look = look(Tone::Plain);
/// How strong text looks.
pub(super) const STRONG: Look = look(Tone::Strong);
/// How quiet text looks.
pub(super) const QUIET: Look = look(Tone::Quiet);
/// How headings look.
pub(super) const HEADING: Look = Look { weight: Weight::Strong, ink: Ink::Yours };

/// The look of a tone.
pub(super) const fn look(tone: Tone) -> Look {
    Look { weight: Weight::of(tone), ink: Ink::of(tone) }
}
