//! The passphrase as it is typed: on the terminal, unseen, and found nowhere afterwards.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::home::{DAY_3, Home, PROGRAM, Told};
use crate::terminal::{Left, Terminal, flat};

const FIRST: &str = "four small words here";
const SECOND: &str = "five others are coming";
const QUESTION: &str = "Passphrase of your journal, or its recovery key";

/// Types an answer once the question is there and nothing of the answer would be shown.
fn answer(terminal: &mut Terminal, question: &str, typed: &str) {
    terminal.shows(question);
    terminal.is_listening_unseen();
    terminal.press(&format!("{typed}\r"));
}

fn in_terminal(home: &Home, arguments: &[&str], answers: &[(&str, &str)]) -> Left {
    let mut terminal = home.open(DAY_3, arguments);
    for (question, typed) in answers {
        answer(&mut terminal, question, typed);
    }
    let left = terminal.left();
    for (_, typed) in answers.iter().filter(|(_, typed)| !typed.is_empty()) {
        assert!(!left.words.contains(typed), "what was typed is on the screen:\n{}", left.words);
    }
    left
}

fn done(left: &Left) {
    assert_eq!(left.code, 0, "{}", left.words);
}

fn locked() -> (Home, String) {
    let home = Home::healing();
    let left = in_terminal(&home, &["passphrase", "set"], &[("New passphrase", FIRST), ("The same again", FIRST)]);
    done(&left);
    (home, recovery_key(&left.words))
}

/// The lines of groups on a screen.
fn recovery_key(words: &str) -> String {
    let is_group = |group: &str| group.len() == 5 && !group.contains(|letter: char| letter.is_ascii_lowercase());
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty() && line.split('-').all(is_group));
    lines.collect::<Vec<_>>().join(" ")
}

