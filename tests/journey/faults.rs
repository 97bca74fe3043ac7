//! Journals that cannot be opened or written: said in words, nothing touched, and what was typed can be saved after all.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use mendlog::store::Journal;
use rusqlite::Connection;

use crate::home::{DAY_3, Home, PROGRAM};
use crate::terminal::{Terminal, flat};

/// Opens the program, which must refuse in these words, with exit code 1 and a clean terminal.
fn refused(home: &Home, path: &Path, words: &str) {
    let terminal = home.open(DAY_3, &["--db", path.to_str().unwrap()]);
    let left = terminal.left();
    assert_eq!(left.code, 1, "{}", left.words);
    let said = flat(&left.words);
    assert!(said.starts_with("mendlog: ") && said.contains(words), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

/// The same for a file, which must be as before.
fn file_refused(home: &Home, path: &Path, words: &str) {
    let before = fs::read(path).unwrap();
    refused(home, path, words);
    assert!(fs::read(path).unwrap() == before, "the file was touched");
    let beside = path.with_file_name(format!("{}-journal", path.file_name().unwrap().to_str().unwrap()));
    assert!(!beside.exists(), "a file was left beside it");
}

#[test]
fn a_torn_file_is_refused() {
    let home = Home::healing();
    let path = home.journal();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    file_refused(&home, &path, "is torn: its end is missing");
    fs::write(&path, &whole[..whole.len() - 4096]).unwrap();
    file_refused(&home, &path, "is torn: its end is missing");
    fs::write(&path, &whole[..50]).unwrap();
    file_refused(&home, &path, "its beginning is damaged");
}

#[test]
fn a_damaged_file_is_refused() {
    let home = Home::healing();
    let path = home.journal();
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    file_refused(&home, &path, "a part of the journal's file is damaged");
}

#[test]
fn a_file_from_a_newer_version_is_refused() {
    let home = Home::healing();
    let path = home.journal();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 4321).unwrap();
    file_refused(&home, &path, "was written by a newer Mendlog");
}

#[test]
fn another_program_s_file_and_an_empty_one_are_refused() {
    let home = Home::new();
    let path = home.folder.path().join("places.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE places (url)").unwrap();
    file_refused(&home, &path, "is a database of another program");
    let path = home.folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    file_refused(&home, &path, "is an empty file");
}

#[test]
fn a_folder_is_refused() {
    let home = Home::new();
    refused(&home, &home.temporary(), "is not a file, so it cannot be a journal");
    assert_eq!(fs::read_dir(home.temporary()).unwrap().count(), 0);
}

fn type_check_in(terminal: &mut Terminal) {
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    terminal.press("1");
    terminal.shows("Peeling 1");
}

/// Tries to save the check-in, which must fail in these words and leave it on the screen.
fn fail_to_save(terminal: &mut Terminal, why: &str) {
    terminal.press("\r");
    terminal.shows("Not saved");
    terminal.shows("Nothing you typed is lost");
    terminal.shows(why);
    terminal.press("q");
    terminal.no_longer_shows("Nothing you typed is lost");
    terminal.shows("Redness 2 clearly pink");
    terminal.shows("Peeling 1");
}

/// Saves the check-in that is still on the screen.
fn save_at_last(terminal: &mut Terminal, home: &Home) {
    terminal.press("\r");
    terminal.shows("Saved: day 3");
    terminal.press("\r");
    terminal.no_longer_shows("Saved: day 3");
    assert_eq!(entries(home), 3);
}

fn entries(home: &Home) -> usize {
    Journal::open(&home.journal()).unwrap().diary().unwrap().entries.len()
}

fn leave(mut terminal: Terminal) {
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn a_journal_that_is_busy_keeps_the_check_in_on_the_screen_until_it_is_saved() {
    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    type_check_in(&mut terminal);
    let other = Connection::open(home.journal()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    fail_to_save(&mut terminal, "another window or program is busy with this journal");
    other.execute_batch("ROLLBACK").unwrap();
    save_at_last(&mut terminal, &home);
    leave(terminal);
}

/// A limit on the size of files stands in for a full disk: no byte can be written to any file.
#[test]
fn a_disk_that_takes_nothing_keeps_the_check_in_on_the_screen_until_it_is_saved() {
    let home = Home::healing();
    let before = fs::read(home.journal()).unwrap();
    let mut terminal = home.open_through("trap '' XFSZ; ulimit -S -f 0", DAY_3, &[]);
    type_check_in(&mut terminal);
    fail_to_save(&mut terminal, "the disk or the database failed");
    assert!(fs::read(home.journal()).unwrap() == before, "the file was touched");
    let id = terminal.id().to_string();
    let lifted = Command::new("prlimit").args(["--pid", &id, "--fsize=unlimited:unlimited"]).status();
    if lifted.is_ok_and(|status| status.success()) {
        save_at_last(&mut terminal, &home);
    } else {
        eprintln!("not tried: saving again, as this machine has no prlimit to lift the limit with");
    }
    leave(terminal);
}

#[test]
fn a_disk_that_takes_nothing_has_no_room_for_a_new_journal() {
    let home = Home::new();
    let left = home.open_through("trap '' XFSZ; ulimit -f 0", DAY_3, &[]).left();
    assert_eq!(left.code, 1, "{}", left.words);
    assert!(flat(&left.words).contains("could not make a new journal"), "{}", left.words);
    assert!(!home.journal().exists());
    let folder = home.journal().parent().unwrap().to_owned();
    assert!(!folder.exists() || fs::read_dir(folder).unwrap().count() == 0, "a half-made journal was left");
}

#[test]
fn a_read_only_journal_can_be_read_and_keeps_the_check_in_on_the_screen() {
    let home = Home::healing();
    let path = home.journal();
    let allow = |file, folder| {
        fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
        fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(folder)).unwrap();
    };
    let before = fs::read(&path).unwrap();
    allow(0o400, 0o500);
    let Some(wrapper) = bound_by_permissions(&path) else {
        eprintln!("skipped: this user may write to every file, and there is no setpriv to give that up");
        return allow(0o600, 0o700);
    };
    let mut terminal = home.open_with(DAY_3, &[&wrapper[..], &[PROGRAM]].concat());
    type_check_in(&mut terminal);
    fail_to_save(&mut terminal, "the journal is write-protected");
    assert!(fs::read(&path).unwrap() == before, "the file was touched");
    allow(0o600, 0o700);
    leave(terminal);
}

/// What to start a program with so that permissions hold for it, even for the user who may do everything.
fn bound_by_permissions(write_protected: &Path) -> Option<Vec<&'static str>> {
    if fs::OpenOptions::new().append(true).open(write_protected).is_err() {
        return Some(Vec::new());
    }
    let wrapper = vec!["setpriv", "--bounding-set=-dac_override"];
    let tried = Command::new(wrapper[0]).args(&wrapper[1..]).arg("test").arg("-w").arg(write_protected).status();
    tried.is_ok_and(|status| status.code() == Some(1)).then_some(wrapper)
}
