//! What the doctor looks at: the journal's file and tables, who can read them, the disk, the backups, what was left over.
//!
//! May use SQL and files. Changes nothing.

mod backups;
mod disk;
mod leftovers;
mod rights;
mod tables;

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::Journal;
use super::backup::folder_of;
use super::error::StoreError;
use super::leftovers::beside;

pub use disk::{FarDisk, far_disk};
pub use leftovers::{Leftover, leftovers};
pub use rights::{Right, protection_of, rights};

/// How much a finding wants of the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Ok,
    /// A look, when there is time.
    Look,
    /// Something to be done now.
    ActNow,
}

impl Level {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Look => "look",
            Self::ActNow => "act now",
        }
    }

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Look => "look",
            Self::ActNow => "act_now",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it wants of the patient.
    pub level: Level,
    /// What was looked at, in a word or two.
    pub about: &'static str,
    /// What was found, in a sentence.
    pub found: String,
    /// What to do about it, where something is to be done.
    pub to_do: Option<String>,
}

impl Finding {
    /// All is well.
    #[must_use]
    pub fn ok(about: &'static str, found: impl Into<String>) -> Self {
        Self { level: Level::Ok, about, found: found.into(), to_do: None }
    }

    /// Something is not well.
    #[must_use]
    pub fn bad(level: Level, about: &'static str, found: impl Into<String>, to_do: impl Into<String>) -> Self {
        Self { level, about, found: found.into(), to_do: Some(to_do.into()) }
    }
}

/// Whether the last change of the journal was interrupted, so that its rollback journal waits. To be asked before the journal
/// is opened by anything that may write.
#[must_use]
pub fn is_interrupted(journal: &Path) -> bool {
    let journal = std::fs::canonicalize(journal).unwrap_or_else(|_| journal.into());
    std::fs::metadata(beside(&journal, "-journal")).is_ok_and(|found| found.len() > 0)
}

/// Looks at everything there is to a journal, which was opened to be read, or why it could not be.
#[must_use]
pub fn examine(path: &Path, opened: Result<&Journal, &StoreError>, now: DateTime<FixedOffset>) -> Vec<Finding> {
    let there = super::backup::backups(path);
    let has_backups = there.as_ref().is_ok_and(|there| !there.is_empty());
    let mut findings = match opened {
        Ok(journal) => tables::examine(journal, has_backups),
        Err(error) => vec![unopened(path, error, has_backups)],
    };
    findings.push(rights::examine(path));
    findings.extend(disk::examine(path));
    findings.push(backups::examine(there, opened.ok(), now));
    findings.extend(leftovers::examine(path));
    findings
}

/// A journal that does not open.
fn unopened(path: &Path, error: &StoreError, has_backups: bool) -> Finding {
    const ABOUT: &str = "journal";
    if is_interrupted(path) {
        return Finding::bad(
            Level::Look,
            ABOUT,
            INTERRUPTED,
            "start `mendlog` once: it takes the half-made change back",
        );
    }
    let is_replaceable = matches!(
        error,
        StoreError::Empty { .. }
            | StoreError::NotAJournal { .. }
            | StoreError::Foreign { .. }
            | StoreError::Torn { .. }
            | StoreError::Damaged { .. }
    );
    match error {
        StoreError::Older { .. } => Finding::bad(
            Level::Look,
            ABOUT,
            "an older Mendlog wrote this journal",
            "start `mendlog` once: it makes a backup, then brings the journal up to date",
        ),
        StoreError::Locked { .. } => Finding::bad(
            Level::Look,
            ABOUT,
            "the journal is locked, so that only what surrounds it was looked at",
            "run `mendlog doctor` at a terminal, where the passphrase can be typed",
        ),
        StoreError::Busy { .. } => Finding::bad(
            Level::Look,
            ABOUT,
            "another window or program writes to the journal just now",
            "wait a moment, then run `mendlog doctor` again",
        ),
        error if is_replaceable && has_backups => Finding::bad(Level::ActNow, ABOUT, error.to_string(), RESTORE),
        error if is_replaceable => Finding::bad(Level::ActNow, ABOUT, error.to_string(), NO_BACKUP),
        error => {
            Finding::bad(Level::ActNow, ABOUT, error.to_string(), "do what it says, then run `mendlog doctor` again")
        }
    }
}

const INTERRUPTED: &str = "the last change was interrupted; what was saved before it is there, and the file ending in -journal is needed for that";

const RESTORE: &str =
    "`mendlog restore` lists the backups and goes back to one; what is there now is moved aside, not removed";

const NO_BACKUP: &str = "Mendlog has no backup of it. Look for a copy: another disk, an export (`mendlog import` takes it), the system's own backups";
