//! Text broken into lines of a width, by the widths of its words.
//!
//! May use nothing else.

use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_segmentation::UnicodeSegmentation;

use super::letters::{Letters, Shaped, Weight};
use crate::report::page::Words;
use crate::report::page::ink::Ink;

/// Letters that a single step of breaking a word looks at together at most.
const LONGEST_GRAPHEME: usize = 16;

/// A word longer than this is no word, and is looked at in pieces: shaping takes longer than in proportion.
const LONGEST_WORD: usize = 120;

/// Text of one weight and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its weight.
    pub weight: Weight,
    /// Its colour.
    pub ink: Ink,
}

/// Part of a line in one look.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Its look.
    pub look: Look,
    /// What it says.
    pub text: String,
    /// Its shapes.
    pub glyphs: Vec<KrillaGlyph>,
    /// Its width as a part of the size of the letters.
    pub width: f32,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// From left to right.
    pub runs: Vec<Run>,
    /// Its width without the spaces at its end, as a part of the size of the letters.
    pub width: f32,
}

/// What a line is filled with.
enum Atom {
    /// Words that belong together, or a word.
    Together(Vec<(Look, Rc<Shaped>)>),
    /// The line ends here.
    Break,
}

/// The spelled pieces of a text, each with its look.
pub(super) fn pieces(letters: &Letters, words: &Words) -> Vec<(Look, String)> {
    let piece = |piece: &super::super::Piece| {
        let look = Look { weight: Weight::of(piece.tone), ink: Ink::of(piece.tone) };
        (look, letters.spell(&piece.text))
    };
    words.0.iter().map(piece).collect()
}

/// Breaks spelled pieces into lines no wider than `width`, in parts of the size of the letters. At least one line.
pub(super) fn broken(letters: &Letters, pieces: &[(Look, String)], width: f32) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut filled = 0.0;
    for atom in atoms(letters, pieces) {
        let Atom::Together(words) = atom else {
            lines.push(Line::default());
            filled = 0.0;
            continue;
        };
        let wide = wide(&words);
        let words = if wide > width { chopped(letters, words, width) } else { vec![words] };
        for words in words {
            if filled > 0.0 && filled + self::wide(&words) > width {
                lines.push(Line::default());
                filled = 0.0;
            }
            filled += put(&mut lines, words, filled);
        }
    }
    lines
}

/// The width of the longest word of spelled pieces, in parts of the size of the letters.
pub(super) fn longest_word(letters: &Letters, pieces: &[(Look, String)]) -> f32 {
    let words = atoms(letters, pieces).into_iter().map(|atom| match atom {
        Atom::Together(words) => wide(&words),
        Atom::Break => 0.0,
    });
    words.fold(0.0, f32::max)
}

/// The width of the longest line of spelled pieces where none is broken, in parts of the size of the letters.
pub(super) fn longest_line(letters: &Letters, pieces: &[(Look, String)]) -> f32 {
    broken(letters, pieces, f32::MAX).iter().map(|line| line.width).fold(0.0, f32::max)
}

/// Puts words at the end of the last line; answers how wide they are with their spaces.
fn put(lines: &mut [Line], words: Vec<(Look, Rc<Shaped>)>, filled: f32) -> f32 {
    let Some(line) = lines.last_mut() else { return 0.0 };
    let mut added = 0.0;
    for (look, word) in words {
        line.width = filled + added + word.width - word.trailing;
        added += word.width;
        line.push(look, &word);
    }
    added
}

impl Line {
    fn push(&mut self, look: Look, word: &Shaped) {
        if self.runs.last().is_none_or(|run| run.look != look) {
            self.runs.push(Run { look, text: String::new(), glyphs: Vec::new(), width: 0.0 });
        }
        let Some(run) = self.runs.last_mut() else { return };
        let start = run.text.len();
        run.text.push_str(&word.text);
        run.width += word.width;
        run.glyphs.extend(word.glyphs.iter().cloned().map(|mut glyph| {
            glyph.text_range = glyph.text_range.start + start..glyph.text_range.end + start;
            glyph
        }));
    }
}

/// The width of words without the spaces behind the last.
fn wide(words: &[(Look, Rc<Shaped>)]) -> f32 {
    let trailing = words.last().map_or(0.0, |(_, word)| word.trailing);
    words.iter().map(|(_, word)| word.width).sum::<f32>() - trailing
}

fn atoms(letters: &Letters, pieces: &[(Look, String)]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut together = Vec::new();
    for (look, text) in pieces {
        for (number, paragraph) in text.split('\n').enumerate() {
            if number > 0 {
                atoms.extend([Atom::Together(std::mem::take(&mut together)), Atom::Break]);
            }
            for segment in segments(paragraph).into_iter().flat_map(pieces_of) {
                together.push((*look, letters.shape(look.weight, segment)));
                if may_break_after(segment) {
                    atoms.push(Atom::Together(std::mem::take(&mut together)));
                }
            }
        }
    }
    atoms.push(Atom::Together(together));
    atoms
}

