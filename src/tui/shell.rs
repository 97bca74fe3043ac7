//! The terminal to draw on, the clock, and the way to put the program aside: what stays when the journal is locked.

use std::io;
use std::time::{Duration, Instant};

use anyhow::Context;
use chrono::{DateTime, FixedOffset};
use ratatui::backend::Backend;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

/// Where the moment and new names come from.
pub struct Clock {
    /// The moment by the patient's clock.
    pub now: Box<dyn Fn() -> DateTime<FixedOffset>>,
    /// A name that nothing in any journal has.
    pub fresh_id: Box<dyn Fn() -> String>,
}

/// Hands a text out.
type Copying = Box<dyn FnMut(&str) -> io::Result<()>>;

/// How the program is put aside and comes back.
pub struct Aside {
    /// Gives the terminal back and stops until the shell continues the program.
    pub suspend: Box<dyn FnMut() -> io::Result<()>>,
    /// Takes the terminal over again.
    pub resume: Box<dyn FnMut() -> io::Result<()>>,
    /// Hands a text to the terminal as copied.
    pub copy: Copying,
}

/// A moment by two clocks: one is put right now and then, the other stands still while the machine sleeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Since {
    wall: DateTime<FixedOffset>,
    steady: Instant,
}

/// What stays when the journal is locked.
pub(super) struct Shell<B: Backend> {
    terminal: Terminal<B>,
    pub clock: Clock,
    aside: Aside,
    began: Instant,
}

impl<B: Backend> Shell<B>
where
    B::Error: std::error::Error + Send + Sync + 'static,
{
    pub fn new(terminal: Terminal<B>, clock: Clock, aside: Aside) -> Self {
        Self { terminal, clock, aside, began: Instant::now() }
    }

    /// The moment by the patient's clock.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock.now)()
    }

    /// How long the program has run.
    pub fn running(&self) -> Duration {
        self.began.elapsed()
    }

    /// This moment.
    pub fn mark(&self) -> Since {
        Since { wall: self.now(), steady: Instant::now() }
    }

    /// How long ago that was, by the clock that says it was longer: a clock that was put back does not keep a journal open, nor
    /// does a machine that slept.
    pub fn elapsed(&self, since: Since) -> Duration {
        let by_wall = (self.now() - since.wall).to_std().unwrap_or_default();
        by_wall.max(since.steady.elapsed())
    }

    /// Draws a picture.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame<'_>)) -> anyhow::Result<()> {
        self.terminal.draw(picture).context("could not draw on the terminal")?;
        Ok(())
    }

    /// Empties the terminal, so that the next picture is drawn whole. The terminal's own `clear` would ask it where the cursor
    /// is, and the answer would come among the keys.
    pub fn wipe(&mut self) -> anyhow::Result<()> {
        let size = self.terminal.size().context("could not learn the terminal's size")?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size))).context("could not clear the terminal")
    }

    /// Hands a text to the terminal as copied.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        (self.aside.copy)(text)
    }

    /// Gives the terminal back, empty, and stops until the shell continues the program.
    pub fn put_aside(&mut self) -> anyhow::Result<()> {
        self.wipe()?;
        (self.aside.suspend)().context("could not put the program aside")?;
        self.come_back()
    }

    /// Takes the terminal over again, empty.
    pub fn come_back(&mut self) -> anyhow::Result<()> {
        (self.aside.resume)().context("could not take the terminal over again")?;
        self.wipe()
    }
}
