//! Four days of a patient: set-up, two ordinary days, a bad one, a program killed in the middle; nothing is lost.

use serde_json::Value;

use crate::home::{DAY_0, DAY_1, DAY_2, DAY_3, Home, NIGHT_3};
use crate::terminal::{Terminal, flat};

/// Answers the guide of the first run as a patient would.
fn set_up(home: &Home) {
    let mut terminal = home.open(DAY_0, &[]);
    terminal.shows("Nothing you write leaves this machine.");
    terminal.shows("Nobody is monitoring what you enter.");
    terminal.shows("No clinician has reviewed them");
    terminal.is_taken_over();
    terminal.press("\r");
    terminal.shows("Treatment was on");
    terminal.press("14:30\r");
    terminal.press("1\r");
    terminal.press("1.0\r");
    terminal.press("face\r");
    terminal.press("n\r");
    terminal.press("3\r");
    terminal.press("n\rn\rn\rn\rn\rx\r");
    terminal.press("Harbour Skin Clinic\r");
    terminal.press("555 0142\r");
    terminal.press("555 0199\r");
    terminal.shows("Your day ends at");
    terminal.shows("555 0199");
    terminal.press("\r");
    terminal.shows("Your journal is open.");
    terminal.shows("Day 0 · Friday 6 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

/// Records a day on which everything goes as described; the first grade is that of redness.
fn ordinary_day(home: &Home, now: &str, day: &str, grades: &str) {
    let mut terminal = home.open(now, &[]);
    terminal.shows(day);
    terminal.presses();
    terminal.press(grades);
    terminal.press("s");
    terminal.shows("Any of these?");
    terminal.press("0\r");
    terminal.no_longer_shows("Any of these?");
    terminal.press("\r");
    terminal.shows("EXPECTED What you graded is within the range described");
    let presses = terminal.presses();
    assert!(presses <= 15, "{presses} keys from opening to saved");
    terminal.press("\r");
    terminal.no_longer_shows("Saved:");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

/// Walks down the list to the danger sign with these words, and says yes to it.
fn say_yes_to(terminal: &mut Terminal, words: &str) {
    for _ in 0..31 {
        let marked = marked_line(&terminal.screen());
        if marked.contains(words) {
            terminal.press("y");
            return;
        }
        terminal.press("j");
        terminal.no_longer_shows(&marked);
    }
    panic!("{words} cannot be reached:\n{}", terminal.screen());
}

/// The line with the mark in it.
fn marked_line(screen: &str) -> String {
    flat(screen.lines().find(|line| line.contains('▸')).unwrap())
}

/// Records pus on the third day, and sees the warning in a large and a small window.
fn bad_day(home: &Home) {
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("2110s");
    terminal.shows("Any of these?");
    say_yes_to(&mut terminal, "Yellow or green fluid, or honey-coloured crusts?");
    terminal.shows("YES Yellow or green fluid");
    terminal.press("\r");
    terminal.no_longer_shows("Any of these?");
    terminal.press("\r");
    terminal.shows("Saved: day 3");
    terminal.press("\r");
    terminal.no_longer_shows("Saved: day 3");
    warning_is_whole(&terminal);
    terminal.resize(40, 12);
    warning_is_whole(&terminal);
    terminal.resize(80, 24);
    terminal.shows("Day 3 · Monday 9 March 2026");
    read_chart(&mut terminal);
    acknowledge(&mut terminal);
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

fn warning_is_whole(terminal: &Terminal) {
    terminal.shows("TODAY Pus or honey-coloured crusts");
    terminal.shows("Ring 555 0142, Harbour Skin Clinic");
    terminal.shows("Get medical advice today");
}

fn read_chart(terminal: &mut Terminal) {
    terminal.press("C");
    terminal.shows("Redness");
    terminal.shows("usual");
    terminal.press("h");
    terminal.shows("Day 2, Sun 8 Mar 20:05");
    warning_is_whole(terminal);
}

fn acknowledge(terminal: &mut Terminal) {
    terminal.press("W");
    terminal.shows("raised, not read yet");
    terminal.press("a");
    terminal.shows("acknowledged · since day 3");
}

/// Opens the journal at night and finds everything; types half a check-in, and the power goes.
fn find_everything_then_die(home: &Home) {
    let mut terminal = home.open(NIGHT_3, &[]);
    terminal.shows("Pus or honey-coloured crusts");
    terminal.shows("555 0199");
    terminal.press("H");
    terminal.shows("Pus or yellow crust");
    terminal.press("W");
    terminal.shows("1 open, 0 over");
    terminal.shows("acknowledged · since day 3");
    terminal.press("T");
    terminal.shows("Redness · ");
    terminal.press("43");
    terminal.shows("Redness 4 fiery or deep red");
    wait_for_draft(home);
    terminal.signal("KILL");
    assert!(terminal.left().signal.unwrap().starts_with("Killed"));
}

/// The draft is written after the picture; waits until the file holds it.
fn wait_for_draft(home: &Home) {
    for _ in 0..500 {
        let journal = mendlog::store::Journal::open(&home.journal()).unwrap();
        if journal.draft().unwrap().is_some_and(|draft| draft.contains("peeling")) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the draft never reached the file");
}

/// Opens the journal after it was killed: the unfinished check-in is there, and no entry is lost.
fn find_the_draft(home: &Home) {
    let mut terminal = home.open(NIGHT_3, &[]);
    terminal.shows("unfinished check-in is as you left it");
    terminal.shows("Redness 4 fiery or deep red");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
    let exported: Value = serde_json::from_str(&home.run(NIGHT_3, &["export"]).out).unwrap();
    let entries = exported["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 3, "{exported:#}");
    assert_eq!(entries[0]["grades"]["redness"], 3);
    assert_eq!(entries[1]["grades"]["peeling"], 1);
    assert_eq!(entries[2]["signs"]["pus"], true);
}

#[test]
fn three_days_a_warning_and_a_killed_program_and_everything_is_as_it_was() {
    let home = Home::new();
    set_up(&home);
    ordinary_day(&home, DAY_1, "Day 1 · Saturday 7 March 2026", "3001100");
    ordinary_day(&home, DAY_2, "Day 2 · Sunday 8 March 2026", "210100000");
    bad_day(&home);
    find_everything_then_die(&home);
    find_the_draft(&home);
    let status = home.run(NIGHT_3, &["status", "--exit-code"]);
    assert_eq!(status.code, Some(11), "{}{}", status.out, status.err);
    assert!(status.out.contains("TODAY"), "{}", status.out);
}
