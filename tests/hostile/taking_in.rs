//! Files that come in: harmless, whole or not at all, and never waited for.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::home::{Home, journal, pus_on_day_3};

/// Words that would steer a terminal, hide something, or reach over other lines.
const HOSTILE: &str = "\\u001b[2J\\u001b]0;x\\u0007\\u009b31m\\u202e\\u2066\\u200b\\ufeff\\u0000\u{301}";

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c != '\n' && mendlog::domain::text::steers(c))
}

#[test]
fn nothing_that_steers_a_terminal_gets_in_or_out() {
    let home = Home::new();
    let tower = "\u{301}".repeat(5_000);
    let file = journal(&format!(
        r#"{{"id": "e{HOSTILE}", "treatment": "t1", "at": "2026-03-05T20:00:00+01:00", "signs": {{"pus": true}}, "note": "a{HOSTILE}{tower}"}}"#
    ));
    let file = file.replace("Dr. Roe", &format!("Dr. {HOSTILE}Roe"));
    let taken = home.pipe(&["import", "-"], file.as_bytes());
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(is_harmless(&taken.err));
    let commands: [&[&str]; 7] = [
        &["export"],
        &["export", "--format", "csv"],
        &["status"],
        &["treatment", "list"],
        &["why"],
        &["month"],
        &["assess", "journal.json"],
    ];
    home.file("journal.json", &file);
    for command in commands {
        let told = home.run(command);
        assert!(is_harmless(&told.all().replace("\r\n", "\n")), "{command:?}: {:?}", told.all());
    }
    let note = home.run(&["export"]).json()["entries"][0]["note"].as_str().unwrap().to_owned();
    assert!(note.chars().filter(|c| *c == '\u{301}').count() < 20, "{} marks", note.chars().count());
}

#[test]
fn a_fault_shows_hostile_words_without_obeying_them() {
    let home = Home::new();
    let word = format!("\"{HOSTILE}\"");
    for (file, place) in [
        (pus_on_day_3().replace("\"pus\"", &word), "line 4"),
        (pus_on_day_3().replace("\"mendlog-journal\"", &word), "line 1"),
        (pus_on_day_3().replace("\"2026-03-05T20:00:00+01:00\"", &word), "line 4"),
        (format!("treatment,at\u{1b}[2J,{}\n", "\u{202e}".repeat(500)), "line 1"),
        // What begins neither like a journal nor like our own table is read as a table kept elsewhere.
        (format!("\u{1b}]0;{}", pus_on_day_3()), "line 2"),
    ] {
        let refused = home.pipe(&["import", "-"], file.as_bytes());
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert!(is_harmless(&refused.err), "{:?}", refused.err);
        assert!(refused.err.contains(place) && refused.err.contains("Nothing was imported"), "{}", refused.err);
        assert!(refused.err.len() < 3_000, "{}", refused.err);
    }
    assert!(!home.journal().exists());
}

