//! The recipe of the README, run by ``DuckDB`` on ten thousand made-up patients, beside what is counted here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use mendlog::domain::{Triage, Warning};
use mendlog::exchange::assessment_json::judge;
use mendlog::protocols::load;
use mendlog::trial::{Course, Words};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::program::{answer, here, python};

const PATIENTS: u64 = 10_000;

/// The first course of the seed that `mendlog trial` takes by itself.
const FIRST: u64 = 10_000_000;

/// A moment at which many of the made-up patients have been silent for some days.
const LATE: &str = "2027-03-01T20:00:00+01:00";

/// What ``DuckDB`` found.
#[derive(Deserialize)]
struct Found {
    patients: u64,
    warnings: Vec<Value>,
    parquet: Vec<Value>,
    by_rule: Vec<(String, String, u64, u64, u64)>,
    unread: Vec<(u64, String)>,
    read_with_warnings: Vec<(u64, String)>,
    silences: Vec<Value>,
}

/// How often a rule spoke at a level: warnings, patients, open ones.
type Counts = BTreeMap<(String, String), (u64, BTreeSet<u64>, u64)>;

fn mendlog(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
    command.args(arguments).env_clear().env("HOME", folder).current_dir(folder);
    command
}

/// The warnings of all courses, judged one by one, by the line they stand on.
fn counted_here() -> (Vec<Value>, Counts) {
    let library = load().unwrap();
    let words = Words::new(&library.catalog);
    let of_line = |line: u64| {
        let course = Course::new(FIRST + line - 1, &words);
        let now = judge(&course.diary, |id| library.protocol(id), None).now.unwrap();
        (line, course.nature.label(), [now.open_warnings, now.closed_warnings].concat())
    };
    let judged: Vec<_> = (1..=PATIENTS).into_par_iter().map(of_line).collect();
    let (mut rows, mut counts) = (Vec::new(), Counts::new());
    for (line, label, warnings) in judged {
        for warning in &warnings {
            let key = (warning.triage().id().to_owned(), warning.rule.id.to_string());
            let (all, patients, open) = counts.entry(key).or_default();
            *all += 1;
            patients.insert(line);
            *open += u64::from(warning.is_open());
            rows.push(row(line, label, warning));
        }
    }
    (rows, counts)
}

fn row(line: u64, label: &str, warning: &Warning) -> Value {
    let Warning { treatment, rule, since, since_day, closed, .. } = warning;
    let closed_by = closed.as_ref().map(|_| "entry");
    json!([
        line,
        format!("made-up-{}", FIRST + line - 1),
        label,
        treatment.as_str(),
        rule.id.as_str(),
        warning.triage().id(),
        since_day.number(),
        since.to_string(),
        warning.state().word(),
        warning.is_open(),
        closed.as_ref().map(|closing| closing.at.to_string()),
        closed_by
    ])
}

/// Whatever the order of warnings that began together.
fn sorted(rows: &[Value]) -> Vec<String> {
    let mut rows: Vec<_> = rows.iter().map(Value::to_string).collect();
    rows.sort();
    rows
}

/// What the recipe finds in the assessments that are in a folder.
fn found(folder: &Path) -> Found {
    let script = [here("tests/outside/cohort.py"), here("assets/recipes/warnings.sql")];
    let told = answer(Command::new(python()).args(script).current_dir(folder)).unwrap();
    serde_json::from_str(&told).unwrap()
}

#[test]
#[ignore = "needs DuckDB; see README, Checks by other programs"]
fn the_recipe_of_the_readme_finds_the_warnings_of_ten_thousand_patients() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let courses = PATIENTS.to_string();
    let made = mendlog(folder.path(), &["trial", "--courses", &courses, "--write", "cohort.ndjson"]).status().unwrap();
    assert!(made.success());
    // A line that cannot be read is seen by the recipe, too, and takes nothing from the others.
    let cohort = fs::read_to_string(at("cohort.ndjson")).unwrap() + "{\"format\": \"something else\"}\n";
    fs::write(at("cohort.ndjson"), cohort).unwrap();
    let out = File::create(at("assessments.ndjson")).unwrap();
    let judged = mendlog(folder.path(), &["assess", "cohort.ndjson", "--ndjson"]).stdout(out).output().unwrap();
    assert_eq!(judged.status.code(), Some(2), "{}", String::from_utf8_lossy(&judged.stderr));

    let found = found(folder.path());
    assert_eq!(found.patients, PATIENTS);
    assert_eq!(found.unread.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [PATIENTS + 1]);
    let (rows, counts) = counted_here();
    assert!(
        rows.len() > 10_000 && counts.keys().any(|(triage, _)| triage == Triage::Emergency.id()),
        "too few to tell"
    );
    assert!(sorted(&found.warnings) == sorted(&rows), "{} and {} warnings", found.warnings.len(), rows.len());
    assert!(found.parquet == found.warnings, "the Parquet file holds the same rows");
    assert_eq!(found.by_rule.len(), counts.len());
    for (triage, rule, warnings, patients, open) in found.by_rule {
        let (all, whose, opened) = &counts[&(triage, rule.clone())];
        assert_eq!((warnings, patients, open), (*all, whose.len() as u64, *opened), "{rule}");
    }
}

#[test]
#[ignore = "needs DuckDB; see README, Checks by other programs"]
fn the_recipe_finds_what_was_left_out_and_what_silence_means() {
    let folder = tempfile::tempdir().unwrap();
    let made = mendlog(folder.path(), &["trial", "--courses", "300", "--write", "-"]).output().unwrap();
    let cohort = String::from_utf8(made.stdout).unwrap();
    fs::write(folder.path().join("cohort.ndjson"), cohort.replacen("{\"format\"", "{\"mood\":3,\"format\"", 1))
        .unwrap();
    let out = File::create(folder.path().join("assessments.ndjson")).unwrap();
    let late = ["assess", "cohort.ndjson", "--ndjson", "--at", LATE];
    assert!(mendlog(folder.path(), &late).stdout(out).status().unwrap().success());
    let assessments = fs::read_to_string(folder.path().join("assessments.ndjson")).unwrap();
    let mut silences = Vec::new();
    for line in assessments.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let findings = line["now"]["silence"].as_array().unwrap().iter();
        silences.extend(findings.map(|finding| json!([line["line"], finding["rule"], finding["triage"]])));
    }
    let found = found(folder.path());
    assert!(!silences.is_empty() && sorted(&found.silences) == sorted(&silences), "{} silences", silences.len());
    assert_eq!(found.read_with_warnings.len(), 1);
    assert!(found.read_with_warnings[0].0 == 1 && found.read_with_warnings[0].1.contains("mood"));
}
