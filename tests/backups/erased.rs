//! Erasing: everything that belongs to the journal, and nothing else.

use std::fs;
use std::os::unix::fs::symlink;

use crate::home::Home;
use crate::names;

fn used() -> Home {
    let home = Home::healing();
    home.run(&["log", "redness=2"]);
    home.run(&["backup"]);
    let folder = home.journal().parent().unwrap().to_owned();
    for name in [
        "journal.db-journal",
        "journal.db.damaged-2026-03-01T000000Z",
        ".new-journal-x",
        "journal.db.earlier-key",
        "journal.db.unlock",
    ] {
        fs::write(folder.join(name), "").unwrap();
    }
    fs::write(folder.join("journal.db.backups/.new-backup-y"), "half").unwrap();
    home
}

#[test]
fn it_lists_and_waits_for_the_word() {
    let home = used();
    let before = names(home.journal().parent().unwrap());
    let told = home.run(&["erase"]);
    assert!(told.code == 2 && told.err.contains("nothing was removed"), "{}", told.err);
    for name in [
        "journal.db\n",
        "-by-hand.db\n",
        "-daily.db\n",
        ".damaged-",
        ".new-journal-x\n",
        ".new-backup-y\n",
        ".earlier-key\n",
    ] {
        assert!(told.out.contains(name), "{name}: {}", told.out);
    }
    assert_eq!(names(home.journal().parent().unwrap()), before);
}

#[test]
fn nothing_is_left_and_it_says_what_may_be_elsewhere() {
    let home = used();
    let told = home.run(&["erase", "--yes"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(!home.journal().parent().unwrap().exists());
    for word in ["exported", "printed", "calendar", "other computers", "snapshots"] {
        assert!(told.out.contains(word), "{word}: {}", told.out);
    }
    let again = home.run(&["erase", "--yes"]);
    assert!(again.code == 0 && again.err.contains("There is no journal"), "{}", again.err);
}

#[test]
fn what_it_does_not_know_stays_and_so_does_its_folder() {
    let home = used();
    let folder = home.journal().parent().unwrap().to_owned();
    let (mine, among) = (folder.join("letter.txt"), folder.join("journal.db.backups/my copy.db"));
    fs::write(&mine, "mine").unwrap();
    fs::write(&among, "mine too").unwrap();
    let told = home.run(&["erase", "--yes"]);
    assert!(told.out.contains("left where it is") && told.out.contains("my copy.db"), "{}", told.out);
    assert_eq!((fs::read(&mine).unwrap(), fs::read(&among).unwrap()), (b"mine".to_vec(), b"mine too".to_vec()));
    assert_eq!(names(&folder), ["journal.db.backups", "letter.txt"]);
}

#[test]
fn links_are_not_followed() {
    let home = used();
    let folder = home.journal().parent().unwrap().to_owned();
    let outside = home.file("outside.db", "precious");
    symlink(&outside, folder.join("journal.db.damaged-2026-03-02T000000Z")).unwrap();
    symlink(&outside, folder.join("journal.db.backups/2026-03-01T190000Z-daily.db")).unwrap();
    home.run(&["erase", "--yes"]);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "precious");
    assert!(!home.journal().exists());

    let home = used();
    let backups = home.journal().with_file_name("journal.db.backups");
    let elsewhere = home.folder.path().join("elsewhere");
    fs::rename(&backups, &elsewhere).unwrap();
    symlink(&elsewhere, &backups).unwrap();
    let before = names(&elsewhere);
    let refused = home.run(&["erase", "--yes"]);
    assert!(refused.code == 1 && refused.err.contains("is a link"), "{}", refused.err);
    assert!(home.journal().exists());
    assert_eq!(names(&elsewhere), before);
}

#[test]
fn a_copy_under_another_name_is_not_overwritten() {
    let home = used();
    let copy = home.folder.path().join("own-copy.db");
    fs::hard_link(home.journal(), &copy).unwrap();
    let before = fs::read(&copy).unwrap();
    assert_eq!(home.run(&["erase", "--yes"]).code, 0);
    assert_eq!(fs::read(&copy).unwrap(), before);
}

#[test]
fn another_programs_file_in_the_journals_place_is_not_removed() {
    let home = used();
    for content in ["a letter", ""] {
        fs::write(home.journal(), content).unwrap();
        let told = home.run(&["erase", "--yes"]);
        assert_eq!(home.journal().exists(), !content.is_empty(), "{}", told.all());
    }
    let home = used();
    fs::remove_file(home.journal()).unwrap();
    rusqlite::Connection::open(home.journal()).unwrap().execute_batch("CREATE TABLE recipes (x)").unwrap();
    let told = home.run(&["erase", "--yes"]);
    assert!(told.code == 1 && told.err.contains("another program"), "{}", told.err);
    assert!(home.journal().exists());
}

#[cfg(feature = "encryption")]
#[test]
fn a_locked_journal_is_erased_without_its_passphrase() {
    use mendlog::store::{Journal, Passphrase};
    let home = used();
    fs::remove_file(home.journal().with_file_name("journal.db-journal")).unwrap();
    let words = Passphrase::new(zeroize::Zeroizing::new("four small words here".to_owned()));
    drop(Journal::open(&home.journal()).unwrap().set_passphrase(&words).unwrap());
    let told = home.run(&["erase", "--yes"]);
    assert_eq!(told.code, 0, "{}", told.all());
    assert!(!home.journal().parent().unwrap().exists());
}

#[test]
fn the_demo_is_not_erased() {
    assert_eq!(Home::new().run(&["--demo", "erase", "--yes"]).code, 2);
}
