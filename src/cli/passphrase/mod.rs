//! `mendlog passphrase`: locks the journal, changes what opens it, and takes the lock off.

mod remember;

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use clap::Subcommand;
use zeroize::Zeroizing;

use super::Outcome;
use super::output::{counted, print, say};
use super::setting::Setting;
use super::unlocking::{Ask, asked, shown, unlock};
use crate::remembered::Remembered;
use crate::store::{Journal, Passphrase, Protection, RecoveryKey, Resealed, SHORTEST, StoreError, unlike_backups};

/// Lock your journal with a passphrase, change it, take it off; without it nobody can read the journal
///
/// The passphrase is asked for on the terminal, never taken from an argument or the environment, and stored nowhere. Whoever
/// forgets it needs the recovery key; without either, nobody can open the journal again.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lock the journal and its backups with a passphrase, and show the recovery key to write down
    Set,
    /// Change the passphrase; the old one and its recovery key open nothing any more
    Change,
    /// Take the lock off the journal and its backups
    Remove,
    /// Show the recovery key again
    RecoveryKey,
    /// Tell whether the journal and its backups are locked
    Status,
    Remember(remember::Arguments),
    /// No longer let a command open the journal
    Forget,
}

/// Does what was asked about the passphrase.
pub fn run(command: &Command, setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    match command {
        Command::Set => set(setting, &path)?,
        Command::Change => change(&path)?,
        Command::Remove => remove(&path)?,
        Command::RecoveryKey => show(locked(&path)?.recovery_key().as_ref())?,
        Command::Status => status(&path)?,
        Command::Remember(remember) => remember::remember(remember, &path)?,
        Command::Forget => remember::forget(&path)?,
    }
    Ok(Outcome::Done)
}

fn set(setting: &Setting, path: &Path) -> anyhow::Result<()> {
    if !cfg!(feature = "encryption") {
        return Err(StoreError::CannotLock.into());
    }
    if path.exists() && Protection::of(path)? == Protection::Locked {
        bail!(
            "your journal is locked already. Nothing was changed. `mendlog passphrase change` gives it another passphrase"
        );
    }
    let journal = setting.journal()?;
    let (journal, resealed) = journal.set_passphrase(&new_passphrase()?)?;
    say(&format!("Your journal is locked now{}.", and_backups(&resealed)));
    tell_left(&resealed);
    tell_copies();
    show(journal.recovery_key().as_ref())
}

fn change(path: &Path) -> anyhow::Result<()> {
    let journal = locked(path)?;
    let (journal, resealed) = journal.set_passphrase(&new_passphrase()?)?;
    say(&format!("The passphrase is changed{}. The old one opens nothing any more.", and_backups(&resealed)));
    tell_left(&resealed);
    tell_command(path, "still gives the old one: give it the new one too");
    show(journal.recovery_key().as_ref())
}

fn remove(path: &Path) -> anyhow::Result<()> {
    let (_, resealed) = locked(path)?.remove_passphrase()?;
    say(&format!("The lock is off your journal{}: whoever can read your files can read it.", and_backups(&resealed)));
    tell_left(&resealed);
    tell_command(path, "is not needed any more: `mendlog passphrase forget` takes it away");
    Ok(())
}

/// The locked journal, opened by the patient.
fn locked(path: &Path) -> anyhow::Result<Journal> {
    match Journal::glance(path) {
        Err(StoreError::Locked { .. }) => unlock(path, Ask::Patient),
        Ok(_) => bail!("your journal is not locked. Nothing was changed. `mendlog passphrase set` locks it"),
        Err(error) => Err(error.into()),
    }
}

/// A new passphrase, typed twice.
fn new_passphrase() -> anyhow::Result<Passphrase> {
    say(ADVICE);
    loop {
        let typed = Passphrase::new(asked("New passphrase (not shown as you type): ")?);
        if typed.is_empty() {
            bail!("nothing was typed. Nothing was changed");
        }
        if !typed.is_long_enough() {
            say(&format!("That is shorter than {SHORTEST} characters. Take some words more."));
            continue;
        }
        if typed == Passphrase::new(asked("The same again: ")?) {
            return Ok(typed);
        }
        say("The two are not the same. Nothing was changed yet; begin again.");
    }
}

const ADVICE: &str = "\
Choose at least 8 characters; four or five words that have nothing to do with each other are easy to keep in mind and hard to guess.";

fn and_backups(resealed: &Resealed) -> String {
    match resealed.backups {
        0 => String::new(),
        count => format!(", and so are {}", counted(count, "backup beside it", "backups beside it")),
    }
}

fn tell_left(resealed: &Resealed) {
    for path in &resealed.left {
        say(&format!("{} is as it was: it has another passphrase, or could not be written.", shown(path)));
    }
    for path in &resealed.has_other_names {
        say(&format!("The old {} has another name somewhere, and is as it was there.", shown(path)));
    }
}

fn tell_copies() {
    say("\
The old files were overwritten as far as the disk lets a program do that. Copies elsewhere are as they were: exports, backups on \
other disks, snapshots of the file system.");
}

/// A remembered command may have to be told about a change.
fn tell_command(path: &Path, what: &str) {
    if let Ok(Some(command)) = Remembered::beside(path) {
        say(&format!("The command \"{}\" {what}.", command.words()));
    }
}

/// The recovery key on stdout, and what to do with it on stderr.
fn show(key: Option<&RecoveryKey>) -> anyhow::Result<()> {
    let Some(key) = key else { return Ok(()) };
    say(
        "\nYour recovery key opens the journal when the passphrase is forgotten. Write it down, and keep it away from this machine:\n",
    );
    let mut out = std::io::stdout().lock();
    for line in key.lines() {
        let shown = Zeroizing::new(format!("  {}\n", line.as_str()));
        out.write_all(shown.as_bytes())?;
    }
    out.flush()?;
    say("\nWithout the passphrase and without this key nobody can open the journal again, nor can we.");
    Ok(())
}

fn status(path: &Path) -> anyhow::Result<()> {
    if !path.exists() {
        say("Nothing is there yet; the journal begins with the first treatment.");
        return Ok(());
    }
    let mut lines = vec![match Protection::of(path)? {
        Protection::Plain => "The journal is not locked: whoever can read your files can read it.".to_owned(),
        Protection::Locked => "The journal is locked with a passphrase.".to_owned(),
    }];
    lines.extend(
        unlike_backups(path).iter().map(|backup| format!("Sealed in another way than the journal: {}", shown(backup))),
    );
    match Remembered::beside(path) {
        Ok(None) => {}
        Ok(Some(command)) => lines.push(format!("It is unlocked by the command \"{}\".", command.words())),
        Err(error) => lines.push(format!("The command that was to unlock it is not used: {error}.")),
    }
    print(&lines)
}
