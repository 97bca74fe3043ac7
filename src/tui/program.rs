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

use super::carry::carry;
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

/// The running program.
pub struct Program<B: Backend> {
    /// The state of the screens.
    pub model: Model,
    /// The open journal.
    pub journal: Journal,
    /// What is drawn on.
    pub terminal: Terminal<B>,
    /// The time.
    pub clock: Clock,
    /// Puts the program aside until the shell continues it.
    pub suspend: Box<dyn FnMut() -> io::Result<()>>,
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
    /// Runs until an event or an effect ends it.
    ///
    /// # Errors
    /// When the terminal cannot be drawn on. What was typed is kept by then.
    pub fn run(mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        self.draw()?;
        let unread = self.model.after_first_picture();
        let mut course = self.carry_out(unread)?;
        while course == Course::On {
            self.draw()?;
            course = self.next(events)?;
        }
        Ok(())
    }

    /// Waits for an event, or for the moment at which the picture changes by itself, and takes what else has come by then.
    fn next(&mut self, events: &Receiver<Event>) -> anyhow::Result<Course> {
        let wait = self.model.next_change() - (self.clock.now)();
        match events.recv_timeout(wait.to_std().unwrap_or(Duration::from_secs(1))) {
            Ok(event) => self.take_all(event, events),
            Err(RecvTimeoutError::Timeout) => self.send(Msg::Tick((self.clock.now)())),
            Err(RecvTimeoutError::Disconnected) => Ok(Course::End),
        }
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
            Event::Resized => Ok(Course::On),
            Event::Continued => {
                self.terminal.clear().context("could not clear the terminal")?;
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
                Effect::Redraw => self.terminal.clear().context("could not clear the terminal")?,
                effect => {
                    let answer = carry(&mut self.journal, effect, (self.clock.now)());
                    waiting.extend(answer.into_iter().flat_map(|msg| update(&mut self.model, msg)));
                }
            }
        }
        Ok(Course::On)
    }

    fn put_aside(&mut self) -> anyhow::Result<()> {
        (self.suspend)().context("could not put the program aside")?;
        self.terminal.clear().context("could not clear the terminal")
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let model = &self.model;
        self.terminal.draw(|frame| ui::view(model, frame)).context("could not draw on the terminal")?;
        Ok(())
    }
}
