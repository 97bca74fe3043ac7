//! Files that come in and go out.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::home::{Home, feed, journal, pus_on_day_3};

#[test]
fn what_goes_out_comes_back_and_goes_out_the_same() {
    let (home, other) = (Home::healing(), Home::new());
    let demo = home.run(&["--demo", "export"]);
    let file = home.file("demo.json", &demo.out);
    let import = home.run(&["import", &file]);
    assert_eq!(import.code, 0, "{}", import.err);
    home.run(&["log", "redness=1", "--note", "two\nlines, \"quoted\""]);
    let first = home.run(&["export"]).out;
    assert_eq!(other.pipe(&["import", "-"], first.as_bytes()).code, 0);
    assert_eq!(other.run(&["export"]).out, first);
    let again = other.pipe(&["import", "-"], first.as_bytes());
    assert!(again.err.contains("0 new treatments and 0 new check-ins"), "{}", again.err);
    assert_eq!(other.run(&["export"]).out, first);
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone_and_never_overwritten_unasked() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::healing();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let copy = home.folder.path().join("copy.json");
    assert_eq!(home.run(&["export", "-o", "copy.json"]).code, 0);
    assert_eq!((mode(copy.clone()), mode(home.journal())), (0o600, 0o600));
    assert_eq!(mode(home.journal().parent().unwrap().to_owned()), 0o700);
    fs::write(&copy, "precious").unwrap();
    let refused = home.run(&["export", "-o", "copy.json"]);
    assert_eq!((refused.code, fs::read_to_string(&copy).unwrap().as_str()), (2, "precious"));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(home.run(&["export", "-o", "copy.json", "--force"]).code, 0);
    assert!(fs::read_to_string(&copy).unwrap().contains("mendlog-journal"));
    assert_eq!(home.run(&["export", "-o", "no/such/folder.json"]).code, 1);
}

#[test]
fn assess_needs_no_home_and_changes_nothing() {
    let empty = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
    command.args(["assess", "-", "--json", "--exit-code"]).env_clear().current_dir(empty.path());
    let told = feed(command, pus_on_day_3().as_bytes());
    assert_eq!(told.code, 11, "{}", told.err);
    let assessment = told.json();
    assert_eq!(assessment["format"], "mendlog-assessment");
    let entry = &assessment["entries"][0];
    assert_eq!((&entry["day"], &entry["hours"], &entry["triage"]), (&3.into(), &82.0.into(), &"urgent".into()));
    assert_eq!(entry["findings"][0]["sign"], "pus");
    assert_eq!(entry["standings"], serde_json::json!({"redness": "expected"}));
    assert!(entry["not_recorded"].as_array().unwrap().contains(&"swelling".into()));
    assert_eq!(assessment["now"]["at"], "2026-03-05T20:00:00+01:00");
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn assess_tells_the_state_at_a_moment_and_in_words() {
    let home = Home::new();
    let file = home.file("journal.json", pus_on_day_3());
    let before = home.run(&["assess", &file, "--json", "--exit-code", "--at", "2026-03-04T12:00:00+01:00"]);
    assert_eq!((before.code, &before.json()["now"]["triage"]), (0, &"expected".into()));
    let words = home.run(&["assess", &file]);
    assert!(words.out.contains("TODAY") && words.out.contains("How things stand at"), "{}", words.out);
    assert_eq!(home.run(&["assess", &file, "--at", "soon"]).code, 2);
    assert!(!home.journal().exists());
}

#[test]
fn torn_foreign_and_impossible_files_are_refused_with_their_place() {
    let home = Home::healing();
    let good = pus_on_day_3();
    let before = home.run(&["export"]).out;
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let cases: [(String, &str); 9] = [
        (good[..good.len() / 2].to_owned(), "line 3, column"),
        (String::new(), "JSON"),
        (deep, "depth"),
        ("{\"a\":".repeat(200_000), "line 1"),
        (good.replace("\"redness\": 1", "\"redness\": 7"), "line 4, column 90"),
        (good.replace("2026-03-05T", "2026-02-30T"), "date of the calendar"),
        (good.replace("2026-03-05T", "2027-03-05T"), "future"),
        (good.replace("mendlog-journal", "other"), "another kind of file"),
        (good.replace("\"version\": 1", "\"version\": 2"), "newer Mendlog"),
    ];
    for (text, wanted) in cases {
        let told = home.pipe(&["import", "-"], text.as_bytes());
        assert_eq!(told.code, 2, "{wanted}: {}", told.err);
        assert!(told.err.contains(wanted) && told.err.contains("Nothing was imported"), "{wanted}: {}", told.err);
    }
    assert_eq!(home.pipe(&["import", "-"], b"\xff\xfe").code, 2);
    assert_eq!(home.run(&["import", "no-such-file.json"]).code, 2);
    assert_eq!(home.run(&["export"]).out, before);
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let home = Home::new();
    let escape = r"\u001b]0;gone\u0007\u001b[2J\u202e\u009b";
    let text = journal(&format!(
        r#"{{"treatment": "t1", "at": "2026-03-05", "signs": {{"pus": true}}, "note": "{escape}", "{escape}": 1}}"#
    ));
    let text = text.replace("Dr. Roe", escape).replace("555-0142", escape);
    let told = [
        home.pipe(&["import", "-"], text.as_bytes()),
        home.run(&["status"]),
        home.run(&["treatment", "list"]),
        home.run(&["export"]),
        home.pipe(&["assess", "-"], text.as_bytes()),
        home.pipe(&["assess", "-"], text.replace("\"pus\"", &format!("\"{escape}\"")).as_bytes()),
        home.run(&["log", "red\u{1b}[31m=2"]),
        home.run(&["import", "\u{1b}[31m"]),
    ];
    for one in told {
        let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!one.all().chars().any(hostile), "{:?}", one.all());
    }
}

#[test]
fn unknown_fields_are_named_and_left_out() {
    let home = Home::new();
    let text = journal(r#"{"treatment": "t1", "at": "2026-03-05", "mood": "low"}"#)
        .replace("microneedling\"", "acupuncture\"");
    let told = home.pipe(&["import", "-"], text.as_bytes());
    assert_eq!(told.code, 0);
    assert!(told.err.contains("line 4: the field \"mood\" of an entry"), "{}", told.err);
    assert!(told.err.contains("\"acupuncture\" is not known"), "{}", told.err);
}

#[test]
fn a_file_that_is_no_journal_is_left_alone() {
    let home = Home::new();
    let file = home.file("letter.txt", "Dear diary");
    for arguments in [&["--db", &file, "status"][..], &["--db", &file, "treatment", "add"]] {
        let told = home.run(arguments);
        assert_eq!(told.code, 1, "{}", told.err);
        assert!(told.err.contains("letter.txt"), "{}", told.err);
    }
    assert_eq!(fs::read_to_string(file).unwrap(), "Dear diary");
}

#[test]
fn another_treatment_under_a_known_id_is_refused_with_both_dates() {
    let home = Home::new();
    assert_eq!(home.pipe(&["import", "-"], journal("").as_bytes()).code, 0);
    let other = journal("").replace("2026-03-02T10", "2026-01-12T10");
    for arguments in [&["import", "-"][..], &["import", "-", "--dry-run"]] {
        let told = home.pipe(arguments, other.as_bytes());
        assert_eq!(told.code, 2, "{}", told.err);
        for words in ["\"t1\"", "2026-03-02T10", "2026-01-12T10", "Nothing was imported", "rename the id"] {
            assert!(told.err.contains(words), "{words}: {}", told.err);
        }
    }
}
