//! The care plan on the screen: what each key notes, and what the lists say then.

use mendlog::app::{Effect, Key, Model, Msg, Overlay, Screen, update};
use mendlog::domain::{After, CareNote, Moment, Says};
use mendlog::store::Journal;

use crate::patient::{LIBRARY, LOOK, at, model, now, ordinary, press_at, start, type_keys, worrying};
use crate::pictures::{compare, drawn, text};
use crate::program::{pressed, run};

const SIZES: [(u16, u16); 4] = [(80, 24), (160, 50), (60, 18), (40, 12)];

/// The care plan at a moment after the treatment of 5 March, 14:30.
fn opened(moment: &str) -> Model {
    let mut model = model(ordinary());
    update(&mut model, Msg::Tick(at(moment)));
    type_keys(&mut model, "P");
    assert_eq!(model.screen, Screen::Care);
    model
}

fn notes(effects: &[Effect]) -> Vec<CareNote> {
    let note = |effect: &Effect| match effect {
        Effect::SaveCare(note) => Some(note.clone()),
        _ => None,
    };
    effects.iter().filter_map(note).collect()
}

fn write(model: &mut Model, words: &str) {
    let now = model.now;
    for letter in words.chars() {
        press_at(model, Key::Char(letter), now);
    }
}

fn seen(model: &Model) -> String {
    text(&drawn(model, 80, 24))
}

#[test]
fn the_plan_in_its_states() {
    compare("care", &opened("2026-03-09T20:14"), &SIZES);
    compare("care-first-evening", &opened("2026-03-05T20:00"), &SIZES[..2]);
    let mut reading = opened("2026-03-09T20:14");
    type_keys(&mut reading, "l r");
    compare("care-reading", &reading, &SIZES);
    let mut early = opened("2026-03-06T10:00");
    type_keys(&mut early, "l Down a Enter");
    compare("care-used-early", &early, &SIZES[..2]);
    let mut word = opened("2026-03-06T10:00");
    type_keys(&mut word, "l Down p");
    compare("care-provider-said", &word, &SIZES[..1]);
    let mut danger = model(worrying());
    type_keys(&mut danger, "P");
    compare("care-under-a-warning", &danger, &SIZES[..2]);
    let mut plain = opened("2026-03-09T20:14");
    plain.look = mendlog::app::Look { colour: false, unicode: false };
    compare("care-plain", &plain, &SIZES[..1]);
}

#[test]
fn before_any_treatment_the_plan_says_what_to_do() {
    let mut start = start(Vec::new());
    start.read.treatments.clear();
    start.read.latest = None;
    let mut model = Model::new(LIBRARY.clone(), LOOK, start);
    type_keys(&mut model, "P");
    assert!(seen(&model).contains("R shows the treatments"), "{}", seen(&model));
    assert!(notes(&type_keys(&mut model, "Enter d a p r")).is_empty());
}

#[test]
fn one_key_ticks_and_one_takes_it_back() {
    let mut model = opened("2026-03-09T20:14");
    let ticked = notes(&type_keys(&mut model, "Enter"));
    let [CareNote::Tick(tick)] = ticked.as_slice() else { panic!("{ticked:?}") };
    assert_eq!((tick.task.as_str(), tick.at), ("cleanse", Moment::At(now())));
    assert!(seen(&model).contains("1 of 2") && seen(&model).contains("1 of 6 today"), "{}", seen(&model));
    type_keys(&mut model, "j");
    type_keys(&mut model, "Enter k");
    let before = model.record.diary.care.ticks.len();
    type_keys(&mut model, "d");
    assert_eq!(model.record.diary.care.ticks.len(), before - 1);
    type_keys(&mut model, "d d d");
    assert!(model.record.diary.care.ticks.len() <= 1, "only notes about the line in focus are taken back");
}

