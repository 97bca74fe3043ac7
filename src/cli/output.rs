//! Words and verdicts on their way to a terminal or a pipe: harmless, wrapped, coloured only where colour is wanted.
//!
//! Uses nothing but `domain::text` and the triage's words.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use crate::domain::Triage;
use crate::domain::text::clean;

/// So many columns a line of words has at most.
pub const WIDTH: usize = 88;

/// Every terminal has at least so many columns.
pub const NARROW: usize = 80;

/// A size of a file in words.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => counted(usize::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// Says something on stderr, on lines that every terminal has room for.
pub fn say_wrapped(words: &str) {
    say(&wrapped_to(NARROW, "", words).join("\n"));
}

/// Says something on stderr; a closed stderr is no reason to stop.
pub fn say(words: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(words));
}

/// Writes lines to stdout.
pub fn print(lines: &[String]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{}", harmless(line))?;
    }
    Ok(out.flush()?)
}

/// A line on which nothing steers a terminal but our own colours; what a journal holds was cleaned when it came in, unless
/// something else wrote the file.
fn harmless(line: &str) -> Cow<'_, str> {
    let clean_line = clean(line);
    if clean_line == line {
        return clean_line;
    }
    let (mut told, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(escape) = rest.find('\u{1b}') {
        told.push_str(&clean(&rest[..escape]));
        rest = &rest[escape..];
        let ours = Paint::codes().find(|code| rest.starts_with(code.as_str()));
        told.push_str(ours.as_deref().unwrap_or("\u{FFFD}"));
        rest = &rest[ours.map_or(1, |code| code.len())..];
    }
    told.push_str(&clean(rest));
    Cow::Owned(told)
}

/// Writes a file's text to stdout: as it is into a pipe, harmless onto a terminal.
pub fn print_file(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        out.write_all(clean(text).as_bytes())?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// Writes a file's bytes to stdout, which is no terminal.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Whether an error means that whoever read our output has closed it.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// Ends a colour.
const PLAIN: &str = "\u{1b}[0m";

/// Whether and how words are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// With colour.
    Coloured,
    /// Plain.
    Plain,
}

impl Paint {
    /// The word of a level, bold in its colour: blue when quiet, orange when not. The word alone says all.
    pub fn level(self, triage: Triage) -> String {
        match self {
            Self::Coloured => format!("{}{}{PLAIN}", Self::code(triage), triage.word()),
            Self::Plain => triage.word().to_owned(),
        }
    }

    fn code(triage: Triage) -> String {
        let colour = match triage {
            Triage::Expected => "34",
            Triage::Watch => "36",
            Triage::ContactProvider => "1;33",
            Triage::Urgent => "1;31",
            Triage::Emergency => "1;7;31",
        };
        format!("\u{1b}[{colour}m")
    }

    /// All that we ever send to a terminal besides letters.
    fn codes() -> impl Iterator<Item = String> {
        let levels = [Triage::Expected, Triage::Watch, Triage::ContactProvider, Triage::Urgent, Triage::Emergency];
        levels.into_iter().map(Self::code).chain([PLAIN.to_owned()])
    }
}

/// A number of things, in words that fit one and many.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Rows with their columns under each other.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let blanks = " ".repeat(width(column).saturating_sub(cell.width()));
            format!("{cell}{blanks}")
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Text on lines of at most [`WIDTH`] columns: `lead` before the first, as many blanks before the others.
pub fn wrapped(lead: &str, text: &str) -> Vec<String> {
    wrapped_to(WIDTH, lead, text)
}

/// The same on lines of at most so many columns.
pub fn wrapped_to(width: usize, lead: &str, text: &str) -> Vec<String> {
    let mut lines = vec![lead.to_owned()];
    let blanks = " ".repeat(lead.width());
    let mut fresh = true;
    for word in clean(text).split_whitespace() {
        let room = lines.last().map_or(0, |line| width.saturating_sub(line.width()));
        if !fresh && word.width() + 1 > room {
            lines.push(blanks.clone());
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
        }
        fresh = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_and_long_texts_lose_nothing() {
        let text = format!("a {} b {}", "x".repeat(200), "word ".repeat(60));
        let lines = wrapped("  Why: ", &text);
        let told: Vec<_> = lines.iter().flat_map(|line| line.split_whitespace()).skip(1).collect();
        assert_eq!(told, text.split_whitespace().collect::<Vec<_>>());
        assert!(lines.iter().filter(|line| !line.contains("xx")).all(|line| line.width() <= WIDTH));
        assert!(lines[1..].iter().all(|line| line.starts_with("       ")));
    }

    #[test]
    fn our_colours_get_through_and_nothing_else_does() {
        let level = Paint::Coloured.level(Triage::Emergency);
        assert_eq!(harmless(&level), level);
        let hostile = format!("{level}: \u{1b}[2J\u{1b}]0;x\u{7}\u{9b}\u{202e}");
        assert_eq!(harmless(&hostile), format!("{level}: \u{fffd}[2J\u{fffd}]0;x\u{fffd}\u{fffd}\u{fffd}"));
    }

    #[test]
    fn a_text_of_nothing_is_its_lead() {
        assert_eq!(wrapped("- ", ""), ["- "]);
    }
}
