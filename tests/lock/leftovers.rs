//! What a crash in the middle leaves is finished or removed at the next start, and nothing is lost.

use std::fs;
use std::path::PathBuf;

use mendlog::store::{Journal, Opener};

use crate::place::{Place, SECRETS, passphrase};

const FIRST: &str = "four small words here";
const SECOND: &str = "five other words come later";

fn by(text: &str) -> Opener {
    Opener::Passphrase(passphrase(text))
}

fn nowhere() -> Vec<PathBuf> {
    Vec::new()
}

#[test]
fn a_half_grown_file_and_the_old_one_are_removed() {
    let place = Place::plain();
    let plain = fs::read(place.journal()).unwrap();
    let backup = place.back_up("a.db");
    drop(Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap());
    for file in [place.journal(), backup] {
        for ending in [".replaced", ".resealing"] {
            fs::write(format!("{}{ending}", file.display()), &plain).unwrap();
        }
    }
    assert_eq!(place.telling(&SECRETS).len(), 4);
    drop(Journal::unlock(&place.journal(), &by(FIRST)).unwrap());
    assert_eq!(place.telling(&SECRETS), nowhere());
    assert_eq!(place.names(), ["journal.db", "journal.db.backups/a.db"]);
}

#[test]
fn a_second_name_given_just_before_the_crash_costs_nothing() {
    let place = Place::plain();
    let before = fs::read(place.journal()).unwrap();
    fs::hard_link(place.journal(), format!("{}.replaced", place.journal().display())).unwrap();
    drop(Journal::open(&place.journal()).unwrap());
    assert_eq!(place.names(), ["journal.db"]);
    assert!(fs::read(place.journal()).unwrap() == before);
}

#[test]
fn a_half_grown_file_beside_a_plain_journal_is_removed() {
    let place = Place::plain();
    fs::write(format!("{}.resealing", place.journal().display()), "half").unwrap();
    drop(Journal::open(&place.journal()).unwrap());
    assert_eq!(place.names(), ["journal.db"]);
}

/// The journal has its first lock, and a backup has none yet.
#[test]
fn plain_backups_follow_a_locked_journal_at_its_next_start() {
    let place = Place::plain();
    place.back_up("a.db");
    let plain = fs::read(place.journal()).unwrap();
    drop(Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap());
    fs::write(place.backups().join("a.db"), &plain).unwrap();
    drop(Journal::unlock(&place.journal(), &by(FIRST)).unwrap());
    assert_eq!(place.telling(&SECRETS), nowhere());
    Journal::unlock(&place.backups().join("a.db"), &by(FIRST)).unwrap();
}

/// The journal has its new key, and a backup has the earlier one yet.
#[test]
fn backups_with_the_earlier_key_follow_at_the_next_start() {
    let place = Place::plain();
    let backup = place.back_up("a.db");
    let earlier_key = place.folder.path().join("journal.db.earlier-key");
    let (journal, _) = Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap();
    // A folder in the new file's place keeps the backup from following.
    let in_the_way = place.backups().join("a.db.resealing");
    fs::create_dir(&in_the_way).unwrap();
    let (journal, resealed) = journal.set_passphrase(&passphrase(SECOND)).unwrap();
    assert_eq!(resealed.left, std::slice::from_ref(&backup));
    drop(journal);
    assert!(earlier_key.exists());
    Journal::unlock(&backup, &by(FIRST)).unwrap();
    fs::remove_dir(&in_the_way).unwrap();

    drop(Journal::unlock(&place.journal(), &by(SECOND)).unwrap());
    Journal::unlock(&backup, &by(SECOND)).unwrap();
    assert_eq!(place.names(), ["journal.db", "journal.db.backups/a.db"]);
}

/// The key was put by, and the journal never came to its new one.
#[test]
fn a_change_that_never_came_to_the_journal_leaves_nothing() {
    let place = Place::plain();
    drop(Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap());
    let other = Place::plain();
    drop(Journal::open(&other.journal()).unwrap().set_passphrase(&passphrase(SECOND)).unwrap());
    fs::copy(other.journal(), place.folder.path().join("journal.db.earlier-key")).unwrap();
    drop(Journal::unlock(&place.journal(), &by(FIRST)).unwrap());
    assert_eq!(place.names(), ["journal.db"]);
}

/// A backup is plain already, and the journal still locked.
#[test]
fn a_removal_that_broke_off_is_taken_up_again() {
    let place = Place::plain();
    let plain = fs::read(place.journal()).unwrap();
    place.back_up("a.db");
    place.back_up("b.db");
    drop(Journal::open(&place.journal()).unwrap().set_passphrase(&passphrase(FIRST)).unwrap());
    fs::write(place.backups().join("a.db"), &plain).unwrap();
    let journal = Journal::unlock(&place.journal(), &by(FIRST)).unwrap();
    assert_eq!(place.telling(&SECRETS), nowhere(), "until it is done, all are locked");
    let (_, resealed) = journal.remove_passphrase().unwrap();
    assert_eq!((resealed.backups, resealed.left), (4, vec![]));
    assert_eq!(place.telling(&SECRETS).len(), 5);
}
