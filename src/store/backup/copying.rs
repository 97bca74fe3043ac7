//! A database copied page by page into another one, and the copy held against the original.
//!
//! May use SQL and files. The original is read through its own connection only: opening it by other means would drop its locks.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ffi};
use tempfile::TempPath;

use super::error::BackupError;
use crate::store::error::StoreError;
use crate::store::key::Seal;
use crate::store::opening::{connect, connect_to_read};
use crate::store::unfinished;

const COPYING: &str = "copy the journal";

/// Copies everything in one transaction of the target: whoever is killed in the middle finds the target as it was.
pub(in crate::store) fn pages(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        // It has waited already, as long as the connections do.
        _ => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)),
    }
}

/// A copy of a database under a name of its own, sealed like it, checked, and safe on the disk.
pub(in crate::store) fn copy(
    from: &Connection,
    seal: &Seal,
    folder: &Path,
    beginning: &str,
) -> Result<TempPath, BackupError> {
    let failed = |source| BackupError::Unwritable { path: folder.into(), source };
    let new = unfinished::make(folder, beginning).map_err(failed)?;
    match copied_alike(from, &new, seal) {
        Ok(true) => {}
        Ok(false) => return Err(BackupError::NotAlike),
        Err(error) => return Err(StoreError::during(COPYING, error).into()),
    }
    File::open(&new).and_then(|file| file.sync_all()).map_err(failed)?;
    Ok(new)
}

/// Copies, opens the copy anew, and tells whether it is whole and has as much in every table.
fn copied_alike(from: &Connection, new: &Path, seal: &Seal) -> rusqlite::Result<bool> {
    let reading = from.unchecked_transaction()?;
    let mut to = connect(new, seal)?;
    pages(&reading, &mut to)?;
    to.close().map_err(|(_, error)| error)?;
    let rows = rows(&reading)?;
    reading.commit()?;
    let copy = connect_to_read(new, seal)?;
    Ok(is_whole(&copy)? && self::rows(&copy)? == rows)
}

/// Whether a database fits together, as far as a quick look tells.
pub(in crate::store) fn is_whole(db: &Connection) -> rusqlite::Result<bool> {
    db.pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0)).map(|found| found == "ok")
}

/// How many rows each table has.
fn rows(db: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    let mut statement = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    tables
        .into_iter()
        .map(|table| {
            let count = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
            Ok((table, db.query_row(&count, [], |row| row.get(0))?))
        })
        .collect()
}
