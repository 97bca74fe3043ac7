//! What is undone, in which order, and when undoing is refused.

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::warning::Act;
use mendlog::domain::{CareNote, Changed, Diary, Entry, Plan, Revised, Tick, Treatment, Undone, WarningEvent};
use mendlog::store::{Journal, StoreError};
use rusqlite::Connection;

use crate::course::{all_events, full_entry, full_plan, full_profile, full_treatment, journal, now, place};

fn later(minutes: i64) -> DateTime<FixedOffset> {
    now() + TimeDelta::minutes(minutes)
}

fn doings(undone: &[Undone]) -> Vec<&str> {
    undone.iter().map(|one| one.doing.as_str()).collect()
}

fn tick() -> CareNote {
    CareNote::Tick(Tick { treatment: "t1".into(), task: "cleanse".into(), at: mendlog::domain::Moment::At(now()) })
}

#[test]
fn what_was_done_last_is_undone_first_and_done_again_last() {
    let (_folder, mut journal) = journal();
    let entry = full_entry();
    journal.save_entry(&entry, later(1)).unwrap();
    let corrected = Entry { note: "otherwise".to_owned(), ..entry.clone() };
    journal.save_entry(&corrected, later(2)).unwrap();
    journal.delete_entry(&entry.id, later(3)).unwrap();
    let all = ["delete the check-in", "save the check-in", "save the check-in", "save the treatment"];
    assert_eq!(doings(&journal.undoable(9).unwrap()), all);
    assert_eq!(doings(&journal.undoable(2).unwrap()), all[..2]);
    let undone = journal.undo(later(4)).unwrap().unwrap();
    assert_eq!((undone.at, undone.doing.as_str()), (later(3), "delete the check-in"));
    assert_eq!(undone.what, [Changed::Entry(Box::new(Revised::Deleted(corrected.clone())))]);
    assert_eq!(journal.diary().unwrap().entries, std::slice::from_ref(&corrected));
    journal.undo(later(5)).unwrap();
    assert_eq!(journal.diary().unwrap().entries, std::slice::from_ref(&entry));
    journal.undo(later(6)).unwrap();
    assert!(journal.diary().unwrap().entries.is_empty());
    assert_eq!(doings(&journal.redoable(9).unwrap()), [all[2], all[1], all[0]]);
    journal.redo(later(7)).unwrap();
    assert_eq!(journal.diary().unwrap().entries, [entry]);
    let again = journal.redo(later(8)).unwrap().unwrap();
    assert_eq!(again.at, later(2), "the moment it was done at first");
    assert_eq!(journal.diary().unwrap().entries, [corrected]);
    journal.redo(later(9)).unwrap();
    assert!(journal.diary().unwrap().entries.is_empty());
    assert_eq!(journal.redo(later(10)).unwrap(), None);
    assert_eq!(doings(&journal.undoable(9).unwrap()), all, "everything can be undone again");
}

#[test]
fn something_new_cuts_off_what_could_be_done_again() {
    let (_folder, mut journal) = journal();
    journal.save_entry(&full_entry(), later(1)).unwrap();
    journal.undo(later(2)).unwrap();
    journal.save_plan(&full_plan(), later(3)).unwrap();
    assert_eq!(journal.redoable(9).unwrap(), []);
    assert_eq!(journal.redo(later(4)).unwrap(), None);
    assert_eq!(doings(&journal.undoable(9).unwrap()), ["save the plan", "save the treatment"]);
}

#[test]
fn saving_what_is_there_already_is_nothing_to_undo() {
    let (_folder, mut journal) = journal();
    journal.save_treatment(&full_treatment(), later(1)).unwrap();
    journal.restore_treatment(&full_treatment().id, later(2)).unwrap();
    journal.take_back_care(&tick(), later(3)).unwrap();
    journal.save_draft("half a thought", later(4)).unwrap();
    journal.note_protocol("microneedling", "1.0.0", later(5)).unwrap();
    assert_eq!(doings(&journal.undoable(9).unwrap()), ["save the treatment"]);
}

#[test]
fn the_first_answers_are_not_undone_and_later_ones_are() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_profile(&full_profile(), now()).unwrap();
    assert_eq!(journal.undo(later(1)).unwrap(), None);
    let mut changed = full_profile();
    changed.patient.weak_immunity = None;
    journal.save_profile(&changed, later(2)).unwrap();
    journal.undo(later(3)).unwrap().unwrap();
    assert_eq!(journal.profile().unwrap(), Some(full_profile()));
    journal.redo(later(4)).unwrap().unwrap();
    assert_eq!(journal.profile().unwrap(), Some(changed));
}

