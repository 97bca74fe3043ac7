//! A locked journal on the screen: opened, locked by a key, locked because nobody was there, ended while locked.

use mendlog::domain::LockAfter;
use mendlog::store::{Journal, Opener, Passphrase, RecoveryKey, Typed};
use zeroize::Zeroizing;

use crate::home::{DAY_3, Home};
use crate::terminal::{Terminal, flat};

const PASSPHRASE: &str = "four small words here";

/// Words of the journal and of its screens that must not be seen while it is locked.
const WORDS: [&str; 8] = ["Day 3", "Redness", "Peeling", "Today", "Harbour", "555", "treatment", "Warnings"];

/// A home whose journal is locked, and its recovery key.
fn locked(after: LockAfter) -> (Home, RecoveryKey) {
    let home = Home::healing();
    let mut journal = Journal::open(&home.journal()).unwrap();
    journal.save_lock_after(after).unwrap();
    let passphrase = Passphrase::new(Zeroizing::new(PASSPHRASE.to_owned()));
    let (journal, _) = journal.set_passphrase(&passphrase).unwrap();
    let key = journal.recovery_key().unwrap();
    (home, key)
}

fn at_the_door(home: &Home) -> Terminal {
    let terminal = home.open(DAY_3, &[]);
    terminal.shows("This journal is locked");
    terminal.shows("In an emergency call 112, 911 or 999.");
    terminal.is_taken_over();
    terminal
}

