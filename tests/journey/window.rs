//! The window the program lives in: made smaller and larger, pasted into, left alone.

use crate::home::{DAY_3, Home, PROGRAM};

#[test]
fn every_size_is_drawn_whole_even_one_that_came_back_at_once() {
    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026 · 68 hours after the treatment");
    terminal.flick();
    terminal.shows("Day 3 · Monday 9 March 2026 · 68 hours after the treatment");
    for (columns, rows) in [(200, 60), (40, 12), (2, 1), (1, 1), (80, 24)] {
        terminal.resize(columns, rows);
        if columns >= 40 {
            terminal.shows("Day 3 · Monday 9 March 2026");
        }
    }
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn pasted_text_presses_no_keys() {
    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal.paste("4\r4\rq\r\n");
    terminal.press("n");
    terminal.shows("keep");
    terminal.paste("First line\r\nq\rlast line");
    terminal.shows("First line q last line");
    terminal.press("\r");
    terminal.no_longer_shows("Enter keep");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
    let exported: serde_json::Value = serde_json::from_str(&home.run(DAY_3, &["export"]).out).unwrap();
    assert_eq!(exported["entries"].as_array().unwrap().len(), 2, "nothing was saved by a pasted line break");
}

#[cfg(target_os = "linux")]
#[test]
fn idle_means_no_wake_ups_and_no_output() {
    use std::thread::sleep;
    use std::time::Duration;

    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    let seen = || (terminal.bytes(), wake_ups(terminal.id()));
    // The draft is still being written after the picture: wait for a second in which nothing happens.
    let mut before = seen();
    for _ in 0..30 {
        sleep(Duration::from_secs(1));
        let now = seen();
        if now == before {
            break;
        }
        before = now;
    }
    sleep(Duration::from_secs(3));
    assert_eq!(seen(), before, "bytes written and wake-ups in 3 seconds");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

/// How often the threads of a process gave up the processor to wait.
#[cfg(target_os = "linux")]
fn wake_ups(process: u32) -> u64 {
    use std::fs;

    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let count = |thread: std::io::Result<fs::DirEntry>| {
        let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
        line.trim().parse::<u64>().unwrap()
    };
    threads.map(count).sum()
}

#[test]
fn input_that_ends_does_not_end_the_program() {
    let home = Home::healing();
    let mut terminal = home.open_with(DAY_3, &["sh", "-c", "true | \"$0\"", PROGRAM]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.is_taken_over();
    terminal.press("2");
    terminal.shows("Redness 2 clearly pink");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}
