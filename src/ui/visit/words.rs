//! The words of a report in lines of a width: pieces that differ in weight, nothing lost, the word of a level in one piece.
//!
//! Uses the theme and the values of `report`.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::page::{Tone, Words};
use crate::ui::theme::{Meaning, Theme};

/// A word, in pieces of one style each; it is broken only where it is wider than a line.
type Word = Vec<Span<'static>>;

/// Fewer columns than this beside a lead hold no words.
const LEAST_BESIDE: usize = 16;

/// The style of a piece or a cell.
pub(super) fn style(tone: Tone, theme: Theme) -> Style {
    theme.style(match tone {
        Tone::Plain => Meaning::Plain,
        Tone::Strong => Meaning::Strong,
        Tone::Quiet => Meaning::Quiet,
        Tone::Outside => Meaning::Problem,
        Tone::Level(level) => Meaning::Level(level),
    })
}

/// The words in lines.
pub(super) fn flowing(words: &Words, theme: Theme, width: usize) -> Vec<Line<'static>> {
    filled(words_of(words, theme), width.max(1))
}

/// The words in lines, a lead before the first and its room before the others; the lead above them where there is no room.
pub(super) fn beside(lead: impl Into<Line<'static>>, words: &Words, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let lead = lead.into();
    let indent = lead.width();
    if width < indent + LEAST_BESIDE {
        let mut lines = filled(vec![lead.spans], width.max(1));
        lines.extend(flowing(words, theme, width));
        return lines;
    }
    let mut lead = Some(lead.spans);
    let mut lines = flowing(words, theme, width - indent);
    for line in &mut lines {
        let before = lead.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
        line.spans.splice(..0, before);
    }
    lines
}

fn words_of(words: &Words, theme: Theme) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let (mut goes_on, mut after_badge) = (false, false);
    for piece in &words.0 {
        let style = style(piece.tone, theme);
        if let Tone::Level(_) = piece.tone {
            all.push(vec![Span::styled(format!(" {} ", piece.text.trim()), style)]);
            (goes_on, after_badge) = (false, true);
            continue;
        }
        // A badge needs no colon.
        let told = piece.text.strip_prefix(':').filter(|_| after_badge).unwrap_or(&piece.text);
        after_badge = false;
        for (place, text) in told.split(char::is_whitespace).enumerate() {
            let span = Span::styled(text.to_owned(), style);
            match all.last_mut() {
                _ if text.is_empty() => {}
                Some(word) if place == 0 && goes_on => word.push(span),
                _ => all.push(vec![span]),
            }
        }
        goes_on = told.chars().next_back().map_or(goes_on, |last| !last.is_whitespace());
    }
    all
}

fn filled(words: Vec<Word>, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    let mut used = 0;
    for word in words.into_iter().flat_map(|word| broken(word, width)) {
        let wide = word.iter().map(Span::width).sum::<usize>();
        if used > 0 && used + 1 + wide > width {
            lines.push(Line::default());
            used = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if used > 0 {
            line.push_span(Span::raw(" "));
            used += 1;
        }
        line.extend(word);
        used += wide;
    }
    lines
}

/// A word in parts that fit on a line.
fn broken(word: Word, width: usize) -> Vec<Word> {
    if word.iter().map(Span::width).sum::<usize>() <= width {
        return vec![word];
    }
    let mut parts: Vec<Word> = vec![Vec::new()];
    let mut used = 0;
    for span in word {
        for letter in span.content.graphemes(true) {
            if used + letter.width() > width && used > 0 {
                parts.push(Vec::new());
                used = 0;
            }
            used += letter.width();
            if let Some(part) = parts.last_mut() {
                part.push(Span::styled(letter.to_owned(), span.style));
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Look;
    use crate::domain::Triage;
    use proptest::prelude::*;

    fn theme() -> Theme {
        Theme::new(Look { colour: true, unicode: true })
    }

    fn text(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_word_of_a_level_is_never_broken_and_punctuation_stays_with_its_word() {
        let words = Words::default()
            .and(Tone::Level(Triage::ContactProvider), "CALL CLINIC")
            .and(Tone::Plain, ": See ")
            .and(Tone::Strong, "your provider")
            .and(Tone::Plain, ", today.");
        assert_eq!(text(&flowing(&words, theme(), 19)), [" CALL CLINIC  See", "your provider,", "today."]);
    }

    #[test]
    fn a_lead_without_room_beside_it_stands_above() {
        let lines = beside(Span::raw("Treatment  "), &Words::plain("Thu 5 March"), theme(), 20);
        assert_eq!(text(&lines), ["Treatment  ", "Thu 5 March"]);
        let lines = beside(Span::raw("Treatment  "), &Words::plain("Thu 5 March, in the afternoon"), theme(), 32);
        assert_eq!(text(&lines), ["Treatment  Thu 5 March, in the", "           afternoon"]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_is_too_wide(texts in prop::collection::vec("[a-z皮é ,.]{0,30}", 0..6), width in 2_usize..90) {
            let words = texts.iter().fold(Words::default(), |words, text| words.and(Tone::Plain, text.clone()));
            let lines = text(&flowing(&words, theme(), width));
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&texts.concat()));
        }
    }
}