#[test]
fn an_act_on_several_warnings_is_undone_as_one() {
    let (_folder, mut journal) = journal();
    journal.add_events(&all_events(), later(1)).unwrap();
    let undone = journal.undo(later(2)).unwrap().unwrap();
    assert_eq!(undone.what.len(), all_events().len());
    assert!(journal.events(&"t1".into()).unwrap().is_empty());
    journal.redo(later(3)).unwrap();
    assert_eq!(journal.events(&"t1".into()).unwrap(), all_events());
    let again = WarningEvent { act: Act::Called, ..all_events().remove(0) };
    journal.add_events(&[all_events().remove(0), again.clone()], later(4)).unwrap();
    journal.undo(later(5)).unwrap();
    assert_eq!(journal.events(&"t1".into()).unwrap(), all_events(), "what was there before stays");
}

#[test]
fn care_sheet_and_the_plan_that_became_a_treatment_are_undone() {
    let (_folder, mut journal) = journal();
    journal.save_care(&tick(), later(1)).unwrap();
    journal.save_sheet("kind = \"sheet\"", later(2)).unwrap();
    journal.withdraw_sheet(later(3)).unwrap();
    journal.save_plan(&full_plan(), later(4)).unwrap();
    let second = Treatment::new("t2".into(), "2026-04-09".parse().unwrap());
    journal.perform_plan(&full_plan().id, &second, later(5)).unwrap();
    journal.undo(later(6)).unwrap();
    assert_eq!((journal.plans().unwrap(), journal.treatments().unwrap().len()), (vec![full_plan()], 1));
    journal.undo(later(7)).unwrap();
    assert_eq!(journal.plans().unwrap(), Vec::<Plan>::new());
    assert_eq!(journal.sheet().unwrap(), None);
    journal.undo(later(8)).unwrap();
    assert_eq!(journal.sheet().unwrap().unwrap().text, "kind = \"sheet\"");
    journal.undo(later(9)).unwrap();
    assert_eq!(journal.sheet().unwrap(), None);
    journal.undo(later(10)).unwrap();
    assert_eq!(journal.care(&"t1".into()).unwrap().notes().count(), 0);
}

#[test]
fn an_import_is_undone_as_a_whole_and_the_answers_of_set_up_stay() {
    let (_folder, mut journal) = journal();
    let before = journal.diary().unwrap();
    let diary = Diary {
        patient: full_profile().patient,
        treatments: vec![full_treatment(), Treatment::new("t2".into(), "2026-01-02".parse().unwrap())],
        entries: vec![full_entry()],
        events: all_events(),
        plans: vec![full_plan()],
        ..Diary::default()
    };
    journal.import(&diary, later(1)).unwrap();
    journal.undo(later(2)).unwrap();
    let after = journal.diary().unwrap();
    assert_eq!(Diary { patient: before.patient.clone(), ..after.clone() }, before);
    assert_eq!(after.patient, diary.patient);
    journal.redo(later(3)).unwrap();
    assert_eq!(journal.diary().unwrap().entries, diary.entries);
}

#[test]
fn what_another_window_did_is_undone_here() {
    let (_folder, mut journal) = journal();
    let mut other = Journal::open(journal.path()).unwrap();
    other.save_entry(&full_entry(), later(1)).unwrap();
    journal.undo(later(2)).unwrap();
    assert!(other.diary().unwrap().entries.is_empty());
    other.redo(later(3)).unwrap();
    assert_eq!(journal.diary().unwrap().entries, [full_entry()]);
}

#[test]
fn what_came_from_elsewhere_on_top_is_not_undone_under_it() {
    let (_folder, mut journal) = journal();
    journal.save_entry(&full_entry(), later(1)).unwrap();
    let raw = Connection::open(journal.path()).unwrap();
    raw.execute_batch(
        "INSERT INTO entry_revision (entry, treatment, at, note, saved_at, deleted, stamp)
            VALUES ('e1', 't1', '2026-03-05', 'from elsewhere', '2026-03-06T10:00:00+01:00', 0, 'theirs');
        INSERT INTO follows SELECT 'theirs', stamp FROM entry_revision WHERE stamp <> 'theirs';",
    )
    .unwrap();
    let error = journal.undo(later(2)).unwrap_err();
    assert!(matches!(error, StoreError::Overtaken { .. }), "{error:?}");
    assert!(error.to_string().contains("nothing is lost"), "{error}");
    assert_eq!(doings(&journal.undoable(1).unwrap()), ["save the check-in"], "nothing was half undone");
    assert_eq!(raw.query_row("SELECT count(*) FROM act", [], |row| row.get(0)), Ok(2));
}
