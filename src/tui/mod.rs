//! The terminal: the loop that turns keys into messages, effects into changes of the journal, and the model into pictures.
//!
//! The shell's part: may use everything but `cli`.

mod carry;
mod hand_out;
mod input;
mod program;
mod stage;

use std::io::IsTerminal;

use anyhow::{Context, bail};

pub use carry::begin;
pub use input::Event;
pub use program::{Aside, Clock, Program};

use crate::app::{Look, Zone};
use crate::host;
use crate::protocols::Library;
use crate::store::Journal;

/// What the program starts with.
#[derive(Debug)]
pub struct Opening {
    /// The open journal.
    pub journal: Journal,
    /// The protocols.
    pub library: Library,
    /// What the terminal can show.
    pub look: Look,
    /// Something to say at the start.
    pub notice: Option<String>,
}

/// Shows the journal until the patient leaves it, the terminal is closed, or a signal ends it.
///
/// # Errors
/// When there is no terminal, or the journal or the terminal cannot be used. The terminal is then as it was before.
pub fn run(opening: Opening) -> anyhow::Result<()> {
    if !std::io::stdout().is_terminal() {
        bail!("the screens need a terminal; `mendlog status` and `mendlog log` work without one");
    }
    let Opening { mut journal, library, look, notice } = opening;
    let notice = notice.or_else(|| carry::changed_ranges(&mut journal, &library, host::now()));
    let mut model = begin(&journal, library, look, notice, host::now())?;
    model.zone = Zone::Told(host::at_clock);
    let events = input::listen().context("could not listen for keys")?;
    let stage = stage::Stage::enter().context("could not prepare the terminal")?;
    let clock = Clock { now: Box::new(host::now), fresh_id: Box::new(host::new_id) };
    let terminal = stage::terminal().context("could not prepare the terminal")?;
    let aside =
        Aside { suspend: Box::new(stage::suspend), resume: Box::new(stage::resume), copy: Box::new(stage::copy) };
    let outcome = Program::new(model, journal, terminal, clock, aside).run(&events);
    drop(stage);
    outcome
}
