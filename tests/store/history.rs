//! Values come back as they were saved, and old values are kept.

use std::time::{Duration, Instant};

use mendlog::domain::{CareNote, CareRecord, Diary, Entry, Goal, Plan, Tick, Treatment, TreatmentId};
use mendlog::store::{Journal, StoreError, Window};

use crate::course::{
    all_care, all_events, clock, full_entry, full_plan, full_profile, full_treatment, grade, journal, now, place,
};

fn t1() -> TreatmentId {
    "t1".into()
}

fn ids(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn entry(id: &str, at: &str) -> Entry {
    Entry::new(id.into(), t1(), at.parse().unwrap())
}

#[test]
fn a_plan_is_changed_dropped_and_brought_back() {
    let (_folder, mut journal) = journal();
    journal.save_plan(&full_plan(), now()).unwrap();
    let earlier = Plan::new("p2".into(), "2026-03-20".parse().unwrap());
    journal.save_plan(&earlier, now()).unwrap();
    assert_eq!(journal.plans().unwrap(), [earlier.clone(), full_plan()], "the earliest first");
    let moved = Plan { at: "2026-03-01".parse().unwrap(), ..full_plan() };
    journal.save_plan(&moved, now()).unwrap();
    assert_eq!(journal.plans().unwrap(), [moved.clone(), earlier.clone()]);
    journal.drop_plan(&moved.id, now()).unwrap();
    assert_eq!(journal.plans().unwrap(), std::slice::from_ref(&earlier));
    assert_eq!(journal.diary().unwrap().plans, std::slice::from_ref(&earlier));
    journal.restore_plan(&moved.id, now()).unwrap();
    assert_eq!(journal.plans().unwrap(), [moved, earlier]);
    assert!(journal.drop_plan(&"nobody".into(), now()).is_err());
}

#[test]
fn a_plan_becomes_a_treatment_as_a_whole_or_not_at_all() {
    let (_folder, mut journal) = journal();
    journal.save_plan(&full_plan(), now()).unwrap();
    let next = Treatment { id: "t2".into(), ..full_treatment() };
    assert!(journal.perform_plan(&"nobody".into(), &next, now()).is_err());
    assert_eq!(journal.treatments().unwrap().len(), 1);
    journal.perform_plan(&full_plan().id, &next, now()).unwrap();
    assert_eq!(journal.treatments().unwrap().len(), 2);
    assert_eq!(journal.plans().unwrap(), []);
}

#[test]
fn old_lists_of_a_treatment_are_kept_under_the_new_ones() {
    let (_folder, mut journal) = journal();
    let fewer = Treatment { products: Vec::new(), goals: vec![Goal::Hair], ..full_treatment() };
    journal.save_treatment(&fewer, now()).unwrap();
    assert_eq!(journal.treatments().unwrap(), [fewer]);
    journal.delete_treatment(&t1(), now()).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    assert_eq!(journal.treatments().unwrap(), [full_treatment()]);
}

#[test]
fn every_field_comes_back_from_the_file() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.profile().unwrap(), None);
    journal.save_profile(&full_profile(), now()).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    journal.save_entry(&full_entry(), now()).unwrap();
    for event in all_events() {
        journal.add_events(std::slice::from_ref(&event), now()).unwrap();
    }
    drop(journal);

    let journal = Journal::open(&path).unwrap();
    assert_eq!(journal.profile().unwrap(), Some(full_profile()));
    assert_eq!(journal.treatments().unwrap(), [full_treatment()]);
    assert_eq!(journal.entries(&t1(), Window::All).unwrap(), [full_entry()]);
    assert_eq!(journal.events(&t1()).unwrap(), all_events());
}

#[test]
fn notes_about_care_come_back_once_and_are_taken_back_one_by_one() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    for note in all_care().notes().chain(all_care().notes()) {
        journal.save_care(&note, now()).unwrap();
    }
    drop(journal);
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.care(&t1()).unwrap(), all_care());
    assert_eq!(journal.diary().unwrap().care, all_care());
    let mut left = all_care();
    for note in all_care().notes() {
        journal.take_back_care(&note, now()).unwrap();
        left.remove(&note);
        assert_eq!(journal.care(&t1()).unwrap(), left, "{note:?}");
    }
    let again = CareNote::Tick(all_care().ticks[0].clone());
    journal.take_back_care(&again, now()).unwrap();
    assert_eq!(journal.care(&t1()).unwrap(), CareRecord::default());
    journal.save_care(&again, now()).unwrap();
    assert_eq!(journal.care(&t1()).unwrap().ticks.len(), 1, "what was taken back can be done again");
}

#[test]
fn a_note_about_no_treatment_or_nothing_is_refused() {
    let (_folder, mut journal) = journal();
    for (treatment, task) in [("t9", "cleanse"), ("t1", "")] {
        let tick = Tick { treatment: treatment.into(), task: task.into(), at: "2026-03-04".parse().unwrap() };
        journal.save_care(&CareNote::Tick(tick), now()).unwrap_err();
    }
    assert_eq!(journal.diary().unwrap().care, CareRecord::default());
}

