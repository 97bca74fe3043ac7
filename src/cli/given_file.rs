//! Files that are named on the command line and read: from a file or a pipe, never more than fits, and never waiting for a
//! file that is none.
//!
//! The shell's part: reads files.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use crate::domain::text::clean_line;

/// The file's name for messages.
pub fn shown(name: &str) -> String {
    if name == "-" { "what came through the pipe".to_owned() } else { clean_line(name) }
}

/// The bytes of a file, or of what comes through a pipe for `-`: at most one more than `most`, so that a larger file is seen
/// to be larger without being read to its end.
///
/// # Errors
/// Also when the name is that of a folder, a device, or a pipe that the shell has not opened for us.
pub fn bytes(name: &str, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    } else {
        open(Path::new(name))?.take(most + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// A file, or what comes through a pipe for `-`, to be read bit by bit.
///
/// # Errors
/// As for [`bytes`].
pub fn reader(name: &str) -> io::Result<Box<dyn io::Read + Send>> {
    if name == "-" { Ok(Box::new(io::stdin())) } else { Ok(Box::new(open(Path::new(name))?)) }
}

fn open(path: &Path) -> io::Result<File> {
    if is_handed_over(path) {
        return File::open(path);
    }
    let file = without_waiting().open(path)?;
    let kind = file.metadata()?;
    if kind.is_file() {
        return Ok(file);
    }
    let words = if kind.is_dir() {
        "it is a folder"
    } else {
        "it is a device or a pipe, and no file; name - to read from a pipe"
    };
    Err(io::Error::new(io::ErrorKind::InvalidInput, words))
}

/// Whether the shell has opened it already, as in `mendlog import <(gunzip -c journal.json.gz)`.
fn is_handed_over(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// Opening a pipe that nobody writes to would wait for ever.
fn without_waiting() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or_default(),
    );
    options
}
