//! Why a verdict is as it is, from every screen that shows one.

use mendlog::app::{Key, Overlay};
use mendlog::domain::{Answer, Patient};

use crate::patient::{model, now, ordinary, press_at, type_keys, worrying};
use crate::pictures::{compare, drawn, text};

const HEADINGS: [&str; 4] =
    ["What spoke", "What came close", "The range and where it comes from", "Where sources disagree"];

/// All that is to be read over the screen.
fn read(model: &mendlog::app::Model) -> String {
    let Some(Overlay::Reading(reading)) = &model.overlay else { panic!("nothing is read: {:?}", model.notice) };
    let lines = reading.passages.iter().map(|passage| format!("{} {}\n", passage.lead, passage.text));
    format!("{}\n{}", reading.title, lines.collect::<String>())
}

#[test]
fn the_pictures() {
    let mut model = model(worrying());
    model.record.diary.patient = Patient::default();
    type_keys(&mut model, "y");
    compare("why", &model, &[(80, 24), (160, 50), (40, 12)]);
    for _ in 0..3 {
        press_at(&mut model, Key::PageDown, now());
    }
    compare("why-further-down", &model, &[(80, 24)]);
    press_at(&mut model, Key::Char('G'), now());
    let end = text(&drawn(&model, 80, 24));
    let words: String = end.split(|letter: char| letter.is_whitespace() || letter == '│').collect();
    assert!(words.contains("Noclinicianhasreviewedthem."), "{end}");
}

#[test]
fn all_parts_are_there_under_their_headings() {
    let mut model = model(ordinary());
    type_keys(&mut model, "y");
    let read = read(&model);
    let places: Vec<_> = HEADINGS.iter().map(|heading| read.find(heading).unwrap()).collect();
    assert!(places.is_sorted(), "{read}");
    assert!(read.contains("No clinician has reviewed them."), "{read}");
}

#[test]
fn the_check_in_being_typed_is_explained_before_it_is_saved() {
    let mut model = model(ordinary());
    type_keys(&mut model, "2y");
    let read = read(&model);
    assert!(read.starts_with("Why EXPECTED: day 4"), "{read}");
    assert!(read.contains("would hold with redness 3 instead of 2"), "{read}");
}

#[test]
fn the_verdict_on_a_check_in_that_was_just_saved_is_one_key_away() {
    let mut model = model(ordinary());
    type_keys(&mut model, "3");
    type_keys(&mut model, "Enter");
    let verdict = text(&drawn(&model, 80, 24));
    assert!(verdict.contains("y why?"), "{verdict}");
    type_keys(&mut model, "y");
    assert!(read(&model).contains("Outside the range described"));
    type_keys(&mut model, "Esc");
    assert!(model.overlay.is_none());
}

#[test]
fn history_explains_the_entry_in_focus_and_says_so_where_there_is_none() {
    let mut model = model(ordinary());
    type_keys(&mut model, "H");
    type_keys(&mut model, "Down y");
    assert!(read(&model).starts_with("Why EXPECTED: day 2"), "{}", read(&model));
    type_keys(&mut model, "Esc G y");
    assert!(model.overlay.is_none());
    assert!(model.notice.as_deref().unwrap().contains("no verdict here"));
}

#[test]
fn a_warning_is_explained_by_the_entry_that_last_showed_it() {
    let mut entries = worrying();
    let mut later = crate::patient::entry("e4", "2026-03-09T08:00", [1, 2, 0]);
    later.signs.insert("fever".into(), Answer::No);
    entries.push(later);
    let mut model = model(entries);
    type_keys(&mut model, "W");
    type_keys(&mut model, "y");
    let read = read(&model);
    assert!(read.starts_with("Why TODAY: day 3"), "the pus was on day 3: {read}");
    assert!(read.contains("Pus or honey-coloured crusts"), "{read}");
}