#[test]
fn lone_surrogates_deep_nesting_and_endless_digits_are_refused() {
    let home = Home::new();
    let digits = "9".repeat(1_000_000);
    let cases = [
        pus_on_day_3().replace("\"t1\"", r#""\ud800""#),
        pus_on_day_3().replace("\"redness\": 1", &format!("\"redness\": {digits}")),
        pus_on_day_3().replace("\"version\": 1", &format!("\"version\": {digits}")),
        format!("{{\"a\": {}{}}}", "[".repeat(300_000), "]".repeat(300_000)),
        format!(
            "{{\"format\": \"mendlog-journal\", \"version\": 1, \"x\": {}{}}}",
            "{\"a\":".repeat(5_000),
            "}".repeat(5_000)
        ),
    ];
    for file in cases {
        let refused = home.pipe(&["import", "-"], file.as_bytes());
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert!(refused.err.contains("line ") && refused.err.len() < 2_000, "{}", refused.err);
    }
}

#[test]
fn more_of_anything_than_a_journal_has_is_refused_with_its_place() {
    let home = Home::new();
    let treatments: Vec<_> =
        (0..1_001).map(|n| format!(r#"{{"id": "t{n}", "performed_at": "2026-03-02", "protocol": "p"}}"#)).collect();
    let crowded =
        format!(r#"{{"format": "mendlog-journal", "version": 1, "treatments": [{}]}}"#, treatments.join(",\n"));
    let entry = r#"{"treatment": "t1", "at": "2026-03-05"}"#;
    let endless = journal(&vec![entry; 100_001].join(",\n"));
    let long = journal(&format!(r#"{{"treatment": "t1", "at": "2026-03-05", "note": "{}"}}"#, "x".repeat(10_001)));
    let cases = [
        (crowded, "line 1001", "more than 1000 values in the treatments"),
        (endless, "line 100004", "more than 100000 values in the entries"),
        (long, "line 4", "a text of at most 10000 characters"),
    ];
    for (file, place, words) in cases {
        let refused = home.pipe(&["import", "-"], file.as_bytes());
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert!(refused.err.contains(place) && refused.err.contains(words), "{}", refused.err);
    }
}

#[test]
fn what_the_command_line_takes_can_be_exported_and_imported() {
    let (home, other) = (Home::new(), Home::new());
    assert_eq!(home.run(&["treatment", "add", "--date", "2026-03-02 10:00"]).code, 0);
    let longest = "ä".repeat(10_000);
    assert_eq!(home.run(&["log", "redness=1", "--note", &longest]).code, 0);
    let refused = home.run(&["log", "redness=1", "--note", &(longest.clone() + "x")]);
    assert!(refused.code == 2 && refused.err.contains("10000") && refused.err.contains("Nothing was saved"));
    let export = home.run(&["export"]).out;
    assert_eq!(other.pipe(&["import", "-"], export.as_bytes()).code, 0);
    assert_eq!(other.run(&["export"]).out, export);
}

#[test]
fn the_same_check_in_under_another_id_is_no_second_one() {
    let home = Home::new();
    let entry = r#"{"treatment": "t1", "at": "2026-03-05T20:00:00+01:00", "recorded_at": "2026-03-05T20:01:00+01:00", "grades": {"redness": 1}}"#;
    let named = |id: &str| journal(&entry.replacen('{', &format!("{{\"id\": \"{id}\", "), 1));
    assert_eq!(home.pipe(&["import", "-"], named("here").as_bytes()).code, 0);
    for again in [
        named("elsewhere"),
        journal(entry),
        journal(&entry.replace(r#""recorded_at": "2026-03-05T20:01:00+01:00", "#, "")),
    ] {
        let taken = home.pipe(&["import", "-"], again.as_bytes());
        assert!(taken.err.contains("0 new check-ins"), "{}", taken.err);
    }
    // Two that are alike were two, wherever they come from.
    let twice = format!("{entry}, {entry}");
    let taken = home.pipe(&["import", "-"], journal(&twice).as_bytes());
    assert!(taken.err.contains("1 new check-in."), "{}", taken.err);
    let other_time = journal(&entry.replace("T20:00", "T20:30"));
    let taken = home.pipe(&["import", "-"], other_time.as_bytes());
    assert!(taken.err.contains("1 new check-in."), "{}", taken.err);
}

/// Runs a command that must not wait for anything; returns what it says.
fn at_once(mut command: Command) -> (i32, String) {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > Duration::from_mins(1) {
            child.kill().unwrap();
            panic!("it waits: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    (status.code().unwrap(), said)
}

#[cfg(unix)]
#[test]
fn devices_pipes_and_folders_are_no_files() {
    let home = Home::healing();
    let pipe = home.folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let folder = home.folder.path().to_str().unwrap().to_owned();
    for name in [pipe.to_str().unwrap(), "/dev/zero", "/dev/null", &folder] {
        for arguments in
            [vec!["import", name], vec!["assess", name], vec!["protocol", "check", name], vec!["protocol", "use", name]]
        {
            let (code, said) = at_once(home.command(&arguments));
            assert_eq!(code, 2, "{arguments:?}: {said}");
            assert!(said.contains("it is a"), "{arguments:?}: {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_the_shell_hands_over_is_read() {
    let home = Home::new();
    let file = home.file("journal.json", pus_on_day_3());
    let mut command = home.command(&["import", "/dev/stdin"]);
    let told = command.stdin(fs::File::open(file).unwrap()).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn a_torn_table_takes_nothing_in() {
    let home = Home::new();
    assert_eq!(home.pipe(&["import", "-"], pus_on_day_3().as_bytes()).code, 0);
    let before = home.run(&["export"]).out;
    let table = home.run(&["export", "--format", "csv"]).out.replace("2026-03-05T20:00:00", "2026-03-05T21:00:00");
    for end in (1..table.len()).step_by(997).chain([table.len() - 3]) {
        let torn = home.pipe(&["import", "-"], &table.as_bytes()[..end]);
        if torn.code != 0 {
            let says_what_is_wrong = torn.err.contains("line ") || torn.err.contains("nor a table with columns");
            assert!(says_what_is_wrong && torn.err.contains("Nothing was imported"), "{}", torn.err);
            assert_eq!(home.run(&["export"]).out, before);
        }
    }
}
