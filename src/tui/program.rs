//! The loop: what happens, what it changes, what is drawn. Its events, its terminal and its clock are handed in, so that a
//! test runs the whole program.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, FixedOffset};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::{Position, Rect};

use super::carry::{carry, first_read, keep_draft};
use super::hand_out::{told_copied, write_to_file};
use super::input::Event;
use crate::app::{Effect, Model, Msg, Press, update};
use crate::store::{Journal, StoreError};
use crate::ui;

/// Where the moment and new names come from.
pub struct Clock {
    /// The moment by the patient's clock.
    pub now: Box<dyn Fn() -> DateTime<FixedOffset>>,
    /// A name that nothing in any journal has.
    pub fresh_id: Box<dyn Fn() -> String>,
}

/// How the program is put aside and comes back.
pub struct Aside {
    /// Gives the terminal back and stops until the shell continues the program.
    pub suspend: Box<dyn FnMut() -> io::Result<()>>,
    /// Takes the terminal over again.
    pub resume: Box<dyn FnMut() -> io::Result<()>>,
    /// Hands a text to the terminal as copied.
    pub copy: Box<dyn FnMut(&str) -> io::Result<()>>,
}

/// The running program.
pub struct Program<B: Backend> {
    model: Model,
    journal: Journal,
    terminal: Terminal<B>,
    clock: Clock,
    aside: Aside,
    /// The newest wish about the unfinished check-in: carried out after the picture, so that no key waits for the disk.
    draft: Option<Effect>,
    /// How often that was tried in vain while another program was busy with the journal.
    tries: u32,
    /// Changes when another program writes to the journal.
    version: Option<i64>,
}

/// Whether somebody waits for the next picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Haste {
    Typing,
    None,
}

/// How soon a draft that could not be kept is tried again.
const NEXT_TRY: Duration = Duration::from_millis(300);

/// After so many tries in vain it is said.
const TRIES_IN_SILENCE: u32 = 7;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    On,
    End,
}

