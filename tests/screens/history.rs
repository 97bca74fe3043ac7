//! The list of entries: what it shows, deleting and bringing back, filling in, finding, changing.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use mendlog::app::draft::Dated;
use mendlog::app::history::{focused, lines};
use mendlog::app::timeline::Line;
use mendlog::app::{Effect, Key, Model, Msg, Press, Screen, Version, update};
use mendlog::domain::{Answer, Entry, EntryId, Grade, Moment, SignId};
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::{at, entry, model, now, ordinary, press_at, start, type_keys};
use crate::pictures::{compare, drawn, text};

/// Day 2 is missing, day 1 was typed two days later, day 3 has pus and a note.
fn with_gap() -> Vec<Entry> {
    let mut entries = vec![
        entry("e0", "2026-03-05T20:00", [3, 0, 0]),
        entry("e1", "2026-03-06T20:00", [3, 0, 0]),
        entry("e3", "2026-03-08T20:00", [1, 2, 0]),
    ];
    entries[1].at = Moment::On(day(6));
    entries[1].recorded_at = Some(at("2026-03-08T09:00"));
    entries[2].signs.insert(SignId::from("pus"), Answer::Yes);
    entries[2].signs.insert(SignId::from("fever"), Answer::No);
    entries[2].note.push_str("New cream on the left cheek");
    entries
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
}

fn opened(entries: Vec<Entry>) -> Model {
    let mut model = model(entries);
    type_keys(&mut model, "H");
    model
}

fn ids(model: &Model) -> Vec<String> {
    let id = |line: &Line<'_>| match line {
        Line::Entry(entry) => entry.entry.id.to_string(),
        Line::Gap(gap) => gap.words(),
        Line::Treatment(_) => "treatment".to_owned(),
        Line::Unread(_) => "unread".to_owned(),
    };
    lines(model).iter().map(id).collect()
}

