//! The other machine's journal: looked at like any journal, read once as a whole, and never changed.
//!
//! May use SQL and files. What is read lies in memory only.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ffi};

use super::error::{MergeError, Unfit};
use crate::store::backup::is_whole;
use crate::store::error::StoreError;
use crate::store::key::{Key, Seal};
use crate::store::ledger::KINDS;
use crate::store::restore::is_same_file;
use crate::store::unlocking::{Opener, salt_of};
use crate::store::{Journal, memory, opening, schema};

const READING: &str = "read the other journal";
/// How long another program may take to finish writing to it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Another machine's journal, as it was when it was read.
#[derive(Debug)]
pub struct OtherJournal {
    pub(super) db: Connection,
    path: PathBuf,
}

impl Journal {
    /// Reads another machine's journal for a merge. A locked one opens with what was typed, or without when it has the key of
    /// this journal, as a copy of it has.
    ///
    /// # Errors
    /// When it is this very journal, or is not fit to be read. It is never changed.
    pub fn read_other(&self, path: &Path, opener: Option<&Opener>) -> Result<OtherJournal, MergeError> {
        // Before anything else: opening this journal's file by other means would drop the locks of its connection.
        if is_same_file(path, &self.path) {
            return Err(MergeError::Itself { path: path.into() });
        }
        let absolute = std::path::absolute(path);
        let path = absolute.map_err(|source| MergeError::unfit(path, Unfit::Unreadable(source)))?;
        let blamed = |error: StoreError| MergeError::blamed(&path, error);
        refuse_no_file(&path)?;
        let seal = self.seal_for(&path, opener).map_err(blamed)?;
        opening::check_header(&path, &seal).map_err(blamed)?;
        let wrong = |error| if let Some(opener) = opener { opener.blamed_for(error, &path) } else { error };
        read(&path, &seal).map_err(wrong).map_err(blamed)
    }

    fn seal_for(&self, path: &Path, opener: Option<&Opener>) -> Result<Seal, StoreError> {
        match (opener, &self.seal) {
            (Some(opener), _) => opener.seal_of(path),
            (None, Seal::Key(own)) if salt_of(path)?.is_some_and(|salt| salt == *own.salt()) => {
                Ok(Seal::Key(Key::new(own.secret().clone(), *own.salt())))
            }
            (None, _) => Ok(Seal::None),
        }
    }
}

fn refuse_no_file(path: &Path) -> Result<(), MergeError> {
    let unfit = |unfit| Err(MergeError::unfit(path, unfit));
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => unfit(Unfit::NotAFile),
        Err(error) if error.kind() == ErrorKind::NotFound => unfit(Unfit::Missing),
        Err(source) => unfit(Unfit::Unreadable(source)),
    }
}

/// Copies it into memory, and brings that copy up to date.
fn read(path: &Path, seal: &Seal) -> Result<OtherJournal, StoreError> {
    let failed = |error| StoreError::during(READING, error);
    let torn_or = |error| opening::torn_or(path, seal, error);
    let db = opening::connect_to_wait_and_read(path, seal, PATIENCE).map_err(torn_or)?;
    opening::refuse_torn(&db, path, seal).map_err(|error| match error {
        StoreError::Damaged { source, .. } => torn_or(source),
        error => error,
    })?;
    opening::refuse_foreign(&db, path)?;
    schema::refuse_newer(&db, path)?;
    let corrupt = || failed(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None));
    if !is_whole(&db).map_err(failed)? {
        return Err(corrupt());
    }
    let mut copy = memory::copy_of(&db).map_err(failed)?;
    drop(db);
    schema::migrate(&mut copy, path)?;
    if fits_together(&copy).map_err(failed)? {
        Ok(OtherJournal { db: copy, path: path.into() })
    } else {
        Err(corrupt())
    }
}

/// Whether every row that was put on top of another is about the same thing as that one: else it could hide what is here.
fn fits_together(db: &Connection) -> rusqlite::Result<bool> {
    let number = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    let mut fitting = 0;
    for kind in KINDS {
        let (table, same) = (kind.table, kind.same_thing("r", "e"));
        fitting += number(&format!(
            "SELECT count(*) FROM follows f JOIN {table} r ON r.stamp = f.revision JOIN {table} e ON e.stamp = f.earlier
            WHERE {same}"
        ))?;
    }
    Ok(fitting == number("SELECT count(*) FROM follows")?)
}

impl OtherJournal {
    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What does not fit together came from there; everything else is this journal's trouble.
    pub(super) fn blamed_for(&self, error: StoreError) -> MergeError {
        match error {
            StoreError::Refused { source, .. }
            | StoreError::Unknown { source, .. }
            | StoreError::Damaged { source, .. } => MergeError::unfit(&self.path, Unfit::Damaged(source)),
            error => error.into(),
        }
    }
}
