//! The published schemas, applied by another program than ours.

use std::fs;
use std::path::PathBuf;

use mendlog::exchange::assessment_json::{judge, write};
use mendlog::exchange::journal_json::to_string;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::home::{Home, pus_on_day_3};
use crate::journals::{LIBRARY, journal};
use crate::program::{agrees, here, refuses};

/// The arguments of the script: a schema, then files.
fn by(schema: &str, files: &[PathBuf]) -> Vec<PathBuf> {
    [&[here("assets/schemas").join(schema)], files].concat()
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn what_is_written_fits() {
    let home = Home::new();
    let folder = home.folder.path();
    let (mut journals, mut assessments) = (Vec::new(), Vec::new());
    let mut runner = TestRunner::deterministic();
    for number in 0..60 {
        let diary = journal().new_tree(&mut runner).unwrap().current();
        journals.push(folder.join(format!("journal-{number}.json")));
        fs::write(journals.last().unwrap(), to_string(&diary, None).unwrap()).unwrap();
        let mut judged = Vec::new();
        let moments = std::collections::BTreeMap::new();
        write(&judge(&diary, |id| LIBRARY.protocol(id), None), &moments, &mut judged).unwrap();
        assessments.push(folder.join(format!("assessment-{number}.json")));
        fs::write(assessments.last().unwrap(), judged).unwrap();
    }
    journals.push(home.file("demo.json", home.run(&["--demo", "export"]).out).into());
    journals.push(here("tests/outside/everything.json"));
    journals.push(here("assets/demo.json"));
    agrees("schema.py", &by("journal.json", &journals));
    agrees("schema.py", &by("assessment.json", &assessments));
    let history = home.file("history.json", home.run(&["--demo", "history", "--json"]).out);
    agrees("schema.py", &by("history.json", &[history.into()]));
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn what_is_wrong_is_refused() {
    let home = Home::new();
    let good = pus_on_day_3();
    let swaps = [
        ("\"redness\": 1", "\"redness\": 5"),
        ("\"pus\"", "\"puss\""),
        ("2026-03-05T20", "2026-13-05T20"),
        ("mendlog-journal", "mendlog-diary"),
        ("\"version\": 1", "\"version\": 2"),
    ];
    for (right, wrong) in swaps {
        assert!(good.contains(right));
        let file = home.file("broken.json", good.replace(right, wrong));
        refuses("schema.py", &by("journal.json", &[file.into()]));
    }
    agrees("schema.py", &by("journal.json", &[home.file("good.json", &good).into()]));
}
