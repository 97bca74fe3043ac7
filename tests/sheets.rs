//! A provider's own sheet: read, checked, refused with its reason, and never louder than safety.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "sheets/limits.rs"]
mod limits;
#[path = "sheets/safety.rs"]
mod safety;

use std::path::Path;
use std::sync::LazyLock;

use mendlog::app::{Look, Screen, call};
use mendlog::domain::{CareTopic, Day, Protocol, Treatment};
use mendlog::protocols::{DataFile, Fault, Library, Sheet, differences, load};
use mendlog::store::{Journal, Profile, TakeUp};
use mendlog::tui::begin;
use mendlog::ui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// A sheet with these further lines.
fn sheet(lines: &str) -> String {
    format!("kind = \"sheet\"\nname = \"Aftercare\"\nversion = \"2026-02\"\nprovider = \"Dr Moreau\"\n{lines}\n")
}

fn read(text: &str) -> Result<Sheet, Fault> {
    Sheet::read("clinic.toml", text, &LIBRARY)
}

fn laid_over(text: &str) -> Protocol {
    read(text).unwrap_or_else(|fault| panic!("{fault}")).over(LIBRARY.standard())
}

fn said(from: &Protocol, to: &Protocol) -> String {
    differences(from, to).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_that_comes_with_the_program_is_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sheets");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let read = LIBRARY.read("example", &text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let DataFile::Sheet(sheet) = read else { panic!("{} is no sheet", path.display()) };
        let protocol = sheet.over(LIBRARY.standard());
        let note = protocol.sheet.as_deref().unwrap();
        assert!(CareTopic::ALL.into_iter().all(|topic| note.care(topic).is_some()));
        assert!(note.contact.has_number() && note.standard_courses.len() == 2);
        assert!(!note.standard_care.is_empty() && !note.standard_holds.is_empty());
    }
}

#[test]
fn a_sheet_gives_its_figures_its_name_and_itself_as_the_source() {
    let protocol = laid_over(&sheet("[[bands]]\nsymptom = \"redness\"\nbands = [[0, 2, 3], [2, 0, 0]]"));
    assert_eq!((protocol.id.as_str(), protocol.version.as_str()), ("microneedling", "1.0.0 + Dr Moreau 2026-02"));
    let course = protocol.course(&"redness".into()).unwrap();
    assert_eq!(course.band(Day::new(2)).unwrap().outer.number(), 0);
    let source = protocol.catalog.source(&course.sources[0]).unwrap();
    assert_eq!((source.title.as_str(), source.publisher.as_str()), ("Aftercare, version 2026-02", "Dr Moreau"));
    let standard = LIBRARY.standard();
    assert_eq!(protocol.course(&"swelling".into()), standard.course(&"swelling".into()));
    assert_eq!(protocol.rules, standard.rules);
    assert_eq!(protocol.modifiers, standard.modifiers);
    let library = LIBRARY.with_sheet(&read(&sheet("")).unwrap());
    assert_eq!(library.sheet().unwrap().provider, "Dr Moreau");
    assert!(LIBRARY.sheet().is_none());
}

#[test]
fn the_screens_ring_the_sheets_number_too() {
    let library = LIBRARY.with_sheet(&read(&sheet("[contact]\nphone = \"555-0134\"")).unwrap());
    let mut treatment = Treatment::new("t1".into(), "2026-03-02".parse().unwrap());
    let rung = |treatment: &Treatment| {
        let now = chrono::DateTime::parse_from_rfc3339("2026-03-06T20:00:00+01:00").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        journal.save_treatment(treatment, now).unwrap();
        let look = Look { colour: false, unicode: true };
        let model = begin(&mut journal, library.clone(), look, None, TakeUp::LeftBehind, now).unwrap();
        call::provider(&model, None).phone.clone()
    };
    assert_eq!(rung(&treatment), "555-0134");
    treatment.provider.phone = "555-0142".into();
    assert_eq!(rung(&treatment), "555-0142");
}

