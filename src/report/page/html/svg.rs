//! A drawing in the words of a browser. Colours are named by what they mean, so that the style sheet can choose them.
//!
//! May use `domain`.

use maud::{Markup, html};

use super::words::Said;
use crate::domain::Triage;
use crate::report::page::drawing::{Anchor, Drawing, Point, Shape, Stroke};
use crate::report::page::ink::Ink;

/// The part of the plane that is shown.
pub(super) fn view_box(drawing: &Drawing) -> String {
    format!("0 0 {} {}", rounded(drawing.width), rounded(drawing.height))
}

/// What is drawn, from the bottom up.
pub(super) fn shapes(drawing: &Drawing) -> Markup {
    html! { @for one in &drawing.shapes { (shape(one)) } }
}

fn shape(shape: &Shape) -> Markup {
    match shape {
        Shape::Polygon { corners, fill, edge } => html! {
            polygon points=(path(corners)) class=(classes(*fill, *edge)) stroke-width=[width(*edge)]
                stroke-dasharray=[dashes(*edge)] {}
        },
        Shape::Line { points, stroke } => html! {
            polyline points=(path(points)) class=(classes(None, Some(*stroke))) stroke-width=[width(Some(*stroke))]
                stroke-dasharray=[dashes(Some(*stroke))] {}
        },
        Shape::Circle { centre, radius, fill, edge } => html! {
            circle cx=(rounded(centre.x)) cy=(rounded(centre.y)) r=(rounded(*radius)) class=(classes(*fill, *edge))
                stroke-width=[width(*edge)] stroke-dasharray=[dashes(*edge)] {}
        },
        Shape::Text { at, anchor, size, ink, text } => html! {
            text x=(rounded(at.x)) y=(rounded(at.y)) text-anchor=(side(*anchor)) font-size=(rounded(*size))
                class={ "fill-" (name(*ink)) } { (Said(text)) }
        },
    }
}

fn classes(fill: Option<Ink>, edge: Option<Stroke>) -> String {
    let fill = fill.map_or_else(|| "fill-none".to_owned(), |ink| format!("fill-{}", name(ink)));
    match edge {
        None => fill,
        Some(edge) => format!("{fill} edge-{}", name(edge.ink)),
    }
}

fn width(edge: Option<Stroke>) -> Option<String> {
    edge.map(|edge| rounded(edge.width))
}

fn dashes(edge: Option<Stroke>) -> Option<String> {
    let edge = edge?;
    edge.dash.pattern(edge.width).map(|[dash, gap]| format!("{} {}", rounded(dash), rounded(gap)))
}

fn side(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

fn path(points: &[Point]) -> String {
    points.iter().map(|point| format!("{},{}", rounded(point.x), rounded(point.y))).collect::<Vec<_>>().join(" ")
}

/// A length to the hundredth of a point, as short as it can be written.
fn rounded(length: f32) -> String {
    let text = format!("{length:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// The name of a colour in the style sheet.
pub(super) const fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "paper",
        Ink::Text => "text",
        Ink::Quiet => "quiet",
        Ink::Rule => "rule",
        Ink::Ground => "ground",
        Ink::Usual => "usual",
        Ink::UsualEdge => "usual-edge",
        Ink::Outer => "outer",
        Ink::OuterEdge => "outer-edge",
        Ink::Yours => "yours",
        Ink::Outside => "outside",
        Ink::Level(level) => level.id(),
        Ink::LevelGround(level) => ground(level),
    }
}

const fn ground(level: Triage) -> &'static str {
    match level {
        Triage::Expected => "expected-ground",
        Triage::Watch => "watch-ground",
        Triage::ContactProvider => "contact_provider-ground",
        Triage::Urgent => "urgent-ground",
        Triage::Emergency => "emergency-ground",
    }
}
