//! Erasing a journal with everything that belongs to it: first what there is, then overwritten and removed.
//!
//! May use files. Follows no link, removes nothing it does not know, and needs no key.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::backup::{BackupError, Name, folder_of};
use super::error::StoreError;
use super::health::{Leftover, leftovers};
use super::key::Seal;
use super::leftovers::{beside, wipe};
use super::opening;

/// All that belongs to a journal, and what lies among it without belonging to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Belongings {
    /// The files to be removed.
    pub files: Vec<PathBuf>,
    /// The folders that are removed when nothing else is in them.
    pub folders: Vec<PathBuf>,
    /// What is not known to belong to the journal, and stays.
    pub unknown: Vec<PathBuf>,
}

/// Endings of files that belong to one beside them: its rollback journal, what a change of passphrase keeps for a moment, and what
/// is remembered about unlocking it.
const COMPANIONS: [&str; 5] = ["-journal", ".earlier-key", ".resealing", ".replaced", ".unlock"];

/// Lists all that belongs to a journal.
///
/// # Errors
/// When a folder cannot be listed, the folder of the backups is a link, or what lies in the journal's place is none.
pub fn belongings(journal: &Path) -> Result<Belongings, BackupError> {
    let named = std::path::absolute(journal).map_err(|source| unreadable(journal, source))?;
    let journal = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
    let mut all = Belongings::default();
    refuse_other_file(&journal)?;
    all.take_with_companions(&journal);
    for leftover in leftovers(&journal) {
        match leftover {
            Leftover::Unfinished(path) | Leftover::MovedAside(path) => all.take_with_companions(&path),
        }
    }
    // The name by which a journal elsewhere was reached.
    if named != journal && named.is_symlink() {
        all.files.push(named);
    }
    all.list_backups(&folder_of(&journal))?;
    all.folders.extend(journal.parent().map(Path::to_path_buf));
    all.files.sort();
    all.files.dedup();
    all.unknown.retain(|path| !all.files.contains(path));
    Ok(all)
}

impl Belongings {
    fn take_with_companions(&mut self, file: &Path) {
        let companions = COMPANIONS.map(|ending| beside(file, ending));
        let there = |path: &&Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        self.files.extend(
            std::iter::once(file).chain(companions.iter().map(PathBuf::as_path)).filter(there).map(PathBuf::from),
        );
    }

    fn list_backups(&mut self, folder: &Path) -> Result<(), BackupError> {
        let failed = |source| BackupError::Folder { path: folder.into(), source };
        match fs::symlink_metadata(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(BackupError::NotAFolder { path: folder.into() }),
            Err(source) => return Err(failed(source)),
        }
        for item in fs::read_dir(folder).map_err(failed)? {
            let item = item.map_err(failed)?;
            let is_file = item.file_type().map_err(failed)?.is_file();
            let is_backup = item.file_name().to_str().and_then(Name::read).is_some();
            if is_file && is_backup {
                self.take_with_companions(&item.path());
            } else {
                self.unknown.push(item.path());
            }
        }
        self.folders.push(folder.into());
        Ok(())
    }

    /// Whether there is nothing to erase.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Overwrites and removes the files, then the folders that are empty; tells what could not be removed. A link is removed, not
    /// followed.
    #[must_use]
    pub fn erase(&self) -> Vec<(PathBuf, io::Error)> {
        let mut left = Vec::new();
        for file in &self.files {
            let removed = if file.is_symlink() { fs::remove_file(file) } else { wipe(file) };
            if let Err(error) = removed {
                left.push((file.clone(), error));
            }
        }
        for folder in &self.folders {
            // One that is not empty holds something else, and stays.
            if fs::remove_dir(folder).is_err() {
                let _ = opening::sync_folder(folder);
            }
        }
        left
    }
}

/// What lies in the journal's place must be a journal, open, locked or empty: another program's file is not ours to remove.
fn refuse_other_file(journal: &Path) -> Result<(), BackupError> {
    match fs::metadata(journal) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(unreadable(journal, source)),
        Ok(found) if !found.is_file() => return Err(StoreError::NotAFile { path: journal.into() }.into()),
        Ok(_) => {}
    }
    match opening::check_header(journal, &Seal::None) {
        // An erasing that was interrupted has overwritten its beginning.
        Err(StoreError::NotAJournal { .. }) if is_overwritten(journal) => Ok(()),
        Err(error @ (StoreError::Foreign { .. } | StoreError::NotAJournal { .. } | StoreError::Unreadable { .. })) => {
            Err(error.into())
        }
        _ => Ok(()),
    }
}

fn is_overwritten(journal: &Path) -> bool {
    opening::read_header(journal).is_ok_and(|header| header.iter().all(|byte| *byte == 0))
}

fn unreadable(path: &Path, source: io::Error) -> BackupError {
    StoreError::Unreadable { path: path.into(), source }.into()
}
