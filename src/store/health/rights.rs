//! Who can read the journal, its folder and its backups, by the rights of the files.
//!
//! May use files.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Finding, Level, folder_of};
use crate::domain::text::clean_line;
use crate::store::Protection;
use crate::store::backup::backups;
use crate::store::unlocking::salt_of;

/// The rights to one file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// The file or folder.
    pub path: PathBuf,
    /// Its rights, as `chmod` takes them; none where the system knows no such rights.
    pub mode: Option<u32>,
    /// The rights it should have.
    pub wanted: u32,
}

impl Right {
    /// Whether anybody but its owner, and the system's administrator, can use it.
    #[must_use]
    pub fn is_open_to_others(&self) -> bool {
        self.mode.is_some_and(|mode| mode & 0o077 != 0)
    }
}

/// The rights to everything that belongs to a journal and is there: its folder, itself, its backups.
#[must_use]
pub fn rights(journal: &Path) -> Vec<Right> {
    let journal = fs::canonicalize(journal).unwrap_or_else(|_| journal.into());
    let backups_folder = folder_of(&journal);
    let mut wanted = vec![(journal.clone(), 0o600), (backups_folder, 0o700)];
    wanted.extend(backups(&journal).unwrap_or_default().into_iter().map(|stored| (stored.path, 0o600)));
    wanted.into_iter().filter_map(|(path, wanted)| found(path, wanted)).collect()
}

/// None when nothing is there.
fn found(path: PathBuf, wanted: u32) -> Option<Right> {
    let found = fs::symlink_metadata(&path).ok()?;
    #[cfg(unix)]
    let mode = Some(std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o777);
    #[cfg(not(unix))]
    let mode = None::<u32>.filter(|_| found.is_file());
    Some(Right { path, mode, wanted })
}

/// Whether a journal is locked, by the first bytes of its file; none when there is none. No connection to it may be open in this
/// process.
#[must_use]
pub fn protection_of(journal: &Path) -> Option<Protection> {
    let salt = journal.is_file().then(|| salt_of(journal).ok()).flatten()?;
    Some(if salt.is_some() { Protection::Locked } else { Protection::Plain })
}

pub(super) fn examine(journal: &Path) -> Finding {
    const ABOUT: &str = "rights";
    let open: Vec<_> = rights(journal).into_iter().filter(Right::is_open_to_others).collect();
    if open.is_empty() {
        return Finding::ok(ABOUT, "no other user of this computer can read the journal or its backups");
    }
    let first = open.iter().take(3).map(|right| format!("chmod {:o} {}", right.wanted, quoted(&right.path)));
    let commands = first.collect::<Vec<_>>().join(" && ");
    let found = match open.len() {
        1 => format!("other users of this computer can use {}", quoted(&open[0].path)),
        count => format!("other users of this computer can use {count} files or folders of the journal"),
    };
    Finding::bad(Level::Look, ABOUT, found, commands)
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &Path) -> String {
    let text = clean_line(&path.to_string_lossy());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_the_shell() {
        assert_eq!(quoted(Path::new("/home/a/journal.db")), "/home/a/journal.db");
        assert_eq!(quoted(Path::new("/home/a b/it's.db")), r"'/home/a b/it'\''s.db'");
    }
}
