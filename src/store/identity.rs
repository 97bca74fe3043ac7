//! Which file a name stands for, whatever its name was or will be.
//!
//! May ask for a file's particulars, which, unlike opening and closing it, drops no lock.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// A file under whatever name. Where the system does not tell, all are taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// The file that has this name now.
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|found| Self::from(&found))
    }

    /// The file that is open.
    pub(super) fn open(file: &File) -> io::Result<Self> {
        file.metadata().map(|found| Self::from(&found))
    }
}

#[cfg(unix)]
impl From<&fs::Metadata> for Identity {
    fn from(found: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { device: found.dev(), number: found.ino() }
    }
}

#[cfg(not(unix))]
impl From<&fs::Metadata> for Identity {
    fn from(_found: &fs::Metadata) -> Self {
        Self { device: 0, number: 0 }
    }
}

/// How many names a file has.
#[cfg(unix)]
pub(super) fn names_of(file: &File) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    file.metadata().map(|found| found.nlink())
}

#[cfg(not(unix))]
pub(super) fn names_of(_file: &File) -> io::Result<u64> {
    Ok(1)
}
