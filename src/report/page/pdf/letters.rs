//! The letters of the typeface: what it has, how wide words are, and the shapes that write them. It is part of the program,
//! so that a page looks the same everywhere.
//!
//! May use nothing else.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face, Feature, GlyphBuffer, UnicodeBuffer};

use super::spelled::{Outcome, spell};
use crate::report::page::Tone;

static REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/Inter-Regular.otf");
static STRONG: &[u8] = include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf");

/// The weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    /// Of running text.
    Regular,
    /// Of what stands out.
    Strong,
}

impl Weight {
    /// The weight of a tone: what stands out does so without colour, too.
    pub(super) const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Plain | Tone::Quiet => Self::Regular,
            Tone::Strong | Tone::Outside | Tone::Level(_) => Self::Strong,
        }
    }
}

/// A word, or part of one, as shapes. Widths are parts of the size of the letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    /// What it says, with the spaces behind it.
    pub text: String,
    /// The shapes.
    pub glyphs: Vec<KrillaGlyph>,
    /// The whole width.
    pub width: f32,
    /// The part of the width that the spaces behind it take.
    pub trailing: f32,
}

/// The typeface in both weights, with what was shaped so far.
pub(super) struct Letters {
    regular: Cut,
    strong: Cut,
    shaped: RefCell<HashMap<(Weight, String), Rc<Shaped>>>,
    outcome: Cell<Outcome>,
}

/// One weight of the typeface.
struct Cut {
    face: Face<'static>,
    font: Font,
}

impl Letters {
    /// Reads the typeface; `None` only if the program was built with a broken one.
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            regular: Cut::new(REGULAR)?,
            strong: Cut::new(STRONG)?,
            shaped: RefCell::default(),
            outcome: Cell::new(Outcome::AsItIs),
        })
    }

    /// The text as it can be written. Remembers whether something had to be spelled.
    pub(super) fn spell(&self, text: &str) -> String {
        let has = |letter| [&self.regular, &self.strong].iter().all(|cut| cut.has(letter));
        let spelled = spell(text, has);
        if spelled.outcome == Outcome::SomeByNumber {
            self.outcome.set(Outcome::SomeByNumber);
        }
        spelled.text
    }

    /// Whether anything had to be spelled so far.
    pub(super) fn outcome(&self) -> Outcome {
        self.outcome.get()
    }

    /// A spelled word as shapes.
    pub(super) fn shape(&self, weight: Weight, text: &str) -> Rc<Shaped> {
        let name = (weight, text.to_owned());
        if let Some(known) = self.shaped.borrow().get(&name) {
            return Rc::clone(known);
        }
        let shaped = Rc::new(self.cut(weight).shape(text));
        self.shaped.borrow_mut().insert(name, Rc::clone(&shaped));
        shaped
    }

    /// The width of a spelled text on one line, with letters of this size.
    pub(super) fn width(&self, weight: Weight, text: &str, size: f32) -> f32 {
        self.shape(weight, text).width * size
    }

    /// What the file embeds.
    pub(super) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    const fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Strong => &self.strong,
        }
    }
}

impl Cut {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { face: Face::from_slice(bytes, 0)?, font: Font::new(bytes.into(), 0)? })
    }

    fn has(&self, letter: char) -> bool {
        self.face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0)
    }

    fn shape(&self, text: &str) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        // Without contextual alternates: a patient's "->" stays as it was typed.
        let features = [Feature::new(Tag::from_bytes(b"calt"), 0, ..)];
        let glyphs = self.glyphs(&rustybuzz::shape(&self.face, &features, buffer), text.len());
        let spaces = text.trim_end().len();
        let behind = |from: usize| glyphs.iter().filter(move |glyph| glyph.text_range.start >= from);
        let width = |from: usize| behind(from).map(|glyph| glyph.x_advance).sum();
        Shaped { width: width(0), trailing: width(spaces), glyphs: glyphs.clone(), text: text.to_owned() }
    }

    /// The shapes with the part of the text each stands for; several shapes of one letter stand for it together.
    #[expect(clippy::cast_precision_loss, reason = "units of a typeface, a few thousand")]
    fn glyphs(&self, shapes: &GlyphBuffer, length: usize) -> Vec<KrillaGlyph> {
        let em = |units: i32| units as f32 / self.face.units_per_em() as f32;
        let (mut start, mut end) = (length, length);
        let backwards = shapes.glyph_infos().iter().zip(shapes.glyph_positions()).rev().map(|(info, place)| {
            let from = info.cluster as usize;
            if from < start {
                (start, end) = (from, start);
            }
            let glyph = GlyphId::new(info.glyph_id);
            let offset = (em(place.x_offset), em(place.y_offset));
            KrillaGlyph::new(glyph, em(place.x_advance), offset.0, offset.1, 0.0, start..end, None)
        });
        let mut glyphs: Vec<_> = backwards.collect();
        glyphs.reverse();
        glyphs
    }
}
