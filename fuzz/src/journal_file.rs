//! A damaged journal file: opened, read and shown, or refused in words.
//!
//! The bytes are changes to a sound file, so that small inputs reach every page: three bytes of place, one of length, then what
//! stands there instead; a place beyond the end cuts the file off.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use mendlog::app::Look;
use mendlog::demo::Demo;
use mendlog::store::{Journal, StoreError, TakeUp, Window};
use mendlog::tui::begin;

use super::checks::{LIBRARY, assert_readable, judge_at_all_times, now};
use super::screens::assert_sound;

/// A sound file: the demo's journal.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let demo = Demo::new(&LIBRARY, now()).expect("the demo can be made");
    fs::read(demo.journal_path()).expect("the demo's journal can be read")
});

/// Tries a journal file with these changes.
///
/// # Panics
/// When it is neither opened nor refused in words.
pub fn try_with(changes: &[u8]) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a temporary folder");
    let path = folder.path().join("journal.db");
    fs::write(&path, damaged(SOUND.clone(), changes)).expect("a temporary file");
    for opened in [Journal::glance(&path), Journal::open(&path)] {
        match opened.and_then(|journal| look_at(&journal).map(|()| journal)) {
            Ok(mut journal) => show(&mut journal),
            Err(refused) => assert_told(&refused),
        }
    }
}

fn damaged(mut file: Vec<u8>, mut changes: &[u8]) -> Vec<u8> {
    while let [a, b, c, length, rest @ ..] = changes {
        let place = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
        let written = &rest[..usize::from(*length).min(rest.len())];
        changes = &rest[written.len()..];
        if place >= file.len() {
            file.truncate(place % file.len().max(1));
        } else {
            let end = (place + written.len()).min(file.len());
            file[place..end].copy_from_slice(&written[..end - place]);
        }
    }
    file
}

/// Reads everything there is.
fn look_at(journal: &Journal) -> Result<(), StoreError> {
    let diary = journal.diary()?;
    judge_at_all_times(&diary, &LIBRARY);
    for treatment in journal.treatments()? {
        journal.entries(&treatment.id, Window::Newest(3))?;
    }
    diary.entries.iter().try_for_each(|entry| journal.revisions(&entry.id).map(|_| ()))?;
    journal.edited()?;
    journal.sheet()?;
    journal.changes().map(|_| ())
}

fn show(journal: &mut Journal) {
    let look = Look { colour: true, unicode: true };
    match begin(journal, LIBRARY.clone(), look, None, TakeUp::LeftBehind, now()) {
        Ok(model) => assert_sound(&model, 80, 24),
        Err(refused) => assert_readable(&format!("{refused:#}")),
    }
}

fn assert_told(refused: &StoreError) {
    let path = "journal.db";
    let words = refused.to_string();
    assert_readable(&words);
    assert!(words.contains(path) || words.len() > 20, "too little is said: {words}");
}
