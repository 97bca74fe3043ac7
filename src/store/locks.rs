//! Whether a folder lets programs lock files; some network folders do not.
//!
//! May use files. Asks about a file of its own: opening and closing the journal by the way would drop the locks on it.

use std::path::Path;

/// Whether a lock is refused on a fresh file beside the journal, which nobody else can hold.
#[cfg(unix)]
pub(super) fn are_refused_beside(path: &Path) -> bool {
    use rustix::fs::{FlockOperation, fcntl_lock};
    let folder = path.parent().unwrap_or(Path::new("/"));
    let probe = tempfile::Builder::new().prefix(".new-lock-").tempfile_in(folder);
    // Where no file can be made, nothing is known.
    probe.is_ok_and(|probe| fcntl_lock(probe.as_file(), FlockOperation::NonBlockingLockExclusive).is_err())
}

/// Elsewhere a lock is part of every open file.
#[cfg(not(unix))]
pub(super) fn are_refused_beside(_path: &Path) -> bool {
    false
}
