//! The whole program: scripted events in, a real journal file behind it, pictures out.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use chrono::{DateTime, FixedOffset};
use mendlog::app::Key;
use mendlog::store::{Journal, TakeUp, Window};
use mendlog::tui::{Aside, Clock, Event, Program, begin};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use crate::patient::{LIBRARY, LOOK, at, keys, now};
use crate::pictures::text;

/// Tells the moment by the patient's clock.
type Now = Box<dyn Fn() -> DateTime<FixedOffset>>;

/// A terminal whose pictures can still be looked at when the program has ended.
#[derive(Clone)]
struct Shared(std::rc::Rc<std::cell::RefCell<TestBackend>>);

impl Shared {
    fn new(width: u16, height: u16) -> Self {
        Self(std::rc::Rc::new(std::cell::RefCell::new(TestBackend::new(width, height))))
    }

    fn buffer(&self) -> Buffer {
        self.0.borrow().buffer().clone()
    }
}

impl Backend for Shared {
    type Error = core::convert::Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> Result<(), Self::Error> {
        self.0.borrow_mut().draw(content)
    }
    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        self.0.borrow_mut().hide_cursor()
    }
    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        self.0.borrow_mut().show_cursor()
    }
    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        panic!("the terminal's answer would come among the keys")
    }
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        self.0.borrow_mut().set_cursor_position(position)
    }
    fn clear(&mut self) -> Result<(), Self::Error> {
        self.0.borrow_mut().clear()
    }
    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Self::Error> {
        self.0.borrow_mut().clear_region(clear_type)
    }
    fn size(&self) -> Result<Size, Self::Error> {
        self.0.borrow().size()
    }
    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.0.borrow_mut().window_size()
    }
    fn flush(&mut self) -> Result<(), Self::Error> {
        self.0.borrow_mut().flush()
    }
}

/// Runs the program on a journal with the events given; returns the last picture.
pub fn run(path: &Path, events: Vec<Event>) -> String {
    run_with(path, events, || {})
}

/// The same, with something that happens elsewhere once the program has begun.
fn run_with(path: &Path, events: Vec<Event>, elsewhere: impl FnOnce()) -> String {
    let (sender, receiver) = channel();
    for event in events {
        sender.send(event).unwrap();
    }
    drop(sender);
    run_by(path, &receiver, Box::new(now), elsewhere)
}

/// The same, by another clock and for as long as the events last.
fn run_by(path: &Path, events: &Receiver<Event>, now: Now, elsewhere: impl FnOnce()) -> String {
    let mut journal = Journal::open(path).unwrap();
    let model = begin(&mut journal, LIBRARY.clone(), LOOK, None, TakeUp::LeftBehind, now()).unwrap();
    let screen = Shared::new(80, 24);
    let counter = std::cell::Cell::new(0);
    let fresh_id = move || {
        counter.set(counter.get() + 1);
        format!("id-{}", counter.get())
    };
    let clock = Clock { now, fresh_id: Box::new(fresh_id) };
    let terminal = Terminal::new(screen.clone()).unwrap();
    let aside = Aside { suspend: Box::new(|| Ok(())), resume: Box::new(|| Ok(())), copy: Box::new(|_| Ok(())) };
    let program = Program::new(model, journal, terminal, clock, aside);
    elsewhere();
    program.run(events).unwrap();
    text(&screen.buffer())
}

pub fn pressed(text: &str) -> Vec<Event> {
    keys(text).into_iter().map(Event::Key).collect()
}

fn set_up() -> Vec<Event> {
    let mut events = pressed("Enter");
    events.extend("2026-03-05".chars().chain([' ']).chain("14:30".chars()).map(|letter| Event::Key(Key::Char(letter))));
    events.extend(pressed("Ctrl-S"));
    events
}

#[test]
fn first_run_a_bad_day_the_warning_quit_and_everything_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("4 Down Down s"));
    events.extend(pressed("a G y Esc Enter Enter"));
    let seen = run(&path, events);
    assert!(seen.contains("Day 4") && seen.contains("Warnings"), "{seen}");

    let journal = Journal::open(&path).unwrap();
    let treatment = journal.treatments().unwrap()[0].id.clone();
    let entries = journal.entries(&treatment, Window::All).unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(journal.draft().unwrap(), None);
    drop(journal);

    let again = run(&path, vec![Event::Resized]);
    assert!(again.contains("CALL CLINIC") || again.contains("TODAY"), "{again}");
    assert!(again.contains("Last check-in"), "{again}");
}

#[test]
fn a_terminal_that_goes_away_keeps_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("2.1"));
    events.push(Event::End);
    events.extend(pressed("4444"));
    run(&path, events);
    let seen = run(&path, Vec::new());
    assert!(seen.contains("unfinished check-in is as you left it"), "{seen}");
    assert!(seen.contains("clearly pink, others might notice"), "{seen}");
}

#[test]
fn quitting_suspending_and_redrawing_are_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend([Event::Key(Key::Ctrl('z')), Event::Continued, Event::Key(Key::Ctrl('l'))]);
    events.extend(pressed("q4"));
    run(&path, events);
    assert_eq!(Journal::open(&path).unwrap().draft().unwrap(), None, "nothing is taken after q");
}

#[test]
fn what_another_program_records_is_seen_with_the_next_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    run(&path, set_up());
    let mut other = Journal::open(&path).unwrap();
    let treatment = other.treatments().unwrap()[0].id.clone();
    let screen = run_with(&path, vec![Event::Key(Key::Char('2'))], move || {
        let mut entry = crate::patient::entry("elsewhere", "2026-03-08T20:00", [4, 0, 0]);
        entry.treatment = treatment.clone();
        other.save_entry(&entry, now()).unwrap();
    });
    assert!(screen.contains("CALL CLINIC"), "{screen}");
    assert!(screen.contains("clearly pink, others might notice"), "what was typed stays: {screen}");
}

