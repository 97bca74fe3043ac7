//! The one place where a journal's file is made, looked at before it is touched, and opened.
//!
//! May use files and SQL. The header is read only before a connection exists: closing a file that is open as a database would
//! drop its locks.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempPath;

use super::error::StoreError;
use super::key::{MAGIC, Seal};
use super::{backup, locks, schema, unfinished};

/// How long a connection waits for another one to finish.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// A locked file's pages have this size.
const PAGE: u64 = 4096;
const OPENING: &str = "open the journal";
const MAKING: &str = "make a new journal";

/// Opens the journal at an absolute path, making it first when nothing is there.
pub(super) fn open(path: &Path, seal: &Seal) -> Result<Connection, StoreError> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NotAFile { path: path.into() }),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => create(path, seal)?,
        Err(source) => return Err(StoreError::Unreadable { path: path.into(), source }),
    }
    check_header(path, seal)?;
    keep_private(path);
    let mut db = connect(path, seal).map_err(|error| lockless_or(path, seal, error))?;
    refuse_torn(&db, path, seal)?;
    refuse_foreign(&db, path)?;
    forget_left_over(&db, path);
    if schema::is_older(&db)? {
        backup::before_migration(&db, seal, path)?;
    }
    schema::migrate(&mut db, path)?;
    Ok(db)
}

/// A program that was killed before it had changed anything leaves a list of old values beside the journal, which nothing
/// would remove before the next save.
fn forget_left_over(db: &Connection, path: &Path) {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-journal");
    if Path::new(&beside).exists() {
        // The database removes what is left of another mode, if nobody else writes just now. Where it cannot, nothing is lost.
        let _ = db.pragma_update(None, "journal_mode", "TRUNCATE");
        let _ = db.pragma_update(None, "journal_mode", "DELETE");
    }
}

/// Opens the journal at an absolute path to be read once and at once: nothing is made, changed or waited for.
pub(super) fn glance(path: &Path, seal: &Seal) -> Result<Connection, StoreError> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(StoreError::NotAFile { path: path.into() }),
        Err(source) => return Err(StoreError::Unreadable { path: path.into(), source }),
    }
    check_header(path, seal)?;
    let db = connect_to_read(path, seal).map_err(|error| StoreError::during(OPENING, error))?;
    refuse_torn(&db, path, seal)?;
    refuse_foreign(&db, path)?;
    schema::refuse_other(&db, path)?;
    Ok(db)
}

pub(super) fn connect_to_read(path: &Path, seal: &Seal) -> rusqlite::Result<Connection> {
    connect_to_wait_and_read(path, seal, Duration::ZERO)
}

/// The same for who can wait so long for another program to finish.
pub(super) fn connect_to_wait_and_read(path: &Path, seal: &Seal, patience: Duration) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    unlock(&db, seal)?;
    db.busy_timeout(patience)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(db)
}

/// A journal in memory, which never was and never will be a file.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let make = || {
        let db = Connection::open_in_memory()?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        schema::found(&db)?;
        Ok(db)
    };
    let mut db = make().map_err(|error| StoreError::during(MAKING, error))?;
    schema::migrate(&mut db, Path::new(""))?;
    Ok(db)
}

/// Makes a complete journal beside its place and moves it there in one step, so that no half-made one is ever found.
fn create(path: &Path, seal: &Seal) -> Result<(), StoreError> {
    let failed = |source| StoreError::CannotCreate { path: path.into(), source };
    let folder = path.parent().unwrap_or(Path::new("/"));
    create_folder(folder).map_err(failed)?;
    let new = unfinished::make(folder, unfinished::JOURNAL).map_err(failed)?;
    let mut db = connect(&new, seal).map_err(|error| StoreError::during(MAKING, error))?;
    schema::found(&db).map_err(|error| StoreError::during(MAKING, error))?;
    schema::migrate(&mut db, &new)?;
    db.close().map_err(|(_, error)| StoreError::during(MAKING, error))?;
    put_in_place(new, path).and_then(|()| sync_folder(folder)).map_err(failed)
}

/// Another program may have made a journal in this place meanwhile: that one is kept.
fn put_in_place(new: TempPath, path: &Path) -> io::Result<()> {
    match fs::hard_link(&new, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {}
        _ => return Ok(()),
    }
    match new.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // Some disks know neither hard links nor a rename that never replaces.
        Err(refused) => refused.path.persist(path).map_err(|error| error.error),
    }
}

