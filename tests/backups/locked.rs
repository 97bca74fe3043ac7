//! Backups of a locked journal are locked as it is, and come back whatever passphrase they were made with.

use std::fs;
use std::path::Path;

use mendlog::store::{
    BackupError, Contents, Journal, Occasion, Opener, Passphrase, Protection, Safety, StoreError, TakenOut, backups,
    look_into,
};
use zeroize::Zeroizing;

use crate::{entry, evening, journal, names};

const FIRST: &str = "four small words here";
const SECOND: &str = "five other words come later";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(text.to_owned()))
}

fn by(text: &str) -> Opener {
    Opener::Passphrase(passphrase(text))
}

fn locked(folder: &Path) -> Journal {
    journal(folder, 3..5).set_passphrase(&passphrase(FIRST)).unwrap().0
}

#[test]
fn a_backup_of_a_locked_journal_is_locked_with_the_same_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = locked(folder.path());
    let then = journal.diary().unwrap();
    let made = journal.back_up(Occasion::ByHand, evening(6)).unwrap();
    let bytes = fs::read(&made.path).unwrap();
    assert!(bytes.starts_with(b"MLK1"));
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(!holds(b"note of day 3") && !holds(b"SQLite format"));
    assert_eq!(journal.look_into(&made.path), Contents::Whole { treatments: 1, check_ins: 2 });
    assert_eq!(look_into(&made.path), Contents::Locked);
    assert_eq!(Journal::unlock(&made.path, &by(FIRST)).unwrap().diary().unwrap(), then);

    journal.save_entry(&entry(7), evening(7)).unwrap();
    let taken = journal.take_out(&made.path).unwrap();
    journal.restore(&taken, Safety::BackUpFirst, evening(8)).unwrap();
    drop(taken);
    assert_eq!((journal.diary().unwrap(), journal.protection()), (then.clone(), Protection::Locked));
    drop(journal);
    let path = folder.path().join("journal.db");
    assert!(matches!(Journal::open(&path).unwrap_err(), StoreError::Locked { .. }));
    assert_eq!(Journal::unlock(&path, &by(FIRST)).unwrap().diary().unwrap(), then);
    assert_eq!(names(folder.path()), ["journal.db", "journal.db.backups"]);
}

#[test]
fn a_copy_made_with_an_earlier_passphrase_or_none_comes_back_under_the_present_one() {
    let folder = tempfile::tempdir().unwrap();
    let plain = journal(folder.path(), 3..5);
    let then = plain.diary().unwrap();
    let (plain_copy, old_copy) = (folder.path().join("plain.db"), folder.path().join("old.db"));
    plain.back_up_to(&plain_copy, evening(5)).unwrap();
    let first = plain.set_passphrase(&passphrase(FIRST)).unwrap().0;
    first.back_up_to(&old_copy, evening(5)).unwrap();
    let mut journal = first.set_passphrase(&passphrase(SECOND)).unwrap().0;

    let refused = journal.take_out(&old_copy).unwrap_err();
    assert!(matches!(refused, BackupError::OtherSeal { .. }), "{refused}");
    assert_eq!(journal.look_into(&old_copy), Contents::Locked);
    let refused = journal.take_out_with(&old_copy, &by(SECOND)).unwrap_err();
    assert!(matches!(refused, BackupError::Store(StoreError::WrongPassphrase { .. })), "{refused}");

    for (day, copy) in [(8, &plain_copy), (9, &old_copy)] {
        journal.save_entry(&entry(day), evening(day)).unwrap();
        let taken = match journal.take_out(copy) {
            Err(BackupError::OtherSeal { .. }) => journal.take_out_with(copy, &by(FIRST)),
            taken => taken,
        };
        journal.restore(&taken.unwrap(), Safety::BackUpFirst, evening(day)).unwrap();
        assert_eq!(journal.diary().unwrap(), then);
        assert!(fs::read(journal.path()).unwrap().starts_with(b"MLK1"));
    }
    drop(journal);
    let path = folder.path().join("journal.db");
    assert_eq!(Journal::unlock(&path, &by(SECOND)).unwrap().diary().unwrap(), then);
}

#[test]
fn a_damaged_locked_journal_is_replaced_by_its_backup_which_stays_locked() {
    let folder = tempfile::tempdir().unwrap();
    let journal = locked(folder.path());
    let then = journal.diary().unwrap();
    journal.back_up(Occasion::Daily, evening(6)).unwrap();
    let path = journal.path().to_owned();
    drop(journal);
    fs::write(&path, "").unwrap();
    let newest = backups(&path).unwrap().remove(0).path;
    let refused = TakenOut::alone(&newest, None, &path).unwrap_err();
    assert!(matches!(refused, BackupError::Store(StoreError::Locked { .. })), "{refused}");
    assert!(TakenOut::alone(&newest, Some(&by(SECOND)), &path).is_err());
    let taken = TakenOut::alone(&newest, Some(&by(FIRST)), &path).unwrap();
    assert!(taken.replace(&path, evening(8)).unwrap().is_some());
    assert_eq!(Journal::unlock(&path, &by(FIRST)).unwrap().diary().unwrap(), then);
    assert!(names(folder.path()).iter().all(|name| !name.starts_with('.')));
}
