//! The screens, killed at random moments of typing: what was typed more than a second before is there again.

use std::thread;
use std::time::{Duration, Instant};

use mendlog::app::typing::Unfinished;
use mendlog::domain::SymptomId;
use mendlog::store::Journal;

use crate::home::{DAY_3, Home};
use crate::random::{Dice, long};
use crate::terminal::Terminal;

/// What is typed into the note.
const NOTE: &str = "tight and warm under the left eye since noon";

/// No more than this may be lost.
const LAST: Duration = Duration::from_secs(1);

fn begun(home: &Home) -> Terminal {
    let terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal
}

fn unfinished(home: &Home) -> Unfinished {
    let text = Journal::open(&home.journal()).unwrap().draft().unwrap();
    text.map(|text| serde_json::from_str(&text).unwrap()).unwrap_or_default()
}

/// Types a grade and a note at an uneven pace until the program is killed; returns the letters of the note, each with its
/// moment, and the moment of the end.
fn typed_until_killed(terminal: &mut Terminal, dice: &mut Dice) -> (Vec<Instant>, Instant) {
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    terminal.press("n");
    terminal.shows("Note");
    let end = Instant::now() + Duration::from_millis(dice.throw(2600));
    let mut pressed = Vec::new();
    for letter in NOTE.chars() {
        thread::sleep(Duration::from_millis(dice.throw(110)).min(end.saturating_duration_since(Instant::now())));
        if Instant::now() >= end {
            break;
        }
        terminal.press(&letter.to_string());
        pressed.push(Instant::now());
    }
    let killed = Instant::now();
    terminal.signal("KILL");
    (pressed, killed)
}

fn kill_while_typing(seed: u64) {
    let home = Home::healing();
    let mut dice = Dice::of(seed);
    let mut terminal = begun(&home);
    let (pressed, killed) = typed_until_killed(&mut terminal, &mut dice);
    terminal.left();
    let kept = unfinished(&home);
    let owed = pressed.iter().filter(|at| killed.duration_since(**at) > LAST).count();
    let is_at_note = kept.typing.is_some();
    let note = kept.typing.map(|typing| typing.text).unwrap_or_default();
    assert!(NOTE.starts_with(&note), "seed {seed}: {note:?}");
    assert!(
        note.len() >= owed,
        "seed {seed}: {owed} letters were typed more than a second before the end, kept: {note:?}"
    );
    assert!(kept.draft.grades.contains_key(&SymptomId::from("redness")), "seed {seed}: the grade is gone");
    let mut again = home.open(DAY_3, &[]);
    again.shows("Your unfinished check-in is as you left it");
    again.is_taken_over();
    if is_at_note {
        again.shows(note.trim());
        again.press("\r");
    }
    again.shows("Redness 2 clearly pink");
    again.press("q");
    assert_eq!(again.left().code, 0);
}

#[test]
fn a_check_in_being_typed_survives_a_kill_at_any_moment() {
    let rounds = if long() { 300 } else { 30 };
    // Most of the time is waiting for letters to be typed, so several are killed side by side.
    let lanes: Vec<_> = (0..5)
        .map(|lane| thread::spawn(move || (0..rounds / 5).for_each(|round| kill_while_typing(lane * 1000 + round))))
        .collect();
    let failures: Vec<_> = lanes.into_iter().filter_map(|lane| lane.join().err()).collect();
    assert!(failures.is_empty(), "{} lanes failed", failures.len());
}

/// Waits until the draft holds these words.
fn kept(home: &Home, words: &str) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !Journal::open(&home.journal()).unwrap().draft().unwrap().is_some_and(|text| text.contains(words)) {
        assert!(Instant::now() < deadline, "waited in vain for {words:?} to be kept");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_answers_of_the_first_run_are_there_again_after_a_kill() {
    let home = Home::new();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.is_taken_over();
    terminal.press("\r");
    terminal.shows("Treatment was on");
    terminal.press("2026-03-06 14:30\r2\r1.25\rleft cheek");
    kept(&home, "left cheek");
    terminal.signal("KILL");
    terminal.left();
    let mut again = home.open(DAY_3, &[]);
    again.is_taken_over();
    again.shows("2026-03-06 14:30");
    again.shows("1.25");
    again.shows("left cheek");
    again.press("\x13");
    again.shows("Your journal is open");
    again.press("q");
    assert_eq!(again.left().code, 0);
    let journal = Journal::open(&home.journal()).unwrap();
    assert_eq!(journal.treatments().unwrap().len(), 1);
    assert_eq!(journal.draft().unwrap(), None);
}

#[test]
fn the_answers_of_a_form_are_there_again_after_a_kill_and_are_saved_once() {
    let home = Home::healing();
    let mut terminal = begun(&home);
    terminal.press("R");
    terminal.shows("Harbour Skin Clinic");
    terminal.press("a");
    terminal.shows("Treatment was on");
    terminal.press("2026-03-08 10:00\r1\r0.5");
    kept(&home, "0.5");
    terminal.signal("KILL");
    terminal.left();
    let mut again = home.open(DAY_3, &[]);
    again.shows("What you were typing is as you left it");
    again.shows("2026-03-08 10:00");
    again.press("\x13");
    again.shows("Before this is saved");
    again.press("y");
    again.no_longer_shows("Before this is saved");
    again.press("q");
    assert_eq!(again.left().code, 0);
    let journal = Journal::open(&home.journal()).unwrap();
    assert_eq!(journal.treatments().unwrap().len(), 2);
    assert_eq!(journal.draft().unwrap(), None);
}
