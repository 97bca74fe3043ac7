//! `mendlog` without a subcommand: the screen.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use super::setting::Setting;
use super::unlocking::{Tried, tried};
use super::{Colour, Outcome};
use crate::app::Look;
use crate::store::{Journal, StoreError};
use crate::tui::AtStart;
use crate::{host, tui};

/// Said at the start of a demo.
const DEMO_NOTICE: &str = "This is a made-up journal. Look around; nothing you enter here is kept.";

/// Opens the journal on the screen, until the patient leaves it.
pub fn open(setting: &Setting, ascii: bool) -> anyhow::Result<Outcome> {
    if !stdout().is_terminal() {
        anyhow::bail!("the screen needs a terminal; `mendlog status` and `mendlog log` work without one");
    }
    let terminal = host::terminal();
    let colour = match setting.colour {
        Colour::Auto => terminal.colour,
        Colour::Always => true,
        Colour::Never => false,
    };
    let path = setting.journal_path()?;
    let at_start = match Journal::open(&path) {
        Err(StoreError::Locked { .. }) => by_command(&path),
        journal => AtStart::Open(journal?, None),
    };
    let opening = tui::Opening {
        path: &path,
        library: Box::new(|kept| setting.library_by(kept)),
        look: Look { colour, unicode: terminal.unicode && !ascii },
        notice: setting.is_demo().then(|| DEMO_NOTICE.to_owned()),
    };
    tui::run(&opening, at_start)?;
    Ok(Outcome::Done)
}

/// Only at the start: who locks the screen wants to be asked.
fn by_command(path: &Path) -> AtStart {
    match tried(path) {
        Tried::NoCommand => AtStart::Locked(None),
        Tried::Opened(journal, command) => {
            AtStart::Open(journal, Some(format!("Unlocked by the command \"{command}\".")))
        }
        Tried::InVain(words) => AtStart::Locked(Some(words)),
    }
}
