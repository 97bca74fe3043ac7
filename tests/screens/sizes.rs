//! No size and no key makes the program panic, and a warning is never cut off.

use mendlog::app::{Key, Look, Model, Msg, Screen, update};
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::{LIBRARY, model, newcomer, now, ordinary, press_at, start, treatment, type_keys, worrying};
use crate::pictures::{drawn, text};

fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = mendlog::app::keymap::all_bindings().flat_map(|binding| binding.keys).copied().collect();
    prop_oneof![
        12 => select(bound).prop_filter("not the end", |key| !matches!(key, Key::Ctrl('c'))),
        3 => prop::char::any().prop_map(Key::Char),
        1 => select(vec![Key::Left, Key::Right, Key::Ctrl('w'), Key::Alt('x'), Key::F(9)]),
    ]
}

fn any_model() -> impl Strategy<Value = Model> {
    let look = (any::<bool>(), any::<bool>()).prop_map(|(colour, unicode)| Look { colour, unicode });
    (0..4, look).prop_map(|(which, look)| {
        let mut model = match which {
            0 => newcomer(),
            1 => model(ordinary()),
            2 => model(worrying()),
            _ => {
                let mut start = start(Vec::new());
                start.read.treatments.clear();
                start.read.latest = None;
                Model::new(LIBRARY.clone(), look, start)
            }
        };
        model.look = look;
        model
    })
}

/// The text without blanks, so that wrapping makes no difference.
fn run_together(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_keys_and_no_size_panic(
        mut model in any_model(),
        keys in prop::collection::vec(any_key(), 0..60),
        sizes in prop::collection::vec((0_u16..=120, 0_u16..=60), 6),
        huge in (0_u16..=500, 0_u16..=200),
    ) {
        for (at, key) in keys.into_iter().enumerate() {
            press_at(&mut model, key, now());
            if at % 10 == 0 {
                let (width, height) = sizes[at / 10];
                drawn(&model, width, height);
            }
        }
        update(&mut model, Msg::Paste("\u{1b}[2J\nq\n9".to_owned(), now()));
        drawn(&model, huge.0, huge.1);
    }
}

#[test]
fn every_small_size_draws_every_screen() {
    let mut models: Vec<Model> = Screen::TABS
        .into_iter()
        .map(|screen| {
            let mut model = model(worrying());
            model.screen = screen;
            model
        })
        .collect();
    for keys in ["?", "s", "n", "d", "c", "2=", "3 2 0 Enter", "V", "Vi", "Ve", "Vw"] {
        let mut model = model(worrying());
        type_keys(&mut model, keys);
        models.push(model);
    }
    models.push(newcomer());
    for model in &models {
        for width in (0..48).chain([59, 76, 96, 120]) {
            for height in (0..14).chain([18, 24, 30]) {
                drawn(model, width, height);
            }
        }
    }
}

#[test]
fn a_warning_is_whole_in_every_window_and_on_every_screen() {
    let mut model = model(worrying());
    let title = model.record.open_warnings()[0].rule.title.clone();
    for screen in Screen::TABS {
        model.screen = screen;
        for (width, height) in [(40, 12), (41, 13), (52, 14), (60, 18), (80, 24), (160, 50), (500, 200)] {
            let seen = run_together(&text(&drawn(&model, width, height)));
            for words in ["TODAY", &title, "Ring 555 0199 (out of hours), Harbour Skin Clinic"] {
                assert!(seen.contains(&run_together(words)), "{words} is missing at {width}x{height}");
            }
        }
    }
}

#[test]
fn a_window_too_small_still_says_whom_to_ring() {
    let model = model(worrying());
    for (width, height) in [(39, 12), (40, 11), (20, 6), (24, 5)] {
        let seen = run_together(&text(&drawn(&model, width, height)));
        assert!(seen.contains("TODAY") && seen.contains("5550199"), "{width}x{height}: {seen}");
    }
}

#[test]
fn the_banner_lies_over_no_key_and_under_no_panel() {
    let mut model = model(worrying());
    for keys in ["?", "Esc c", "Esc s", "Esc n", "Esc d", "Esc V"] {
        type_keys(&mut model, keys);
        let seen = run_together(&text(&drawn(&model, 80, 24)));
        assert!(seen.contains("5550199"), "{keys}");
    }
    assert_eq!(treatment().provider.out_of_hours, "555 0199");
}
