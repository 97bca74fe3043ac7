//! Backups and what they are for: made, rotated, listed, looked into, restored; the doctor, erasing, and what is stored.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod commands;
mod doctor;
mod erased;
#[path = "../cli/home.rs"]
#[expect(dead_code, reason = "shared with the tests of the command line, which use more of it")]
mod home;
#[cfg(feature = "encryption")]
mod locked;
mod made;
mod private;
mod restored;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use mendlog::domain::{Diary, Entry, Grade, Treatment};
use mendlog::store::{Journal, Stored};

/// A moment on a day of March 2026, at 20:00.
pub(crate) fn evening(day: u32) -> DateTime<FixedOffset> {
    format!("2026-03-{day:02}T20:00:00+01:00").parse().unwrap()
}

/// A journal with a treatment and a check-in on each of some days.
pub(crate) fn journal(folder: &Path, days: std::ops::Range<u32>) -> Journal {
    let mut journal = Journal::open(&folder.join("journal.db")).unwrap();
    let treatment = Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    journal.save_treatment(&treatment, evening(2)).unwrap();
    for day in days {
        journal.save_entry(&entry(day), evening(day)).unwrap();
    }
    journal
}

/// A check-in on the evening of a day.
pub(crate) fn entry(day: u32) -> Entry {
    let at = format!("2026-03-{day:02}T19:00:00+01:00").parse().unwrap();
    let mut entry = Entry::new(format!("e{day}").into(), "t1".into(), at);
    entry.grades.insert("redness".into(), Grade::EXTREME.into());
    entry.note = format!("note of day {day}");
    entry
}

/// Everything that is in a journal.
pub(crate) fn diary(path: &Path) -> Diary {
    Journal::open(path).unwrap().diary().unwrap()
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Where backups lie.
pub(crate) fn paths(stored: &[Stored]) -> Vec<PathBuf> {
    stored.iter().map(|stored| stored.path.clone()).collect()
}