#[test]
fn entries_are_listed_newest_first_with_the_days_between() {
    let model = opened(with_gap());
    assert_eq!(ids(&model), ["e3", "no check-in on day 2", "e1", "e0", "treatment"]);
    let seen = text(&drawn(&model, 80, 24));
    for words in ["day 3    TODAY", "late", "note", "pus", "no check-in on day 2", "redness 3"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn deleting_asks_once() {
    let mut model = opened(with_gap());
    assert_eq!(type_keys(&mut model, "d n"), [], "no keeps it");
    let effects = type_keys(&mut model, "d y");
    assert!(matches!(&effects[..], [Effect::DeleteEntry(entry)] if entry.id.as_str() == "e3"), "{effects:?}");
    assert_eq!(ids(&model)[0], "no check-in on days 2 and 3");
    assert!(model.record.open_warnings().is_empty());
    type_keys(&mut model, "Down d y");
    assert_eq!(model.record.diary.entries.len(), 1);
    assert_eq!(model.notice.as_deref(), Some("Deleted. u brings it back."));
}

#[test]
fn deleting_says_when_a_warning_goes_with_it() {
    let mut model = opened(with_gap());
    type_keys(&mut model, "d");
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("A warning that rests on it goes with it"), "{seen}");
}

#[test]
fn an_entry_being_changed_is_not_deleted_under_the_hand() {
    let mut model = opened(with_gap());
    type_keys(&mut model, "e");
    assert_eq!(model.screen, Screen::Today);
    type_keys(&mut model, "H d y");
    assert_eq!(model.record.diary.entries.len(), 3);
}

#[test]
fn filling_in_takes_the_day_of_the_gap() {
    let mut model = opened(with_gap());
    type_keys(&mut model, "Down Enter");
    assert_eq!(model.screen, Screen::Today);
    assert_eq!(model.today.draft.dated, Dated::Chosen(Moment::On(day(7))));

    let mut model = opened(with_gap());
    type_keys(&mut model, "b");
    assert_eq!(model.today.draft.dated, Dated::Chosen(Moment::On(day(7))), "the only day there is, from anywhere");
}

#[test]
fn of_several_days_one_is_chosen_by_its_number() {
    let mut model = opened(vec![entry("e0", "2026-03-05T20:00", [3, 0, 0])]);
    assert_eq!(ids(&model)[0], "no check-in on days 1 to 3");
    type_keys(&mut model, "b");
    let asked = text(&drawn(&model, 80, 24));
    assert!(asked.contains("1 Sun 8 Mar 2026") && asked.contains("3 Fri 6 Mar 2026"), "{asked}");
    type_keys(&mut model, "2 Enter");
    assert_eq!(model.today.draft.dated, Dated::Chosen(Moment::On(day(7))));
}

#[test]
fn filling_in_never_moves_a_check_in_that_is_being_typed() {
    let mut model = opened(with_gap());
    type_keys(&mut model, "T 2 H");
    let before = model.today.draft.clone();
    type_keys(&mut model, "b");
    assert_eq!(model.today.draft, before);
    assert!(model.notice.as_deref().unwrap().contains("not saved yet"));
}

#[test]
fn entries_are_found_by_what_they_are_and_by_their_note() {
    let mut model = opened(with_gap());
    model.record.edited = BTreeSet::from([EntryId::from("e0")]);
    for (words, found) in [
        ("late", vec!["e1"]),
        ("warned", vec!["e3"]),
        ("edited", vec!["e0"]),
        ("LEFT cheek", vec!["e3"]),
        ("zzz", vec![]),
    ] {
        press_at(&mut model, Key::Char('/'), now());
        for letter in words.chars() {
            press_at(&mut model, Key::Char(letter), now());
        }
        assert_eq!(ids(&model), found, "{words}");
        drawn(&model, 80, 24);
        type_keys(&mut model, "Esc");
        assert_eq!(ids(&model).len(), 5);
    }
    type_keys(&mut model, "/late Enter");
    assert_eq!(ids(&model), ["e1"]);
    type_keys(&mut model, "Esc");
    assert!(matches!(focused(&model), Some(Line::Entry(entry)) if entry.entry.id.as_str() == "e1"), "still in focus");
}

#[test]
fn pasted_words_are_looked_for_and_press_no_keys() {
    let mut model = opened(with_gap());
    type_keys(&mut model, "/");
    update(&mut model, Msg::Paste("late\nd y".to_owned(), now()));
    assert_eq!(model.record.diary.entries.len(), 3);
    assert!(ids(&model).is_empty());
}

#[test]
fn a_changed_entry_shows_what_it_said_before() {
    let mut model = opened(with_gap());
    let edited = BTreeSet::from([EntryId::from("e3")]);
    let asked = update(&mut model, Msg::Edited(edited));
    assert_eq!(asked, [Effect::ReadRevisions(EntryId::from("e3"))]);
    let is = with_gap().pop().unwrap();
    let mut was = is.clone();
    was.grades.insert("redness".into(), Grade::EXTREME.into());
    let versions = [(was, "2026-03-08T20:01"), (is, "2026-03-09T08:00")];
    let versions = versions.map(|(entry, saved)| Version { entry, saved_at: at(saved) }).to_vec();
    update(&mut model, Msg::Revisions(EntryId::from("e3"), versions));
    let seen = text(&drawn(&model, 160, 70));
    assert!(seen.contains("edited"), "{seen}");
    assert!(seen.contains("was 4 extreme, now 1 slight"), "{seen}");
}

#[test]
fn opening_the_list_asks_which_entries_were_changed() {
    let mut model = model(with_gap());
    let press = Press { key: Key::Char('H'), now: now(), fresh_id: "id".to_owned() };
    assert_eq!(update(&mut model, Msg::Press(press)), [Effect::ReadEdited]);
}

/// Ten years of mornings.
fn years() -> Vec<Entry> {
    let first = at("2026-03-05T20:00");
    let one = |number: i32| {
        let mut entry = entry(&format!("y{number}"), "2026-03-05T20:00", [1, 0, 0]);
        let moment = first - TimeDelta::days(i64::from(number));
        (entry.at, entry.recorded_at) = (Moment::At(moment), Some(moment));
        entry
    };
    (0..4_000).map(one).collect()
}

#[test]
fn a_long_list_draws_only_what_is_in_sight() {
    let mut model = model(Vec::new());
    model.record.diary.treatments[0].performed_at = Moment::At(at("2015-03-05T14:30"));
    model.record.diary.entries = years();
    model.rejudge();
    type_keys(&mut model, "H");
    let begin = std::time::Instant::now();
    for _ in 0..20 {
        type_keys(&mut model, "Down");
        drawn(&model, 160, 50);
    }
    let each = begin.elapsed() / 20;
    // A picture takes some milliseconds without optimisation; laying out all entries would take seconds.
    assert!(each.as_millis() < 250, "{each:?} for a key and its picture");
    type_keys(&mut model, "G");
    assert!(text(&drawn(&model, 80, 24)).contains("Treatment Thu 5 Mar 2015"));
}

fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = mendlog::app::keymap::all_bindings().flat_map(|binding| binding.keys).copied().collect();
    let lists: Vec<Key> = "HWWaixrdubyn/e".chars().map(Key::Char).chain([Key::Enter, Key::Esc, Key::Right]).collect();
    prop_oneof![
        4 => select(bound).prop_filter("not the end", |key| !matches!(key, Key::Ctrl('c'))),
        4 => select(lists),
        1 => prop::char::any().prop_map(Key::Char),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_on_the_lists_panic(
        keys in prop::collection::vec(any_key(), 0..80),
        (width, height) in (0_u16..=180, 0_u16..=60),
        screen in select(vec![Screen::History, Screen::Warnings]),
    ) {
        let mut model = model(with_gap());
        model.screen = screen;
        for (at, key) in keys.into_iter().enumerate() {
            press_at(&mut model, key, now());
            if at % 8 == 0 {
                drawn(&model, width, height);
            }
        }
        drawn(&model, 80, 24);
    }
}

#[test]
fn pictures_of_the_history() {
    const SIZES: [(u16, u16); 3] = [(80, 24), (160, 50), (60, 18)];
    let mut model = opened(with_gap());
    model.record.edited = BTreeSet::from([EntryId::from("e0")]);
    compare("history", &model, &SIZES);
    type_keys(&mut model, "Down");
    compare("history-gap", &model, &[(80, 24)]);
    type_keys(&mut model, "Down Right");
    compare("history-reading", &model, &SIZES);
    type_keys(&mut model, "Esc d");
    compare("history-deleting", &model, &[(80, 24), (60, 18)]);
    type_keys(&mut model, "n /late");
    compare("history-finding", &model, &[(80, 24), (60, 18)]);
    let mut empty = opened(Vec::new());
    type_keys(&mut empty, "G");
    compare("history-empty", &empty, &[(80, 24)]);
}

#[test]
fn the_mark_of_a_changed_entry_outlives_what_another_program_writes() {
    let mut model = model(ordinary());
    type_keys(&mut model, "H");
    update(&mut model, Msg::Edited(BTreeSet::from([EntryId::from("e3")])));
    let asked = update(&mut model, Msg::Reread(start(ordinary()).read));
    assert!(text(&drawn(&model, 80, 24)).contains("edited"));
    assert!(asked.contains(&Effect::ReadEdited), "the other program may have changed one: {asked:?}");
}
