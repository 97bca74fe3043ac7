//! A journal of any earlier version opens in this one, with everything that was in it.
//!
//! `tests/fixtures/journal-vN.sql` is a journal as version N of the tables kept it. All fixtures hold the same course.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "the tests of the store use the rest of it")]
#[path = "store/course.rs"]
mod course;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mendlog::domain::warning::Act;
use mendlog::domain::{CareRecord, Entry, Treatment};
use mendlog::store::{Journal, Window};
use rusqlite::Connection;
use tempfile::TempDir;

use course::{
    all_care, all_events, full_entry, full_outcome, full_plan, full_profile, full_treatment, grade, now, place,
};

/// The first version whose tables hold notes about care.
const CARE_SINCE: u32 = 4;

/// The first version of the tables that holds ratings of the result.
const RATINGS_SINCE: u32 = 5;

fn version(path: &Path) -> u32 {
    Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn newest_version() -> u32 {
    let (_folder, path) = place();
    Journal::open(&path).unwrap();
    version(&path)
}

/// Builds the fixture of a version.
fn old_journal(version: u32) -> (TempDir, PathBuf) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/journal-v{version}.sql"));
    let script = std::fs::read_to_string(&fixture).unwrap_or_else(|error| panic!("{}: {error}", fixture.display()));
    let (folder, path) = place();
    Connection::open(&path).unwrap().execute_batch(&script).unwrap();
    (folder, path)
}

/// The tables, indexes and triggers as they were written.
fn shape(path: &Path) -> BTreeSet<String> {
    let db = Connection::open(path).unwrap();
    let mut statement = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn corrected_entry() -> Entry {
    Entry { note: "tight, a little better".to_owned(), ..full_entry() }
}

#[test]
fn every_version_comes_out_in_the_shape_of_a_new_journal() {
    let (_folder, new) = place();
    Journal::open(&new).unwrap();
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        assert_eq!(version(&path), number);
        Journal::open(&path).unwrap();
        assert_eq!(version(&path), newest_version());
        assert_eq!(shape(&path), shape(&new), "version {number}");
    }
}

#[test]
fn every_version_keeps_what_was_in_it() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.profile().unwrap(), Some(full_profile()));
        assert_eq!(journal.treatments().unwrap(), [treatment_as_kept(number)]);
        let mut events = all_events();
        events.retain(|event| number >= 3 || !matches!(event.act, Act::Seen { .. }));
        assert_eq!(journal.events(&"t1".into()).unwrap(), events);
        assert_eq!(journal.draft().unwrap().as_deref(), Some("half a thought"));
        assert_eq!(journal.note_protocol("microneedling", "2.0.0", now()).unwrap().as_deref(), Some("1.0.0"));
        let of_date = Entry::new("e2".into(), "t1".into(), "2026-03-06".parse().unwrap());
        assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap(), [corrected_entry(), of_date]);
    }
}

/// The first version whose treatments tell passes, products and goals, and which has plans.
const WITH_PLANS: u32 = 6;

/// The treatment, as far as a version could keep it.
fn treatment_as_kept(version: u32) -> Treatment {
    if version >= WITH_PLANS {
        return full_treatment();
    }
    Treatment {
        passes: None,
        products: Vec::new(),
        goals: Vec::new(),
        severity_before: None,
        active_lesions: None,
        ..full_treatment()
    }
}

#[test]
fn plans_are_kept_since_there_are_plans() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        let kept = if number >= WITH_PLANS { vec![full_plan()] } else { Vec::new() };
        assert_eq!(journal.plans().unwrap(), kept, "version {number}");
        journal.save_plan(&full_plan(), now()).unwrap();
        journal.save_treatment(&full_treatment(), now()).unwrap();
        assert_eq!(journal.plans().unwrap(), [full_plan()]);
        assert_eq!(journal.treatments().unwrap(), [full_treatment()]);
    }
}

#[test]
fn the_sheet_in_use_is_kept_since_there_are_sheets() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        let sheet = journal.sheet().unwrap();
        assert_eq!(sheet.is_some(), number >= 2, "version {number}");
        assert!(sheet.is_none_or(|sheet| sheet.text.contains("version = \"2026-02\"")));
        journal.save_sheet("kind = \"sheet\"", now()).unwrap();
        assert_eq!(journal.sheet().unwrap().unwrap().saved_at, now());
    }
}

#[test]
fn what_was_noted_about_care_is_kept_since_there_are_care_notes() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        let kept = journal.care(&"t1".into()).unwrap();
        assert_eq!(kept, if number >= CARE_SINCE { all_care() } else { CareRecord::default() }, "version {number}");
        for note in all_care().notes() {
            journal.save_care(&note, now()).unwrap();
        }
        assert_eq!(journal.care(&"t1".into()).unwrap(), all_care(), "version {number}");
    }
}

#[test]
fn ratings_and_their_history_are_kept_since_there_are_ratings() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        let holds_ratings = number >= RATINGS_SINCE;
        let kept = if holds_ratings { vec![full_outcome()] } else { Vec::new() };
        assert_eq!(journal.outcomes(&"t1".into()).unwrap(), kept, "version {number}");
        assert_eq!(journal.outcome_revisions(&"r1".into()).unwrap().len(), if holds_ratings { 2 } else { 0 });
        if holds_ratings {
            journal.restore_outcome(&"r2".into(), now()).unwrap();
            assert_eq!(journal.outcomes(&"t1".into()).unwrap().len(), 2);
        }
        journal.save_outcome(&full_outcome(), now()).unwrap();
        assert!(journal.outcomes(&"t1".into()).unwrap().contains(&full_outcome()));
    }
}

#[test]
fn every_version_takes_in_a_visit_once_and_only_with_days() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        for _ in 0..2 {
            journal.add_events(&all_events(), now()).unwrap();
        }
        assert_eq!(journal.events(&"t1".into()).unwrap(), all_events());
        drop(journal);
        let db = Connection::open(&path).unwrap();
        for (act, days) in [("seen", "NULL"), ("seen", "0"), ("seen", "29"), ("called", "3")] {
            let add = "INSERT INTO warning_event (treatment, rule, at, act, words, better_within_days, saved_at, taken_back, stamp) VALUES";
            let row = format!(
                "{add} ('t1', 'pus', '2026-03-05T21:00:00-05:00', '{act}', '', {days}, '2026-03-05T21:00:00-05:00', 0, '{act} {days}')"
            );
            assert!(db.execute(&row, []).is_err(), "{act} {days}");
        }
    }
}

#[test]
fn every_version_keeps_its_history() {
    for number in 1..=newest_version() {
        let (_folder, path) = old_journal(number);
        let mut journal = Journal::open(&path).unwrap();
        let revisions = journal.revisions(&"e1".into()).unwrap();
        let mut first = Entry { note: "before it was corrected".to_owned(), ..full_entry() };
        first.grades.insert("redness".into(), grade(3));
        let said: Vec<_> = revisions.iter().map(|revision| revision.entry.clone()).collect();
        assert_eq!(said, [first, corrected_entry()]);
        journal.restore_entry(&"e3".into(), now()).unwrap();
        journal.restore_treatment(&"t2".into(), now()).unwrap();
        assert_eq!(journal.diary().unwrap().entries.len(), 3);
        assert_eq!(journal.treatments().unwrap().len(), 2);
    }
}
