//! What stays together on a sheet: a line of text, a row, a box, with all that is drawn in it.
//!
//! May use nothing else.

use std::rc::Rc;

use super::lines::{Line, Run};
use super::structure::NodeId;
use super::style::{base_line, line_height};
use crate::report::page::drawing::Drawing;
use crate::report::page::ink::Ink;

/// What stays together, from its top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Its height.
    pub height: f32,
    /// The room above it, unless it stands first on a sheet.
    pub above: f32,
    /// Whether it may stand last on a sheet.
    pub keep: Keep,
    /// What is drawn, in reading order.
    pub paints: Vec<Paint>,
    /// The bookmarks that lead into it, each with its place from the top.
    pub bookmarks: Vec<(f32, String)>,
    /// What is drawn again above it where it stands first on a sheet, such as the heads of a table.
    pub repeats: Option<Rc<Block>>,
}

/// Whether a block may stand last on a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keep {
    /// It may.
    #[default]
    Free,
    /// It stays with what follows.
    WithNext,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) struct Paint {
    /// What it belongs to.
    pub of: Of,
    /// What it is.
    pub what: What,
}

/// What something drawn belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A part that is read out.
    Node(NodeId),
    /// Nothing: it is only there for the eye.
    Decoration,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Part of a line.
    Text {
        /// Its left end.
        left: f32,
        /// The top of its line.
        top: f32,
        /// The size of its letters.
        size: f32,
        /// What it says.
        run: Run,
    },
    /// A filled rectangle, also as a rule.
    Ground {
        /// Left edge.
        left: f32,
        /// Top edge.
        top: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Colour.
        ink: Ink,
    },
    /// A drawing.
    Drawing {
        /// Left edge.
        left: f32,
        /// Top edge.
        top: f32,
        /// What it shows.
        drawing: Drawing,
    },
}

impl Block {
    /// An empty one of a height.
    pub(super) fn of_height(height: f32) -> Self {
        Self { height, ..Self::default() }
    }

    /// The same with room above it.
    pub(super) const fn with_room_above(mut self, above: f32) -> Self {
        self.above = above;
        self
    }

    /// The same, staying with what follows.
    pub(super) const fn with_next(mut self) -> Self {
        self.keep = Keep::WithNext;
        self
    }

    /// Fills a rectangle.
    pub(super) fn fill(&mut self, (left, top): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        self.paints.push(Paint { of: Of::Decoration, what: What::Ground { left, top, width, height, ink } });
    }

    /// Writes lines below each other from a corner; answers their height.
    pub(super) fn write(&mut self, of: Of, (left, top): (f32, f32), size: f32, lines: Vec<Line>) -> f32 {
        let mut down = top;
        for line in lines {
            let mut right = left;
            for run in line.runs {
                let width = run.width * size;
                self.paints.push(Paint { of, what: What::Text { left: right, top: down, size, run } });
                right += width;
            }
            down += line_height(size);
        }
        down - top
    }

    /// The same, as nothing but decoration: for the second time it is drawn.
    pub(super) fn for_the_eye(mut self) -> Self {
        self.paints.iter_mut().for_each(|paint| paint.of = Of::Decoration);
        self.bookmarks.clear();
        self
    }

    /// Tears it in two, the first at most `limit` high, between the lines of its text.
    pub(super) fn torn(self, limit: f32) -> (Self, Self) {
        let cut = self.place_to_tear(limit);
        let (mut first, mut second) = (Self::of_height(cut), Self::of_height(self.height - cut));
        (first.above, first.bookmarks, first.repeats) = (self.above, self.bookmarks, self.repeats.clone());
        (second.keep, second.repeats) = (self.keep, self.repeats);
        for Paint { of, what } in self.paints {
            let (over, under) = what.cut_at(cut);
            first.paints.extend(over.map(|what| Paint { of, what }));
            second.paints.extend(under.map(|what| Paint { of, what }));
        }
        (first, second)
    }

    /// The lowest place up to `limit` that goes through no line of text; the limit where there is none.
    fn place_to_tear(&self, limit: f32) -> f32 {
        let mut cut = limit;
        let mut bodies: Vec<_> = self.paints.iter().filter_map(|paint| paint.what.whole()).collect();
        bodies.sort_by(|one, other| other.1.total_cmp(&one.1));
        for (top, bottom) in bodies {
            if top < cut && bottom > cut + 0.01 {
                cut = top;
            }
        }
        if cut > 0.0 { cut } else { limit }
    }
}

impl What {
    /// Top and bottom, if it must not be cut.
    fn whole(&self) -> Option<(f32, f32)> {
        match self {
            Self::Text { top, size, .. } => Some((*top, top + line_height(*size))),
            Self::Ground { .. } => None,
            Self::Drawing { top, drawing, .. } => Some((*top, top + drawing.height)),
        }
    }

    /// What lies above and below, each measured from its own top.
    fn cut_at(mut self, cut: f32) -> (Option<Self>, Option<Self>) {
        if let Self::Ground { left, top, width, height, ink } = self
            && top < cut
            && top + height > cut
        {
            let part = |top, height| Some(Self::Ground { left, top, width, height, ink });
            return (part(top, cut - top), part(0.0, top + height - cut));
        }
        let (Self::Text { top, .. } | Self::Ground { top, .. } | Self::Drawing { top, .. }) = &mut self;
        if *top + 0.01 < cut {
            return (Some(self), None);
        }
        *top -= cut;
        (None, Some(self))
    }
}

/// Where the letters of a line stand, from the top of the line.
pub(super) const fn stands(top: f32, size: f32) -> f32 {
    top + base_line(size)
}
