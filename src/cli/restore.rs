//! `mendlog restore`: goes back to a backup, after showing what that would change.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::backup::list;
use super::confirm::{Confirmed, ask};
use super::output::{NARROW, print, say, say_wrapped, wrapped_to};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::Difference;
use crate::domain::difference::Headings;
use crate::domain::text::clean_line;
use crate::store::{BackupError, Journal, NotNamed, Opener, Safety, StoreError, Stored, TakenOut, named};

/// Go back to a backup: shows what that would change, and does it once you agree
///
/// Without a name the backups are listed. Your journal as it is now is backed up first, so that a restore can be taken back by
/// another one. A journal that is damaged, empty or another program's file is moved aside, never removed.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A backup: its name in the list, the beginning of its name, or any file
    #[arg(value_name = "NAME|FILE")]
    backup: Option<PathBuf>,
    /// Do not ask; for scripts
    #[arg(long)]
    yes: bool,
    /// Go on when the journal as it is cannot be backed up first, for instance because the disk is full
    #[arg(long)]
    without_backup: bool,
}

const HEADINGS: Headings =
    Headings { added: "Would come back", gone: "Would be gone", changed: "Would have other values" };

/// So many differences are told one by one.
const TOLD: usize = 18;

/// Lists the backups, or goes back to one.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let Some(wanted) = &arguments.backup else {
        list(setting)?;
        say_wrapped(
            "`mendlog restore NAME` shows what going back to one would change, and asks before it does anything.",
        );
        return Ok(Outcome::Done);
    };
    let path = setting.journal_path()?;
    let backup = named(&path, wanted).map_err(|error| not_named(error, wanted))?;
    match readable(setting)? {
        Some(journal) => over(journal, &backup, arguments, setting),
        None => in_place_of(&path, &backup, arguments, setting),
    }
}

/// The journal, if there is one that can be read. One that is closed for another reason than damage is not to be replaced.
fn readable(setting: &Setting) -> anyhow::Result<Option<Journal>> {
    let opened = setting.existing_journal().and_then(|journal| match journal {
        Some(journal) => journal.diary().map(|_| Some(journal)).map_err(Into::into),
        None => Ok(None),
    });
    opened.or_else(|error| match error.downcast_ref() {
        Some(
            StoreError::Empty { .. }
            | StoreError::NotAJournal { .. }
            | StoreError::Foreign { .. }
            | StoreError::Torn { .. }
            | StoreError::Damaged { .. },
        ) => {
            say_wrapped(&error.to_string());
            Ok(None)
        }
        _ => Err(error),
    })
}

fn over(mut journal: Journal, backup: &Path, arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let taken = match journal.take_out(backup) {
        Err(BackupError::OtherSeal { .. }) => journal.take_out_with(backup, &asked_for(backup)?)?,
        taken => taken?,
    };
    let changes = preview(&journal, &taken, setting)?;
    if changes.is_empty() {
        say_wrapped("This backup holds just what your journal holds. Nothing was changed.");
        return Ok(Outcome::Done);
    }
    print(&changes)?;
    agreed(arguments, "Restore this backup? Type yes:")?;
    let safety = if arguments.without_backup { Safety::WithoutBackup } else { Safety::BackUpFirst };
    let before = journal.restore(&taken, safety, setting.now).map_err(without_backup)?;
    tell_how_to_go_back(before.as_ref());
    Ok(Outcome::Done)
}

/// What would change, in lines.
fn preview(journal: &Journal, taken: &TakenOut, setting: &Setting) -> anyhow::Result<Vec<String>> {
    let difference = Difference::between(&journal.diary()?, &taken.diary()?, &setting.library.catalog);
    let mut told = difference.told(HEADINGS, TOLD);
    let kept = taken.drafts().unwrap_or_default();
    if journal.drafts()?.iter().any(|draft| !kept.contains(draft)) {
        told.push("The check-in you are in the middle of would be gone.".to_owned());
    }
    let text = |sheet: Option<crate::store::KeptSheet>| sheet.map(|sheet| sheet.text);
    if text(journal.sheet()?) != text(taken.sheet()?) {
        told.push("Your provider's sheet would be another, or none.".to_owned());
    }
    Ok(told.iter().flat_map(|line| indented(line)).collect())
}