/// Makes the folder and those above it, for this user alone, so that a power cut leaves them. Folders that are there stay as
/// they are.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    missing.iter().filter_map(|new| new.parent()).try_for_each(sync_folder)
}

/// Makes the new file's name survive a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Refuses what is not ours by the file's first bytes, before a database could as much as touch it. Of a locked journal they tell
/// no more than that it is one.
pub(super) fn check_header(path: &Path, seal: &Seal) -> Result<(), StoreError> {
    let header = read_header(path).map_err(|source| StoreError::Unreadable { path: path.into(), source })?;
    match (header.starts_with(MAGIC), seal) {
        (false, Seal::None) => check_plain_header(&header, path),
        (true, Seal::None) if cfg!(feature = "encryption") => Err(StoreError::Locked { path: path.into() }),
        (true, Seal::None) => Err(StoreError::CannotUnlock { path: path.into() }),
        (false, Seal::Key(_)) => Err(StoreError::NotLocked { path: path.into() }),
        (true, Seal::Key(_)) => refuse_part_of_a_page(path),
    }
}

/// A locked file consists of whole pages, and this can be seen without its key.
fn refuse_part_of_a_page(path: &Path) -> Result<(), StoreError> {
    let found = fs::metadata(path).map_err(|source| StoreError::Unreadable { path: path.into(), source })?;
    if found.len().is_multiple_of(PAGE) { Ok(()) } else { Err(StoreError::Torn { path: path.into() }) }
}

fn check_plain_header(header: &[u8], path: &Path) -> Result<(), StoreError> {
    const PLAIN: &[u8] = b"SQLite format 3\0";
    let path = path.to_path_buf();
    let number = |at: usize| header.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    match (number(60), number(68)) {
        _ if header.is_empty() => Err(StoreError::Empty { path }),
        _ if !header.starts_with(PLAIN) => Err(StoreError::NotAJournal { path }),
        (_, Some(id)) if id != schema::APPLICATION_ID => Err(StoreError::Foreign { path }),
        (Some(found), Some(_)) if found > schema::VERSION => {
            Err(StoreError::Newer { path, found, known: schema::VERSION })
        }
        (Some(_), Some(_)) => Ok(()),
        _ => Err(StoreError::NotAJournal { path }),
    }
}

/// A folder without locks is told from a program that is busy.
fn lockless_or(path: &Path, seal: &Seal, error: rusqlite::Error) -> StoreError {
    match StoreError::during(OPENING, error) {
        StoreError::Busy { doing, source } if locks::are_refused_beside(path) => {
            StoreError::NoLocks { doing, path: path.into(), source }
        }
        StoreError::Busy { doing, source } => StoreError::Busy { doing, source },
        StoreError::Failed { source, .. }
        | StoreError::Damaged { source, .. }
        | StoreError::ReadOnly { source, .. }
        | StoreError::DiskFull { source, .. } => torn_or(path, seal, source),
        other => other,
    }
}

/// The tables' own description may lie at the end of the file: without it, a torn file already fails to open.
pub(super) fn torn_or(path: &Path, seal: &Seal, error: rusqlite::Error) -> StoreError {
    let is_torn = || {
        let Seal::None = seal else { return None };
        let header = read_header(path).ok()?;
        let number = |from: usize, to: usize| {
            header.get(from..to).map(|bytes| bytes.iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte)))
        };
        // The largest size of a page does not fit into its two bytes: 1 stands for it.
        let page = number(16, 18).map(|size| if size == 1 { 65_536 } else { size })?;
        Some(fs::metadata(path).ok()?.len() < page * number(28, 32)?)
    };
    if is_torn().unwrap_or(false) { StoreError::Torn { path: path.into() } } else { StoreError::during(OPENING, error) }
}

pub(super) fn read_header(path: &Path) -> io::Result<Vec<u8>> {
    let mut header = Vec::with_capacity(100);
    File::open(path)?.take(100).read_to_end(&mut header)?;
    Ok(header)
}

