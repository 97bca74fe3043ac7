//! The warnings: what is listed, what each key notes down, and what the banner says then.

use mendlog::app::warnings::{Item, focus, items};
use mendlog::app::{Effect, Model, Msg, Overlay, Screen, banner, update};
use mendlog::domain::warning::{Act, ClosedBy};
use mendlog::domain::{Answer, BetterWithin, Entry, Moment, SignId, Triage, WarningState};

use crate::patient::{LIBRARY, LOOK, at, entry, model, ordinary, press_at, start, treatment, type_keys, worrying};
use crate::pictures::{compare, drawn, text};

/// Pus and fever on day 3: an emergency; redness on day 2: over since.
fn alarming() -> Vec<Entry> {
    let mut entries = worrying();
    entries[2].grades.insert("redness".into(), mendlog::domain::Grade::EXTREME.into());
    entries[3].signs.insert(SignId::from("fever"), Answer::Yes);
    entries
}

/// Opened in the morning, before the silence since the last entry means something too.
fn opened(entries: Vec<Entry>) -> Model {
    let mut model = model(entries);
    update(&mut model, Msg::Tick(at("2026-03-09T10:00")));
    type_keys(&mut model, "W");
    model
}

fn acts(effects: &[Effect]) -> Vec<Act> {
    let acts = |effect: &Effect| match effect {
        Effect::AddEvents(events) => events.iter().map(|event| event.act.clone()).collect(),
        _ => Vec::new(),
    };
    effects.iter().flat_map(acts).collect()
}

fn write(model: &mut Model, words: &str) {
    for letter in words.chars() {
        press_at(model, mendlog::app::Key::Char(letter), crate::patient::now());
    }
}

fn state(model: &Model) -> WarningState {
    model.record.open_warnings()[0].state()
}

#[test]
fn each_key_notes_one_act_and_it_shows_at_once() {
    let mut model = opened(worrying());
    assert_eq!(state(&model), WarningState::Raised);
    for (key, act, after) in
        [("a", Act::Acknowledged, WarningState::Acknowledged), ("i", Act::Called, WarningState::Called)]
    {
        assert_eq!(acts(&type_keys(&mut model, key)), [act]);
        assert_eq!(state(&model), after);
    }
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("provider called"), "{seen}");
}

#[test]
fn one_call_can_be_about_everything_that_is_open() {
    let mut model = opened(alarming());
    assert_eq!(acts(&type_keys(&mut model, "a I")).len(), 1 + model.record.open_warnings().len());
    assert!(model.record.open_warnings().iter().all(|warning| warning.state() == WarningState::Called));
    assert_eq!(acts(&type_keys(&mut model, "A")), [], "called is more than read");
}

#[test]
fn what_they_said_is_kept_in_their_words() {
    let mut model = opened(worrying());
    assert_eq!(acts(&type_keys(&mut model, "r Enter")), [], "nothing said is nothing to keep");
    assert!(matches!(model.overlay, Some(Overlay::Form(..))));
    write(&mut model, "come in on Friday");
    let effects = type_keys(&mut model, "Enter");
    assert_eq!(acts(&effects), [Act::Answered("come in on Friday".to_owned())]);
    assert!(text(&drawn(&model, 160, 50)).contains("come in on Friday"));
}

#[test]
fn closing_asks_why_and_says_that_a_danger_sign_comes_again() {
    let mut model = opened(worrying());
    type_keys(&mut model, "x");
    let asked = text(&drawn(&model, 80, 24));
    assert!(asked.contains("A danger sign that is entered again is raised again."), "{asked}");
    assert_eq!(acts(&type_keys(&mut model, "Enter Enter")), [], "without a reason it stays open");
    let effects = type_keys(&mut model, "Up 1 Enter");
    assert_eq!(acts(&effects), []);
    write(&mut model, "on Monday");
    let effects = type_keys(&mut model, "Enter");
    assert_eq!(acts(&effects), [Act::Closed("my provider has seen it: on Monday".to_owned())]);
    assert!(model.record.open_warnings().is_empty());
    let items = items(&model);
    let [here] = [&items[focus(&model, &items)]];
    assert!(!here.is_open(), "the closed warning is still in focus");
    assert!(text(&drawn(&model, 80, 24)).contains("closed by you"));
}

#[test]
fn a_warning_of_the_quiet_kind_is_closed_without_the_danger_words() {
    let mut entries = ordinary();
    entries[3] = entry("e3", "2026-03-08T20:00", [4, 2, 0]);
    let mut model = opened(entries);
    type_keys(&mut model, "G x");
    assert!(!text(&drawn(&model, 80, 24)).contains("danger sign"));
}

