//! Sheets drawn into the file: what is read out hangs in the tree, what is only for the eye does not.
//!
//! May use nothing else.

use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::paint::{Fill, Stroke as Pen, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::block::{Of, Paint, What, stands};
use super::letters::{Letters, Weight};
use super::structure::NodeId;
use crate::report::page::drawing::{Anchor, Point as Spot, Shape, Stroke};
use crate::report::page::ink::Ink;

/// What was drawn so far.
#[derive(Default)]
pub(super) struct Drawn {
    /// What belongs to which part of the tree.
    pub identifiers: Vec<(NodeId, Identifier)>,
    /// The bookmarks.
    pub outline: Vec<(String, usize, f32)>,
}

/// A hand that draws on a sheet.
pub(super) struct Hand<'a, 'b> {
    /// The sheet.
    pub surface: &'a mut Surface<'b>,
    /// The letters.
    pub letters: &'a Letters,
}

impl Drawn {
    /// The bookmarks as the file keeps them.
    pub(super) fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        for (text, sheet, top) in &self.outline {
            let place = XyzDestination::new(*sheet, Point::from_xy(0.0, *top));
            outline.push_child(OutlineNode::new(text.clone(), place));
        }
        outline
    }
}

impl Hand<'_, '_> {
    /// Draws paints from a corner, those of one part of the tree in one go.
    pub(super) fn draw(&mut self, paints: &[Paint], corner: (f32, f32), drawn: &mut Drawn) {
        for run in paints.chunk_by(|one, next| one.of == next.of) {
            let Some(first) = run.first() else { continue };
            match first.of {
                Of::Node(node) => {
                    let identifier = self.surface.start_tagged(content(&first.what));
                    drawn.identifiers.push((node, identifier));
                }
                Of::Decoration => self.start_decoration(ArtifactType::Layout),
            }
            for paint in run {
                self.paint(&paint.what, corner);
            }
            self.surface.end_tagged();
        }
    }

    /// What follows is not read out.
    pub(super) fn start_decoration(&mut self, kind: ArtifactType) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    }

    /// Draws one thing from a corner.
    pub(super) fn paint(&mut self, what: &What, (x, y): (f32, f32)) {
        match what {
            What::Text { left, top, size, run } => {
                self.surface.set_stroke(None);
                self.surface.set_fill(Some(fill(run.look.ink)));
                let at = Point::from_xy(x + left, y + stands(*top, *size));
                let font = self.letters.font(run.look.weight);
                self.surface.draw_glyphs(at, &run.glyphs, font, &run.text, *size, false);
            }
            What::Ground { left, top, width, height, ink } => {
                let Some(rectangle) = Rect::from_xywh(x + left, y + top, *width, *height) else { return };
                let mut path = PathBuilder::new();
                path.push_rect(rectangle);
                self.shape(path.finish(), Some(*ink), None);
            }
            What::Drawing { left, top, drawing } => {
                for shape in &drawing.shapes {
                    self.draw_shape(shape, (x + left, y + top));
                }
            }
        }
    }

    fn draw_shape(&mut self, shape: &Shape, corner: (f32, f32)) {
        match shape {
            Shape::Polygon { corners, fill, edge } => self.shape(path(corners, corner, true), *fill, *edge),
            Shape::Line { points, stroke } => self.shape(path(points, corner, false), None, Some(*stroke)),
            Shape::Circle { centre, radius, fill, edge } => {
                self.shape(circle(*centre, *radius, corner), *fill, *edge);
            }
            Shape::Text { at, anchor, size, ink, text } => self.label(*at, (*anchor, *size, *ink), text, corner),
        }
    }

    fn label(&mut self, at: Spot, (anchor, size, ink): (Anchor, f32, Ink), text: &str, (x, y): (f32, f32)) {
        let word = self.letters.shape(Weight::Regular, text);
        let back = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => word.width * size / 2.0,
            Anchor::End => word.width * size,
        };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(ink)));
        let at = Point::from_xy(x + at.x - back, y + at.y);
        let font = self.letters.font(Weight::Regular);
        self.surface.draw_glyphs(at, &word.glyphs, font, &word.text, size, false);
    }

    fn shape(&mut self, path: Option<Path>, ink: Option<Ink>, edge: Option<Stroke>) {
        let Some(path) = path.filter(|_| ink.is_some() || edge.is_some()) else { return };
        self.surface.set_fill(ink.map(fill));
        self.surface.set_stroke(edge.map(pen));
        self.surface.draw_path(&path);
    }
}

/// Text is read by its letters, a drawing by the words in the tree.
fn content(what: &What) -> ContentTag<'static> {
    match what {
        What::Text { .. } => ContentTag::Span(SpanTag::empty()),
        What::Ground { .. } | What::Drawing { .. } => ContentTag::Other,
    }
}

fn color(ink: Ink) -> rgb::Color {
    let (red, green, blue) = ink.rgb();
    rgb::Color::new(red, green, blue)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: color(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn pen(stroke: Stroke) -> Pen {
    let dash = stroke.dash.pattern(stroke.width);
    Pen {
        paint: color(stroke.ink).into(),
        width: stroke.width,
        dash: dash.map(|lengths| StrokeDash { array: lengths.to_vec(), offset: 0.0 }),
        ..Pen::default()
    }
}

fn path(points: &[Spot], (x, y): (f32, f32), closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, point) in points.iter().enumerate() {
        if number == 0 {
            path.move_to(x + point.x, y + point.y);
        } else {
            path.line_to(x + point.x, y + point.y);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A circle of four curves.
fn circle(centre: Spot, radius: f32, corner: (f32, f32)) -> Option<Path> {
    // How far the handles of a quarter reach so that it is round.
    let reach = radius * 0.552_285;
    let (x, y) = (centre.x + corner.0, centre.y + corner.1);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + reach, x + reach, y + radius, x, y + radius);
    path.cubic_to(x - reach, y + radius, x - radius, y + reach, x - radius, y);
    path.cubic_to(x - radius, y - reach, x - reach, y - radius, x, y - radius);
    path.cubic_to(x + reach, y - radius, x + radius, y - reach, x + radius, y);
    path.close();
    path.finish()
}
