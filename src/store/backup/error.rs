//! What can go wrong with backups, in words for the patient. Holds paths and causes, never how the skin was.

use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

/// Why a backup could not be made, read or put in place. Whatever it was, the journal is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder of the backups cannot be made or read.
    #[error(
        "the folder for backups, {path}, cannot be made or used ({source}). The journal is as it was. \
         Make its place writable, or free some space, then try again"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Something else stands where the folder belongs.
    #[error(
        "{path} is a link or a file, not a folder of its own, so no backups are kept there. The journal is as it was. \
         Move it away, then try again; `mendlog backup -o FILE` keeps a backup elsewhere"
    )]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// A backup cannot be written.
    #[error(
        "the backup could not be written to {path} ({source}). The journal is as it was. \
         Free some space, or make the place writable, then try again"
    )]
    Unwritable {
        /// Where it was to be.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is there already.
    #[error("{path} is already there and was left as it is; name another file, or a folder")]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// The copy is not what the journal is.
    #[error(
        "the backup was made but is not like the journal, so it was thrown away. The journal is as it was. \
         Check it with `mendlog doctor`"
    )]
    NotAlike,
    /// What is in a backup does not fit together.
    #[error(
        "the backup {path} is damaged. Nothing was changed. Choose another one; `mendlog backup --list` names them"
    )]
    Damaged {
        /// The backup.
        path: PathBuf,
    },
    /// The journal was named as its own backup.
    #[error(
        "that is the journal itself, not a backup of it. Nothing was changed. `mendlog backup --list` names the backups"
    )]
    Itself,
    /// A backup is locked in another way than the journal.
    #[error(
        "the backup {path} is locked with another passphrase than the journal. Nothing was changed. \
         Type that passphrase when you are asked for it, at a terminal"
    )]
    OtherSeal {
        /// The backup.
        path: PathBuf,
    },
    /// The journal or the backup fails as a file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// Whether there is no room on the disk, so that going on without a backup may be offered.
    #[must_use]
    pub fn is_lack_of_room(&self) -> bool {
        match self {
            Self::Folder { source, .. } | Self::Unwritable { source, .. } => {
                source.kind() == io::ErrorKind::StorageFull
            }
            Self::Store(error) => matches!(error, StoreError::DiskFull { .. }),
            _ => false,
        }
    }
}
