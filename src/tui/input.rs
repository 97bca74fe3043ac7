//! What happens outside: keys, pasted text, resizing, signals, the end of the terminal. All of it comes through one channel.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::Key;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The patient has come back to this window.
    Focused,
    /// The terminal has another size.
    Resized,
    /// The program is told to stop until it is continued.
    Suspend,
    /// The program was continued after it had been stopped.
    Continued,
    /// A moment that was waited for has come.
    Passed,
    /// The program is told to end, or its terminal is gone.
    End,
}

/// Listens in threads of its own, until the program ends.
pub fn listen() -> io::Result<Receiver<Event>> {
    let (sender, receiver) = channel();
    // New sizes of the window are noticed from the first look on, which must not come after the first picture.
    event::poll(Duration::ZERO)?;
    #[cfg(unix)]
    listen_for_signals(sender.clone())?;
    #[cfg(unix)]
    listen_for_hangup(sender.clone());
    thread::spawn(move || read_keys(&sender));
    Ok(receiver)
}

fn read_keys(sender: &Sender<Event>) {
    let end = EndOnDrop(sender);
    while let Ok(raw) = event::read() {
        if let Some(event) = translated(raw)
            && sender.send(event).is_err()
        {
            break;
        }
    }
    drop(end);
}

/// Tells the program to end when the keys can no longer be read, whatever the reason.
struct EndOnDrop<'a>(&'a Sender<Event>);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        // When nobody listens any more the program has ended already.
        let _ = self.0.send(Event::End);
    }
}

fn translated(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) => translated_key(key).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::FocusGained => Some(Event::Focused),
        Raw::Resize(..) => Some(Event::Resized),
        _ => None,
    }
}

/// Only presses count, or some systems would deliver each key twice; a key held down repeats where that only moves.
fn translated_key(event: KeyEvent) -> Option<Key> {
    let key = key_of(event)?;
    let moves = matches!(
        key,
        Key::Up | Key::Down | Key::Left | Key::Right | Key::PageUp | Key::PageDown | Key::Backspace | Key::Delete
    );
    match event.kind {
        KeyEventKind::Press => Some(key),
        KeyEventKind::Repeat if moves => Some(key),
        _ => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let with = |modifier| event.modifiers.contains(modifier);
    Some(match event.code {
        KeyCode::Char(letter) if with(KeyModifiers::CONTROL) => Key::Ctrl(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) if with(KeyModifiers::ALT) => Key::Alt(letter),
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Tab if with(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}

#[cfg(unix)]
fn listen_for_signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGCONT => Event::Continued,
                SIGTSTP => Event::Suspend,
                _ => Event::End,
            };
            if sender.send(event).is_err() {
                break;
            }
        }
    });
    Ok(())
}

/// Waits, without waking up, until the terminal hangs up. Reading keys would not tell: it finds nothing again and again.
#[cfg(unix)]
fn listen_for_hangup(sender: Sender<Event>) {
    use std::io::IsTerminal;

    use rustix::event::{PollFd, PollFlags, poll};
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    let stdin = io::stdin();
    // Where input comes from elsewhere, the keys are read from the terminal itself, and the end of the input is not its end.
    if !stdin.is_terminal() {
        return;
    }
    thread::spawn(move || {
        let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
        loop {
            match poll(&mut terminal, None) {
                Ok(_) if terminal[0].revents().intersects(gone) => break,
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
        // When nobody listens any more the program has ended already.
        let _ = sender.send(Event::End);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        translated_key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_known_with_their_modifiers() {
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Key::Char('G')));
        assert_eq!(press(KeyCode::Char('C'), KeyModifiers::CONTROL), Some(Key::Ctrl('c')));
        assert_eq!(press(KeyCode::Char('2'), KeyModifiers::ALT), Some(Key::Alt('2')));
        assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), Some(Key::BackTab));
        assert_eq!(press(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_key_let_go_does_nothing_and_a_grade_held_down_counts_once() {
        let mut key = KeyEvent::new(KeyCode::Char('3'), KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        assert_eq!(translated_key(key), None);
        key.kind = KeyEventKind::Repeat;
        assert_eq!(translated_key(key), None);
        key.code = KeyCode::Down;
        assert_eq!(translated_key(key), Some(Key::Down));
    }
}
