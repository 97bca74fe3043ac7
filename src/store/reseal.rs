//! A journal's file sealed in another way: locked, locked with another key, or not locked any more.
//!
//! A whole new file grows beside the old one and takes its name in one step, so that a crash at any moment leaves one of them.
//! May use files and SQL.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::error::StoreError;
use super::identity::{Identity, names_of};
use super::key::Seal;
use super::opening::{connect, connect_to_read, sync_folder};
use super::{leftovers, schema};

/// What the errors say was attempted.
pub(super) const DOING: &str = "change how the journal is locked";

/// What became of the old file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    /// It is overwritten and gone.
    Gone,
    /// Another name stood for it too: that copy is as it was.
    HasAnotherName,
}

/// Seals the file anew. No connection to it may be open in this process.
pub(super) fn reseal(path: &Path, from: &Seal, to: &Seal) -> Result<Old, StoreError> {
    // Behind a link lies the file that has to go.
    let path = &fs::canonicalize(path).map_err(|source| unreadable(path, source))?;
    // Opened first and closed last: closing it would drop the locks of the connection.
    let old = File::options().write(true).open(path).map_err(failed)?;
    let db = locked_connection(path, from)?;
    if Identity::open(&old).ok() != Identity::named(path).ok() {
        return Err(StoreError::during(DOING, moved()));
    }
    leftovers::remove(path).map_err(failed)?;
    let new = grow(&db, path, to)?;
    leftovers::wipe(&leftovers::beside(path, "-journal")).map_err(failed)?;
    let others = names_of(&old).map_err(failed)?;
    if let Err(error) = take_place(&new, path) {
        let _ = leftovers::remove(path);
        return Err(failed(error));
    }
    // From here on the new file has the name, and whatever cannot be done any more is done at the next start.
    drop(db);
    if others > 1 {
        let _ = fs::remove_file(leftovers::old_beside(path));
        return Ok(Old::HasAnotherName);
    }
    let _ = bury(&old, path);
    Ok(Old::Gone)
}

/// A connection that keeps every other program out until it is closed.
fn locked_connection(path: &Path, seal: &Seal) -> Result<Connection, StoreError> {
    let lock = || {
        let db = connect(path, seal)?;
        db.pragma_update(Some("main"), "locking_mode", "EXCLUSIVE")?;
        db.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        Ok(db)
    };
    lock().map_err(|error| StoreError::during(DOING, error))
}

/// The new file, whole, checked and on the disk.
fn grow(db: &Connection, path: &Path, to: &Seal) -> Result<PathBuf, StoreError> {
    let new = leftovers::new_beside(path);
    let grown = create(&new)
        .map_err(failed)
        .and_then(|()| copy(db, &new, to).map_err(|error| StoreError::during(DOING, error)))
        .and_then(|tables| check(&new, to, tables))
        .and_then(|()| File::open(&new).and_then(|file| file.sync_all()).map_err(failed));
    if grown.is_err() {
        let _ = leftovers::wipe(&new);
    }
    grown.map(|()| new)
}

/// Makes an empty file for this user alone.
pub(super) fn create(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

/// Copies everything, and compares it row by row; returns how many tables there are. The marks that the copy would lose are set
/// by hand.
fn copy(db: &Connection, new: &Path, to: &Seal) -> rusqlite::Result<usize> {
    let key = match to {
        Seal::None => zeroize::Zeroizing::default(),
        Seal::Key(key) => key.as_sql(),
    };
    // Letters that are replaced because the database does not know them would name another file.
    let name = new.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(new.into()))?;
    db.execute("ATTACH DATABASE ?1 AS resealed KEY ?2", (name, key.as_str()))?;
    db.pragma_update(Some("resealed"), "journal_mode", "OFF")?;
    db.pragma_update(Some("resealed"), "synchronous", "OFF")?;
    db.query_row("SELECT sqlcipher_export('resealed')", [], |_| Ok(()))?;
    for mark in ["application_id", "user_version"] {
        let value: u32 = db.pragma_query_value(Some("main"), mark, |row| row.get(0))?;
        db.pragma_update(Some("resealed"), mark, value)?;
    }
    let tables = tables(db)?;
    for table in &tables {
        compare(db, table)?;
    }
    db.execute_batch("DETACH DATABASE resealed")?;
    Ok(tables.len())
}

fn tables(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    names.query_map([], |row| row.get(0))?.collect()
}

/// Refuses a copy of a table that is not the table.
fn compare(db: &Connection, table: &str) -> rusqlite::Result<()> {
    let table = format!("\"{}\"", table.replace('"', "\"\""));
    let differ = format!(
        "SELECT (SELECT count(*) FROM main.{table}) <> (SELECT count(*) FROM resealed.{table})
             OR EXISTS (SELECT * FROM main.{table} EXCEPT SELECT * FROM resealed.{table})"
    );
    if db.query_row(&differ, [], |row| row.get(0))? { Err(incomplete()) } else { Ok(()) }
}

/// Opens the new file as the next start will, and has it checked page by page.
fn check(new: &Path, to: &Seal, wanted: usize) -> Result<(), StoreError> {
    let look = || {
        let db = connect_to_read(new, to)?;
        let number = |pragma| db.pragma_query_value(None, pragma, |row| row.get::<_, u32>(0));
        let is_ours = number("application_id")? == schema::APPLICATION_ID && number("user_version")? > 0;
        let is_whole = db.pragma_query_value(None, "integrity_check", |row| row.get::<_, String>(0))? == "ok";
        let fits = db.prepare("PRAGMA foreign_key_check")?.query([])?.next()?.is_none();
        if is_ours && is_whole && fits && tables(&db)?.len() == wanted { Ok(()) } else { Err(incomplete()) }
    };
    look().map_err(|error| StoreError::during(DOING, error))
}

/// Gives the new file the name. The old one keeps a second name until it is overwritten, so that a crash does not leave it
/// somewhere on the disk without one; where the disk knows no second names, that is left to luck.
fn take_place(new: &Path, path: &Path) -> io::Result<()> {
    let _ = fs::hard_link(path, leftovers::old_beside(path));
    fs::rename(new, path)?;
    // A folder that cannot be synced has the new name all the same.
    let _ = path.parent().map_or(Ok(()), sync_folder);
    Ok(())
}

/// Overwrites the old file through the handle, and takes its last name away.
fn bury(old: &File, path: &Path) -> io::Result<()> {
    leftovers::overwrite(old)?;
    leftovers::wipe(&leftovers::old_beside(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

fn unreadable(path: &Path, source: io::Error) -> StoreError {
    StoreError::Unreadable { path: path.into(), source }
}

/// What the disk says, told like what the database says.
#[expect(clippy::needless_pass_by_value, reason = "as map_err hands it over")]
pub(super) fn failed(source: io::Error) -> StoreError {
    let code = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => rusqlite::ffi::SQLITE_FULL,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => rusqlite::ffi::SQLITE_READONLY,
        _ => rusqlite::ffi::SQLITE_IOERR,
    };
    let failure = rusqlite::ffi::Error::new(code);
    StoreError::during(DOING, rusqlite::Error::SqliteFailure(failure, Some(source.to_string())))
}

/// The file's name stands for another file now.
pub(super) fn moved() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY_DBMOVED), None)
}

/// The copy is not what it was copied from.
fn incomplete() -> rusqlite::Error {
    let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
    rusqlite::Error::SqliteFailure(failure, Some("the new file is not a whole copy".to_owned()))
}
