//! `mendlog` without a subcommand: the screen.

use std::io::{IsTerminal, stdout};

use super::setting::Setting;
use super::{Colour, Outcome};
use crate::app::Look;
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
    tui::run(&tui::Opening {
        path: &setting.journal_path()?,
        library: Box::new(|kept| setting.library_by(kept)),
        look: Look { colour, unicode: terminal.unicode && !ascii },
        notice: setting.is_demo().then(|| DEMO_NOTICE.to_owned()),
    })?;
    Ok(Outcome::Done)
}
