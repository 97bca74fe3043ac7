//! Restoring: value by value, over a live journal, over a damaged one, and back again.

use std::fs;

use mendlog::store::{BackupError, Journal, Occasion, Safety, TakenOut, backups};

use crate::{diary, entry, evening, journal, names};

#[test]
fn a_restore_brings_everything_back_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = journal(folder.path(), 3..6);
    let then = journal.diary().unwrap();
    let changes_then = journal.changes().unwrap();
    let made = journal.back_up(Occasion::ByHand, evening(6)).unwrap();
    journal.delete_entry(&"e3".into(), evening(7)).unwrap();
    let mut corrected = entry(4);
    corrected.note = "another".to_owned();
    journal.save_entry(&corrected, evening(7)).unwrap();
    journal.save_entry(&entry(7), evening(7)).unwrap();
    journal.save_draft("half a check-in", evening(7)).unwrap();
    let now = journal.diary().unwrap();

    let taken = journal.take_out(&made.path).unwrap();
    assert_eq!(taken.diary().unwrap(), then);
    let before = journal.restore(&taken, Safety::BackUpFirst, evening(8)).unwrap().unwrap();
    drop(taken);
    assert_eq!((journal.diary().unwrap(), journal.changes().unwrap()), (then, changes_then));
    assert_eq!(journal.draft().unwrap(), None);

    let taken = journal.take_out(&before.path).unwrap();
    journal.restore(&taken, Safety::BackUpFirst, evening(9)).unwrap();
    drop(taken);
    assert_eq!(journal.diary().unwrap(), now);
    assert_eq!(journal.draft().unwrap().as_deref(), Some("half a check-in"));
    drop(journal);
    assert_eq!(diary(&folder.path().join("journal.db")), now);
    assert_eq!(names(folder.path()), ["journal.db", "journal.db.backups"], "nothing is left over");
}

#[test]
fn another_window_sees_a_restore_and_saves_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = journal(folder.path(), 3..4);
    let made = journal.back_up(Occasion::ByHand, evening(6)).unwrap();
    journal.save_entry(&entry(5), evening(6)).unwrap();
    let mut other = Journal::open(journal.path()).unwrap();
    assert_eq!(other.diary().unwrap().entries.len(), 2);
    let version = other.data_version().unwrap();
    let taken = journal.take_out(&made.path).unwrap();
    journal.restore(&taken, Safety::BackUpFirst, evening(7)).unwrap();
    assert_ne!(other.data_version().unwrap(), version);
    assert_eq!(other.diary().unwrap().entries.len(), 1);
    other.save_entry(&entry(8), evening(8)).unwrap();
    assert_eq!(journal.diary().unwrap().entries.len(), 2);
    journal.save_entry(&entry(9), evening(9)).unwrap();
    assert_eq!(other.diary().unwrap().entries.len(), 3);
}

#[test]
fn a_restore_that_gets_no_backup_or_no_lock_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = journal(folder.path(), 3..4);
    let made = journal.back_up_to(&folder.path().join("copy.db"), evening(6)).unwrap();
    journal.save_entry(&entry(5), evening(6)).unwrap();
    let before = journal.diary().unwrap();
    let taken = journal.take_out(&made.path).unwrap();
    fs::write(folder.path().join("journal.db.backups"), "in the way").unwrap();
    journal.restore(&taken, Safety::BackUpFirst, evening(7)).unwrap_err();
    assert_eq!(journal.diary().unwrap(), before);
    assert_eq!(Journal::open(journal.path()).unwrap().diary().unwrap(), before, "the lock is given back");
    assert_eq!(journal.restore(&taken, Safety::WithoutBackup, evening(7)).unwrap(), None);
    assert_eq!(journal.diary().unwrap().entries.len(), 1);
}

