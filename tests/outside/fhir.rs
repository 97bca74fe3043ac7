//! The Bundle, read by two FHIR validators that know nothing of each other: what one overlooks, the other sees. Both look at its
//! structure; neither checks invariants or terminology.

use std::fs;
use std::path::{Path, PathBuf};

use mendlog::domain::Diary;
use mendlog::exchange::fhir::{Codes, Edited, Links, Record, to_string};
use mendlog::exchange::journal_json::Reader;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::home::Home;
use crate::journals::{LIBRARY, journal};
use crate::program::{agrees, ask};

/// In Python `fhir.resources`, in JavaScript `fhir`.
const VALIDATORS: [&str; 2] = ["bundle.py", "bundle.js"];

fn bundle(diary: &Diary, codes: Codes) -> String {
    let edited = Edited {
        entries: diary.entries.iter().take(1).map(|entry| entry.id.clone()).collect(),
        outcomes: diary.outcomes.iter().take(1).map(|outcome| outcome.id.clone()).collect(),
        treatments: diary.treatments.iter().take(1).map(|treatment| treatment.id.clone()).collect(),
    };
    let protocol_of = |id: &str| LIBRARY.protocol(id);
    let links = Links::InBundle;
    to_string(Record { diary, protocol_of: &protocol_of, edited: &edited, patient: None, codes, links }).unwrap()
}

fn both_agree(files: &[PathBuf]) {
    for validator in VALIDATORS {
        agrees(validator, files);
    }
}

fn saved(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
#[ignore = "needs Python and Node packages; see README, Checks by other programs"]
fn the_demo_and_an_empty_journal_are_valid() {
    let home = Home::new();
    let folder = home.folder.path();
    let texts = [&["--demo", "export"][..], &["--demo", "export", "--codes"], &["export"]].map(|command| {
        let told = home.run(&[command, &["--format", "fhir"]].concat());
        assert_eq!(told.code, 0, "{}", told.err);
        told.out
    });
    assert!(texts[0].contains("\"amended\"") && texts[1].contains("not verified") && texts[2].contains("\"Patient\""));
    let files: Vec<_> =
        (0..).zip(&texts).map(|(number, text)| saved(folder, &format!("{number}.json"), text)).collect();
    both_agree(&files);
}

#[test]
#[ignore = "needs Python and Node packages; see README, Checks by other programs"]
fn journals_of_every_kind_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut files = Vec::new();
    for number in 0..30 {
        let diary = journal().new_tree(&mut runner).unwrap().current();
        let codes = if number % 2 == 0 { Codes::Own } else { Codes::WithUnverified };
        files.push(saved(folder.path(), &format!("{number}.json"), &bundle(&diary, codes)));
    }
    both_agree(&files);
}

#[test]
#[ignore = "needs Python and Node packages; see README, Checks by other programs"]
fn a_journal_with_everything_is_valid_and_nothing_of_it_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let diary = Reader::new(&LIBRARY.catalog).read(include_bytes!("everything.json")).unwrap().diary;
    let text = bundle(&diary, Codes::Own);
    both_agree(&[saved(folder.path(), "everything.json", &text)]);
    for kind in ["Patient", "Procedure", "Organization", "QuestionnaireResponse", "Flag", "Device", "CodeSystem"] {
        assert!(text.contains(&format!("\"resourceType\": \"{kind}\"")), "{kind}");
    }
    for words in
        ["Dr. <Roe>", "out of hours", "serum: x", "Given to use at home: sunscreen", "wrinkles", "asked-unknown"]
    {
        assert!(text.contains(words), "{words}");
    }
    let bundle: Value = serde_json::from_str(&text).unwrap();
    let count = |code: &str| {
        let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
        let own = resources.filter(|one| one["resourceType"] == "Observation");
        own.filter(|one| one["code"]["coding"][0]["code"] == code).count()
    };
    for entry in &diary.entries {
        assert!(
            entry.grades.keys().all(|id| count(id.as_str()) > 0) && entry.signs.keys().all(|id| count(id.as_str()) > 0)
        );
    }
    for detail in
        ["skin_type", "acne_prone", "needle_depth", "passes", "prp", "at_home", "severity_before", "note", "tone"]
    {
        assert!(count(detail) > 0, "{detail}");
    }
}

/// A change at one place of a Bundle.
type Fault = (&'static str, fn(&mut Value));

#[test]
#[ignore = "needs Python and Node packages; see README, Checks by other programs"]
fn a_broken_bundle_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let diary = Reader::new(&LIBRARY.catalog).read(include_bytes!("everything.json")).unwrap().diary;
    let good: Value = serde_json::from_str(&bundle(&diary, Codes::Own)).unwrap();
    let faults: [Fault; 10] = [
        ("a status that does not exist", |one| one["status"] = json!("done")),
        ("no status", |one| drop(one.as_object_mut().unwrap().remove("status"))),
        ("no code", |one| drop(one.as_object_mut().unwrap().remove("code"))),
        ("two values", |one| one["valueString"] = json!("3")),
        ("a grade in words", |one| one["valueInteger"] = json!("three")),
        ("a mistyped field", |one| one["efectiveDateTime"] = json!("2026-03-05")),
        ("month 13", |one| one["effectiveDateTime"] = json!("2026-13-05")),
        ("no time zone", |one| one["issued"] = json!("2026-03-05T20:00:00")),
        ("a link to nobody", |one| {
            one["subject"]["reference"] = json!("urn:uuid:00000000-0000-4000-8000-000000000000");
        }),
        ("another resource's id", |one| one["id"] = json!("00000000-0000-4000-8000-000000000000")),
    ];
    for (number, (what, fault)) in (0..).zip(faults) {
        let mut broken = good.clone();
        let entries = broken["entry"].as_array_mut().unwrap();
        let graded = |entry: &&mut Value| !entry["resource"]["interpretation"].is_null();
        fault(&mut entries.iter_mut().find(graded).unwrap()["resource"]);
        let file = saved(folder.path(), &format!("{number}.json"), &broken.to_string());
        let said = VALIDATORS.map(|validator| ask(validator, &[&file]).err().unwrap_or_default());
        assert!(said.iter().any(|said| said.starts_with("REFUSED")), "{what}: {said:?}");
    }
    let mut doubled = good.clone();
    let first = doubled["entry"][0].clone();
    doubled["entry"].as_array_mut().unwrap().push(first);
    assert!(ask("bundle.py", &[saved(folder.path(), "twice.json", &doubled.to_string())]).is_err());
    both_agree(&[saved(folder.path(), "good.json", &good.to_string())]);
}
