//! A backup taken out to be looked at, and put in the journal's place: in one transaction, or by moving a damaged one aside.
//!
//! May use SQL and files.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use tempfile::TempPath;

use super::backup::{BackupError, Occasion, Stored, copy, is_whole, pages, put};
use super::draft::Typist;
use super::error::StoreError;
use super::identity::Identity;
use super::key::Seal;
use super::leftovers::beside;
use super::reseal::reseal;
use super::unlocking::{Opener, salt_of};
use super::{Journal, KeptSheet, opening, schema, unfinished};
use crate::domain::Diary;

const TAKING_OUT: &str = "read the backup";
const RESTORING: &str = "put the backup in the journal's place";

/// Whether the journal as it is gets a backup before another takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It does, or nothing happens.
    BackUpFirst,
    /// It does not, because the patient said so.
    WithoutBackup,
}

/// A backup taken out: a checked copy of it, brought up to date, which goes when this is dropped.
#[derive(Debug)]
pub struct TakenOut {
    // Closed before its file goes.
    journal: Journal,
    file: TempPath,
}

impl TakenOut {
    /// Takes a backup out into the folder of the journal that it may replace, and seals the copy as the journal is.
    ///
    /// # Errors
    /// When it is no journal, damaged, of a newer Mendlog or locked in another way, and when there is no room for a copy.
    fn of(backup: &Path, own: &Seal, seal: &Seal, journal: &Path) -> Result<Self, BackupError> {
        let folder = journal.parent().unwrap_or(Path::new("/"));
        opening::create_folder(folder).map_err(|source| BackupError::Folder { path: folder.into(), source })?;
        let db = opened(backup, own)?;
        let file = copy(&db, own, folder, unfinished::JOURNAL)?;
        drop(db);
        if !is_same_seal(own, seal) {
            reseal(&file, own, seal)?;
        }
        let failed = |error| StoreError::during(TAKING_OUT, error);
        let mut db = opening::connect(&file, seal).map_err(failed)?;
        schema::migrate(&mut db, backup)?;
        let path = file.to_path_buf();
        Ok(Self {
            journal: Journal {
                file: Identity::named(&path).ok(),
                db,
                path,
                seal: seal.clone(),
                seen: None,
                typist: Typist::default(),
            },
            file,
        })
    }

    /// Takes a backup out for a journal that is not there or cannot be opened; it stays locked as it is.
    ///
    /// # Errors
    /// As [`Journal::take_out`].
    pub fn alone(backup: &Path, opener: Option<&Opener>, journal: &Path) -> Result<Self, BackupError> {
        let Some(opener) = opener else {
            let taken = Self::of(backup, &Seal::None, &Seal::None, &resolved(journal));
            return taken.map_err(|error| damaged_or(error, backup));
        };
        let own = opener.seal_of(backup)?;
        let taken = Self::of(backup, &own, &own, &resolved(journal));
        taken.map_err(|error| blamed(opener, error, backup))
    }

    /// Everything in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn diary(&self) -> Result<Diary, StoreError> {
        self.journal.diary()
    }

    /// What was being typed when it was made.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn drafts(&self) -> Result<Vec<String>, StoreError> {
        self.journal.drafts()
    }

    /// The provider's sheet that was in use when it was made.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn sheet(&self) -> Result<Option<KeptSheet>, StoreError> {
        self.journal.sheet()
    }

    /// Puts it in the place of a journal that cannot be opened or is not there; what lay there is moved aside, never removed.
    /// Tells where it is now, if anything was there. No connection to that journal may be open in this process.
    ///
    /// # Errors
    /// When it cannot be moved. The one in the journal's place is then as it was, or waits under its new name.
    pub fn replace(self, journal: &Path, now: DateTime<FixedOffset>) -> Result<Option<PathBuf>, BackupError> {
        let Self { journal: taken, file } = self;
        let journal = resolved(journal);
        let failed = |source| BackupError::Unwritable { path: journal.clone(), source };
        taken.db.close().map_err(|(_, error)| StoreError::during(RESTORING, error))?;
        fs::File::open(&file).and_then(|file| file.sync_all()).map_err(failed)?;
        let aside = move_aside(&journal, now)?;
        put(file, &journal).map_err(|(_, source)| failed(source))?;
        journal.parent().map_or(Ok(()), opening::sync_folder).map_err(failed)?;
        Ok(aside)
    }
}

fn is_same_seal(one: &Seal, other: &Seal) -> bool {
    match (one, other) {
        (Seal::None, Seal::None) => true,
        (Seal::Key(one), Seal::Key(other)) => one.salt() == other.salt(),
        _ => false,
    }
}

/// What a failure means when something was given to open a backup with.
fn blamed(opener: &Opener, error: BackupError, backup: &Path) -> BackupError {
    match error {
        BackupError::Store(error) => opener.blamed_for(error, backup).into(),
        error => error,
    }
}

/// Damage is the backup's, where nothing was given that could be the wrong key.
fn damaged_or(error: BackupError, backup: &Path) -> BackupError {
    match error {
        BackupError::Store(StoreError::Damaged { .. }) => BackupError::Damaged { path: backup.into() },
        error => error,
    }
}

