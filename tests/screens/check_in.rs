//! The check-in: what keys record, what they leave out, and what is kept.

use chrono::TimeDelta;
use mendlog::app::draft::Dated;
use mendlog::app::keymap::Context;
use mendlog::app::{Effect, Key, Model, Msg, Screen, today, update};
use mendlog::domain::{Answer, DayEnd, Grade, Moment, Rating, SignId, SymptomId, Triage};

use crate::patient::{
    LIBRARY, LOOK, at, keys, model, newcomer, now, ordinary, press_at, saved, start, type_keys, worrying,
};
use crate::pictures::{drawn, text};

fn grade(number: u8) -> Rating {
    Grade::try_from(number).unwrap().into()
}

#[test]
fn an_ordinary_day_takes_fifteen_keys_with_every_symptom_and_every_sign() {
    let presses = "1200000010000 0 Enter";
    assert!(keys(presses).len() <= 15);
    let mut model = model(ordinary());
    let effects = type_keys(&mut model, presses);
    let entry = saved(&effects).expect("a check-in is saved");
    assert_eq!(entry.grades.len(), 13);
    assert!(entry.signs.len() >= 8 && entry.signs.values().all(|answer| *answer == Answer::No));
    assert_eq!(entry.grades[&SymptomId::from("peeling")], grade(2));
}

#[test]
fn none_not_sure_and_not_recorded_are_different_answers() {
    let mut model = model(ordinary());
    let effects = type_keys(&mut model, "0.2 Up x Enter");
    let entry = saved(&effects).unwrap();
    assert_eq!(entry.grades.get(&SymptomId::from("redness")), Some(&grade(0)));
    assert_eq!(entry.grades.get(&SymptomId::from("peeling")), Some(&Rating::NotSure));
    assert_eq!(entry.grades.get(&SymptomId::from("breakouts")), None);
    assert!(entry.signs.is_empty());
}

#[test]
fn none_of_these_answers_only_what_is_shown_and_open() {
    let mut model = model(ordinary());
    let shown = mendlog::app::signs::signs_of(&model, mendlog::app::signs::Shown::OfTheDay).len();
    let effects = type_keys(&mut model, "1 s y 0 Enter");
    let entry = saved(&effects).unwrap();
    assert_eq!(entry.signs.len(), shown);
    assert_eq!(entry.signs.values().filter(|answer| **answer == Answer::Yes).count(), 1);
    assert!(shown < LIBRARY.catalog.signs.len());
}

#[test]
fn as_last_time_counts_only_when_confirmed_and_never_answers_a_sign() {
    let mut model = model(worrying());
    type_keys(&mut model, "=");
    assert!(model.record.live.is_none(), "a proposal is not judged");
    let effects = type_keys(&mut model, "3");
    assert!(saved(&effects).is_none());
    let effects = type_keys(&mut model, "Enter");
    assert!(saved(&effects).is_none(), "the first Enter accepts");
    let effects = type_keys(&mut model, "Enter");
    let entry = saved(&effects).unwrap();
    assert_eq!(entry.grades[&SymptomId::from("redness")], grade(3));
    assert_eq!(entry.grades[&SymptomId::from("peeling")], grade(2));
    assert!(entry.signs.is_empty());
}

#[test]
fn the_verdict_changes_while_grades_are_typed() {
    let mut model = model(ordinary());
    type_keys(&mut model, "0");
    let seen: String = text(&drawn(&model, 80, 24)).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(seen.contains("What you graded is within the range described for day 4. Nobody monitors"), "{seen}");
    assert_eq!(model.record.live.as_ref().unwrap().triage, Triage::Expected);
    type_keys(&mut model, "Up 4");
    assert!(model.record.live.as_ref().unwrap().triage.warns());
    assert!(text(&drawn(&model, 80, 24)).contains("not saved yet"));
}

#[test]
fn a_past_day_is_filled_in_and_late_by_itself() {
    let mut model = model(ordinary());
    let effects = type_keys(&mut model, "[[21 Enter");
    let entry = saved(&effects).unwrap();
    assert_eq!(entry.at.to_string(), "2026-03-07");
    assert_eq!(entry.recorded_at, Some(now()));
    assert!(entry.is_late(model.record.diary.day_end));
    assert_eq!(model.today.draft.dated, Dated::Open, "the next check-in is about now again");
}

