//! What is done while the program dies: a few lines for each scenario.

use std::fs;
use std::path::{Path, PathBuf};

use mendlog::store::{Contents, Journal, Occasion, Protection, backups, unlike_backups};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::disk::{Operation, recorded, spread};
use crate::folders;
use crate::home::{DAY_2, DAY_3, Home};
use crate::shim::{self, Ended, Fault};
use crate::state::{self, FIRST, SECOND};

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
    /// So many of its operations are tried, evenly spread, where not all are.
    pub points: usize,
    /// What must be true of a home folder afterwards, whenever the program died.
    pub holds: fn(&Path),
    /// What must be there once it is done.
    pub leaves: fn(&Path),
}

const PLAIN: Scenario =
    Scenario { name: "", prepare: healing, line: &[], typed: &[], points: usize::MAX, holds: |_| {}, leaves: |_| {} };

pub const SAVE: Scenario = Scenario {
    name: "a save",
    line: &["log", "redness=1", "peeling=2", "--none-of-these", "--note", "SECRETSKIN felt tight"],
    ..PLAIN
};

pub const FIRST_START: Scenario = Scenario {
    name: "a first start",
    points: 50,
    prepare: Home::new,
    line: &["treatment", "add", "--date", "2026-03-06", "--device", "pen", "--area", "SECRETSKIN"],
    ..PLAIN
};

pub const IMPORT: Scenario = Scenario {
    name: "an import",
    prepare: with_a_file,
    line: &["import", "other.json"],
    points: 50,
    leaves: |home| has_backup(home, Occasion::BeforeImport),
    ..PLAIN
};

pub const UNDO: Scenario = Scenario { name: "an undo", points: 25, line: &["undo"], ..PLAIN };

pub const REDO: Scenario = Scenario { name: "a redo", points: 25, prepare: undone, line: &["redo"], ..PLAIN };

pub const BACKUP: Scenario = Scenario {
    name: "a backup",
    points: 25,
    line: &["backup"],
    leaves: |home| has_backup(home, Occasion::ByHand),
    ..PLAIN
};

pub const RESTORE: Scenario = Scenario {
    name: "a restore",
    prepare: backed_up_before_more,
    line: &["restore", "--yes", "2026-03-08"],
    points: 20,
    leaves: |home| has_backup(home, Occasion::BeforeRestore),
    ..PLAIN
};

pub const MERGE: Scenario = Scenario {
    name: "a merge",
    prepare: with_another_journal,
    line: &["merge", "other.db"],
    points: 20,
    leaves: |home| has_backup(home, Occasion::BeforeMerge),
    ..PLAIN
};

pub const LOCKING: Scenario = Scenario {
    name: "a first passphrase",
    prepare: || backed_up(healing()),
    line: &["passphrase", "set"],
    typed: &[SECOND, SECOND],
    points: 10,
    holds: is_all_sealed_alike,
    ..PLAIN
};

pub const CHANGE_OF_PASSPHRASE: Scenario = Scenario {
    name: "a change of passphrase",
    prepare: locked,
    line: &["passphrase", "change"],
    typed: &[FIRST, SECOND, SECOND],
    ..LOCKING
};

pub const UNLOCKING: Scenario = Scenario {
    name: "a removal of the passphrase",
    prepare: locked,
    line: &["passphrase", "remove"],
    typed: &[FIRST],
    ..LOCKING
};

pub const EDIT: Scenario =
    Scenario { name: "an edit", points: 25, prepare: with_an_edit, line: &["import", "edited.json"], ..PLAIN };

pub const DELETION: Scenario =
    Scenario { name: "a deletion", points: 25, prepare: planned, line: &["plan", "drop", "1"], ..PLAIN };

pub const CHANGE_OF_PLAN: Scenario = Scenario {
    name: "a plan",
    points: 25,
    line: &["plan", "add", "--date", "2026-05-06", "--note", "SECRETSKIN again"],
    ..PLAIN
};

/// Brings a journal of each older version up to date. A new version of the tables adds a line here.
pub const MIGRATIONS: [Scenario; 8] = [
    migration("migration of version 1", || old(1), 40),
    migration("migration of version 2", || old(2), 12),
    migration("migration of version 3", || old(3), 12),
    migration("migration of version 4", || old(4), 12),
    migration("migration of version 5", || old(5), 12),
    migration("migration of version 6", || old(6), 12),
    migration("migration of version 7", || old(7), 12),
    migration("migration of version 8", || old(8), 40),
];

