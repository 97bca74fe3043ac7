//! No letter of a verdict or a warning is lost at the edge, at any width.

use mendlog::app::Model;
use mendlog::app::verdict::{in_full, in_short};
use mendlog::ui::theme::Theme;
use mendlog::ui::{banner, judged, reading};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use crate::patient::{LIBRARY, LOOK, entry, model, ordinary, type_keys, worrying};
use crate::pictures::{drawn, text};

fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What is seen of lines in a place of a width.
fn seen(lines: Vec<Line<'static>>, width: u16) -> String {
    let area = Rect::new(0, 0, width, u16::try_from(lines.len()).unwrap());
    let mut buffer = Buffer::empty(area);
    Paragraph::new(lines).render(area, &mut buffer);
    letters(&text(&buffer))
}

/// Models whose verdicts and warnings are of every kind there is.
fn models() -> Vec<Model> {
    let catalog = &LIBRARY.catalog;
    let mut models = vec![model(ordinary()), model(worrying())];
    for sign in &catalog.signs {
        let mut entries = ordinary();
        entries[3].signs.insert(sign.id.clone(), mendlog::domain::Answer::Yes);
        models.push(model(entries));
    }
    for symptom in &catalog.symptoms {
        let mut entries = ordinary();
        entries[3].grades.insert(symptom.id.clone(), mendlog::domain::Grade::EXTREME.into());
        entries.push(entry("e4", "2026-03-09T07:30", [0, 0, 0]));
        models.push(model(entries));
    }
    models
}

#[test]
fn a_verdict_is_whole_at_every_width() {
    let theme = Theme::new(LOOK);
    for model in models() {
        let last = model.record.assessment().unwrap().entries.last().unwrap();
        let sentence = letters(&in_short(last, &LIBRARY.catalog, false));
        let passages = in_full(last, &LIBRARY.catalog, false);
        for width in 1..=200 {
            let short = seen(judged::short(&model, theme, usize::from(width)), width);
            assert!(short.contains(&sentence), "{sentence} at {width}: {short}");
            assert!(short.contains(&letters(last.triage.word())), "{width}: {short}");
            let full = seen(reading::lines(&passages, theme, usize::from(width)), width);
            for passage in &passages {
                assert!(full.contains(&letters(&passage.text)), "{} at {width}: {full}", passage.text);
            }
        }
    }
}

#[test]
fn a_banner_is_whole_at_every_width() {
    let theme = Theme::new(LOOK);
    for mut model in models() {
        for acknowledged in [false, true] {
            if acknowledged {
                type_keys(&mut model, "W A T");
            }
            let Some(told) = mendlog::app::banner::banner(&model) else { continue };
            for width in 1..=200 {
                let lines = banner::lines(&model, theme, Rect::new(0, 0, width, 400));
                let seen = seen(lines, width);
                for words in [&told.alarms[0].title, &told.whom, &told.alarms[0].triage.word().to_owned()] {
                    assert!(seen.contains(&letters(words)), "{words} at {width}: {seen}");
                }
            }
        }
    }
}

#[test]
fn a_pane_without_room_for_all_of_a_verdict_says_where_the_rest_is() {
    let theme = Theme::new(LOOK);
    for model in models() {
        for (width, height) in [(38, 10), (50, 20), (60, 200)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| judged::full(&model, theme, frame, frame.area())).unwrap();
            let seen = letters(&text(terminal.backend().buffer()));
            let is_whole = seen.contains(&letters("Nobody monitors this journal"));
            let says_so = seen.contains(&letters("… the rest is in History (H)"));
            assert!(is_whole || (says_so && height < 200), "{width}x{height}: {seen}");
        }
    }
}

#[test]
fn today_in_a_usual_window_holds_the_whole_verdict() {
    for model in models() {
        let last = model.record.assessment().unwrap().entries.last().unwrap();
        let sentence = letters(&in_short(last, &LIBRARY.catalog, false));
        for width in [60, 66, 72, 79, 80, 81, 90, 100, 117] {
            let seen = letters(&text(&drawn(&model, width, 24)));
            assert!(seen.contains(&sentence), "{sentence} at {width}: {seen}");
        }
    }
}
