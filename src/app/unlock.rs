//! The screen of a locked journal: what is typed to open it, and what is said when that does not open it. It knows no word of
//! the journal.
//!
//! Uses only its siblings in `app`.

use std::time::Duration;

use super::key::Key;
use super::keymap::{self, Action, Context};
use super::model::Look;
use super::secret::Secret;
use super::tries::{FREE, wait_after};

/// What no lock may hide.
pub const EMERGENCY: &str = "In an emergency call 112, 911 or 999.";

/// What is typed and not entered is wiped after so long without a key.
const FORGOTTEN: Duration = Duration::from_mins(2);

/// The screen of a locked journal.
#[derive(Clone, Debug)]
pub struct Unlock {
    /// What the terminal can show.
    pub look: Look,
    /// What is typed so far.
    pub typed: Secret,
    /// Whether it can be read.
    pub sight: Sight,
    /// What is under way.
    pub stage: Stage,
    /// How many tries did not open it.
    pub tries: u32,
    /// What is said about the last try.
    pub said: Option<String>,
    /// Whether something typed waits here that the journal could not keep.
    pub holds: Holds,
    /// How long the program has run.
    now: Duration,
    /// When the last key was pressed.
    touched: Duration,
}

/// Whether what is typed can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// A mark stands for each character, so that a key that did not arrive is noticed.
    Hidden,
    /// As it is, for whoever copies a recovery key from paper.
    Shown,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It can be typed and tried.
    Asking,
    /// It is being tried.
    Opening,
    /// It can be typed, and tried from this moment on.
    Resting(Duration),
}

/// Whether the program holds something typed that the journal could not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// An unfinished check-in.
    Draft,
}

/// Something that happened to a locked journal.
#[derive(Clone, Debug)]
pub enum Knock<'a> {
    /// A key was pressed.
    Press(Key),
    /// Text was pasted.
    Paste(&'a str),
    /// Time has passed.
    Tick,
    /// What was typed did not open it.
    Refused(Refusal),
}

/// Why what was typed did not open the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is a recovery key with slips in these groups, counted from 1.
    Mistyped(Vec<usize>),
    /// It is another passphrase.
    WrongPassphrase,
    /// It is another recovery key.
    WrongRecoveryKey,
    /// The journal could not be read, in words.
    Trouble(String),
}

/// What the shell is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Draw, then try what is typed.
    Try,
    /// Stop the program until the shell continues it.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End the program.
    Leave,
}

impl Unlock {
    /// The screen, with nothing typed yet.
    #[must_use]
    pub fn new(look: Look, now: Duration) -> Self {
        Self {
            look,
            typed: Secret::default(),
            sight: Sight::Hidden,
            stage: Stage::Asking,
            tries: 0,
            said: None,
            holds: Holds::Nothing,
            now,
            touched: now,
        }
    }

    /// Takes what happened when the program had run so long; tells the shell what to do.
    pub fn update(&mut self, knock: Knock<'_>, now: Duration) -> Option<Errand> {
        self.now = now;
        self.pass_time();
        match knock {
            Knock::Press(key) => {
                self.touched = now;
                if let Some(action) = keymap::action(Context::Unlock, key) {
                    return self.act(action);
                }
                self.typed.type_key(key);
            }
            Knock::Paste(text) => {
                self.touched = now;
                self.typed.paste(text);
            }
            Knock::Tick => {}
            Knock::Refused(refusal) => self.refuse(&refusal),
        }
        None
    }

    /// The next moment at which the screen changes by itself; none while nothing is typed and nothing is waited for.
    #[must_use]
    pub fn next_change(&self) -> Option<Duration> {
        match self.stage {
            Stage::Resting(until) => Some(until.min(self.now + Duration::from_secs(1))),
            _ if !self.typed.is_empty() => Some(self.touched + FORGOTTEN),
            _ => None,
        }
    }

    /// How many seconds until the next try; none when it can be tried now.
    #[must_use]
    pub fn seconds_left(&self) -> Option<u64> {
        match self.stage {
            Stage::Resting(until) => {
                let left = until.saturating_sub(self.now);
                Some(left.as_secs() + u64::from(left.subsec_nanos() > 0))
            }
            _ => None,
        }
    }

    fn pass_time(&mut self) {
        if matches!(self.stage, Stage::Resting(until) if self.now >= until) {
            self.stage = Stage::Asking;
        }
        if self.now.saturating_sub(self.touched) >= FORGOTTEN && !self.typed.is_empty() {
            self.typed.clear();
            self.sight = Sight::Hidden;
            self.said = Some("What was typed was wiped, because no key was pressed for two minutes.".to_owned());
        }
    }