impl<B: Backend> Program<B>
where
    B::Error: std::error::Error + Send + Sync + 'static,
{
    /// The program before its first picture.
    pub fn new(model: Model, journal: Journal, terminal: Terminal<B>, clock: Clock, aside: Aside) -> Self {
        let version = journal.data_version().ok();
        Self { model, journal, terminal, clock, aside, draft: None, tries: 0, version }
    }

    /// Runs until an event or an effect ends it. What was typed is kept, however it ends.
    ///
    /// # Errors
    /// When the terminal cannot be drawn on.
    pub fn run(mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        let outcome = self.run_on(events);
        self.keep_draft(Haste::None);
        outcome
    }

    fn run_on(&mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        self.draw()?;
        let unread = self.model.after_first_picture();
        let mut course = self.carry_out(unread)?;
        while course == Course::On {
            self.draw()?;
            if self.keep_draft(Haste::Typing) {
                self.draw()?;
            }
            course = self.next(events)?;
        }
        Ok(())
    }

    /// Keeps the unfinished check-in; tells whether there is something to say about it.
    fn keep_draft(&mut self, haste: Haste) -> bool {
        let Some(effect) = self.draft.take() else { return false };
        let now = (self.clock.now)();
        let outcome = match haste {
            Haste::Typing => self.journal.without_waiting(|journal| keep_draft(journal, &effect, now)),
            Haste::None => keep_draft(&mut self.journal, &effect, now),
        };
        let Err(error) = outcome else {
            self.tries = 0;
            return false;
        };
        if matches!(error, StoreError::Busy { .. }) && haste == Haste::Typing {
            self.draft = Some(effect.clone());
            self.tries += 1;
            if self.tries != TRIES_IN_SILENCE {
                return false;
            }
        }
        update(&mut self.model, Msg::NotSaved(effect, error.to_string()));
        true
    }

    /// Waits for an event, or for the moment at which the picture changes by itself, and takes what else has come by then.
    fn next(&mut self, events: &Receiver<Event>) -> anyhow::Result<Course> {
        let wait = self.model.next_change() - (self.clock.now)();
        let wait = wait.to_std().unwrap_or(Duration::from_secs(1));
        match events.recv_timeout(if self.draft.is_some() { wait.min(NEXT_TRY) } else { wait }) {
            Ok(event) => {
                self.reread_if_changed()?;
                self.take_all(event, events)
            }
            Err(RecvTimeoutError::Timeout) if self.draft.is_some() => Ok(Course::On),
            Err(RecvTimeoutError::Timeout) => self.send(Msg::Tick((self.clock.now)())),
            Err(RecvTimeoutError::Disconnected) => Ok(Course::End),
        }
    }

    /// Another program may have written to the journal since the last key.
    fn reread_if_changed(&mut self) -> anyhow::Result<()> {
        let version = self.journal.data_version().ok();
        if version != self.version
            && let Ok(read) = first_read(&self.journal)
        {
            self.version = version;
            self.send(Msg::Reread(read))?;
        }
        Ok(())
    }

    fn take_all(&mut self, first: Event, events: &Receiver<Event>) -> anyhow::Result<Course> {
        let mut next = Some(first);
        while let Some(event) = next {
            if self.take(event)? == Course::End {
                return Ok(Course::End);
            }
            next = events.try_recv().ok();
        }
        Ok(Course::On)
    }

    fn take(&mut self, event: Event) -> anyhow::Result<Course> {
        let now = (self.clock.now)();
        match event {
            Event::Key(key) => self.send(Msg::Press(Press { key, now, fresh_id: (self.clock.fresh_id)() })),
            Event::Paste(text) => self.send(Msg::Paste(text, now)),
            // What another window wrote was read before this was taken.
            Event::Focused => self.send(Msg::Tick(now)),
            Event::Resized => {
                // A window that shrank and is already as large as before has lost what it no longer had room for.
                self.wipe()?;
                Ok(Course::On)
            }
            Event::Suspend => {
                self.put_aside()?;
                Ok(Course::On)
            }
            Event::Continued => {
                (self.aside.resume)().context("could not take the terminal over again")?;
                self.wipe()?;
                self.send(Msg::Tick(now))
            }
            Event::End => Ok(Course::End),
        }
    }

    fn send(&mut self, msg: Msg) -> anyhow::Result<Course> {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> anyhow::Result<Course> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Quit => return Ok(Course::End),
                Effect::Suspend => self.put_aside()?,
                Effect::Redraw => self.wipe()?,
                effect @ (Effect::SaveDraft(_) | Effect::ClearDraft) => self.draft = Some(effect),
                Effect::CopyOut(text) => {
                    let words = told_copied((self.aside.copy)(&text));
                    waiting.extend(update(&mut self.model, Msg::HandedOut(words)));
                }
                Effect::WriteOut(name, text) => {
                    waiting.extend(update(&mut self.model, Msg::HandedOut(write_to_file(&name, &text))));
                }
                effect => {
                    let answer = self.carry_unless_behind(effect);
                    waiting.extend(answer.into_iter().flat_map(|msg| update(&mut self.model, msg)));
                }
            }
        }
        Ok(Course::On)
    }

    /// Nothing is written on top of what another window wrote before this one has read it.
    fn carry_unless_behind(&mut self, effect: Effect) -> Option<Msg> {
        self.journal.expect_version(self.version);
        let answer = carry(&mut self.journal, effect, (self.clock.now)());
        self.journal.expect_version(None);
        let Some(Msg::Behind(effect, read)) = answer else { return answer };
        // Looked at before reading: what is written between the two is then read once more.
        self.version = self.journal.data_version().ok();
        Some(Msg::Behind(effect, first_read(&self.journal).unwrap_or(read)))
    }

    fn put_aside(&mut self) -> anyhow::Result<()> {
        self.keep_draft(Haste::None);
        (self.aside.suspend)().context("could not put the program aside")?;
        (self.aside.resume)().context("could not take the terminal over again")?;
        self.wipe()
    }

    /// Empties the terminal, so that the next picture is drawn whole. The terminal's own `clear` would ask it where the cursor
    /// is, and the answer would come among the keys.
    fn wipe(&mut self) -> anyhow::Result<()> {
        let size = self.terminal.size().context("could not learn the terminal's size")?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size))).context("could not clear the terminal")
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let model = &self.model;
        self.terminal.draw(|frame| ui::view(model, frame)).context("could not draw on the terminal")?;
        Ok(())
    }
}
