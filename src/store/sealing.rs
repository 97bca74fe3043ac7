//! The journal and its backups sealed in one way: locked with a passphrase, with another one, or not at all.
//!
//! The journal's own seal is the one that counts, and every backup follows it, now or, after a crash, at the next start. So that a
//! crash never leaves a backup that nothing opens, a new lock begins at the journal, since its backups open with what it
//! had; taking a lock away ends at the journal, since its backups need no key then.
//! May use files and SQL.

use std::fs;
use std::path::{Path, PathBuf};

use super::backup::folder_of;
use super::error::StoreError;
use super::key::{Key, MAGIC, Seal};
use super::leftovers;
use super::opening::connect;
use super::passphrase::Passphrase;
use super::reseal::{DOING, Old, create, failed, reseal};
use super::unlocking::{fresh_salt, keep_out_of_dumps, salt_of};

/// Ending of the folder that holds a journal's backups.
pub(super) const BACKUPS: &str = ".backups";

/// Ending of the file that holds, locked with the new key, the key that backups may still have.
const EARLIER: &str = ".earlier-key";

/// What was sealed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// So many backups, beside the journal.
    pub backups: usize,
    /// Backups that have another passphrase, or cannot be opened: they are as they were.
    pub left: Vec<PathBuf>,
    /// Files of which another name stands for the old content, as it was.
    pub has_other_names: Vec<PathBuf>,
}

impl Resealed {
    fn count(&mut self, path: &Path, outcome: &Result<Old, StoreError>) {
        match outcome {
            Ok(old) => {
                self.backups += 1;
                self.note(path, *old);
            }
            Err(_) => self.left.push(path.into()),
        }
    }

    fn note(&mut self, path: &Path, old: Old) {
        if old == Old::HasAnotherName {
            self.has_other_names.push(path.into());
        }
    }
}

/// The seal that a new passphrase makes, with a salt of its own.
pub(super) fn new_seal(passphrase: &Passphrase) -> Result<Seal, StoreError> {
    if !cfg!(feature = "encryption") {
        return Err(StoreError::CannotLock);
    }
    keep_out_of_dumps();
    let salt = fresh_salt().map_err(|error| StoreError::during(DOING, error))?;
    passphrase.secret(&salt).map(|secret| Seal::Key(Key::new(secret, salt))).ok_or(StoreError::CannotLock)
}

/// Locks a journal and its backups, with a first or another key.
pub(super) fn lock(path: &Path, from: &Seal, to: &Seal) -> Result<Resealed, StoreError> {
    if let (Seal::Key(earlier), Seal::Key(_)) = (from, to) {
        keep_earlier(path, earlier, to)?;
    }
    let old = reseal(path, from, to)?;
    let mut resealed = follow(path, to);
    resealed.note(path, old);
    Ok(resealed)
}

/// Takes the lock off the backups and the journal.
pub(super) fn unlock(path: &Path, from: &Key) -> Result<Resealed, StoreError> {
    let seal = Seal::Key(from.clone());
    let mut resealed = Resealed::default();
    for backup in backups(path) {
        match salt_of(&backup) {
            Ok(Some(salt)) if salt == *from.salt() => match reseal(&backup, &seal, &Seal::None) {
                // Once the journal has no key any more, nothing would open this backup by itself: better try again.
                Err(error @ (StoreError::DiskFull { .. } | StoreError::Failed { .. } | StoreError::Busy { .. })) => {
                    return Err(error);
                }
                outcome => resealed.count(&backup, &outcome),
            },
            Ok(None) => {}
            _ => resealed.left.push(backup),
        }
    }
    resealed.note(path, reseal(path, &seal, &Seal::None)?);
    Ok(resealed)
}

