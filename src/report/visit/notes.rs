//! The patient's own words, and the questions among them.
//!
//! A line of a note that ends with a question mark is a question. May use `domain`.

use super::chapter::Chapter;
use super::choices::Choices;
use crate::domain::text::{clean, clean_line};
use crate::report::page::{Part, Tone, Words};

/// So many characters of a note are told at most; the journal keeps the whole.
const LONGEST: usize = 400;

/// What ends a question, in the scripts that have their own mark.
const MARKS: [char; 4] = ['?', '\u{37E}', '\u{61F}', '\u{FF1F}'];

/// So many lines to write on when there is no question yet.
const EMPTY_LINES: u8 = 3;

/// The notes of the treatment and of its check-ins, without what is asked in them.
pub(super) fn notes(chapter: &Chapter<'_>) -> Vec<Part> {
    let own = std::iter::once(("Treatment".to_owned(), chapter.treatment.note.as_str()));
    let entries = chapter.entries().map(|judged| {
        let head = format!("Day {} ({})", judged.day, chapter.date(judged.day));
        (head, judged.entry.note.as_str())
    });
    let told: Vec<_> = own
        .chain(entries)
        .filter_map(|(head, note)| {
            let said = shortened(&lines(note).filter(|line| !is_question(line)).collect::<Vec<_>>().join(" "));
            (!said.is_empty()).then(|| Words::default().and(Tone::Strong, head).and(Tone::Plain, format!(": {said}")))
        })
        .collect();
    listed("In the patient's words", told)
}

/// The questions of all notes and those asked beside them, each once; where there is none, room to write some.
pub(super) fn questions(chapters: &[Chapter<'_>], choices: &Choices) -> Vec<Part> {
    let notes = chapters.iter().flat_map(|chapter| {
        let own = std::iter::once(chapter.treatment.note.as_str());
        own.chain(chapter.entries().map(|judged| judged.entry.note.as_str()))
    });
    let in_notes = notes.flat_map(lines).filter(|line| is_question(line));
    let asked = choices.questions.iter().map(|question| clean_line(question)).filter(|question| !question.is_empty());
    let mut questions: Vec<String> = Vec::new();
    for question in in_notes.chain(asked).map(|question| shortened(&question)) {
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    if questions.is_empty() {
        return vec![Part::Heading(QUESTIONS.to_owned()), Part::Lines(EMPTY_LINES)];
    }
    listed(QUESTIONS, questions.into_iter().map(Words::plain).collect())
}

const QUESTIONS: &str = "Questions for the visit";

fn listed(heading: &str, told: Vec<Words>) -> Vec<Part> {
    if told.is_empty() { Vec::new() } else { vec![Part::Heading(heading.to_owned()), Part::List(told)] }
}

/// The lines of a note that say something, each harmless and with single blanks.
fn lines(note: &str) -> impl Iterator<Item = String> {
    let note = clean(note).into_owned();
    let lines: Vec<_> = note.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.into_iter().filter(|line| !line.is_empty())
}

fn is_question(line: &str) -> bool {
    line.ends_with(MARKS)
}

/// A text that leaves room for the others, and says so when something of it is left out.
fn shortened(text: &str) -> String {
    if text.chars().nth(LONGEST).is_none() {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST).collect();
    let whole_words = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{whole_words} … (shortened; the journal has all of it)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_ends_with_a_question_mark_is_a_question() {
        let asked = |line: &str| is_question(&lines(line).next().unwrap_or_default());
        assert!(["Is this usual?", " May I run?  ", "هل هذا عادي؟", "大丈夫？"].into_iter().all(asked));
        assert!(!["I ask myself? Yes.", "", "? "].into_iter().take(2).any(asked));
    }

    #[test]
    fn a_long_note_is_shortened_at_a_word_and_says_so() {
        let long = "word ".repeat(200);
        let told = shortened(long.trim());
        assert!(told.ends_with("word … (shortened; the journal has all of it)"), "{told}");
        assert!(told.chars().count() < LONGEST + 60);
        assert_eq!(shortened("short"), "short");
    }
}
