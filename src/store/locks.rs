//! Whether a folder lets programs lock files; some network folders do not.
//!
//! May use files and SQL. Asks about a file of its own: opening and closing the journal by the way would drop the locks on it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

/// Whether a lock is refused on a fresh file beside the journal, which nobody else can hold.
pub(super) fn are_refused_beside(path: &Path) -> bool {
    let folder = path.parent().unwrap_or(Path::new("/"));
    // Where no file can be made, nothing is known.
    let Ok(probe) = tempfile::Builder::new().prefix(".new-lock-").tempfile_in(folder) else { return false };
    let locked = || {
        let db = Connection::open(probe.path())?;
        db.busy_timeout(Duration::ZERO)?;
        db.execute_batch("BEGIN IMMEDIATE; ROLLBACK")
    };
    locked().is_err_and(|error: rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy))
}
