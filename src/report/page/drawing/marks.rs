//! The patient's line and marks. The form of a mark says where it stands: a circle within the range, a circle filled to
//! the half above the usual grades, a triangle outside, a square where no range is described. Hollow ones were typed later, ringed ones changed since.
//!
//! May use `domain`.

use std::f32::consts::PI;

use super::scale::Scale;
use super::{Point, Shape, Stroke};
use crate::domain::Standing;
use crate::report::course::{Revised, Typed, is_outside};
use crate::report::page::PageChart;
use crate::report::page::chart::{Joined, Mark};
use crate::report::page::ink::Ink;

/// Corners of the round side of a half circle.
const ARC: u8 = 12;

/// The line, broken at gaps.
pub(super) fn line(chart: &PageChart, scale: &Scale) -> Vec<Shape> {
    let runs = chart.marks.chunk_by(|_, next| next.joined == Joined::ToTheOneBefore);
    let drawn = runs.filter(|run| run.len() > 1).map(|run| Shape::Line {
        points: run.iter().map(|mark| centre(mark, scale)).collect(),
        stroke: Stroke::solid(Ink::Yours, 0.9),
    });
    drawn.collect()
}

/// The marks.
pub(super) fn marks(chart: &PageChart, scale: &Scale) -> Vec<Shape> {
    let radius = (scale.day() * 0.42).clamp(1.3, 2.6);
    let drawn = |mark: &Mark| shapes(mark, Beside::of(mark, chart), centre(mark, scale), radius);
    chart.marks.iter().flat_map(drawn).collect()
}

/// What a mark stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The range described for its day, within usual.
    Usual,
    /// The same range, above usual.
    AboveUsual,
    /// The same range, outside it.
    Outside,
    /// Nothing is described for its day, as before the treatment.
    Nothing,
}

impl Beside {
    /// What a mark of a chart stands beside.
    pub(super) fn of(mark: &Mark, chart: &PageChart) -> Self {
        match mark.standing {
            standing if is_outside(standing) => Self::Outside,
            Standing::AboveUsual => Self::AboveUsual,
            _ if chart.ranges.iter().any(|range| (range.from..=range.to).contains(&mark.day)) => Self::Usual,
            _ => Self::Nothing,
        }
    }
}

/// One mark at a point.
pub(super) fn shapes(mark: &Mark, beside: Beside, at: Point, radius: f32) -> Vec<Shape> {
    let fill = match mark.typed {
        Typed::OnTime => Ink::Yours,
        Typed::Late => Ink::Paper,
    };
    let mut shapes = match beside {
        Beside::Outside => vec![triangle(at, radius * 1.35, mark.typed)],
        Beside::AboveUsual => half(at, radius, mark.typed),
        Beside::Usual => vec![circle(at, radius, fill)],
        Beside::Nothing => vec![square(at, radius * 0.85, fill)],
    };
    if mark.revised == Revised::Edited {
        let edge = Stroke::solid(Ink::Yours, 0.5);
        shapes.push(Shape::Circle { centre: at, radius: radius * 1.9, fill: None, edge: Some(edge) });
    }
    shapes
}

fn centre(mark: &Mark, scale: &Scale) -> Point {
    Point::new(scale.x(mark.place), scale.y_of(mark.grade))
}

fn circle(centre: Point, radius: f32, fill: Ink) -> Shape {
    Shape::Circle { centre, radius, fill: Some(fill), edge: Some(Stroke::solid(Ink::Yours, 0.7)) }
}

fn square(at: Point, half: f32, fill: Ink) -> Shape {
    let corner = |x: f32, y: f32| Point::new(at.x + x * half, at.y + y * half);
    let corners = vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
    Shape::Polygon { corners, fill: Some(fill), edge: Some(Stroke::solid(Ink::Yours, 0.7)) }
}

/// A circle whose lower half is filled; typed later, a circle with a line across.
fn half(at: Point, radius: f32, typed: Typed) -> Vec<Shape> {
    let lower = match typed {
        Typed::OnTime => lower_half(at, radius),
        Typed::Late => Shape::Line {
            points: vec![Point::new(at.x - radius, at.y), Point::new(at.x + radius, at.y)],
            stroke: Stroke::solid(Ink::Yours, 0.7),
        },
    };
    vec![circle(at, radius, Ink::Paper), lower]
}

fn lower_half(at: Point, radius: f32) -> Shape {
    let corner = |step: u8| {
        let angle = PI * f32::from(step) / f32::from(ARC);
        Point::new(at.x + radius * angle.cos(), at.y + radius * angle.sin())
    };
    Shape::Polygon { corners: (0..=ARC).map(corner).collect(), fill: Some(Ink::Yours), edge: None }
}

fn triangle(at: Point, radius: f32, typed: Typed) -> Shape {
    let (wide, low) = (radius * 0.95, radius * 0.65);
    let corners =
        vec![Point::new(at.x, at.y - radius), Point::new(at.x + wide, at.y + low), Point::new(at.x - wide, at.y + low)];
    let fill = match typed {
        Typed::OnTime => Ink::Outside,
        Typed::Late => Ink::Paper,
    };
    Shape::Polygon { corners, fill: Some(fill), edge: Some(Stroke::solid(Ink::Outside, 0.8)) }
}
