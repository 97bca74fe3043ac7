//! The chart's screens at sizes, walked through with keys.

use std::sync::OnceLock;

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::app::effect::Extent;
use crate::app::key::{Key, Press};
use crate::app::{Healed, Look, Model, Msg, Read, Screen, Start, update};
use crate::report::course::tests::{FULL, diary};
use crate::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn now() -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-10T21:00:00+01:00").unwrap()
}

/// The chart of the fortnight that has everything in it, read with the program's own protocol.
fn model(look: Look) -> Model {
    let mut diary = diary(FULL);
    diary.entries[13].note = "Slept badly.\nWarm in the evening, cooler \u{1b}[31mby night.".to_owned();
    let healed = |id: &str| Healed {
        treatment: id.into(),
        entries: diary.entries.iter().filter(|entry| entry.treatment.as_str() == id).cloned().collect(),
        events: Vec::new(),
        care: crate::domain::CareRecord::default(),
        extent: Extent::All,
    };
    let start = Start {
        read: Read {
            profile: Some((diary.patient.clone(), diary.day_end)),
            treatments: diary.treatments.clone(),
            outcomes: Vec::new(),
            plans: Vec::new(),
            conflicts: Vec::new(),
            latest: Some(healed("now")),
        },
        draft: None,
        notice: None,
        now: now(),
    };
    let mut model = Model::new(crate::protocols::load().unwrap(), look, start);
    update(&mut model, Msg::Loaded(healed("before")));
    model.screen = Screen::Chart;
    model
}

fn press(model: &mut Model, keys: &[Key]) {
    for key in keys {
        update(model, Msg::Press(Press { key: *key, now: now(), fresh_id: String::new() }));
    }
}

fn screen(model: &Model, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view(model, Theme::new(model.look), frame, frame.area())).unwrap();
    terminal.backend().to_string()
}

const UNICODE: Look = Look { colour: true, unicode: true };
const ASCII: Look = Look { colour: false, unicode: false };

#[test]
fn the_chart_reads_the_entry_under_the_cursor() {
    let mut model = model(UNICODE);
    insta::assert_snapshot!("large", screen(&model, 80, 20));
    press(&mut model, &[Key::Left]);
    let shown = screen(&model, 80, 20);
    assert!(shown.contains("Day 7, Mon 9 Mar 20:00"), "{shown}");
    press(&mut model, &[Key::Down]);
    let shown = screen(&model, 80, 20);
    assert!(shown.contains("Peeling: not recorded so far."), "{shown}");
    assert!(shown.contains("Day 7"), "the cursor stays on its check-in: {shown}");
}

#[test]
fn the_overview_shows_all_symptoms_and_opens_one() {
    let mut model = model(UNICODE);
    press(&mut model, &[Key::Char('o')]);
    let shown = screen(&model, 80, 19);
    for symptom in &model.library.catalog.symptoms {
        assert!(shown.contains(&symptom.name), "{} is missing: {shown}", symptom.name);
    }
    insta::assert_snapshot!("overview", shown);
    press(&mut model, &[Key::Down, Key::Right, Key::Enter]);
    assert_eq!((model.chart.symptom, model.chart.face), (4, Face::Large));
}

#[test]
fn the_table_says_the_same_as_the_chart() {
    let mut model = model(ASCII);
    press(&mut model, &[Key::Char('t')]);
    let shown = screen(&model, 80, 19);
    insta::assert_snapshot!("table", shown);
    press(&mut model, &[Key::Char('t')]);
    assert_eq!(model.chart.face, Face::Large);
}

#[test]
fn last_time_can_be_hidden() {
    let mut model = model(UNICODE);
    assert!(screen(&model, 80, 20).contains('◇'));
    press(&mut model, &[Key::Char('l')]);
    assert!(!screen(&model, 80, 20).contains('◇'));
}

#[test]
fn a_long_healing_is_looked_at_in_pages_that_follow_the_cursor() {
    let mut model = model(UNICODE);
    let later = DateTime::parse_from_rfc3339("2026-05-01T12:00:00+01:00").unwrap();
    update(&mut model, Msg::Tick(later));
    assert_eq!(model.chart.window().days(), 61);
    press(&mut model, &[Key::Char('+'), Key::Char('+')]);
    let days = |model: &Model| (model.chart.window().first.number(), model.chart.window().last.number());
    assert_eq!(days(&model), (0, 14));
    press(&mut model, &[Key::Char('+'), Key::Char('-'), Key::Char('-'), Key::Char('-')]);
    assert_eq!(days(&model), (0, 60));
}

proptest! {
    #[test]
    fn no_size_and_no_keys_panic(
        keys in prop::collection::vec(prop::sample::select(
            vec![Key::Up, Key::Down, Key::Left, Key::Right, Key::Home, Key::End, Key::PageDown, Key::PageUp, Key::Enter,
                 Key::Esc, Key::Char('o'), Key::Char('t'), Key::Char('l'), Key::Char('+'), Key::Char('-')]), 0..20),
        (width, height) in (0..=200_u16, 0..=80_u16),
        unicode in any::<bool>(),
    ) {
        static MODEL: OnceLock<Model> = OnceLock::new();
        let mut model = MODEL.get_or_init(|| model(UNICODE)).clone();
        model.look = Look { colour: false, unicode };
        press(&mut model, &keys);
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        ChartView { chart: &model.chart, further: further(&model), style: &style(Theme::new(model.look)) }.render(buf.area, &mut buf);
        let outside_is_read = model.chart.reading().is_some_and(|reading| is_outside(reading.standing));
        if outside_is_read && model.chart.face == Face::Large && width >= 40 && height >= 5 {
            let text: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            prop_assert!(text.contains("OUTSIDE"), "{}", text);
        }
    }
}
