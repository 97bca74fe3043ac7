//! The range described: the usual grades as a darker area under a whole edge, what some sources still describe as a
//! lighter one under a dashed edge.
//!
//! May use `domain`.

use super::scale::{HALF_A_GRADE, Scale};
use super::{Point, Shape, Stroke};
use crate::domain::{Band, Grade};
use crate::report::page::PageChart;
use crate::report::page::chart::DescribedRange;
use crate::report::page::ink::Ink;

const EDGE: f32 = 0.7;

/// The areas.
pub(super) fn areas(chart: &PageChart, scale: &Scale) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for range in &chart.ranges {
        let (low, usual) = (-0.5, top(range.band.usual));
        shapes.extend(area(range, low, usual, Ink::Usual, scale));
        shapes.extend(area(range, usual, top(range.band.outer), Ink::Outer, scale));
    }
    shapes
}

/// The edges, each in one line as long as the days follow each other.
pub(super) fn edges(chart: &PageChart, scale: &Scale) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for run in chart.ranges.chunk_by(follow) {
        let edge = |grade: fn(Band) -> Grade| steps(run, grade, scale);
        if run.iter().any(|range| range.band.outer > range.band.usual) {
            let stroke = Stroke::dashed(Ink::OuterEdge, EDGE);
            shapes.push(Shape::Line { points: edge(|band| band.outer.max(band.usual)), stroke });
        }
        shapes.push(Shape::Line { points: edge(|band| band.usual), stroke: Stroke::solid(Ink::UsualEdge, EDGE) });
    }
    shapes
}

fn follow(one: &DescribedRange, next: &DescribedRange) -> bool {
    next.from.since(one.to) == 1
}

/// The height up to which marks of this grade reach.
fn top(grade: Grade) -> f32 {
    f32::from(grade.number()) + HALF_A_GRADE
}

fn area(range: &DescribedRange, low: f32, high: f32, fill: Ink, scale: &Scale) -> Option<Shape> {
    let (left, right) = ends(range, scale);
    let (low, high) = (scale.y(low), scale.y(high));
    let corners = vec![Point::new(left, low), Point::new(left, high), Point::new(right, high), Point::new(right, low)];
    (right > left && high < low).then_some(Shape::Polygon { corners, fill: Some(fill), edge: None })
}

fn steps(run: &[DescribedRange], grade: fn(Band) -> Grade, scale: &Scale) -> Vec<Point> {
    let of_one = |range: &DescribedRange| {
        let (left, right) = ends(range, scale);
        let y = scale.y(top(grade(range.band)));
        [Point::new(left, y), Point::new(right, y)]
    };
    run.iter().flat_map(of_one).collect()
}

/// The left edge of its first day and the right edge of its last.
fn ends(range: &DescribedRange, scale: &Scale) -> (f32, f32) {
    let left = scale.x(f64::from(range.from.number()));
    (left, scale.x(f64::from(range.to.number()) + 1.0))
}
