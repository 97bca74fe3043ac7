//! The page as a PDF file: text that can be selected, typefaces in the file, tagged for screen readers, exported with the
//! writer's checks for PDF/UA-1. What stands in a page can be anything; it is always written.
//!
//! May use `domain`.

mod beside;
mod block;
mod charts;
mod columns;
mod facts;
mod file;
mod flow;
mod foot;
mod grid;
mod layout;
mod letters;
mod lines;
mod prose;
mod row;
mod sheets;
mod spelled;
mod structure;
mod style;
mod table;

use file::{Checks, File};
use flow::{Sheet, flow};
use foot::Foot;
use layout::Layout;
use letters::Letters;
use spelled::Outcome;
use structure::Structure;
use style::{ROOMY, Style};

use super::{Page, Paper};

/// Room left and right of what is written.
const SIDE: f32 = 40.0;

/// Room above it.
const TOP: f32 = 37.0;

/// So many sheets, and a closer setting would save none that matters.
const LONG: usize = 4;

/// Why no file came about. None of it depends on what a patient wrote.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The typeface in the program cannot be read.
    #[error("the typeface inside the program cannot be read; nothing was lost: write the report as HTML instead")]
    Typeface,
    /// The writer refused.
    #[error("the PDF could not be written ({0}); nothing was lost: write the report as HTML instead")]
    Refused(String),
}

/// A page laid out on sheets.
struct Laid {
    structure: Structure,
    sheets: Vec<Sheet>,
    foot: Foot,
}

/// Writes a page for a size of paper. The same page gives the same bytes.
pub fn to_bytes(page: &Page, paper: Paper) -> Result<Vec<u8>, NotWritten> {
    let letters = Letters::new().ok_or(NotWritten::Typeface)?;
    let write = |checks| File { page, paper, letters: &letters, checks }.write(&laid(page, paper, &letters, checks));
    // A file without the seal is better than none.
    write(Checks::Pdfua1).or_else(|_| write(Checks::None)).map_err(|error| NotWritten::Refused(error.to_string()))
}

/// The page in the loosest setting that needs the fewest sheets.
fn laid(page: &Page, paper: Paper, letters: &Letters, checks: Checks) -> Laid {
    let lay = |style| laid_out(page, paper, letters, (style, checks));
    let loosest = lay(ROOMY);
    if !(2..=LONG).contains(&loosest.sheets.len()) {
        return loosest;
    }
    let fewer = |best: Laid, next: Laid| if next.sheets.len() < best.sheets.len() { next } else { best };
    Style::closer().map(lay).fold(loosest, fewer)
}

fn laid_out(page: &Page, paper: Paper, letters: &Letters, (style, checks): (Style, Checks)) -> Laid {
    let (width, height) = paper.size();
    let width = width - 2.0 * SIDE;
    let mut layout = Layout::of(page, letters, style, width);
    let foot = Foot::of(page, &mut layout);
    if letters.outcome() == Outcome::SomeByNumber {
        layout.small_print(
            "[U+ and a number] stands for a sign that the typeface of this file does not have, or that steers text; \
             the HTML form of this report shows it.",
            style.gap,
        );
    }
    if checks == Checks::None {
        layout.small_print(
            "This file was written without the checks for screen readers; the HTML form of this report serves them better.",
            style.gap,
        );
    }
    let sheets = flow(layout.blocks, height - TOP - foot.height());
    Laid { structure: layout.structure, sheets, foot }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::{Part, Words};

    fn page() -> Page {
        let made_on = chrono::NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
        let (title, subtitle, foot) = ("Healing".to_owned(), "Ana".to_owned(), "Patient-reported".to_owned());
        Page { title, subtitle, made_on, parts: vec![Part::Paragraph(Words::plain("Warm 皮"))], foot }
    }

    fn written(checks: Checks) -> (usize, Vec<u8>) {
        let letters = Letters::new().unwrap();
        let page = page();
        let laid = laid(&page, Paper::A4, &letters, checks);
        let lines = laid.sheets.iter().map(|sheet| sheet.blocks.len()).sum();
        (lines, File { page: &page, paper: Paper::A4, letters: &letters, checks }.write(&laid).unwrap())
    }

    #[test]
    fn without_the_checks_it_is_written_all_the_same_and_says_so() {
        let seal = |bytes: &[u8]| bytes.windows(12).any(|letters| letters == b"pdfuaid:part");
        let (lines, checked) = written(Checks::Pdfua1);
        let (more, unchecked) = written(Checks::None);
        assert!(seal(&checked) && !seal(&unchecked));
        assert!(unchecked.starts_with(b"%PDF"));
        assert_eq!(more, lines + 1, "no line says that it was not checked");
    }
}