#[test]
fn the_screens_that_judge_say_by_whose_sheet() {
    let now = chrono::DateTime::parse_from_rfc3339("2026-03-06T20:00:00+01:00").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    journal.save_profile(&Profile::default(), now).unwrap();
    journal.save_treatment(&Treatment::new("t1".into(), "2026-03-02".parse().unwrap()), now).unwrap();
    let mut seen = |library: &Library, screen, (width, height)| {
        let look = Look { colour: false, unicode: true };
        let mut model = begin(&mut journal, library.clone(), look, None, TakeUp::LeftBehind, now).unwrap();
        model.screen = screen;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view(&model, frame)).unwrap();
        terminal.backend().to_string()
    };
    let library = LIBRARY.with_sheet(&read(&sheet("")).unwrap());
    for size in [(80, 24), (160, 50)] {
        for screen in [Screen::Today, Screen::Chart, Screen::Settings] {
            let words = match screen {
                Screen::Settings => "\"Aftercare\" of Dr Moreau, version 2026-02",
                _ => "Ranges: sheet version 2026-02 of Dr Moreau, \"Aftercare\"",
            };
            assert!(seen(&library, screen, size).contains(words), "{screen:?}: {}", seen(&library, screen, size));
            assert!(!seen(&LIBRARY, screen, size).contains("sheet"), "{screen:?}");
        }
    }
}

#[test]
fn a_difference_is_said_day_by_day_and_nothing_else_is_said() {
    let lines = "[contact]\nphone = \"555-0134\"\n[care]\nwashing = \"Water only.\"\n\
                 [[bands]]\nsymptom = \"swelling\"\nonset = 1\nbands = [[0, 2, 3], [1, 2, 3], [2, 1, 2], [3, 0, 1], [5, 0, 0]]";
    let said = said(LIBRARY.standard(), &laid_over(&sheet(lines)));
    let wanted = [
        "Whose figures: the sheet \"Aftercare\" of Dr Moreau, version 2026-02 (before: Microneedling 1.0.0)",
        "Contact: phone: 555-0134 (new)",
        "Swelling: described from day 1 on (before: from day 0 on); \
         day 1: usually up to grade 2, at most 3 (before: up to grade 2), wider; \
         day 5: up to grade 0 (before: usually up to grade 0, at most 1), narrower",
        "Instructions: Washing: Water only. (new)",
    ];
    assert_eq!(said, wanted.join("\n"));
}

#[test]
fn other_times_for_tasks_and_holds_are_said_in_a_line_each() {
    let lines = "[[tasks]]\nid = \"serum-first-day\"\ngiven = true\n\
                 [[tasks]]\nid = \"moisturise\"\nrhythm = { times_a_day = 4 }\n\
                 [[tasks]]\nid = \"sunscreen\"\nleave_out = true\n\
                 [[holds]]\nid = \"make-up\"\nlifts = { hours = 48 }";
    let protocol = laid_over(&sheet(lines));
    let wanted = [
        "Whose figures: the sheet \"Aftercare\" of Dr Moreau, version 2026-02 (before: Microneedling 1.0.0)",
        "What to do: Your provider's serum, first day: every 3 hours, up to 24 hours, with a serum that your provider gives you \
         (before: every 3 hours, up to 24 hours, only if your provider gave you a serum); \
         Plain moisturiser or hyaluronic acid: 4 times a day, from 24 hours on, up to day 7 \
         (before: 3 times a day, from 24 hours on, up to day 7); \
         Sunscreen, SPF 30 or more: left out",
        "Not yet: Make-up: from 48 hours on, never before 12 hours (before: from 24 hours on, never before 12 hours)",
    ];
    assert_eq!(said(LIBRARY.standard(), &protocol), wanted.join("\n"));
    let note = protocol.sheet.as_deref().unwrap();
    assert!(note.sets_hold(&"make-up".into()) && !note.sets_hold(&"sun".into()));
    assert!(note.gives(&"serum-first-day".into()) && note.sets_task(&"moisturise".into()));
}

#[test]
fn a_protocol_differs_by_its_rules_too() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/protocols/microneedling.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let DataFile::Protocol(other) = LIBRARY.read("other", &text.replacen(from, to, 1)).unwrap() else { panic!() };
        said(LIBRARY.standard(), &other)
    };
    assert_eq!(said(LIBRARY.standard(), LIBRARY.standard()), "");
    assert_eq!(
        change("when = [{ sign = \"nodules\" }]", "when = [{ day = { from = 3 } }, { sign = \"nodules\" }]"),
        "Rule \"New lumps under the skin\" (lumps): when: on day 3 after the treatment or later / the check-in answers \"Lumps that stay\" \
         with yes (before: the check-in answers \"Lumps that stay\" with yes)"
    );
    assert!(
        change("id = \"lumps\"", "id = \"bumps\"")
            .contains("added: New lumps under the skin (bumps, ring the clinic); removed:")
    );
    assert!(change("days = -1", "days = -2").contains("ranges end sooner by 2 days"));
    assert!(change("name = \"Settling\"", "name = \"Calming\"").contains("Calming (day 1 to 2)"));
}
