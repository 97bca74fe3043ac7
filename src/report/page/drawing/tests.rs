use proptest::prelude::*;

use super::*;
use crate::domain::{Band, Day, Grade, Standing};
use crate::report::course::{Revised, Typed};
use crate::report::page::chart::{DescribedRange, Joined, Mark};

fn grade(number: u8) -> Grade {
    Grade::try_from(number).unwrap()
}

fn mark(day: i32, number: u8, standing: Standing) -> Mark {
    Mark {
        day: Day::new(day),
        place: f64::from(day) + 0.5,
        grade: grade(number),
        standing,
        typed: Typed::OnTime,
        revised: Revised::No,
        joined: Joined::ToTheOneBefore,
    }
}

fn chart() -> PageChart {
    let band = |usual, outer| Band { usual: grade(usual), outer: grade(outer) };
    let range = |from, to, band| DescribedRange { from: Day::new(from), to: Day::new(to), band };
    PageChart {
        title: "Redness".to_owned(),
        first: Day::new(0),
        last: Day::new(27),
        ranges: vec![range(0, 2, band(3, 4)), range(3, 27, band(0, 1))],
        marks: vec![
            Mark { joined: Joined::No, ..mark(0, 3, Standing::Expected) },
            mark(1, 2, Standing::Expected),
            Mark { joined: Joined::No, ..mark(9, 1, Standing::AboveUsual) },
            Mark { typed: Typed::Late, ..mark(10, 2, Standing::AboveOuter) },
        ],
        sentence: "Redness from 3 to 2".to_owned(),
    }
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    let mut texts = Vec::new();
    for shape in &drawing.shapes {
        if let Shape::Text { text, .. } = shape {
            texts.push(text.as_str());
        }
    }
    texts
}

#[test]
fn weeks_are_labelled_and_grades_have_their_words() {
    let drawing = Drawing::of(&chart(), 170.0, 90.0);
    assert_eq!(
        texts(&drawing),
        ["none 0", "slight 1", "clear 2", "marked 3", "extreme 4", "0", "7", "14", "21", "day"]
    );
    assert_eq!(texts(&Drawing::of(&chart(), 100.0, 60.0))[..2], ["0", "1"]);
}

#[test]
fn the_line_is_broken_at_a_gap() {
    let yours = |shape: &&Shape| matches!(shape, Shape::Line { stroke, .. } if stroke.ink == Ink::Yours);
    let drawing = Drawing::of(&chart(), 170.0, 90.0);
    let lines: Vec<_> = drawing.shapes.iter().filter(yours).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[test]
fn what_lies_outside_is_a_triangle_and_hollow_when_it_was_typed_later() {
    let drawing = Drawing::of(&chart(), 170.0, 90.0);
    let triangles: Vec<_> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Polygon { corners, fill, .. } if corners.len() == 3 => Some(*fill),
            _ => None,
        })
        .collect();
    assert_eq!(triangles, [Some(Ink::Paper)]);
}

#[test]
fn a_mark_within_the_range_lies_in_its_area_and_one_outside_does_not() {
    let chart = chart();
    let scale = scale::Scale::new(&chart, 170.0, 90.0);
    let edge = |number: u8| scale.y(f32::from(number) + scale::HALF_A_GRADE);
    assert!(scale.y_of(grade(1)) > edge(1), "grade 1 under the edge of usual 1");
    assert!(scale.y_of(grade(2)) < edge(1), "grade 2 above it");
}

#[test]
fn the_key_names_only_what_is_there() {
    let words: Vec<_> = key(&[chart()], 6.0).iter().map(|item| item.words).collect();
    assert_eq!(
        words,
        ["usual range", "also described", "within usual", "above usual", "outside the range", "hollow: typed later"]
    );
    assert!(key(&[], 6.0).is_empty());
}

#[test]
fn a_mark_without_a_range_beside_it_is_a_square_and_never_called_within() {
    let mut chart = chart();
    chart.first = Day::new(-2);
    chart.marks = vec![Mark { joined: Joined::No, ..mark(-1, 3, Standing::Expected) }];
    let words: Vec<_> = key(std::slice::from_ref(&chart), 6.0).iter().map(|item| item.words).collect();
    assert_eq!(words, ["usual range", "also described", "no range described"]);
    let drawing = Drawing::of(&chart, 170.0, 90.0);
    let is_yours =
        |shape: &&Shape| matches!(shape, Shape::Polygon { fill: Some(Ink::Yours), corners, .. } if corners.len() == 4);
    assert_eq!(drawing.shapes.iter().filter(is_yours).count(), 1);
    assert!(!drawing.shapes.iter().any(|shape| matches!(shape, Shape::Circle { .. })));
}

/// Whether every point of a drawing lies on it, with a little for the marks at its edges.
fn stays_inside(drawing: &Drawing) -> bool {
    let on = |point: &Point| {
        (-6.0..=drawing.width + 6.0).contains(&point.x) && (-6.0..=drawing.height + 6.0).contains(&point.y)
    };
    drawing.shapes.iter().all(|shape| match shape {
        Shape::Polygon { corners: points, .. } | Shape::Line { points, .. } => points.iter().all(on),
        Shape::Circle { centre, .. } => on(centre),
        Shape::Text { at, .. } => on(at),
    })
}

fn any_mark() -> impl Strategy<Value = Mark> {
    (any::<i32>(), any::<f64>(), 0_u8..5, any::<bool>()).prop_map(|(day, place, number, joined)| Mark {
        place,
        joined: if joined { Joined::ToTheOneBefore } else { Joined::No },
        ..mark(day, number, Standing::AboveUsual)
    })
}

proptest! {
    #[test]
    fn no_chart_leaves_its_drawing(
        first: i32, last: i32, from: i32, to: i32, usual in 0_u8..5, outer in 0_u8..5,
        marks in prop::collection::vec(any_mark(), 0..9), width in 40.0_f32..600.0, height in 40.0_f32..300.0,
    ) {
        let band = Band { usual: grade(usual), outer: grade(outer) };
        let ranges = vec![DescribedRange { from: Day::new(from), to: Day::new(to), band }];
        let chart = PageChart { first: Day::new(first), last: Day::new(last), ranges, marks, ..chart() };
        let drawing = Drawing::of(&chart, width, height);
        prop_assert!(stays_inside(&drawing), "{drawing:?}");
        prop_assert!(drawing.shapes.len() < 200);
    }
}
