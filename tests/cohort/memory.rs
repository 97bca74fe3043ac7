//! Memory that does not grow with the number of journals. The peak is asked of the system while the program still waits for more.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread;

use super::{Place, made_up};

/// The most memory the program held at a time until it had answered everything, in KiB.
fn peak(text: &str, times: usize) -> u64 {
    let place = Place::new();
    let mut command = place.command(&["assess", "-", "--ndjson"]);
    // What waits to be judged grows with the number of cores.
    let mut child = command.env("RAYON_NUM_THREADS", "2").stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap());
    let expected = text.lines().count() * times;
    let counting = thread::spawn(move || answers.lines().take(expected).map(|line| drop(line.unwrap())).count());
    (0..times).for_each(|_| stdin.write_all(text.as_bytes()).unwrap());
    assert_eq!(counting.join().unwrap(), expected);
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    drop(stdin);
    child.wait().unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn ten_times_as_many_journals_take_no_more_memory() {
    let text = made_up(150);
    let (few, many) = (peak(&text, 1), peak(&text, 10));
    // Ten times as many are 10 MiB of journals and 15 MiB of assessments, which would both be held by a program that collects.
    assert!(
        many < few + 12 * 1024,
        "{few} KiB for {} journals, {many} KiB for ten times as many",
        text.lines().count()
    );
}
