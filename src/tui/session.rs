//! From the first picture to the last: the journal open, locked, and open again.

use std::sync::mpsc::Receiver;

use ratatui::Terminal;
use ratatui::backend::Backend;
use zeroize::Zeroizing;

use super::door::{Answered, Door, Doorstep};
use super::input::Event;
use super::program::{Ended, Program};
use super::shell::{Aside, Clock, Shell};
use crate::app::draft::Draft;
use crate::app::unlock::Holds;
use crate::app::{Look, Model, Unlock};
use crate::store::Journal;

/// How the journal was found.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is handed on once")]
pub enum Found {
    /// Open, and what its first picture shows.
    Open(Box<Model>, Journal),
    /// Locked, and what there is to say about it.
    Locked(Option<String>),
}

/// What the program goes on with.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
enum State {
    Open(Box<Model>, Journal),
    Locked(Option<Kept>),
}

/// What was being typed when the journal was locked.
pub(super) struct Kept {
    /// The unfinished check-in, where the journal could not keep it.
    pub draft: Option<Zeroizing<String>>,
}

/// The whole session.
pub struct Session<'a, B: Backend> {
    shell: Shell<B>,
    door: Door<'a>,
    look: Look,
}

impl<'a, B: Backend> Session<'a, B>
where
    B::Error: std::error::Error + Send + Sync + 'static,
{
    /// A session on a terminal, with the way to open the journal.
    pub fn new(door: Door<'a>, look: Look, terminal: Terminal<B>, clock: Clock, aside: Aside) -> Self {
        Self { shell: Shell::new(terminal, clock, aside), door, look }
    }

    /// Runs until an event or the patient ends it.
    ///
    /// # Errors
    /// When the terminal cannot be drawn on.
    pub fn run(mut self, found: Found, events: &Receiver<Event>) -> anyhow::Result<()> {
        let (mut state, mut said) = match found {
            Found::Open(model, journal) => (State::Open(model, journal), None),
            Found::Locked(said) => (State::Locked(None), said),
        };
        loop {
            state = match state {
                State::Open(model, journal) => {
                    let (ended, shell) = Program::on(*model, journal, self.shell).until_it_ends(events)?;
                    self.shell = shell;
                    match ended {
                        Ended::Left => break,
                        Ended::Locked(kept) => State::Locked(Some(kept)),
                    }
                }
                State::Locked(kept) => match self.locked(kept.as_ref(), said.take(), events)? {
                    Answered::Left => break,
                    Answered::Opened(mut model, mut journal) => {
                        if let Some(kept) = kept {
                            self.give_back(&mut model, &mut journal, &kept);
                        }
                        State::Open(model, journal)
                    }
                },
            };
        }
        // Some terminals can show again what a program left on its screen.
        let _ = self.shell.wipe();
        Ok(())
    }

    fn locked(
        &mut self,
        kept: Option<&Kept>,
        said: Option<String>,
        events: &Receiver<Event>,
    ) -> anyhow::Result<Answered> {
        let mut unlock = Unlock::new(self.look, self.shell.running());
        unlock.said = said;
        if kept.is_some_and(|kept| kept.draft.is_some()) {
            unlock.holds = Holds::Draft;
        }
        Doorstep::new(&mut self.shell, &self.door, unlock).wait(events)
    }

    /// What was being typed is there again, also when the journal could not keep it and cannot now.
    fn give_back(&self, model: &mut Model, journal: &mut Journal, kept: &Kept) {
        if let Some(text) = &kept.draft
            && let Ok(draft) = Draft::read(text)
        {
            let saved = journal.save_draft(text, self.shell.now());
            model.today.draft = draft;
            model.rejudge_draft();
            model.notice = Some(match saved {
                Ok(()) => "Your unfinished check-in is as you left it.".to_owned(),
                Err(error) => format!("Your unfinished check-in is as you left it, and not kept yet: {error}."),
            });
        }
    }
}
