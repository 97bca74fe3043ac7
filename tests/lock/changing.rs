//! Setting, changing and removing the passphrase, with backups and other windows.

use std::fs;

use mendlog::store::{Journal, Opener, Protection, StoreError};

use crate::place::{Place, SECRETS, holds, now, passphrase};

const FIRST: &str = "four small words here";
const SECOND: &str = "five other words come later";

fn by(text: &str) -> Opener {
    Opener::Passphrase(passphrase(text))
}

#[test]
fn no_plain_word_stays_in_any_file() {
    let place = Place::plain();
    place.back_up("2026-03-04.db");
    place.back_up("2026-03-05.db");
    assert_eq!(place.telling(&SECRETS).len(), 3);
    let diary = Journal::open(&place.journal()).unwrap().diary().unwrap();

    let (journal, resealed) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    assert_eq!(resealed.backups, 3, "two and the one made before");
    assert_eq!((resealed.left, resealed.has_other_names), (vec![], vec![]));
    assert_eq!(journal.diary().unwrap(), diary);
    assert_eq!(place.telling(&SECRETS), Vec::<std::path::PathBuf>::new());
    assert_eq!(place.telling(&[FIRST, "SQLite format", "CREATE TABLE"]), Vec::<std::path::PathBuf>::new());
    let names = ["journal.db", "journal.db.backups/2026-03-04.db", "journal.db.backups/2026-03-05.db"];
    assert_eq!(place.names(), names);

    let (journal, resealed) = journal.set_passphrase(&passphrase(SECOND)).unwrap();
    assert_eq!((resealed.backups, resealed.left), (4, vec![]));
    assert_eq!(journal.diary().unwrap(), diary);
    drop(journal);
    assert_eq!(place.telling(&SECRETS), Vec::<std::path::PathBuf>::new());
    assert_eq!(place.names(), names);

    let journal = Journal::unlock(&place.journal(), &by(SECOND)).unwrap();
    let (journal, resealed) = journal.remove_passphrase().unwrap();
    assert_eq!((resealed.backups, resealed.left), (5, vec![]));
    assert_eq!(journal.protection(), Protection::Plain);
    assert_eq!(journal.diary().unwrap(), diary);
    drop(journal);
    assert_eq!(place.names(), names);
    for name in names {
        assert_eq!(Journal::open(&place.folder.path().join(name)).unwrap().diary().unwrap(), diary, "{name}");
    }
}

#[test]
fn what_opened_it_before_a_change_opens_nothing_any_more() {
    let place = Place::plain();
    let backup = place.back_up("old.db");
    let (journal, _) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    let old_key = journal.recovery_key().unwrap();
    let (journal, _) = journal.set_passphrase(&passphrase(SECOND)).unwrap();
    let new_key = journal.recovery_key().unwrap();
    drop(journal);
    for file in [place.journal(), backup] {
        let error = Journal::unlock(&file, &by(FIRST)).unwrap_err();
        assert!(matches!(error, StoreError::WrongPassphrase { .. }), "{error:?}");
        let error = Journal::unlock(&file, &Opener::Recovery(old_key.clone())).unwrap_err();
        assert!(matches!(error, StoreError::WrongRecoveryKey { .. }), "{error:?}");
        Journal::unlock(&file, &by(SECOND)).unwrap();
        Journal::unlock(&file, &Opener::Recovery(new_key.clone())).unwrap();
    }
}

#[test]
fn the_same_passphrase_twice_makes_another_key() {
    let place = Place::plain();
    let (journal, _) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    let first = journal.recovery_key().unwrap();
    let (journal, _) = journal.set_passphrase(&passphrase(FIRST)).unwrap();
    assert_ne!(*first.lines()[0], *journal.recovery_key().unwrap().lines()[0]);
}

#[test]
fn the_old_file_s_content_is_overwritten_not_only_let_go() {
    let place = Place::plain();
    let mut old = fs::File::open(place.journal()).unwrap();
    let journal = Journal::open(&place.journal()).unwrap();
    drop(journal.set_passphrase(&passphrase(FIRST)).unwrap());
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut old, &mut bytes).unwrap();
    assert!(!bytes.is_empty() && bytes.iter().all(|byte| *byte == 0));
}

#[cfg(unix)]
#[test]
fn a_file_with_another_name_keeps_its_content_there_and_that_is_told() {
    let place = Place::plain();
    let copy = place.folder.path().join("my-own-copy.db");
    fs::hard_link(place.journal(), &copy).unwrap();
    let before = fs::read(&copy).unwrap();
    let journal = Journal::open(&place.journal()).unwrap();
    let (_, resealed) = journal.set_passphrase(&passphrase(FIRST)).unwrap();
    assert_eq!(resealed.has_other_names, [place.journal()]);
    assert!(fs::read(&copy).unwrap() == before, "somebody's copy was touched");
    assert_eq!(place.names(), ["journal.db", "my-own-copy.db"]);
}