#[test]
fn the_day_and_time_can_be_typed_and_the_future_is_refused() {
    let mut model = model(ordinary());
    press_at(&mut model, Key::Char('d'), now());
    for letter in "2026-03-10 10:00".chars() {
        press_at(&mut model, Key::Char(letter), now());
    }
    press_at(&mut model, Key::Enter, now());
    assert!(text(&drawn(&model, 80, 24)).contains("still to come"));
    type_keys(&mut model, "Esc d");
    for letter in "yesterday 8:15".chars() {
        press_at(&mut model, Key::Char(letter), now());
    }
    press_at(&mut model, Key::Enter, now());
    assert_eq!(model.today.draft.dated, Dated::Chosen(Moment::At(at("2026-03-08T08:15"))));
}

#[test]
fn a_check_in_left_open_overnight_keeps_its_moment_and_says_so() {
    let mut model = model(ordinary());
    type_keys(&mut model, "2");
    update(&mut model, Msg::Tick(now() + TimeDelta::hours(12)));
    assert_eq!(model.today.draft.moment(model.now), Moment::At(now()));
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("Day 5") && seen.contains("Not saved yet: describes day 4, Mon 9 Mar 2026, 20:14"), "{seen}");
}

#[test]
fn every_change_is_kept_and_comes_back_at_the_start() {
    let mut model = model(ordinary());
    let effects = type_keys(&mut model, "2.s u");
    let kept = effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveDraft(text) => Some(text.clone()),
        _ => None,
    });
    let again = Model::new(LIBRARY.clone(), LOOK, mendlog::app::Start { draft: kept, ..start(ordinary()) });
    assert_eq!(again.today.draft, model.today.draft);
    assert!(again.record.live.is_some());
}

#[test]
fn a_draft_that_was_saved_before_the_program_died_does_not_come_back() {
    let mut first = model(ordinary());
    let effects = type_keys(&mut first, "2 Enter");
    let entry = saved(&effects).unwrap().clone();
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::SaveDraft(text) => Some(text),
        _ => None,
    });
    let mut entries = ordinary();
    entries.push(entry);
    let again = Model::new(LIBRARY.clone(), LOOK, mendlog::app::Start { draft: kept, ..start(entries) });
    assert!(again.today.draft.is_empty());
}

#[test]
fn what_cannot_be_saved_stays_and_can_be_tried_again() {
    let mut model = model(ordinary());
    type_keys(&mut model, "32");
    let press = |key| mendlog::app::Press { key, now: now(), fresh_id: "id".to_owned() };
    let effects = update(&mut model, Msg::Press(press(Key::Enter)));
    assert!(update(&mut model, Msg::NotSaved(effects[0].clone(), "The disk is full.".to_owned())).is_empty());
    let seen = text(&drawn(&model, 80, 24));
    assert!(
        seen.contains("Nothing you typed is lost") && seen.contains("The disk is full") && seen.contains("3 marked")
    );
    assert_eq!(model.today.draft.grades.len(), 2);
    let again = update(&mut model, Msg::Press(press(Key::Char('r'))));
    assert_eq!(again, effects);
}

#[test]
fn put_away_comes_back() {
    let mut model = model(ordinary());
    type_keys(&mut model, "32");
    let draft = model.today.draft.clone();
    assert!(type_keys(&mut model, "D").contains(&Effect::ClearDraft));
    assert!(model.today.draft.is_empty());
    type_keys(&mut model, "D");
    assert_eq!(model.today.draft, draft);
}

