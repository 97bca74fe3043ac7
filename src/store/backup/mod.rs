//! Backups: copies of the journal beside it, sealed as it is, made by themselves and before everything that changes much.
//!
//! May use SQL and files.

mod contents;
mod copying;
mod error;
mod folder;
mod name;
mod rotation;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Utc};
use rusqlite::Connection;

use super::error::StoreError;
use super::key::Seal;
use super::{Journal, opening, unfinished};

pub use contents::Contents;
pub use error::BackupError;
pub use folder::{Stored, backups, folder_of};
pub use name::{Name, Occasion};
pub use rotation::superfluous;

pub(super) use copying::{copy, is_whole, pages};
pub(super) use folder::put;

const READING: &str = "read the journal";
const IS_BEGUN: &str = "SELECT EXISTS (SELECT 1 FROM treatment) OR EXISTS (SELECT 1 FROM profile_revision)";

impl Journal {
    /// Makes a backup beside the journal, sealed as it is, and removes older ones that nobody is likely to miss.
    ///
    /// # Errors
    /// When none can be made. The journal and all backups are then as they were.
    pub fn back_up(&self, occasion: Occasion, now: DateTime<FixedOffset>) -> Result<Stored, BackupError> {
        let folder = folder_of(&self.path);
        folder::ready(&folder)?;
        let new = copy(&self.db, &self.seal, &folder, unfinished::BACKUP)?;
        let stored = folder::keep(new, &folder, now.to_utc(), occasion)?;
        folder::rotate(&folder, now.to_utc());
        Ok(stored)
    }

    /// Makes a backup in a place of the patient's choosing: a new file, or any folder, where it gets a name of its own.
    ///
    /// # Errors
    /// Also when the file is there already.
    pub fn back_up_to(&self, place: &Path, now: DateTime<FixedOffset>) -> Result<Stored, BackupError> {
        let unwritable = |source| BackupError::Unwritable { path: place.into(), source };
        let place = std::path::absolute(place).map_err(unwritable)?;
        if place.is_dir() {
            let new = copy(&self.db, &self.seal, &place, unfinished::BACKUP)?;
            return folder::keep(new, &place, now.to_utc(), Occasion::ByHand);
        }
        let folder = place.parent().ok_or_else(|| unwritable(ErrorKind::NotFound.into()))?;
        let new = copy(&self.db, &self.seal, folder, unfinished::BACKUP)?;
        let bytes = fs::metadata(&new).map_err(unwritable)?.len();
        put(new, &place).map_err(|(_, source)| match source.kind() {
            ErrorKind::AlreadyExists => BackupError::Taken { path: place.clone() },
            _ => BackupError::Unwritable { path: place.clone(), source },
        })?;
        opening::sync_folder(folder).map_err(unwritable)?;
        Ok(Stored { name: Name { at: now.to_utc(), number: 1, occasion: Occasion::ByHand }, path: place, bytes })
    }

    /// Makes the backup of the day, if none of today is there and the journal has changed since the newest of all.
    ///
    /// # Errors
    /// As [`Self::back_up`].
    pub fn back_up_daily(&self, now: DateTime<FixedOffset>) -> Result<Option<Stored>, BackupError> {
        let there = backups(&self.path)?;
        let is_of_today = |name: Name| name.at.with_timezone(now.offset()).date_naive() >= now.date_naive();
        let mut names = there.iter().map(|stored| stored.name);
        if names.any(|name| name.occasion == Occasion::Daily && is_of_today(name))
            || !self.is_changed_since(&there)
            || !self.is_begun()?
        {
            return Ok(None);
        }
        self.back_up(Occasion::Daily, now).map(Some)
    }

    /// What is in a backup of this journal.
    #[must_use]
    pub fn look_into(&self, backup: &Path) -> Contents {
        contents::look(backup, &self.seal)
    }

    /// By the times of the files, which are told without opening them. Where they cannot be told, it may have changed.
    fn is_changed_since(&self, there: &[Stored]) -> bool {
        let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified());
        let newest = there.iter().filter_map(|stored| changed(&stored.path).ok()).max();
        match (newest, changed(&self.path)) {
            (Some(newest), Ok(journal)) => journal > newest,
            _ => true,
        }
    }

    fn is_begun(&self) -> Result<bool, StoreError> {
        self.read(READING, |db| db.query_row(IS_BEGUN, [], |row| row.get(0)))
    }
}

/// Makes a backup of a journal that an older Mendlog left, before its tables are changed.
pub(super) fn before_migration(db: &Connection, seal: &Seal, journal: &Path) -> Result<(), StoreError> {
    let made = before(db, seal, journal, Occasion::BeforeMigration);
    let made = made.map_err(|error| StoreError::NoBackup { path: journal.into(), source: Box::new(error) })?;
    folder::rotate(&folder_of(journal), made.name.at);
    Ok(())
}

/// Makes a backup before the journal is sealed in another way. Older ones are removed later, when they are sealed anew: what is
/// only let go stays on the disk.
pub(super) fn before_passphrase(db: &Connection, seal: &Seal, journal: &Path) -> Result<Stored, StoreError> {
    let made = before(db, seal, journal, Occasion::BeforePassphrase);
    made.map_err(|error| StoreError::NoBackupToSeal { source: Box::new(error) })
}

/// Removes older backups that nobody is likely to miss, now that this one is there.
pub(super) fn make_room_after(made: &Stored, journal: &Path) {
    folder::rotate(&folder_of(journal), made.name.at);
}

/// The moment is that of the disk's own clock, since who opens or seals a journal names none.
fn before(db: &Connection, seal: &Seal, journal: &Path, occasion: Occasion) -> Result<Stored, BackupError> {
    let folder = folder_of(journal);
    folder::ready(&folder)?;
    let new = copy(db, seal, &folder, unfinished::BACKUP)?;
    let written = fs::metadata(&new).and_then(|found| found.modified());
    let failed = |source| BackupError::Unwritable { path: folder.clone(), source };
    let at: DateTime<Utc> = written.map_err(failed)?.into();
    folder::keep(new, &folder, at, occasion)
}

/// What is in a backup of a journal that is not open.
#[must_use]
pub fn look_into(backup: &Path) -> Contents {
    contents::look(backup, &Seal::None)
}

/// The backup that is meant: by its name, the beginning of its name, or as any file.
///
/// # Errors
/// When there is none, or several begin like that.
pub fn named(journal: &Path, wanted: &Path) -> Result<PathBuf, NotNamed> {
    let there = backups(journal).unwrap_or_default();
    let text = wanted.to_string_lossy();
    let fitting = || there.iter().filter(|stored| stored.name.to_string().starts_with(&*text));
    let exact = there.iter().find(|stored| *stored.name.to_string() == text);
    match (exact, fitting().count()) {
        (Some(stored), _) => Ok(stored.path.clone()),
        _ if wanted.is_file() => Ok(std::path::absolute(wanted).unwrap_or_else(|_| wanted.into())),
        (None, 1) => fitting().next().map(|stored| stored.path.clone()).ok_or(NotNamed::None),
        (None, 0) => Err(NotNamed::None),
        (None, _) => Err(NotNamed::Several),
    }
}

/// Why no backup is meant by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNamed {
    /// None is called like that.
    None,
    /// More than one begins like that.
    Several,
}
