//! One's own journal on its way to others: as a line of a cohort, and as lines of FHIR.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::Place;

/// A place with a journal: a treatment and a check-in with pus.
fn healing() -> Place {
    let place = Place::new();
    let treatment = ["treatment", "add", "--date", "2026-03-02 10:00", "--device", "pen", "--depth", "1.0"];
    assert_eq!(place.run(&treatment).code, 0);
    assert_eq!(place.run(&["log", "redness=2", "--sign", "pus", "--note", "two\nlines"]).code, 0);
    place
}

#[test]
fn a_journal_on_one_line_is_a_line_of_a_cohort() {
    let place = healing();
    let line = place.run(&["export", "--one-line", "--patient", "p 17"]);
    assert_eq!((line.code, line.out.lines().count()), (0, 1), "{}", line.err);
    let told = place.pipe(&["assess", "-", "--ndjson"], &line.out.repeat(2));
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    let (of_line, alone) = (told.lines().remove(1), place.run(&["export"]).out);
    assert_eq!((&of_line["patient"], &of_line["line"]), (&"p 17".into(), &2.into()));
    let alone: Value = serde_json::from_str(&place.pipe(&["assess", "-", "--json"], &alone).out).unwrap();
    assert_eq!((&of_line["entries"], &of_line["now"]), (&alone["entries"], &alone["now"]));
    let unnamed = place.run(&["export", "--one-line"]).out;
    assert!(place.pipe(&["assess", "-", "--ndjson"], &unnamed).lines()[0].get("patient").is_none());
}

#[test]
fn a_line_is_taken_back_and_the_name_in_the_study_is_not_kept_in_silence() {
    let line = healing().run(&["export", "--one-line", "--patient", "p17"]).out;
    let other = Place::new();
    let told = other.pipe(&["import", "-"], &line);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("whose journal it is in a study"), "{}", told.err);
    assert!(!other.run(&["export"]).out.contains("p17"));
    assert_eq!(other.run(&["status", "--exit-code"]).code, 11);
}

#[test]
fn options_that_do_not_go_together_are_told() {
    let place = healing();
    let long = "x".repeat(201);
    for wrong in [
        &["export", "--format", "csv", "--one-line"][..],
        &["export", "--patient", "p17"],
        &["export", "--one-line", "--patient", ""],
        &["export", "--one-line", "--patient", &long],
        &["export", "--format", "ndjson", "-o", "bulk", "--force"],
    ] {
        let told = place.run(wrong);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{wrong:?}: {}", told.err);
        assert!(told.err.contains("Nothing was written."), "{}", told.err);
    }
}

#[test]
fn resources_come_one_a_line_and_type_after_type() {
    let place = healing();
    let told = place.run(&["export", "--format", "ndjson", "--patient", "p17"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let kinds: Vec<_> = told.lines().iter().map(|line| line["resourceType"].as_str().unwrap().to_owned()).collect();
    let mut runs = kinds.clone();
    runs.dedup();
    let different: BTreeSet<_> = kinds.iter().collect();
    assert_eq!(runs.len(), different.len(), "{runs:?}");
    for kind in ["Patient", "Procedure", "Observation", "QuestionnaireResponse", "Flag"] {
        assert!(runs.iter().any(|run| run == kind), "{runs:?}");
    }
    assert!(!told.out.contains("\"reference\":\"urn:"), "lines refer to each other by type and id");
    assert!(told.out == place.run(&["export", "--format", "ndjson", "--patient", "p17"]).out);
    assert!(told.out != place.run(&["export", "--format", "ndjson", "--patient", "p18"]).out);
}

#[test]
fn every_reference_leads_to_a_line() {
    let told = healing().run(&["export", "--format", "ndjson"]);
    let lines = told.lines();
    let name = |line: &Value| format!("{}/{}", line["resourceType"].as_str().unwrap(), line["id"].as_str().unwrap());
    let names: BTreeSet<_> = lines.iter().map(name).collect();
    assert_eq!(names.len(), lines.len());
    let mut found = 0;
    for reference in lines.iter().flat_map(references).filter(|reference| !reference.starts_with('#')) {
        assert!(names.contains(&reference), "{reference} leads nowhere");
        found += 1;
    }
    assert!(found > 3);
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("reference").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_folder_holds_a_private_file_for_each_type_and_is_never_half_there() {
    let place = healing();
    let told = place.run(&["export", "--format", "ndjson", "-o", "bulk"]);
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.err);
    assert!(told.err.contains("The files are not encrypted"), "{}", told.err);
    let stream = place.run(&["export", "--format", "ndjson"]).out;
    let mut files: Vec<_> = fs::read_dir(place.path("bulk")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut together = 0;
    for file in &files {
        let kind = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(file).unwrap();
        assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["resourceType"] == kind));
        assert!(stream.contains(&text), "{kind}");
        together += text.len();
    }
    assert_eq!(together, stream.len());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place.path("bulk")), 0o700);
        assert!(files.iter().all(|file| mode(file) == 0o600));
    }
    let again = place.run(&["export", "--format", "ndjson", "-o", "bulk"]);
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(again.err.contains("is already there"), "{}", again.err);
    assert_eq!(place.run(&["export", "--format", "ndjson", "-o", "no/such/folder"]).code, 1);
    let left: Vec<_> = fs::read_dir(place.path("")).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".mendlog-")), "{left:?}");
}