#[test]
fn something_used_too_early_is_noted_and_the_next_check_in_knows_it() {
    let mut model = opened("2026-03-06T10:00");
    type_keys(&mut model, "l Down");
    let used = notes(&type_keys(&mut model, "a Enter"));
    let [CareNote::Use(used)] = used.as_slice() else { panic!("{used:?}") };
    assert_eq!((used.hold.as_str(), used.at), ("make-up", Moment::At(at("2026-03-06T10:00"))));
    assert!(seen(&model).contains("Take it off with lukewarm water"), "{}", seen(&model));
    type_keys(&mut model, "Esc T 2");
    let live = model.record.live.as_ref().unwrap();
    assert!(live.findings.iter().any(|finding| finding.rule.id.as_str() == "early-use"), "{:?}", live.findings);
}

#[test]
fn a_use_is_after_the_treatment_and_not_to_come() {
    let mut model = opened("2026-03-06T10:00");
    type_keys(&mut model, "l a");
    for (typed, words) in
        [("11:30", "still to come"), ("2026-03-01 10:00", "before this treatment"), ("gestern", "no day")]
    {
        type_keys(&mut model, "Esc a");
        write(&mut model, typed);
        assert!(notes(&type_keys(&mut model, "Enter")).is_empty());
        assert!(seen(&model).contains(words), "{}", seen(&model));
    }
}

#[test]
fn the_providers_word_counts_for_this_treatment_but_not_under_safety() {
    let mut model = opened("2026-03-06T10:00");
    type_keys(&mut model, "l Down p");
    write(&mut model, "6 hours");
    assert!(notes(&type_keys(&mut model, "Enter")).is_empty());
    assert!(matches!(model.overlay, Some(Overlay::Form(..))) && seen(&model).contains("12 hours"), "{}", seen(&model));
    type_keys(&mut model, "Esc p");
    write(&mut model, "3 days");
    let told = notes(&type_keys(&mut model, "Enter"));
    let [CareNote::Told(told)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((told.about.as_str(), told.says), ("make-up", Says::Until(After::Day(3))));
    type_keys(&mut model, "r");
    assert!(seen(&model).contains("your provider's, for this treatment"), "{}", seen(&model));
}

#[test]
fn a_serum_is_asked_for_once_they_gave_it() {
    let mut model = opened("2026-03-05T20:00");
    let asked = |model: &Model| seen(model).contains("0 of 8");
    assert!(!asked(&model));
    for _ in 0..12 {
        if model.care.chosen.as_ref().is_some_and(|line| line.id() == "serum-first-day") {
            break;
        }
        type_keys(&mut model, "j");
    }
    let told = notes(&type_keys(&mut model, "p 1 Enter Enter"));
    let [CareNote::Told(told)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((told.about.as_str(), told.says), ("serum-first-day", Says::Do));
    assert!(asked(&model), "{}", seen(&model));
}

#[test]
fn the_next_treatment_is_added_as_one() {
    let mut model = opened("2026-03-09T20:14");
    assert!(notes(&type_keys(&mut model, "G a")).is_empty());
    assert!(seen(&model).contains("R shows them"), "{}", seen(&model));
}

#[test]
fn todays_card_is_one_key_away() {
    let mut model = model(ordinary());
    assert!(seen(&model).contains("Why you may look older this week"), "{}", seen(&model));
    type_keys(&mut model, "i");
    let card = text(&drawn(&model, 160, 50));
    for words in ["Peeling", "Swelling fills some lines", "Set straight: Spots are not toxins", "Who says so"] {
        assert!(card.contains(words), "{words}: {card}");
    }
    type_keys(&mut model, "Esc");
    assert!(text(&drawn(&model, 160, 50)).contains("Set straight: Spots are not toxins"));
}

#[test]
fn what_was_noted_is_there_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut journal = Journal::open(&path).unwrap();
    journal.save_profile(&mendlog::store::Profile::default(), now()).unwrap();
    journal.save_treatment(&crate::patient::treatment(), now()).unwrap();
    drop(journal);
    run(&path, pressed("P Enter"));
    let again = run(&path, pressed("P"));
    assert!(again.contains("1 of 2"), "{again}");
    run(&path, pressed("P u"));
    let again = run(&path, pressed("P"));
    assert!(again.contains("0 of 2"), "{again}");
    run(&path, pressed("P U Down Down d"));
    let again = run(&path, pressed("P"));
    assert!(again.contains("0 of 2"), "the last note about this line is taken back: {again}");
}
