//! The terminal taken over and given back: on leaving, on an error, on a panic, and while the program is put aside.

use std::io::{self, Stdout, Write, stdout};
use std::thread;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

/// The terminal while it is ours; given back when this is dropped.
#[derive(Debug)]
pub struct Stage;

impl Stage {
    /// Takes the terminal over.
    pub fn enter() -> io::Result<Self> {
        give_back_on_panic();
        let stage = Self;
        enter()?;
        Ok(stage)
    }
}

/// The terminal to draw on.
pub fn terminal() -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    Terminal::new(CrosstermBackend::new(stdout()))
}

impl Drop for Stage {
    fn drop(&mut self) {
        // A terminal that is gone cannot be given back, and there is nobody left to tell.
        let _ = leave();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)
}

fn leave() -> io::Result<()> {
    let left = execute!(stdout(), DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, Show);
    disable_raw_mode().and(left)
}

/// Hands a text to the terminal as copied. Whether it takes it, it does not tell.
pub fn copy(text: &str) -> io::Result<()> {
    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
}

/// Gives the terminal back and stops the program until the shell continues it.
pub fn suspend() -> io::Result<()> {
    leave()?;
    stop()
}

/// Takes the terminal over again, whatever was done to it while the program was stopped.
pub fn resume() -> io::Result<()> {
    // The mode is remembered from before, so that only going back to it first makes it raw again.
    disable_raw_mode()?;
    enter()
}

#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}

/// A panic here gives the terminal back first and tells where it was, never what was in the journal. One in another thread
/// must not tear the picture down under a running program; that thread's end is told by its channel.
fn give_back_on_panic() {
    let here = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() != here {
            return;
        }
        // Whatever cannot be written now cannot be written at all.
        let _ = leave();
        let place = panic.location().map_or(String::new(), |place| format!(" ({}:{})", place.file(), place.line()));
        let words = "Mendlog stopped because of a fault of its own. What you saved is in the journal, and what you typed \
                     is kept as an unfinished check-in. Start it again to go on.";
        let _ = writeln!(io::stderr(), "{words}{place}");
    }));
}
