//! `mendlog` without a subcommand: the screen.

use super::Outcome;
use super::setting::Setting;

/// Opens the journal on the screen.
pub fn open(setting: &Setting, ascii: bool) -> anyhow::Result<Outcome> {
    let _ = (setting.journal_path()?, setting.colour, ascii);
    anyhow::bail!(
        "this build has no screen yet; `mendlog log` and `mendlog status` work, `mendlog --help` lists the rest"
    )
}
