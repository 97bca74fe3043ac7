//! Files that are no journal, or one no longer, are refused in words and stay as they are, to the byte.

use std::fs;
use std::path::Path;

use mendlog::store::{Journal, StoreError, Window};
use rusqlite::Connection;

use crate::course::{full_entry, full_treatment, now, place};

/// Makes a journal of a few pages.
fn make_journal(path: &Path) {
    let mut journal = Journal::open(path).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    let mut entry = full_entry();
    entry.note = "long ".repeat(4000);
    journal.save_entry(&entry, now()).unwrap();
}

/// Opens what `spoil` left in the journal's place, and checks that it was left alone and nothing appeared beside it.
fn refused(spoil: impl FnOnce(&Path)) -> StoreError {
    let (folder, path) = place();
    spoil(&path);
    let before = fs::read(&path).unwrap();
    let error = Journal::open(&path).unwrap_err();
    assert_eq!(fs::read(&path).unwrap(), before, "the file changed");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left beside it");
    let text = error.to_string();
    assert!(text.contains("left it as it is"), "{text}");
    error
}

fn cut(path: &Path, length: impl FnOnce(u64) -> u64) {
    make_journal(path);
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(length(file.metadata().unwrap().len())).unwrap();
}

#[test]
fn what_is_no_journal_is_refused() {
    let empty = refused(|path| fs::write(path, "").unwrap());
    assert!(matches!(empty, StoreError::Empty { .. }), "{empty:?}");
    for content in ["my diary", "SQLite format 3\0 and then nothing", &"x".repeat(5000)] {
        let text = refused(|path| fs::write(path, content).unwrap());
        assert!(matches!(text, StoreError::NotAJournal { .. }), "{text:?}");
    }
}

#[test]
fn another_programs_database_is_refused() {
    for mode in ["DELETE", "WAL"] {
        let foreign = refused(|path| {
            let other = Connection::open(path).unwrap();
            let script = format!("PRAGMA journal_mode={mode}; CREATE TABLE places (url); PRAGMA user_version = 1");
            other.execute_batch(&script).unwrap();
        });
        assert!(matches!(foreign, StoreError::Foreign { .. }), "{foreign:?}");
    }
}

#[test]
fn a_newer_journal_is_refused() {
    let newer = refused(|path| {
        make_journal(path);
        Connection::open(path).unwrap().pragma_update(None, "user_version", 4321).unwrap();
    });
    assert!(matches!(newer, StoreError::Newer { found: 4321, .. }), "{newer:?}");
    assert!(newer.to_string().contains("newer Mendlog"), "{newer}");
}

#[test]
fn a_torn_journal_is_refused() {
    for keep in [|_| 50, |_| 3000, |_| 4096, |_| 20_480, |length| length - 4096, |length| length - 1] {
        let torn = refused(|path| cut(path, keep));
        let is_torn =
            matches!(torn, StoreError::Torn { .. } | StoreError::Damaged { .. } | StoreError::NotAJournal { .. });
        assert!(is_torn, "{torn:?}");
    }
}

#[test]
fn a_damaged_part_is_said_and_not_guessed() {
    let (_folder, path) = place();
    make_journal(&path);
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    let error = Journal::open(&path).and_then(|journal| journal.diary()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_folder_and_an_impossible_place_are_named() {
    let (folder, path) = place();
    let error = Journal::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
    fs::write(&path, "a file").unwrap();
    let error = Journal::open(&path.join("journal.db")).unwrap_err();
    assert!(matches!(error, StoreError::Unreadable { .. } | StoreError::CannotCreate { .. }), "{error:?}");
}

#[test]
fn a_path_is_a_path() {
    let (folder, _) = place();
    for name in ["file:a?mode=memory", "100% #1?.db", ":memory:", "ein Tagebuch für mich.db"] {
        let path = folder.path().join(name);
        make_journal(&path);
        assert!(path.is_file(), "{name}");
        assert_eq!(Journal::open(&path).unwrap().treatments().unwrap().len(), 1, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (folder, _) = place();
    let path = folder.path().join("new/deep/journal.db");
    make_journal(&path);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("new")), 0o700);
    assert_eq!(mode(&folder.path().join("new/deep")), 0o700);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");

    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    Journal::open(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn the_file_refuses_to_forget() {
    let (_folder, path) = place();
    make_journal(&path);
    let raw = Connection::open(&path).unwrap();
    for table in ["treatment_revision", "entry_revision"] {
        let error = raw.execute(&format!("UPDATE {table} SET note = 'rewritten'"), []).unwrap_err();
        assert!(error.to_string().contains("old values are kept"), "{error}");
    }
    raw.execute("UPDATE entry SET treatment = 'nowhere'", []).unwrap_err();
    raw.execute("INSERT INTO grade VALUES (1, 'dryness', 7)", []).unwrap_err();
    let revision = "INSERT INTO entry_revision (entry, treatment, at, note, saved_at, deleted, stamp) VALUES ('e1', 't1', ?1, '', ?2, 0, ?1)";
    for (at, saved_at) in [("2026-02-30", "2026-03-05T20:00:00+01:00"), ("2026-03-05", "now"), ("now", "2026-03-05")] {
        raw.execute(revision, [at, saved_at]).unwrap_err();
    }
    raw.execute(revision, ["2026-02-28", "2026-03-05T20:00:00+01:00"]).unwrap();
    drop(raw);
    assert_eq!(Journal::open(&path).unwrap().entries(&"t1".into(), Window::All).unwrap().len(), 1);
}