/// Without a terminal, as a clock would.
fn without_terminal(home: &Home, arguments: &[&str]) -> Told {
    let mut command = Command::new("setsid");
    command.args(["--wait", PROGRAM]).args(arguments).env_clear().stdin(Stdio::null());
    command.env("HOME", home.folder.path()).env("PATH", std::env::var("PATH").unwrap()).env("MENDLOG_NOW", DAY_3);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Told { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

fn found_in(home: &Home, words: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    files(home.folder.path(), &mut all);
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    all.into_iter().filter(|(_, bytes)| words.iter().any(|word| holds(bytes, word))).map(|(path, _)| path).collect()
}

#[test]
fn a_locked_journal_asks_once_and_opens_for_every_command() {
    let (home, key) = locked();
    assert_eq!(key.split([' ', '-']).count(), 13, "{key}");
    fs::remove_file(home.folder.path().join("about-me.json")).unwrap();
    assert_eq!(found_in(&home, &["Harbour Skin", FIRST, "SQLite format"]), Vec::<String>::new());

    let left = in_terminal(&home, &["status"], &[(QUESTION, FIRST)]);
    done(&left);
    assert!(flat(&left.words).contains("Day 3"), "{}", left.words);
    done(&in_terminal(&home, &["log", "redness=1", "--none-of-these"], &[(QUESTION, &key.to_lowercase())]));
    let left = in_terminal(&home, &["export"], &[(QUESTION, FIRST)]);
    assert!(flat(&left.words).contains("what was exported is not"), "{}", left.words);

    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("This journal is locked");
    terminal.is_taken_over();
    terminal.press(&format!("{FIRST}\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn a_rehearsal_and_a_wrong_passphrase_write_nothing() {
    let (home, key) = locked();
    let before = fs::read(home.journal()).unwrap();
    let about = home.folder.path().join("about-me.json");
    let left = in_terminal(&home, &["import", "--dry-run", about.to_str().unwrap()], &[(QUESTION, FIRST)]);
    done(&left);
    assert_eq!(fs::read_dir(home.temporary()).unwrap().count(), 0);

    let slipped = format!("{}{}", if key.starts_with('7') { '8' } else { '7' }, &key[1..]);
    let answers = [(QUESTION, "something else"), ("does not open", slipped.as_str()), ("its group 1 has a slip", "")];
    let left = in_terminal(&home, &["status"], &answers);
    assert_eq!(left.code, 1);
    assert!(flat(&left.words).contains("stays locked. Nothing was changed"), "{}", left.words);
    assert!(fs::read(home.journal()).unwrap() == before);
}

#[test]
fn it_is_changed_and_taken_off() {
    let (home, old_key) = locked();
    let new =
        [(QUESTION, FIRST), ("New passphrase", "brief"), ("shorter than 8", SECOND), ("The same again", "not that")];
    let again = [("not the same", SECOND), ("The same again", SECOND)];
    let left = in_terminal(&home, &["passphrase", "change"], &[&new[..], &again[..]].concat());
    done(&left);
    let key = recovery_key(&left.words);
    assert!(!key.is_empty() && key != old_key);
    let left = in_terminal(&home, &["status"], &[(QUESTION, FIRST), ("does not open", SECOND)]);
    done(&left);
    let left = in_terminal(&home, &["passphrase", "recovery-key"], &[(QUESTION, SECOND)]);
    assert_eq!(recovery_key(&left.words), key);
    done(&in_terminal(&home, &["passphrase", "remove"], &[(QUESTION, SECOND)]));
    assert!(home.run(DAY_3, &["status"]).err.is_empty());
    assert!(home.run(DAY_3, &["passphrase", "status"]).out.contains("not locked"));
}

#[test]
fn without_a_terminal_nobody_is_asked_and_what_to_do_is_said() {
    let (home, _) = locked();
    for command in [&["status"][..], &["log", "redness=1"], &["export"], &["passphrase", "recovery-key"]] {
        let told = without_terminal(&home, command);
        assert_eq!((told.code, told.out.as_str()), (Some(1), ""), "{}", told.err);
        assert!(told.err.contains("there is no terminal to ask on") && told.err.contains("remember"), "{}", told.err);
    }
    let told = without_terminal(&home, &["remind", "--exit-code"]);
    assert_eq!((told.code, told.out.as_str()), (Some(0), ""));
    assert!(told.err.starts_with("Your journal is locked, so Mendlog cannot see"), "{}", told.err);
    assert!(without_terminal(&home, &["passphrase", "status"]).out.contains("locked with a passphrase"));
    assert!(without_terminal(&home, &["paths"]).err.contains("locked with a passphrase"));
    let told = without_terminal(&Home::healing(), &["passphrase", "set"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("there is no terminal to ask on"), "{}", told.err);
}

#[test]
fn a_remembered_command_opens_it_and_a_failing_one_is_told() {
    let (home, _) = locked();
    let kept = home.folder.path().join("kept by a keyring");
    fs::write(&kept, format!("{FIRST}\n")).unwrap();
    let cat = ["cat", kept.to_str().unwrap()];
    let told = without_terminal(&home, &[&["passphrase", "remember", "--"][..], &["false"]].concat());
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(told.err.contains("was not kept: it ended with an error"), "{}", told.err);
    assert!(told.err.contains("Nothing was changed"), "{}", told.err);
    let told = without_terminal(&home, &[&["passphrase", "remember", "--"][..], &cat].concat());
    assert_eq!(told.code, Some(0), "{}", told.err);

    let told = without_terminal(&home, &["status"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert_eq!(told.err.matches("was unlocked by the command \"cat ").count(), 1, "{}", told.err);
    assert!(told.out.contains("Day 3"), "{}", told.out);
    let told = without_terminal(&home, &["remind", "--after", "9"]);
    assert!(told.out.contains("A look at your journal is due"), "{} {}", told.out, told.err);
    // Whoever sits at the machine is not shown the key.
    assert_eq!(without_terminal(&home, &["passphrase", "recovery-key"]).code, Some(1));

    fs::write(&kept, "another one\n").unwrap();
    let told = without_terminal(&home, &["status"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("did not open your journal") && !told.err.contains("another one"), "{}", told.err);
    let left = in_terminal(&home, &["status"], &[(QUESTION, FIRST)]);
    done(&left);
    assert!(without_terminal(&home, &["passphrase", "forget"]).err.starts_with("Forgotten"));
    assert!(!without_terminal(&home, &["status"]).err.contains("cat "));
}

#[test]
fn a_remembered_command_opens_the_screens_once_and_never_after_a_lock() {
    let (home, _) = locked();
    let kept = home.folder.path().join("kept by a keyring");
    fs::write(&kept, format!("{FIRST}\n")).unwrap();
    let remember = ["passphrase", "remember", "--", "cat", kept.to_str().unwrap()];
    assert_eq!(without_terminal(&home, &remember).code, Some(0));
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Unlocked by the command \"cat");
    terminal.is_taken_over();
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("L");
    terminal.shows("This journal is locked");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(terminal.screen().contains("This journal is locked"));
    terminal.press(&format!("{FIRST}\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    assert!(!terminal.screen().contains("Unlocked by"));
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);

    fs::write(&kept, "another one\n").unwrap();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("This journal is locked");
    terminal.shows("did not open your journal");
    assert!(!terminal.screen().contains("another one"));
    terminal.press(&format!("{FIRST}\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn another_window_says_that_the_journal_was_replaced_and_keeps_what_is_typed() {
    let home = Home::healing();
    let mut window = home.open(DAY_3, &[]);
    window.shows("Day 3 · Monday 9 March 2026");
    window.is_taken_over();
    let left = in_terminal(&home, &["passphrase", "set"], &[("New passphrase", FIRST), ("The same again", FIRST)]);
    done(&left);
    window.press("2");
    window.shows("Redness 2 clearly pink");
    window.shows("moved, deleted or replaced");
    window.shows("Redness 2 clearly pink");
    window.press("q");
    window.left();
    done(&in_terminal(&home, &["status"], &[(QUESTION, FIRST)]));
}

#[test]
fn left_at_the_question_the_terminal_shows_again_what_is_typed() {
    let (home, _) = locked();
    let mut terminal = home.open(DAY_3, &["status"]);
    terminal.shows(QUESTION);
    terminal.is_listening_unseen();
    terminal.press("four\u{3}");
    let left = terminal.left();
    assert_eq!((left.code, left.signal), (1, None));
    assert!(flat(&left.words).contains("left at the question"), "{}", left.words);
}

#[cfg(target_os = "linux")]
#[test]
fn the_passphrase_stands_in_no_argument_and_no_environment() {
    let (home, _) = locked();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("This journal is locked");
    terminal.is_taken_over();
    terminal.press(&format!("{FIRST}\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    for file in ["cmdline", "environ"] {
        let told = fs::read(format!("/proc/{}/{file}", terminal.id())).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&told).contains(FIRST));
    }
    terminal.press("q");
    terminal.left();
}