/// Where a journal really lies, also when it was named by a link.
fn resolved(journal: &Path) -> PathBuf {
    fs::canonicalize(journal).or_else(|_| std::path::absolute(journal)).unwrap_or_else(|_| journal.into())
}

/// A backup opened to be read, after it was found to be whole.
fn opened(backup: &Path, seal: &Seal) -> Result<Connection, BackupError> {
    let failed = |error| StoreError::during(TAKING_OUT, error);
    let damaged = || BackupError::Damaged { path: backup.into() };
    if !backup.is_file() {
        return Err(StoreError::NotAFile { path: backup.into() }.into());
    }
    opening::check_header(backup, seal)?;
    let db = opening::connect_to_read(backup, seal).map_err(failed)?;
    opening::refuse_torn(&db, backup, seal)?;
    match is_whole(&db) {
        Ok(true) => Ok(db),
        _ => Err(damaged()),
    }
}

/// Gives a journal, and what its last transaction left beside it, another name.
fn move_aside(journal: &Path, now: DateTime<FixedOffset>) -> Result<Option<PathBuf>, BackupError> {
    if journal.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    let failed = |source| BackupError::Unwritable { path: journal.into(), source };
    let at = now.to_utc().format("%Y-%m-%dT%H%M%SZ");
    let free = |number: &u32| beside(journal, &damaged_ending(&at.to_string(), *number)).symlink_metadata().is_err();
    let number = (1..1000).find(free).unwrap_or(1000);
    let aside = beside(journal, &damaged_ending(&at.to_string(), number));
    // First what would otherwise be played back into the journal that comes.
    match fs::rename(beside(journal, "-journal"), beside(&aside, "-journal")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    fs::rename(journal, &aside).map_err(failed)?;
    Ok(Some(aside))
}

fn damaged_ending(at: &str, number: u32) -> String {
    if number == 1 { format!("{DAMAGED}{at}") } else { format!("{DAMAGED}{at}-{number}") }
}

/// What stands between a journal's name and the moment at which it was moved aside.
pub(super) const DAMAGED: &str = ".damaged-";

impl Journal {
    /// Takes a backup out, to look at it or to restore it.
    ///
    /// # Errors
    /// When it is no journal, damaged, of a newer Mendlog, locked in another way, or this very journal.
    pub fn take_out(&self, backup: &Path) -> Result<TakenOut, BackupError> {
        if is_same_file(backup, &self.path) {
            return Err(BackupError::Itself);
        }
        let own = match (salt_of(backup)?, &self.seal) {
            (None, _) => Seal::None,
            (Some(salt), Seal::Key(key)) if *key.salt() == salt => self.seal.clone(),
            (Some(_), _) => return Err(BackupError::OtherSeal { path: backup.into() }),
        };
        TakenOut::of(backup, &own, &self.seal, &resolved(&self.path)).map_err(|error| damaged_or(error, backup))
    }

    /// Takes a backup out that is locked in another way than the journal; what comes of it is sealed as the journal is.
    ///
    /// # Errors
    /// As [`Self::take_out`]; also when this is not what opens it.
    pub fn take_out_with(&self, backup: &Path, opener: &Opener) -> Result<TakenOut, BackupError> {
        if is_same_file(backup, &self.path) {
            return Err(BackupError::Itself);
        }
        let own = opener.seal_of(backup)?;
        let taken = TakenOut::of(backup, &own, &self.seal, &resolved(&self.path));
        taken.map_err(|error| blamed(opener, error, backup))
    }

    /// Puts a backup in the journal's place, in one transaction: whoever is interrupted finds the journal as it was. Tells
    /// what was made of the journal before. No other program can write in between.
    ///
    /// # Errors
    /// When the backup before it or the restore itself fails. The journal is then as it was.
    pub fn restore(
        &mut self,
        from: &TakenOut,
        safety: Safety,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<Stored>, BackupError> {
        let failed = |error| StoreError::during(RESTORING, error);
        self.hold().map_err(failed)?;
        let restored = match safety {
            Safety::BackUpFirst => self.back_up(Occasion::BeforeRestore, now).map(Some),
            Safety::WithoutBackup => Ok(None),
        }
        .and_then(|before| pages(&from.journal.db, &mut self.db).map_err(failed).map(|()| before).map_err(Into::into));
        self.let_go().map_err(failed)?;
        restored
    }

    /// Keeps every other program out until [`Self::let_go`], also between two transactions.
    fn hold(&self) -> rusqlite::Result<()> {
        self.db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        let held = self.db.execute_batch("BEGIN EXCLUSIVE; COMMIT");
        if held.is_err() {
            self.let_go()?;
        }
        held
    }

    /// Lets the others in again. The lock goes with the next transaction; one that writes takes the rollback journal with it.
    fn let_go(&self) -> rusqlite::Result<()> {
        self.db.pragma_update(None, "locking_mode", "NORMAL")?;
        let version = schema::version_of(&self.db)?;
        self.db.execute_batch(&format!("BEGIN IMMEDIATE; PRAGMA user_version = {version}; COMMIT"))
    }
}

/// Whether two paths lead to one file, by whatever links.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    Identity::named(one).ok().zip(Identity::named(other).ok()).is_some_and(|(one, other)| one == other)
}
