//! Healing charts side by side under their names, and the key to them.
//!
//! May use nothing else.

use super::block::{Block, Keep, Of, Paint, What};
use super::layout::{Layout, QUIET, STRONG};
use super::letters::Weight;
use super::prose::spoken;
use super::structure::Role;
use super::style::{count, line_height};
use crate::report::page::PageChart;
use crate::report::page::drawing::{Drawing, key};

/// Room between charts.
const BETWEEN: f32 = 14.0;

impl Layout<'_> {
    /// The charts, row by row, and their key.
    pub(super) fn charts(&mut self, charts: &[PageChart]) {
        let beside = side_by_side(charts.len());
        let width = (self.width - BETWEEN * (count(beside) - 1.0)) / count(beside);
        let height = self.style.chart * if beside < 3 { 1.15 } else { 1.0 };
        for charts in charts.chunks(beside) {
            let mut block = Block { keep: Keep::WithNext, ..Block::default().with_room_above(self.above()) };
            let mut left = 0.0;
            for chart in charts {
                self.chart(&mut block, chart, (left, width, height));
                left += width + BETWEEN;
            }
            self.blocks.push(block);
        }
        self.key(charts);
    }

    fn chart(&mut self, block: &mut Block, chart: &PageChart, (left, width, height): (f32, f32, f32)) {
        let size = self.style.table;
        let name = self.structure.top(Role::Paragraph);
        let figure = self.structure.top(Role::Figure(spoken(&format!("{}. {}", chart.title, chart.sentence))));
        let lines = self.lines_of(&chart.title, STRONG, size, width);
        let top = block.write(Of::Node(name), (left, 0.0), size, lines) + 2.0;
        let drawing = Drawing::of(chart, width, height);
        block.paints.push(Paint { of: Of::Node(figure), what: What::Drawing { left, top, drawing } });
        block.height = block.height.max(top + height);
    }

    /// What the marks and areas mean, each sample before its words, as many a line as fit.
    fn key(&mut self, charts: &[PageChart]) {
        let size = self.style.small;
        let node = self.structure.top(Role::Paragraph);
        let (mut left, mut top) = (0.0, 0.0);
        let mut block = Block::default().with_room_above(3.0);
        for item in key(charts, size) {
            let words = format!("{} ", item.words);
            let sample = item.sample.width + 3.0;
            let width = sample + self.letters.width(Weight::Regular, &words, size);
            if left > 0.0 && left + width > self.width {
                (left, top) = (0.0, top + line_height(size));
            }
            let what = What::Drawing { left, top: top + size * 0.2, drawing: item.sample };
            block.paints.push(Paint { of: Of::Decoration, what });
            let lines = self.lines_of(&words, QUIET, size, self.width);
            block.write(Of::Node(node), (left + sample, top), size, lines);
            left += width + 8.0;
        }
        block.height = if block.paints.is_empty() { 0.0 } else { top + line_height(size) };
        self.blocks.push(block);
    }
}

/// How many charts stand in a row.
const fn side_by_side(charts: usize) -> usize {
    match charts {
        0..=2 | 4 => 2,
        _ => 3,
    }
}
