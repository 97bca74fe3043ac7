//! The treatments: what the list shows, choosing, adding, correcting, deleting and bringing back.

use mendlog::app::treatments::{focused, listed};
use mendlog::app::{Effect, Extent, Healed, Key, Model, Msg, Overlay, Screen, update};
use mendlog::domain::{Day, Entry, Moment, Treatment, TreatmentId};
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::{LIBRARY, LOOK, at, entry, model, now, ordinary, press_at, start, treatment, type_keys, worrying};
use crate::pictures::{compare, drawn, text};

/// A treatment six weeks before the other, all about it known.
fn earlier() -> Treatment {
    let mut earlier = Treatment { id: TreatmentId::from("t0"), ..treatment() };
    earlier.performed_at = Moment::At(at("2026-01-22T10:00"));
    earlier.prp = Some(true);
    earlier.at_home = Some(false);
    earlier.cost = Some(mendlog::domain::Cost { amount: "640.00".to_owned(), currency: "USD".to_owned() });
    earlier.note.push_str("first of three");
    earlier
}

fn earlier_entries() -> Vec<Entry> {
    let mut entries = vec![entry("f0", "2026-01-22T20:00", [3, 0, 0]), entry("f1", "2026-01-23T20:00", [2, 0, 0])];
    for entry in &mut entries {
        entry.treatment = TreatmentId::from("t0");
    }
    entries
}

/// Two treatments, everything read, on the Treatments screen.
fn opened(entries: Vec<Entry>) -> Model {
    let mut start = start(entries);
    start.read.treatments.push(earlier());
    let mut model = Model::new(LIBRARY.clone(), LOOK, start);
    let healed = Healed {
        treatment: TreatmentId::from("t0"),
        entries: earlier_entries(),
        events: Vec::new(),
        care: mendlog::domain::CareRecord::default(),
        extent: Extent::All,
    };
    update(&mut model, Msg::Loaded(healed));
    type_keys(&mut model, "R");
    model
}

fn write(model: &mut Model, words: &str) {
    words.chars().for_each(|letter| {
        press_at(model, Key::Char(letter), now());
    });
}

fn notice(model: &Model) -> &str {
    model.notice.as_deref().unwrap_or_default()
}

fn days(model: &Model) -> Vec<Day> {
    model.record.assessment().unwrap().entries.iter().map(|judged| judged.day).collect()
}

#[test]
fn the_list_says_when_how_far_and_how_much() {
    let model = opened(ordinary());
    let seen = text(&drawn(&model, 80, 24));
    for words in [
        "2 treatments, the newest first",
        "▸ Thu 5 Mar 2026, 14:30  day 4 now  shown",
        "4 check-ins · pen · 1.5 mm · face · Harbour Skin Clinic",
        "Thu 22 Jan 2026, 10:00  42 days, then the next",
        "2 check-ins",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn the_text_beside_it_holds_every_field() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "Down");
    let seen = text(&drawn(&model, 160, 50));
    for words in ["555 0100", "555 0199", "640.00 USD", "first of three", "left open", "no earlier treatment"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    type_keys(&mut model, "Up");
    let seen = text(&drawn(&model, 160, 50));
    assert!(seen.contains("42 days since the treatment of Thu 22 Jan 2026"), "{seen}");
}

#[test]
fn the_other_screens_show_the_treatment_that_was_chosen() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "Down Enter");
    assert_eq!(model.record.chosen, Some(TreatmentId::from("t0")));
    assert!(notice(&model).contains("now show the healing after this treatment"));
    type_keys(&mut model, "T");
    assert!(text(&drawn(&model, 80, 24)).contains("Day 46"));
}

#[test]
fn choosing_waits_for_a_check_in_that_is_not_saved() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "T 2 R Down Enter");
    assert_eq!(model.record.chosen, Some(TreatmentId::from("t1")));
    assert!(notice(&model).contains("not saved yet"), "{}", notice(&model));
}

#[test]
fn an_added_treatment_is_shown_and_takes_over_whom_to_ring() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "a");
    write(&mut model, "2026-03-09 10:00");
    assert_eq!(type_keys(&mut model, "Ctrl-S"), [], "4 days after the last one it asks first");
    let effects = type_keys(&mut model, "y");
    let Some(Effect::SaveTreatment(added)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(added.provider.phone, "555 0100");
    assert_eq!(added.device, None);
    assert_eq!(model.record.chosen.as_ref(), Some(&added.id));
    assert!(notice(&model).starts_with("Added: the other screens show"), "{}", notice(&model));
    assert_eq!(listed(&model).len(), 3);
    assert_eq!(focused(&model).unwrap().id, added.id);
}

