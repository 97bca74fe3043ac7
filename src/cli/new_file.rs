//! Files that commands write: for their owner's eyes only, and there as a whole or not at all.
//!
//! The shell's part: writes files.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

use super::wrong;
use crate::store::is_journal;

/// What happens to a file that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Already {
    /// It stays, and nothing is written; the words say what to do instead.
    Stays(&'static str),
    /// It is replaced.
    Replaced,
}

impl Already {
    /// For commands that replace nothing.
    pub const STAYS: Self = Self::Stays("name another file");

    /// For commands that replace a file where `--force` says so.
    pub const fn unless(force: bool) -> Self {
        if force { Self::Replaced } else { Self::Stays("name another file, or add --force to replace it") }
    }
}

/// A file that is being written under another name, and gone unless it is kept.
#[derive(Debug)]
pub struct NewFile {
    written: BufWriter<NamedTempFile>,
    path: PathBuf,
    already: Already,
}

impl NewFile {
    /// Begins a file beside the place where it will be.
    ///
    /// # Errors
    /// When something stands there that may not be replaced, or the folder cannot be written to.
    pub fn begin(path: &Path, already: Already) -> anyhow::Result<Self> {
        match already {
            Already::Replaced => refuse_what_must_stay(path)?,
            Already::Stays(instead) if path.symlink_metadata().is_ok() => return Err(is_there(path, instead)),
            Already::Stays(_) => {}
        }
        let file =
            tempfile::Builder::new().prefix(".mendlog-").tempfile_in(folder_of(path)).with_context(|| failed(path))?;
        Ok(Self { written: BufWriter::new(file), path: path.to_owned(), already })
    }

    /// Puts the file in its place, once it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written to its end; then there is no such file.
    pub fn keep(self) -> anyhow::Result<()> {
        let Self { written, path, already } = self;
        let file = written.into_inner().map_err(io::IntoInnerError::into_error).with_context(|| failed(&path))?;
        file.as_file().sync_all().with_context(|| failed(&path))?;
        let saved = match already {
            Already::Replaced => file.persist(&path),
            Already::Stays(_) => file.persist_noclobber(&path),
        };
        match (saved, already) {
            (Ok(_), _) => Ok(()),
            (Err(refused), Already::Stays(instead)) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(is_there(&path, instead))
            }
            (Err(refused), _) => Err(refused.error).with_context(|| failed(&path)),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.written.flush()
    }
}

/// Writes a file for its owner's eyes only, as a whole or not at all.
pub fn save(path: &Path, contents: &[u8], already: Already) -> anyhow::Result<()> {
    let mut file = NewFile::begin(path, already)?;
    file.write_all(contents).with_context(|| failed(path))?;
    file.keep()
}

/// Makes a folder with these files, all of it for its owner's eyes only, and all of it or nothing.
pub fn save_folder(path: &Path, files: &[(String, &str)]) -> anyhow::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(wrong(format!(
            "{} is already there and was left as it is; name a folder that is not there yet",
            path.display()
        )));
    }
    let unfinished = private_folder_beside(path).with_context(|| failed(path))?;
    for (name, text) in files {
        save(&unfinished.path().join(name), text.as_bytes(), Already::STAYS)?;
    }
    // A folder that appeared meanwhile and has anything in it is not replaced: renaming onto it fails.
    std::fs::rename(unfinished.path(), path).with_context(|| failed(path))?;
    // It has gone to its place.
    let _ = unfinished.keep();
    Ok(())
}

fn private_folder_beside(path: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mendlog-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(path: &Path) -> String {
    format!("could not write {}; nothing was changed", path.display())
}

fn is_there(path: &Path, instead: &str) -> anyhow::Error {
    wrong(format!("{} is already there and was left as it is; {instead}", path.display()))
}

/// A device, a link or a journal is not replaced by a file, whatever was asked for.
fn refuse_what_must_stay(path: &Path) -> anyhow::Result<()> {
    let Ok(kind) = path.symlink_metadata() else { return Ok(()) };
    let what = if !kind.is_file() {
        "is a folder, a link or a device, and no file"
    } else if holds_a_journal(path) {
        "is a journal"
    } else {
        return Ok(());
    };
    let path = path.display();
    Err(wrong(format!("{path} {what}, and was left as it is, --force or not; name another file. Nothing was changed.")))
}

fn holds_a_journal(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
    read.is_ok() && is_journal(&head)
}
