//! The power goes at any moment of a command: what it had acknowledged is there, and the rest is as before or as after.

use crate::disk::{Disk, recorded, spread};
use crate::random::{Dice, long};
use crate::scenarios::{FIRST_START, Found, IMPORT, MIGRATIONS, Prepared, SAVE, Scenario};
use crate::{shim, state};

fn cut_everywhere(scenario: &'static Scenario) {
    if !shim::is_there() {
        return;
    }
    let prepared = Prepared::new(scenario);
    let operations = recorded(&prepared.log);
    let mut disk = Disk::of(prepared.home.folder.path(), prepared.finished.path());
    let mut dice = Dice::of(7);
    let throws = if long() { 40 } else { 2 };
    let tried = spread(0, operations.len(), 100);
    for at in 0..=operations.len() {
        for throw in (0..throws).filter(|_| tried.contains(&at)) {
            let folder = state::folder();
            disk.after_power_cut(folder.path(), &mut dice);
            let found = prepared.judge(folder.path(), &format!("power cut after operation {at}, throw {throw}"));
            let is_acknowledged = at == operations.len();
            assert!(!is_acknowledged || found != Found::Before, "{}: acknowledged, and gone", scenario.name);
        }
        if let Some(operation) = operations.get(at) {
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
