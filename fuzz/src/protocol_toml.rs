//! A protocol or a provider's own sheet: read, and a journal judged by it.

use mendlog::demo;
use mendlog::domain::{Answer, Moment, now::now as state_at};
use mendlog::protocols::DataFile;

use super::checks::{LIBRARY, assert_harmless, assert_readable, judge_at_all_times, now};
use super::screens;

/// Tries bytes as a protocol file or a sheet.
///
/// # Panics
/// When a fault is told harmfully, when a journal cannot be judged by what was read, and when a sheet silences pus.
pub fn try_with(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = match LIBRARY.read("sheet.toml", &text) {
        Ok(read) => read,
        Err(fault) => return assert_readable(&fault.to_string()),
    };
    let DataFile::Sheet(sheet) = read else { return };
    let library = LIBRARY.with_sheet(&sheet);
    if let Some(note) = library.sheet() {
        for words in [&note.name, &note.version, &note.provider] {
            assert_harmless(words, "a sheet's name");
        }
        for (_, words) in &note.care {
            assert_harmless(words, "an instruction");
        }
    }
    let mut diary = demo::diary(&library, now()).expect("the demo journal is sound");
    judge_at_all_times(&diary, &library);
    screens::show_by(&diary, &library);
    for entry in &mut diary.entries {
        entry.signs.insert("pus".into(), Answer::Yes);
    }
    let state = state_at(&diary, |id| library.protocol(id), Moment::At(now()));
    assert!(state.triage.warns(), "a sheet made pus say {:?}", state.triage);
}
