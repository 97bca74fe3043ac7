//! `mendlog passphrase remember`: lets a keyring or password manager open the journal.

use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::output::say;
use crate::cli::wrong;
use crate::remembered::Remembered;
use crate::store::{Journal, Protection};

/// Let a command of a keyring or password manager open the journal, instead of asking you
///
/// The command is kept beside the journal, for you alone, and is run without a shell when the journal is locked. It must print
/// the passphrase or the recovery key in its first line. Never put the passphrase itself into the command. Whoever can use
/// this computer as you can then open the journal, too: that is the price of not being asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples, each of them once the passphrase lies in the keyring or password manager:
  Secret Service (GNOME, KDE, Xfce):
    secret-tool store --label=\"My journal\" program mendlog
    mendlog passphrase remember -- secret-tool lookup program mendlog
  KWallet:
    mendlog passphrase remember -- kwallet-query -r journal kdewallet
  macOS keychain:
    security add-generic-password -a \"$USER\" -s mendlog -w
    mendlog passphrase remember -- security find-generic-password -s mendlog -w
  pass:
    mendlog passphrase remember -- pass show mendlog
  KeePassXC, Bitwarden, 1Password:
    mendlog passphrase remember -- rbw get mendlog
    mendlog passphrase remember -- op read op://Private/mendlog/password")]
pub struct Arguments {
    /// The command and its arguments
    #[arg(value_name = "COMMAND", last = true, required = true)]
    command: Vec<String>,
}

/// Keeps the command, once it has shown that it opens the journal.
pub fn remember(arguments: &Arguments, path: &Path) -> anyhow::Result<()> {
    let command = Remembered::new(arguments.command.clone()).ok_or_else(|| wrong("name the command after --"))?;
    if !path.exists() || Protection::of(path)? == Protection::Plain {
        bail!(
            "your journal is not locked, so nothing has to open it. Nothing was changed. `mendlog passphrase set` locks it"
        );
    }
    let opener = command.run().map_err(|failure| {
        wrong(format!("the command \"{}\" was not kept: {failure}. Nothing was changed", command.words()))
    })?;
    Journal::unlock(path, &opener).context("what the command prints does not open your journal, so it was not kept")?;
    command.keep(path).context("the command could not be kept; nothing was changed")?;
    say(&format!("From now on the command \"{}\" opens your journal.", command.words()));
    Ok(())
}

/// Takes the command away.
pub fn forget(path: &Path) -> anyhow::Result<()> {
    let found = Remembered::forget(path).context("the command could not be taken away; nothing was changed")?;
    say(if found {
        "Forgotten: from now on you are asked. What the keyring or password manager keeps is still there."
    } else {
        "No command was kept. Nothing was changed."
    });
    Ok(())
}
