//! Killed at random moments while saving again and again.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use mendlog::store::Journal;

use crate::home::{DAY_3, Home, PROGRAM};
use crate::state;

/// Throws that are the same in each run.
pub struct Dice(u64);

impl Dice {
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// Whether to take the time for many more moments.
pub fn long() -> bool {
    env::var_os("MENDLOG_CRASH_LONG").is_some()
}

fn log(home: &Home, number: usize) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["log", "redness=1", "--note", &format!("number {number} SECRETSKIN")]);
    command.env_clear().envs(home.surroundings(DAY_3)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn notes(home: &Home) -> Vec<String> {
    let diary = Journal::open(&home.journal()).unwrap().diary().unwrap();
    diary.entries.into_iter().map(|entry| entry.note).filter(|note| note.starts_with("number")).collect()
}

#[test]
fn none_of_hundreds_of_acknowledged_saves_is_lost_when_others_are_killed() {
    let home = Home::healing();
    let begun = Instant::now();
    assert!(log(&home, 0).status().unwrap().success());
    let usual = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let mut dice = Dice::of(11);
    let (mut acknowledged, mut killed) = (vec![0], 0);
    for number in 1..=if long() { 3000 } else { 300 } {
        let mut program = log(&home, number).spawn().unwrap();
        thread::sleep(Duration::from_micros(dice.throw(usual * 5 / 4)));
        program.kill().unwrap();
        if program.wait().unwrap().success() {
            acknowledged.push(number);
        } else {
            killed += 1;
        }
    }
    let found = notes(&home);
    for number in &acknowledged {
        let count = found.iter().filter(|note| **note == format!("number {number} SECRETSKIN")).count();
        assert_eq!(count, 1, "save {number} was acknowledged");
    }
    assert!(found.len() <= acknowledged.len() + killed);
    assert!(killed > 50, "only {killed} were killed");
    state::of(home.folder.path());
    assert_eq!(state::strays(home.folder.path()), Vec::<std::path::PathBuf>::new());
    let backups = mendlog::store::folder_of(&home.journal());
    let mut beside: Vec<_> =
        fs::read_dir(backups.parent().unwrap()).unwrap().map(|item| item.unwrap().path()).collect();
    beside.sort();
    assert_eq!(beside, [home.journal(), backups], "something is left beside the journal");
}

#[test]
fn many_programs_at_once_all_save() {
    let home = Home::healing();
    let mut waiting: Vec<_> = (0..24).map(|number| log(&home, number).spawn().unwrap()).collect();
    for program in &mut waiting {
        assert!(program.wait().unwrap().success());
    }
    let mut found = notes(&home);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 24);
}
