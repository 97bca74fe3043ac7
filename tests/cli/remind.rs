//! `mendlog remind`: what it says and when it is silent, what it leaves alone, and its samples.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::home::{Home, Told, pus_on_day_3};

const SAID: &str = "A look at your journal is due.\n";

fn at(home: &mut Home, now: &'static str, arguments: &[&str]) -> Told {
    home.now = now;
    home.run(arguments)
}

#[test]
fn it_says_so_in_the_evening_and_is_silent_once_the_day_is_told() {
    let mut home = Home::healing();
    let morning = at(&mut home, "2026-03-06T08:00:00+01:00", &["remind", "--exit-code"]);
    assert_eq!((morning.code, morning.all().as_str()), (0, ""));
    let evening = at(&mut home, "2026-03-06T19:00:00+01:00", &["remind"]);
    assert_eq!((evening.code, evening.out.as_str(), evening.err.as_str()), (0, SAID, ""));
    assert_eq!(home.run(&["remind", "--exit-code"]).code, 3);
    assert_eq!(home.run(&["remind", "--words"]).out, "The check-in of day 4 is not made yet.\n");
    assert_eq!(home.run(&["remind", "--after", "21"]).out, "");
    home.run(&["log", "redness=1"]);
    let done = home.run(&["remind", "--exit-code"]);
    assert_eq!((done.code, done.all().as_str()), (0, ""));
}

#[test]
fn an_open_warning_waits_in_the_morning_and_only_words_name_it() {
    let mut home = Home::new();
    home.run(&["import", &home.file("journal.json", pus_on_day_3())]);
    let neutral = at(&mut home, "2026-03-06T08:00:00+01:00", &["remind"]);
    assert_eq!(neutral.out, SAID);
    let words = home.run(&["remind", "--words"]).out;
    assert!(words.starts_with("Look again: Pus or honey-coloured crusts (TODAY), open since day 3."), "{words}");
}

#[test]
fn a_wrong_hour_is_refused_with_what_would_be_right() {
    let told = Home::healing().run(&["remind", "--after", "24"]);
    assert!(told.code == 2 && told.err.contains("from 0 to 23"), "{}", told.err);
}

#[test]
fn without_a_journal_it_is_silent_and_makes_none() {
    let home = Home::new();
    let told = home.run(&["remind"]);
    assert_eq!((told.code, told.all().as_str()), (0, ""));
    assert!(fs::read_dir(home.folder.path()).unwrap().all(|item| item.unwrap().file_name() == "tmp"));
}

