//! Files that go out: no device, link or journal is written over.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::process::Command;

use crate::home::Home;

#[test]
fn links_devices_folders_and_journals_stay_even_by_force() {
    let home = Home::healing();
    let folder = home.folder.path();
    let precious = home.file("precious.txt", "precious");
    symlink(&precious, folder.join("link.json")).unwrap();
    symlink(folder.join("nowhere"), folder.join("dangling.json")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("pipe.json")).status().unwrap().success());
    fs::create_dir(folder.join("folder.json")).unwrap();
    fs::write(folder.join("locked.db"), b"MLK1 and then noise").unwrap();
    let journal = home.journal().to_str().unwrap().to_owned();
    for name in ["link.json", "dangling.json", "pipe.json", "folder.json", "locked.db", &journal] {
        for command in [&["export"][..], &["export", "--format", "csv"], &["calendar"]] {
            let refused = home.run(&[command, &["-o", name, "--force"]].concat());
            assert_eq!(refused.code, 2, "{name}: {}", refused.err);
            assert!(refused.err.contains("left as it is"), "{name}: {}", refused.err);
            let unforced = home.run(&[command, &["-o", name]].concat());
            assert_eq!(unforced.code, 2, "{name}: {}", unforced.err);
        }
    }
    assert_eq!(fs::read_to_string(precious).unwrap(), "precious");
    assert!(folder.join("link.json").is_symlink() && !folder.join("nowhere").exists());
    assert!(fs::metadata(folder.join("pipe.json")).unwrap().file_type().is_fifo());
    assert_eq!(home.run(&["treatment", "list"]).code, 0);
}

#[test]
fn nothing_unfinished_is_left_beside_a_file() {
    let home = Home::healing();
    assert_eq!(home.run(&["export", "--format", "csv", "-o", "table.csv"]).code, 0);
    assert_eq!(home.run(&["export", "--format", "csv", "-o", "table.csv"]).code, 2);
    let left: Vec<_> = fs::read_dir(home.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".mendlog-")), "{left:?}");
}

#[test]
fn a_journal_that_something_else_wrote_steers_no_terminal() {
    let home = Home::healing();
    assert_eq!(home.run(&["log", "redness=4", "--sign", "pus", "--note", "x"]).code, 0);
    let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{feff}";
    let db = rusqlite::Connection::open(home.journal()).unwrap();
    let mut triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let names = triggers.query_map([], |row| row.get::<_, String>(0)).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    for name in names {
        db.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
    }
    drop(triggers);
    db.execute("UPDATE entry_revision SET note = ?1", [hostile]).unwrap();
    let set = "UPDATE treatment_revision SET provider_name = ?1, provider_phone = ?1, out_of_hours_phone = ?1, area = ?1, note = ?1";
    db.execute(set, [hostile]).unwrap();
    drop(db);
    let commands: [&[&str]; 7] = [
        &["status"],
        &["treatment", "list"],
        &["why"],
        &["month"],
        &["changes"],
        &["ahead"],
        &["export", "--format", "csv"],
    ];
    for command in commands {
        let told = home.run(command);
        let steering =
            told.all().replace("\r\n", "\n").chars().find(|c| *c != '\n' && mendlog::domain::text::steers(*c));
        assert_eq!(steering, None, "{command:?}: {:?}", told.all());
    }
}