#[test]
fn a_corrected_entry_keeps_what_it_said_before() {
    let (_folder, mut journal) = journal();
    let first = full_entry();
    let mut second = full_entry();
    second.grades.insert("redness".into(), grade(3));
    second.grades.remove("peeling");
    second.signs.remove("fever");
    second.note.clear();
    let later = clock("2026-03-07T09:00:00+01:00");
    journal.save_entry(&first, now()).unwrap();
    journal.save_entry(&second, later).unwrap();
    journal.save_entry(&second, later).unwrap();

    assert_eq!(journal.entries(&t1(), Window::All).unwrap(), [second.clone()]);
    let revisions = journal.revisions(&first.id).unwrap();
    let entries: Vec<_> = revisions.iter().map(|revision| revision.entry.clone()).collect();
    assert_eq!(entries, [first, second], "saving the same again is no revision");
    assert_eq!(revisions.iter().map(|revision| revision.saved_at).collect::<Vec<_>>(), [now(), later]);
}

#[test]
fn an_entry_is_edited_when_it_said_something_else_before_not_when_it_was_deleted_and_came_back() {
    let (_folder, mut journal) = journal();
    let (same, back, changed) = (
        entry("same", "2026-03-05T20:00:00+01:00"),
        entry("back", "2026-03-06T20:00:00+01:00"),
        entry("changed", "2026-03-07T20:00:00+01:00"),
    );
    for entry in [&same, &back, &changed, &same] {
        journal.save_entry(entry, now()).unwrap();
    }
    journal.delete_entry(&back.id, now()).unwrap();
    journal.restore_entry(&back.id, now()).unwrap();
    assert!(journal.edited().unwrap().is_empty());
    let mut other = changed.clone();
    other.note = "another cream".to_owned();
    journal.save_entry(&other, now()).unwrap();
    assert_eq!(journal.edited().unwrap().into_iter().collect::<Vec<_>>(), [changed.id]);
}

#[test]
fn moving_a_moment_to_another_offset_is_a_correction() {
    let (_folder, mut journal) = journal();
    let mut treatment = full_treatment();
    journal.save_entry(&entry("e", "2026-03-05T00:30:00+01:00"), now()).unwrap();
    journal.save_entry(&entry("e", "2026-03-04T23:30:00+00:00"), now()).unwrap();
    treatment.performed_at = "2026-03-02T09:00:00+00:00".parse().unwrap();
    journal.save_treatment(&treatment, now()).unwrap();

    let entries = journal.entries(&t1(), Window::All).unwrap();
    assert_eq!(entries[0].at.to_string(), "2026-03-04T23:30:00+00:00");
    assert_eq!(journal.revisions(&"e".into()).unwrap().len(), 2);
    assert_eq!(journal.treatments().unwrap()[0].performed_at.to_string(), "2026-03-02T09:00:00+00:00");
}

#[test]
fn deleting_can_be_undone_and_is_part_of_the_history() {
    let (_folder, mut journal) = journal();
    let saved = full_entry();
    journal.save_entry(&saved, now()).unwrap();
    journal.delete_entry(&saved.id, now()).unwrap();
    assert_eq!(journal.entries(&t1(), Window::All).unwrap(), []);
    assert_eq!(journal.diary().unwrap().entries, []);
    journal.restore_entry(&saved.id, now()).unwrap();
    assert_eq!(journal.entries(&t1(), Window::All).unwrap(), [full_entry()]);
    let deleted: Vec<_> = journal.revisions(&saved.id).unwrap().iter().map(|revision| revision.deleted).collect();
    assert_eq!(deleted, [false, true, false]);
}

#[test]
fn a_deleted_treatment_takes_its_entries_along_and_brings_them_back() {
    let (_folder, mut journal) = journal();
    journal.save_entry(&full_entry(), now()).unwrap();
    for event in all_events() {
        journal.add_events(std::slice::from_ref(&event), now()).unwrap();
    }
    let before = journal.diary().unwrap();
    journal.delete_treatment(&t1(), now()).unwrap();
    assert_eq!(journal.diary().unwrap(), Diary::default());
    journal.restore_treatment(&t1(), now()).unwrap();
    assert_eq!(journal.diary().unwrap(), before);
}

#[test]
fn what_the_journal_does_not_have_is_said_and_changes_nothing() {
    let (_folder, mut journal) = journal();
    let stray = Entry::new("e".into(), "t9".into(), "2026-03-05".parse().unwrap());
    let mut event = all_events().remove(0);
    event.treatment = "t9".into();
    let before = journal.diary().unwrap();
    for result in [
        journal.save_entry(&stray, now()),
        journal.add_events(std::slice::from_ref(&event), now()),
        journal.delete_entry(&"e9".into(), now()),
        journal.restore_entry(&"e9".into(), now()),
        journal.delete_treatment(&"t9".into(), now()),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, StoreError::Unknown { .. }), "{error:?}");
        assert!(error.to_string().contains("Nothing was changed"), "{error}");
    }
    assert_eq!(journal.diary().unwrap(), before);
}

