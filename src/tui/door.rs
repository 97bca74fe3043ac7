//! A locked journal on the screen, until it is opened or left.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use ratatui::backend::Backend;

use super::input::Event;
use super::shell::Shell;
use crate::app::unlock::{Errand, Holds, Knock, Refusal};
use crate::app::{Key, Model, Unlock};
use crate::store::{Journal, Opener, StoreError, TakeUp};
use crate::ui;

/// Opens a journal.
type Unlocking<'a> = Box<dyn Fn(&Opener) -> Result<Journal, StoreError> + 'a>;

/// Reads a journal, and takes up what was typed in it.
type Beginning<'a> = Box<dyn Fn(&mut Journal, TakeUp) -> anyhow::Result<Model> + 'a>;

/// How a locked journal is opened.
pub struct Door<'a> {
    /// Opens it with its passphrase or its recovery key.
    pub unlock: Unlocking<'a>,
    /// Reads what the first picture needs.
    pub begin: Beginning<'a>,
}

/// What became of a locked journal.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub(super) enum Answered {
    /// It is open.
    Opened(Box<Model>, Journal),
    /// The patient left.
    Left,
}

/// Somebody at a locked journal.
pub(super) struct Doorstep<'a, B: Backend> {
    pub shell: &'a mut Shell<B>,
    pub door: &'a Door<'a>,
    pub unlock: Unlock,
    /// What came while the journal was being opened, and is no key.
    waiting: VecDeque<Event>,
}

impl<'a, B: Backend> Doorstep<'a, B>
where
    B::Error: std::error::Error + Send + Sync + 'static,
{
    pub fn new(shell: &'a mut Shell<B>, door: &'a Door<'a>, unlock: Unlock) -> Self {
        Self { shell, door, unlock, waiting: VecDeque::new() }
    }

    /// Shows the screen until the journal is open or left.
    pub fn wait(mut self, events: &Receiver<Event>) -> anyhow::Result<Answered> {
        loop {
            self.draw()?;
            let Some(event) = self.next(events) else { return Ok(Answered::Left) };
            let knock = match &event {
                Event::Key(key) => Knock::Press(*key),
                Event::Paste(text) => Knock::Paste(text),
                other => {
                    self.arrange(other)?;
                    Knock::Tick
                }
            };
            match self.unlock.update(knock, self.shell.running()) {
                Some(Errand::Leave) => return Ok(Answered::Left),
                Some(Errand::Suspend) => self.shell.put_aside()?,
                Some(Errand::Redraw) => self.shell.wipe()?,
                Some(Errand::Try) => {
                    if let Some(answered) = self.answer(events)? {
                        return Ok(answered);
                    }
                }
                None => {}
            }
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let unlock = &self.unlock;
        self.shell.draw(|frame| ui::unlock::view(unlock, frame))
    }

    /// Waits for an event, or for the moment at which the screen changes by itself; none when it is over.
    fn next(&mut self, events: &Receiver<Event>) -> Option<Event> {
        let event = match (self.waiting.pop_front(), self.unlock.next_change()) {
            (Some(event), _) => Ok(event),
            (None, Some(at)) => events.recv_timeout(at.saturating_sub(self.shell.running())),
            (None, None) => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match event {
            Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => None,
            // Time alone passes like a window that kept its size.
            Err(RecvTimeoutError::Timeout) => Some(Event::Passed),
            Ok(event) => Some(event),
        }
    }

    fn arrange(&mut self, event: &Event) -> anyhow::Result<()> {
        match event {
            Event::Resized => self.shell.wipe(),
            Event::Suspend => self.shell.put_aside(),
            Event::Continued => self.shell.come_back(),
            _ => Ok(()),
        }
    }

    /// Says that it is being opened, and tries. Keys that came meanwhile are left out: an Enter of somebody who did not wait must
    /// not land on a screen that was not there yet.
    fn answer(&mut self, events: &Receiver<Event>) -> anyhow::Result<Option<Answered>> {
        self.draw()?;
        let tried = self.open();
        while let Ok(event) = events.try_recv() {
            match event {
                Event::Key(Key::Ctrl('c')) => self.waiting.push_back(Event::End),
                Event::Key(_) | Event::Paste(_) => {}
                other => self.waiting.push_back(other),
            }
        }
        Ok(match tried {
            Ok(opened) if self.waiting.is_empty() => Some(opened),
            Ok(_) if self.waiting.contains(&Event::End) => Some(Answered::Left),
            Ok(opened) => {
                for event in std::mem::take(&mut self.waiting) {
                    self.arrange(&event)?;
                }
                Some(opened)
            }
            Err(refusal) => {
                self.unlock.update(Knock::Refused(refusal), self.shell.running());
                None
            }
        })
    }

    fn open(&self) -> Result<Answered, Refusal> {
        let opener = Opener::typed(self.unlock.typed.text()).map_err(Refusal::Mistyped)?;
        let mut journal = (self.door.unlock)(&opener).map_err(|error| match error {
            StoreError::WrongPassphrase { .. } => Refusal::WrongPassphrase,
            StoreError::WrongRecoveryKey { .. } => Refusal::WrongRecoveryKey,
            other => Refusal::Trouble(format!("The journal could not be opened: {other}.")),
        })?;
        // What is still held in memory is this window's: a text that another one left behind must not give way to it.
        let which = if self.unlock.holds == Holds::Draft { TakeUp::Own } else { TakeUp::LeftBehind };
        let model = (self.door.begin)(&mut journal, which).map_err(|error| Refusal::Trouble(format!("{error:#}.")))?;
        Ok(Answered::Opened(Box::new(model), journal))
    }
}