fn opened(home: &Home) -> Terminal {
    let mut terminal = at_the_door(home);
    terminal.press(&format!("{PASSPHRASE}\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal
}

/// The whole of what the terminal holds says nothing of the journal.
fn says_nothing(terminal: &Terminal) {
    for seen in [terminal.screen(), terminal.scrolled_away()] {
        for word in WORDS {
            assert!(!seen.contains(word), "{word} is still there:\n{seen}");
        }
    }
}

/// The locked screen is drawn over every line, and nothing else is left anywhere.
fn is_locked(terminal: &Terminal) {
    terminal.shows("This journal is locked");
    for word in WORDS {
        terminal.no_longer_shows(word);
    }
    says_nothing(terminal);
}

#[test]
fn the_passphrase_opens_it_and_is_never_shown() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = at_the_door(&home);
    says_nothing(&terminal);
    terminal.press(PASSPHRASE);
    terminal.shows(&"•".repeat(PASSPHRASE.len()));
    assert!(!terminal.screen().contains("small"));
    terminal.press("\r");
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn a_wrong_one_is_told_counted_and_after_the_third_waited_for() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = at_the_door(&home);
    terminal.press("another one\r");
    terminal.shows("That does not open this journal, and nothing was changed.");
    terminal.shows("1 try so far. You can try again now.");
    terminal.press("and again\r");
    terminal.shows("2 tries so far. You can try again now.");
    terminal.press("once more\r");
    terminal.shows("3 tries so far. The next one in 1 s; what you type until then is kept.");
    terminal.press(PASSPHRASE);
    terminal.shows("3 tries so far. You can try again now.");
    terminal.press("\r");
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn the_recovery_key_opens_it_and_a_slip_in_it_is_named() {
    let (home, key) = locked(LockAfter::OFFERED);
    let written = key.lines().iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n");
    assert!(matches!(RecoveryKey::read(&written), Typed::Key(_)));
    let mut slipped: Vec<char> = written.chars().collect();
    slipped[12] = if slipped[12] == '7' { '8' } else { '7' };
    let mut terminal = at_the_door(&home);
    terminal.paste(&slipped.into_iter().collect::<String>());
    terminal.press("\r");
    terminal.shows("Group 3 of this recovery key has a slip.");
    terminal.press("\t");
    terminal.shows(written.lines().last().unwrap());
    terminal.press("\x15");
    terminal.paste(&written);
    terminal.press("\r");
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn an_enter_pressed_while_it_opens_saves_nothing() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = at_the_door(&home);
    terminal.press(&format!("{PASSPHRASE}\r\r44\r"));
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("n");
    terminal.shows("keep");
    assert!(!terminal.screen().contains("Saved"), "{}", terminal.screen());
    terminal.press("\x1b");
    terminal.no_longer_shows("leave as it was");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
    let opener = Opener::Passphrase(Passphrase::new(Zeroizing::new(PASSPHRASE.to_owned())));
    let journal = Journal::unlock(&home.journal(), &opener).unwrap();
    assert_eq!(journal.diary().unwrap().entries.len(), 2);
    assert_eq!(journal.draft().unwrap(), None);
}

#[test]
fn a_key_locks_at_once_and_what_was_typed_is_there_again() {
    for key in ["L", "\x18"] {
        let (home, _) = locked(LockAfter::OFFERED);
        let mut terminal = opened(&home);
        terminal.press("23");
        terminal.shows("Peeling 3");
        terminal.press(key);
        is_locked(&terminal);
        terminal.press(&format!("{PASSPHRASE}\r"));
        terminal.shows("unfinished check-in is as you left it");
        terminal.shows("Redness 2 clearly pink");
        terminal.press("q");
        assert_eq!(terminal.left().code, 0);
    }
}

#[test]
fn a_note_that_is_being_written_is_locked_in() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = opened(&home);
    terminal.press("n");
    terminal.shows("keep");
    terminal.press("tingled a Little");
    terminal.shows("tingled a Little");
    terminal.press("\x18");
    is_locked(&terminal);
    assert!(!terminal.screen().contains("tingled"));
    terminal.press(&format!("{PASSPHRASE}\r"));
    terminal.shows("unfinished check-in is as you left it");
    terminal.press("n");
    terminal.shows("tingled a Little");
    terminal.press("\r");
    terminal.no_longer_shows("leave as it was");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn a_form_that_is_being_filled_in_is_there_again() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = opened(&home);
    terminal.press("R");
    terminal.press("e");
    terminal.shows("Needle depth, mm 1");
    terminal.press("\t\t.5");
    terminal.shows("Needle depth, mm 1.5");
    terminal.press("\x18");
    is_locked(&terminal);
    terminal.press(&format!("{PASSPHRASE}\r"));
    terminal.shows("What you were typing is as you left it");
    terminal.shows("Needle depth, mm 1.5");
    terminal.press("\x1b");
    terminal.no_longer_shows("Needle depth, mm 1.5");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn nobody_there_locks_it() {
    let (home, _) = locked(LockAfter::try_from(2).unwrap());
    let mut terminal = opened(&home);
    terminal.press("23");
    terminal.shows("Peeling 3");
    is_locked(&terminal);
    terminal.press(&format!("{PASSPHRASE}\r"));
    terminal.shows("unfinished check-in is as you left it");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn brought_back_after_too_long_it_is_locked_before_anything_is_shown() {
    let (home, _) = locked(LockAfter::try_from(2).unwrap());
    let mut terminal = opened(&home);
    terminal.press("\x1a");
    terminal.is_given_back();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let before = terminal.written().len();
    terminal.signal("CONT");
    terminal.is_taken_over();
    is_locked(&terminal);
    let since = flat(&terminal.written()[before..]);
    assert!(!since.contains("Redness") && !since.contains("Harbour"), "{since}");
    terminal.press("\x1b");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn ended_while_locked_it_gives_the_terminal_back_and_leaves_no_word() {
    for ending in ["\x1b", "\x03", "TERM", "HUP"] {
        let (home, _) = locked(LockAfter::OFFERED);
        let mut terminal = opened(&home);
        terminal.press("23");
        terminal.shows("Peeling 3");
        terminal.press("L");
        is_locked(&terminal);
        terminal.press("half a passphr");
        if ending.len() > 1 {
            terminal.signal(ending);
        } else {
            terminal.press(ending);
        }
        let left = terminal.left();
        assert_eq!((left.code, left.signal), (0, None), "{ending:?}");
        assert!(WORDS.iter().all(|word| !left.words.contains(word)), "{}", left.words);
        let mut terminal = opened(&home);
        terminal.shows("Redness 2 clearly pink");
        terminal.press("q");
        assert_eq!(terminal.left().code, 0);
    }
}

#[test]
fn killed_while_locked_it_has_lost_nothing() {
    let (home, _) = locked(LockAfter::OFFERED);
    let mut terminal = opened(&home);
    terminal.press("23");
    terminal.shows("Peeling 3");
    terminal.press("L");
    is_locked(&terminal);
    terminal.signal("KILL");
    assert!(terminal.left().signal.is_some());
    let mut terminal = opened(&home);
    terminal.shows("Redness 2 clearly pink");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}

#[test]
fn a_journal_without_a_passphrase_says_how_to_set_one() {
    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3 · Monday 9 March 2026");
    terminal.press("L");
    terminal.shows("Nothing was locked: this journal has no passphrase. S, then p, sets one.");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}
