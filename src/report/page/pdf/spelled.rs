//! Any text as the typeface can write it: what it does not have, and what steers or piles up, is spelled by its number.
//!
//! May use nothing else.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// Marks that may pile up on one letter; more would reach over the lines above.
const PILE: usize = 3;

/// A text that can be written, and whether something in it had to be spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelled {
    /// The text. The only control character in it is the line break.
    pub text: String,
    /// How it came out.
    pub outcome: Outcome,
}

/// How a text came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As it is.
    AsItIs,
    /// Some characters by their number.
    SomeByNumber,
}

/// Spells what `has` denies. Line ends of every kind become one line break, tabs a space; what only hints where to break
/// a word, or how to colour a sign, is left out, as it cannot be seen.
pub(super) fn spell(text: &str, has: impl Fn(char) -> bool) -> Spelled {
    let mut spelled = Spelled { text: String::with_capacity(text.len()), outcome: Outcome::AsItIs };
    let mut pile = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        pile = if is_mark(letter) { pile + 1 } else { 0 };
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => spelled.text.push('\n'),
            '\t' => spelled.text.push(' '),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' => {}
            _ if pile <= PILE && can_be_seen(letter) && has(letter) => spelled.text.push(letter),
            _ => {
                spelled.outcome = Outcome::SomeByNumber;
                // Writing into a text cannot fail.
                let _ = write!(spelled.text, "[U+{:04X}]", u32::from(letter));
            }
        }
    }
    spelled
}

/// Whether it stands on the letter before.
fn is_mark(letter: char) -> bool {
    letter.width() == Some(0)
}

/// Whether it is neither steering nor of a private area, where every typeface has something else.
fn can_be_seen(letter: char) -> bool {
    let steers = matches!(letter, '\u{61c}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}');
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !letter.is_control() && !steers && !private
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(text: &str) -> Spelled {
        spell(text, |letter| u32::from(letter) < 0x400)
    }

    #[test]
    fn what_the_typeface_has_stays_as_it_is() {
        let spelled = latin("Grüße <b>&amp; \\ 3 µm");
        assert_eq!(spelled, Spelled { text: "Grüße <b>&amp; \\ 3 µm".to_owned(), outcome: Outcome::AsItIs });
    }

    #[test]
    fn what_it_does_not_have_is_spelled() {
        let spelled = latin("皮 and 🙂");
        assert_eq!((spelled.text.as_str(), spelled.outcome), ("[U+76AE] and [U+1F642]", Outcome::SomeByNumber));
    }

    #[test]
    fn what_steers_is_spelled_even_if_the_typeface_has_it() {
        let spelled = spell("a\u{202e}b\u{0}c\u{feff}\u{e001}", |_| true);
        assert_eq!(spelled.text, "a[U+202E]b[U+0000]c[U+FEFF][U+E001]");
    }

    #[test]
    fn line_ends_are_line_breaks_and_hints_are_left_out() {
        let spelled = spell("a\r\nb\rc\u{2028}d\te\u{ad}f\u{200b}g\u{fe0f}", |_| true);
        assert_eq!(spelled, Spelled { text: "a\nb\nc\nd efg".to_owned(), outcome: Outcome::AsItIs });
    }

    #[test]
    fn marks_pile_up_on_a_letter_only_as_far_as_they_stay_in_their_line() {
        let spelled = spell(&format!("e\u{301}o{}", "\u{301}".repeat(5)), |_| true);
        assert_eq!(spelled.text, "e\u{301}o\u{301}\u{301}\u{301}[U+0301][U+0301]");
    }
}
