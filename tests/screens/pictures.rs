//! Pictures of the screens in their states and sizes, with a legend of the styles.

use std::collections::BTreeMap;
use std::fmt::Write;

use mendlog::app::{Look, Model};
use mendlog::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::patient::{LIBRARY, LOOK, model, newcomer, ordinary, start, type_keys, worrying};

const SIZES: [(u16, u16); 4] = [(80, 24), (160, 50), (60, 18), (40, 12)];

/// The picture of a model at a size.
pub fn drawn(model: &Model, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::view(model, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The text of a picture, a line a row.
pub fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    let row = |cells: &[ratatui::buffer::Cell]| cells.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
    rows.map(|cells| row(cells).trim_end().to_owned() + "\n").collect()
}

/// The text, then the same picture with a letter for each style, then what the letters mean.
fn with_legend(buffer: &Buffer) -> String {
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut styles = String::new();
    for cells in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let row: String = cells
            .iter()
            .map(|cell| {
                let style = described(cell.style());
                if style.is_empty() {
                    return ' ';
                }
                let next = char::from(b'a' + u8::try_from(letters.len()).unwrap());
                *letters.entry(style).or_insert(next)
            })
            .collect();
        styles.push_str(row.trim_end());
        styles.push('\n');
    }
    let mut legend: Vec<_> = letters.into_iter().map(|(style, letter)| format!("{letter}  {style}")).collect();
    legend.sort();
    let mut picture = text(buffer);
    write!(picture, "--- styles\n{styles}--- legend\n{}\n", legend.join("\n")).unwrap();
    picture
}

fn described(style: Style) -> String {
    let colour = |name: &str, colour: Option<ratatui::style::Color>| {
        colour.filter(|colour| *colour != ratatui::style::Color::Reset).map(|colour| format!("{name} {colour}"))
    };
    let modifiers = format!("{:?}", style.add_modifier);
    let modifiers = (!style.add_modifier.is_empty()).then_some(modifiers);
    let parts = [colour("ink", style.fg), colour("ground", style.bg), modifiers];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Compares the pictures of a model with those that were accepted.
pub fn compare(name: &str, model: &Model, sizes: &[(u16, u16)]) {
    for (width, height) in sizes {
        compare_drawn(&format!("{name}-{width}x{height}"), &drawn(model, *width, *height));
    }
}

/// Compares a picture with the one of this name that was accepted.
pub fn compare_drawn(name: &str, picture: &Buffer) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, with_legend(picture)));
}

#[test]
fn the_first_run() {
    let mut model = newcomer();
    compare("welcome", &model, &SIZES);
    type_keys(&mut model, "Enter");
    compare("first-questions", &model, &SIZES);
    type_keys(&mut model, "Enter 1 Enter 9 Ctrl-S");
    let refused = text(&drawn(&model, 80, 24));
    assert!(refused.contains("at most 5 mill"), "{refused}");
    compare("a-depth-of-nine", &model, &SIZES);
}

#[test]
fn today() {
    compare("today-before-the-first-check-in", &model(Vec::new()), &SIZES);
    let mut model = model(ordinary());
    compare("today", &model, &SIZES);
    type_keys(&mut model, "2.3");
    compare("today-typed", &model, &SIZES);
    type_keys(&mut model, "=");
    compare("today-proposed", &model, &[(80, 24), (160, 50)]);
}

#[test]
fn a_warning_and_an_emergency() {
    let mut model = model(worrying());
    compare("warning", &model, &SIZES);
    type_keys(&mut model, "c");
    compare("what-to-say", &model, &SIZES);
    type_keys(&mut model, "Esc sa y");
    compare("emergency-in-the-signs", &model, &SIZES);
    compare("emergency-too-small", &model, &[(30, 8)]);
}

#[test]
fn the_danger_signs_and_the_confirmation() {
    let mut model = model(ordinary());
    type_keys(&mut model, "120s");
    compare("signs", &model, &SIZES);
    type_keys(&mut model, "0 Enter");
    compare("saved", &model, &SIZES);
}

#[test]
fn help_and_note() {
    let mut model = model(ordinary());
    type_keys(&mut model, "?");
    compare("help", &model, &[(80, 24), (40, 12)]);
    type_keys(&mut model, "Esc n");
    model.now = crate::patient::now();
    for letter in "new cream, tingled a little".chars() {
        crate::patient::press_at(&mut model, mendlog::app::Key::Char(letter), crate::patient::now());
    }
    compare("note", &model, &[(80, 24), (40, 12)]);
}

#[test]
fn without_colour_and_in_ascii() {
    let plain = Look { colour: false, unicode: false };
    let mut model = Model::new(LIBRARY.clone(), plain, start(worrying()));
    type_keys(&mut model, "23=");
    compare("plain", &model, &[(80, 24), (160, 50)]);
    for (width, height) in SIZES {
        let buffer = drawn(&model, width, height);
        assert!(text(&buffer).is_ascii());
        let coloured = buffer.content.iter().filter(|cell| cell.fg != ratatui::style::Color::Reset).count();
        assert_eq!(coloured, 0);
    }
    assert!(!text(&drawn(&Model::new(LIBRARY.clone(), LOOK, start(worrying())), 80, 24)).is_ascii());
}