#[cfg(unix)]
#[test]
fn behind_a_link_lies_the_file_that_is_locked() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::plain();
    let link = place.folder.path().join("link.db");
    std::os::unix::fs::symlink(place.journal(), &link).unwrap();
    drop(Journal::open(&link).unwrap().set_passphrase(&passphrase(FIRST)).unwrap());
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(place.telling(&SECRETS), Vec::<std::path::PathBuf>::new());
    assert_eq!(fs::metadata(place.journal()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn another_window_is_told_and_writes_nothing() {
    let place = Place::plain();
    let mut other = Journal::open(&place.journal()).unwrap();
    other.treatments().unwrap();
    let journal = Journal::open(&place.journal()).unwrap();
    drop(journal.set_passphrase(&passphrase(FIRST)).unwrap());
    let before = place.files();
    for error in [
        other.save_draft("typed in the other window", now()).unwrap_err(),
        other.treatments().unwrap_err(),
        other.data_version().unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Moved { .. }), "{error:?}");
        assert!(error.to_string().contains("If its passphrase was just changed in another window"), "{error}");
    }
    drop(other);
    assert_eq!(place.files(), before);
    Journal::unlock(&place.journal(), &by(FIRST)).unwrap();
}

#[test]
fn while_another_program_writes_nothing_is_changed() {
    let place = Place::plain();
    let journal = Journal::open(&place.journal()).unwrap();
    let other = rusqlite::Connection::open(place.journal()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = journal.set_passphrase(&passphrase(FIRST)).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(place.names(), ["journal.db"]);
    assert_eq!(place.made_before(), Vec::<std::path::PathBuf>::new());
    Journal::open(&place.journal()).unwrap().diary().unwrap();
}

#[test]
fn a_backup_is_made_before_each_change_and_opens_like_the_journal() {
    let place = Place::plain();
    let diary = Journal::open(&place.journal()).unwrap().diary().unwrap();
    let (journal, _) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    let made = place.made_before();
    assert_eq!(made.len(), 1);
    assert_eq!(Journal::unlock(&made[0], &by(FIRST)).unwrap().diary().unwrap(), diary);
    let (journal, _) = journal.set_passphrase(&passphrase(SECOND)).unwrap();
    assert_eq!(place.made_before().len(), 2);
    let (_, _) = journal.remove_passphrase().unwrap();
    let made = place.made_before();
    assert_eq!(made.len(), 3);
    for backup in made {
        assert_eq!(Journal::open(&backup).unwrap().diary().unwrap(), diary);
    }
}

#[test]
fn without_room_for_a_backup_nothing_is_changed() {
    let place = Place::plain();
    fs::write(place.backups(), "no folder can be made here").unwrap();
    let before = place.files();
    let error = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap_err();
    assert!(matches!(error, StoreError::NoBackupToSeal { .. }), "{error:?}");
    assert!(error.to_string().contains("only after a backup of it, which could not be made"), "{error}");
    assert_eq!(place.files(), before);
    assert_eq!(Protection::of(&place.journal()).unwrap(), Protection::Plain);

    fs::remove_file(place.backups()).unwrap();
    let (journal, _) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    fs::remove_dir_all(place.backups()).unwrap();
    fs::write(place.backups(), "no folder can be made here").unwrap();
    let before = place.files();
    let error = journal.remove_passphrase().unwrap_err();
    assert!(matches!(error, StoreError::NoBackupToSeal { .. }), "{error:?}");
    assert_eq!(place.files(), before);
    Journal::unlock(&place.journal(), &by(FIRST)).unwrap();
}

#[test]
fn a_backup_with_another_passphrase_is_left_and_named() {
    let place = Place::plain();
    let foreign = Place::plain();
    drop(Journal::open(&foreign.journal()).unwrap().set_passphrase(&passphrase(SECOND)).unwrap());
    let backup = place.back_up("foreign.db");
    fs::copy(foreign.journal(), &backup).unwrap();
    let before = fs::read(&backup).unwrap();
    let (journal, resealed) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    assert_eq!((resealed.backups, resealed.left), (1, vec![backup.clone()]));
    let (_, resealed) = journal.remove_passphrase().unwrap();
    assert_eq!(resealed.left, std::slice::from_ref(&backup));
    assert!(fs::read(&backup).unwrap() == before);
}

#[test]
fn the_plain_rollback_file_beside_it_goes_too() {
    let place = Place::plain();
    let beside = place.folder.path().join("journal.db-journal");
    fs::write(&beside, [&[0; 512], SECRETS[0].as_bytes()].concat()).unwrap();
    let journal = Journal::open(&place.journal()).unwrap();
    drop(journal.set_passphrase(&passphrase(FIRST)).unwrap());
    assert_eq!(place.names(), ["journal.db"]);
    assert!(!place.files().iter().any(|(_, bytes)| holds(bytes, SECRETS[0])));
}
