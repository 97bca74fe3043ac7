//! What the areas and marks of some charts mean: a small sample and its words each, only for what is there to be seen.
//!
//! May use `domain`.

use super::marks::Beside;
use super::{Drawing, Point, Shape, Stroke, marks};
use crate::domain::{Day, Grade, Standing};
use crate::report::course::{Revised, Typed};
use crate::report::page::PageChart;
use crate::report::page::chart::{Joined, Mark};
use crate::report::page::ink::Ink;

/// A sample and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyItem {
    /// How it looks in a chart.
    pub sample: Drawing,
    /// What it means.
    pub words: &'static str,
}

/// The key to these charts, each sample as high as this, in points.
#[must_use]
pub fn key(charts: &[PageChart], size: f32) -> Vec<KeyItem> {
    let ranges = || charts.iter().flat_map(|chart| &chart.ranges);
    let any = |like: fn(&Mark) -> bool| charts.iter().flat_map(|chart| &chart.marks).any(like);
    let stands = |wanted| charts.iter().any(|chart| chart.marks.iter().any(|mark| Beside::of(mark, chart) == wanted));
    let items = [
        (ranges().next().is_some(), area(size, Ink::Usual, Stroke::solid(Ink::UsualEdge, 0.7)), "usual range"),
        (
            ranges().any(|range| range.band.outer > range.band.usual),
            area(size, Ink::Outer, Stroke::dashed(Ink::OuterEdge, 0.7)),
            "also described",
        ),
        (stands(Beside::Usual), mark(size, Beside::Usual, Typed::OnTime, Revised::No), "within usual"),
        (stands(Beside::AboveUsual), mark(size, Beside::AboveUsual, Typed::OnTime, Revised::No), "above usual"),
        (stands(Beside::Outside), mark(size, Beside::Outside, Typed::OnTime, Revised::No), "outside the range"),
        (stands(Beside::Nothing), mark(size, Beside::Nothing, Typed::OnTime, Revised::No), "no range described"),
        (any(is_late), mark(size, Beside::Usual, Typed::Late, Revised::No), "hollow: typed later"),
        (any(is_edited), mark(size, Beside::Usual, Typed::OnTime, Revised::Edited), "ringed: changed since"),
    ];
    items.into_iter().filter(|(there, ..)| *there).map(|(_, sample, words)| KeyItem { sample, words }).collect()
}

fn is_late(mark: &Mark) -> bool {
    mark.typed == Typed::Late
}

fn is_edited(mark: &Mark) -> bool {
    mark.revised == Revised::Edited
}

fn area(size: f32, fill: Ink, edge: Stroke) -> Drawing {
    let (width, top) = (size * 1.6, size * 0.15);
    let corner = Point::new;
    let corners = vec![corner(0.0, top), corner(width, top), corner(width, size), corner(0.0, size)];
    let shapes = vec![
        Shape::Polygon { corners, fill: Some(fill), edge: None },
        Shape::Line { points: vec![corner(0.0, top), corner(width, top)], stroke: edge },
    ];
    Drawing { width, height: size, shapes }
}

fn mark(size: f32, beside: Beside, typed: Typed, revised: Revised) -> Drawing {
    let (day, place, grade, standing) = (Day::TREATMENT, 0.5, Grade::NONE, Standing::Expected);
    let mark = Mark { day, place, grade, standing, typed, revised, joined: Joined::No };
    let shapes = marks::shapes(&mark, beside, Point::new(size / 2.0, size / 2.0), size * 0.28);
    Drawing { width: size, height: size, shapes }
}