/// A line with its own indent, and what does not fit under it a little further in.
fn indented(line: &str) -> Vec<String> {
    let text = line.trim_start();
    let lead = " ".repeat(line.len() - text.len());
    let mut lines = wrapped_to(NARROW - 4, &lead, text);
    lines.iter_mut().skip(1).for_each(|line| line.insert_str(0, "    "));
    lines
}

/// Puts a backup where no journal can be read.
fn in_place_of(path: &Path, backup: &Path, arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let taken = match TakenOut::alone(backup, None, path) {
        Err(BackupError::Store(StoreError::Locked { .. })) => TakenOut::alone(backup, Some(&asked_for(backup)?), path)?,
        taken => taken?,
    };
    let difference = Difference::between(&crate::domain::Diary::default(), &taken.diary()?, &setting.library.catalog);
    print(&difference.told(HEADINGS, TOLD).iter().flat_map(|line| indented(line)).collect::<Vec<_>>())?;
    let shown = clean_line(&path.to_string_lossy());
    if path.symlink_metadata().is_ok() {
        say_wrapped(&format!("{shown} cannot be read as a journal; it would be moved aside, not removed."));
    }
    agreed(arguments, "Put this backup in its place? Type yes:")?;
    match taken.replace(path, setting.now)? {
        Some(aside) => say_wrapped(&format!(
            "Restored to {shown}. What was there before is now {}; nothing of it was removed.",
            clean_line(&aside.to_string_lossy())
        )),
        None => say_wrapped(&format!("Restored to {shown}.")),
    }
    Ok(Outcome::Done)
}

/// Goes on only when the patient says so.
fn agreed(arguments: &Arguments, question: &str) -> anyhow::Result<()> {
    if arguments.yes {
        return Ok(());
    }
    match ask(question, "yes")? {
        Confirmed::Yes => Ok(()),
        Confirmed::No => Err(wrong("nothing was restored, and your journal is as it was")),
        Confirmed::NobodyThere => Err(wrong(
            "nothing was restored, and your journal is as it was. Agree at a terminal, or add --yes once you have read \
             what would change",
        )),
    }
}

/// What opens a backup that is locked in its own way.
fn asked_for(backup: &Path) -> anyhow::Result<Opener> {
    use std::io::IsTerminal;
    let shown = clean_line(&backup.file_name().unwrap_or_default().to_string_lossy());
    if !std::io::stdin().is_terminal() {
        return Err(BackupError::OtherSeal { path: backup.into() }.into());
    }
    say_wrapped(&format!("{shown} is locked with a passphrase of its own: the one you had when it was made."));
    let typed = Zeroizing::new(rpassword::prompt_password("Its passphrase or recovery key: ")?);
    Opener::typed(typed).map_err(|groups| {
        let groups = groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        wrong(format!("the recovery key has a slip in group {groups}. Nothing was changed. Look again, then try again"))
    })
}

fn tell_how_to_go_back(before: Option<&Stored>) {
    match before {
        Some(before) => {
            say("Restored. Your journal as it was before is kept as a backup. To take this back:");
            say(&format!("  mendlog restore {}", before.name));
        }
        None => say_wrapped("Restored. Your journal as it was before was not backed up, as you asked."),
    }
}

/// Offers to go on without a backup where only room is missing.
fn without_backup(error: BackupError) -> anyhow::Error {
    if error.is_lack_of_room() {
        return anyhow::anyhow!("{error}. If you cannot free any space, --without-backup restores all the same");
    }
    error.into()
}

fn not_named(error: NotNamed, wanted: &Path) -> anyhow::Error {
    let shown = clean_line(&wanted.to_string_lossy());
    wrong(match error {
        NotNamed::None => format!(
            "there is no backup and no file \"{shown}\". Nothing was changed. `mendlog backup --list` names the backups"
        ),
        NotNamed::Several => format!(
            "several backups begin with \"{shown}\". Nothing was changed. Write the whole name, as `mendlog backup --list` \
             shows it"
        ),
    })
}