#[test]
fn a_treatment_before_all_others_can_be_added_and_one_to_come_cannot() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "a");
    write(&mut model, "2026-04-01 10:00");
    assert_eq!(type_keys(&mut model, "Ctrl-S"), []);
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("still to come"), "{seen}");
    type_keys(&mut model, "Esc a");
    write(&mut model, "2025-10-01");
    let effects = type_keys(&mut model, "Ctrl-S");
    assert!(matches!(effects[..], [Effect::SaveTreatment(_)]), "{effects:?}");
    assert_eq!(model.record.chosen, Some(TreatmentId::from("t1")), "the screens stay with the latest");
    assert_eq!(listed(&model).last().unwrap().performed_at.to_string(), "2025-10-01");
}

#[test]
fn adding_leaves_a_check_in_that_is_being_typed_with_its_treatment() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "T 2 R a Ctrl-S y");
    assert_eq!(listed(&model).len(), 3);
    assert_eq!(model.record.chosen, Some(TreatmentId::from("t1")));
    assert_eq!(model.today.draft.treatment, Some(TreatmentId::from("t1")));
}

#[test]
fn a_corrected_date_moves_every_day_and_says_what_changed() {
    let mut model = opened(ordinary());
    assert_eq!(days(&model), [0, 1, 2, 3].map(Day::new));
    type_keys(&mut model, "e");
    write(&mut model, "2026-02-28 14:30");
    type_keys(&mut model, "Ctrl-S");
    assert_eq!(days(&model), [5, 6, 7, 8].map(Day::new));
    let words = notice(&model);
    assert!(words.starts_with("Saved. Day numbers of 4 check-ins changed; the verdict of "), "{words}");
    assert!(text(&drawn(&model, 80, 24)).contains("day 9 now"));
}

#[test]
fn a_check_in_that_now_lies_before_its_treatment_is_pointed_out_and_kept() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "e");
    write(&mut model, "2026-03-07 12:00");
    type_keys(&mut model, "Ctrl-S");
    assert!(notice(&model).contains("2 check-ins lie before this treatment. They are kept"), "{}", notice(&model));
    assert_eq!(model.record.assessment().unwrap().entries.len(), 4);
    for (width, height) in [(80, 24), (160, 50)] {
        let seen = text(&drawn(&model, width, height));
        assert!(seen.contains("2 before it!"), "{seen}");
    }
    type_keys(&mut model, "H G");
    assert!(text(&drawn(&model, 80, 24)).contains("day -2"));
}

#[test]
fn deleting_asks_and_says_what_goes() {
    let mut model = opened(worrying());
    assert_eq!(type_keys(&mut model, "d n"), []);
    type_keys(&mut model, "d");
    let seen = text(&drawn(&model, 80, 24));
    for words in ["check-ins and its warnings go with it", "a warning that is open", "u brings all of it back"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert_eq!(type_keys(&mut model, "y"), [Effect::DeleteTreatment(TreatmentId::from("t1"))]);
    assert_eq!(model.record.chosen, Some(TreatmentId::from("t0")));
    assert!(model.record.open_warnings().is_empty());
    assert!(notice(&model).contains("u brings it back"), "{}", notice(&model));
}

#[test]
fn the_last_treatment_can_be_deleted_too() {
    let mut model = model(ordinary());
    type_keys(&mut model, "R d y");
    for screen in Screen::TABS {
        model.screen = screen;
        drawn(&model, 80, 24);
    }
    model.screen = Screen::Treatments;
    assert!(text(&drawn(&model, 80, 24)).contains("No treatment is recorded."));
    type_keys(&mut model, "e Enter d Right G a Ctrl-S");
    assert_eq!(listed(&model).len(), 1);
}

#[test]
fn a_treatment_with_an_unfinished_check_in_is_not_deleted_under_the_hand() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "T 2 R d y");
    assert_eq!(listed(&model).len(), 2);
    assert!(notice(&model).is_empty() || notice(&model).contains("not saved yet"));
}

#[test]
fn what_could_not_be_kept_is_still_in_the_form() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "Down e");
    type_keys(&mut model, "Down Down");
    write(&mut model, "9");
    type_keys(&mut model, "Esc");
    let changed = Treatment { note: "typed just now".to_owned(), ..earlier() };
    update(&mut model, Msg::NotSaved(Effect::SaveTreatment(changed), "The disk is full.".to_owned()));
    let seen = text(&drawn(&model, 80, 40));
    assert!(seen.contains("The disk is full.") && seen.contains("typed just now"), "{seen}");
    type_keys(&mut model, "Esc");
    assert!(matches!(model.overlay, Some(Overlay::Form(..))));
}

/// A plan, typed into the form.
fn plan(model: &mut Model, date: &str) -> Vec<Effect> {
    type_keys(model, "p");
    write(model, date);
    type_keys(model, "Ctrl-S")
}

