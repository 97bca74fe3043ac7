//! One undo on every screen, with a real journal behind it.

use std::path::{Path, PathBuf};

use mendlog::domain::{Moment, Outcome, Score, Scored, Treatment};
use mendlog::store::{Journal, Profile};
use tempfile::TempDir;

use crate::patient::{at, now, treatment, worrying};
use crate::program::{pressed, run};

fn kept() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut journal = Journal::open(&path).unwrap();
    journal.save_profile(&Profile::default(), now()).unwrap();
    journal.save_treatment(&treatment(), now()).unwrap();
    for entry in worrying() {
        journal.save_entry(&entry, now()).unwrap();
    }
    (folder, path)
}

fn entries(path: &Path) -> usize {
    Journal::open(path).unwrap().diary().unwrap().entries.len()
}

/// The picture with its line breaks taken out, so that a sentence is found wherever it was broken.
fn seen(path: &Path, keys: &str) -> String {
    run(path, pressed(keys)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_deleted_comes_back_after_a_restart_and_on_any_screen() {
    let (_folder, path) = kept();
    run(&path, pressed("H d y"));
    assert_eq!(entries(&path), 3);
    let picture = seen(&path, "C u");
    assert!(picture.contains("Undone: The check-in about Sun 8 Mar 2026, 20:00 was deleted"), "{picture}");
    assert_eq!(entries(&path), 4);
    let picture = seen(&path, "W");
    assert!(picture.contains("pus") || picture.contains("Pus"), "the warning is back too: {picture}");
    let picture = seen(&path, "H U");
    assert!(picture.contains("Done again: The check-in about Sun 8 Mar 2026, 20:00 was deleted"), "{picture}");
    assert_eq!(entries(&path), 3);
    let picture = seen(&path, "U");
    assert!(picture.contains("There is nothing to do again"), "{picture}");
}

#[test]
fn undoing_says_which_days_and_verdicts_it_changed() {
    let (_folder, path) = kept();
    let mut journal = Journal::open(&path).unwrap();
    let earlier = Treatment { performed_at: Moment::At(at("2026-03-01T14:30")), ..treatment() };
    journal.save_treatment(&earlier, now()).unwrap();
    drop(journal);
    let picture = seen(&path, "C u");
    assert!(picture.contains("Undone: The treatment of Thu 5 Mar 2026"), "{picture}");
    assert!(picture.contains("Day numbers of 4 check-ins changed; the verdict"), "{picture}");
    assert!(picture.contains("U does it again"), "{picture}");
}

#[test]
fn an_act_on_warnings_is_undone_as_one() {
    let (_folder, path) = kept();
    run(&path, pressed("W A"));
    assert!(!Journal::open(&path).unwrap().events(&treatment().id).unwrap().is_empty());
    let picture = seen(&path, "W u");
    assert!(picture.contains("you have read it") && picture.contains("was noted"), "{picture}");
    assert!(Journal::open(&path).unwrap().events(&treatment().id).unwrap().is_empty());
}

#[test]
fn the_treatment_under_an_unfinished_check_in_is_not_undone_away() {
    let (_folder, path) = kept();
    let picture = seen(&path, "u u u u T 2 u");
    assert!(picture.contains("your unfinished check-in is about"), "{picture}");
    assert_eq!(Journal::open(&path).unwrap().treatments().unwrap().len(), 1);
    let picture = seen(&path, "D u u");
    assert!(picture.contains("There is nothing left to undo"), "{picture}");
    assert!(Journal::open(&path).unwrap().treatments().unwrap().is_empty());
}

#[test]
fn where_letters_are_typed_u_is_a_letter() {
    let (_folder, path) = kept();
    run(&path, pressed("n u u Enter"));
    assert_eq!(entries(&path), 4);
    run(&path, pressed("H / u U Enter"));
    assert_eq!(entries(&path), 4);
}

#[test]
fn a_treatment_and_a_rating_tell_what_they_said_before() {
    let (_folder, path) = kept();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_treatment(&Treatment { note: "numbed well".to_owned(), ..treatment() }, now()).unwrap();
    let mut rating = Outcome::new("r1".into(), treatment().id, "2026-03-08".parse().unwrap());
    for score in [2, 4] {
        rating.ratings.insert("tone".into(), Scored::At(Score::try_from(score).unwrap()));
        journal.save_outcome(&rating, now()).unwrap();
    }
    drop(journal);
    let picture = seen(&path, "R E");
    assert!(picture.contains("Note: was left open, now numbed well"), "{picture}");
    let picture = seen(&path, "M o v");
    assert!(picture.contains("was 2 of 5") && picture.contains("now 4 of 5"), "{picture}");
}
