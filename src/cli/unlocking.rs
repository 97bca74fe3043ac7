//! Opening a journal that may be locked: by the remembered command, else by asking on the terminal, once for a whole command.
//!
//! Asks on the terminal itself, so that it works while input and output go through pipes.

use std::cell::RefCell;
use std::path::Path;
#[cfg(unix)]
use std::sync::Arc;
use std::thread;

use anyhow::{anyhow, bail};
use zeroize::Zeroizing;

use super::output::say;
use crate::app::tries::wait_after;
use crate::domain::text::clean_line;
use crate::remembered::Remembered;
use crate::store::{Journal, Opener, Protection, RecoveryKey, StoreError};

/// So many times is asked.
const TRIES: u32 = 5;

const QUESTION: &str = "Passphrase of your journal, or its recovery key (not shown as you type): ";

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The remembered command first.
    CommandFirst,
    /// The patient, to be sure that it is the patient.
    Patient,
}

/// What was learned on the way: the key, so that it is asked for and made once.
#[derive(Debug, Default)]
pub struct Unlocking {
    key: RefCell<Option<RecoveryKey>>,
}

impl Unlocking {
    /// Opens the journal; asks for what opens it when it is locked.
    pub fn open(&self, path: &Path) -> anyhow::Result<Journal> {
        let known = self.key.borrow().clone().map(Opener::Recovery);
        let journal = match known {
            Some(key) => Journal::unlock(path, &key)?,
            None => match Journal::open(path) {
                Err(StoreError::Locked { .. }) => unlock(path, Ask::CommandFirst)?,
                journal => journal?,
            },
        };
        *self.key.borrow_mut() = journal.recovery_key();
        Ok(journal)
    }

    /// Opens the journal to be read at once; never asks the patient.
    pub fn glance(path: &Path) -> Result<Journal, StoreError> {
        match Journal::glance(path) {
            Err(StoreError::Locked { path }) => {
                let command = Remembered::beside(&path).ok().flatten();
                match command.and_then(|command| command.run().ok()) {
                    Some(opener) => Journal::glance_unlocked(&path, &opener),
                    None => Err(StoreError::Locked { path }),
                }
            }
            journal => journal,
        }
    }

    /// Whether the journal that was opened is locked.
    pub fn protection(&self) -> Protection {
        if self.key.borrow().is_some() { Protection::Locked } else { Protection::Plain }
    }
}

/// Opens a locked journal.
pub fn unlock(path: &Path, ask: Ask) -> anyhow::Result<Journal> {
    let by_command = if ask == Ask::CommandFirst { by_command(path) } else { None };
    by_command.map_or_else(|| by_patient(path), Ok)
}

/// Every use of the command is told, and every failure of it.
fn by_command(path: &Path) -> Option<Journal> {
    match tried(path) {
        Tried::NoCommand => None,
        Tried::Opened(journal, command) => {
            say(&format!("Your journal was unlocked by the command \"{command}\"."));
            Some(journal)
        }
        Tried::InVain(words) => {
            say(&words);
            None
        }
    }
}

/// What became of the remembered command.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Tried {
    /// None is remembered.
    NoCommand,
    /// It opened the journal; with the command in words.
    Opened(Journal, String),
    /// It did not, and what to say about it.
    InVain(String),
}

/// Lets the remembered command open the journal, once.
pub fn tried(path: &Path) -> Tried {
    let command = match Remembered::beside(path) {
        Ok(Some(command)) => command,
        Ok(None) => return Tried::NoCommand,
        Err(error) => {
            let words =
                format!("The command that was to open your journal is not used: {error}. You are asked instead.");
            return Tried::InVain(words);
        }
    };
    let words = command.words();
    let opened = command.run().map_err(|failure| failure.to_string());
    match opened.and_then(|opener| Journal::unlock(path, &opener).map_err(|error| error.to_string())) {
        Ok(journal) => Tried::Opened(journal, words),
        Err(why) => {
            Tried::InVain(format!("The command \"{words}\" did not open your journal: {why}. You are asked instead."))
        }
    }
}

fn by_patient(path: &Path) -> anyhow::Result<Journal> {
    let mut wrong = 0;
    loop {
        let typed = asked(QUESTION)?;
        if typed.is_empty() {
            bail!("nothing was typed, so your journal stays locked. Nothing was changed");
        }
        let opened = match Opener::typed(typed) {
            Err(groups) => Err(mistyped(&groups)),
            Ok(opener) => match Journal::unlock(path, &opener) {
                Err(error @ (StoreError::WrongPassphrase { .. } | StoreError::WrongRecoveryKey { .. })) => {
                    wrong += 1;
                    Err(error.to_string())
                }
                journal => Ok(journal?),
            },
        };
        match opened {
            Ok(journal) => return Ok(journal),
            Err(words) if wrong >= TRIES => bail!("{words}"),
            Err(words) => say(&format!("{words}.")),
        }
        thread::sleep(wait_after(wrong).to_std().unwrap_or_default());
    }
}

/// Opens a locked journal to be read at once, after asking for what opens it.
pub fn glance_asked(path: &Path) -> anyhow::Result<Journal> {
    let opener = Opener::typed(asked(QUESTION)?).map_err(|groups| anyhow!(mistyped(&groups)))?;
    Ok(Journal::glance_unlocked(path, &opener)?)
}

fn mistyped(groups: &[usize]) -> String {
    let named: Vec<_> = groups.iter().map(ToString::to_string).collect();
    let (noun, verb) = if groups.len() == 1 { ("group", "has") } else { ("groups", "have") };
    format!(
        "This looks like a recovery key, but its {noun} {} {verb} a slip. Nothing was changed. Look there, and type it again",
        named.join(", ")
    )
}

/// What is typed on the terminal without being shown.
pub fn asked(question: &str) -> anyhow::Result<Zeroizing<String>> {
    match outliving_ctrl_c(|| rpassword::prompt_password(question)) {
        Ok(typed) => Ok(Zeroizing::new(typed)),
        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
            bail!("left at the question for the passphrase. Nothing was changed")
        }
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(Zeroizing::default()),
        Err(_) => bail!(NO_TERMINAL),
    }
}

/// Ctrl-C at the question comes as a signal, which would end the program before the terminal shows again what is typed.
#[cfg(unix)]
fn outliving_ctrl_c<T>(ask: impl FnOnce() -> T) -> T {
    let noted = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
    let answer = ask();
    if let Ok(noted) = noted {
        signal_hook::low_level::unregister(noted);
    }
    answer
}

#[cfg(not(unix))]
fn outliving_ctrl_c<T>(ask: impl FnOnce() -> T) -> T {
    ask()
}

/// Said where nobody can be asked.
const NO_TERMINAL: &str = "\
your journal's passphrase has to be typed, and there is no terminal to ask on. Nothing was changed. Run this in a terminal, or let \
a keyring or password manager answer: `mendlog passphrase remember -- COMMAND` (see its --help)";

/// Where a journal lies, harmless on a terminal.
pub fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}
