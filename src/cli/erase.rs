//! `mendlog erase`: removes the journal and all that belongs to it, and says what remains elsewhere.

use std::path::Path;

use super::confirm::{Confirmed, ask};
use super::output::{NARROW, print, say, say_wrapped, wrapped_to};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::text::clean_line;
use crate::store::{Belongings, belongings};

/// Remove the journal, its backups and all that belongs to it, for good
///
/// First it lists what it would remove, and asks for the word erase. A locked journal is erased without its passphrase. Files
/// that Mendlog does not know stay where they are. Close every other Mendlog first.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Do not ask; for scripts
    #[arg(long)]
    yes: bool,
}

/// Lists, asks, removes, and says what remains.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    if setting.is_demo() {
        return Err(wrong("the made-up journal goes by itself; there is nothing to erase"));
    }
    let path = setting.journal_path()?;
    let all = belongings(&path)?;
    if all.is_empty() {
        say_wrapped(&format!("There is no journal at {} and nothing that belongs to one.", shown(&path)));
        return Ok(Outcome::Done);
    }
    print(&listed(&all))?;
    agreed(arguments)?;
    let left = all.erase();
    for (path, error) in &left {
        say(&format!("Could not remove {}: {error}", shown(path)));
    }
    if !left.is_empty() {
        anyhow::bail!(
            "not everything is removed; what is named above is still there. Close every other Mendlog, then try again"
        );
    }
    say("Erased.");
    print(&remains())?;
    Ok(Outcome::Done)
}

fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}

fn listed(all: &Belongings) -> Vec<String> {
    let mut lines = vec!["To be removed for good:".to_owned()];
    lines.extend(all.files.iter().map(|file| format!("  {}", shown(file))));
    if !all.unknown.is_empty() {
        lines.push("Not known to Mendlog, and left where it is:".to_owned());
        lines.extend(all.unknown.iter().map(|file| format!("  {}", shown(file))));
    }
    lines
}

fn agreed(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.yes {
        return Ok(());
    }
    match ask("This cannot be taken back. To erase all of it, type erase:", "erase")? {
        Confirmed::Yes => Ok(()),
        Confirmed::No => Err(wrong("nothing was removed")),
        Confirmed::NobodyThere => {
            Err(wrong("nothing was removed. Agree at a terminal, or add --yes once you have read the list"))
        }
    }
}

/// What no program can reach or know of.
const REMAINS: [&str; 6] = [
    "files you exported or backed up to another place, and memory sticks",
    "reports you printed or sent, and what others were told",
    "dates you put into a calendar, on this machine and where it is synchronised to",
    "copies on other computers, which you merged with or synchronised",
    "snapshots of the disk, and the backups that the system makes by itself",
    "what a disk keeps of overwritten places: only an encrypted disk or a locked journal helps there",
];

fn remains() -> Vec<String> {
    let mut lines = vec!["What Mendlog cannot reach or know of, and may still be there:".to_owned()];
    lines.extend(REMAINS.iter().flat_map(|words| wrapped_to(NARROW, "  - ", words)));
    lines
}