#[test]
fn a_corrected_entry_shows_what_it_said_and_a_deleted_one_comes_back_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("2 Enter Esc H Enter 3 Enter Esc H d y u Right"));
    events.extend(pressed(&"j".repeat(60)));
    let seen = run(&path, events);
    assert!(seen.contains("was 2 clear, now 3 marked"), "{seen}");
    let journal = Journal::open(&path).unwrap();
    let treatment = journal.treatments().unwrap()[0].id.clone();
    assert_eq!(journal.entries(&treatment, Window::All).unwrap().len(), 1);
    assert_eq!(journal.edited().unwrap().len(), 1);
}

#[test]
fn what_was_done_about_a_warning_is_there_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("4 Enter Esc W i r friday Enter"));
    run(&path, events);
    let seen = run(&path, pressed("W Right jjjjjjjjjjjj"));
    assert!(seen.contains("friday"), "{seen}");
}

#[test]
fn a_deleted_treatment_comes_back_from_the_file_with_its_check_ins_and_a_corrected_one_stays_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("4 Enter Esc R d y"));
    run(&path, events);
    assert!(Journal::open(&path).unwrap().treatments().unwrap().is_empty());

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut events = set_up();
    events.extend(pressed("4 Enter Esc R d y u e"));
    events.extend("2026-03-06 14:30".chars().map(|letter| Event::Key(Key::Char(letter))));
    events.extend(pressed("Ctrl-S"));
    let seen = run(&path, events);
    assert!(seen.contains("1 check-in") && seen.contains("day 3 now"), "{seen}");
    assert!(seen.contains("The day number of 1 check-in changed"), "{seen}");
    let journal = Journal::open(&path).unwrap();
    let treatments = journal.treatments().unwrap();
    assert_eq!(treatments[0].performed_at.to_string(), "2026-03-06T14:30:00+01:00");
    assert_eq!(journal.entries(&treatments[0].id, Window::All).unwrap().len(), 1);
}

#[test]
fn the_day_changes_under_a_program_left_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let before = run(&path, set_up());
    assert!(before.contains("Day 4 · Monday 9 March 2026"), "{before}");

    let (sender, receiver) = channel();
    let sender = std::cell::Cell::new(Some(sender));
    let began = std::time::Instant::now();
    let mornings = std::cell::Cell::new(0);
    // A fifth of a second before the patient's day ends at three; the program is left once it has had the time to notice.
    let clock = move || {
        let now = at("2026-03-10T02:59") + chrono::TimeDelta::milliseconds(59_800);
        let now = now + chrono::TimeDelta::from_std(began.elapsed()).unwrap();
        mornings.set(mornings.get() + i32::from(now >= at("2026-03-10T03:00")));
        if mornings.get() == 2 {
            sender.take();
        }
        now
    };
    let after = run_by(&path, &receiver, Box::new(clock), || {});
    assert!(after.contains("Day 5 · Tuesday 10 March 2026"), "{after}");
}

/// A locked journal with a treatment, made by the program itself.
#[cfg(feature = "encryption")]
fn locked_journal(path: &Path) -> Journal {
    use mendlog::store::Passphrase;
    run(path, set_up());
    let passphrase = Passphrase::new("four small words here".to_owned().into());
    Journal::open(path).unwrap().set_passphrase(&passphrase).unwrap().0
}

/// Runs the program on a locked journal by a clock that jumps before one of its events; returns the last picture.
#[cfg(feature = "encryption")]
fn run_over_a_jump(mut journal: Journal, before: Vec<Event>, jump: chrono::TimeDelta, after: Vec<Event>) -> String {
    use std::cell::RefCell;
    use std::rc::Rc;

    let (sender, receiver) = channel();
    for event in before {
        sender.send(event).unwrap();
    }
    let later = Rc::new(RefCell::new(Some((sender, after))));
    let jumped = Rc::new(std::cell::Cell::new(chrono::TimeDelta::zero()));
    let (clock, shift) = (Rc::clone(&jumped), Rc::clone(&jumped));
    let model = begin(&mut journal, LIBRARY.clone(), LOOK, None, TakeUp::LeftBehind, now()).unwrap();
    let screen = Shared::new(80, 24);
    let aside = Aside {
        suspend: Box::new(move || {
            shift.set(jump);
            let (sender, after) = later.borrow_mut().take().unwrap();
            for event in after {
                sender.send(event).unwrap();
            }
            Ok(())
        }),
        resume: Box::new(|| Ok(())),
        copy: Box::new(|_| Ok(())),
    };
    let clock = Clock { now: Box::new(move || now() + clock.get()), fresh_id: Box::new(|| "id".to_owned()) };
    let terminal = Terminal::new(screen.clone()).unwrap();
    Program::new(model, journal, terminal, clock, aside).run(&receiver).unwrap();
    text(&screen.buffer())
}

#[cfg(feature = "encryption")]
#[test]
fn a_machine_that_slept_finds_the_journal_locked_and_a_short_absence_does_not() {
    for (minutes, is_locked) in [(6, true), (4, false)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let journal = locked_journal(&path);
        let mut before = pressed("2");
        before.push(Event::Suspend);
        let seen = run_over_a_jump(journal, before, chrono::TimeDelta::minutes(minutes), pressed("3"));
        assert_eq!(seen.contains("This journal is locked"), is_locked, "{minutes}: {seen}");
        assert_eq!(seen.contains("Redness"), !is_locked, "{minutes}: {seen}");
    }
}