#[test]
fn what_is_over_is_listed_after_what_is_open_and_cannot_be_read_again() {
    let mut entries = alarming();
    let mut calm = entry("e4", "2026-03-09T08:00", [1, 1, 0]);
    calm.signs.insert(SignId::from("pus"), Answer::No);
    calm.signs.insert(SignId::from("fever"), Answer::No);
    entries.push(calm);
    let mut model = opened(entries);
    let listed = items(&model);
    assert!(listed.iter().is_sorted_by_key(|item| !item.is_open()));
    let open = listed.iter().filter(|item| item.is_open());
    assert!(open.map(Item::triage).is_sorted_by_key(std::cmp::Reverse));
    let closed_by_entry = |item: &Item<'_>| match item {
        Item::Warning(warning) => {
            matches!(&warning.closed, Some(closing) if matches!(closing.by, ClosedBy::Entry(_)))
        }
        Item::Silence(..) => false,
    };
    assert!(listed.iter().any(closed_by_entry));
    assert_eq!(acts(&type_keys(&mut model, "G a")), []);
    assert!(model.notice.as_deref().unwrap().contains("over"));
}

#[test]
fn an_act_counts_even_when_the_entry_names_only_its_day_and_noon_is_still_to_come() {
    let mut entries = worrying();
    entries[3].at = Moment::On(at("2026-03-09T12:00").date_naive());
    entries[3].recorded_at = Some(at("2026-03-09T07:30"));
    let mut model = model(entries);
    update(&mut model, Msg::Tick(at("2026-03-09T07:40")));
    type_keys(&mut model, "W");
    type_keys(&mut model, "a");
    let items = items(&model);
    let Item::Warning(warning) = items[0] else { panic!("no warning") };
    assert_eq!(warning.state(), WarningState::Acknowledged);
}

#[test]
fn the_banner_lowers_its_voice_once_read_but_never_in_an_emergency() {
    let mut model = opened(worrying());
    let rows =
        |model: &Model| mendlog::ui::banner::lines(model, theme(), ratatui::layout::Rect::new(0, 0, 80, 24)).len();
    let loud = rows(&model);
    type_keys(&mut model, "a");
    assert!(!banner::banner(&model).unwrap().is_loud());
    assert!(rows(&model) < loud);
    let seen = text(&drawn(&model, 80, 24)).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(seen.contains("acknowledged. Ring 555"), "{seen}");

    let mut model = opened(alarming());
    while model.record.open_warnings().iter().any(|warning| warning.state() == WarningState::Raised) {
        type_keys(&mut model, "a Down");
    }
    let banner = banner::banner(&model).unwrap();
    assert_eq!(banner.triage(), Triage::Emergency);
    assert!(banner.is_loud());
}

#[test]
fn a_check_in_that_shows_worse_makes_the_banner_loud_before_it_is_saved() {
    let mut entries = ordinary();
    entries[3] = entry("e3", "2026-03-08T20:00", [3, 2, 0]);
    let mut model = opened(entries);
    for _ in 0..items(&model).len() {
        type_keys(&mut model, "a Down");
    }
    assert!(!banner::banner(&model).unwrap().is_loud());
    type_keys(&mut model, "T 4");
    assert!(banner::banner(&model).unwrap().is_loud());
}

fn theme() -> mendlog::ui::theme::Theme {
    mendlog::ui::theme::Theme::new(crate::patient::LOOK)
}

#[test]
fn pictures_of_the_warnings() {
    const SIZES: [(u16, u16); 3] = [(80, 24), (160, 50), (60, 18)];
    let mut none = model(ordinary());
    none.screen = Screen::Warnings;
    compare("warnings-none", &none, &[(80, 24)]);
    let mut model = opened(alarming());
    compare("warnings", &model, &SIZES);
    type_keys(&mut model, "i Esc Down Right");
    compare("warnings-reading", &model, &SIZES);
    type_keys(&mut model, "x");
    compare("warnings-closing", &model, &[(80, 24), (60, 18)]);
}

