//! The doctor on journals that are well, ill, open to others, not there at all; and what it never does.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::home::{Home, Told};
use crate::names;

/// The level of a finding.
fn level(told: &Told, about: &str) -> Option<String> {
    let json = told.json();
    let findings = json["findings"].as_array().unwrap().clone();
    let found = findings.into_iter().find(|finding| finding["about"] == about);
    found.map(|found| found["level"].as_str().unwrap().to_owned())
}

fn doctor(home: &Home) -> Told {
    home.run(&["doctor", "--json"])
}

fn well() -> Home {
    let home = Home::healing();
    home.run(&["log", "redness=2"]);
    home
}

#[test]
fn a_journal_that_is_well_is_told_so_and_left_as_it_is() {
    let home = well();
    let before = fs::read(home.journal()).unwrap();
    let told = doctor(&home);
    assert_eq!(told.code, 0, "{}", told.out);
    assert_eq!(told.json()["level"], "ok");
    for about in ["journal", "file", "references", "history", "sheet", "rights", "room", "backups", "leftovers"] {
        assert_eq!(level(&told, about).as_deref(), Some("ok"), "{about}");
    }
    assert_eq!(fs::read(home.journal()).unwrap(), before);
    assert!(home.run(&["doctor"]).out.contains("ok       file"));
}

#[test]
fn rights_are_told_with_the_command_that_mends_them() {
    let home = well();
    fs::set_permissions(home.journal(), fs::Permissions::from_mode(0o644)).unwrap();
    let told = doctor(&home);
    assert_eq!((told.code, level(&told, "rights").as_deref()), (1, Some("look")));
    let words = told.json()["findings"].to_string();
    assert!(words.contains(&format!("chmod 600 {}", home.journal().display())), "{words}");
    assert_eq!(fs::metadata(home.journal()).unwrap().permissions().mode() & 0o777, 0o644, "it changes nothing itself");
}

#[test]
fn a_damaged_page_a_wrong_head_and_a_missing_row_are_found() {
    let home = well();
    let good = fs::read(home.journal()).unwrap();
    let db = || rusqlite::Connection::open(home.journal()).unwrap();
    db().execute_batch("PRAGMA foreign_keys = OFF; UPDATE entry SET deleted = 1").unwrap();
    assert_eq!(level(&doctor(&home), "history").as_deref(), Some("act_now"));
    fs::write(home.journal(), &good).unwrap();
    db().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM treatment").unwrap();
    assert_eq!(level(&doctor(&home), "references").as_deref(), Some("act_now"));
    let mut torn = good.clone();
    let last = torn.len() - 4096;
    torn[last - 8192..last].fill(0x5a);
    fs::write(home.journal(), &torn).unwrap();
    let told = doctor(&home);
    assert_eq!((told.code, told.json()["level"].as_str()), (1, Some("act_now")));
    assert!(told.out.contains("mendlog restore"), "{}", told.out);
}

#[test]
fn what_cannot_be_opened_is_named_and_a_backup_offered() {
    let home = well();
    let good = fs::read(home.journal()).unwrap();
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let cases: [(&[u8], &str); 4] = [
        (b"", "empty file"),
        (b"words", "not a Mendlog journal"),
        (&good[..good.len() / 2], "damaged"),
        (&newer, "newer Mendlog"),
    ];
    for (bytes, words) in cases {
        fs::write(home.journal(), bytes).unwrap();
        let told = doctor(&home);
        assert!(told.code == 1 && told.out.contains(words), "{words}: {}", told.all());
        assert_eq!(level(&told, "journal").as_deref(), Some("act_now"), "{words}");
        assert_eq!(fs::read(home.journal()).unwrap(), bytes);
    }
    fs::remove_file(home.journal()).unwrap();
    let told = doctor(&home);
    assert!(told.code == 1 && told.out.contains("there are backups of one"), "{}", told.out);
    assert!(!home.journal().exists());
}

#[test]
fn an_empty_home_is_well() {
    let told = doctor(&Home::new());
    assert_eq!((told.code, level(&told, "journal").as_deref()), (0, Some("ok")), "{}", told.all());
}

#[test]
fn damaged_backups_and_leftovers_are_found_and_left() {
    let home = well();
    home.run(&["backup"]);
    let folder = home.journal().parent().unwrap().to_owned();
    let backups = folder.join("journal.db.backups");
    let broken = backups.join("2026-03-06T190000Z-daily.db");
    fs::write(&broken, "damaged").unwrap();
    fs::write(folder.join(".new-journal-x"), "half").unwrap();
    fs::write(backups.join(".new-backup-y"), "half").unwrap();
    fs::write(folder.join("journal.db.damaged-2026-03-01T000000Z"), "old").unwrap();
    let before = (names(&folder), names(&backups));
    let told = doctor(&home);
    assert_eq!(told.code, 1);
    for (about, wanted) in [("backups", "act_now"), ("leftovers", "look"), ("moved aside", "look")] {
        assert_eq!(level(&told, about).as_deref(), Some(wanted), "{about}");
    }
    assert!(told.out.contains("2026-03-06T190000Z-daily.db"), "{}", told.out);
    assert_eq!((names(&folder), names(&backups)), before);
}

#[test]
fn without_backups_it_says_how_to_make_one() {
    let home = Home::healing();
    let told = doctor(&home);
    assert_eq!((told.code, level(&told, "backups").as_deref()), (1, Some("look")));
    assert!(told.json()["findings"].as_array().unwrap().iter().any(|one| one["to_do"] != Value::Null));
}

#[test]
fn an_interrupted_change_is_left_for_the_next_start() {
    let home = well();
    let hot = home.journal().with_file_name("journal.db-journal");
    let header: Vec<u8> = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7].into_iter().chain([0; 4096]).collect();
    fs::write(&hot, &header).unwrap();
    let told = doctor(&home);
    assert_eq!(fs::read(&hot).unwrap(), header, "{}", told.all());
}
