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

use super::carry::{carry, first_read};
use super::input::Event;
use crate::app::{Effect, Model, Msg, Press, update};
use crate::store::Journal;
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
    /// Changes when another program writes to the journal.
    version: Option<i64>,
}

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
        Self { model, journal, terminal, clock, aside, draft: None, version }
    }

    /// Runs until an event or an effect ends it. What was typed is kept, however it ends.
    ///
    /// # Errors
    /// When the terminal cannot be drawn on.
    pub fn run(mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        let outcome = self.run_on(events);
        self.keep_draft();
        outcome
    }

    fn run_on(&mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        self.draw()?;
        let unread = self.model.after_first_picture();
        let mut course = self.carry_out(unread)?;
        self.back_up();
        while course == Course::On {
            self.draw()?;
            if self.keep_draft() {
                self.draw()?;
            }
            course = self.next(events)?;
        }
        Ok(())
    }

    /// Makes the backup of the day. One that fails is told, and keeps nobody from going on.
    fn back_up(&mut self) {
        if let Err(error) = self.journal.back_up_daily((self.clock.now)()) {
            self.model.notice = Some(format!("Today's backup could not be made: {error}."));
        }
    }

    /// Keeps the unfinished check-in; tells whether there is something to say about it.
    fn keep_draft(&mut self) -> bool {
        let Some(effect) = self.draft.take() else { return false };
        let answer = carry(&mut self.journal, effect, (self.clock.now)());
        let failed = matches!(answer, Some(Msg::NotSaved(..)));
        if let Some(msg) = answer {
            update(&mut self.model, msg);
        }
        failed
    }

    /// Waits for an event, or for the moment at which the picture changes by itself, and takes what else has come by then.
    fn next(&mut self, events: &Receiver<Event>) -> anyhow::Result<Course> {
        let wait = self.model.next_change() - (self.clock.now)();
        match events.recv_timeout(wait.to_std().unwrap_or(Duration::from_secs(1))) {
            Ok(event) => {
                self.reread_if_changed()?;
                self.take_all(event, events)
            }
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
                effect => {
                    let answer = carry(&mut self.journal, effect, (self.clock.now)());
                    waiting.extend(answer.into_iter().flat_map(|msg| update(&mut self.model, msg)));
                }
            }
        }
        Ok(Course::On)
    }

    fn put_aside(&mut self) -> anyhow::Result<()> {
        self.keep_draft();
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
