//! Text from a person or a file, made harmless for terminals.
//!
//! Uses nothing of the program.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// So many characters the longest text has that a journal takes, such as a note.
pub const LONGEST: usize = 10_000;

/// So many characters that take no room of their own may follow each other: the accents of every language do, and towers of
/// them that reach over other lines do not.
const MOST_MARKS: usize = 8;

/// What stands where a character was taken out.
const TAKEN_OUT: char = '\u{FFFD}';

/// Text without anything a terminal or a reader's eye could obey: control and escape characters and those that turn the
/// direction of writing become U+FFFD, tabs become four spaces, carriage returns and spaces of no width vanish, and so do
/// accents piled higher than any language needs. Line breaks stay.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars().filter(|c| !vanishes(*c)) {
        marks = if takes_no_room(c) { marks + 1 } else { 0 };
        match c {
            '\t' => cleaned.push_str("    "),
            '\n' => cleaned.push(c),
            c if steers(c) => cleaned.push(TAKEN_OUT),
            _ if marks > MOST_MARKS => {}
            c => cleaned.push(c),
        }
    }
    Cow::Owned(cleaned)
}

fn is_clean(text: &str) -> bool {
    let mut marks = 0;
    text.chars().all(|c| {
        marks = if takes_no_room(c) { marks + 1 } else { 0 };
        c == '\n' || (!steers(c) && marks <= MOST_MARKS)
    })
}

/// Whether a character is drawn over or beside the one before it.
fn takes_no_room(c: char) -> bool {
    !steers(c) && c.width() == Some(0)
}

/// What nobody sees and nobody misses.
const fn vanishes(c: char) -> bool {
    matches!(c, '\r' | '\u{180E}' | '\u{200B}' | '\u{2060}')
}

/// [`clean`] for texts that fit on one line, such as a name: line breaks become spaces, and nothing hangs over the ends.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ").trim().to_owned()
}

/// Whether a terminal or a reader's eye could obey a character, or be deceived by it: C0, DEL and C1 controls, bidirectional
/// marks, the byte order mark, spaces of no width, line and paragraph separators, tag characters. The joiners that Persian,
/// Hindi and others write with (U+200C, U+200D) are none.
#[must_use]
pub const fn steers(c: char) -> bool {
    c.is_ascii_control()
        || matches!(c, '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let hostile = "\u{1b}[31mred\u{7}\0\u{8}\u{9b}2J\u{7f}\u{202e}abc\u{2066}\u{feff}\u{2028}\u{e0041}end";
        let cleaned = clean(hostile);
        assert_eq!(
            cleaned,
            "\u{fffd}[31mred\u{fffd}\u{fffd}\u{fffd}\u{fffd}2J\u{fffd}\u{fffd}abc\u{fffd}\u{fffd}\u{fffd}\u{fffd}end"
        );
        assert!(!cleaned.chars().any(char::is_control));
    }

    #[test]
    fn ordinary_text_of_any_script_stays_as_it_is() {
        for text in ["", "two\nlines", "Ärztin für Haut – 38 °C", "皮膚", "جلد", "á combining"] {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn white_space_is_tamed() {
        assert_eq!(clean("a\tb\r\nc"), "a    b\nc");
        assert_eq!(clean_line(" Dr\r\nRoe\n"), "Dr Roe");
    }

    #[test]
    fn a_tower_of_accents_is_cut_and_real_ones_stay() {
        let tower = format!("a{}b", "\u{301}".repeat(500));
        assert_eq!(clean(&tower), format!("a{}b", "\u{301}".repeat(MOST_MARKS)));
        for text in [
            "Vi\u{323}\u{302}t",
            "\u{e01}\u{e33}\u{e49}",
            "\u{5e9}\u{5c1}\u{5bc}\u{5b8}",
            "\u{645}\u{6cc}\u{200c}\u{634}",
        ] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn two_names_that_look_the_same_are_the_same() {
        assert_eq!(clean_line("t\u{200b}1\u{2060}"), "t1");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        let towers = format!("{0}\r{0}\u{200b}{0}\u{1b}{0}\t{0}", "\u{301}".repeat(6));
        for text in ["\u{1b}]0;title\u{7}\t", &towers] {
            let once = clean(text).into_owned();
            assert_eq!(clean(&once), once);
        }
    }
}
