//! Text broken into lines of a width, so that a height is known before anything is drawn.
//!
//! Uses nothing of the program.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text in lines of at most `width` columns, broken between words where that is possible. Nothing is left out.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let gap = usize::from(used > 0);
        if used + gap + word.width() > width && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, &mut used, " ");
        }
        for piece in word.graphemes(true) {
            if used + piece.width() > width && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, &mut used, piece);
        }
    }
    lines
}

fn push(lines: &mut [String], used: &mut usize, piece: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(piece);
        *used += piece.width();
    }
}

/// The text in styled lines.
#[must_use]
pub fn styled(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    wrap(text, width).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// Text in fewer columns than this beside its lead falls apart into pieces of words.
const LEAST_BESIDE: usize = 12;

/// The text in styled lines, the first beginning with a lead, the others indented by its width. Where there is no room
/// beside the lead, it stands above the text.
#[must_use]
pub fn led(lead: impl Into<Line<'static>>, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let lead = lead.into();
    let indent = lead.width();
    if indent > 0 && width < indent + LEAST_BESIDE && indent + text.width() > width {
        return above(&lead, text, width, style);
    }
    let mut spans = Some(lead.spans);
    let line = |text: String| {
        let mut spans = spans.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
        spans.push(Span::styled(text, style));
        Line::from(spans)
    };
    wrap(text, width.saturating_sub(indent)).into_iter().map(line).collect()
}

fn above(lead: &Line<'static>, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let words = |span: &Span<'static>| {
        let is_blank = span.content.trim().is_empty();
        if is_blank { Vec::new() } else { styled(&span.content, width, span.style) }
    };
    let mut lines: Vec<_> = lead.spans.iter().flat_map(words).collect();
    lines.extend(styled(text, width, style));
    lines
}

/// The word of a level as a lead: the badge, then room.
#[must_use]
pub fn badge(word: &str, style: Style) -> Line<'static> {
    Line::from(vec![Span::styled(format!(" {word} "), style), Span::raw(" ")])
}

/// The text in at most `width` columns, with an ellipsis where something is left out.
#[must_use]
pub fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for piece in text.graphemes(true) {
        if short.width() + piece.width() + 1 > width {
            break;
        }
        short.push_str(piece);
    }
    if width > 0 {
        short.push('…');
    }
    short
}

/// The text in exactly `width` columns.
#[must_use]
pub fn fitted(text: &str, width: usize) -> String {
    let mut text = shortened(text, width);
    let missing = width.saturating_sub(text.width());
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("ring the clinic today", 10), ["ring the", "clinic", "today"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
    }

    #[test]
    fn what_does_not_fit_is_marked() {
        assert_eq!(shortened("redness", 4), "red…");
        assert_eq!(fitted("red", 5), "red  ");
        assert_eq!(shortened("redness", 0), "");
    }

    proptest! {
        #[test]
        fn no_letter_beside_a_lead_is_lost(text in "[a-z–…:(]{0,30}( [a-z\"é]{1,14}){0,12}", lead in "[A-Z ]{0,16}", width in 1_usize..=200) {
            let lines = led(badge(&lead, Style::new()), &text, width, Style::new());
            let seen: String = lines.iter().map(ToString::to_string).collect();
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&seen), letters(&lead) + &letters(&text));
        }

        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(text in "[a-zé– ]{0,80}", width in 1_usize..40) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width));
            let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&text));
        }
    }
}
