//! Text from a person or a file, made harmless for terminals.
//!
//! Uses nothing but the standard library.

use std::borrow::Cow;

/// So many characters the longest text has that a journal takes, such as a note.
pub const LONGEST: usize = 10_000;

/// What stands where a character was taken out.
const TAKEN_OUT: char = '\u{FFFD}';

/// Text without anything a terminal or a reader's eye could obey: control and escape characters and those that turn the
/// direction of writing become U+FFFD, tabs become four spaces, carriage returns vanish. Line breaks stay.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || !steers(c)) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => cleaned.push_str("    "),
            '\r' => {}
            '\n' => cleaned.push(c),
            c if steers(c) => cleaned.push(TAKEN_OUT),
            c => cleaned.push(c),
        }
    }
    Cow::Owned(cleaned)
}

/// [`clean`] for texts that fit on one line, such as a name: line breaks become spaces, and nothing hangs over the ends.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ").trim().to_owned()
}

/// Whether a terminal or a reader's eye could obey a character: C0, DEL and C1 controls, bidirectional marks, the byte order mark, line and paragraph separators, tag characters.
#[must_use]
pub const fn steers(c: char) -> bool {
    c.is_ascii_control()
        || matches!(c, '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
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
    fn cleaning_twice_changes_nothing_more() {
        let once = clean("\u{1b}]0;title\u{7}\t").into_owned();
        assert_eq!(clean(&once), once);
    }
}