#[test]
fn damaged_foreign_torn_and_newer_backups_are_refused_and_the_journal_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..28);
    let made = journal.back_up(Occasion::ByHand, evening(6)).unwrap();
    let before = journal.diary().unwrap();
    let good = fs::read(&made.path).unwrap();
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut damaged = good.clone();
    damaged[5 * 4096..9 * 4096].fill(0xa5);
    let cases: [(&str, Vec<u8>); 6] = [
        ("empty", Vec::new()),
        ("text", b"not a journal at all, only words".to_vec()),
        ("torn", good[..good.len() / 2].to_vec()),
        ("short", good[..50].to_vec()),
        ("newer", newer),
        ("damaged", damaged),
    ];
    for (name, bytes) in cases {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let refused = journal.take_out(&file).unwrap_err();
        assert!(!refused.to_string().is_empty(), "{name}");
        assert_eq!(journal.diary().unwrap(), before, "{name}");
    }
    journal.take_out(&folder.path().join("missing")).unwrap_err();
    journal.take_out(folder.path()).unwrap_err();
    assert!(names(folder.path()).iter().all(|name| !name.starts_with('.')), "nothing is left over");
}

#[test]
fn the_journal_is_not_taken_for_its_own_backup() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..4);
    let link = folder.path().join("hard.db");
    fs::hard_link(journal.path(), &link).unwrap();
    for path in [journal.path(), link.as_path()] {
        assert!(matches!(journal.take_out(path).unwrap_err(), BackupError::Itself));
    }
}

#[test]
fn a_journal_that_cannot_be_opened_is_moved_aside_and_replaced() {
    for damage in [b"".to_vec(), b"words".to_vec(), vec![0; 9000]] {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(folder.path(), 3..6);
        let then = journal.diary().unwrap();
        let made = journal.back_up(Occasion::Daily, evening(6)).unwrap();
        let path = journal.path().to_owned();
        drop(journal);
        fs::write(&path, &damage).unwrap();
        fs::write(folder.path().join("journal.db-journal"), "left by its last transaction").unwrap();
        Journal::open(&path).unwrap_err();
        let taken = TakenOut::alone(&made.path, None, &path).unwrap();
        let aside = taken.replace(&path, evening(8)).unwrap().unwrap();
        assert_eq!(aside, folder.path().join("journal.db.damaged-2026-03-08T190000Z"));
        assert_eq!(fs::read(&aside).unwrap(), damage);
        assert_eq!(diary(&path), then);
        let there = names(folder.path());
        assert!(there.contains(&"journal.db.damaged-2026-03-08T190000Z-journal".to_owned()), "{there:?}");
        assert!(!there.contains(&"journal.db-journal".to_owned()), "{there:?}");
    }
}

#[test]
fn a_journal_that_is_gone_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..6);
    let then = journal.diary().unwrap();
    journal.back_up(Occasion::Daily, evening(6)).unwrap();
    let path = journal.path().to_owned();
    drop(journal);
    fs::remove_file(&path).unwrap();
    let newest = backups(&path).unwrap().remove(0);
    let taken = TakenOut::alone(&newest.path, None, &path).unwrap();
    assert_eq!(taken.replace(&path, evening(8)).unwrap(), None);
    assert_eq!(diary(&path), then);
}

#[test]
fn a_backup_of_an_older_version_is_brought_up_to_date_on_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    let dump = include_str!("../fixtures/journal-v1.sql");
    rusqlite::Connection::open(&old).unwrap().execute_batch(dump).unwrap();
    let bytes = fs::read(&old).unwrap();
    let mut journal = journal(folder.path(), 3..4);
    let taken = journal.take_out(&old).unwrap();
    let then = taken.diary().unwrap();
    assert!(!then.entries.is_empty());
    journal.restore(&taken, Safety::BackUpFirst, evening(7)).unwrap();
    assert_eq!(journal.diary().unwrap(), then);
    journal.save_entry(&entry(9), evening(9)).unwrap();
    assert_eq!(journal.diary().unwrap().entries.len(), then.entries.len() + 1);
    assert_eq!(fs::read(&old).unwrap(), bytes, "the backup itself is as it was");
}
