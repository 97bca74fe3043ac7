//! Killed before every file operation, and in the middle of every write.

use crate::disk::{Operation, recorded};
use crate::scenarios::{
    CHANGE_OF_PLAN, DELETION, EDIT, FIRST_START, Found, IMPORT, MIGRATIONS, Prepared, SAVE, Scenario,
};
use crate::shim::{self, Fault};

/// No scenario has more operations.
const MOST: usize = 20_000;

fn killed_everywhere(scenario: &'static Scenario) {
    if !shim::is_there() {
        return;
    }
    let prepared = Prepared::new(scenario);
    let operations = recorded(&prepared.log);
    assert!(operations.len() > 3, "{}: the shim saw hardly anything", scenario.name);
    let is_write = |at: usize| matches!(operations.get(at - 1), Some(Operation::Write { .. }));
    let mut ends = Vec::new();
    for at in 1..MOST {
        let (home, ended) = prepared.run(Fault::Kill(at));
        let found = prepared.judge(home.path(), &format!("killed before operation {at} of {}", operations.len()));
        if !ended.was_killed() {
            assert!(ended.status.success(), "{}: {:?} {}", scenario.name, ended.status, ended.said);
            assert_ne!(found, Found::Before, "{}, operation {at} of {}", scenario.name, operations.len());
            break;
        }
        ends.push(found);
        if is_write(at) {
            let (home, ended) = prepared.run(Fault::Torn(at));
            assert!(ended.was_killed(), "{}: {}", scenario.name, ended.said);
            prepared.judge(home.path(), &format!("killed in the middle of write {at} of {}", operations.len()));
        }
    }
    assert!(ends.len() + 3 > operations.len(), "{}: not every operation was tried", scenario.name);
    assert_ne!(ends[0], Found::After, "{}: nothing was done yet", scenario.name);
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
