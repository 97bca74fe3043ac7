//! An ordinary course fits on one sheet of paper, made from a journal to the last step.

use std::collections::BTreeMap;
use std::process::Command;

use mendlog::domain::{Answer, Diary, Entry, Grade, Moment, Rating, Treatment};
use mendlog::protocols::load;
use mendlog::report::page::{Form, Paper, written};
use mendlog::report::visit::{Choices, Recorded, page};

use super::journal::at;

/// How many sheets a file has: each is an object of its own, with its boxes.
fn sheets(bytes: &[u8]) -> usize {
    assert!(bytes.starts_with(b"%PDF-"));
    bytes.windows(9).filter(|letters| letters == b"/MediaBox").count()
}

#[test]
fn the_demo_fits_on_one_sheet() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
    command.args(["--demo", "report", "--format", "pdf"]).env("MENDLOG_NOW", "2026-03-30T15:00:00+01:00");
    assert_eq!(sheets(&command.output().unwrap().stdout), 1);
}

/// The evening of a day that goes as described.
fn evening(day: u8) -> Entry {
    let mut entry =
        Entry::new(format!("day {day}").as_str().into(), "now".into(), Moment::At(at(&format!("{} 20:00", day + 2))));
    entry.recorded_at = Some(at(&format!("{} 20:00", day + 2)));
    let grade = |highest: u8| Rating::Graded(Grade::try_from(highest.saturating_sub(day)).unwrap());
    let peeling = Rating::Graded(Grade::try_from(u8::from((3..6).contains(&day))).unwrap());
    entry.grades = BTreeMap::from([
        ("redness".into(), grade(3)),
        ("swelling".into(), grade(2)),
        ("pain".into(), grade(1)),
        ("itching".into(), grade(1)),
        ("peeling".into(), peeling),
    ]);
    entry.signs = ["fever", "pus", "spreading_redness", "increasing_pain"].map(|sign| (sign.into(), Answer::No)).into();
    entry
}

#[test]
fn four_quiet_weeks_fit_on_one_sheet() {
    let mut treatment = Treatment::new("now".into(), Moment::At(at("2 10:00")));
    treatment.provider.phone = "555-0142".to_owned();
    let entries = (0..28).map(evening).collect();
    let diary = Diary { treatments: vec![treatment], entries, ..Diary::default() };
    let library = load().unwrap();
    let protocol_of = |id: &str| library.protocol(id);
    let recorded = Recorded { diary: &diary, changes: &[], protocol_of: &protocol_of, now: at("29 21:00") };
    let page = page(recorded, &Choices::default());
    assert_eq!(sheets(&written(&page, Form::Pdf, Paper::A4).unwrap()), 1);
}
