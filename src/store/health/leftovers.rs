//! What interrupted work and old damage left beside a journal.
//!
//! May use files.

use std::fs;
use std::path::{Path, PathBuf};

use super::rights::quoted;
use super::{Finding, Level, folder_of};
use crate::store::backup::Name;
use crate::store::leftovers::made_for;
use crate::store::restore::DAMAGED;
use crate::store::unfinished;

/// Why a file lies beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// Work that was interrupted, or is under way in another window.
    Unfinished(PathBuf),
    /// A journal that was damaged and moved aside.
    MovedAside(PathBuf),
}

impl Leftover {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Unfinished(path) | Self::MovedAside(path) => path,
        }
    }
}

/// How the names of files begin that work on a journal makes and removes again.
const WORK: [&str; 2] = [unfinished::JOURNAL, unfinished::BACKUP];

/// The files that interrupted work and old damage left, in the journal's folder and that of its backups. Links are left out.
#[must_use]
pub fn leftovers(journal: &Path) -> Vec<Leftover> {
    let journal = fs::canonicalize(journal).unwrap_or_else(|_| journal.into());
    let moved = journal.file_name().map(|name| format!("{}{DAMAGED}", name.to_string_lossy())).unwrap_or_default();
    let folder = journal.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut found = Vec::new();
    for folder in [folder, folder_of(&journal)] {
        // What cannot be listed, or is reached by a link, is told elsewhere.
        let is_folder = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
        let Some(items) = is_folder.then(|| fs::read_dir(&folder).ok()).flatten() else { continue };
        for item in items.flatten().filter(|item| item.file_type().is_ok_and(|kind| kind.is_file())) {
            let name = item.file_name().to_string_lossy().into_owned();
            if WORK.iter().any(|work| name.starts_with(work)) || is_of_sealing(&item.path(), &journal) {
                found.push(Leftover::Unfinished(item.path()));
            } else if name.starts_with(&moved) {
                found.push(Leftover::MovedAside(item.path()));
            }
        }
    }
    found.sort_by(|one, other| one.path().cmp(other.path()));
    found
}

/// Whether it was left by a change of passphrase, of the journal or of a backup.
fn is_of_sealing(file: &Path, journal: &Path) -> bool {
    let is_backup = |of: &Path| {
        of.parent() == Some(&*folder_of(journal))
            && of.file_name().and_then(|name| Name::read(name.to_str()?)).is_some()
    };
    made_for(file).is_some_and(|of| of == journal || is_backup(&of))
}

pub(super) fn examine(journal: &Path) -> Vec<Finding> {
    let (mut unfinished, mut aside) = (Vec::new(), Vec::new());
    for leftover in leftovers(journal) {
        match leftover {
            Leftover::Unfinished(path) => unfinished.push(quoted(&path)),
            Leftover::MovedAside(path) => aside.push(quoted(&path)),
        }
    }
    let mut findings = Vec::new();
    if !unfinished.is_empty() {
        let found = format!("interrupted work left {} behind", files(unfinished.len()));
        let to_do = format!("close every Mendlog, then remove with: rm {}", unfinished.join(" "));
        findings.push(Finding::bad(Level::Look, "leftovers", found, to_do));
    }
    if !aside.is_empty() {
        let found = format!("{} moved aside because a journal was damaged: {}", was(aside.len()), aside.join(" "));
        let to_do =
            "keep what may still hold something you miss; `mendlog erase` removes such files with everything else";
        findings.push(Finding::bad(Level::Look, "moved aside", found, to_do));
    }
    if findings.is_empty() {
        findings.push(Finding::ok("leftovers", "nothing was left behind by interrupted work"));
    }
    findings
}

fn files(count: usize) -> String {
    if count == 1 { "a file".to_owned() } else { format!("{count} files") }
}

fn was(count: usize) -> String {
    if count == 1 { "a file was".to_owned() } else { format!("{count} files were") }
}
