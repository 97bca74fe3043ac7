//! There and back: what is taken in again is what was written.

use std::collections::BTreeMap;

use chrono::DateTime;
use mendlog::domain::{Diary, Entry, EntryId};
use mendlog::exchange::fhir::{self, Codes, Edited, Links, Record};
use mendlog::exchange::{Rules, journal_csv, journal_json};
use mendlog::store::Journal;
use proptest::prelude::*;
use serde_json::Value;

use crate::journals::{LIBRARY, journal};

fn json(diary: &Diary) -> String {
    journal_json::to_string(diary, None).unwrap()
}

fn read(text: &str) -> Diary {
    let read = journal_json::Reader::new(&LIBRARY.catalog).read(text.as_bytes()).unwrap();
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    read.diary
}

fn kept(diary: &Diary) -> Diary {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    journal.import(diary, DateTime::parse_from_rfc3339("2150-01-01T00:00:00+00:00").unwrap()).unwrap();
    journal.diary().unwrap()
}

/// A file with its lists in an order of their own: that of a diary does not matter.
fn in_order(diary: &Diary) -> Value {
    let mut file: Value = serde_json::from_str(&json(diary)).unwrap();
    for (_, part) in file.as_object_mut().unwrap() {
        if let Some(list) = part.as_array_mut() {
            list.sort_by_key(ToString::to_string);
        }
    }
    file
}

fn by_name(diary: &Diary) -> BTreeMap<&EntryId, &Entry> {
    diary.entries.iter().map(|entry| (&entry.id, entry)).collect()
}

fn bundle(diary: &Diary) -> String {
    let edited = Edited::default();
    let protocol_of = |id: &str| LIBRARY.protocol(id);
    let (codes, links) = (Codes::Own, Links::InBundle);
    let record = Record { diary, protocol_of: &protocol_of, edited: &edited, patient: None, codes, links };
    fhir::to_string(record).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_journal_of_every_field_comes_back_byte_by_byte(diary in journal()) {
        let written = json(&diary);
        prop_assert_eq!(json(&read(&written)), written);
    }

    /// File to journal to file, and that file into another journal.
    #[test]
    fn what_a_journal_took_in_it_gives_out(diary in journal()) {
        let first = kept(&read(&json(&diary)));
        prop_assert_eq!(in_order(&first), in_order(&diary));
        let second = kept(&read(&json(&first)));
        prop_assert_eq!(json(&second), json(&first));
    }

    /// A table holds the check-ins, and what it takes to judge them is not lost on the way.
    #[test]
    fn check_ins_come_back_from_a_table(diary in journal()) {
        let table = journal_csv::to_string(&diary, |id| LIBRARY.protocol(id)).unwrap();
        let again = journal_csv::Reader::new(&LIBRARY.catalog, Rules::default()).read(table.as_bytes()).unwrap();
        prop_assert_eq!(by_name(&again.diary), by_name(&diary));
    }

    /// The same journal gives the same bytes in every form, also after it was kept.
    #[test]
    fn the_same_journal_gives_the_same_bytes(diary in journal()) {
        let (first, again) = (kept(&diary), kept(&diary));
        prop_assert_eq!(json(&first), json(&again));
        prop_assert_eq!(bundle(&first), bundle(&again));
        prop_assert_eq!(bundle(&diary), bundle(&read(&json(&diary))));
    }
}
