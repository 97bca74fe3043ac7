//! The folder in which a journal's backups lie: beside it, for its owner alone.
//!
//! May use files. Names it does not know stay where they are, and no link is followed.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use tempfile::TempPath;

use super::error::BackupError;
use super::name::{Name, Occasion};
use super::rotation::superfluous;
use crate::store::leftovers::beside;
use crate::store::opening::{keep_private, sync_folder};
use crate::store::sealing::BACKUPS;

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// When and why it was made.
    pub name: Name,
    /// Its file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The folder of a journal's backups: where the journal itself lies, also when it was named by a link.
#[must_use]
pub fn folder_of(journal: &Path) -> PathBuf {
    let journal = fs::canonicalize(journal).unwrap_or_else(|_| journal.into());
    beside(&journal, BACKUPS)
}

/// The backups of a journal, the newest first; none when there is no folder.
///
/// # Errors
/// When the folder cannot be read, or is a link or a file.
pub fn backups(journal: &Path) -> Result<Vec<Stored>, BackupError> {
    let folder = folder_of(journal);
    match fs::symlink_metadata(&folder) {
        Ok(found) if found.is_dir() => stored(&folder).map_err(|source| BackupError::Folder { path: folder, source }),
        Ok(_) => Err(BackupError::NotAFolder { path: folder }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(BackupError::Folder { path: folder, source }),
    }
}

fn stored(folder: &Path) -> io::Result<Vec<Stored>> {
    let mut stored = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        let Some(name) = item.file_name().to_str().and_then(Name::read) else { continue };
        let found = item.metadata()?;
        if found.is_file() {
            stored.push(Stored { name, path: item.path(), bytes: found.len() });
        }
    }
    stored.sort_unstable_by_key(|stored| std::cmp::Reverse(stored.name));
    Ok(stored)
}

/// Makes the folder if it is missing, and keeps others out of it.
pub(super) fn ready(folder: &Path) -> Result<(), BackupError> {
    let failed = |source| BackupError::Folder { path: folder.into(), source };
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => {
            keep_private(folder);
            Ok(())
        }
        Ok(_) => Err(BackupError::NotAFolder { path: folder.into() }),
        Err(error) if error.kind() == ErrorKind::NotFound => make(folder).map_err(failed),
        Err(source) => Err(failed(source)),
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => made?,
    }
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Gives a finished backup the first name of its second that is free.
pub(super) fn keep(new: TempPath, folder: &Path, at: DateTime<Utc>, occasion: Occasion) -> Result<Stored, BackupError> {
    let failed = |source| BackupError::Unwritable { path: folder.into(), source };
    let at = at - chrono::TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()));
    let bytes = fs::metadata(&new).map_err(failed)?.len();
    let taken = stored(folder).map_err(failed)?.into_iter().filter(|stored| stored.name.at == at);
    let mut number = taken.map(|stored| stored.name.number).max().unwrap_or(0);
    let mut new = new;
    loop {
        number += 1;
        let name = Name { at, number, occasion };
        let path = folder.join(name.to_string());
        match put(new, &path) {
            Ok(()) => {
                sync_folder(folder).map_err(failed)?;
                return Ok(Stored { name, path, bytes });
            }
            // Another window made one in this very second.
            Err((Some(back), error)) if error.kind() == ErrorKind::AlreadyExists => new = back,
            Err((_, error)) => return Err(failed(error)),
        }
    }
}

/// Gives a file its name, unless that is taken. Some disks know neither hard links nor a rename that never replaces.
pub(in crate::store) fn put(new: TempPath, path: &Path) -> Result<(), (Option<TempPath>, io::Error)> {
    match fs::hard_link(&new, path) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err((Some(new), error)),
        Err(_) => {}
    }
    match new.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Err((Some(refused.path), refused.error)),
        Err(refused) if path.symlink_metadata().is_ok() => Err((Some(refused.path), ErrorKind::AlreadyExists.into())),
        Err(refused) => refused.path.persist(path).map_err(|refused| (Some(refused.path), refused.error)),
    }
}

/// Removes the backups that nobody is likely to miss. One that cannot be removed now is superfluous next time, too.
pub(super) fn rotate(folder: &Path, now: DateTime<Utc>) {
    let names: Vec<_> = stored(folder).unwrap_or_default().iter().map(|stored| stored.name).collect();
    for name in superfluous(&names, now) {
        let _ = fs::remove_file(folder.join(name.to_string()));
    }
}