const fn migration(name: &'static str, prepare: fn() -> Home, points: usize) -> Scenario {
    Scenario { name, prepare, line: &["status"], points, holds: was_backed_up_as_it_was, ..PLAIN }
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

fn undone() -> Home {
    let home = healing();
    home.run(DAY_3, UNDO.line).succeeded();
    home
}

pub fn backed_up(home: Home) -> Home {
    for day in [DAY_2, DAY_3] {
        home.run(day, &["backup"]).succeeded();
    }
    forget_dailies(&home);
    home
}

/// The backups that were made on the way to the beginning would only be in the way.
fn forget_dailies(home: &Home) {
    for stored in backups(&home.journal()).unwrap() {
        if stored.name.occasion != Occasion::ByHand {
            fs::remove_file(stored.path).unwrap();
        }
    }
}

fn backed_up_before_more() -> Home {
    let home = healing();
    home.run(DAY_2, &["backup"]).succeeded();
    forget_dailies(&home);
    home.run(DAY_3, SAVE.line).succeeded();
    home
}

fn with_another_journal() -> Home {
    let (home, other) = (healing(), Home::new());
    state::copy(home.folder.path(), other.folder.path());
    for line in [SAVE.line, CHANGE_OF_PLAN.line, &["plan", "add", "--date", "2026-07-06"]] {
        other.run(DAY_3, line).succeeded();
    }
    fs::copy(other.journal(), home.folder.path().join("other.db")).unwrap();
    home.run(DAY_3, &["log", "redness=1", "--note", "SECRETSKIN said here"]).succeeded();
    home
}

fn locked() -> Home {
    let home = backed_up(healing());
    drop(Journal::open(&home.journal()).unwrap().set_passphrase(&state::passphrase(FIRST)).unwrap());
    home
}

fn has_backup(home: &Path, occasion: Occasion) {
    let (_, journal) = state::open(&state::journal(home));
    let stored = backups(journal.path()).unwrap();
    let found: Vec<_> = stored.iter().filter(|stored| stored.name.occasion == occasion).collect();
    assert!(!found.is_empty(), "no backup was made on this occasion: {}", occasion.words());
    for backup in found {
        assert!(matches!(journal.look_into(&backup.path), Contents::Whole { .. }), "{}", backup.path.display());
    }
}

/// Whoever finished the migration, what was there before it is kept.
fn was_backed_up_as_it_was(home: &Path) {
    has_backup(home, Occasion::BeforeMigration);
    let version = |path: &Path| -> u32 {
        Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    let now = version(&state::journal(home));
    for backup in backups(&state::journal(home)).unwrap() {
        assert!(version(&backup.path) < now, "{} is of the new version", backup.path.display());
    }
}

/// After the next successful start the backups open as the journal does, nothing else is left, and nothing plain beside a locked
/// journal.
fn is_all_sealed_alike(home: &Path) {
    let path = state::journal(home);
    let (_, journal) = state::open(&path);
    let stored = backups(&path).unwrap();
    assert!(stored.len() >= 2, "backups are gone");
    for backup in &stored {
        let found = journal.look_into(&backup.path);
        assert!(
            matches!(found, Contents::Whole { treatments: 1, check_ins: 3 }),
            "{found:?} {}",
            backup.path.display()
        );
    }
    if journal.protection() == Protection::Locked {
        assert_eq!(state::telling(home), Vec::<PathBuf>::new(), "health data can be read beside a locked journal");
    }
    drop(journal);
    assert_eq!(unlike_backups(&path), Vec::<PathBuf>::new());
    let left = state::files(path.parent().unwrap());
    assert_eq!(left.len(), 1 + stored.len(), "something is left: {left:?}");
}

/// A scenario with its beginning made, its operations recorded, and its two rightful ends known.
pub struct Prepared {
    pub scenario: &'static Scenario,
    pub home: Home,
    pub operations: Vec<Operation>,
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
        folders::begin();
        let home = (scenario.prepare)();
        let (finished, records) = (copied(&home), folders::folder());
        let log = records.path().join("log");
        let before = state::of(copied(&home).path());
        let ended = shim::run(finished.path(), DAY_3, scenario.line, scenario.typed, Fault::None, Some(&log));
        assert!(ended.status.success(), "{}: {}", scenario.name, ended.said);
        let after = state::of(finished.path());
        Self { scenario, home, operations: recorded(&log), finished, before, after }
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
            _ => {
                (self.scenario.leaves)(home);
                Found::After
            }
        }
    }

    /// The same when the program had said that it is done.
    pub fn judge_done(&self, home: &Path, when: &str) {
        assert_ne!(self.judge(home, when), Found::Before, "{}, {when}: acknowledged, and gone", self.scenario.name);
        (self.scenario.leaves)(home);
    }

    /// The operations to try.
    pub fn points(&self, most: usize) -> Vec<usize> {
        spread(1, self.operations.len(), self.scenario.points.min(most))
    }
}

pub fn copied(home: &Home) -> TempDir {
    let folder = folders::folder();
    state::copy(home.folder.path(), folder.path());
    folder
}
