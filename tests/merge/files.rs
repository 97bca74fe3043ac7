//! The file that is carried: whatever is wrong with it, it is never changed, and neither is the journal here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use mendlog::domain::{Entry, Grade, Treatment};
use mendlog::store::{Journal, MergeError, Opener, Passphrase, StoreError, Unfit};
use rusqlite::Connection;
use tempfile::TempDir;
use zeroize::Zeroizing;

pub fn evening(day: u32) -> DateTime<FixedOffset> {
    format!("2026-03-{day:02}T20:00:00+01:00").parse().unwrap()
}

pub fn entry(day: u32, redness: u8) -> Entry {
    let at = format!("2026-03-{day:02}T19:00:00+01:00").parse().unwrap();
    let mut entry = Entry::new(format!("e{day}").into(), "t1".into(), at);
    entry.grades.insert("redness".into(), Grade::try_from(redness).unwrap().into());
    entry
}

/// A folder with the journal "here.db": a treatment and a check-in.
pub fn here() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("here.db");
    let mut journal = Journal::open(&path).unwrap();
    let treatment = Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    journal.save_treatment(&treatment, evening(2)).unwrap();
    journal.save_entry(&entry(3, 2), evening(3)).unwrap();
    (folder, path)
}

/// A copy of the journal on another machine, with one more check-in.
fn there(here: &Path) -> PathBuf {
    let path = here.with_file_name("there.db");
    fs::copy(here, &path).unwrap();
    Journal::open(&path).unwrap().save_entry(&entry(4, 1), evening(4)).unwrap();
    path
}

fn refused(here: &Path, other: &Path) -> MergeError {
    let before = (fs::read(here).unwrap(), fs::read(other).ok());
    let error = Journal::open(here).unwrap().read_other(other, None).unwrap_err();
    assert!((fs::read(here).unwrap(), fs::read(other).ok()) == before, "{error}");
    let words = error.to_string();
    assert!(words.contains("Both journals are as they were. ") || words.contains("Nothing was changed. "), "{words}");
    error
}

#[track_caller]
fn unfit(error: &MergeError, is_it: impl Fn(&Unfit) -> bool) {
    assert!(matches!(error, MergeError::Other { why, .. } if is_it(why)), "{error:?}");
}

#[test]
fn what_is_no_journal_is_refused() {
    let (folder, here) = here();
    let file = |content: &[u8]| {
        let path = folder.path().join("other.db");
        fs::write(&path, content).unwrap();
        path
    };
    unfit(&refused(&here, &folder.path().join("nowhere.db")), |why| matches!(why, Unfit::Missing));
    unfit(&refused(&here, folder.path()), |why| matches!(why, Unfit::NotAFile));
    unfit(&refused(&here, &file(b"")), |why| matches!(why, Unfit::Empty));
    unfit(&refused(&here, &file(b"Dear diary")), |why| matches!(why, Unfit::NotAJournal));
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    unfit(&refused(&here, &foreign), |why| matches!(why, Unfit::Foreign));
}

#[test]
fn torn_damaged_and_newer_journals_are_refused() {
    let (_folder, here) = here();
    let there = there(&here);
    let whole = fs::read(&there).unwrap();
    fs::write(&there, &whole[..whole.len() - 5000]).unwrap();
    unfit(&refused(&here, &there), |why| matches!(why, Unfit::Torn));
    let mut damaged = whole.clone();
    damaged[4096..].fill(0x5a);
    fs::write(&there, &damaged).unwrap();
    unfit(&refused(&here, &there), |why| matches!(why, Unfit::Damaged(_)));
    fs::write(&there, &whole).unwrap();
    Connection::open(&there).unwrap().pragma_update(None, "user_version", 4000).unwrap();
    unfit(&refused(&here, &there), |why| matches!(why, Unfit::Newer { found: 4000, .. }));
}

