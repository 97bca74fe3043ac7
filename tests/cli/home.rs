//! A home of its own for each test, and the journals that tests hand over.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Friday evening, outside a clinic's hours.
pub const NOW: &str = "2026-03-06T20:00:00+01:00";

/// A home folder with nothing in it, at a fixed moment.
pub struct Home {
    pub folder: TempDir,
    pub now: &'static str,
}

/// What a command said and how it ended.
pub struct Told {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Told {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.err))
    }

    /// Both streams, for looking for something that must be in neither.
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

impl Home {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), now: NOW }
    }

    /// A home with a treatment on 2 March, so that now is day 4.
    pub fn healing() -> Self {
        let home = Self::new();
        let phones = ["--provider", "Dr. Roe", "--phone", "555-0142", "--out-of-hours", "555-0199"];
        let treatment = ["treatment", "add", "--date", "2026-03-02 10:00", "--device", "pen", "--depth", "1.0"];
        assert_eq!(home.run(&[&treatment[..], &phones[..]].concat()).code, 0);
        home
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
        command.args(arguments).env_clear().env("HOME", self.folder.path()).env("MENDLOG_NOW", self.now);
        command.env("TMPDIR", self.temporary()).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Told {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs a command and gives it a file through a pipe.
    pub fn pipe(&self, arguments: &[&str], input: &[u8]) -> Told {
        feed(self.command(arguments), input)
    }

    pub fn temporary(&self) -> PathBuf {
        let folder = self.folder.path().join("tmp");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.path().join(".local/share/mendlog/journal.db")
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

pub fn feed(mut command: Command, input: &[u8]) -> Told {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that refuses early closes the pipe; that is its right.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap().into()
}

/// A journal of one treatment on 2 March and these entries.
pub fn journal(entries: &str) -> String {
    format!(
        r#"{{"format": "mendlog-journal", "version": 1,
"treatments": [{{"id": "t1", "performed_at": "2026-03-02T10:00:00+01:00", "protocol": "microneedling",
  "provider": {{"name": "Dr. Roe", "phone": "555-0142", "out_of_hours": "555-0199"}}}}],
"entries": [{entries}]}}"#
    )
}

pub fn pus_on_day_3() -> String {
    journal(
        r#"{"treatment": "t1", "at": "2026-03-05T20:00:00+01:00", "grades": {"redness": 1}, "signs": {"pus": true}}"#,
    )
}
