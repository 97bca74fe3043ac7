//! The tools themselves: there in the versions that are pinned, and missed when they are not.

use std::fs;
use std::process::Command;

use crate::program::{agrees, answer, here, refuses};

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn python_has_the_pinned_packages() {
    agrees("installed.py", &[here("tests/outside/requirements.txt")]);
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn another_version_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let pins = folder.path().join("pins.txt");
    fs::write(&pins, "jsonschema==0.0.1\n").unwrap();
    assert!(refuses("installed.py", &[pins]).contains("jsonschema"));
}

#[test]
fn a_missing_tool_is_told_with_what_to_do() {
    let said = answer(&mut Command::new("target/no-such-tool")).unwrap_err();
    assert!(said.contains("no-such-tool is not installed") && said.contains("tests/outside/install"), "{said}");
}