    fn act(&mut self, action: Action) -> Option<Errand> {
        match action {
            Action::Quit => return Some(Errand::Leave),
            Action::Suspend => return Some(Errand::Suspend),
            Action::Redraw => return Some(Errand::Redraw),
            Action::Clear => self.typed.clear(),
            Action::Show => {
                self.sight = if self.sight == Sight::Hidden { Sight::Shown } else { Sight::Hidden };
            }
            Action::Enter if self.stage == Stage::Asking && self.typed.is_empty() => {
                self.said = Some("Type your passphrase or your recovery key first, then press Enter.".to_owned());
            }
            Action::Enter if self.stage == Stage::Asking => {
                self.sight = Sight::Hidden;
                self.said = None;
                self.stage = Stage::Opening;
                return Some(Errand::Try);
            }
            _ => {}
        }
        None
    }

    /// Says why, and whether to wait. A slip that the recovery key's own letters give away is no guess, so it costs no time and
    /// can be mended; what could not be read is not the patient's fault.
    fn refuse(&mut self, refusal: &Refusal) {
        self.stage = Stage::Asking;
        self.touched = self.now;
        if matches!(refusal, Refusal::WrongPassphrase | Refusal::WrongRecoveryKey) {
            self.typed.clear();
            self.tries += 1;
            let pause = wait_after(self.tries).to_std().unwrap_or_default();
            if !pause.is_zero() {
                self.stage = Stage::Resting(self.now + pause);
            }
        }
        self.said = Some(self.in_words(refusal));
    }

    fn in_words(&self, refusal: &Refusal) -> String {
        let mut words = match refusal {
            Refusal::Mistyped(groups) => return mistyped(groups),
            Refusal::Trouble(why) => return why.clone(),
            Refusal::WrongPassphrase => "That does not open this journal, and nothing was changed. Look at small and capital \
                                         letters and at the keyboard's language. Your recovery key opens it too."
                .to_owned(),
            Refusal::WrongRecoveryKey => "That recovery key does not open this journal, and nothing was changed. Each new \
                                          passphrase comes with a new recovery key: take the latest, or type the passphrase."
                .to_owned(),
        };
        if self.tries > FREE {
            words.push_str(
                " If you are sure, the beginning of the file may be damaged: a backup opens with what it was made with.",
            );
        }
        words
    }
}

fn mistyped(groups: &[usize]) -> String {
    let named: Vec<_> = groups.iter().map(ToString::to_string).collect();
    let (which, is) = if groups.len() == 1 { ("Group", "has a slip") } else { ("Groups", "have a slip each") };
    format!(
        "{which} {} of this recovery key {is}. Compare with your paper; Tab shows what you typed, the arrow keys go there. \
         This was not counted as a try.",
        named.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { colour: true, unicode: true };

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn typed(text: &str) -> Unlock {
        let mut unlock = Unlock::new(LOOK, seconds(0));
        unlock.update(Knock::Paste(text), seconds(0));
        unlock
    }

    #[test]
    fn a_wrong_try_is_wiped_counted_and_waited_for_and_keys_meanwhile_are_kept() {
        let mut unlock = typed("wrong");
        unlock.tries = 2;
        assert_eq!(unlock.update(Knock::Press(Key::Enter), seconds(1)), Some(Errand::Try));
        assert_eq!(unlock.stage, Stage::Opening);
        unlock.update(Knock::Refused(Refusal::WrongPassphrase), seconds(10));
        assert_eq!((unlock.tries, unlock.seconds_left(), unlock.typed.len()), (3, Some(1), 0));
        unlock.update(Knock::Press(Key::Char('r')), seconds(10));
        assert_eq!(unlock.update(Knock::Press(Key::Enter), seconds(10)), None);
        assert_eq!(unlock.next_change(), Some(seconds(11)));
        assert_eq!(unlock.update(Knock::Press(Key::Enter), seconds(11)), Some(Errand::Try));
        assert_eq!(*unlock.typed.text(), "r");
    }

    #[test]
    fn a_slip_in_the_recovery_key_is_named_kept_and_costs_no_time() {
        let mut unlock = typed("AAAAA");
        unlock.update(Knock::Press(Key::Enter), seconds(1));
        unlock.update(Knock::Refused(Refusal::Mistyped(vec![3, 11])), seconds(1));
        assert!(unlock.said.as_deref().unwrap().starts_with("Groups 3, 11 of this recovery key"));
        assert_eq!((unlock.tries, unlock.seconds_left(), unlock.typed.len()), (0, None, 5));
    }

    #[test]
    fn what_is_typed_and_left_alone_is_wiped() {
        let mut unlock = typed("half a pass");
        unlock.update(Knock::Press(Key::Tab), seconds(5));
        assert_eq!((unlock.sight, unlock.next_change()), (Sight::Shown, Some(seconds(125))));
        unlock.update(Knock::Tick, seconds(125));
        assert_eq!((unlock.typed.len(), unlock.sight, unlock.next_change()), (0, Sight::Hidden, None));
    }

    #[test]
    fn nothing_that_was_typed_is_in_its_debug_output() {
        let mut unlock = typed("four small words here");
        unlock.update(Knock::Press(Key::Tab), seconds(1));
        assert!(!format!("{unlock:?}").contains("small"));
        unlock.update(Knock::Press(Key::Ctrl('u')), seconds(1));
        assert!(unlock.typed.is_empty());
    }
}
