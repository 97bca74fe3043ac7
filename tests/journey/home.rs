//! A patient's home folder, and the program started in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::terminal::Terminal;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_mendlog");

/// Friday evening, some hours after the treatment.
pub const DAY_0: &str = "2026-03-06T20:30:00+01:00";
/// Saturday evening.
pub const DAY_1: &str = "2026-03-07T20:10:00+01:00";
/// Sunday evening.
pub const DAY_2: &str = "2026-03-08T20:05:00+01:00";
/// Monday morning, while the clinic is open.
pub const DAY_3: &str = "2026-03-09T11:20:00+01:00";
/// Monday night.
pub const NIGHT_3: &str = "2026-03-09T22:40:00+01:00";

/// A home folder of its own for each test.
pub struct Home {
    pub folder: TempDir,
}

/// What a command said and how it ended.
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Home {
    /// One in which Mendlog was never started.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    /// One with answers about the patient, a treatment on Friday and two days of entries, made by the command line.
    pub fn healing() -> Self {
        let home = Self::new();
        let about = home.folder.path().join("about-me.json");
        let words = r#"{"format": "mendlog-journal", "version": 1, "patient": {"skin_type": 3}, "settings": {"day_ends_at": 3}}"#;
        fs::write(&about, words).unwrap();
        home.run(DAY_0, &["import", &about.display().to_string()]).succeeded();
        let phones = ["--provider", "Harbour Skin Clinic", "--phone", "555 0142", "--out-of-hours", "555 0199"];
        let treatment = ["treatment", "add", "--date", "2026-03-06 14:30", "--device", "pen", "--depth", "1.0"];
        home.run(DAY_0, &[&treatment[..], &phones[..]].concat()).succeeded();
        home.run(DAY_1, &["log", "redness=3", "--none-of-these"]).succeeded();
        home.run(DAY_2, &["log", "redness=2", "peeling=1", "--none-of-these"]).succeeded();
        home
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.path().join(".local/share/mendlog/journal.db")
    }

    /// The folder for temporary files.
    pub fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// Runs a command without a terminal.
    pub fn run(&self, now: &str, arguments: &[&str]) -> Told {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        let output = command.envs(self.surroundings(now)).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Told { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Opens the program in a window of 80 columns and 24 rows.
    pub fn open(&self, now: &str, arguments: &[&str]) -> Terminal {
        self.open_with(now, &[&[PROGRAM], arguments].concat())
    }

    /// Opens the program through a shell that first does something to the surroundings.
    pub fn open_through(&self, shell: &str, now: &str, arguments: &[&str]) -> Terminal {
        let script = format!("{shell}; exec \"$@\"");
        self.open_with(now, &[&["sh", "-c", &script, "sh", PROGRAM], arguments].concat())
    }

    /// Runs a command line in a window.
    pub fn open_with(&self, now: &str, line: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(line[0]);
        command.args(&line[1..]);
        command.env_clear();
        command.cwd(self.folder.path());
        for (name, value) in self.surroundings(now) {
            command.env(name, value);
        }
        Terminal::start(command, 80, 24)
    }

    pub fn surroundings(&self, now: &str) -> [(&'static str, String); 6] {
        [
            ("HOME", self.folder.path().to_str().unwrap().to_owned()),
            ("TMPDIR", self.temporary().to_str().unwrap().to_owned()),
            ("PATH", std::env::var("PATH").unwrap()),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("MENDLOG_NOW", now.to_owned()),
        ]
    }
}

impl Told {
    pub fn succeeded(&self) {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
    }
}
