//! The settings: what they say, and what changing them changes.

use mendlog::app::{Effect, Model};
use mendlog::domain::Day;

use crate::patient::{entry, model, ordinary, type_keys};
use crate::pictures::{compare, drawn, text};

fn opened(mut model: Model) -> Model {
    type_keys(&mut model, "S");
    model
}

fn run_together(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn they_say_what_was_answered_and_what_follows() {
    let mut model = opened(model(ordinary()));
    model.place = Some("~/journal.db".to_owned());
    let seen = text(&drawn(&model, 160, 50));
    for words in [
        "fair, burns easily",
        "left open",
        "3:00",
        "Nothing: the ranges are those described for everybody.",
        "put together from published aftercare",
        "~/journal.db",
        "Nothing leaves this machine",
    ] {
        assert!(run_together(&seen).contains(&run_together(words)), "{words}: {seen}");
    }
    model.record.diary.patient.blood_thinners = Some(true);
    assert!(text(&drawn(&model, 160, 50)).contains("On blood thinners bruises are described"));
}

#[test]
fn the_end_of_the_page_is_one_key_away() {
    let mut model = opened(model(ordinary()));
    let words = "ring, whatever it says";
    assert!(!text(&drawn(&model, 80, 24)).contains(words));
    type_keys(&mut model, "G");
    assert!(text(&drawn(&model, 80, 24)).contains(words));
    type_keys(&mut model, "g");
    assert!(text(&drawn(&model, 80, 24)).contains("your skin"));
}

#[test]
fn a_later_end_of_the_day_moves_a_night_to_the_evening_before() {
    let mut entries = ordinary();
    entries.push(entry("night", "2026-03-09T04:30", [1, 1, 0]));
    let mut model = opened(model(entries));
    let day = |model: &Model| model.record.assessment().unwrap().entries.last().unwrap().day;
    assert_eq!(day(&model), Day::new(4));
    type_keys(&mut model, "e");
    for _ in 0..8 {
        type_keys(&mut model, "Down");
    }
    crate::patient::press_at(&mut model, mendlog::app::Key::Ctrl('u'), crate::patient::now());
    let effects = type_keys(&mut model, "5 Ctrl-S");
    assert!(matches!(effects[..], [Effect::SaveProfile(..)]), "{effects:?}");
    assert_eq!(day(&model), Day::new(3));
    let notice = model.notice.as_deref().unwrap();
    assert!(notice.starts_with("Saved. The day number of 1 check-in changed;"), "{notice}");
}

#[test]
fn a_fact_that_moves_a_range_says_how_many_verdicts_it_changed() {
    let mut entries = ordinary();
    entries[3] = entry("e3", "2026-03-08T20:00", [1, 1, 3]);
    let mut model = opened(model(entries));
    let before: Vec<_> = findings(&model);
    type_keys(&mut model, "e Down y Ctrl-S");
    assert_ne!(before, findings(&model));
    assert!(model.notice.as_deref().unwrap().contains("the verdict of 1 check-in changed"), "{:?}", model.notice);
    type_keys(&mut model, "e Ctrl-S");
    assert_eq!(model.notice.as_deref(), Some("Saved. No day number and no verdict changed."));
}

fn findings(model: &Model) -> Vec<Vec<String>> {
    let entries = &model.record.assessment().unwrap().entries;
    let rules = |findings: &[mendlog::domain::Finding]| findings.iter().map(|one| one.rule.id.to_string()).collect();
    entries.iter().map(|judged| rules(&judged.findings)).collect()
}

#[test]
fn pictures_of_the_settings() {
    let mut model = opened(model(ordinary()));
    model.place = Some("/home/ada/.local/share/mendlog/journal.db".to_owned());
    model.record.diary.patient.acne_prone = Some(true);
    model.record.diary.patient.keloid_history = Some(false);
    compare("settings", &model, &[(80, 24), (160, 50), (60, 18), (40, 12)]);
    type_keys(&mut model, "G");
    compare("settings-end", &model, &[(80, 24)]);
    type_keys(&mut model, "e");
    compare("settings-changing", &model, &[(80, 24), (60, 18)]);
}
