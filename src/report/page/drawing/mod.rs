//! A healing chart as neutral shapes, sized in points by the one who asks: paper and browser draw the same.
//!
//! May use `domain`.

mod axes;
mod key;
mod marks;
mod ranges;
mod scale;

use super::PageChart;
use super::ink::Ink;

pub use key::{KeyItem, key};

/// Shapes on a ground of a size, the first lowest. The corner at the top left is 0, 0; y grows downwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is drawn, from the bottom up.
    pub shapes: Vec<Shape>,
}

/// A point of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A closed outline.
    Polygon {
        /// Its corners.
        corners: Vec<Point>,
        /// What it is filled with.
        fill: Option<Ink>,
        /// What its edge is drawn with.
        edge: Option<Stroke>,
    },
    /// An open line.
    Line {
        /// From point to point.
        points: Vec<Point>,
        /// What it is drawn with.
        stroke: Stroke,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: f32,
        /// What it is filled with.
        fill: Option<Ink>,
        /// What its edge is drawn with.
        edge: Option<Stroke>,
    },
    /// A short text on one line.
    Text {
        /// Where it stands, on its base line.
        at: Point,
        /// Which part of it stands there.
        anchor: Anchor,
        /// The size of its letters.
        size: f32,
        /// Its colour.
        ink: Ink,
        /// What it says.
        text: String,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width in points.
    pub width: f32,
    /// Whether it is whole.
    pub dash: Dash,
}

/// Whether a line is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// It is.
    Solid,
    /// It is broken into dashes as long as three times its width, as far apart as twice its width.
    Dashed,
}

impl Dash {
    /// The lengths of dash and gap for a line of this width; none for a whole one.
    #[must_use]
    pub fn pattern(self, width: f32) -> Option<[f32; 2]> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some([width * 3.0, width * 2.0]),
        }
    }
}

/// Which part of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Drawing {
    /// The chart, as large as this. Its name and its sentence are not part of it: they stand above it and for it.
    #[must_use]
    pub fn of(chart: &PageChart, width: f32, height: f32) -> Self {
        let scale = scale::Scale::new(chart, width, height);
        let mut shapes = ranges::areas(chart, &scale);
        shapes.extend(axes::grid(&scale));
        shapes.extend(ranges::edges(chart, &scale));
        shapes.extend(marks::line(chart, &scale));
        shapes.extend(marks::marks(chart, &scale));
        shapes.extend(axes::labels(&scale));
        Self { width, height, shapes }
    }
}

impl Point {
    const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

impl Stroke {
    const fn solid(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Solid }
    }

    const fn dashed(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Dashed }
    }
}

#[cfg(test)]
mod tests;
