//! The files that work on a journal makes for a moment, and what a program that was killed left of them.
//!
//! May use files. Each name tells the process that made the file, so that nobody takes away what another window is working on.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::{Builder, TempPath};

use super::backup::folder_of;
use super::leftovers::wipe;

/// How the names of journals begin that are not yet in their place.
pub(super) const JOURNAL: &str = ".new-journal-";

/// How the names of unfinished backups begin.
pub(super) const BACKUP: &str = ".new-backup-";

/// Makes an empty file for this user alone, which goes when it is dropped.
pub(super) fn make(folder: &Path, beginning: &str) -> io::Result<TempPath> {
    let beginning = format!("{beginning}{}-", std::process::id());
    Builder::new().prefix(&beginning).tempfile_in(folder).map(tempfile::NamedTempFile::into_temp_path)
}

/// Overwrites and removes what killed programs left for a journal. What cannot be removed now is tried again at the next start.
pub(super) fn remove_abandoned(journal: &Path) {
    let journal = fs::canonicalize(journal).unwrap_or_else(|_| journal.into());
    let backups = folder_of(&journal);
    for folder in journal.parent().into_iter().chain([&*backups]) {
        // The content behind a link is somebody else's.
        if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
            continue;
        }
        for item in fs::read_dir(folder).into_iter().flatten().flatten() {
            if item.file_name().to_str().is_some_and(is_abandoned) {
                let _ = wipe(&item.path());
            }
        }
    }
}

fn is_abandoned(name: &str) -> bool {
    let maker = [JOURNAL, BACKUP].iter().find_map(|beginning| name.strip_prefix(beginning));
    let number = maker.and_then(|rest| rest.split_once('-')).and_then(|(number, _)| number.parse().ok());
    number.is_some_and(is_gone)
}

/// Whether no process has this number.
#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    process > 0 && Pid::from_raw(process).is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
}

/// Where that cannot be told, `mendlog doctor` tells of the file.
#[cfg(not(unix))]
const fn is_gone(_process: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_window_works_on_stays() {
        assert!(!is_abandoned(&format!(".new-backup-{}-x", std::process::id())));
        for other in [".new-backup-x", ".new-journal-", ".new-journal-1", ".new-journal--1-x", "journal.db"] {
            assert!(!is_abandoned(other), "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_a_process_left_that_is_gone_goes_too() {
        // No system gives such a number away.
        assert!(is_abandoned(".new-journal-2147483646-x"));
        assert!(is_abandoned(".new-backup-2147483646-x-journal"));
    }
}
