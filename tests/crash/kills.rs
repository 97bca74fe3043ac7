//! Killed before every file operation, and in the middle of every write.

use crate::disk::Operation;
use crate::scenarios::{
    BACKUP, CHANGE_OF_PASSPHRASE, CHANGE_OF_PLAN, DELETION, EDIT, FIRST_START, Found, IMPORT, LOCKING, MERGE,
    MIGRATIONS, Prepared, REDO, RESTORE, SAVE, Scenario, UNDO, UNLOCKING,
};
use crate::shim::{self, Fault};

fn killed_everywhere(scenario: &'static Scenario) {
    if !shim::is_there() {
        return;
    }
    let prepared = Prepared::new(scenario);
    let count = prepared.operations.len();
    assert!(count > 3, "{}: the shim saw hardly anything", scenario.name);
    let is_write = |at: usize| matches!(prepared.operations.get(at - 1), Some(Operation::Write { .. }));
    let tried = prepared.points(usize::MAX);
    let mut ends = Vec::new();
    for at in &tried {
        let (home, ended) = prepared.run(Fault::Kill(*at));
        if !ended.was_killed() {
            break;
        }
        ends.push(prepared.judge(home.path(), &format!("killed before operation {at} of {count}")));
        if is_write(*at) {
            let (home, ended) = prepared.run(Fault::Torn(*at));
            assert!(ended.was_killed(), "{}: {}", scenario.name, ended.said);
            prepared.judge(home.path(), &format!("killed in the middle of write {at} of {count}"));
        }
    }
    // One run may take an operation more or less than the next.
    assert!(ends.len() + 3 > tried.len(), "{}: not every operation was tried", scenario.name);
    assert_ne!(ends[0], Found::After, "{}: nothing was done yet", scenario.name);
    let (home, ended) = prepared.run(Fault::None);
    assert!(ended.status.success(), "{}: {:?} {}", scenario.name, ended.status, ended.said);
    prepared.judge_done(home.path(), "not killed");
}

#[test]
fn a_save_killed_anywhere_is_there_or_not() {
    killed_everywhere(&SAVE);
}

#[test]
fn a_first_start_killed_anywhere_can_be_started_again() {
    killed_everywhere(&FIRST_START);
}

#[test]
fn a_migration_of_version_one_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[0]);
}

#[test]
fn a_migration_of_version_two_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[1]);
}

#[test]
fn a_migration_of_version_three_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[2]);
}

#[test]
fn a_migration_of_version_four_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[3]);
}

#[test]
fn a_migration_of_version_five_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[4]);
}

#[test]
fn an_import_killed_anywhere_is_there_as_a_whole_or_not_at_all() {
    killed_everywhere(&IMPORT);
}

#[test]
fn a_plan_killed_anywhere_is_there_or_not() {
    killed_everywhere(&CHANGE_OF_PLAN);
}

#[test]
fn an_edit_killed_anywhere_is_there_or_not() {
    killed_everywhere(&EDIT);
}

#[test]
fn a_deletion_killed_anywhere_is_there_or_not() {
    killed_everywhere(&DELETION);
}

#[test]
fn a_migration_of_version_six_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[5]);
}

#[test]
fn a_migration_of_version_seven_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[6]);
}

#[test]
fn a_migration_of_version_eight_killed_anywhere_goes_on_at_the_next_start() {
    killed_everywhere(&MIGRATIONS[7]);
}

#[test]
fn an_undo_killed_anywhere_is_done_or_not() {
    killed_everywhere(&UNDO);
}

#[test]
fn a_redo_killed_anywhere_is_done_or_not() {
    killed_everywhere(&REDO);
}

#[test]
fn a_backup_killed_anywhere_is_whole_or_not_there() {
    killed_everywhere(&BACKUP);
}

#[test]
fn a_restore_killed_anywhere_is_done_or_not() {
    killed_everywhere(&RESTORE);
}

#[test]
fn a_merge_killed_anywhere_is_there_as_a_whole_or_not_at_all() {
    killed_everywhere(&MERGE);
}

#[test]
fn a_first_passphrase_killed_anywhere_leaves_no_plain_copy() {
    killed_everywhere(&LOCKING);
}

#[test]
fn a_change_of_passphrase_killed_anywhere_leaves_one_that_opens_everything() {
    killed_everywhere(&CHANGE_OF_PASSPHRASE);
}

#[test]
fn a_removal_of_the_passphrase_killed_anywhere_leaves_everything_to_be_opened() {
    killed_everywhere(&UNLOCKING);
}
