//! Which row counts when two machines put one each on top of the same.

use mendlog::domain::{Entry, Moment};
use mendlog::store::{Journal, Window};
use rusqlite::Connection;

use crate::course::{full_entry, journal, now};

/// Writes a row of another machine on top of the first one about the entry.
fn theirs(raw: &Connection, note: &str, saved_at: &str, deleted: bool) {
    let sql = "INSERT INTO entry_revision (entry, treatment, at, note, saved_at, deleted, stamp)
        VALUES ('e1', 't1', '2026-03-05', ?1, ?2, ?3, 'theirs ' || ?1)";
    raw.execute(sql, (note, saved_at, deleted)).unwrap();
    raw.execute("INSERT INTO follows SELECT 'theirs ' || ?1, stamp FROM entry_revision WHERE number = 1", [note])
        .unwrap();
}

#[test]
fn a_correction_stands_on_both_sides_of_a_conflict_and_undoing_it_shows_both_again() {
    let (_folder, mut journal) = journal();
    journal.save_entry(&full_entry(), now()).unwrap();
    journal.save_entry(&Entry { note: "ours".to_owned(), ..full_entry() }, now()).unwrap();
    let raw = Connection::open(journal.path()).unwrap();
    theirs(&raw, "theirs", "2026-03-07T10:00:00+01:00", false);
    let heads = || -> i64 {
        let sql =
            "SELECT count(*) FROM entry_revision r WHERE NOT EXISTS (SELECT 1 FROM follows WHERE earlier = r.stamp)";
        raw.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(heads(), 2);
    journal.save_entry(&Entry { note: "both".to_owned(), ..full_entry() }, now()).unwrap();
    assert_eq!(heads(), 1);
    journal.undo(now()).unwrap();
    assert_eq!(heads(), 2);
    journal.redo(now()).unwrap();
    assert_eq!(heads(), 1);
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap()[0].note, "both");
}

#[test]
fn notes_about_care_and_answers_count_by_what_is_on_top_not_by_where_it_stands() {
    let (_folder, mut journal) = journal();
    let raw = Connection::open(journal.path()).unwrap();
    let profile = "INSERT INTO profile_revision (day_end, saved_at, stamp) VALUES (?1, ?2, ?3)";
    raw.execute(profile, (5, "2026-03-07T10:00:00+01:00", "b")).unwrap();
    raw.execute(profile, (6, "2026-03-07T10:30:00+02:00", "c")).unwrap();
    assert_eq!(journal.profile().unwrap().unwrap().day_end.hour(), 5, "later as an instant, not as text");
    raw.execute(profile, (7, "2026-03-07T10:00:00+01:00", "d")).unwrap();
    assert_eq!(journal.profile().unwrap().unwrap().day_end.hour(), 7, "of the same instant the greater stamp");
    raw.execute("INSERT INTO follows VALUES ('c', 'd'), ('c', 'b')", []).unwrap();
    assert_eq!(journal.profile().unwrap().unwrap().day_end.hour(), 6);
    let note = "INSERT INTO care_note (treatment, kind, about, at, saved_at, taken_back, stamp)
        VALUES ('t1', 'tick', 'cleanse', '2026-03-04', '2026-03-04T10:00:00+01:00', ?1, ?2)";
    raw.execute(note, (false, "n1")).unwrap();
    raw.execute(note, (true, "n2")).unwrap();
    assert_eq!(journal.care(&"t1".into()).unwrap().ticks.len(), 1, "kept before taken back");
    raw.execute("INSERT INTO follows VALUES ('n2', 'n1')", []).unwrap();
    assert_eq!(journal.care(&"t1".into()).unwrap().ticks.len(), 0);
    let tick = mendlog::domain::Tick {
        treatment: "t1".into(),
        task: "cleanse".into(),
        at: "2026-03-04".parse::<Moment>().unwrap(),
    };
    journal.save_care(&mendlog::domain::CareNote::Tick(tick), now()).unwrap();
    assert_eq!(journal.care(&"t1".into()).unwrap().ticks.len(), 1);
}

#[test]
fn copies_of_one_old_journal_agree_on_every_name() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal-v6.sql");
    let script = std::fs::read_to_string(fixture).unwrap();
    let names = || {
        let (_folder, path) = crate::course::place();
        Connection::open(&path).unwrap().execute_batch(&script).unwrap();
        drop(Journal::open(&path).unwrap());
        let raw = Connection::open(&path).unwrap();
        let mut all = raw.prepare("SELECT revision || ' on ' || earlier FROM follows").unwrap();
        all.query_map([], |row| row.get::<_, String>(0)).unwrap().collect::<Result<Vec<_>, _>>().unwrap()
    };
    let names_of_one = names();
    assert_eq!(names_of_one.len(), 11);
    assert_eq!(names_of_one, names());
}