#[test]
fn the_journal_itself_is_recognised_by_any_name() {
    let (folder, here) = here();
    let (hard, soft) = (folder.path().join("hard.db"), folder.path().join("soft.db"));
    fs::hard_link(&here, &hard).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&here, &soft).unwrap();
    for name in [here.clone(), hard, soft, folder.path().join(".").join("here.db")] {
        let error = refused(&here, &name);
        assert!(matches!(error, MergeError::Itself { .. }), "{error:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_in_a_write_protected_folder_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, here) = here();
    let there = there(&here);
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let other = stick.join("journal.db");
    fs::rename(&there, &other).unwrap();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    protect(&other, 0o400);
    protect(&stick, 0o500);
    let mut journal = Journal::open(&here).unwrap();
    let read = journal.read_other(&other, None).unwrap();
    assert_eq!(journal.merge(&read).unwrap().taken, 1);
    assert_eq!(fs::metadata(&other).unwrap().permissions().mode() & 0o777, 0o400);
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 1);
    protect(&stick, 0o700);
}

#[test]
fn every_older_version_is_merged_and_left_as_it_is() {
    for version in 1..=8 {
        let (_folder, here) = here();
        let other = here.with_file_name("old.db");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/journal-v{version}.sql"));
        Connection::open(&other).unwrap().execute_batch(&fs::read_to_string(fixture).unwrap()).unwrap();
        let before = fs::read(&other).unwrap();
        let mut journal = Journal::open(&here).unwrap();
        let read = journal.read_other(&other, None).unwrap();
        assert!(journal.merge(&read).unwrap().taken > 0);
        assert!(before == fs::read(&other).unwrap(), "version {version}");
        let mut itself = Journal::open(&other).unwrap();
        let diary = journal.diary().unwrap();
        for entry in itself.diary().unwrap().entries {
            assert!(diary.entries.contains(&entry), "version {version}");
        }
        // What was merged from an old file is known again once that machine has the new program.
        itself.save_draft("half a thought", evening(9)).unwrap();
        drop(itself);
        let read = journal.read_other(&other, None).unwrap();
        assert_eq!(journal.merge(&read).unwrap().taken, 0, "version {version}");
        assert_eq!(journal.draft().unwrap(), None);
    }
}

#[test]
fn a_journal_that_is_being_written_is_waited_for() {
    let (_folder, here) = here();
    let there = there(&here);
    let (held, is_held) = mpsc::channel();
    let (release_at, is_asked) = mpsc::channel::<Duration>();
    let busy = there.clone();
    let writer = thread::spawn(move || {
        let db = Connection::open(&busy).unwrap();
        for wait in is_asked {
            db.execute_batch("BEGIN EXCLUSIVE").unwrap();
            held.send(()).unwrap();
            thread::sleep(wait);
            db.execute_batch("COMMIT").unwrap();
        }
    });
    let journal = Journal::open(&here).unwrap();
    release_at.send(Duration::from_millis(700)).unwrap();
    is_held.recv().unwrap();
    journal.read_other(&there, None).unwrap();
    release_at.send(Duration::from_secs(12)).unwrap();
    is_held.recv().unwrap();
    let error = journal.read_other(&there, None).unwrap_err();
    assert!(error.to_string().contains("is busy with it"), "{error}");
    unfit(&error, |why| matches!(why, Unfit::Busy(_)));
    drop(release_at);
    writer.join().unwrap();
}

/// As after a power cut in the middle of a save on the other machine.
#[test]
fn an_interrupted_save_is_left_to_its_own_machine() {
    let (_folder, here) = here();
    let there = there(&here);
    let taken = here.with_file_name("carried.db");
    let beside = |path: &Path| path.with_file_name(format!("{}-journal", path.file_name().unwrap().to_str().unwrap()));
    let db = Connection::open(&there).unwrap();
    db.execute_batch(
        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;
        CREATE TABLE filler (x); WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000)
        INSERT INTO filler SELECT randomblob(200) FROM n;",
    )
    .unwrap();
    fs::copy(&there, &taken).unwrap();
    fs::copy(beside(&there), beside(&taken)).unwrap();
    drop(db);
    let (file, left) = (fs::read(&taken).unwrap(), fs::read(beside(&taken)).unwrap());
    unfit(&refused(&here, &taken), |why| matches!(why, Unfit::Interrupted(_) | Unfit::Torn));
    assert!(fs::read(&taken).unwrap() == file && fs::read(beside(&taken)).unwrap() == left);
}

