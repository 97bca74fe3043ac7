//! What `mendlog merge` and `mendlog conflicts` say and do.

use std::fs;

use mendlog::domain::Answer;
use mendlog::store::Journal;

use super::files::{entry, evening};
use super::home::{Home, Told};

/// A home with a treatment and a check-in on day 1, and a copy of its journal on a stick.
fn carried() -> (Home, String) {
    let home = Home::healing();
    let id = Journal::open(&home.journal()).unwrap().treatments().unwrap()[0].id.clone();
    let mut first = entry(3, 1);
    first.treatment = id;
    Journal::open(&home.journal()).unwrap().save_entry(&first, evening(3)).unwrap();
    let stick = home.folder.path().join("stick.db");
    fs::copy(home.journal(), &stick).unwrap();
    (home, stick.to_str().unwrap().to_owned())
}

/// The same check-in is corrected on both machines: there, earlier, to one with pus.
fn in_conflict() -> (Home, String) {
    let (home, stick) = carried();
    let mut there = Journal::open(stick.as_ref()).unwrap();
    let mut worse = there.diary().unwrap().entries[0].clone();
    worse.signs.insert("pus".into(), Answer::Yes);
    there.save_entry(&worse, evening(4)).unwrap();
    let mut here = Journal::open(&home.journal()).unwrap();
    let mut milder = worse.clone();
    milder.signs.clear();
    "a little pink".clone_into(&mut milder.note);
    here.save_entry(&milder, evening(5)).unwrap();
    (home, stick)
}

fn merged(home: &Home, stick: &str) -> Told {
    let told = home.run(&["merge", stick]);
    assert_eq!(told.code, 0, "{}", told.all());
    told
}

fn on_one_line(told: &Told) -> String {
    told.all().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_came_in_is_told_and_can_be_taken_back() {
    let (home, stick) = carried();
    let id = Journal::open(stick.as_ref()).unwrap().treatments().unwrap()[0].id.clone();
    let mut new = entry(4, 3);
    new.treatment = id;
    Journal::open(stick.as_ref()).unwrap().save_entry(&new, evening(4)).unwrap();
    let before = fs::read(home.journal()).unwrap();
    let rehearsed = home.run(&["merge", &stick, "--dry-run"]);
    assert!(rehearsed.out.contains("Would come in (1):"), "{}", rehearsed.all());
    assert!(rehearsed.err.contains("Nothing was changed."), "{}", rehearsed.all());
    assert!(before == fs::read(home.journal()).unwrap());
    let told = merged(&home, &stick);
    assert!(told.out.contains("Came in (1):"), "{}", told.all());
    let words = on_one_line(&told);
    assert!(words.contains("merge this journal there too"), "{words}");
    let backup = words.split("`mendlog restore ").nth(1).unwrap().split('`').next().unwrap().to_owned();
    assert!(merged(&home, &stick).err.contains("Nothing was changed"));
    assert_eq!(home.run(&["restore", &backup, "--yes"]).code, 0);
    assert_eq!(Journal::open(&home.journal()).unwrap().diary().unwrap().entries.len(), 1);
}

#[test]
fn the_worse_version_is_never_buried() {
    let (home, stick) = in_conflict();
    for arguments in [&["merge", &stick, "--dry-run"][..], &["merge", &stick], &["conflicts"]] {
        let words = on_one_line(&home.run(arguments));
        assert!(words.contains("Tue 3 Mar 2026"), "{words}");
        assert!(words.contains("counts, saved Thu 5 Mar 2026"), "{words}");
        assert!(words.contains("other, saved Wed 4 Mar 2026"), "{words}");
        assert!(words.contains("The other version of this check-in would say: TODAY"), "{words}");
        assert!(words.contains("says YES to a danger sign: "), "{words}");
        assert!(words.contains("a little pink"), "{words}");
    }
}

#[test]
fn a_conflict_is_settled_from_the_shell_and_comes_back_with_undo() {
    let (home, stick) = in_conflict();
    merged(&home, &stick);
    let listed = home.run(&["conflicts", "--json"]).json();
    assert_eq!(listed[0]["loudest_otherwise"], "urgent");
    let code = listed[0]["versions"][1]["code"].as_str().unwrap();
    assert_eq!(home.run(&["conflicts", "--keep", "abcdefg"]).code, 2);
    let told = home.run(&["conflicts", "--keep", code]);
    assert_eq!(told.code, 0, "{}", told.all());
    assert!(on_one_line(&told).contains("from EXPECTED to TODAY"), "{}", told.all());
    assert_eq!(home.run(&["status", "--exit-code"]).code, 11);
    assert!(home.run(&["conflicts"]).err.contains("Nothing waits"));
    assert_eq!(home.run(&["undo"]).code, 0);
    assert!(!home.run(&["conflicts"]).out.is_empty());
}

#[test]
fn two_treatments_of_one_day_are_pointed_out() {
    let (home, stick) = carried();
    let add = ["treatment", "add", "--date", "2026-03-05", "--device", "pen"];
    assert_eq!(home.run(&add).code, 0);
    assert_eq!(home.run(&[&add[..], &["--db", &stick]].concat()).code, 0);
    let words = on_one_line(&merged(&home, &stick));
    assert!(words.contains("two treatments of the same day now, 5 March 2026"), "{words}");
    assert_eq!(Journal::open(&home.journal()).unwrap().treatments().unwrap().len(), 3);
}

#[test]
fn a_stranger_is_not_let_in_by_accident() {
    let (home, other) = (Home::healing(), Home::healing());
    let other = other.journal();
    let before = fs::read(home.journal()).unwrap();
    let told = home.run(&["merge", other.to_str().unwrap()]);
    assert_eq!(told.code, 2, "{}", told.all());
    assert!(told.err.contains("somebody else's"), "{}", told.err);
    assert!(before == fs::read(home.journal()).unwrap());
    let told = home.run(&["merge", other.to_str().unwrap(), "--begun-apart", "--json"]);
    assert_eq!(told.code, 0, "{}", told.all());
    assert!(told.json()["taken_over"].as_u64().unwrap() > 0);
    assert_eq!(told.json()["same_day_treatments"].as_array().unwrap().len(), 1);
}

#[test]
fn a_first_journal_may_come_from_elsewhere() {
    let (_other, stick) = carried();
    let home = Home::new();
    assert_eq!(home.run(&["merge", &stick, "--dry-run"]).code, 0);
    assert!(!home.journal().exists());
    merged(&home, &stick);
    assert_eq!(Journal::open(&home.journal()).unwrap().diary().unwrap().entries.len(), 1);
    let told = home.run(&["merge", "nowhere.db"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("no such file"), "{}", told.err);
}
