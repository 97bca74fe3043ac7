//! A disk that is full, fails or can only be read, from each operation of a command on: a clear sentence, and nothing lost.

use crate::home::DAY_3;
use crate::scenarios::{
    BACKUP, CHANGE_OF_PASSPHRASE, FIRST_START, Found, IMPORT, LOCKING, MERGE, Prepared, REDO, RESTORE, SAVE, Scenario,
    UNDO, UNLOCKING,
};
use crate::shim::{self, Fault};
use crate::terminal::Terminal;

/// What a refusal says of what is kept.
const REASSURANCES: [&str; 6] = [
    "The journal is as it was",
    "Everything saved before is still in the journal",
    "Nothing was changed",
    "Nothing in it was changed",
    "Nothing was lost",
    "Nothing was saved",
];

/// A fault from some operation on, and the words of which one is said then.
type Told = (fn(usize) -> Fault, &'static [&'static str]);

fn failing_everywhere(scenario: &'static Scenario, faults: &[Told]) {
    if !shim::is_there() {
        return;
    }
    let prepared = Prepared::new(scenario);
    for (fault, words) in faults {
        for at in prepared.points(20) {
            let (home, ended) = prepared.run(fault(at));
            let when = format!("{:?}", fault(at));
            let found = prepared.judge(home.path(), &when);
            if ended.status.success() {
                assert_ne!(found, Found::Before, "{when}: said to be saved");
                (scenario.leaves)(home.path());
                continue;
            }
            let said = ended.said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(ended.status.code(), Some(1), "{when}: {said}");
            assert!(words.iter().any(|words| said.contains(words)), "{when}: {said}");
            assert!(REASSURANCES.iter().any(|words| said.contains(words)), "{when}: {said}");
            assert!(!said.contains("panicked") && !said.contains("SECRETSKIN"), "{when}: {said}");
        }
    }
}

const FULL: Told = (
    Fault::Full,
    &["the disk is full", "the disk or the database failed", "cannot be made or written to", "could not be written"],
);
const BROKEN: Told = (
    Fault::Broken,
    &[
        "the disk or the database failed",
        "cannot be made or written to",
        "could not read",
        "write-protected",
        "could not be written",
        "cannot be made or used",
    ],
);
const ONCE: Told = (Fault::Once, BROKEN.1);
const READ_ONLY: Told = (Fault::ReadOnly, BROKEN.1);

#[test]
fn a_save_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&SAVE, &[FULL, BROKEN, ONCE, READ_ONLY]);
}

#[test]
fn a_first_start_on_a_full_disk_says_so() {
    failing_everywhere(&FIRST_START, &[FULL]);
}

#[test]
fn an_import_on_a_full_disk_says_so_and_takes_nothing_in_by_halves() {
    failing_everywhere(&IMPORT, &[FULL, ONCE]);
}

#[test]
fn an_undo_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&UNDO, &[FULL, ONCE]);
}

#[test]
fn a_redo_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&REDO, &[FULL, ONCE]);
}

#[test]
fn a_backup_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&BACKUP, &[FULL, ONCE]);
}

#[test]
fn a_restore_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&RESTORE, &[FULL, ONCE]);
}

#[test]
fn a_merge_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&MERGE, &[FULL, ONCE]);
}

#[test]
fn a_first_passphrase_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&LOCKING, &[FULL, ONCE]);
}

#[test]
fn a_change_of_passphrase_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&CHANGE_OF_PASSPHRASE, &[FULL, ONCE]);
}

#[test]
fn a_removal_of_the_passphrase_on_a_full_or_failing_disk_says_so_and_loses_nothing() {
    failing_everywhere(&UNLOCKING, &[FULL, ONCE]);
}

fn try_to_save(terminal: &mut Terminal) {
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    terminal.press("\r");
    terminal.shows("Not saved");
    terminal.shows("Nothing you typed is lost");
}

#[test]
fn what_cannot_be_saved_is_copied_or_written_to_a_file_and_the_rest_can_be_read() {
    if !shim::is_there() {
        return;
    }
    let home = (SAVE.prepare)();
    let root = home.folder.path();
    let mut terminal = shim::open(root, DAY_3, Fault::Full(1));
    try_to_save(&mut terminal);
    terminal.shows("Redness 2 clear");
    terminal.press("y");
    terminal.shows("Not every terminal takes it");
    terminal.press("w");
    terminal.shows("Which file shall take it?");
    terminal.press("\r");
    terminal.shows("could not be written");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("kept.txt");
    terminal.press("w");
    terminal.shows("Which file shall take it?");
    terminal.press("\x15");
    terminal.paste(file.to_str().unwrap());
    terminal.press("\r");
    terminal.shows("Written to");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("describes: Mon 9 Mar 2026") && written.contains("Redness: 2 clear"), "{written}");
    terminal.press("q");
    terminal.no_longer_shows("Nothing you typed is lost");
    terminal.press("H");
    terminal.press("j");
    terminal.shows("SECRETSKIN itches");
    terminal.press("K");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}