#[cfg(feature = "encryption")]
#[test]
fn a_locked_journal_opens_with_its_own_passphrase_and_leaves_nothing_plain() {
    let (folder, here) = here();
    let there = there(&here);
    let passphrase = || Passphrase::new(Zeroizing::new("four small words here".to_owned()));
    Journal::open(&there).unwrap().set_passphrase(&passphrase()).unwrap();
    let error = refused(&here, &there);
    assert!(error.asks_for_passphrase(), "{error:?}");
    let mut journal = Journal::open(&here).unwrap();
    let wrong = Opener::Passphrase(Passphrase::new(Zeroizing::new("three small words".to_owned())));
    unfit(&journal.read_other(&there, Some(&wrong)).unwrap_err(), |why| matches!(why, Unfit::Closed(_)));
    let before: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|item| item.unwrap().path()).collect();
    let read = journal.read_other(&there, Some(&Opener::Passphrase(passphrase()))).unwrap();
    assert_eq!(journal.merge(&read).unwrap().taken, 1);
    let after: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|item| item.unwrap().path()).collect();
    assert_eq!(before, after);
}

/// Both machines have the passphrase, and the same key where one journal is a copy of the other.
#[cfg(feature = "encryption")]
#[test]
fn a_copy_of_a_locked_journal_opens_with_the_key_of_this_one() {
    let (_folder, here) = here();
    let passphrase = Passphrase::new(Zeroizing::new("four small words here".to_owned()));
    let (mut journal, _) = Journal::open(&here).unwrap().set_passphrase(&passphrase).unwrap();
    let other = here.with_file_name("copy.db");
    fs::copy(&here, &other).unwrap();
    let opener = Opener::Passphrase(passphrase);
    Journal::unlock(&other, &opener).unwrap().save_entry(&entry(5, 1), evening(5)).unwrap();
    let read = journal.read_other(&other, None).unwrap();
    assert_eq!(journal.rehearse_merge(&read).unwrap().1.taken, 1);
    assert_eq!(journal.merge(&read).unwrap().taken, 1);
}

/// A file made to hide what is here, or to run in circles.
#[test]
fn a_journal_that_does_not_fit_together_takes_nothing_away() {
    let tricks = [
        "INSERT INTO follows SELECT t.stamp, e.stamp FROM treatment_revision t, entry_revision e",
        "INSERT INTO follows SELECT 'made up', stamp FROM entry_revision",
        "INSERT INTO follows SELECT a.stamp, b.stamp FROM entry_revision a, entry_revision b
            WHERE a.entry = b.entry AND a.number < b.number",
        "PRAGMA ignore_check_constraints = ON; UPDATE treatment SET deleted = 7",
        "PRAGMA foreign_keys = OFF; DELETE FROM treatment",
    ];
    for trick in tricks {
        let (_folder, here) = here();
        let there = there(&here);
        Journal::open(&there).unwrap().save_entry(&entry(4, 4), evening(5)).unwrap();
        Connection::open(&there).unwrap().execute_batch(trick).unwrap();
        let before = fs::read(&here).unwrap();
        let mut journal = Journal::open(&here).unwrap();
        let merged = journal.read_other(&there, None).and_then(|other| journal.merge(&other));
        unfit(&merged.unwrap_err(), |why| matches!(why, Unfit::Damaged(_)));
        assert!(fs::read(&here).unwrap() == before, "{trick}");
    }
}

#[test]
fn an_older_act_is_not_undone_under_something_newer() {
    let (_folder, here) = here();
    let other = here.with_file_name("other.db");
    fs::copy(&here, &other).unwrap();
    Journal::open(&other).unwrap().save_entry(&entry(3, 4), evening(4)).unwrap();
    let mut journal = Journal::open(&here).unwrap();
    let read = journal.read_other(&other, None).unwrap();
    journal.merge(&read).unwrap();
    assert!(journal.conflicts().unwrap().is_empty());
    let error = journal.undo(evening(6)).unwrap_err();
    assert!(matches!(error, StoreError::Overtaken { .. }), "{error:?}");
    assert_eq!(journal.diary().unwrap().entries, [entry(3, 4)]);
}
