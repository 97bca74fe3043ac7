//! The screen of a locked journal, and the lock on the Settings screen.

use std::time::Duration;

use mendlog::app::passphrase_form::{Asked, Seal};
use mendlog::app::secret::Secret;
use mendlog::app::unlock::{EMERGENCY, Errand, Knock, Refusal};
use mendlog::app::{Effect, Key, Lock, Look, Model, Msg, Unlock, update};
use mendlog::domain::LockAfter;
use mendlog::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::patient::{LOOK, model, now, ordinary, press_at, type_keys, worrying};
use crate::pictures::{compare, compare_drawn, drawn, text};

const SIZES: [(u16, u16); 4] = [(80, 24), (160, 50), (40, 12), (20, 5)];

fn at(unlock: &Unlock, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::unlock::view(unlock, frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn pictures(name: &str, unlock: &Unlock) {
    for (width, height) in SIZES {
        compare_drawn(&format!("{name}-{width}x{height}"), &at(unlock, width, height));
    }
}

fn typed(look: Look, words: &str) -> Unlock {
    let mut unlock = Unlock::new(look, Duration::ZERO);
    unlock.update(Knock::Paste(words), Duration::ZERO);
    unlock
}

fn refused(unlock: &mut Unlock, refusal: Refusal) {
    assert_eq!(unlock.update(Knock::Press(Key::Enter), Duration::ZERO), Some(Errand::Try));
    unlock.update(Knock::Refused(refusal), Duration::ZERO);
}

#[test]
fn a_locked_journal() {
    pictures("locked", &Unlock::new(LOOK, Duration::ZERO));
    let mut unlock = typed(LOOK, "four small words here");
    pictures("locked-typed", &unlock);
    unlock.update(Knock::Press(Key::Enter), Duration::ZERO);
    pictures("locked-opening", &unlock);
    let mut unlock = typed(LOOK, "wrong");
    unlock.tries = 2;
    refused(&mut unlock, Refusal::WrongPassphrase);
    pictures("locked-wrong", &unlock);
    let mut unlock = typed(LOOK, "a recovery key");
    refused(&mut unlock, Refusal::Mistyped(vec![3]));
    pictures("locked-slip", &unlock);
    pictures("locked-plain", &typed(Look { colour: false, unicode: false }, "four small words here"));
}

#[test]
fn the_emergency_line_is_whole_in_every_window_whatever_is_said() {
    let mut models = vec![Unlock::new(LOOK, Duration::ZERO), typed(LOOK, &"x".repeat(500))];
    for refusal in
        [Refusal::WrongRecoveryKey, Refusal::Mistyped((1..=5).collect()), Refusal::Trouble("no. ".repeat(90))]
    {
        let mut unlock = typed(LOOK, "wrong");
        refused(&mut unlock, refusal);
        models.push(unlock);
    }
    let wanted: String = EMERGENCY.split_whitespace().collect();
    for unlock in &models {
        for width in (0..60).step_by(3).chain([20, 40, 80, 200]) {
            for height in (0..30).step_by(2).chain([5, 60]) {
                let seen: String = text(&at(unlock, width, height)).split_whitespace().collect();
                assert!(width < 12 || height < 5 || seen.contains(&wanted), "{width}x{height}: {seen}");
            }
        }
    }
}

#[test]
fn no_character_is_shown_unless_it_is_wanted() {
    let mut unlock = typed(LOOK, "four small words here");
    assert!(!text(&at(&unlock, 80, 24)).contains("small"));
    unlock.update(Knock::Press(Key::Tab), Duration::ZERO);
    assert!(text(&at(&unlock, 80, 24)).contains("four small words here"));
    unlock.update(Knock::Press(Key::Enter), Duration::ZERO);
    assert!(!text(&at(&unlock, 80, 24)).contains("small"));
}

fn with_lock(lock: Lock) -> Model {
    let mut model = model(ordinary());
    model.lock = lock;
    model
}

fn key_lines() -> Vec<Secret> {
    ["AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "FFFFF-GGGGG-HHHHH-JJJJJ-KKKKK", "MMMMM-NNNNN-PPPPP"].map(Secret::of).to_vec()
}

fn sent(model: &mut Model, key: Key) -> Vec<Effect> {
    let press = mendlog::app::Press { key, now: now(), fresh_id: "id-7".to_owned() };
    update(model, Msg::Press(press))
}

fn typed_into(model: &mut Model, words: &str) {
    for letter in words.chars() {
        assert_eq!(sent(model, Key::Char(letter)), []);
    }
}

#[test]
fn a_passphrase_is_set_and_its_recovery_key_put_on_paper() {
    let mut model = with_lock(Lock::Absent);
    type_keys(&mut model, "Sp");
    typed_into(&mut model, "four small words here");
    sent(&mut model, Key::Enter);
    typed_into(&mut model, "four small words here");
    compare("setting-a-passphrase", &model, &SIZES[..3]);
    let effects = sent(&mut model, Key::Enter);
    let [Effect::Seal(Seal::With { present: None, new })] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(*new.text(), "four small words here");
    assert!(text(&drawn(&model, 80, 24)).contains("Working …"));
    update(
        &mut model,
        Msg::Sealed(Lock::Set(LockAfter::OFFERED), key_lines(), "Its 3 backups went with it.".to_owned()),
    );
    compare("recovery-key", &model, &SIZES[..3]);
    sent(&mut model, Key::Enter);
    compare("recovery-key-asked", &model, &SIZES[..3]);
    typed_into(&mut model, "wrong");
    sent(&mut model, Key::Enter);
    typed_into(&mut model, "wrong");
    sent(&mut model, Key::Enter);
    assert!(text(&drawn(&model, 80, 24)).contains("is another one"));
    sent(&mut model, Key::Ctrl('s'));
    assert!(model.overlay.is_none() && model.notice.as_deref().unwrap().contains("L locks the journal"));
    assert!(!format!("{model:?}").contains("AAAAA"));
}

#[test]
fn what_is_wrong_about_a_passphrase_is_said_at_its_field() {
    let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
    type_keys(&mut model, "So");
    typed_into(&mut model, "not this one");
    let effects = sent(&mut model, Key::Enter);
    assert!(matches!(effects[..], [Effect::Seal(Seal::Not { .. })]), "{effects:?}");
    update(&mut model, Msg::NotSealed(Asked::Present, "That does not open this journal.".to_owned()));
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("That does not open this journal.") && !seen.contains('•'), "{seen}");
    assert!(seen.contains("Without a lock everybody who can read your files"), "{seen}");
}

#[test]
fn the_lock_key_works_on_every_screen_and_the_other_also_while_typing() {
    for keys in ["T", "P", "C", "H", "W", "R", "M", "S", "s", "?", "H Right", "Hd", "Rd"] {
        let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
        type_keys(&mut model, keys);
        assert_eq!(sent(&mut model, Key::Char('L')), [Effect::Lock], "{keys}");
    }
    for keys in ["n", "Se", "Sp", "Si", "Ra", "H/", "d"] {
        let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
        type_keys(&mut model, keys);
        assert_eq!(sent(&mut model, Key::Ctrl('x')), [Effect::Lock], "{keys}");
    }
    let mut model = with_lock(Lock::Impossible);
    assert_eq!(press_at(&mut model, Key::Char('L'), now()), []);
    assert!(model.notice.unwrap().contains("cannot lock journals"));
}

#[test]
fn the_time_is_chosen_in_minutes() {
    let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
    for (typed, saved) in [("10", Some(600)), ("never", None), ("1 minute", Some(60)), ("60 min", Some(3600))] {
        type_keys(&mut model, "Si");
        sent(&mut model, Key::Ctrl('u'));
        typed_into(&mut model, typed);
        let effects = sent(&mut model, Key::Enter);
        let [Effect::SaveLockAfter(after)] = effects[..] else { panic!("{typed}: {effects:?}") };
        assert_eq!(after.seconds(), saved);
        update(&mut model, Msg::Saved(Effect::SaveLockAfter(after)));
        assert_eq!(model.lock, Lock::Set(after));
    }
    for typed in ["0", "61", "soon", "", "99999999"] {
        type_keys(&mut model, "Si");
        sent(&mut model, Key::Ctrl('u'));
        typed_into(&mut model, typed);
        assert_eq!(sent(&mut model, Key::Enter), [], "{typed}");
        assert!(text(&drawn(&model, 80, 24)).contains("1 to 60"));
        sent(&mut model, Key::Esc);
    }
}

#[test]
fn the_lock_on_the_settings() {
    let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
    type_keys(&mut model, "S");
    compare("settings-locked", &model, &[(160, 50)]);
    let seen: String = text(&drawn(&model, 160, 50)).split_whitespace().collect();
    assert!(seen.contains("after5minuteswithoutakey"), "{seen}");
    let mut model = with_lock(Lock::Set(LockAfter::OFFERED));
    type_keys(&mut model, "So");
    compare("taking-the-lock-off", &model, &SIZES[..3]);
}

#[test]
fn no_passphrase_form_panics_in_any_window() {
    let mut form = model(worrying());
    form.lock = Lock::Set(LockAfter::OFFERED);
    type_keys(&mut form, "Sp");
    let mut paper = with_lock(Lock::Absent);
    update(&mut paper, Msg::Sealed(Lock::Set(LockAfter::NEVER), key_lines(), String::new()));
    let mut check = paper.clone();
    sent(&mut check, Key::Enter);
    for model in [&form, &paper, &check] {
        for width in 0..60 {
            for height in 0..26 {
                drawn(model, width, height);
            }
        }
    }
    for (width, height) in [(40, 12), (60, 18), (80, 24)] {
        let seen = text(&drawn(&paper, width, height));
        for group in key_lines().iter().flat_map(|line| line.text().split('-').map(str::to_owned).collect::<Vec<_>>()) {
            assert!(seen.contains(&group), "{group} is missing at {width}x{height}:\n{seen}");
        }
    }
}
