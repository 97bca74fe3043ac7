//! Runs the scripts of this folder, which hand our files to other people's programs.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A place in this repository.
pub fn here(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// The Python that has the packages of `requirements.txt`.
pub fn python() -> PathBuf {
    std::env::var_os("MENDLOG_OUTSIDE_PYTHON").map_or_else(|| here("target/outside/bin/python"), PathBuf::from)
}

/// A script of this folder, in Python or, if its name says so, in JavaScript.
fn command(script: &str) -> Command {
    let is_javascript = Path::new(script).extension().is_some_and(|ending| ending == "js");
    let mut command = Command::new(if is_javascript { PathBuf::from("node") } else { python() });
    if !is_javascript {
        // Isolated, or a script of ours would stand in for a package of its name.
        command.args(["-I", "-B", "-X", "utf8"]);
    }
    command.arg(here("tests/outside").join(script)).stdin(Stdio::null());
    command.env("NODE_PATH", here("target/outside/npm/node_modules"));
    command
}

/// What a script printed, or all it said when it refused or could not be run.
pub fn ask<A: AsRef<OsStr>>(script: &str, arguments: &[A]) -> Result<String, String> {
    answer(command(script).args(arguments))
}

/// What a script printed.
///
/// # Panics
/// With all it said, when it refuses or cannot be run.
pub fn agrees<A: AsRef<OsStr>>(script: &str, arguments: &[A]) -> String {
    ask(script, arguments).unwrap_or_else(|said| panic!("{script}: {said}"))
}

/// What a script complained about.
///
/// # Panics
/// When it has nothing to complain about, or fell over instead of judging.
pub fn refuses<A: AsRef<OsStr>>(script: &str, arguments: &[A]) -> String {
    let said = ask(script, arguments).unwrap_err();
    assert!(said.starts_with("REFUSED"), "{script}: {said}");
    said
}

pub fn answer(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!("{} is not installed: run tests/outside/install", command.get_program().display())
        }
        _ => error.to_string(),
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&[output.stdout, output.stderr].concat())) }
}
