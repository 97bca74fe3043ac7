//! What the report says, and in which order.

use mendlog::domain::Triage;
use mendlog::report::page::{Form, Paper, Part, written};
use mendlog::report::visit::{Choices, Chosen, Item};

use super::journal::{at, changes, diary, entry};
use super::{flat, headings, reported, table, text};

fn said() -> String {
    flat(&reported(&diary(), &changes(), &Choices::default()))
}

#[test]
fn the_whole_report_reads_like_this() {
    let page = reported(&diary(), &changes(), &Choices::default());
    let text = text(&page);
    let (said, foot) = text.split_once("Mendlog ").unwrap();
    insta::assert_snapshot!(said);
    assert!(foot.contains("Ranges: published microneedling, version"), "{foot}");
    let mark = foot.trim_end().strip_suffix('.').unwrap().rsplit(' ').next().unwrap();
    assert!(mark.len() == 8 && mark.chars().all(|letter| letter.is_ascii_hexdigit()), "{foot}");
}

#[test]
fn every_form_says_the_same_twice_in_the_same_bytes() {
    let (page, again) = (0..2)
        .map(|_| reported(&diary(), &changes(), &Choices::default()))
        .collect::<Vec<_>>()
        .try_into()
        .map(|[one, two]: [_; 2]| (one, two))
        .unwrap();
    for form in Form::ALL {
        assert!(written(&page, form, Paper::A4).unwrap() == written(&again, form, Paper::A4).unwrap(), "{form:?}");
    }
    let mut other = diary();
    other.entries[0].note.push('!');
    assert_ne!(reported(&other, &changes(), &Choices::default()).foot, page.foot, "the mark tells them apart");
}

#[test]
fn a_name_is_printed_and_else_there_is_a_line_for_it() {
    let choices = Choices { name: " Ada\nRoe ".to_owned(), ..Choices::default() };
    assert_eq!(reported(&diary(), &[], &choices).subtitle, "Ada Roe");
    assert!(reported(&diary(), &[], &Choices::default()).subtitle.starts_with("Name: ____"));
}

#[test]
fn questions_are_collected_from_notes_and_from_what_is_asked_beside_them() {
    let mut choices = Choices { items: [Item::Questions].into(), ..Choices::default() };
    choices.questions = vec!["And the sun".to_owned(), "Is this usual?".to_owned()];
    let said = flat(&reported(&diary(), &[], &choices));
    let wanted = "- When is the third one? - Is this usual? - May I run again? - And the sun";
    assert!(said.contains(wanted), "{said}");
    let mut silent = diary();
    silent.treatments[1].note.clear();
    silent.entries.iter_mut().for_each(|entry| entry.note.clear());
    let page = reported(&silent, &[], &Choices { questions: Vec::new(), ..choices });
    assert!(matches!(page.parts.last(), Some(Part::Lines(3))));
}

#[test]
fn a_question_is_not_told_again_among_the_notes() {
    let said = said();
    for question in ["Is this usual?", "May I run again?", "When is the third one?"] {
        assert_eq!(said.matches(question).count(), 1, "{said}");
    }
}

#[test]
fn what_calls_for_help_today_comes_before_everything() {
    let mut worse = diary();
    worse.entries.push(entry("worse", "14 19:00", "breathing_difficulty yes", ""));
    let page = reported(&worse, &changes(), &Choices::default());
    let Part::Notice(Triage::Emergency, words) = &page.parts[0] else { panic!("{:?}", page.parts[0]) };
    assert!(words.text().starts_with("Call the emergency number now."), "{}", words.text());
    assert!(text(&page).contains("\n>> EMERGENCY: Call the emergency number now."));
    assert!(words.text().contains("Trouble breathing"), "{}", words.text());
    assert!(matches!(reported(&diary(), &[], &Choices::default()).parts[0], Part::Facts(_)));
}

