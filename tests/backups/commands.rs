//! The commands for backups as a patient types them.

use std::fs;
use std::path::PathBuf;

use crate::home::{Home, pus_on_day_3};
use crate::names;

fn backups(home: &Home) -> PathBuf {
    home.journal().with_file_name("journal.db.backups")
}

/// Two check-ins, with a backup by hand between them.
fn with_backup() -> (Home, String) {
    let home = Home::healing();
    home.run(&["log", "redness=2"]);
    let made = home.run(&["backup"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let name = made.out.trim().rsplit('/').next().unwrap().to_owned();
    home.run(&["log", "redness=4", "--date", "yesterday"]);
    (home, name)
}

fn entries(home: &Home) -> usize {
    home.run(&["export"]).json()["entries"].as_array().unwrap().len()
}

#[test]
fn a_backup_says_where_it_is_what_is_in_it_and_who_can_read_it() {
    let (home, name) = with_backup();
    assert!(backups(&home).join(&name).exists());
    let made = home.run(&["backup", "-o", "copy.db"]);
    assert!(made.out.ends_with("/copy.db\n"), "{}", made.out);
    let words = made.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("1 treatment, 2 check-ins") && words.contains("The file is plain"), "{words}");
    assert_eq!(home.run(&["backup", "-o", "copy.db"]).code, 1);
    assert!(Home::new().run(&["backup"]).err.contains("nothing to back up"));
}

#[test]
fn the_list_tells_when_why_and_what() {
    let (home, name) = with_backup();
    let list = home.run(&["backup", "--list"]);
    assert!(list.out.contains(&name) && list.out.contains("6 Mar 2026 20:00, made by hand, "), "{}", list.out);
    assert!(list.out.contains("1 treatment, 1 check-in\n"), "{}", list.out);
    let json = home.run(&["backup", "--list", "--json"]).json();
    let newest = &json["backups"][0];
    assert_eq!((&newest["name"], &newest["check_ins"]), (&name.as_str().into(), &1.into()));
    assert_eq!((&newest["occasion"], &newest["state"]), (&"by-hand".into(), &"whole".into()));
    assert_eq!(home.run(&["backup", "--json"]).code, 2);
    assert!(Home::new().run(&["backup", "--list"]).err.contains("no backups yet"));
}

#[test]
fn a_restore_shows_what_it_would_change_and_waits_to_be_told() {
    let (home, name) = with_backup();
    let asked = home.run(&["restore", &name]);
    assert_eq!(asked.code, 2, "{}", asked.err);
    assert_eq!(asked.out, "Would be gone (1):\n  check-in of day 3, 5 March 2026\n");
    assert!(asked.err.contains("nothing was restored"), "{}", asked.err);
    assert_eq!(entries(&home), 2);
    let done = home.run(&["restore", &name, "--yes"]);
    assert_eq!((done.code, entries(&home)), (0, 1), "{}", done.err);
    let back = done.err.split("mendlog restore ").nth(1).unwrap().trim();
    let undone = home.run(&["restore", back, "--yes"]);
    assert!(undone.out.starts_with("Would come back (1):"), "{}", undone.out);
    assert_eq!(entries(&home), 2);
    let same = home.run(&["restore", back]);
    assert!(same.code == 0 && same.err.contains("holds just what your journal holds"), "{}", same.err);
}

#[test]
fn a_name_that_means_nothing_or_several_changes_nothing() {
    let (home, _) = with_backup();
    assert_eq!(home.run(&["restore", "nonsense", "--yes"]).code, 2);
    home.run(&["backup"]);
    let several = home.run(&["restore", "2026-03-06", "--yes"]);
    assert!(several.code == 2 && several.err.contains("several"), "{}", several.err);
    assert_eq!(entries(&home), 2);
    assert!(home.run(&["restore"]).out.contains("made by hand"));
}

#[test]
fn a_journal_that_is_empty_foreign_or_gone_is_replaced() {
    for damage in [Some(""), Some("another program's file"), None] {
        let (home, name) = with_backup();
        match damage {
            Some(content) => fs::write(home.journal(), content).unwrap(),
            None => fs::remove_file(home.journal()).unwrap(),
        }
        let asked = home.run(&["restore", &name]);
        assert!(asked.code == 2 && asked.out.contains("treatment of 2 March 2026"), "{}", asked.all());
        let done = home.run(&["restore", &name, "--yes"]);
        assert_eq!((done.code, entries(&home)), (0, 1), "{}", done.err);
        let aside = names(home.journal().parent().unwrap()).iter().filter(|name| name.contains(".damaged-")).count();
        assert_eq!(aside, usize::from(damage.is_some()));
    }
}

#[test]
fn a_newer_journal_is_not_replaced() {
    let (home, name) = with_backup();
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(home.journal(), &bytes).unwrap();
    let refused = home.run(&["restore", &name, "--yes"]);
    assert!(refused.code == 1 && refused.err.contains("newer Mendlog"), "{}", refused.err);
    assert_eq!(fs::read(home.journal()).unwrap(), bytes);
}

#[test]
fn the_first_save_of_a_day_leaves_a_backup_and_looking_leaves_none() {
    let mut home = Home::healing();
    assert!(!backups(&home).exists(), "nothing was there before the first treatment");
    home.run(&["log", "redness=2"]);
    assert_eq!(names(&backups(&home)), ["2026-03-06T190000Z-daily.db"]);
    home.run(&["log", "redness=3"]);
    home.now = "2026-03-07T09:00:00+01:00";
    home.run(&["status"]);
    assert_eq!(names(&backups(&home)).len(), 1);
    home.run(&["log", "redness=1"]);
    assert_eq!(names(&backups(&home)), ["2026-03-06T190000Z-daily.db", "2026-03-07T080000Z-daily.db"]);
}

#[test]
fn a_backup_that_fails_keeps_nobody_from_saving() {
    let home = Home::healing();
    fs::write(backups(&home), "in the way").unwrap();
    let log = home.run(&["log", "redness=2"]);
    assert_eq!(log.code, 0, "{}", log.err);
    assert!(
        log.err.contains("Today's backup could not be made. What you save now is saved all the same."),
        "{}",
        log.err
    );
    assert_eq!(entries(&home), 1);
}

#[test]
fn an_import_is_backed_up_first_or_does_not_begin() {
    let home = Home::healing();
    let file = home.file("journal.json", pus_on_day_3());
    let told = home.run(&["import", &file, "--dry-run"]);
    assert!(told.err.contains("Would be new (2):\n  treatment of 2 March 2026\n  check-in of day 3"), "{}", told.err);
    assert!(!backups(&home).exists(), "a rehearsal needs none");
    fs::write(backups(&home), "in the way").unwrap();
    let refused = home.run(&["import", &file]);
    assert!(refused.code == 1 && entries(&home) == 0, "{}", refused.err);
    let all_the_same = home.run(&["import", &file, "--without-backup"]);
    assert!(all_the_same.code == 0 && entries(&home) == 1, "{}", all_the_same.err);

    let home = Home::healing();
    let file = home.file("journal.json", pus_on_day_3());
    let done = home.run(&["import", &file]);
    assert_eq!(done.code, 0, "{}", done.err);
    let name = names(&backups(&home)).into_iter().find(|name| name.contains("before-import")).unwrap();
    assert!(done.err.contains(&format!("mendlog restore {name}")), "{}", done.err);
    assert_eq!(home.run(&["restore", &name, "--yes"]).code, 0);
    assert_eq!(entries(&home), 0);
}

#[test]
fn every_line_fits_a_terminal_of_80_columns() {
    let (home, name) = with_backup();
    for arguments in
        [&["privacy"][..], &["backup", "--list"], &["restore", &name, "--yes"], &["doctor"], &["erase", "--yes"]]
    {
        let told = home.run(arguments).all();
        let mut lines = told.lines().filter(|line| !line.contains(home.folder.path().to_str().unwrap()));
        assert!(lines.all(|line| line.chars().count() <= 80), "{told}");
    }
}
