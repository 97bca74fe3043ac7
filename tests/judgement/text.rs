//! Text from a person or a file can steer no terminal and no reader's eye.

use std::borrow::Cow;

use mendlog::domain::text::{clean, clean_line, steers};

/// Control characters and those that turn, hide or break a line of text.
const STEERING: [char; 27] = [
    '\0',
    '\u{8}',
    '\u{b}',
    '\u{1b}',
    '\u{7f}',
    '\u{80}',
    '\u{9f}',
    '\u{61c}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2066}',
    '\u{2069}',
    '\u{2061}',
    '\u{2065}',
    '\u{206a}',
    '\u{206f}',
    '\u{fff9}',
    '\u{fffb}',
    '\u{feff}',
    '\u{e0000}',
    '\u{e0041}',
    '\u{e007f}',
    '\u{85}',
];

#[test]
fn what_steers_is_replaced_where_it_stands() {
    for character in STEERING {
        assert!(steers(character), "{character:?}");
        assert_eq!(clean(&format!("a{character}b")), "a\u{fffd}b", "{character:?}");
    }
}

/// Nobody sees them, and nobody misses them.
#[test]
fn spaces_of_no_width_vanish() {
    for character in ['\u{200b}', '\u{2060}', '\u{180e}'] {
        assert!(steers(character), "{character:?}");
        assert_eq!(clean(&format!("a{character}b")), "ab", "{character:?}");
    }
}

#[test]
fn what_does_not_steer_stays() {
    for text in [
        "two\nlines",
        "Ärztin, 38 °C",
        "皮膚",
        "a\u{a0}b",
        "a\u{200d}b",
        "a\u{202f}b",
        "a\u{205f}b\u{2070}",
        "a\u{fff8}\u{fffc}",
        "a\u{200c}",
    ] {
        assert!(!text.chars().any(|c| c != '\n' && steers(c)), "{text:?}");
        assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text:?} is not even copied");
    }
}

#[test]
fn white_space_is_tamed() {
    assert_eq!(clean("a\tb\r\nc\u{7}"), "a    b\nc\u{fffd}");
    assert_eq!(clean_line(" Dr\r\nRoe\n"), "Dr Roe");
    assert_eq!(clean_line("\tDr\tRoe\u{1b}"), "Dr    Roe\u{fffd}");
}
