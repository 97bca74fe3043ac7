//! Check-ins in a table: read, judged, written and read again.

use std::collections::BTreeMap;

use mendlog::domain::{Diary, Entry, EntryId, TreatmentId};
use mendlog::exchange::Rules;
use mendlog::exchange::journal_csv::{Reader, to_string};

use super::checks::{LIBRARY, assert_harmless, assert_readable, judge_at_all_times};
use super::screens;

/// Tries bytes as a table of check-ins.
///
/// # Panics
/// When a fault is told harmfully, or when what was read cannot be judged, shown, or written and read again to the same.
pub fn try_with(bytes: &[u8]) {
    let reader = Reader::new(&LIBRARY.catalog, Rules::default());
    let read = match reader.read(bytes) {
        Ok(read) => read,
        Err(fault) => return assert_readable(&fault.to_string()),
    };
    read.warnings.iter().for_each(|warning| assert_readable(warning));
    let written = to_string(&read.diary, |id| LIBRARY.protocol(id)).expect("memory takes everything");
    assert_harmless(&written.replace("\r\n", "\n"), "a table");
    assert_no_formula(&written);
    let again = reader.read(written.as_bytes()).expect("what was written can be read");
    assert_eq!(again.warnings, Vec::<String>::new());
    assert_eq!(entries(&again.diary), entries(&read.diary));
    assert_eq!(to_string(&again.diary, |id| LIBRARY.protocol(id)).expect("memory takes everything"), written);
    for treatment in &again.diary.treatments {
        let before = read.diary.treatment(&treatment.id).expect("no treatment is made up");
        assert_eq!((treatment.performed_at, &treatment.protocol), (before.performed_at, &before.protocol));
    }
    judge_at_all_times(&read.diary, &LIBRARY);
    screens::show(&read.diary);
}

fn entries(diary: &Diary) -> BTreeMap<(&TreatmentId, &EntryId), &Entry> {
    diary.entries.iter().map(|entry| ((&entry.treatment, &entry.id), entry)).collect()
}

/// No cell that is text begins like a formula, in any of its lines.
fn assert_no_formula(written: &str) {
    let mut table = csv::Reader::from_reader(written.as_bytes());
    let texts: Vec<_> = ["treatment", "note", "entry", "protocol"].into_iter().collect();
    let head = table.headers().expect("a head").clone();
    for row in table.records() {
        let row = row.expect("a row");
        let cells = head.iter().zip(&row).filter(|(name, _)| texts.contains(name));
        for line in cells.flat_map(|(_, cell)| cell.split(['\n', '\r'])) {
            let guarded = row.iter().any(|cell| cell.starts_with('\'') && cell.contains(line));
            assert!(guarded || !line.trim_start().starts_with(['=', '+', '-', '@']), "a formula: {row:?}");
        }
    }
}