#[test]
fn a_period_that_is_over_says_how_it_stood_then_and_what_is_louder_now() {
    let calm_then = Choices { to: Some(at("4 20:00").date_naive()), ..Choices::default() };
    let page = reported(&diary(), &[], &calm_then);
    assert!(headings(&page).iter().all(|heading| !heading.starts_with("Warnings")), "{:?}", headings(&page));
    let mut worse = diary();
    worse.entries.push(entry("worse", "14 19:00", "breathing_difficulty yes", ""));
    let Part::Notice(level, words) = &reported(&worse, &[], &calm_then).parts[0] else { panic!() };
    assert_eq!(*level, Triage::Emergency);
    let wanted = "Call the emergency number now. This is new since the end of 4 March, when it was: What you graded";
    assert!(words.text().starts_with(wanted), "{}", words.text());
}

#[test]
fn a_warning_is_told_with_all_that_was_done() {
    let page = reported(&diary(), &changes(), &Choices::default());
    let rows = &table(&page, "Warnings").rows;
    let pus = rows.iter().find(|row| row[0].text == "TODAY: Pus or honey-coloured crusts").unwrap();
    let cells: Vec<_> = pus.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells[1], "day 3 (5 Mar)");
    assert_eq!(cells[2], "5 Mar 20:10 read; 5 Mar 20:15 rang; 6 Mar 10:00 seen, better within 3 days: \"antibiotics\"");
    assert_eq!(cells[3], "over by the check-in of day 5 (7 Mar)");
}

#[test]
fn several_treatments_are_told_one_after_the_other() {
    let everything = Choices { treatments: Chosen::All, ..Choices::default() };
    let page = reported(&diary(), &[], &everything);
    assert_eq!(page.title, "Healing after 2 treatments, 12 January to 2 March 2026");
    let headings = headings(&page);
    let place = |name: &str| headings.iter().position(|heading| *heading == name).unwrap();
    assert!(place("Microneedling on 12 January 2026") < place("Microneedling on 2 March 2026"), "{headings:?}");
    let first = Choices { treatments: Chosen::One("before".into()), ..Choices::default() };
    let said = flat(&reported(&diary(), &[], &first));
    assert!(said.contains("day 0 to 48 (12 January to 1 March 2026); no check-in"), "{said}");
}

#[test]
fn a_journal_without_anything_has_an_honest_report() {
    let mut empty = diary();
    empty.entries.clear();
    empty.events.clear();
    let said = flat(&reported(&empty, &[], &Choices::default()));
    assert!(said.contains("no check-in") && said.contains("nothing was compared"), "{said}");
    assert!(!said.contains("EXPECTED"), "{said}");
    empty.treatments.clear();
    let said = flat(&reported(&empty, &[], &Choices::default()));
    assert!(said.contains("No treatment has a day in the period that was chosen."), "{said}");
}

#[test]
fn items_are_told_or_left_out_as_chosen() {
    let told = |items: &[Item]| {
        let choices = Choices { items: items.iter().copied().collect(), ..Choices::default() };
        headings(&reported(&diary(), &changes(), &choices)).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), Vec::<String>::new());
    assert_eq!(told(&[Item::Grades, Item::Call]), ["Words for the call", "Grades by day"]);
    assert_eq!(told(&[Item::Products]), ["Products"]);
    assert_eq!(told(&[Item::Care]), ["Care followed"]);
    assert_eq!(told(&Item::ALL).len(), Item::ALL.len() - 1, "care and products share a head");
}

#[test]
fn no_text_of_the_patient_steers_a_terminal() {
    let page =
        reported(&diary(), &changes(), &Choices { name: super::journal::HOSTILE.to_owned(), ..Choices::default() });
    for form in [Form::Text, Form::Markdown] {
        let written = String::from_utf8(written(&page, form, Paper::A4).unwrap()).unwrap();
        assert!(!written.contains(['\u{1b}', '\u{202e}']), "{form:?}");
    }
}
