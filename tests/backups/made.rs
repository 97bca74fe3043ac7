//! Making backups: when, where, for whom, how many.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use mendlog::store::{BackupError, Journal, Occasion, StoreError, backups, folder_of};

use crate::{diary, entry, evening, journal, names, paths};

#[test]
fn a_backup_holds_everything_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..6);
    let made = journal.back_up(Occasion::BeforeImport, evening(6)).unwrap();
    assert_eq!(made.path, folder.path().join("journal.db.backups/2026-03-06T190000Z-before-import.db"));
    let rights = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((rights(&made.path), rights(&folder_of(journal.path()))), (0o600, 0o700));
    assert_eq!(fs::metadata(&made.path).unwrap().len(), made.bytes);
    assert_eq!(diary(&made.path), journal.diary().unwrap());
    assert_eq!(names(&folder_of(journal.path())), ["2026-03-06T190000Z-before-import.db"]);
}

#[test]
fn backups_of_one_second_get_names_of_their_own_and_the_newest_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..4);
    let made: Vec<_> = [Occasion::BeforeImport, Occasion::ByHand, Occasion::BeforeImport]
        .into_iter()
        .map(|occasion| journal.back_up(occasion, evening(6)).unwrap())
        .collect();
    let listed = backups(journal.path()).unwrap();
    assert_eq!(paths(&listed), paths(&made).into_iter().rev().collect::<Vec<_>>());
    assert!(made[2].path.ends_with("2026-03-06T190000Z-3-before-import.db"));
}

#[test]
fn once_a_day_and_only_when_something_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    assert_eq!(journal.back_up_daily(evening(2)).unwrap(), None, "nothing is in it");
    drop(journal);
    journal = crate::journal(folder.path(), 3..4);
    assert!(journal.back_up_daily(evening(3)).unwrap().is_some());
    journal.save_entry(&entry(4), evening(3)).unwrap();
    assert_eq!(journal.back_up_daily(evening(3)).unwrap(), None, "there is one of today");
    let again = journal.back_up_daily(evening(4)).unwrap().unwrap();
    assert_eq!(diary(&again.path).entries.len(), 2);
    assert_eq!(journal.back_up_daily(evening(5)).unwrap(), None, "nothing changed since");
    assert_eq!(backups(journal.path()).unwrap().len(), 2);
}

#[test]
fn months_of_use_leave_few_backups_and_all_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = journal(folder.path(), 3..4);
    let hand = journal.back_up(Occasion::ByHand, evening(3)).unwrap();
    let own = folder_of(journal.path()).join("my own copy.db");
    fs::write(&own, "not mine to remove").unwrap();
    for day in 0..60 {
        let now = evening(3) + chrono::TimeDelta::days(day);
        journal.save_draft(&format!("draft {day}"), now).unwrap();
        journal.back_up_daily(now).unwrap().unwrap();
    }
    let listed = backups(journal.path()).unwrap();
    assert!((18..=24).contains(&listed.len()), "{listed:?}");
    assert_eq!(listed.last().unwrap().path, hand.path);
    assert!(own.exists());
    let oldest = &listed[listed.len() - 2];
    assert_eq!(diary(&oldest.path).entries.len(), 1);
}

#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..4);
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, folder_of(journal.path())).unwrap();
    let refused = journal.back_up(Occasion::ByHand, evening(4)).unwrap_err();
    assert!(matches!(refused, BackupError::NotAFolder { .. }), "{refused}");
    assert!(backups(journal.path()).is_err());
    assert!(names(&elsewhere).is_empty());
}

#[test]
fn a_link_among_the_backups_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..4);
    journal.back_up(Occasion::ByHand, evening(4)).unwrap();
    symlink(journal.path(), folder_of(journal.path()).join("2026-03-05T190000Z-by-hand.db")).unwrap();
    assert_eq!(backups(journal.path()).unwrap().len(), 1);
}

#[test]
fn a_journal_reached_by_a_link_keeps_its_backups_where_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let path = journal(folder.path(), 3..4).path().to_owned();
    let link = folder.path().join("link.db");
    symlink(&path, &link).unwrap();
    let made = Journal::open(&link).unwrap().back_up(Occasion::ByHand, evening(4)).unwrap();
    assert!(made.path.starts_with(folder_of(&path)));
    assert_eq!(backups(&link).unwrap(), backups(&path).unwrap());
}

#[test]
fn where_no_backup_can_be_made_it_says_so_and_saving_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = journal(folder.path(), 3..4);
    fs::write(folder_of(journal.path()), "in the way").unwrap();
    let refused = journal.back_up_daily(evening(4)).unwrap_err();
    assert!(refused.to_string().contains("The journal is as it was"), "{refused}");
    journal.save_entry(&entry(4), evening(4)).unwrap();
    assert_eq!(journal.diary().unwrap().entries.len(), 2);
}

#[test]
fn another_place_may_be_a_folder_or_a_new_file_and_never_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path(), 3..4);
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let into = journal.back_up_to(&stick, evening(4)).unwrap();
    assert_eq!(into.path, stick.join("2026-03-04T190000Z-by-hand.db"));
    let file = stick.join("copy.db");
    assert_eq!(journal.back_up_to(&file, evening(4)).unwrap().path, file);
    for taken in [&file, journal.path()] {
        let refused = journal.back_up_to(taken, evening(4)).unwrap_err();
        assert!(matches!(refused, BackupError::Taken { .. }), "{refused}");
    }
    assert_eq!((diary(&file), diary(&into.path)), (journal.diary().unwrap(), journal.diary().unwrap()));
    assert_eq!(names(&stick).len(), 2);
    assert!(journal.back_up_to(&folder.path().join("nowhere/copy.db"), evening(4)).is_err());
}

/// A journal as version 1 left it.
fn of_version_1(path: &std::path::Path) {
    let dump = include_str!("../fixtures/journal-v1.sql");
    rusqlite::Connection::open(path).unwrap().execute_batch(dump).unwrap();
}

#[test]
fn a_migration_keeps_the_journal_as_the_older_program_left_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    of_version_1(&path);
    let before = fs::read(&path).unwrap();
    let migrated = diary(&path);
    let listed = backups(&path).unwrap();
    assert_eq!((listed.len(), listed[0].name.occasion), (1, Occasion::BeforeMigration));
    let db = rusqlite::Connection::open(&listed[0].path).unwrap();
    assert_eq!(db.pragma_query_value(None, "user_version", |row| row.get(0)), Ok(1));
    drop(db);
    assert_ne!(fs::read(&path).unwrap(), before);
    assert_eq!(diary(&listed[0].path), migrated, "the backup, brought up to date");
    Journal::open(&path).unwrap();
    assert_eq!(backups(&path).unwrap().len(), 1, "once only");
}

#[test]
fn no_migration_begins_without_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    of_version_1(&path);
    fs::write(folder_of(&path), "in the way").unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Journal::open(&path).unwrap_err();
    assert!(matches!(refused, StoreError::NoBackup { .. }), "{refused}");
    assert!(refused.to_string().contains("The journal is as it was"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
