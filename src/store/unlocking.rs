//! What opens a locked journal, and the key that comes of it.
//!
//! May read a file's first bytes, before a connection to it exists.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use super::error::StoreError;
use super::key::{Key, MAGIC, Salt, Seal, Secret};
use super::passphrase::Passphrase;
use super::recovery_key::{RecoveryKey, Typed};

/// What opens a locked journal.
#[derive(Debug)]
pub enum Opener {
    /// What the patient chose.
    Passphrase(Passphrase),
    /// What was written down.
    Recovery(RecoveryKey),
}

impl Opener {
    /// What was typed where both are welcome.
    ///
    /// # Errors
    /// With the groups, counted from 1, when it is a recovery key with a slip.
    pub fn typed(typed: Zeroizing<String>) -> Result<Self, Vec<usize>> {
        match RecoveryKey::read(&typed) {
            Typed::Key(key) => Ok(Self::Recovery(key)),
            Typed::Mistyped(groups) => Err(groups),
            Typed::Other => Ok(Self::Passphrase(Passphrase::new(typed))),
        }
    }

    /// The seal of a locked file. Reads the file's first bytes, so no connection to it may be open in this process.
    pub(super) fn seal_of(&self, path: &Path) -> Result<Seal, StoreError> {
        let salt = salt_of(path)?.ok_or_else(|| StoreError::NotLocked { path: path.into() })?;
        let refused = || StoreError::CannotUnlock { path: path.into() };
        if !cfg!(feature = "encryption") {
            return Err(refused());
        }
        keep_out_of_dumps();
        match self {
            Self::Passphrase(passphrase) => {
                passphrase.secret(&salt).map(|secret| Key::new(secret, salt)).ok_or_else(refused)
            }
            Self::Recovery(key) => Ok(Key::new(key.secret().clone(), salt)),
        }
        .map(Seal::Key)
    }

    /// The secret of a file with this salt, if it is the one that was meant.
    pub(super) fn secret_for(&self, salt: &Salt) -> Option<Secret> {
        match self {
            Self::Passphrase(passphrase) => passphrase.secret(salt),
            Self::Recovery(key) => Some(key.secret().clone()),
        }
    }

    /// What a failure to open means when this was the key: only the right one makes a locked file look like a database.
    pub(super) fn blamed_for(&self, error: StoreError, path: &Path) -> StoreError {
        match (&error, self) {
            (StoreError::Damaged { source, .. }, Self::Passphrase(_)) if is_unreadable(source) => {
                StoreError::WrongPassphrase { path: path.into() }
            }
            (StoreError::Damaged { source, .. }, Self::Recovery(_)) if is_unreadable(source) => {
                StoreError::WrongRecoveryKey { path: path.into() }
            }
            _ => error,
        }
    }
}

fn is_unreadable(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::NotADatabase)
}

/// The salt of a locked file; none of any other.
pub(super) fn salt_of(path: &Path) -> Result<Option<Salt>, StoreError> {
    let failed = |source| StoreError::Unreadable { path: path.into(), source };
    let mut header = Vec::with_capacity(16);
    File::open(path).and_then(|file| file.take(16).read_to_end(&mut header)).map_err(failed)?;
    Ok(header.try_into().ok().filter(|salt: &Salt| salt.starts_with(MAGIC)))
}

/// A salt that no other file has.
pub(super) fn fresh_salt() -> rusqlite::Result<Salt> {
    let random: [u8; 12] = Connection::open_in_memory()?.query_row("SELECT randomblob(12)", [], |row| row.get(0))?;
    let mut salt = [0; 16];
    salt[..4].copy_from_slice(MAGIC);
    salt[4..].copy_from_slice(&random);
    Ok(salt)
}

/// From the moment a key is in memory, a crash must not write that memory to a file: it would hold the key and the journal, and
/// stay long after both are wiped here. A system that refuses leaves us as well off as any other program.
#[cfg(unix)]
pub(super) fn keep_out_of_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // Where dumps go through a pipe to another program, the limit alone does not stop them.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(not(unix))]
pub(super) const fn keep_out_of_dumps() {}
