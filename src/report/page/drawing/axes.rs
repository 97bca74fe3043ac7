//! The hairlines at the grades and days, and their labels.
//!
//! May use `domain`.

use super::scale::{GradeWords, Scale};
use super::{Anchor, Point, Shape, Stroke};
use crate::domain::Grade;
use crate::report::page::ink::Ink;

const HAIR: f32 = 0.4;

/// Steps between labelled days: single days, weeks, fortnights and months of four weeks.
const STEPS: [i64; 10] = [1, 2, 7, 14, 28, 56, 112, 364, 1_820, 3_640];

/// A line at every grade, and a tick at every labelled day.
pub(super) fn grid(scale: &Scale) -> Vec<Shape> {
    let across = |y: f32| line(Point::new(scale.left, y), Point::new(scale.right, y));
    let mut shapes: Vec<_> = Grade::ALL.into_iter().map(|grade| across(scale.y_of(grade))).collect();
    shapes.extend(labelled(scale).map(|day| {
        let x = middle(scale, day);
        line(Point::new(x, scale.bottom), Point::new(x, scale.bottom + scale.letters * 0.3))
    }));
    shapes
}

/// The names of grades and days.
pub(super) fn labels(scale: &Scale) -> Vec<Shape> {
    let text = |at, anchor, text| Shape::Text { at, anchor, size: scale.letters, ink: Ink::Quiet, text };
    let grades = Grade::ALL.into_iter().map(|grade| {
        let at = Point::new(scale.left - scale.letters * 0.5, scale.y_of(grade) + scale.letters * 0.36);
        let words = match scale.words {
            GradeWords::Shown => format!("{} {grade}", grade.word()),
            GradeWords::Left => grade.to_string(),
        };
        text(at, Anchor::End, words)
    });
    let base = scale.bottom + scale.letters * 1.3;
    let days = labelled(scale)
        .map(|day| text(Point::new(middle(scale, day), base), Anchor::Middle, day.to_string()))
        .collect::<Vec<_>>();
    let word = (scale.words == GradeWords::Shown)
        .then(|| text(Point::new(scale.left - scale.letters * 0.5, base), Anchor::End, "day".to_owned()));
    grades.chain(days).chain(word).collect()
}

/// The days that have room for their number.
fn labelled(scale: &Scale) -> impl Iterator<Item = i64> {
    let (first, last) = (scale.first, scale.first + scale.days - 1);
    let longest = first.to_string().len().max(last.to_string().len());
    let room = scale.wide(longest) + scale.letters * 0.8;
    #[expect(clippy::cast_precision_loss, reason = "a width on paper")]
    let fits = |step: &i64| *step as f32 * scale.day() >= room;
    let step = STEPS.into_iter().find(fits).unwrap_or_else(|| scale.days.max(1));
    let start = first + (-first).rem_euclid(step);
    (0..).map(move |count| start + count * step).take_while(move |day| *day <= last)
}

#[expect(clippy::cast_precision_loss, reason = "a day's number")]
fn middle(scale: &Scale, day: i64) -> f32 {
    scale.x(day as f64 + 0.5)
}

fn line(from: Point, to: Point) -> Shape {
    Shape::Line { points: vec![from, to], stroke: Stroke::solid(Ink::Rule, HAIR) }
}
