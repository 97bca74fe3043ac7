//! What is handed out of the program, to the terminal as copied or to a file: what could not be saved, and reports.
//!
//! May use files.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What to say about a text given to the terminal.
pub fn told_copied(outcome: &io::Result<()>) -> String {
    match outcome {
        Ok(()) => {
            "Handed to your terminal as copied. Not every terminal takes it: paste it somewhere, and see.".to_owned()
        }
        Err(_) => "The terminal took nothing. w writes it to a file instead.".to_owned(),
    }
}

/// Writes bytes to a new file, for this user alone, and says how that went.
pub fn write_to_file(name: &str, bytes: &[u8]) -> String {
    if name.is_empty() {
        return "No file was named, so nothing was written. w asks again.".to_owned();
    }
    let path = std::path::absolute(name).unwrap_or_else(|_| name.into());
    let place = path.display();
    match write_new(&path, bytes) {
        Ok(()) => format!("Written to {place}. It is not locked: delete it when you no longer need it."),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            format!("{place} is there already and stays as it is. w asks for another name.")
        }
        Err(_) => {
            format!("{place} could not be written. Nothing is lost: it is still here. w asks for another place.")
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half of it would look like all of it.
        let _ = std::fs::remove_file(path);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_and_a_new_one_is_for_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.txt");
        let name = path.to_str().unwrap();
        assert!(write_to_file(name, b"redness: 2\n").starts_with("Written to "));
        assert!(write_to_file(name, b"other").contains("stays as it is"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "redness: 2\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(
            write_to_file(folder.path().join("no/such.txt").to_str().unwrap(), b"x").contains("could not be written")
        );
        assert!(write_to_file("", b"x").contains("No file was named"));
    }
}
