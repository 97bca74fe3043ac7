//! However the program ends, the terminal is given back and what was typed is kept.

use std::fs;

use crate::home::{DAY_3, Home};
use crate::terminal::Terminal;

/// The program with half a check-in typed.
fn half_typed(home: &Home) -> Terminal {
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal.press("23");
    terminal.shows("Redness 2 clearly pink");
    terminal.shows("Peeling 3");
    terminal
}

/// The next start finds the half check-in and no entry more than before.
fn draft_is_kept(home: &Home) {
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("unfinished check-in is as you left it");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
    let exported: serde_json::Value = serde_json::from_str(&home.run(DAY_3, &["export"]).out).unwrap();
    assert_eq!(exported["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn a_signal_ends_it_in_order() {
    for name in ["TERM", "HUP", "INT"] {
        let home = Home::healing();
        let terminal = half_typed(&home);
        terminal.signal(name);
        let left = terminal.left();
        assert_eq!((left.code, left.signal), (0, None), "SIG{name}");
        draft_is_kept(&home);
    }
}

#[test]
fn control_c_is_a_key_that_ends_it() {
    let home = Home::healing();
    let mut terminal = half_typed(&home);
    terminal.press("\x03");
    assert_eq!(terminal.left().code, 0);
    draft_is_kept(&home);
}

#[test]
fn a_closed_window_ends_it() {
    let home = Home::healing();
    let terminal = half_typed(&home);
    terminal.close();
    draft_is_kept(&home);
}

#[test]
fn put_aside_it_gives_the_terminal_back_and_returns() {
    for signalled in [false, true] {
        let home = Home::healing();
        let mut terminal = half_typed(&home);
        if signalled {
            terminal.signal("TSTP");
        } else {
            terminal.press("\x1a");
        }
        terminal.is_given_back();
        is_stopped(&terminal);
        terminal.signal("CONT");
        terminal.is_taken_over();
        terminal.shows("Redness 2 clearly pink");
        terminal.press("4");
        terminal.shows("Breakouts 4");
        terminal.press("q");
        assert_eq!(terminal.left().code, 0);
        draft_is_kept(&home);
    }
}

/// Waits until the program stands still. Only Linux tells in a file.
fn is_stopped(terminal: &Terminal) {
    let file = format!("/proc/{}/stat", terminal.id());
    if !cfg!(target_os = "linux") {
        return;
    }
    for _ in 0..500 {
        if fs::read_to_string(&file).unwrap().contains(") T ") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the program was not stopped");
}

#[test]
fn a_demo_leaves_nothing_behind() {
    for ending in ["q", "TERM", "window"] {
        let home = Home::new();
        let mut terminal = home.open(DAY_3, &["--demo"]);
        terminal.shows("This is a made-up journal.");
        assert_eq!(fs::read_dir(home.temporary()).unwrap().count(), 1);
        terminal.press("3");
        match ending {
            "q" => {
                terminal.press("q");
                assert_eq!(terminal.left().code, 0);
            }
            "TERM" => {
                terminal.signal("TERM");
                assert_eq!(terminal.left().code, 0);
            }
            _ => terminal.close(),
        }
        assert_eq!(fs::read_dir(home.temporary()).unwrap().count(), 0, "{ending}");
        assert!(!home.journal().exists());
        assert!(!home.journal().parent().unwrap().exists());
    }
}
