//! Many patients' journals, one a line: judged as each alone, in order, whatever stands on other lines, in constant memory.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod laws;
mod leaving;
#[cfg(target_os = "linux")]
mod memory;
mod program;
mod recipe;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own for each test, and what a command in it said.
struct Place(TempDir);

struct Told {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
        command.args(arguments).env_clear().env("HOME", self.0.path()).env("MENDLOG_NOW", "2026-03-06T20:00:00+01:00");
        command.current_dir(self.0.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Told {
        Told::by(self.command(arguments).spawn().unwrap())
    }

    /// Runs a command and gives it a file through a pipe.
    fn pipe(&self, arguments: &[&str], input: &str) -> Told {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
        // A program that refuses early closes the pipe; that is its right.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let told = Told::by(child);
        feeding.join().unwrap();
        told
    }
}

impl Told {
    fn by(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// So many made-up journals, as the program writes them.
fn made_up(count: u32) -> String {
    let told = Place::new().run(&["trial", "--courses", &count.to_string(), "--write", "-"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert_eq!(told.out.lines().count(), usize::try_from(count).unwrap());
    told.out
}
