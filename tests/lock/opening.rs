//! Opening a locked journal.

use std::fs;

use mendlog::store::{Journal, Opener, Protection, RecoveryKey, StoreError, Typed, Window};
use zeroize::Zeroizing;

use crate::place::{Place, SECRETS, now, passphrase};

const PASSPHRASE: &str = "four small words here";

fn locked() -> (Place, RecoveryKey) {
    let place = Place::plain();
    let journal = Journal::open(&place.journal()).unwrap();
    let (journal, _) = journal.set_passphrase(&passphrase(PASSPHRASE)).unwrap();
    let key = journal.recovery_key().unwrap();
    (place, key)
}

fn by(text: &str) -> Opener {
    Opener::Passphrase(passphrase(text))
}

/// What was written down, typed again.
fn typed_again(key: &RecoveryKey) -> String {
    key.lines().iter().map(|line| line.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_passphrase_opens_it_and_nothing_else_does() {
    let (place, _) = locked();
    let before = place.files();
    let error = Journal::open(&place.journal()).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    for wrong in
        ["", "four small words her", "Four small words here", " four small words here", "four small words here "]
    {
        let error = Journal::unlock(&place.journal(), &by(wrong)).unwrap_err();
        assert!(matches!(error, StoreError::WrongPassphrase { .. }), "{error:?}");
        assert!(error.to_string().contains("Nothing was changed"), "{error}");
        let error = Journal::glance_unlocked(&place.journal(), &by(wrong)).unwrap_err();
        assert!(matches!(error, StoreError::WrongPassphrase { .. }), "{error:?}");
    }
    assert_eq!(place.files(), before);
    let journal = Journal::unlock(&place.journal(), &by(PASSPHRASE)).unwrap();
    assert_eq!(journal.protection(), Protection::Locked);
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap().len(), 40);
    assert_eq!(journal.draft().unwrap().unwrap(), SECRETS[2]);
}

#[test]
fn a_glance_sees_what_is_there() {
    let (place, _) = locked();
    assert!(matches!(Journal::glance(&place.journal()).unwrap_err(), StoreError::Locked { .. }));
    let journal = Journal::glance_unlocked(&place.journal(), &by(PASSPHRASE)).unwrap();
    assert_eq!(journal.treatments().unwrap().len(), 1);
}

#[test]
fn the_recovery_key_opens_it_as_it_is_typed() {
    let (place, key) = locked();
    let opener = Opener::typed(Zeroizing::new(typed_again(&key).to_lowercase())).unwrap();
    assert!(matches!(opener, Opener::Recovery(_)));
    let mut journal = Journal::unlock(&place.journal(), &opener).unwrap();
    journal.save_draft("written with the key", now()).unwrap();
    drop(journal);
    let journal = Journal::unlock(&place.journal(), &by(PASSPHRASE)).unwrap();
    assert_eq!(journal.draft().unwrap().unwrap(), "written with the key");
}

#[test]
fn a_slip_in_the_recovery_key_names_its_group() {
    let (_place, key) = locked();
    let typed = typed_again(&key);
    let letter = if typed.as_bytes()[2] == b'7' { "8" } else { "7" };
    let mut slipped = typed.clone();
    slipped.replace_range(2..3, letter);
    assert_eq!(Opener::typed(Zeroizing::new(slipped)).unwrap_err(), [1]);
}

#[test]
fn another_journal_s_recovery_key_is_refused() {
    let ((place, _), (_other, key)) = (locked(), locked());
    let error = Journal::unlock(&place.journal(), &Opener::Recovery(key)).unwrap_err();
    assert!(matches!(error, StoreError::WrongRecoveryKey { .. }), "{error:?}");
}

#[test]
fn a_plain_journal_needs_no_passphrase_and_says_so() {
    let place = Place::plain();
    let error = Journal::unlock(&place.journal(), &by(PASSPHRASE)).unwrap_err();
    assert!(matches!(error, StoreError::NotLocked { .. }), "{error:?}");
}

#[test]
fn quotes_other_scripts_and_long_passphrases_open_what_they_locked() {
    let long = "ein sehr langer Satz; ".repeat(500);
    for text in ["it's \"quoted\"; --x'00'", "пароль 密码 ğüş", "tab\tand\\slash%00\u{1}", &long] {
        let place = Place::plain();
        let journal = Journal::open(&place.journal()).unwrap();
        drop(journal.set_passphrase(&passphrase(text)).unwrap());
        let nearly: String = text.chars().take(text.chars().count() - 1).collect();
        let error = Journal::unlock(&place.journal(), &by(&nearly)).unwrap_err();
        assert!(matches!(error, StoreError::WrongPassphrase { .. }), "{error:?}");
        Journal::unlock(&place.journal(), &by(text)).unwrap();
    }
}

#[test]
fn torn_and_damaged_files_are_told_apart_where_that_can_be_done() {
    let (place, _) = locked();
    let whole = fs::read(place.journal()).unwrap();
    let opened = |bytes: &[u8]| {
        fs::write(place.journal(), bytes).unwrap();
        let error = Journal::unlock(&place.journal(), &by(PASSPHRASE)).and_then(|journal| journal.diary()).unwrap_err();
        assert!(fs::read(place.journal()).unwrap() == bytes, "the file was touched");
        error
    };
    let error = opened(&whole[..whole.len() - 1]);
    assert!(matches!(error, StoreError::Torn { .. }), "{error:?}");
    let error = opened(&whole[..whole.len() - 4096]);
    assert!(matches!(error, StoreError::Torn { .. } | StoreError::Damaged { .. }), "{error:?}");
    let mut flipped = whole.clone();
    flipped.iter_mut().skip(4096 + 100).step_by(4096).for_each(|byte| *byte ^= 1);
    let error = opened(&flipped);
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    let mut first = whole.clone();
    first[100] ^= 1;
    let error = opened(&first);
    assert!(matches!(error, StoreError::WrongPassphrase { .. }), "{error:?}");
    assert!(error.to_string().contains("the beginning of the file may be damaged"), "{error}");
}

#[test]
fn no_word_of_ours_prints_a_key() {
    let (place, key) = locked();
    let journal = Journal::unlock(&place.journal(), &by(PASSPHRASE)).unwrap();
    let opener = Opener::typed(Zeroizing::new(typed_again(&key))).unwrap();
    let said = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        journal,
        key,
        opener,
        by(PASSPHRASE),
        RecoveryKey::read(&typed_again(&key))
    );
    assert!(!said.contains("small"), "{said}");
    assert!(!key.lines().iter().any(|line| said.contains(line.as_str())), "{said}");
    assert!(matches!(RecoveryKey::read("four small words here"), Typed::Other));
}

#[cfg(target_os = "linux")]
#[test]
fn with_a_key_in_memory_no_crash_writes_it_to_a_file() {
    let (_place, _) = locked();
    let limits = fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(line.split_whitespace().rev().take(3).collect::<Vec<_>>(), ["bytes", "0", "0"], "{line}");
}
