//! The files that sealing a journal anew makes for a moment, and what a crash leaves of them.
//!
//! May use files.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::identity::{Identity, names_of};

/// Ending of the new file until it is whole.
const NEW: &str = ".resealing";

/// Ending of the old file until it is overwritten.
const OLD: &str = ".replaced";

/// Where the new file grows.
pub(super) fn new_beside(path: &Path) -> PathBuf {
    beside(path, NEW)
}

/// Where the old file waits to be overwritten.
pub(super) fn old_beside(path: &Path) -> PathBuf {
    beside(path, OLD)
}

/// A file beside the journal, named after it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// What a leftover was made for; none of any other file.
pub(super) fn made_for(leftover: &Path) -> Option<PathBuf> {
    let name = leftover.to_str()?;
    [NEW, OLD].iter().find_map(|ending| name.strip_suffix(ending)).map(PathBuf::from)
}

/// Whether a crash left something beside a file.
pub(super) fn are_beside(path: &Path) -> bool {
    [new_beside(path), old_beside(path)].iter().any(|leftover| leftover.symlink_metadata().is_ok())
}

/// Removes what a crash left beside a file, unless another program is just sealing it anew: that one holds the file's lock. What
/// cannot be removed now is tried again at the next start.
pub(super) fn tidy(path: &Path, db: &Connection) {
    let Ok(path) = fs::canonicalize(path) else { return };
    if are_beside(&path) && db.execute_batch("BEGIN IMMEDIATE").is_ok() {
        let _ = remove(&path);
        let _ = db.execute_batch("ROLLBACK");
    }
}

/// Removes leftovers; the file's lock is held.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let old = old_beside(path);
    // Killed just before the new file took the name: the old one has two names, and is not to be overwritten.
    if Identity::named(&old).ok().zip(Identity::named(path).ok()).is_some_and(|(old, here)| old == here) {
        fs::remove_file(&old)?;
    }
    wipe(&old)?;
    wipe(&new_beside(path))
}

/// Overwrites a file and takes it away, if it is there.
pub(super) fn wipe(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => {
            // A file that cannot be overwritten can still be taken away.
            let _ = File::options().write(true).open(path).and_then(|file| overwrite(&file));
            fs::remove_file(path)
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Writes zeros over a file's content and waits for the disk. Disks that never write to the same place twice, copies made by the
/// file system and backups elsewhere keep what they have: nothing a program can do reaches those.
pub(super) fn overwrite(mut file: &File) -> io::Result<()> {
    static ZEROS: [u8; 65_536] = [0; 65_536];
    // A file with another name is somebody's copy.
    if names_of(file)? > 1 {
        return Ok(());
    }
    let mut left = file.metadata()?.len();
    io::Seek::rewind(&mut file)?;
    while left > 0 {
        let count = left.min(ZEROS.len() as u64);
        file.write_all(&ZEROS[..usize::try_from(count).unwrap_or(ZEROS.len())])?;
        left -= count;
    }
    file.sync_all()
}
