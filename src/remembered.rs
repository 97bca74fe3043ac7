//! The command that opens a locked journal instead of the patient: the argument list of a keyring or a password manager, kept
//! beside the journal. It holds no secret; what the command prints is one.
//!
//! Part of the shell: may use files and start that command, without a shell in between.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use crate::domain::text::clean_line;
use crate::store::Opener;

/// No passphrase is longer.
const LONGEST: u64 = 64 * 1024;

/// A command and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered(Vec<String>);

/// Why the command opened nothing, in words that hold nothing of what it printed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It cannot be started.
    #[error("it could not be started ({0})")]
    NotStarted(io::Error),
    /// It ended with an error.
    #[error("it ended with an error")]
    Failed,
    /// It printed no text, or too much.
    #[error("it printed no passphrase")]
    Nothing,
    /// It printed a recovery key with a slip.
    #[error("it printed a recovery key with a slip in it")]
    Mistyped,
}

impl Remembered {
    /// A command line; none when it is empty.
    #[must_use]
    pub fn new(line: Vec<String>) -> Option<Self> {
        line.first().is_some_and(|program| !program.is_empty()).then_some(Self(line))
    }

    /// The command kept beside a journal; none when there is none.
    ///
    /// # Errors
    /// When it cannot be read, or others may have written it.
    pub fn beside(journal: &Path) -> io::Result<Option<Self>> {
        let path = place(journal);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text?,
        };
        refuse_written_by_others(&path)?;
        let line = serde_json::from_str(&text).map_err(|_| io::Error::other("it is damaged"))?;
        Ok(Self::new(line))
    }

    /// Keeps the command beside a journal, for this user alone.
    ///
    /// # Errors
    /// When it cannot be written; what was there before is then still there.
    pub fn keep(&self, journal: &Path) -> io::Result<()> {
        let path = place(journal);
        let mut file =
            tempfile::Builder::new().prefix(".mendlog-").tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
        file.write_all(serde_json::to_string(&self.0)?.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map(|_| ()).map_err(|error| error.error)
    }

    /// Takes the command away; tells whether there was one.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn forget(journal: &Path) -> io::Result<bool> {
        match fs::remove_file(place(journal)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Runs the command, and reads the passphrase or the recovery key in the first line it prints.
    ///
    /// # Errors
    /// When it ends with an error or prints nothing of use.
    pub fn run(&self) -> Result<Opener, Failure> {
        let [program, arguments @ ..] = &self.0[..] else { return Err(Failure::Nothing) };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(Failure::NotStarted)?;
        let mut printed = Zeroizing::new(Vec::with_capacity(4096));
        let read = child.stdout.take().map(|out| out.take(LONGEST).read_to_end(&mut printed));
        let ended = child.wait().map_err(Failure::NotStarted)?;
        if !ended.success() || !matches!(read, Some(Ok(_))) {
            return Err(Failure::Failed);
        }
        let first = printed.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = str::from_utf8(first).map_err(|_| Failure::Nothing)?.trim_end_matches('\r');
        if line.is_empty() {
            return Err(Failure::Nothing);
        }
        Opener::typed(Zeroizing::new(line.to_owned())).map_err(|_| Failure::Mistyped)
    }

    /// The command as it would be typed, harmless on a terminal.
    #[must_use]
    pub fn words(&self) -> String {
        clean_line(&self.0.join(" "))
    }
}

fn place(journal: &Path) -> PathBuf {
    let mut name = OsString::from(journal);
    name.push(".unlock");
    PathBuf::from(name)
}

/// A command that somebody else put there would run with this user's rights.
#[cfg(unix)]
fn refuse_written_by_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(path)?;
    let is_ours = found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o022 == 0;
    if is_ours { Ok(()) } else { Err(io::Error::other("others may have written it")) }
}

#[cfg(not(unix))]
const fn refuse_written_by_others(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn command(line: &[&str]) -> Remembered {
        Remembered::new(line.iter().map(|word| (*word).to_owned()).collect()).expect("a test names a command")
    }

    #[test]
    fn it_is_kept_for_its_owner_alone_and_forgotten() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal.db");
        assert_eq!(Remembered::beside(&journal).unwrap(), None);
        let lookup = command(&["lookup", "it's \"mine\"", "a\nb"]);
        lookup.keep(&journal).unwrap();
        let path = folder.path().join("journal.db.unlock");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(Remembered::beside(&journal).unwrap(), Some(lookup));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o622)).unwrap();
        Remembered::beside(&journal).unwrap_err();
        assert!(Remembered::forget(&journal).unwrap());
        assert!(!Remembered::forget(&journal).unwrap());
    }

    #[test]
    fn its_first_line_counts_and_no_shell_reads_it() {
        let echoed = command(&["printf", "%s\\n%s", "four $HOME words; `here`", "login: me"]).run().unwrap();
        let Opener::Passphrase(read) = echoed else { panic!("no passphrase") };
        let wanted = Zeroizing::new("four $HOME words; `here`".to_owned());
        assert!(read == crate::store::Passphrase::new(wanted));
    }

    #[test]
    fn every_failure_is_told_without_what_was_printed() {
        let said = |line: &[&str]| command(line).run().unwrap_err().to_string();
        assert!(said(&["/nowhere/lookup"]).starts_with("it could not be started"));
        assert_eq!(said(&["false"]), "it ended with an error");
        assert_eq!(said(&["sh", "-c", "echo secret; exit 1"]), "it ended with an error");
        assert_eq!(said(&["true"]), "it printed no passphrase");
        assert_eq!(said(&["printf", "\\377"]), "it printed no passphrase");
    }
}
