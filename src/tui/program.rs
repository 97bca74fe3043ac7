//! The loop: what happens, what it changes, what is drawn. Its events, its terminal and its clock are handed in, so that a
//! test runs the whole program.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::Context;
use ratatui::Terminal;
use ratatui::backend::Backend;
use zeroize::Zeroizing;

use super::carry::{carry, first_read, keep_draft};
use super::hand_out::{told_copied, write_to_file};
use super::input::Event;
use super::sealing::{Sealed, seal};
use super::session::Kept;
use super::shell::{Aside, Clock, Shell, Since};
use crate::app::lock::before_locking;
use crate::app::passphrase_form::Seal;
use crate::app::{Effect, Key, Lock, Model, Msg, Press, Unlock, update};
use crate::store::{Journal, StoreError};
use crate::ui;

/// The running program.
pub struct Program<B: Backend> {
    model: Model,
    journal: Journal,
    shell: Shell<B>,
    /// The newest wish about the unfinished check-in: carried out after the picture, so that no key waits for the disk.
    draft: Option<Effect>,
    /// How often that was tried in vain while another program was busy with the journal.
    tries: u32,
    /// Changes when another program writes to the journal.
    version: Option<i64>,
    /// When the last key was pressed.
    touched: Since,
}

/// How the program ended.
pub(super) enum Ended {
    /// The patient left it, or a signal or the terminal ended it.
    Left,
    /// The journal is locked: nothing of it is on the screen any more.
    Locked(Kept),
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
    Lock,
    End,
}