/// Takes other users' rights to the file away. On a disk where that cannot be done the patient can still read it.
#[cfg(unix)]
pub(super) fn keep_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(found) = fs::metadata(path) else { return };
    let mode = found.permissions().mode();
    if mode & 0o077 != 0 {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700));
    }
}

#[cfg(not(unix))]
pub(super) fn keep_private(_path: &Path) {}

/// An absolute path is never taken for a URI nor for a name with a special meaning.
pub(super) fn connect(path: &Path, seal: &Seal) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    unlock(&db, seal)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "secure_delete", true)?;
    // Sorting must not leave health data in a temporary file.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "synchronous", "EXTRA")?;
    db.pragma_update(None, "journal_mode", "DELETE")?;
    db.set_prepared_statement_cache_capacity(48);
    Ok(db)
}

/// Hands the key over, before anything is asked of the file.
fn unlock(db: &Connection, seal: &Seal) -> rusqlite::Result<()> {
    // A wrong key would be told on stderr, straight over the screen.
    #[cfg(feature = "encryption")]
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    match seal {
        Seal::None => Ok(()),
        Seal::Key(key) => db.pragma_update(None, "key", key.as_sql().as_str()),
    }
}

/// Refuses another program's tables, which a locked file hides until it is open.
pub(super) fn refuse_foreign(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = db.pragma_query_value(None, "application_id", |row| row.get::<_, u32>(0));
    match found.map_err(|error| StoreError::during(OPENING, error))? {
        schema::APPLICATION_ID => Ok(()),
        _ => Err(StoreError::Foreign { path: path.into() }),
    }
}

/// Refuses a file that is shorter than it says itself, while no other program can be writing to it.
pub(super) fn refuse_torn(db: &Connection, path: &Path, seal: &Seal) -> Result<(), StoreError> {
    let failed = |error| StoreError::during(OPENING, error);
    let reading = db.unchecked_transaction().map_err(failed)?;
    let number = |pragma| reading.pragma_query_value(None, pragma, |row| row.get::<_, u32>(0)).map_err(failed);
    let page = match seal {
        Seal::None => u64::from(number("page_size")?),
        // Asked of a locked file, this is another question, answered in text.
        Seal::Key(_) => PAGE,
    };
    let length = u64::from(number("page_count")?) * page;
    let found = fs::metadata(path).map_err(|source| StoreError::Unreadable { path: path.into(), source })?;
    if found.len() < length { Err(StoreError::Torn { path: path.into() }) } else { Ok(()) }
}

#[cfg(test)]
#[cfg(feature = "encryption")]
mod tests {
    use super::*;
    use crate::store::{Journal, Opener, Passphrase};

    fn by(text: &str) -> Opener {
        Opener::Passphrase(Passphrase::new(zeroize::Zeroizing::new(text.to_owned())))
    }

    /// As after a power cut in the middle of a save: half of it is in the file, and the way back beside it.
    #[test]
    fn a_wrong_passphrase_costs_nothing_of_what_a_crash_left() {
        let folder = tempfile::tempdir().unwrap();
        let (whole, cut) = (folder.path().join("whole.db"), folder.path().join("cut.db"));
        let Opener::Passphrase(passphrase) = by("four small words here") else { unreachable!() };
        let (mut journal, _) = Journal::open(&whole).unwrap().set_passphrase(&passphrase).unwrap();
        let now = chrono::DateTime::parse_from_rfc3339("2026-03-05T20:00:00+01:00").unwrap();
        journal.save_draft("before", now).unwrap();
        journal.db.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE").unwrap();
        let long = "after ".repeat(50_000);
        journal.db.execute("UPDATE draft SET text = ?1", [&long]).unwrap();
        fs::copy(&whole, &cut).unwrap();
        fs::copy(folder.path().join("whole.db-journal"), folder.path().join("cut.db-journal")).unwrap();
        assert!(fs::metadata(&cut).unwrap().len() > 200_000, "nothing of the save was in the file");

        Journal::unlock(&cut, &by("something else")).unwrap_err();
        Journal::glance_unlocked(&cut, &by("something else")).unwrap_err();
        let journal = Journal::unlock(&cut, &by("four small words here")).unwrap();
        assert_eq!(journal.draft().unwrap().unwrap(), "before");
        let check = "SELECT group_concat(integrity_check) FROM pragma_integrity_check";
        assert_eq!(journal.db.query_row(check, [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    }
}
