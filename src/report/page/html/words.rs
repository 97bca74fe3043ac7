//! Text in a file for a browser: always escaped, its weight told by elements and classes.
//!
//! May use `domain`.

use maud::{Markup, Render, html};

use crate::domain::text;
use crate::report::page::{Piece, Tone};

/// A text as it was said: nothing in it is ever read as an element, or steers a terminal that shows the file.
pub(super) struct Said<'a>(pub &'a str);

impl Render for Said<'_> {
    fn render_to(&self, buffer: &mut String) {
        text::clean(self.0).render_to(buffer);
    }
}

/// The pieces of a text. Where there are several, each has a direction of its own, so that one in Arabic or Hebrew
/// leaves the order of the others alone.
pub(super) fn pieces(pieces: &[Piece]) -> Markup {
    match pieces {
        [only] => one(only, None),
        several => html! { @for piece in several { (one(piece, Some("auto"))) } },
    }
}

fn one(piece: &Piece, direction: Option<&str>) -> Markup {
    let said = Said(&piece.text);
    match (piece.tone, direction) {
        (Tone::Plain, None) => html! { (said) },
        (Tone::Plain, Some(_)) => html! { bdi { (said) } },
        (Tone::Strong, _) => html! { strong dir=[direction] { (said) } },
        (tone, _) => html! { span class=[class_of(tone)] dir=[direction] { (said) } },
    }
}

/// The class of what stands out.
pub(super) fn class_of(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some("strong"),
        Tone::Quiet => Some("quiet"),
        Tone::Outside => Some("outside"),
        Tone::Level(level) => Some(level.id()),
    }
}

/// How many letters the longest of some texts has, at most so many.
pub(super) fn longest<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0).min(most)
}
