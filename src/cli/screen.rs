//! `mendlog` without a subcommand: the screen.

use std::io::{IsTerminal, stdout};

use super::setting::Setting;
use super::unlocking::by_command;
use super::{Colour, Outcome};
use crate::app::Look;
use crate::store::{Journal, StoreError};
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
    let journal = match Journal::open(&path) {
        Err(StoreError::Locked { .. }) => by_command(&path),
        journal => Some(journal?),
    };
    let opening = tui::Opening {
        path: &path,
        library: Box::new(|kept| setting.library_by(kept)),
        look: Look { colour, unicode: terminal.unicode && !ascii },
        notice: setting.is_demo().then(|| DEMO_NOTICE.to_owned()),
    };
    tui::run(&opening, journal)?;
    Ok(Outcome::Done)
}
