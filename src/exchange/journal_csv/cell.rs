//! Texts in the cells of a table: a spreadsheet that opens the file must not take them for formulas.
//!
//! Uses nothing but the standard library.

use std::borrow::Cow;

/// What stands before a text that a spreadsheet would reckon with.
const GUARD: char = '\'';

/// The text as it goes into a cell.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_reckoned(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that a cell holds.
pub(in crate::exchange) fn bare(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|text| is_reckoned(text)).unwrap_or(cell)
}

/// Whether a spreadsheet might take a text, or a later line of it, for a formula. Guards before it make no difference, so that
/// a text that begins with one comes back whole.
fn is_reckoned(text: &str) -> bool {
    let text = text.trim_start_matches(GUARD);
    text.starts_with(['\t', '\r', '\n']) || text.split(['\n', '\r']).any(begins_a_formula)
}

/// The wide forms count in spreadsheets of East Asia.
fn begins_a_formula(line: &str) -> bool {
    let first = line.trim_start();
    first.starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_with_is_guarded() {
        let texts =
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r", "\n", "  =1", "\u{a0}=1", "fine\n=1", "'=1", "\u{ff1d}1"];
        for text in texts {
            let cell = guarded(text);
            assert_eq!(cell, format!("'{text}"));
            assert_eq!(bare(&cell), text);
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in ["", "'", "''", "'tis sore", "a = b", "3", "x\n 4"] {
            assert_eq!(guarded(text), text);
            assert_eq!(bare(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_text_comes_back_from_its_cell(text in "['=+@\\-\t\r\n a]{0,8}|.{0,12}") {
            let cell = guarded(&text);
            prop_assert_eq!(bare(&cell), &text);
            prop_assert!(!begins_a_formula(&cell) && !cell.starts_with(['\t', '\r', '\n']));
        }
    }
}
