//! Text on lines of a width, nothing lost: words that are too long for a line are broken.
//!
//! Uses nothing but the width of letters.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text on lines of at most so many columns: `lead` before the first, as many blanks before the others.
pub(super) fn wrapped(width: usize, lead: &str, text: &str) -> Vec<String> {
    let blanks = " ".repeat(lead.width());
    let room = width.saturating_sub(lead.width()).max(MOST_NARROW);
    let lines = in_lines(room, text);
    let lead_of = |place: usize| if place == 0 { lead } else { &blanks };
    let lines = lines.into_iter().enumerate();
    lines.map(|(place, line)| format!("{}{line}", lead_of(place)).trim_end().to_owned()).collect()
}

/// No lead leaves less room than this.
const MOST_NARROW: usize = 8;

fn in_lines(room: usize, text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| broken(room, word)) {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(&word);
        } else if line.width() + 1 + word.width() <= room {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// A word in pieces that fit.
fn broken(room: usize, word: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for letter in word.chars() {
        let wide = letter.width().unwrap_or(0);
        if taken + wide > room {
            pieces.push(String::new());
            taken = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
        taken += wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_width_and_nothing_is_lost() {
        let text = format!("a {} b {} 皮膚の", "x".repeat(200), "word ".repeat(60));
        let lines = wrapped(40, "  Why: ", &text);
        assert!(lines.iter().all(|line| line.width() <= 40), "{lines:#?}");
        let told: String = lines.concat().chars().filter(|c| !c.is_whitespace()).collect();
        let all: String = format!("Why:{text}").chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(told, all);
        assert!(lines[1..].iter().all(|line| line.starts_with("       ")));
    }

    #[test]
    fn a_text_of_nothing_is_its_lead() {
        assert_eq!(wrapped(40, "- ", ""), ["-"]);
    }
}
