//! A terminal with the program in it: types keys, shows what is on the screen, and never outlives the test.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use vt100::Parser;

/// How long anything may take on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a process is asked whether it has ended.
const GLANCE: Duration = Duration::from_millis(20);

/// So many lines the terminal keeps that were scrolled away.
const SCROLLED: usize = 500;

/// Empties a screen.
const WIPE: &[u8] = b"\x1b[2J";

/// What the terminal received so far.
struct Received {
    parser: Parser,
    bytes: usize,
    /// All of it, as text.
    written: String,
    /// The reader lets go of the terminal with the next byte.
    letting_go: bool,
}

type Shared = Arc<(Mutex<Received>, Condvar)>;

/// A terminal window with a program in it.
pub struct Terminal {
    received: Shared,
    reader: Option<JoinHandle<()>>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    /// Kept open, so that the terminal's modes can be read when the program has left.
    slave: Option<Box<dyn SlavePty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    modes_before: String,
    presses: usize,
}

/// The terminal when the program has left it.
pub struct Left {
    /// The exit code.
    pub code: u32,
    /// The signal that ended the program, if one did.
    pub signal: Option<String>,
    /// What stands on the terminal's own screen.
    pub words: String,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts a program in a window of this size.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let modes_before = modes(pair.master.as_ref());
        let parser = Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), SCROLLED);
        let received = Received { parser, bytes: 0, written: String::new(), letting_go: false };
        let received: Shared = Arc::new((Mutex::new(received), Condvar::new()));
        let reader = listen(pair.master.try_clone_reader().unwrap(), Arc::clone(&received));
        let child = pair.slave.spawn_command(command).unwrap();
        let writer = pair.master.take_writer().unwrap();
        Self {
            received,
            reader: Some(reader),
            master: Some(pair.master),
            writer: Some(writer),
            slave: Some(pair.slave),
            child,
            modes_before,
            presses: 0,
        }
    }

    /// The process of the program.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// What the screen shows, a line a row.
    pub fn screen(&self) -> String {
        self.received.0.lock().unwrap().parser.screen().contents()
    }

    /// What was scrolled away, on both of the terminal's screens, as far as the terminal keeps it.
    pub fn scrolled_away(&self) -> String {
        let mut received = self.received.0.lock().unwrap();
        let screen = received.parser.screen_mut();
        screen.set_scrollback(SCROLLED);
        let seen = screen.contents();
        screen.set_scrollback(0);
        seen
    }

    /// Everything the program has written so far, with its escape codes.
    pub fn written(&self) -> String {
        self.received.0.lock().unwrap().written.clone()
    }

    /// How much the program has written so far.
    pub fn bytes(&self) -> usize {
        self.received.0.lock().unwrap().bytes
    }

    /// How many keys were pressed since the start or the last time this was asked.
    pub fn presses(&mut self) -> usize {
        std::mem::take(&mut self.presses)
    }

    /// Waits until the screen is as it should be.
    fn wait_until(&self, wanted: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.received;
        let waiting = |received: &mut Received| !holds(received.parser.screen());
        let (received, outcome) = changed.wait_timeout_while(lock.lock().unwrap(), PATIENCE, waiting).unwrap();
        let shown = received.parser.screen().contents();
        drop(received);
        assert!(!outcome.timed_out(), "waited in vain for {wanted}; the screen shows:\n{shown}");
    }

    /// Waits until these words are on the screen, wherever its lines break.
    pub fn shows(&self, words: &str) {
        self.wait_until(&format!("{words:?}"), |screen| flat(&screen.contents()).contains(words));
    }

    /// Waits until these words are no longer on the screen.
    pub fn no_longer_shows(&self, words: &str) {
        self.wait_until(&format!("{words:?} to go"), |screen| !flat(&screen.contents()).contains(words));
    }

    /// Waits until the program has the whole screen for itself.
    pub fn is_taken_over(&self) {
        self.wait_until("the screen to be taken over", |screen| screen.alternate_screen() && screen.bracketed_paste());
        self.wait_for_modes("keys come one by one", |modes, before| modes != before);
    }

    /// Waits until the program listens and what is typed is not shown.
    pub fn is_listening_unseen(&self) {
        self.wait_for_modes("nothing typed is shown", |modes, before| modes != before);
    }

    /// Waits until the terminal is as it was before the program.
    pub fn is_given_back(&self) {
        self.wait_until("the screen to be given back", |screen| {
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        self.wait_for_modes("the modes are as before", |modes, before| modes == before);
    }

    fn wait_for_modes(&self, wanted: &str, holds: impl Fn(&str, &str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.modes(), &self.modes_before) {
            assert!(Instant::now() < deadline, "waited in vain until {wanted}: {}", self.modes());
            thread::sleep(GLANCE);
        }
    }

    fn modes(&self) -> String {
        modes(self.master.as_deref().unwrap())
    }

    /// Presses keys: each letter is one; other keys stand for themselves as the escape codes they send.
    pub fn press(&mut self, keys: &str) {
        self.presses += keys.chars().count();
        self.send(keys);
    }

    /// Hands over a text as a terminal does when something is pasted.
    pub fn paste(&mut self, text: &str) {
        let pasted = format!("\x1b[200~{text}\x1b[201~");
        self.send(&pasted);
    }

    fn send(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_bytes()).and_then(|()| writer.flush()).unwrap();
    }

    /// Gives the window another size; what was on it is gone, as in some terminals.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let mut received = self.received.0.lock().unwrap();
        received.parser.set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        received.parser.process(WIPE);
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    /// Makes the window smaller and at once as large as before, so that the program sees only one size.
    pub fn flick(&self) {
        self.received.0.lock().unwrap().parser.process(WIPE);
        self.signal("WINCH");
    }

    /// Sends the program a signal by its name.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Closes the window under the program, which must end of itself.
    pub fn close(mut self) {
        self.received.0.lock().unwrap().letting_go = true;
        // The reader is waiting in the terminal; a key that draws the help brings it out.
        self.send("?");
        self.reader.take().unwrap().join().unwrap();
        self.slave = None;
        self.writer = None;
        self.master = None;
        let status = self.ended();
        assert_eq!(status.signal(), None, "a signal ended it");
        // A window that goes while the program draws on it is an error to the program; a panic would be another code.
        assert!(status.exit_code() <= 1, "{status}");
    }

    /// Waits until the program has ended, and tells what it left behind on the terminal.
    pub fn left(mut self) -> Left {
        let status = self.ended();
        let modes = self.modes();
        // When nobody has the terminal open any more, the reader has read all there is.
        self.slave = None;
        self.reader.take().unwrap().join().unwrap();
        let received = self.received.0.lock().unwrap();
        let screen = received.parser.screen();
        let words = screen.contents();
        if status.signal().is_none() {
            assert_eq!(modes, self.modes_before, "the terminal's modes are not as before");
            assert!(!screen.alternate_screen(), "the alternate screen was not left");
            assert!(!screen.hide_cursor(), "the cursor is still hidden");
            assert!(!screen.bracketed_paste(), "pasted text still comes in brackets");
        }
        Left { code: status.exit_code(), signal: status.signal().map(str::to_owned), words }
    }

    fn ended(&mut self) -> portable_pty::ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(GLANCE);
        }
        panic!("the program does not end; the screen shows:\n{}", self.screen());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn listen(mut terminal: Box<dyn Read + Send>, received: Shared) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            let count = terminal.read(&mut buffer).unwrap_or(0);
            let (lock, changed) = &*received;
            let mut received = lock.lock().unwrap();
            received.parser.process(&buffer[..count]);
            received.bytes += count;
            received.written.push_str(&String::from_utf8_lossy(&buffer[..count]));
            changed.notify_all();
            if count == 0 || received.letting_go {
                break;
            }
        }
    })
}

/// How the terminal treats what is typed and written.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    let mut words = String::new();
    write!(words, "{:?} {:?} ", modes.input_flags, modes.output_flags).unwrap();
    write!(words, "{:?} {:?} {:?}", modes.control_flags, modes.local_flags, modes.control_chars).unwrap();
    words
}

/// The words of a screen in one line, without the frames around them.
pub fn flat(screen: &str) -> String {
    let is_frame = |letter: char| ('\u{2500}'..='\u{257f}').contains(&letter);
    screen.replace(is_frame, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
