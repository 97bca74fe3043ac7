//! What can go wrong with the journal's file, in words for the patient. Holds paths, causes and treatments' dates, never how
//! the skin was.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::backup::BackupError;
use crate::domain::{Moment, TreatmentId};

/// Why the journal could not do something. Whatever it was, the file holds everything that was saved before.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path names a folder or a device.
    #[error(
        "{path} is not a file, so it cannot be a journal. Nothing was changed. Name a file, such as --db {path}/journal.db"
    )]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// No journal is there and none can be made.
    #[error(
        "could not make a new journal at {path}: its folder cannot be made or written to. Nothing was changed. \
         Make the folder writable, or name another place with --db FILE"
    )]
    CannotCreate {
        /// Where it was to be.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is there but cannot be read.
    #[error(
        "could not read {path}. Nothing was changed. Check that the file belongs to you and that its disk is connected, \
         then start again"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file has no content: what was once in it, if anything, went before Mendlog looked.
    #[error(
        "{path} is an empty file, not a journal. Mendlog left it as it is, because a journal may have been there. \
         If you have a copy, put it in its place; if there never was a journal, delete the empty file and start again"
    )]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is no database, or its beginning is torn.
    #[error(
        "{path} is not a Mendlog journal, or its beginning is damaged. Mendlog left it as it is. \
         Name your journal with --db FILE, or put a copy of it in this place"
    )]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// The file is another program's database.
    #[error(
        "{path} is a database of another program, not a Mendlog journal. Mendlog left it as it is. \
         Name your journal with --db FILE"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer Mendlog wrote the file.
    #[error(
        "{path} was written by a newer Mendlog (journal version {found}; this one knows {known}). \
         Mendlog left it as it is, and everything in it is safe. Install the newer Mendlog to open it"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of the file's tables.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// An older Mendlog wrote the file, and it may only be looked at now.
    #[error(
        "{path} was written by an older Mendlog. Nothing was changed. Open it once with `mendlog`, which brings it up to date"
    )]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// An older Mendlog wrote the file, and it is brought up to date only after a backup, which could not be made.
    #[error(
        "{path} was written by an older Mendlog and is brought up to date only after a backup of it, which could not be made: \
         {source}"
    )]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// Why there is no backup.
        source: Box<BackupError>,
    },
    /// The journal is sealed in another way only after a backup, which could not be made.
    #[error(
        "how the journal is locked is changed only after a backup of it, which could not be made, so nothing was changed: {source}"
    )]
    NoBackupToSeal {
        /// Why there is no backup.
        source: Box<BackupError>,
    },
    /// The journal is locked, and nothing was given to open it with.
    #[error("{path} is locked with a passphrase. Nothing was changed. Open it with its passphrase or its recovery key")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The journal is locked, and this program was built without locks.
    #[error(
        "{path} is locked with a passphrase, and this build of Mendlog cannot open locked journals. Nothing was changed. \
         Install one that can: `cargo install --path .` without --no-default-features builds it"
    )]
    CannotUnlock {
        /// The file.
        path: PathBuf,
    },
    /// A lock is wanted, and this program was built without locks.
    #[error(
        "this build of Mendlog cannot lock journals. Nothing was changed. \
         Install one that can: `cargo install --path .` without --no-default-features builds it"
    )]
    CannotLock,
    /// The journal is not locked, and something was given to open it with.
    #[error(
        "{path} is not locked, so no passphrase and no recovery key is needed. Nothing was changed. Open it without one"
    )]
    NotLocked {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase is another, or the beginning of the file is damaged: which of them cannot be told.
    #[error(
        "this passphrase does not open {path}. Nothing was changed. Look at small and capital letters and at the keyboard's \
         language, and try again; your recovery key opens it too. If you are sure, the beginning of the file may be \
         damaged, and a backup opens with the passphrase it was made with"
    )]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The recovery key is another's, or the beginning of the file is damaged: which of them cannot be told.
    #[error(
        "this recovery key does not open {path}. Nothing was changed. Each new passphrase comes with a new recovery key: take the \
         latest, or type the passphrase. If you are sure, the beginning of the file may be damaged, and a backup opens \
         with the key it was made with"
    )]
    WrongRecoveryKey {
        /// The file.
        path: PathBuf,
    },
    /// The end of the file is missing.
    #[error(
        "{path} is torn: its end is missing, as after an interrupted copy. Mendlog left it as it is. \
         Copy it again from where it came, or put an older copy in its place"
    )]
    Torn {
        /// The file.
        path: PathBuf,
    },
    /// What is in the file does not fit together.
    #[error(
        "could not {doing}: a part of the journal's file is damaged. Mendlog left it as it is. \
         Keep this file, put your latest copy in its place, and start again"
    )]
    Damaged {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// The file or its folder is write-protected.
    #[error(
        "could not {doing}: the journal is write-protected. Nothing in it was changed. \
         Make the file and its folder writable, then try again"
    )]
    ReadOnly {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// No room is left.
    #[error(
        "could not {doing}: the disk is full. Everything saved before is still in the journal. \
         Free some space, then try again"
    )]
    DiskFull {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// Another program holds the journal.
    #[error(
        "could not {doing}: another window or program is busy with this journal. Nothing was lost. \
         Finish there or wait a moment, then try again"
    )]
    Busy {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// The folder refuses locks, as some network folders do.
    #[error(
        "could not {doing}: the folder of {path} does not let programs lock files, as some network and shared folders do not. \
         Without locks two programs could spoil the journal, so nothing was changed. Copy it to a folder on this computer, \
         and name it with --db FILE"
    )]
    NoLocks {
        /// What was attempted.
        doing: &'static str,
        /// The journal.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// Another program has written since the journal was last read.
    #[error("could not {doing}: another window wrote to this journal just now. Nothing was lost. Try again")]
    Behind {
        /// What was attempted.
        doing: &'static str,
    },
    /// The file is gone from its place while it was open.
    #[error(
        "could not {doing}: the journal's file was moved, deleted or replaced while Mendlog was open. If its passphrase was \
         just changed in another window, start Mendlog again; else put the file back in its place first"
    )]
    Moved {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// It names a treatment or check-in that this journal does not have.
    #[error(
        "could not {doing}: the journal has no such treatment or check-in. Nothing was changed. Look again in the list"
    )]
    Unknown {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// A value lies outside what the journal can keep.
    #[error(
        "could not {doing}: a date, a time or another value lies outside what the journal can keep. Nothing was changed. \
         Correct the value, then try again"
    )]
    Refused {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// What came in from elsewhere stands on top of what was to be undone.
    #[error(
        "could not {doing}: what was there was changed again since, by a journal that was merged into this one. \
         Nothing was changed, and nothing is lost. Look at it in its list, and correct it there"
    )]
    Overtaken {
        /// What was attempted.
        doing: &'static str,
    },
    /// An import has a treatment of another moment under an id that is known here.
    #[error(
        "the treatment \"{id}\" is already in your journal with another date: {here} there, {there} in the file. \
         Nothing was imported, and your journal is as it was. If these are two treatments, rename the id in the file, \
         also in its entries; if it is one, correct the date, in the file or on the Treatments screen, and import again"
    )]
    OtherTreatment {
        /// The id both have.
        id: TreatmentId,
        /// When the journal's took place.
        here: Moment,
        /// When the file's took place.
        there: Moment,
    },
    /// The disk or the database failed in another way.
    #[error(
        "could not {doing}: the disk or the database failed. Everything saved before is still in the journal. \
         Check that the disk is connected, then try again"
    )]
    Failed {
        /// What was attempted.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Sorts what the database says by what the patient can do about it.
    pub(super) fn during(doing: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::Error as Sql;
        match &source {
            Sql::SqliteFailure(failure, _) => match (failure.code, failure.extended_code) {
                (_, rusqlite::ffi::SQLITE_READONLY_DBMOVED) => Self::Moved { doing, source },
                (_, rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Self::Unknown { doing, source },
                (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Self::ReadOnly { doing, source },
                (ErrorCode::DiskFull, _) => Self::DiskFull { doing, source },
                (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy { doing, source },
                (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Self::Damaged { doing, source },
                (ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig, _) => {
                    Self::Refused { doing, source }
                }
                _ => Self::Failed { doing, source },
            },
            Sql::ToSqlConversionFailure(_) => Self::Refused { doing, source },
            Sql::QueryReturnedNoRows => Self::Unknown { doing, source },
            Sql::FromSqlConversionFailure(..)
            | Sql::InvalidColumnType(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::Utf8Error(..) => Self::Damaged { doing, source },
            _ => Self::Failed { doing, source },
        }
    }
}
