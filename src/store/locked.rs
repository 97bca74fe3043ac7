//! The journal as something that can be locked: opened with a passphrase, given another one, or none.
//!
//! May use what opens and seals files.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::draft::Typist;
use super::error::StoreError;
use super::identity::Identity;
use super::key::Seal;
use super::passphrase::Passphrase;
use super::recovery_key::RecoveryKey;
use super::sealing::{self, Resealed};
use super::unlocking::{self, Opener};
use super::{Journal, absolute, backup, leftovers, opening, reseal, unfinished};

/// Whether a journal's file can be read by whoever gets hold of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// By everybody who can read files of this user.
    Plain,
    /// Only with its passphrase or its recovery key.
    Locked,
}

impl Protection {
    /// Of the file at `path`, by its first bytes. Not to be asked while the file is open as a journal in this process: that would
    /// drop the locks of a write that is under way.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        Ok(if unlocking::salt_of(path)?.is_some() { Self::Locked } else { Self::Plain })
    }
}

impl Journal {
    /// Opens the locked journal at `path` with its passphrase or its recovery key; else as [`Self::open`], but never makes one.
    ///
    /// # Errors
    /// As [`Self::open`]; also when this is not what opens it, and when the journal is not locked.
    pub fn unlock(path: &Path, opener: &Opener) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let seal = opener.seal_of(&path)?;
        Self::open_sealed(path.clone(), seal).map_err(|error| opener.blamed_for(error, &path))
    }

    pub(super) fn open_sealed(path: PathBuf, seal: Seal) -> Result<Self, StoreError> {
        let before = Identity::named(&path).ok();
        let db = opening::open(&path, &seal)?;
        leftovers::tidy(&path, &db);
        unfinished::remove_abandoned(&path);
        sealing::follow(&path, &seal);
        let file = before.or_else(|| Identity::named(&path).ok());
        Ok(Self { db, path, seal, file, seen: None, typist: Typist::default() })
    }

    /// [`Self::glance`] at a locked journal.
    ///
    /// # Errors
    /// As [`Self::glance`] and [`Self::unlock`].
    pub fn glance_unlocked(path: &Path, opener: &Opener) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let seal = opener.seal_of(&path)?;
        let file = Identity::named(&path).ok();
        let db = opening::glance(&path, &seal).map_err(|error| opener.blamed_for(error, &path))?;
        Ok(Self { db, path, seal, file, seen: None, typist: Typist::default() })
    }

    /// A journal in memory, for a rehearsal: nothing of it is ever written to a file.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self {
            db: opening::in_memory()?,
            path: PathBuf::new(),
            seal: Seal::None,
            file: None,
            seen: None,
            typist: Typist::default(),
        })
    }

    /// Whether the file can only be read with a passphrase.
    #[must_use]
    pub const fn protection(&self) -> Protection {
        match self.seal {
            Seal::None => Protection::Plain,
            Seal::Key(_) => Protection::Locked,
        }
    }

    /// What opens this journal without its passphrase, until the passphrase is changed; none when it is not locked.
    #[must_use]
    pub fn recovery_key(&self) -> Option<RecoveryKey> {
        match &self.seal {
            Seal::None => None,
            Seal::Key(key) => Some(RecoveryKey::new(key.secret().clone())),
        }
    }

    /// Whether this opens the journal, too. Takes as long as opening it.
    #[must_use]
    pub fn is_opened_by(&self, opener: &Opener) -> bool {
        match &self.seal {
            Seal::None => false,
            Seal::Key(key) => opener.secret_for(key.salt()).is_some_and(|secret| secret == *key.secret()),
        }
    }

    /// Locks the journal and its backups with a passphrase, the first or another one; the one before opens nothing any more. A
    /// backup of the journal as it was is made first, and is locked with the others.
    /// Other windows that have the journal open say at their next word that it was replaced.
    ///
    /// # Errors
    /// When another program is busy with the journal, or a backup or a new file cannot be made beside it. The journal is then as
    /// it was.
    pub fn set_passphrase(self, passphrase: &Passphrase) -> Result<(Self, Resealed), StoreError> {
        let to = sealing::new_seal(passphrase)?;
        self.sealed_by(&to, |path, from| sealing::lock(path, from, &to))
    }

    /// Takes the lock off the journal and its backups, after a backup; leaves a journal that has none.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn remove_passphrase(self) -> Result<(Self, Resealed), StoreError> {
        match self.seal.clone() {
            Seal::None => Ok((self, Resealed::default())),
            Seal::Key(key) => self.sealed_by(&Seal::None, |path, _| sealing::unlock(path, &key)),
        }
    }

    /// The journal opened again with its new seal, after a backup and the change itself. A backup before a change that did not
    /// happen would be clutter, and goes.
    fn sealed_by(
        self,
        to: &Seal,
        change: impl FnOnce(&Path, &Seal) -> Result<Resealed, StoreError>,
    ) -> Result<(Self, Resealed), StoreError> {
        let before = backup::before_passphrase(&self.db, &self.seal, &self.path)?;
        let Self { db, path, seal, .. } = self;
        let resealed = close(db).and_then(|()| change(&path, &seal)).inspect_err(|_| {
            let _ = leftovers::remove(&before.path);
            let _ = leftovers::wipe(&before.path);
        })?;
        backup::make_room_after(&before, &path);
        Ok((Self::open_sealed(path, to.clone())?, resealed))
    }
}

fn close(db: Connection) -> Result<(), StoreError> {
    db.close().map_err(|(_, error)| StoreError::during(reseal::DOING, error))
}
