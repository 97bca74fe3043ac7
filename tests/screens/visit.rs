//! The report for a visit: what it shows, what choosing changes, and the file it is written to.

use chrono::NaiveDate;
use mendlog::app::visit::file::form as file_form;
use mendlog::app::{Effect, Look, Model, Msg, Overlay, Start, update};
use mendlog::domain::{Answer, Moment, SignId, Treatment, TreatmentId};
use mendlog::report::page::{Cell, Page, Part};
use mendlog::report::visit::{Chosen, Item};
use mendlog::store::{Journal, Profile};
use mendlog::tui::Event;
use mendlog::ui::theme::Theme;
use mendlog::ui::visit::lines;
use ratatui::text::Line;

use crate::patient::{LIBRARY, LOOK, at, model, now, ordinary, start, treatment, type_keys, worrying};
use crate::pictures::{compare, drawn, text};
use crate::program::{pressed, run};

fn opened(mut model: Model) -> Model {
    let effects = type_keys(&mut model, "V");
    assert_eq!(effects, [Effect::ReadVisit]);
    model
}

fn page(model: &Model) -> &Page {
    &model.visit.report.as_ref().unwrap().page
}

fn run_together(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Everything the report says, run together.
fn said(model: &Model) -> String {
    run_together(&mendlog::report::page::text::to_string(page(model)))
}

fn typed(model: &mut Model, text: &str) {
    for letter in text.chars() {
        crate::patient::press_at(model, mendlog::app::Key::Char(letter), now());
    }
}

/// The same journal with a treatment in January before it.
fn twice_treated() -> Model {
    let mut start = start(ordinary());
    let earlier =
        Treatment { id: TreatmentId::from("t0"), performed_at: Moment::At(at("2026-01-12T10:00")), ..treatment() };
    start.read.treatments.insert(0, earlier);
    Model::new(LIBRARY.clone(), LOOK, start)
}

#[test]
fn it_lies_over_any_screen_and_leaves_it_as_it_was() {
    for key in ["T", "P", "C", "H", "W", "R", "M", "S"] {
        let mut model = model(worrying());
        type_keys(&mut model, key);
        let before = text(&drawn(&model, 80, 24));
        type_keys(&mut model, "V jj");
        let seen = text(&drawn(&model, 80, 24));
        assert!(seen.contains("The report for your visit") && seen.contains("5 March 2026"), "{key}: {seen}");
        type_keys(&mut model, "Esc");
        assert_eq!(text(&drawn(&model, 80, 24)), before, "{key}");
        assert!(model.visit.report.is_none(), "the journal is not held on to");
    }
}

#[test]
fn help_and_the_call_lie_over_it_and_lead_back() {
    let mut model = opened(model(worrying()));
    for key in ["?", "c"] {
        type_keys(&mut model, key);
        assert!(matches!(model.overlay, Some(Overlay::Reading(_))), "{key}");
        type_keys(&mut model, "Esc");
        assert!(matches!(model.overlay, Some(Overlay::Visit)), "{key}");
    }
    type_keys(&mut model, "Esc c");
    let seen = run_together(&text(&drawn(&model, 80, 24)));
    assert!(seen.contains("Vshowsit"), "{seen}");
    type_keys(&mut model, "V");
    assert!(matches!(model.overlay, Some(Overlay::Visit)), "the call tells of V, and V works there");
}

/// Every piece of text of the report, apart from what only a chart draws.
fn texts(page: &Page) -> Vec<String> {
    let cells = |cells: &[Cell]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let mut all = vec![page.title.clone(), page.subtitle.clone(), page.foot.clone()];
    for part in &page.parts {
        match part {
            Part::Heading(text) => all.push(text.clone()),
            Part::Paragraph(words) => all.extend(words.0.iter().map(|piece| piece.text.clone())),
            Part::Notice(level, words) => {
                all.push(level.word().to_owned());
                all.extend(words.0.iter().map(|piece| piece.text.clone()));
            }
            Part::Facts(facts) => all.extend(facts.iter().flat_map(|fact| [fact.name.clone(), fact.words.text()])),
            Part::Charts(charts) => all.extend(charts.iter().map(|chart| chart.title.clone())),
            Part::Grid(grid) => {
                all.extend([grid.title.clone(), grid.key.clone()]);
                all.extend(grid.days.iter().flat_map(|day| [day.number.clone(), day.date.clone()]));
                all.extend(grid.rows.iter().flat_map(|row| cells(&row.cells)));
            }
            Part::Table(table) => {
                all.push(table.title.clone());
                all.extend(table.rows.iter().flat_map(|row| cells(row)));
            }
            Part::List(items) => all.extend(items.iter().map(mendlog::report::page::Words::text)),
            Part::Lines(_) => {}
        }
    }
    all
}

#[test]
fn nothing_the_report_says_is_cut_off_at_any_width() {
    let mut entries = worrying();
    for sign in LIBRARY.catalog.signs.iter().take(6) {
        entries[2].signs.insert(SignId::from(sign.id.as_str()), Answer::Yes);
    }
    let model = opened(model(entries));
    let theme = Theme::new(LOOK);
    for width in (24..=120).step_by(3) {
        let lines = lines(page(&model), theme, width);
        assert_eq!(too_wide(&lines, width), [""; 0], "{width}");
        let seen = letters(&lines);
        for text in texts(page(&model)) {
            let wanted = letters_of(&text);
            // Cells that are wrapped beside each other are taken apart: each of their words is still there.
            let is_there =
                seen.contains(&wanted) || text.split_whitespace().all(|word| seen.contains(&letters_of(word)));
            assert!(is_there, "{text} is missing at {width}");
        }
    }
}

fn too_wide(lines: &[Line<'_>], width: usize) -> Vec<String> {
    let texts = lines.iter().map(|line| line.to_string().trim_end().to_owned());
    texts.filter(|text| Line::raw(text.as_str()).width() > width).collect()
}

fn letters(lines: &[Line<'_>]) -> String {
    lines.iter().map(|line| letters_of(&line.to_string())).collect()
}

fn letters_of(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_level_and_whom_to_ring_are_seen_first_in_every_window() {
    let model = opened(model(worrying()));
    for (width, height) in [(40, 12), (60, 18), (80, 24), (160, 50)] {
        let seen = run_together(&text(&drawn(&model, width, height)));
        for words in ["TODAY", "Ring 555 0199"] {
            assert!(seen.contains(&run_together(words)), "{words} at {width}x{height}");
        }
    }
    let first = page(&model).parts.iter().position(|part| matches!(part, Part::Notice(..))).unwrap();
    assert_eq!(first, 0, "what calls for help today comes before all else");
}

#[test]
fn the_treatments_are_gone_through_with_one_key() {
    let mut model = opened(twice_treated());
    assert!(said(&model).contains("5March2026"));
    type_keys(&mut model, "t");
    assert_eq!(model.visit.choices.treatments, Chosen::One("t0".into()));
    assert!(page(&model).title.contains("12 January 2026"), "{}", page(&model).title);
    type_keys(&mut model, "t");
    assert_eq!(model.visit.choices.treatments, Chosen::All);
    assert!(page(&model).title.contains("2 treatments"), "{}", page(&model).title);
    type_keys(&mut model, "t");
    assert_eq!(model.visit.choices.treatments, Chosen::Latest);
    let mut single = opened(self::model(ordinary()));
    type_keys(&mut single, "t");
    assert!(single.notice.as_deref().unwrap().contains("There is one treatment"));
}

#[test]
fn parts_are_left_out_and_taken_in_again() {
    let mut model = opened(model(ordinary()));
    let heading = run_together(Item::Call.words());
    assert!(said(&model).contains(&heading));
    type_keys(&mut model, "i x");
    assert!(!said(&model).contains(&heading));
    let seen = text(&drawn(&model, 80, 24));
    assert!(seen.contains("[ ] Words for the call") && seen.contains("[x] Healing charts"), "{seen}");
    type_keys(&mut model, "Enter");
    assert!(text(&drawn(&model, 80, 24)).contains("9 of 10 parts"));
    type_keys(&mut model, "i G x a Esc");
    assert!(said(&model).contains(&heading));
}

#[test]
fn days_name_and_questions_are_asked_for_and_stand_in_the_report() {
    let mut model = opened(model(ordinary()));
    type_keys(&mut model, "e");
    typed(&mut model, "2026-03-06");
    type_keys(&mut model, "Enter");
    typed(&mut model, "yesterday");
    type_keys(&mut model, "Enter");
    typed(&mut model, "Ada Roe");
    type_keys(&mut model, "Enter");
    typed(&mut model, "May I run again?");
    assert!(type_keys(&mut model, "Ctrl-S").is_empty());
    assert_eq!(model.visit.choices.from, NaiveDate::from_ymd_opt(2026, 3, 6));
    assert_eq!(model.visit.choices.to, NaiveDate::from_ymd_opt(2026, 3, 8));
    assert_eq!(page(&model).subtitle, "Ada Roe");
    assert!(said(&model).contains("MayIrunagain?"));
    assert!(text(&drawn(&model, 80, 24)).contains("6 Mar 2026 to 8 Mar 2026"));
    type_keys(&mut model, "Esc V");
    assert_eq!(page(&model).subtitle, "Ada Roe", "what was chosen stays until the program ends");
}

#[test]
fn days_that_make_no_sense_are_refused_in_words() {
    for (from, to, words) in [
        ("never", "", "is no day or time I can read"),
        ("", "2026-05-01", "still to come"),
        ("2026-03-08", "2026-03-06", "before the first of the days"),
    ] {
        let mut model = opened(model(ordinary()));
        type_keys(&mut model, "e");
        typed(&mut model, from);
        type_keys(&mut model, "Enter");
        typed(&mut model, to);
        type_keys(&mut model, "Ctrl-S");
        let seen = run_together(&text(&drawn(&model, 80, 24)));
        assert!(seen.contains(&run_together(words)), "{words}: {seen}");
        type_keys(&mut model, "Esc");
        assert!(matches!(model.overlay, Some(Overlay::Visit)));
        assert_eq!((model.visit.choices.from, model.visit.choices.to), (None, None));
    }
}

#[test]
fn what_was_typed_for_it_is_there_again_after_locking_and_nowhere_once_it_is_closed() {
    let mut model = opened(model(ordinary()));
    type_keys(&mut model, "e Down Down");
    typed(&mut model, "Ada Roe");
    for keys in ["", "Ctrl-S", "i", "Esc ?", "Esc w"] {
        type_keys(&mut model, keys);
        let Some(Effect::SaveDraft(kept)) = mendlog::app::typing::unsaved(&model) else { panic!("after {keys:?}") };
        let start = Start { draft: Some(kept), ..start(ordinary()) };
        let mut again = Model::new(LIBRARY.clone(), LOOK, start);
        assert!(text(&drawn(&again, 80, 24)).contains("Ada Roe"), "after {keys:?}");
        let effects = type_keys(&mut again, "Ctrl-S");
        assert_eq!(effects, [Effect::ReadVisit]);
        assert_eq!(page(&again).subtitle, "Ada Roe");
    }
    type_keys(&mut model, "Esc Esc");
    assert_eq!(mendlog::app::typing::unsaved(&model), None);
}

#[test]
fn a_journal_read_anew_makes_the_report_anew_under_what_lies_over_it() {
    let mut model = opened(model(Vec::new()));
    type_keys(&mut model, "e");
    let mut diary = model.record.diary.clone();
    diary.entries = worrying();
    update(&mut model, Msg::Visit(Box::new(diary), Vec::new()));
    assert!(matches!(model.overlay, Some(Overlay::Form(..))));
    assert!(said(&model).contains("TODAY"));
}

#[test]
fn a_journal_without_treatment_is_told_kindly() {
    let mut start = start(Vec::new());
    start.read.treatments.clear();
    start.read.latest = None;
    let mut model = opened(Model::new(LIBRARY.clone(), LOOK, start));
    assert!(text(&drawn(&model, 80, 24)).contains("no treatment yet"));
    for keys in ["t", "y", "i x Esc", "e Ctrl-S", "w Esc", "G"] {
        type_keys(&mut model, keys);
        drawn(&model, 80, 24);
    }
    type_keys(&mut model, "y");
    assert!(model.notice.as_deref().unwrap().contains("nothing was copied"));
}

#[test]
fn the_words_for_the_call_are_handed_to_the_terminal() {
    let mut model = opened(model(worrying()));
    let effects = type_keys(&mut model, "y");
    let [Effect::CopyOut(words)] = &effects[..] else { panic!("{effects:?}") };
    assert!(words.starts_with("Ring 555 0199"), "{words}");
    assert_eq!(words.lines().count(), 5, "{words}");
    assert!(matches!(model.overlay, Some(Overlay::Visit)));
}

#[test]
fn the_ending_follows_the_form_and_a_name_of_ones_own_stays() {
    let mut model = opened(model(ordinary()));
    assert_eq!(file_form(&model).text(mendlog::app::form::Ask::FileName), "mendlog-visit-2026-03-09.pdf");
    type_keys(&mut model, "w");
    let markdown = text(&drawn(&model, 80, 24));
    let place = (1..=9).find(|number| markdown.contains(&format!("{number} Markdown"))).unwrap();
    type_keys(&mut model, &format!("{place} Enter"));
    assert!(text(&drawn(&model, 80, 24)).contains("mendlog-visit-2026-03-09.md"));
    let effects = type_keys(&mut model, "Enter");
    let [Effect::WriteOut(name, bytes)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(name, "mendlog-visit-2026-03-09.md");
    assert_eq!(*bytes, mendlog::report::page::markdown::to_string(page(&model)).into_bytes());
    type_keys(&mut model, "w x Enter");
    assert!(type_keys(&mut model, "Ctrl-S").is_empty());
    assert!(text(&drawn(&model, 80, 24)).contains("Choose a form"));
}

/// Writes a report to this file by keys, and gives what the screen says.
fn written(journal: &std::path::Path, file: &std::path::Path) -> String {
    let mut events = pressed("V w Enter");
    events.push(Event::Key(mendlog::app::Key::Ctrl('u')));
    events.push(Event::Paste(file.to_str().unwrap().to_owned()));
    events.extend(pressed("Enter"));
    run(journal, events).split_whitespace().collect()
}

#[test]
fn a_report_is_written_to_a_new_file_for_its_owner_alone_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut journal = Journal::open(&path).unwrap();
    journal.save_profile(&Profile::default(), now()).unwrap();
    journal.save_treatment(&treatment(), now()).unwrap();
    for entry in worrying() {
        journal.save_entry(&entry, now()).unwrap();
    }
    drop(journal);
    let file = folder.path().join("v.pdf");
    let seen = written(&path, &file);
    assert!(seen.contains(&run_together(&format!("Written to {}", file.display()))), "{seen}");
    assert!(seen.contains("Itisnotlocked"), "{seen}");
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let again = written(&path, &file);
    assert!(again.contains("staysasitis"), "{again}");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let nowhere = written(&path, &folder.path().join("no/such.pdf"));
    assert!(nowhere.contains("couldnotbewritten.Nothingislost"), "{nowhere}");
}

#[test]
fn pictures_of_the_report() {
    const SIZES: [(u16, u16); 3] = [(80, 24), (160, 50), (40, 12)];
    let mut model = opened(model(ordinary()));
    compare("visit", &model, &SIZES);
    type_keys(&mut model, "i j x");
    compare("visit-parts", &model, &[(80, 24), (160, 50), (40, 12)]);
    type_keys(&mut model, "Esc e");
    compare("visit-asking", &model, &[(80, 24), (40, 12)]);
    type_keys(&mut model, "Esc w");
    compare("visit-file", &model, &[(80, 24), (40, 12)]);
    let mut model = opened(self::model(worrying()));
    compare("visit-under-a-warning", &model, &SIZES);
    type_keys(&mut model, "G");
    compare("visit-end", &model, &[(80, 24), (40, 12)]);
}

#[test]
fn pictures_without_colour_and_in_ascii() {
    let plain = Look { colour: false, unicode: false };
    let mut model = opened(Model::new(LIBRARY.clone(), plain, start(worrying())));
    typed(&mut model, "   ");
    compare("visit-plain", &model, &[(80, 24), (160, 50)]);
    let picture = drawn(&model, 160, 50);
    assert!(text(&picture).is_ascii());
    assert!(picture.content.iter().all(|cell| cell.fg == ratatui::style::Color::Reset));
}
