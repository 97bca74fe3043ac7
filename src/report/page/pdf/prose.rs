//! Title, headings, paragraphs, the notice, lists, and lines to write on.
//!
//! May use `domain`.

use super::block::{Block, Keep, Of};
use super::layout::{HEADING, Layout, PLAIN, QUIET, STRONG};
use super::letters::Weight;
use super::lines::Look;
use super::structure::{NodeId, Role};
use super::style::line_height;
use crate::domain::Triage;
use crate::report::page::ink::Ink;
use crate::report::page::{Page, Words};

/// The width of hairlines.
pub(super) const HAIR: f32 = 0.5;

impl Layout<'_> {
    /// Title, subtitle and date over a rule.
    pub(super) fn title(&mut self, page: &Page) {
        let size = self.style.title;
        let title = self.structure.top(Role::Title(spoken(&page.title)));
        let lines = self.lines_of(&page.title, HEADING, size, self.width);
        let mut block = Block::default().with_next();
        block.height = block.write(Of::Node(title), (0.0, 0.0), size, lines);
        block.bookmarks.push((0.0, spoken(&page.title)));
        self.blocks.push(block);
        self.subtitle(page);
    }

    /// Whom it is about, and on the right, if it has room there, when it was made.
    fn subtitle(&mut self, page: &Page) {
        let size = self.style.body;
        let made = format!("Made on {}", page.made_on.format("%-d %B %Y"));
        let wide = self.letters.width(Weight::Regular, &made, size);
        let mut block = Block::default().with_room_above(1.0);
        let subtitle = self.structure.top(Role::Paragraph);
        let lines = self.lines_of(&page.subtitle, PLAIN, size, self.width);
        let beside = lines.len() == 1 && lines.iter().all(|line| line.width * size + wide + 12.0 < self.width);
        block.height = block.write(Of::Node(subtitle), (0.0, 0.0), size, lines);
        let top = if beside { 0.0 } else { block.height };
        let left = if beside { self.width - wide } else { 0.0 };
        let date = self.structure.top(Role::Paragraph);
        let made = self.lines_of(&made, QUIET, size, self.width);
        block.height = top + block.write(Of::Node(date), (left, top), size, made);
        block.height += 5.0;
        block.fill((0.0, block.height), (self.width, 1.2), Ink::Yours);
        block.height += 1.2;
        self.blocks.push(block);
    }

    /// A heading, never the last thing on a sheet.
    pub(super) fn heading(&mut self, text: &str) {
        let node = self.structure.top(Role::Heading(spoken(text)));
        self.headline(node, text);
    }

    /// Writes a heading, or the title of a table that has none.
    pub(super) fn headline(&mut self, node: NodeId, text: &str) {
        let size = self.style.heading;
        let lines = self.lines_of(text, HEADING, size, self.width);
        let mut block = Block::default().with_room_above(self.style.above_heading).with_next();
        block.height = block.write(Of::Node(node), (0.0, 0.0), size, lines);
        block.bookmarks.push((0.0, spoken(text)));
        self.blocks.push(block);
    }

    /// The room above a part: less where it stands right under a heading.
    pub(super) fn above(&self) -> f32 {
        if self.is_under_heading() { 2.5 } else { self.style.gap }
    }

    /// Whether what comes next stands right under a heading.
    pub(super) fn is_under_heading(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.keep == Keep::WithNext && !block.bookmarks.is_empty())
    }

    /// Running text.
    pub(super) fn paragraph(&mut self, words: &Words) {
        if words.text().is_empty() {
            return;
        }
        let lines = self.lines(words, self.style.body, self.width);
        let node = self.structure.top(Role::Paragraph);
        self.put_lines(node, 0.0, self.style.body, lines, self.above());
    }

    /// A box with the level's word, white on dark, and what to do beside it.
    pub(super) fn notice(&mut self, level: Triage, words: &Words) {
        let size = self.style.body;
        let inside = 7.0;
        let node = self.structure.top(Role::Paragraph);
        let mut text = Block::default();
        let wide = self.letters.width(Weight::Strong, level.word(), size) + 12.0;
        let label = self.lines_of(level.word(), Look { weight: Weight::Strong, ink: Ink::Paper }, size, wide);
        text.fill((inside, inside - 2.5), (wide, line_height(size) + 5.0), Ink::Level(level));
        text.write(Of::Node(node), (inside + 6.0, inside), size, label);
        let left = inside + wide + 9.0;
        let lines = self.lines(words, size, self.width - left - inside);
        let height = inside * 2.0 + text.write(Of::Node(node), (left, inside), size, lines);
        let mut block = Block::of_height(height).with_room_above(self.style.gap + 2.0);
        block.frame((self.width, height), level);
        block.paints.append(&mut text.paints);
        self.blocks.push(block);
    }

    /// One thing a line, behind a bullet.
    pub(super) fn list(&mut self, items: &[Words]) {
        let size = self.style.body;
        let (bullet, indent) = (2.0, 11.0);
        let list = self.structure.top(Role::List);
        let mut above = self.above();
        for words in items {
            let item = self.structure.inside(list, Role::Item);
            let label = self.structure.inside(item, Role::Label);
            let body = self.structure.inside(item, Role::Body);
            let lines = self.lines(words, size, self.width - indent);
            let first = self.blocks.len();
            self.put_lines(body, indent, size, lines, above);
            let mark = self.lines_of("• ", STRONG, size, indent);
            if let Some(block) = self.blocks.get_mut(first) {
                let text = std::mem::take(&mut block.paints);
                block.write(Of::Node(label), (bullet, 0.0), size, mark);
                block.paints.extend(text);
            }
            above = 1.5;
        }
    }

    /// Empty lines for a hand.
    pub(super) fn lines_to_write_on(&mut self, number: u8) {
        for _ in 0..number {
            let mut block = Block::of_height(self.style.writing);
            block.fill((0.0, self.style.writing - HAIR), (self.width, HAIR), Ink::Quiet);
            self.blocks.push(block);
        }
    }
}

impl Block {
    /// The ground and edges of a notice: the louder, the thicker the bar on its left.
    fn frame(&mut self, (width, height): (f32, f32), level: Triage) {
        let (bar, edge) = match level {
            Triage::Expected | Triage::Watch => (2.0, HAIR),
            Triage::ContactProvider | Triage::Urgent => (3.5, 0.8),
            Triage::Emergency => (5.0, 1.6),
        };
        let ink = Ink::Level(level);
        self.fill((0.0, 0.0), (width, height), Ink::LevelGround(level));
        self.fill((0.0, 0.0), (width, edge), ink);
        self.fill((0.0, height - edge), (width, edge), ink);
        self.fill((width - edge, 0.0), (edge, height), ink);
        self.fill((0.0, 0.0), (bar, height), ink);
    }
}

/// A text for bookmarks and for reading out: on one line, without control characters, and never empty.
pub(super) fn spoken(text: &str) -> String {
    let text = text.replace(char::is_control, " ").replace(['\u{feff}', '\u{fffe}', '\u{ffff}'], " ");
    let text = text.trim();
    if text.is_empty() { "Untitled".to_owned() } else { text.to_owned() }
}
