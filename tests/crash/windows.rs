//! Two windows on one journal: each sees what the other saved, neither waits for the other's typing, and nothing is buried.

use std::thread;
use std::time::{Duration, Instant};

use mendlog::store::{Journal, Window};
use rusqlite::Connection;

use crate::home::{DAY_2, DAY_3, Home};
use crate::terminal::Terminal;

/// What a terminal sends when its window gets the focus.
const FOCUS: &str = "\x1b[I";

fn begun(home: &Home) -> Terminal {
    let terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal
}

fn leave(mut terminal: Terminal) {
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

fn save_new(terminal: &mut Terminal, grade: &str) {
    terminal.press(grade);
    terminal.press("\r");
    terminal.shows("Saved: day 3");
    terminal.press("\r");
    terminal.no_longer_shows("Saved: day 3");
}

#[test]
fn a_window_that_gets_the_focus_shows_what_the_other_saved() {
    let home = Home::healing();
    let (mut one, mut other) = (begun(&home), begun(&home));
    one.press("H");
    one.shows("2 check-ins");
    save_new(&mut other, "4");
    let silent = one.bytes();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(one.bytes(), silent, "nothing is done while idle");
    one.press(FOCUS);
    one.shows("3 check-ins");
    leave(one);
    leave(other);
}

#[test]
fn a_check_in_corrected_in_both_windows_is_not_buried() {
    let home = Home::healing();
    let (mut one, mut other) = (begun(&home), begun(&home));
    for window in [&mut one, &mut other] {
        window.press("H");
        window.shows("check-ins");
        window.press("e");
        window.shows("You are changing a check-in");
    }
    other.press("4\r");
    other.shows("Saved: day 2");
    one.press("0");
    one.press("\r");
    one.shows("Changed in another window");
    one.shows("What you typed here");
    one.shows("What was saved in the other window");
    one.press("t");
    one.shows("What was saved in the other window counts");
    let journal = Journal::open(&home.journal()).unwrap();
    let treatment = journal.treatments().unwrap()[0].id.clone();
    let grades = |journal: &Journal| {
        let entries = journal.entries(&treatment, Window::All).unwrap();
        entries.last().unwrap().grade(&"redness".into()).unwrap().number()
    };
    assert_eq!(grades(&journal), 4);
    leave(one);
    other.press("\r");
    leave(other);
    drop(journal);

    let mut one = begun(&home);
    one.press("H");
    one.shows("check-ins");
    one.press("e");
    one.shows("You are changing a check-in");
    let id = last_entry(&home);
    home.run(DAY_2, &["log", "peeling=1"]).succeeded();
    change_elsewhere(&home, &id);
    one.press("0\r");
    one.shows("Changed in another window");
    one.press("y");
    one.shows("Saved: day 2");
    one.press("\r");
    leave(one);
    let journal = Journal::open(&home.journal()).unwrap();
    let revisions = journal.revisions(&id).unwrap();
    assert!(
        revisions.iter().any(|revision| revision.entry.note == "elsewhere"),
        "the other version stays in the history"
    );
    assert_eq!(revisions.last().unwrap().entry.grade(&"redness".into()).unwrap().number(), 0);
}

fn last_entry(home: &Home) -> mendlog::domain::EntryId {
    let journal = Journal::open(&home.journal()).unwrap();
    let treatment = journal.treatments().unwrap()[0].id.clone();
    journal.entries(&treatment, Window::All).unwrap().last().unwrap().id.clone()
}

fn change_elsewhere(home: &Home, id: &mendlog::domain::EntryId) {
    let mut journal = Journal::open(&home.journal()).unwrap();
    let mut entry = journal.revisions(id).unwrap().pop().unwrap().entry;
    "elsewhere".clone_into(&mut entry.note);
    journal.save_entry(&entry, DAY_3.parse().unwrap()).unwrap();
}

#[test]
fn a_treatment_changed_in_both_windows_is_not_buried() {
    let home = Home::healing();
    let mut one = begun(&home);
    one.press("R");
    one.shows("Harbour Skin Clinic");
    one.press("e");
    one.shows("Treatment was on");
    let mut journal = Journal::open(&home.journal()).unwrap();
    let mut treatment = journal.treatments().unwrap().remove(0);
    treatment.note = "elsewhere".to_owned();
    journal.save_treatment(&treatment, DAY_3.parse().unwrap()).unwrap();
    one.press("\r\r\x152.5\x13");
    one.shows("Changed in another window");
    one.press("\x1b");
    one.shows("Treatment was on");
    one.press("\x13");
    one.shows("Changed in another window");
    one.press("y");
    one.no_longer_shows("Changed in another window");
    leave(one);
    let saved = journal.treatments().unwrap().remove(0);
    assert_eq!(saved.needle_depth.map(|depth| depth.mm().to_string()), Some("2.5".to_owned()));
}

/// A key must not wait for another program that holds the journal.
#[test]
fn typing_goes_on_while_another_program_is_busy_and_is_kept_afterwards() {
    let home = Home::healing();
    let mut terminal = begun(&home);
    let other = Connection::open(home.journal()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    // By now the first grade is to be kept, which cannot be done.
    thread::sleep(Duration::from_millis(100));
    terminal.press("1");
    terminal.shows("Peeling 1");
    let waited = begun.elapsed();
    assert!(waited < Duration::from_secs(4), "three keys took {waited:?}");
    other.execute_batch("ROLLBACK").unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while Journal::open(&home.journal()).unwrap().draft().unwrap().is_none() {
        assert!(Instant::now() < deadline, "the draft was not tried again");
        thread::sleep(Duration::from_millis(50));
    }
    leave(terminal);
}

/// Waits until this many windows' texts are in the journal.
fn kept(home: &Home, windows: usize) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while Journal::open(&home.journal()).unwrap().drafts().unwrap().len() != windows {
        assert!(Instant::now() < deadline, "waited in vain for {windows} unfinished check-ins");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_two_windows_were_typing_comes_back_from_both() {
    let home = Home::healing();
    let (mut one, mut other) = (begun(&home), begun(&home));
    one.press("3");
    one.shows("Redness 3");
    kept(&home, 1);
    other.press("1");
    other.shows("Redness 1");
    kept(&home, 2);
    for window in [one, other] {
        window.signal("KILL");
        window.left();
    }
    let mut first = begun(&home);
    let mut second = begun(&home);
    for (window, grade) in [(&mut first, "Redness 1"), (&mut second, "Redness 3")] {
        window.shows("Your unfinished check-in is as you left it");
        window.shows(grade);
        window.press("\r");
        window.shows("Saved: day 3");
        window.press("\r");
        window.no_longer_shows("Saved: day 3");
    }
    kept(&home, 0);
    leave(first);
    leave(second);
}

#[test]
fn the_older_text_comes_once_the_newer_one_is_done_with() {
    let home = Home::healing();
    for (grade, shown, windows) in [("3", "Redness 3", 1), ("1", "Redness 1", 2)] {
        let window = begun(&home);
        // The first window holds what was left behind, so the one beside it begins with nothing.
        let mut beside = begun(&home);
        if windows == 2 {
            window.shows("Redness 3");
        }
        beside.press(grade);
        beside.shows(shown);
        kept(&home, windows);
        for window in [window, beside] {
            window.signal("KILL");
            window.left();
        }
    }
    for grade in ["Redness 1", "Redness 3"] {
        let mut window = begun(&home);
        window.shows(grade);
        window.press("\r");
        window.shows("Saved: day 3");
        window.press("\r");
        window.no_longer_shows("Saved: day 3");
        leave(window);
    }
    kept(&home, 0);
}

#[test]
fn a_window_opened_beside_one_that_types_starts_empty_and_takes_nothing_away() {
    let home = Home::healing();
    let mut one = begun(&home);
    one.press("3");
    one.shows("Redness 3");
    kept(&home, 1);
    let other = begun(&home);
    assert!(!other.screen().contains("as you left it"), "{}", other.screen());
    leave(other);
    kept(&home, 1);
    leave(one);
    let again = begun(&home);
    again.shows("Your unfinished check-in is as you left it");
    again.shows("Redness 3");
    leave(again);
}
