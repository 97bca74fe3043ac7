//! A journal in JSON: read, judged, written and read again.

use mendlog::exchange::journal_json::{Reader, to_string};

use super::checks::{LIBRARY, assert_harmless, assert_readable, judge_at_all_times};
use super::screens;

/// Tries bytes as a journal file.
///
/// # Panics
/// When a fault is told harmfully, or when what was read cannot be judged, shown, or written and read again to the same.
pub fn try_with(bytes: &[u8]) {
    let reader = Reader::new(&LIBRARY.catalog);
    let read = match reader.read(bytes) {
        Ok(read) => read,
        Err(fault) => return assert_readable(&fault.to_string()),
    };
    read.warnings.iter().for_each(|warning| assert_readable(warning));
    let written = to_string(&read.diary, read.sheet.as_ref()).expect("memory takes everything");
    assert_harmless(&written, "a journal");
    let again = reader.read(written.as_bytes()).expect("what was written can be read");
    assert_eq!(again.warnings, Vec::<String>::new());
    assert_eq!(again.sheet, read.sheet);
    assert_eq!(again.diary, read.diary);
    assert_eq!(to_string(&again.diary, again.sheet.as_ref()).expect("memory takes everything"), written);
    judge_at_all_times(&read.diary, &LIBRARY);
    screens::show(&read.diary);
}