#[test]
fn the_journal_is_left_as_it_is_even_where_it_could_not_be_written() {
    let home = Home::healing();
    let (before, folder) = (fs::read(home.journal()).unwrap(), home.journal().parent().unwrap().to_owned());
    fs::set_permissions(home.journal(), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let told = home.run(&["remind"]);
    let mode = fs::metadata(home.journal()).unwrap().permissions().mode();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(told.out, SAID, "{}", told.err);
    assert_eq!(mode & 0o777, 0o444, "not even the rights are changed");
    assert_eq!(fs::read(home.journal()).unwrap(), before);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
}

#[test]
fn it_does_not_wait_for_whoever_writes() {
    let home = Home::healing();
    let db = rusqlite::Connection::open(home.journal()).unwrap();
    db.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begin = Instant::now();
    let told = home.run(&["remind"]);
    assert_eq!((told.code, told.all().as_str()), (0, ""));
    assert!(begin.elapsed() < Duration::from_secs(3), "{:?}", begin.elapsed());
    db.execute_batch("ROLLBACK").unwrap();
    assert_eq!(home.run(&["remind"]).out, SAID);
}

#[test]
fn what_is_no_journal_and_what_is_older_is_named_and_left_alone() {
    let home = Home::new();
    let no_journal = home.file("letter.txt", "dear diary");
    let told = home.run(&["remind", "--db", &no_journal]);
    assert!(told.code == 1 && told.err.contains("not a Mendlog journal"), "{}", told.err);
    let older = home.folder.path().join("older.db");
    let dump = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal-v1.sql")).unwrap();
    rusqlite::Connection::open(&older).unwrap().execute_batch(&dump).unwrap();
    let before = fs::read(&older).unwrap();
    let told = home.run(&["remind", "--db", older.to_str().unwrap()]);
    assert!(told.code == 1 && told.err.contains("written by an older Mendlog"), "{}", told.err);
    assert_eq!(fs::read(&older).unwrap(), before);
}

/// A folder in which `mendlog` is this program, and `notify-send` writes what it is given into a file.
fn tools(home: &Home) -> String {
    let folder = home.folder.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mendlog"), folder.join("mendlog")).unwrap();
    let notify = folder.join("notify-send");
    fs::write(&notify, "#!/bin/sh\nprintf '%s|' \"$@\" > \"$HOME/notified\"\n").unwrap();
    fs::set_permissions(&notify, fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:/usr/local/bin:/usr/bin:/bin", folder.display())
}

fn shell(home: &Home, program: &str, script: &str) -> String {
    let mut command = Command::new(program);
    command.args(["-c", script]).env_clear().env("HOME", home.folder.path()).env("MENDLOG_NOW", home.now);
    let output = command.env("PATH", tools(home)).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_sample_for_the_prompt_marks_it_while_something_waits() {
    let home = Home::healing();
    let sample = home.run(&["remind", "--sample", "prompt"]).out;
    for program in ["sh", "bash"] {
        let home = Home::healing();
        let script = format!("PS1='> '\n{sample}\njournal_mark; printf '%s' \"$PS1\"");
        assert_eq!(shell(&home, program, &script), "(journal) $(journal_mark)> ", "{program}");
        home.run(&["log", "redness=1"]);
        fs::remove_dir_all(home.folder.path().join("bin")).unwrap();
        assert_eq!(shell(&home, program, &script), "$(journal_mark)> ", "{program}");
    }
}

#[test]
fn the_line_for_cron_has_five_times_and_a_command_that_runs() {
    let home = Home::healing();
    let sample = home.run(&["remind", "--sample", "cron"]).out;
    let lines: Vec<_> = sample.lines().filter(|line| !line.starts_with('#') && !line.starts_with("PATH=")).collect();
    let [line] = lines[..] else { panic!("{lines:?}") };
    let fields: Vec<_> = line.splitn(6, ' ').collect();
    let is_time = |field: &&str| field.chars().all(|letter| letter.is_ascii_digit() || "*,-/".contains(letter));
    assert!(fields[..5].iter().all(is_time), "{line}");
    assert!(!fields[5].contains('%'), "cron takes a % for a line break: {line}");
    assert_eq!(shell(&home, "sh", fields[5]), SAID);
}

/// The files of the sample for systemd: their names and what is in them.
fn units(sample: &str) -> Vec<(String, String)> {
    let parts = sample.split("# ~/.config/systemd/user/").skip(1);
    parts.map(|part| part.split_once('\n').unwrap()).map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

#[test]
fn the_timer_s_service_raises_a_neutral_notification_and_none_when_done() {
    let home = Home::healing();
    let units = units(&home.run(&["remind", "--sample", "systemd"]).out);
    let names: Vec<_> = units.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["journal-reminder.service", "journal-reminder.timer"]);
    let start = units[0].1.lines().find_map(|line| line.strip_prefix("ExecStart=/bin/sh -c '")).unwrap();
    // systemd writes a dollar as two.
    let script = start.strip_suffix('\'').unwrap().replace("$$", "$");
    shell(&home, "sh", &script);
    let notified = home.folder.path().join("notified");
    assert_eq!(fs::read_to_string(&notified).unwrap(), "--app-name=Journal|A look at your journal is due.|");
    fs::remove_file(&notified).unwrap();
    home.run(&["log", "redness=1"]);
    fs::remove_dir_all(home.folder.path().join("bin")).unwrap();
    shell(&home, "sh", &script);
    assert!(!notified.exists());
}

#[test]
fn the_units_are_sound() {
    let home = Home::healing();
    let units = units(&home.run(&["remind", "--sample", "systemd"]).out);
    let folder = home.folder.path().join("units");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in &units {
        let sections: Vec<_> = text.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(sections[0], "[Unit]", "{name}");
        let is_line = |line: &str| line.is_empty() || line.starts_with(['[', '#']) || line.contains('=');
        assert!(text.lines().all(is_line), "{name}: {text}");
        fs::write(folder.join(name), text).unwrap();
    }
    assert!(units[1].1.contains("[Timer]\nOnCalendar=") && units[1].1.contains("[Install]\nWantedBy=timers.target"));
    let paths: Vec<_> = units.iter().map(|(name, _)| folder.join(name)).collect();
    let verify = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(paths).output();
    let Ok(verified) = verify else { return };
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(!said.contains("journal-reminder"), "{said}");
}