#[test]
fn entries_come_by_the_moment_they_describe() {
    let (_folder, mut journal) = journal();
    for (id, at) in [
        ("noon", "2026-03-05"),
        ("evening", "2026-03-05T20:00:00+01:00"),
        ("before-noon", "2026-03-05T11:59:00+01:00"),
        ("after-noon", "2026-03-05T05:01:00-06:00"),
        ("first", "2026-03-03"),
    ] {
        journal.save_entry(&entry(id, at), now()).unwrap();
    }
    let all = journal.entries(&t1(), Window::All).unwrap();
    assert_eq!(ids(&all), ["first", "before-noon", "noon", "after-noon", "evening"]);
    assert_eq!(ids(&journal.entries(&t1(), Window::Newest(2)).unwrap()), ["after-noon", "evening"]);
    assert_eq!(journal.entries(&t1(), Window::Newest(0)).unwrap(), []);

    let mut elsewhere = full_treatment();
    elsewhere.performed_at = "2026-03-02T10:00:00-06:00".parse().unwrap();
    journal.save_treatment(&elsewhere, now()).unwrap();
    let all = journal.entries(&t1(), Window::All).unwrap();
    assert_eq!(
        ids(&all),
        ["first", "before-noon", "after-noon", "noon", "evening"],
        "a date alone follows its treatment"
    );
}

#[test]
fn an_event_is_kept_once() {
    let (_folder, mut journal) = journal();
    for event in all_events().iter().rev().chain(&all_events()) {
        journal.add_events(std::slice::from_ref(event), now()).unwrap();
    }
    assert_eq!(journal.events(&t1()).unwrap(), all_events());
}

#[test]
fn the_draft_outlives_the_program_and_leaves_no_trace_once_cleared() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.draft().unwrap(), None);
    journal.save_draft("half a", now()).unwrap();
    journal.save_draft("half a thought of a frightened person", now()).unwrap();
    drop(journal);
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.draft().unwrap().as_deref(), Some("half a thought of a frightened person"));
    journal.clear_draft().unwrap();
    assert_eq!(journal.draft().unwrap(), None);
    drop(journal);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(10).any(|found| found == b"frightened"));
}

#[test]
fn a_change_of_the_protocol_is_noticed_once() {
    let (_folder, mut journal) = journal();
    let mut note = |version| journal.note_protocol("microneedling", version, now()).unwrap();
    assert_eq!(note("1.0.0"), None);
    assert_eq!(note("1.0.0"), None);
    assert_eq!(note("1.1.0").as_deref(), Some("1.0.0"));
    assert_eq!(note("1.1.0"), None);
    assert_eq!(note("1.0.0").as_deref(), Some("1.1.0"));
    assert_eq!(journal.note_protocol("peel", "1.0.0", now()).unwrap(), None);
}

#[test]
fn what_another_window_saved_is_noticed() {
    let (_folder, mut first) = journal();
    let mut second = Journal::open(first.path()).unwrap();
    let before = first.data_version().unwrap();
    first.save_entry(&entry("mine", "2026-03-05"), now()).unwrap();
    assert_eq!(first.data_version().unwrap(), before, "one's own change is no news");
    second.save_entry(&entry("theirs", "2026-03-06"), now()).unwrap();
    assert_ne!(first.data_version().unwrap(), before);
    assert_eq!(ids(&first.entries(&t1(), Window::All).unwrap()), ["mine", "theirs"]);
}

#[test]
fn ten_years_open_like_one() {
    let (_folder, mut journal) = journal();
    let start = clock("2026-03-02T12:00:00+01:00");
    let at = |number: i64| (start + chrono::TimeDelta::hours(4 * number)).to_rfc3339();
    let mut template = full_entry();
    template.note = "a line of a note ".repeat(4);
    let entries = (0..20_000).map(|number| Entry {
        id: format!("e{number}").into(),
        at: at(number).parse().unwrap(),
        ..template.clone()
    });
    journal.import(&Diary { entries: entries.collect(), ..Diary::default() }, now()).unwrap();
    let path = journal.path().to_path_buf();
    drop(journal);

    let begun = Instant::now();
    let journal = Journal::open(&path).unwrap();
    let newest = journal.entries(&t1(), Window::Newest(400)).unwrap();
    let taken = begun.elapsed();
    assert_eq!((newest.len(), newest[399].id.as_str()), (400, "e19999"));
    assert!(taken < Duration::from_millis(500), "opening took {taken:?}");
}
