//! The terminal: the loop that turns keys into messages, effects into changes of the journal, and the model into pictures.
//!
//! The shell's part: may use everything but `cli`.

mod carry;
mod door;
mod hand_out;
mod input;
mod program;
mod sealing;
mod session;
mod shell;
mod stage;
mod window;

use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, bail};

pub use carry::begin;
pub use door::Door;
pub use input::Event;
pub use program::Program;
pub use session::{Found, Session};
pub use shell::{Aside, Clock};

use crate::app::{Look, Model, Zone};
use crate::host;
use crate::protocols::Library;
use crate::store::{Journal, KeptSheet, Opener, StoreError, TakeUp, Typist, far_disk};

/// Said at the start when the journal lies on another computer's disk.
const FAR_DISK: &str = "\
The journal lies on a network or foreign disk ({}). Two computers must not write to it at once; `mendlog doctor` tells more.";

/// What is known about healing by the sheet that a journal keeps, and what there is to say about the sheet.
pub type BySheet<'a> = Box<dyn Fn(Option<KeptSheet>) -> (Library, Option<String>) + 'a>;

/// What the program starts with.
pub struct Opening<'a> {
    /// The journal's file.
    pub path: &'a Path,
    /// What is known about healing, by the sheet that a journal keeps, and what there is to say about the sheet.
    pub library: BySheet<'a>,
    /// What the terminal can show.
    pub look: Look,
    /// Something to say at the start.
    pub notice: Option<String>,
}

/// How the journal is at the start.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum AtStart {
    /// Open, and what there is to say about how it was opened.
    Open(Journal, Option<String>),
    /// Locked, and what was tried in vain to open it.
    Locked(Option<String>),
}

/// Shows the journal, locked at first when it is not open, until the patient leaves it, the terminal is closed, or a signal ends it.
///
/// # Errors
/// When there is no terminal, or the journal or the terminal cannot be used. The terminal is then as it was before.
pub fn run(opening: &Opening<'_>, at_start: AtStart) -> anyhow::Result<()> {
    if !std::io::stdout().is_terminal() {
        bail!("the screens need a terminal; `mendlog status` and `mendlog log` work without one");
    }
    let typist = window::this();
    let found = match at_start {
        AtStart::Open(mut journal, unlocked) => {
            let mut model = opening.first_picture(&mut journal, &typist, TakeUp::LeftBehind)?;
            let said = [model.notice.take(), unlocked];
            model.notice = said.into_iter().flatten().reduce(|first, then| format!("{first} {then}"));
            Found::Open(Box::new(model), journal)
        }
        AtStart::Locked(said) => Found::Locked(said),
    };
    let events = input::listen().context("could not listen for keys")?;
    let stage = stage::Stage::enter().context("could not prepare the terminal")?;
    let clock = Clock { now: Box::new(host::now), fresh_id: Box::new(host::new_id) };
    let terminal = stage::terminal().context("could not prepare the terminal")?;
    let aside =
        Aside { suspend: Box::new(stage::suspend), resume: Box::new(stage::resume), copy: Box::new(stage::copy) };
    let outcome = Session::new(opening.door(&typist), opening.look, terminal, clock, aside).run(found, &events);
    drop(stage);
    outcome
}

impl Opening<'_> {
    fn door<'a>(&'a self, typist: &'a Typist) -> Door<'a> {
        Door {
            unlock: Box::new(|opener| unlock(self.path, opener)),
            begin: Box::new(|journal, which| self.first_picture(journal, typist, which)),
        }
    }

    fn first_picture(&self, journal: &mut Journal, typist: &Typist, which: TakeUp) -> anyhow::Result<Model> {
        journal.typed_by(typist.clone());
        let (library, about_sheet) = (self.library)(journal.sheet()?);
        let notice = about_sheet.or_else(|| self.notice.clone());
        let notice = notice.or_else(|| carry::changed_ranges(journal, &library, host::now()));
        let notice = notice.or_else(|| far_disk(journal.path()).map(|disk| FAR_DISK.replace("{}", disk.kind)));
        let mut model = begin(journal, library, self.look, notice, which, host::now())?;
        model.zone = Zone::Told(host::at_clock);
        Ok(model)
    }
}

/// Somebody may have taken the lock off in another window meanwhile.
fn unlock(path: &Path, with: &Opener) -> Result<Journal, StoreError> {
    match Journal::unlock(path, with) {
        Err(StoreError::NotLocked { .. }) => Journal::open(path),
        opened => opened,
    }
}