impl<B: Backend> Program<B>
where
    B::Error: std::error::Error + Send + Sync + 'static,
{
    /// The program before its first picture.
    pub fn new(model: Model, journal: Journal, terminal: Terminal<B>, clock: Clock, aside: Aside) -> Self {
        Self::on(model, journal, Shell::new(terminal, clock, aside))
    }

    /// The same, on what stays when the journal is locked.
    pub(super) fn on(model: Model, journal: Journal, shell: Shell<B>) -> Self {
        let (version, touched) = (journal.data_version().ok(), shell.mark());
        Self { model, journal, shell, draft: None, tries: 0, version, touched }
    }

    /// Runs until an event or an effect ends it. What was typed is kept, however it ends.
    ///
    /// # Errors
    /// When the terminal cannot be drawn on.
    pub fn run(self, events: &Receiver<Event>) -> anyhow::Result<()> {
        self.until_it_ends(events).map(|_| ())
    }

    /// The same; tells how it ended.
    pub(super) fn until_it_ends(mut self, events: &Receiver<Event>) -> anyhow::Result<(Ended, Shell<B>)> {
        let outcome = self.run_on(events);
        if matches!(outcome, Ok(Course::Lock)) {
            return self.lock();
        }
        self.keep_draft(Haste::None);
        outcome.map(|_| (Ended::Left, self.shell))
    }

    /// The screen first, then the draft; the journal, its key and all that was read of it go with this program.
    fn lock(mut self) -> anyhow::Result<(Ended, Shell<B>)> {
        let blank = Unlock::new(self.model.look, self.shell.running());
        // Drawn over first, because some terminals keep what is wiped among the lines that were scrolled away; then wiped, because
        // a terminal may show what was never drawn; then drawn again, which also empties the picture before.
        self.shell.draw(|frame| ui::unlock::view(&blank, frame))?;
        self.shell.wipe()?;
        self.shell.draw(|frame| ui::unlock::view(&blank, frame))?;
        let press = Press { key: Key::Esc, now: self.shell.now(), fresh_id: (self.shell.clock.fresh_id)() };
        let newest = before_locking(&mut self.model, &press).or(self.draft.take());
        let draft = newest.and_then(|effect| match (keep_draft(&mut self.journal, &effect, press.now), effect) {
            (Err(_), Effect::SaveDraft(text)) => Some(Zeroizing::new(text)),
            _ => None,
        });
        Ok((Ended::Locked(Kept { draft }), self.shell))
    }

    fn run_on(&mut self, events: &Receiver<Event>) -> anyhow::Result<Course> {
        self.draw()?;
        let unread = self.model.after_first_picture();
        let mut course = self.carry_out(unread)?;
        self.back_up();
        while course == Course::On {
            self.draw()?;
            if self.keep_draft(Haste::Typing) {
                self.draw()?;
            }
            course = self.next(events)?;
        }
        Ok(course)
    }

    /// Makes the backup of the day. One that fails is told, and keeps nobody from going on.
    fn back_up(&mut self) {
        if let Err(error) = self.journal.back_up_daily(self.shell.now()) {
            self.model.notice = Some(format!("Today's backup could not be made: {error}."));
        }
    }

    /// Keeps the unfinished check-in; tells whether there is something to say about it.
    fn keep_draft(&mut self, haste: Haste) -> bool {
        let Some(effect) = self.draft.take() else { return false };
        let now = self.shell.now();
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

    /// Waits for an event, for the moment at which the picture changes by itself, or until nobody has been there for too long, and
    /// takes what else has come by then. The key that ends too long an absence was meant for a screen that is gone: it is left out.
    fn next(&mut self, events: &Receiver<Event>) -> anyhow::Result<Course> {
        let change = (self.model.next_change() - self.shell.now()).to_std().unwrap_or(Duration::from_secs(1));
        let change = if self.draft.is_some() { change.min(NEXT_TRY) } else { change };
        let wait = self.time_left().map_or(change, |left| left.min(change));
        match events.recv_timeout(wait) {
            Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => Ok(Course::End),
            event if self.is_left_alone() => self.after_absence(event.as_ref().ok()),
            Ok(event) => {
                self.reread_if_changed()?;
                self.take_all(event, events)
            }
            Err(RecvTimeoutError::Timeout) if self.draft.is_some() => Ok(Course::On),
            Err(RecvTimeoutError::Timeout) => self.send(Msg::Tick(self.shell.now())),
        }
    }

    /// Whatever ended too long an absence, the journal is locked before it is done.
    fn after_absence(&mut self, event: Option<&Event>) -> anyhow::Result<Course> {
        match event {
            Some(Event::Suspend) => self.shell.put_aside()?,
            Some(Event::Continued) => self.shell.come_back()?,
            _ => {}
        }
        Ok(Course::Lock)
    }

    /// How long until the journal locks itself; none when it does not.
    fn time_left(&self) -> Option<Duration> {
        let Lock::Set(after) = self.model.lock else { return None };
        after.pause().map(|pause| pause.saturating_sub(self.shell.elapsed(self.touched)))
    }

    fn is_left_alone(&self) -> bool {
        self.time_left().is_some_and(|left| left.is_zero())
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
            let course = self.take(event)?;
            if course != Course::On {
                return Ok(course);
            }
            next = events.try_recv().ok();
        }
        Ok(Course::On)
    }

    fn take(&mut self, event: Event) -> anyhow::Result<Course> {
        let now = self.shell.now();
        if matches!(event, Event::Key(_) | Event::Paste(_)) {
            self.touched = self.shell.mark();
        }
        match event {
            Event::Key(key) => self.send(Msg::Press(Press { key, now, fresh_id: (self.shell.clock.fresh_id)() })),
            Event::Paste(text) => self.send(Msg::Paste(text, now)),
            // What another window wrote was read before this was taken.
            Event::Focused => self.send(Msg::Tick(now)),
            Event::Resized => {
                // A window that shrank and is already as large as before has lost what it no longer had room for.
                self.shell.wipe()?;
                Ok(Course::On)
            }
            Event::Suspend => self.put_aside(),
            Event::Continued => {
                self.shell.come_back()?;
                self.send(Msg::Tick(now))
            }
            Event::Passed => Ok(Course::On),
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
                Effect::Lock => return Ok(Course::Lock),
                Effect::Seal(wish) => match self.seal(&wish)? {
                    Some(msg) => waiting.extend(update(&mut self.model, msg)),
                    None => return Ok(Course::Lock),
                },
                Effect::Suspend => {
                    if self.put_aside()? == Course::Lock {
                        return Ok(Course::Lock);
                    }
                }
                Effect::Redraw => self.shell.wipe()?,
                effect @ (Effect::SaveDraft(_) | Effect::ClearDraft) => self.draft = Some(effect),
                Effect::CopyOut(text) => {
                    let words = told_copied(&self.shell.copy(&text));
                    waiting.extend(update(&mut self.model, Msg::HandedOut(words)));
                }
                Effect::WriteOut(name, bytes) => {
                    waiting.extend(update(&mut self.model, Msg::HandedOut(write_to_file(&name, &bytes))));
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
        let answer = carry(&mut self.journal, effect, self.shell.now());
        self.journal.expect_version(None);
        let Some(Msg::Behind(effect, read)) = answer else { return answer };
        // Looked at before reading: what is written between the two is then read once more.
        self.version = self.journal.data_version().ok();
        Some(Msg::Behind(effect, first_read(&self.journal).unwrap_or(read)))
    }

    /// Seals the journal in another way, which takes a while: says so first. None when the journal cannot be opened again from
    /// here; what was typed is kept by then.
    fn seal(&mut self, wish: &Seal) -> anyhow::Result<Option<Msg>> {
        self.draw()?;
        self.keep_draft(Haste::None);
        let typist = self.journal.typist().clone();
        let none = Journal::in_memory().context("could not make room for another journal")?;
        Ok(match seal(std::mem::replace(&mut self.journal, none), wish) {
            Sealed::On(journal, msg) => {
                self.version = journal.data_version().ok();
                self.journal = journal;
                self.journal.typed_by(typist);
                Some(msg)
            }
            Sealed::Closed => None,
        })
    }

    /// Stops until the shell continues the program. Whoever brings it back after too long finds the journal locked.
    fn put_aside(&mut self) -> anyhow::Result<Course> {
        self.keep_draft(Haste::None);
        self.shell.put_aside()?;
        Ok(if self.is_left_alone() { Course::Lock } else { Course::On })
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let model = &self.model;
        self.shell.draw(|frame| ui::view(model, frame))
    }
}
