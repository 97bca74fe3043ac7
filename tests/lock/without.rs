//! A build without locks: it recognises a locked journal, says what to do, and touches nothing.

use std::fs;

use mendlog::store::{Journal, Opener, StoreError};

use crate::place::{Place, passphrase};

#[test]
fn a_locked_journal_is_recognised_and_left_as_it_is() {
    let place = Place::plain();
    let locked: Vec<u8> = b"MLK1".iter().copied().chain((0..8188).map(|at: u32| at.to_le_bytes()[0] ^ 0x5a)).collect();
    fs::write(place.journal(), &locked).unwrap();
    let opener = Opener::Passphrase(passphrase("four small words here"));
    for error in [
        Journal::open(&place.journal()).unwrap_err(),
        Journal::glance(&place.journal()).unwrap_err(),
        Journal::unlock(&place.journal(), &opener).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::CannotUnlock { .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.contains("this build of Mendlog cannot open locked journals. Nothing was changed"), "{said}");
    }
    assert!(fs::read(place.journal()).unwrap() == locked);
}

#[test]
fn it_locks_nothing_and_says_so() {
    let place = Place::plain();
    let before = place.files();
    let journal = Journal::open(&place.journal()).unwrap();
    let error = journal.set_passphrase(&passphrase("four small words here")).unwrap_err();
    assert!(matches!(error, StoreError::CannotLock), "{error:?}");
    assert_eq!(place.files(), before);
}
