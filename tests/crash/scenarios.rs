//! What is done while the program dies: a few lines for each scenario.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::home::{DAY_2, DAY_3, Home};
use crate::shim::{self, Ended, Fault};
use crate::state;

/// Something done with the command line, to be interrupted.
pub struct Scenario {
    /// What it is, for messages.
    pub name: &'static str,
    /// Makes the home folder it begins with.
    pub prepare: fn() -> Home,
    /// The command line.
    pub line: &'static [&'static str],
    /// Lines typed in a terminal; without any there is no terminal.
    pub typed: &'static [&'static str],
    /// What must be true of a home folder afterwards, whenever the program died.
    pub holds: fn(&Path),
}

const PLAIN: Scenario = Scenario { name: "", prepare: healing, line: &[], typed: &[], holds: |_| {} };

pub const SAVE: Scenario = Scenario {
    name: "a save",
    line: &["log", "redness=1", "peeling=2", "--none-of-these", "--note", "SECRETSKIN felt tight"],
    ..PLAIN
};

pub const FIRST_START: Scenario = Scenario {
    name: "a first start",
    prepare: Home::new,
    line: &["treatment", "add", "--date", "2026-03-06", "--device", "pen", "--area", "SECRETSKIN"],
    ..PLAIN
};

pub const IMPORT: Scenario =
    Scenario { name: "an import", prepare: with_a_file, line: &["import", "other.json"], ..PLAIN };

pub const EDIT: Scenario =
    Scenario { name: "an edit", prepare: with_an_edit, line: &["import", "edited.json"], ..PLAIN };

pub const DELETION: Scenario = Scenario { name: "a deletion", prepare: planned, line: &["plan", "drop", "1"], ..PLAIN };

pub const CHANGE_OF_PLAN: Scenario =
    Scenario { name: "a plan", line: &["plan", "add", "--date", "2026-05-06", "--note", "SECRETSKIN again"], ..PLAIN };

/// Brings a journal of each older version up to date. A new version of the tables adds a line here.
pub const MIGRATIONS: [Scenario; 5] = [
    migration("migration of version 1", || old(1)),
    migration("migration of version 2", || old(2)),
    migration("migration of version 3", || old(3)),
    migration("migration of version 4", || old(4)),
    migration("migration of version 5", || old(5)),
];

const fn migration(name: &'static str, prepare: fn() -> Home) -> Scenario {
    Scenario { name, prepare, line: &["status"], ..PLAIN }
}

/// A journal with secrets in it.
pub fn healing() -> Home {
    let home = Home::healing();
    home.run(DAY_2, &["log", "itching=1", "--note", "SECRETSKIN itches"]).succeeded();
    home
}

fn old(version: u32) -> Home {
    let home = Home::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/journal-v{version}.sql"));
    fs::create_dir_all(home.journal().parent().unwrap()).unwrap();
    let script = fs::read_to_string(fixture).unwrap();
    Connection::open(home.journal()).unwrap().execute_batch(&script).unwrap();
    home
}

fn with_a_file() -> Home {
    let (home, other) = (healing(), healing());
    let told = other.run(DAY_3, &["export"]);
    let renamed = told.out.replace("Harbour Skin Clinic", "SECRETSKIN Clinic");
    fs::write(home.folder.path().join("other.json"), renamed).unwrap();
    home
}

/// The journal's own export, with other words in one note.
fn with_an_edit() -> Home {
    let home = healing();
    let edited = home.run(DAY_3, &["export"]).out.replace("SECRETSKIN itches", "SECRETSKIN itches a little");
    fs::write(home.folder.path().join("edited.json"), edited).unwrap();
    home
}

fn planned() -> Home {
    let home = healing();
    home.run(DAY_3, CHANGE_OF_PLAN.line).succeeded();
    home
}

/// A scenario with its beginning made, its operations recorded, and its two rightful ends known.
pub struct Prepared {
    pub scenario: &'static Scenario,
    pub home: Home,
    pub log: PathBuf,
    pub finished: TempDir,
    before: String,
    after: String,
}

/// Which of its two rightful states a home folder is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Before,
    After,
    /// Where both are the same.
    Either,
}

impl Prepared {
    /// Makes the beginning, and runs the scenario once to its end.
    pub fn new(scenario: &'static Scenario) -> Self {
        let home = (scenario.prepare)();
        let finished = copied(&home);
        let log = home.folder.path().with_extension("log");
        let before = state::of(copied(&home).path());
        let ended = shim::run(finished.path(), DAY_3, scenario.line, scenario.typed, Fault::None, Some(&log));
        assert!(ended.status.success(), "{}: {}", scenario.name, ended.said);
        let after = state::of(finished.path());
        Self { scenario, home, log, finished, before, after }
    }

    /// Runs it with a fault in a fresh copy of its beginning.
    pub fn run(&self, fault: Fault) -> (TempDir, Ended) {
        let folder = copied(&self.home);
        let ended = shim::run(folder.path(), DAY_3, self.scenario.line, self.scenario.typed, fault, None);
        (folder, ended)
    }

    /// Opens what is left as the normal program does, which must be one of the two rightful states.
    pub fn judge(&self, home: &Path, when: &str) -> Found {
        let found = state::of(home);
        let name = self.scenario.name;
        let (is_before, is_after) = (found == self.before, found == self.after);
        assert!(
            is_before || is_after,
            "{name}, {when}: neither as before nor as after\nfound:\n{found}\nbefore:\n{}\nafter:\n{}",
            self.before,
            self.after
        );
        let strays = state::strays(home);
        assert!(strays.is_empty(), "{name}, {when}: files with health data are left: {strays:?}");
        (self.scenario.holds)(home);
        match (is_before, is_after) {
            (true, true) => Found::Either,
            (true, false) => Found::Before,
            _ => Found::After,
        }
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.log);
    }
}

fn copied(home: &Home) -> TempDir {
    let folder = state::folder();
    state::copy(home.folder.path(), folder.path());
    folder
}