#[test]
fn a_plan_counts_down_and_says_what_to_stop_before() {
    let mut model = opened(ordinary());
    type_keys(&mut model, "p");
    assert!(text(&drawn(&model, 80, 24)).contains("2026-04-02"), "the first day that fits is proposed");
    let effects = type_keys(&mut model, "Ctrl-S");
    let Some(Effect::SavePlan(saved)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(saved.provider.phone, "555 0100");
    let seen = text(&drawn(&model, 160, 50));
    for words in [
        "2 treatments, the newest first · 1 planned",
        "next fits 2 Apr to 16 Apr 2026 · paid 640.00 USD",
        "▸ Planned Thu 2 Apr 2026, in 24 days",
        "in 24 days, Thursday 2 April 2026",
        "It is 28 days after the treatment of Thu 5 Mar 2026.",
        "From Thu 19 Mar 2026, in 10 days: Keep the area out of strong sun",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    type_keys(&mut model, "Enter");
    assert!(notice(&model).contains("Its day has not come yet"), "{}", notice(&model));
    let dropped = type_keys(&mut model, "d");
    assert!(matches!(dropped[..], [Effect::DropPlan(_)]));
    assert!(model.record.diary.plans.is_empty());
    assert!(notice(&model).contains("u brings it back"), "{}", notice(&model));
}

#[test]
fn a_plan_too_soon_is_said_before_it_is_saved_and_not_forbidden() {
    let mut model = opened(ordinary());
    assert_eq!(plan(&mut model, "2026-03-14"), []);
    let seen = text(&drawn(&model, 80, 24));
    for words in
        ["TOO SOON: only 9 days after", "NOT HEALED: when you last looked, on day 3", "y saves it all the same"]
    {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert_eq!(type_keys(&mut model, "n"), []);
    assert!(matches!(model.overlay, Some(Overlay::Form(..))), "back in the form");
    assert_eq!(type_keys(&mut model, "Ctrl-S"), []);
    assert!(matches!(type_keys(&mut model, "y")[..], [Effect::SavePlan(_)]));
    assert!(text(&drawn(&model, 80, 24)).contains("TOO SOON: 9 days after the last!"));
    type_keys(&mut model, "e");
    assert!(matches!(type_keys(&mut model, "Ctrl-S")[..], [Effect::SavePlan(_)]), "said once, not again");
}

#[test]
fn a_plan_whose_day_has_come_becomes_a_treatment_filled_in() {
    let mut model = opened(ordinary());
    plan(&mut model, "2026-04-09");
    update(&mut model, Msg::Tick(at("2026-04-09T18:00")));
    let effects = press_at(&mut model, Key::Enter, at("2026-04-09T18:00"));
    assert!(matches!(effects[..], [Effect::SaveDraft(_)]), "what the form holds is kept: {effects:?}");
    let effects = press_at(&mut model, Key::Ctrl('s'), at("2026-04-09T18:00"));
    let [Effect::PerformPlan(plan, treatment), ..] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((plan.at, treatment.performed_at), (treatment.performed_at, plan.at));
    assert_eq!(treatment.device, listed(&model)[1].device);
    assert!(model.record.diary.plans.is_empty());
    assert_eq!(listed(&model).len(), 3);
}

fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = mendlog::app::keymap::all_bindings().flat_map(|binding| binding.keys).copied().collect();
    let lists: Vec<Key> = "RRSSadueyn12".chars().map(Key::Char).chain([Key::Enter, Key::Esc, Key::Ctrl('s')]).collect();
    prop_oneof![
        4 => select(bound).prop_filter("not the end", |key| !matches!(key, Key::Ctrl('c'))),
        4 => select(lists),
        1 => prop::char::any().prop_map(Key::Char),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_on_treatments_and_settings_panic(
        keys in prop::collection::vec(any_key(), 0..80),
        (width, height) in (0_u16..=180, 0_u16..=60),
        screen in select(vec![Screen::Treatments, Screen::Settings]),
    ) {
        let mut model = opened(worrying());
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
fn pictures_of_the_treatments() {
    const SIZES: [(u16, u16); 3] = [(80, 24), (160, 50), (60, 18)];
    let mut model = opened(ordinary());
    compare("treatments", &model, &SIZES);
    type_keys(&mut model, "Down Right");
    compare("treatments-reading", &model, &[(80, 24), (40, 12)]);
    type_keys(&mut model, "Esc d");
    compare("treatments-deleting", &model, &[(80, 24), (60, 18)]);
    type_keys(&mut model, "n e");
    compare("treatments-changing", &model, &[(80, 24), (160, 50)]);
    type_keys(&mut model, "Esc Up e");
    let mut planning = opened(ordinary());
    plan(&mut planning, "2026-03-14");
    compare("treatments-too-soon", &planning, &SIZES);
    type_keys(&mut planning, "y");
    compare("treatments-planned", &planning, &[(80, 24), (160, 50)]);
    type_keys(&mut planning, "Right");
    compare("treatments-planned-reading", &planning, &[(80, 24)]);
    write(&mut model, "2026-03-07 12:00");
    type_keys(&mut model, "Ctrl-S");
    compare("treatments-corrected", &model, &[(80, 24), (60, 18)]);
}