#[test]
fn an_earlier_entry_is_corrected_in_the_same_form() {
    let mut model = model(worrying());
    let earlier = model.record.diary.entries.iter().find(|entry| entry.id.as_str() == "e3").unwrap().clone();
    today::edit(&mut model, &earlier);
    assert!(text(&drawn(&model, 80, 24)).contains("Changing the saved check-in of day 3"));
    let effects = type_keys(&mut model, "0 s");
    assert!(saved(&effects).is_none());
    let effects = type_keys(&mut model, "Esc Enter");
    let corrected = saved(&effects).unwrap();
    assert_eq!((&corrected.id, corrected.at, corrected.recorded_at), (&earlier.id, earlier.at, earlier.recorded_at));
    assert_eq!(corrected.signs.get(&SignId::from("pus")), Some(&Answer::Yes));
    assert_eq!(model.record.diary.entries.len(), 4);
}

#[test]
fn pasted_text_presses_no_keys() {
    let mut model = model(ordinary());
    assert!(update(&mut model, Msg::Paste("4444q\n".to_owned(), now())).is_empty());
    assert!(model.today.draft.is_empty());
    type_keys(&mut model, "n");
    update(&mut model, Msg::Paste("line one\nline two".to_owned(), now()));
    let effects = type_keys(&mut model, "Enter");
    assert!(matches!(&effects[0], Effect::SaveDraft(text) if text.contains("line one line two")));
}

#[test]
fn the_first_run_needs_one_answer_and_explains_bad_ones() {
    let mut model = newcomer();
    assert_eq!(model.context(), Context::Welcome);
    let effects = type_keys(&mut model, "Enter Ctrl-S");
    assert!(matches!(&effects[..], [Effect::SaveProfile(..), Effect::SaveTreatment(_)]));
    assert_eq!(model.screen, Screen::Today);

    let mut model = newcomer();
    let effects = type_keys(&mut model, "Enter 2026-02-30 Ctrl-S");
    assert!(effects.is_empty());
    assert!(text(&drawn(&model, 80, 24)).contains("is no day or time I can read"));
}

#[test]
fn a_treatment_from_the_command_line_does_not_skip_what_set_up_says_and_asks() {
    let mut start = start(ordinary());
    start.read.profile = None;
    let mut model = Model::new(LIBRARY.clone(), LOOK, start);
    assert_eq!(model.context(), Context::Welcome);
    assert!(text(&drawn(&model, 80, 24)).contains("Nobody is monitoring what you enter"));
    type_keys(&mut model, "Enter");
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("Have you ever had cold sores?") && !seen.contains("Treatment was on"), "{seen}");
    let effects = type_keys(&mut model, "Ctrl-S");
    assert!(matches!(&effects[..], [Effect::SaveProfile(_, DayEnd::OFFERED)]), "{effects:?}");
    assert_eq!((model.screen, model.record.diary.treatments.len()), (Screen::Today, 1));
}

#[test]
fn the_first_run_by_enter_alone_takes_under_twenty_five_keys() {
    let mut model = newcomer();
    let presses = (0..25).take_while(|_| {
        press_at(&mut model, Key::Enter, now());
        model.screen == Screen::FirstRun
    });
    assert!(presses.count() < 24);
    assert_eq!(model.record.diary.day_end.hour(), 3);
    assert!(model.overlay.is_none());
}

#[test]
fn a_correction_says_what_it_changed_for_its_own_day_and_for_the_others() {
    let mut model = model(ordinary());
    let entry = model.record.diary.entries.iter().find(|entry| entry.id.as_str() == "e2").cloned();
    let mut corrected = entry.expect("a check-in of day 2");
    corrected.signs.insert(SignId::from("pus"), Answer::Yes);
    update(&mut model, Msg::Saved(Effect::SaveEntry(corrected.clone())));
    let seen = text(&drawn(&model, 160, 50));
    assert!(seen.contains("Your correction changed its verdict: day 2 from EXPECTED to TODAY."), "{seen}");
    assert!(seen.contains("The verdict of 1 other check-in changed: day 3 from EXPECTED to TODAY."), "{seen}");
    type_keys(&mut model, "Esc H");
    update(&mut model, Msg::Saved(Effect::DeleteEntry(corrected)));
    let words = "The verdict of 1 other check-in changed: day 3 from TODAY to EXPECTED.";
    assert!(model.notice.as_ref().is_some_and(|notice| notice.ends_with(words)), "{:?}", model.notice);
}