/// Seals the backups as the journal is, and removes what a crash left. What cannot be done now is tried again at the next start.
pub(super) fn follow(path: &Path, seal: &Seal) -> Resealed {
    let mut resealed = Resealed::default();
    tidy_backups(path, seal);
    let Seal::Key(key) = seal else { return resealed };
    let kept = kept_beside(path);
    let earlier = kept.exists().then(|| earlier_key(&kept, seal)).flatten();
    for backup in backups(path) {
        match seal_of_backup(&backup, key, earlier.as_ref()) {
            Backup::Follows => {}
            Backup::Has(other) => resealed.count(&backup, &reseal(&backup, &other, seal)),
            Backup::Unknown => resealed.left.push(backup),
        }
    }
    let needs_earlier = |backup: &PathBuf| {
        earlier.as_ref().is_some_and(|key| salt_of(backup).ok().flatten().is_some_and(|salt| salt == *key.salt()))
    };
    if kept.exists() && !resealed.left.iter().any(needs_earlier) {
        let _ = leftovers::wipe(&kept);
    }
    resealed
}

/// How a backup is sealed.
enum Backup {
    /// As the journal is.
    Follows,
    /// In this other way.
    Has(Seal),
    /// In a way for which the key is not known.
    Unknown,
}

fn seal_of_backup(backup: &Path, key: &Key, earlier: Option<&Key>) -> Backup {
    match (salt_of(backup), earlier) {
        (Ok(Some(salt)), _) if salt == *key.salt() => Backup::Follows,
        (Ok(Some(salt)), Some(earlier)) if salt == *earlier.salt() => Backup::Has(Seal::Key(earlier.clone())),
        (Ok(None), _) => Backup::Has(Seal::None),
        _ => Backup::Unknown,
    }
}

/// The backups of a journal: the files ending in .db in the folder beside it.
pub(super) fn backups(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = files_of_backups(path);
    found.retain(|file| file.extension().is_some_and(|ending| ending == "db"));
    found.sort();
    found
}

/// The backups beside a journal that are sealed in another way than the journal itself. No connection to it may be open in this
/// process.
#[must_use]
pub fn unlike_backups(path: &Path) -> Vec<PathBuf> {
    let salt = salt_of(path).ok().flatten();
    let is_unlike = |backup: &PathBuf| salt_of(backup).is_ok_and(|other| other != salt);
    backups(path).into_iter().filter(is_unlike).collect()
}

fn files_of_backups(path: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    items.filter(|item| item.file_type().is_ok_and(|kind| kind.is_file())).map(|item| item.path()).collect()
}

/// Removes what a crash left among the backups.
fn tidy_backups(path: &Path, seal: &Seal) {
    for backup in files_of_backups(path).iter().filter_map(|file| leftovers::made_for(file)) {
        if !backup.exists() {
            // Taken back since, because the change it was made for did not happen.
            let _ = leftovers::remove(&backup);
            continue;
        }
        let seal = if salt_of(&backup).is_ok_and(|salt| salt.is_none()) { &Seal::None } else { seal };
        if let Ok(db) = connect(&backup, seal) {
            leftovers::tidy(&backup, &db);
        }
    }
}

/// Keeps the key that the backups have until they have the new one. It lies in a file locked with the new one, which opens no
/// more than what the new key opens anyhow.
fn keep_earlier(path: &Path, earlier: &Key, to: &Seal) -> Result<(), StoreError> {
    let kept = kept_beside(path);
    leftovers::wipe(&kept).and_then(|()| create(&kept)).map_err(failed)?;
    let write = || {
        let db = connect(&kept, to)?;
        db.execute_batch("CREATE TABLE earlier (secret BLOB, salt BLOB)")?;
        db.execute("INSERT INTO earlier VALUES (?1, ?2)", (earlier.secret().as_slice(), earlier.salt().as_slice()))
    };
    write().map(drop).map_err(|error| StoreError::during(DOING, error))
}

/// Where that key is kept: beside the file itself, also when it was named by a link.
fn kept_beside(path: &Path) -> PathBuf {
    leftovers::beside(&fs::canonicalize(path).unwrap_or_else(|_| path.into()), EARLIER)
}

/// The key that backups may still have; none when the file belongs to a change that never came to the journal.
fn earlier_key(kept: &Path, seal: &Seal) -> Option<Key> {
    let db = connect(kept, seal).ok()?;
    let row = db.query_row("SELECT secret, salt FROM earlier", [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (secret, salt): ([u8; 32], [u8; 16]) = row.ok()?;
    salt.starts_with(MAGIC).then(|| Key::new(secret.into(), salt))
}
