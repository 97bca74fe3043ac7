//! The provider's sheet in the journal: the newest counts, what was before is kept.

use mendlog::store::{Journal, StoreError};
use rusqlite::Connection;

use super::course::{now, place};

#[test]
fn the_newest_sheet_is_in_use_until_it_is_withdrawn() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.sheet().unwrap(), None);
    assert_eq!(journal.withdraw_sheet(now()).unwrap(), None);
    journal.save_sheet("first", now()).unwrap();
    journal.save_sheet("second", now()).unwrap();
    let kept = journal.sheet().unwrap().unwrap();
    assert_eq!((kept.text.as_str(), kept.saved_at), ("second", now()));
    assert_eq!(journal.withdraw_sheet(now()).unwrap(), Some(kept));
    assert_eq!(journal.sheet().unwrap(), None);
    assert_eq!(Journal::open(&path).unwrap().sheet().unwrap(), None);
}

#[test]
fn old_sheets_are_kept_and_cannot_be_changed() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_sheet("first", now()).unwrap();
    journal.withdraw_sheet(now()).unwrap();
    journal.save_sheet("second", now()).unwrap();
    drop(journal);
    let db = Connection::open(&path).unwrap();
    let mut texts = db.prepare("SELECT text, withdrawn FROM provider_sheet ORDER BY number").unwrap();
    let rows: Vec<(String, bool)> =
        texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows, [("first".into(), false), ("first".into(), true), ("second".into(), false)]);
    db.execute("UPDATE provider_sheet SET text = 'other'", []).unwrap_err();
}

#[test]
fn a_sheet_of_nothing_is_refused() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    let error = journal.save_sheet("", now()).unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error:?}");
    assert_eq!(journal.sheet().unwrap(), None);
}
