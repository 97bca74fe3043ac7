//! Why two journals could not be merged, in words for the patient. Holds paths and causes, never how the skin was.

use std::io;
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;

/// Why two journals were not merged. Both are as they were.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// Both are one file.
    #[error(
        "{path} is this journal itself, so there is nothing to merge. Nothing was changed. Name the other machine's journal"
    )]
    Itself {
        /// What was named.
        path: PathBuf,
    },
    /// The other file is not fit to be read.
    #[error("{path} could not be merged: {why}. Both journals are as they were. {}", why.next())]
    Other {
        /// The other file.
        path: PathBuf,
        /// Why not.
        why: Unfit,
    },
    /// This journal cannot be read or written.
    #[error(transparent)]
    Here(#[from] StoreError),
}

/// Why the other file is not fit to be merged.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Nothing is there.
    #[error("no such file")]
    Missing,
    /// It is a folder or a device.
    #[error("it is not a file")]
    NotAFile,
    /// It cannot be read.
    #[error("it cannot be read ({0})")]
    Unreadable(#[source] io::Error),
    /// It has no content.
    #[error("it is an empty file")]
    Empty,
    /// It is something else.
    #[error("it is not a Mendlog journal, or its beginning is damaged")]
    NotAJournal,
    /// It is another program's database.
    #[error("it is a database of another program")]
    Foreign,
    /// A newer program wrote it.
    #[error("it was written by a newer Mendlog (journal version {found}; this one knows {known})")]
    Newer {
        /// Its version.
        found: u32,
        /// The newest one known.
        known: u32,
    },
    /// Its end is missing.
    #[error("its end is missing, as after an interrupted copy")]
    Torn,
    /// It does not fit together.
    #[error("a part of it is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// Its last save was interrupted, and only a program that may write to it can finish that.
    #[error("its last save was interrupted, and has to be finished before it can be read")]
    Interrupted(#[source] rusqlite::Error),
    /// Another program is writing to it.
    #[error("another window or program is busy with it")]
    Busy(#[source] rusqlite::Error),
    /// It is locked, and nothing was given to open it with.
    #[error("it is locked with a passphrase")]
    Locked,
    /// It is not to be opened like this.
    #[error("it did not open: {0}")]
    Closed(Box<StoreError>),
    /// The disk failed, or whatever carries the file.
    #[error("the disk, the folder or the network that holds it failed")]
    Failed(#[source] rusqlite::Error),
}

impl Unfit {
    /// What the patient can do next.
    const fn next(&self) -> &'static str {
        match self {
            Self::Missing | Self::NotAFile => {
                "Name the journal's file, which `mendlog paths` shows on the other machine"
            }
            Self::Unreadable(_) => "Check that the file belongs to you and that its disk is connected, then try again",
            Self::Empty | Self::NotAJournal | Self::Foreign => {
                "Copy the journal from the other machine again; `mendlog paths` there shows which file it is"
            }
            Self::Newer { .. } => "Install that newer Mendlog here, then try again",
            Self::Torn | Self::Damaged(_) => {
                "Close Mendlog on the other machine, copy its journal again, and wait until the copy is complete"
            }
            Self::Interrupted(_) => "Open it once with Mendlog on its own machine, then copy it again",
            Self::Busy(_) => "Close it there or wait a moment, then try again",
            Self::Locked => "Its passphrase or its recovery key is needed to read it",
            Self::Closed(_) => "Try again with the other machine's passphrase or recovery key",
            Self::Failed(_) => "Copy it to a folder of this machine, then merge the copy",
        }
    }
}

impl MergeError {
    pub(super) fn unfit(path: &Path, why: Unfit) -> Self {
        Self::Other { path: path.into(), why }
    }

    /// What a failure to open the other file means.
    pub(super) fn blamed(path: &Path, error: StoreError) -> Self {
        let why = match error {
            StoreError::NotAFile { .. } => Unfit::NotAFile,
            StoreError::Unreadable { source, .. } => Unfit::Unreadable(source),
            StoreError::Empty { .. } => Unfit::Empty,
            StoreError::NotAJournal { .. } => Unfit::NotAJournal,
            StoreError::Foreign { .. } => Unfit::Foreign,
            StoreError::Newer { found, known, .. } => Unfit::Newer { found, known },
            StoreError::Torn { .. } => Unfit::Torn,
            StoreError::Locked { .. } => Unfit::Locked,
            StoreError::Busy { source, .. } => Unfit::Busy(source),
            // It was opened to be read: only an unfinished save has to be written first.
            StoreError::ReadOnly { source, .. } => Unfit::Interrupted(source),
            StoreError::Damaged { source, .. }
            | StoreError::Refused { source, .. }
            | StoreError::Unknown { source, .. } => Unfit::Damaged(source),
            StoreError::Failed { source, .. }
            | StoreError::DiskFull { source, .. }
            | StoreError::Moved { source, .. } => Unfit::Failed(source),
            error => Unfit::Closed(Box::new(error)),
        };
        Self::unfit(path, why)
    }

    /// Whether the other file would open with a passphrase.
    #[must_use]
    pub const fn asks_for_passphrase(&self) -> bool {
        matches!(self, Self::Other { why: Unfit::Locked, .. })
    }
}