/// Cuts a text where a line may end: behind spaces, and behind a hyphen or stroke before a letter.
fn segments(text: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut start = 0;
    for (place, word) in text.split_word_bound_indices() {
        let before = text.get(start..place).unwrap_or_default();
        let ends = before.ends_with(is_space) && !word.starts_with(is_space);
        let parts = before.ends_with(['-', '–', '—', '/']) && word.starts_with(char::is_alphabetic) && before.len() > 1;
        if place > start && (ends || parts) {
            segments.push(before);
            start = place;
        }
    }
    segments.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    segments
}

/// A word in pieces of bearable length, between letters.
fn pieces_of(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (place, _) in word.char_indices() {
        if place - start >= LONGEST_WORD {
            pieces.extend(word.get(start..place));
            start = place;
        }
    }
    pieces.extend(word.get(start..));
    pieces
}

fn may_break_after(segment: &str) -> bool {
    segment.ends_with(is_space) || (segment.len() > 1 && segment.ends_with(['-', '–', '—', '/']))
}

/// A space at which a line may end.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Words too wide for a line, broken anywhere between two letters.
fn chopped(letters: &Letters, words: Vec<(Look, Rc<Shaped>)>, width: f32) -> Vec<Vec<(Look, Rc<Shaped>)>> {
    let mut lines = vec![Vec::new()];
    let mut filled = 0.0;
    for (look, word) in words {
        let mut chunk = String::new();
        for part in word.text.graphemes(true).flat_map(short) {
            let wide = letters.shape(look.weight, &part).width;
            if filled + wide > width && filled > 0.0 && !part.starts_with(is_space) {
                add(&mut lines, (look, letters.shape(look.weight, &std::mem::take(&mut chunk))));
                lines.push(Vec::new());
                filled = 0.0;
            }
            chunk.push_str(&part);
            filled += wide;
        }
        add(&mut lines, (look, letters.shape(look.weight, &chunk)));
    }
    lines
}

fn add(lines: &mut [Vec<(Look, Rc<Shaped>)>], word: (Look, Rc<Shaped>)) {
    if let Some(line) = lines.last_mut().filter(|_| !word.1.text.is_empty()) {
        line.push(word);
    }
}

/// A letter with its marks, in parts if somebody made it endless.
fn short(grapheme: &str) -> Vec<String> {
    let letters: Vec<char> = grapheme.chars().collect();
    letters.chunks(LONGEST_GRAPHEME).map(|part| part.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { weight: Weight::Regular, ink: Ink::Text };
    const BOLD: Look = Look { weight: Weight::Strong, ink: Ink::Text };

    fn lines(pieces: &[(Look, &str)], width: f32) -> Vec<String> {
        let letters = Letters::new().unwrap();
        let pieces: Vec<_> = pieces.iter().map(|(look, text)| (*look, letters.spell(text))).collect();
        let lines = broken(&letters, &pieces, width);
        assert!(lines.iter().all(|line| line.width <= width + 0.2), "a line is too wide");
        lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_stay_whole_and_keep_their_punctuation() {
        let broken = lines(&[(PLAIN, "The skin around the nose, warm (still) on day 4.")], 10.0);
        assert!(broken.len() > 1);
        assert_eq!(broken.concat(), "The skin around the nose, warm (still) on day 4.");
        for line in &broken {
            assert!(!line.starts_with([',', '.', ')', ' ']), "{broken:?}");
        }
    }

    #[test]
    fn a_change_of_weight_does_not_part_what_is_written_together() {
        let broken = lines(&[(PLAIN, "redness was "), (BOLD, "marked"), (PLAIN, ", then clear")], 9.0);
        assert!(broken.iter().any(|line| line.contains("marked,")), "{broken:?}");
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_anywhere_and_nothing_is_lost() {
        let word = "W".repeat(90);
        let broken = lines(&[(PLAIN, &word)], 12.0);
        assert!(broken.len() > 5);
        assert_eq!(broken.concat(), word);
    }

    #[test]
    fn line_breaks_of_a_text_are_kept() {
        assert_eq!(lines(&[(PLAIN, "one\n\ntwo")], 40.0), ["one", "", "two"]);
        assert_eq!(lines(&[(PLAIN, "")], 40.0), [""]);
    }

    #[test]
    fn a_hyphen_parts_words_but_not_a_date() {
        let cut = |text| segments(text);
        assert_eq!(cut("non-prescription on 2026-03-05"), ["non-", "prescription ", "on ", "2026-03-05"]);
        assert_eq!(cut("days 9-12"), ["days ", "9-12"]);
    }
}
