//! The power goes at any moment of a command: what it had acknowledged is there, and the rest is as before or as after.

use crate::disk::{Disk, spread};
use crate::random::{Dice, long};
use crate::scenarios::{
    BACKUP, CHANGE_OF_PASSPHRASE, FIRST_START, IMPORT, LOCKING, MERGE, MIGRATIONS, Prepared, REDO, RESTORE, SAVE,
    Scenario, UNDO, UNLOCKING,
};
use crate::{folders, shim};

fn cut_everywhere(scenario: &'static Scenario) {
    if !shim::is_there() {
        return;
    }
    let prepared = Prepared::new(scenario);
    let count = prepared.operations.len();
    let mut disk = Disk::of(prepared.home.folder.path(), prepared.finished.path());
    let mut dice = Dice::of(7);
    let throws = if long() { 40 } else { 2 };
    let tried = spread(0, count, scenario.points.min(100));
    for at in 0..=count {
        for throw in (0..throws).filter(|_| tried.contains(&at)) {
            let folder = folders::folder();
            disk.after_power_cut(folder.path(), &mut dice);
            let when = format!("power cut after operation {at} of {count}, throw {throw}");
            if at == count {
                prepared.judge_done(folder.path(), &when);
            } else {
                prepared.judge(folder.path(), &when);
            }
        }
        if let Some(operation) = prepared.operations.get(at) {
            disk.carry_out(operation);
        }
    }
}

#[test]
fn a_save_survives_a_power_cut() {
    cut_everywhere(&SAVE);
}

#[test]
fn a_first_start_survives_a_power_cut() {
    cut_everywhere(&FIRST_START);
}

#[test]
fn a_migration_of_version_one_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[0]);
}

#[test]
fn a_migration_of_version_two_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[1]);
}

#[test]
fn a_migration_of_version_three_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[2]);
}

#[test]
fn a_migration_of_version_four_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[3]);
}

#[test]
fn a_migration_of_version_five_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[4]);
}

#[test]
fn an_import_survives_a_power_cut() {
    cut_everywhere(&IMPORT);
}

#[test]
fn a_migration_of_version_six_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[5]);
}

#[test]
fn a_migration_of_version_seven_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[6]);
}

#[test]
fn a_migration_of_version_eight_survives_a_power_cut() {
    cut_everywhere(&MIGRATIONS[7]);
}

#[test]
fn an_undo_survives_a_power_cut() {
    cut_everywhere(&UNDO);
}

#[test]
fn a_redo_survives_a_power_cut() {
    cut_everywhere(&REDO);
}

#[test]
fn a_backup_survives_a_power_cut() {
    cut_everywhere(&BACKUP);
}

#[test]
fn a_restore_survives_a_power_cut() {
    cut_everywhere(&RESTORE);
}

#[test]
fn a_merge_survives_a_power_cut() {
    cut_everywhere(&MERGE);
}

#[test]
fn a_first_passphrase_survives_a_power_cut() {
    cut_everywhere(&LOCKING);
}

#[test]
fn a_change_of_passphrase_survives_a_power_cut() {
    cut_everywhere(&CHANGE_OF_PASSPHRASE);
}

#[test]
fn a_removal_of_the_passphrase_survives_a_power_cut() {
    cut_everywhere(&UNLOCKING);
}