#[test]
fn whoever_did_the_treatment_a_warning_is_about_is_rung() {
    let mut start = start(worrying());
    let mut later = treatment();
    later.id = "t2".into();
    later.performed_at = "2026-03-09T10:00:00+01:00".parse().unwrap();
    later.provider.name = "Elsewhere".to_owned();
    later.provider.phone = "555 0200".to_owned();
    later.provider.out_of_hours.clear();
    start.read.treatments.push(later);
    let mut model = Model::new(LIBRARY.clone(), LOOK, start);
    assert_eq!(model.record.chosen, Some("t2".into()));
    let whom = banner::banner(&model).unwrap().whom;
    assert!(whom.contains("555 0199") && !whom.contains("555 0200"), "{whom}");
    type_keys(&mut model, "c");
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("5 March"), "{seen}");
    assert!(!seen.contains("555 0200"), "{seen}");
}

fn seen(model: &mut Model, words: &str, days: &str) -> Vec<Effect> {
    type_keys(model, "s");
    write(model, words);
    type_keys(model, "Enter Backspace");
    write(model, days);
    type_keys(model, "Enter")
}

#[test]
fn being_seen_is_about_all_that_is_open_and_lowers_its_voice_until_the_days_are_over() {
    let mut model = opened(alarming());
    let open = model.record.open_warnings().len();
    assert!(open > 1);
    assert_eq!(acts(&seen(&mut model, "drip and tablets", "2")), [], "the form asks which of them");
    let form = text(&drawn(&model, 80, 24));
    assert!(form.contains(&format!("1 all {open} that are open")) && form.contains("only this one"), "{form}");
    let effects = type_keys(&mut model, "Enter");
    let better_within = BetterWithin::try_from(2).unwrap();
    let act = Act::Seen { words: "drip and tablets".to_owned(), better_within };
    assert_eq!(acts(&effects), vec![act; open]);
    assert!(model.record.open_warnings().iter().all(|warning| warning.state() == WarningState::UnderCare));
    let shown = text(&drawn(&model, 80, 24));
    assert!(shown.contains("WATCH") && shown.contains("under care until Wednesday 11 March"), "{shown}");
    assert!(banner::banner(&model).is_some_and(|banner| !banner.is_loud()));
    type_keys(&mut model, "T");
    let today = text(&drawn(&model, 80, 24));
    assert!(today.contains("You were seen since. Under care until Wednesday 11 March."), "{today}");
    update(&mut model, Msg::Tick(at("2026-03-12T10:00")));
    assert_eq!(banner::banner(&model).map(|banner| (banner.triage(), banner.is_loud())), Some((Triage::Urgent, true)));
    type_keys(&mut model, "W");
    let over = text(&drawn(&model, 160, 50));
    assert!(over.contains("the days they named are over"), "{over}");
    assert_eq!(acts(&type_keys(&mut model, "a")), [Act::Acknowledged], "what speaks again can be read again");
}

#[test]
fn a_visit_about_one_warning_leaves_the_others_and_refuses_days_that_are_none() {
    let mut model = opened(alarming());
    let open = model.record.open_warnings().len();
    seen(&mut model, "", "0");
    assert_eq!(acts(&type_keys(&mut model, "Enter")), []);
    assert!(text(&drawn(&model, 80, 24)).contains("from 1 to 28"));
    type_keys(&mut model, "Backspace");
    write(&mut model, "3");
    assert_eq!(acts(&type_keys(&mut model, "Enter 2 Enter")).len(), 1);
    let cared = model.record.open_warnings().iter().filter(|warning| warning.state() == WarningState::UnderCare);
    assert_eq!((cared.count(), model.record.open_warnings().len()), (1, open));
}

#[test]
fn the_check_in_that_is_worse_than_what_was_seen_is_loud_before_it_is_saved() {
    let mut model = opened(worrying());
    seen(&mut model, "antibiotics", "3");
    type_keys(&mut model, "Enter");
    assert!(banner::banner(&model).is_some_and(|banner| !banner.is_loud()));
    type_keys(&mut model, "T 1 0 0");
    assert!(banner::banner(&model).is_none_or(|banner| banner.triage() <= Triage::Watch));
    type_keys(&mut model, "Esc k k k k k k k k 4");
    assert!(banner::banner(&model).is_some_and(|banner| banner.is_loud() && banner.triage() > Triage::Watch));
}

#[test]
fn the_words_to_say_tell_of_the_visit() {
    let mut model = opened(worrying());
    seen(&mut model, "antibiotics", "3");
    type_keys(&mut model, "Enter c");
    let words = text(&drawn(&model, 160, 50));
    let is_frame = |c: char| c.is_whitespace() || ('\u{2500}'..='\u{257f}').contains(&c);
    let words = words.split(is_frame).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    assert!(words.contains("I was seen on 9 March, told better within 3 days; they said: antibiotics."), "{words}");
}
