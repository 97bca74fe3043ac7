//! The month view: what a day shows without colour, moving in it, opening a day, one symptom alone.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mendlog::app::history::Mode;
use mendlog::app::month::MonthView;
use mendlog::app::{Look, Model};
use mendlog::domain::{Answer, Entry, EntryId, Grade, Moment, SignId};
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::{at, entry, keys, model, now, press_at, start, type_keys};
use crate::pictures::{compare, drawn, text};

/// Four ordinary days with a day missing, one typed later, then pus.
fn unsettled() -> Vec<Entry> {
    let mut entries = vec![
        entry("e0", "2026-03-05T20:00", [4, 0, 0]),
        entry("e1", "2026-03-06T20:00", [3, 0, 0]),
        entry("e3", "2026-03-08T08:00", [1, 2, 0]),
        entry("e4", "2026-03-08T20:00", [1, 1, 0]),
    ];
    entries[1].recorded_at = Some(at("2026-03-08T09:00"));
    entries[3].signs.insert(SignId::from("pus"), Answer::Yes);
    entries
}

fn opened() -> Model {
    let mut model = model(unsettled());
    type_keys(&mut model, "H m");
    model
}

fn shown(model: &Model) -> &MonthView {
    match &model.history.mode {
        Mode::Month(view) => view,
        other => panic!("no month shows but {other:?}"),
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_day_says_without_colour_how_it_was() {
    let mut model = opened();
    model.look = Look { colour: false, unicode: false };
    let seen = text(&drawn(&model, 80, 24));
    for words in ["5 4=*", "6 3=~", "7 .", "8 2T!", "9 . !", "March 2026: worst grade of all symptoms", "T TODAY"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(seen.contains("Monday 9 March 2026"), "today is in focus: {seen}");
}

#[test]
fn the_month_opens_at_the_line_in_focus_and_leads_back_to_it() {
    let mut model = model(unsettled());
    type_keys(&mut model, "H Down Down m");
    assert_eq!(shown(&model).date, date("2026-03-07"), "the gap");
    type_keys(&mut model, "m");
    assert_eq!(model.history.row, 2, "the same line is in focus");
    type_keys(&mut model, "m h Enter");
    let seen = text(&drawn(&model, 80, 24));
    assert!(matches!(model.history.mode, Mode::List) && seen.contains("▸ Fri 6 Mar 2026"), "{seen}");
}

#[test]
fn opening_a_day_shows_its_latest_entry_its_gap_or_says_that_there_is_nothing() {
    let mut model = opened();
    type_keys(&mut model, "h Enter");
    assert_eq!(mendlog::app::history::focused(&model).map(|line| format!("{line:?}").contains("e4")), Some(true));
    type_keys(&mut model, "m hh Enter");
    assert!(format!("{:?}", mendlog::app::history::focused(&model)).contains("Gap"), "day 2 is a gap");
    type_keys(&mut model, "m");
    type_keys(&mut model, "[ Enter");
    assert!(matches!(model.history.mode, Mode::Month(_)));
    assert!(model.notice.as_deref().unwrap().contains("Nothing is entered for Saturday 7 February 2026"));
}

#[test]
fn days_weeks_and_months_are_one_key_away() {
    let mut model = opened();
    for (key, wanted) in [
        ("l", "2026-03-10"),
        ("j", "2026-03-17"),
        ("k", "2026-03-10"),
        ("h", "2026-03-09"),
        ("]", "2026-04-09"),
        ("[[", "2026-02-09"),
        ("g", "2026-02-01"),
        ("G", "2026-02-28"),
        ("t", "2026-03-09"),
    ] {
        type_keys(&mut model, key);
        assert_eq!(shown(&model).date, date(wanted), "{key}");
    }
}

#[test]
fn one_symptom_after_the_other_and_all_again() {
    let mut model = opened();
    let mut seen = Vec::new();
    for _ in 0..4 {
        type_keys(&mut model, "s");
        seen.push(shown(&model).symptom.as_ref().map(ToString::to_string).unwrap_or_default());
    }
    assert_eq!(seen, ["redness", "peeling", "breakouts", ""]);
    type_keys(&mut model, "ss");
    let picture = text(&drawn(&model, 80, 24));
    assert!(picture.contains("Peeling, beside the verdict on the whole day") && picture.contains("8 2▄T"), "{picture}");
    type_keys(&mut model, "a");
    assert_eq!(shown(&model).symptom, None);
}

#[test]
fn a_day_of_the_patient_ends_at_their_own_hour() {
    let mut entries = unsettled();
    entries.push(entry("night", "2026-03-08T01:30", [3, 0, 0]));
    let mut model = model(entries);
    type_keys(&mut model, "H m");
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("7 3▆"), "half past one at night is still the 7th: {seen}");
}

#[test]
fn a_wide_window_shows_three_months_and_the_day() {
    let seen = text(&drawn(&opened(), 160, 50));
    for words in ["January 2026", "February 2026", "March 2026", "Monday 9 March 2026"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn a_narrow_window_lists_the_days() {
    let seen = text(&drawn(&opened(), 44, 16));
    assert!(seen.contains("Sun TODAY") && seen.contains("Fri"), "{seen}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_in_the_month_panic(
        pressed in prop::collection::vec(select(keys("hjkl[]gGtsam Enter Esc Up Down Right Hb")), 0..60),
        (width, height) in (0_u16..=180, 0_u16..=60),
    ) {
        let mut model = opened();
        for key in pressed {
            press_at(&mut model, key, now());
            drawn(&model, width, height);
        }
    }
}

#[test]
fn pictures_of_the_month() {
    let mut model = opened();
    model.record.edited = BTreeSet::from([EntryId::from("e0")]);
    compare("month", &model, &[(80, 24), (160, 50), (60, 18), (40, 12)]);
    type_keys(&mut model, "hs");
    compare("month-redness", &model, &[(80, 24)]);
    model.look = Look { colour: false, unicode: false };
    compare("month-plain", &model, &[(80, 24)]);
    let mut long = start(Vec::new());
    long.read.treatments[0].performed_at = Moment::At(at("2026-01-07T14:30"));
    let days = (7..=31).map(|day| (format!("2026-01-{day:02}"), (31 - day) / 8));
    let days = days.chain((1..=28).map(|day| (format!("2026-02-{day:02}"), u8::from(day % 9 == 0))));
    let entries = days.map(|(date, grade)| {
        let mut entry = entry(&date, &format!("{date}T20:00"), [0, 0, 0]);
        entry.grades.insert("redness".into(), Grade::try_from(grade).unwrap().into());
        entry
    });
    long.read.latest.as_mut().unwrap().entries = entries.collect();
    let mut model = Model::new(crate::patient::LIBRARY.clone(), crate::patient::LOOK, long);
    type_keys(&mut model, "H m");
    compare("month-three", &model, &[(160, 50)]);
}
