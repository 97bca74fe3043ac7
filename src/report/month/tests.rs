//! What a month says about each day.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::domain::{Answer, Catalog, DayEnd, Entry, Moment, Protocol, Rating, Treatment, assess};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+01:00")).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Pus is urgent, and over once it is answered with no.
const PROTOCOL: &str = r#"
id = "test"
version = "1"
name = "Test"
review = "none"
phases = []
courses = []
[[rules]]
id = "pus"
triage = "urgent"
title = "Pus"
when = [{ sign = "pus" }]
why = "an infection is likely"
advice = "ring"
sources = []
"#;

fn protocol() -> Protocol {
    toml::from_str(PROTOCOL).unwrap()
}

/// A treatment on Thursday 5 March.
fn diary() -> Diary {
    let treatment = Treatment::new("t1".into(), Moment::At(at("2026-03-05T14:30")));
    Diary { treatments: vec![treatment], day_end: DayEnd::try_from(3).unwrap(), ..Diary::default() }
}

fn entry(id: &str, time: &str, grades: &[(&str, u8)]) -> Entry {
    let mut entry = Entry::new(id.into(), "t1".into(), Moment::At(at(time)));
    entry.recorded_at = Some(at(time));
    let rating = |grade: u8| Grade::try_from(grade).map_or(Rating::NotSure, Rating::Graded);
    entry.grades = grades.iter().map(|(symptom, grade)| ((*symptom).into(), rating(*grade))).collect();
    entry
}

fn month(diary: &Diary, symptom: Option<&str>) -> Month {
    let protocol = protocol();
    let judged: Vec<_> =
        diary.treatments.iter().map(|treatment| assess(&diary.healing(treatment), &protocol)).collect();
    let judged: Vec<_> = judged.iter().collect();
    let edited = BTreeSet::from(["changed".into()]);
    let recorded = Recorded { diary, assessments: &judged, edited: &edited, today: date("2026-03-10") };
    Month::of(date("2026-03-20"), symptom.map(SymptomId::from).as_ref(), recorded)
}

fn cell(month: &Month, day: &str) -> String {
    let day = month.day(date(day)).unwrap();
    format!("{}{}{}", day.grade_mark(), day.verdict_mark(), day.marks())
}

#[test]
fn a_day_shows_its_worst_grade_and_what_was_not_said() {
    let mut diary = diary();
    diary.entries = vec![
        entry("e1", "2026-03-05T20:00", &[("redness", 3), ("swelling", 1)]),
        entry("e2", "2026-03-06T08:00", &[("redness", 1)]),
        entry("changed", "2026-03-06T20:00", &[("redness", 2)]),
        entry("e3", "2026-03-07T20:00", &[("redness", 9)]),
        entry("e4", "2026-03-08T20:00", &[]),
    ];
    let month = month(&diary, None);
    let cells = ["04", "05", "06", "07", "08", "09", "11"].map(|day| cell(&month, &format!("2026-03-{day}")));
    assert_eq!(cells, ["  ", "3=*", "2=~", "? ", ". ", ". ", "  "]);
    assert_eq!(month.day(date("2026-03-06")).unwrap().check_ins, 2);
    assert_eq!(month.day(date("2026-03-06")).unwrap().day, Some(Day::new(1)));
}

#[test]
fn an_hour_after_midnight_belongs_to_the_patient_s_own_evening() {
    let mut diary = diary();
    diary.entries = vec![entry("e1", "2026-03-08T01:30", &[("redness", 2)])];
    let month = month(&diary, None);
    assert_eq!((cell(&month, "2026-03-07").as_str(), cell(&month, "2026-03-08").as_str()), ("2=", ". "));
}

#[test]
fn one_symptom_alone_is_not_mixed_with_others() {
    let mut diary = diary();
    diary.entries = vec![entry("e1", "2026-03-06T20:00", &[("redness", 3), ("itching", 1)])];
    assert_eq!(cell(&month(&diary, Some("itching")), "2026-03-06"), "1=");
    assert_eq!(cell(&month(&diary, Some("peeling")), "2026-03-06"), ".=");
}

#[test]
fn an_answer_to_signs_alone_was_compared_a_note_alone_was_not() {
    let mut diary = diary();
    let mut signs = entry("e1", "2026-03-06T20:00", &[]);
    signs.signs.insert("pus".into(), Answer::No);
    let mut note = entry("e2", "2026-03-07T20:00", &[]);
    note.note = "slept badly".to_owned();
    diary.entries = vec![signs, note];
    let month = month(&diary, None);
    assert_eq!((cell(&month, "2026-03-06").as_str(), cell(&month, "2026-03-07").as_str()), (".=", ". "));
    let words = month.day(date("2026-03-07")).unwrap().in_words(&Catalog::default());
    assert_eq!(words, "Sat 7 March: day 2, no grade recorded, NOT GRADED, 1 check-in");
}

#[test]
fn a_warning_is_under_way_from_its_first_day_to_the_day_before_its_last() {
    let mut diary = diary();
    let mut pus = entry("e1", "2026-03-06T20:00", &[("redness", 1)]);
    pus.signs.insert("pus".into(), Answer::Yes);
    let mut over = entry("e2", "2026-03-09T20:00", &[("redness", 1)]);
    over.signs.insert("pus".into(), Answer::No);
    diary.entries = vec![pus.clone()];
    assert_eq!(cell(&month(&diary, None), "2026-03-10"), ". !", "up to today");
    assert_eq!(cell(&month(&diary, None), "2026-03-11"), "  ", "nothing is known of tomorrow");
    diary.entries = vec![pus, over];
    let month = month(&diary, None);
    let cells = ["05", "06", "07", "08", "09"].map(|day| cell(&month, &format!("2026-03-{day}")));
    assert_eq!(cells, [". *", "1T!", ". !", ". !", "1="]);
    let sentence = month.sentence(&Catalog::default());
    assert!(sentence.contains("loudest verdict TODAY on Fri 6 March; a warning was open on 3 days"), "{sentence}");
}

#[test]
fn weeks_begin_on_monday() {
    let month = month(&diary(), None);
    let weeks = month.weeks();
    assert_eq!(weeks.len(), 6, "1 March 2026 is a Sunday");
    assert_eq!(weeks[0].iter().flatten().count(), 1);
    assert_eq!(weeks[1][0].unwrap().date, date("2026-03-02"));
    assert!(month.grid()[0].starts_with("Mon       Tue"));
    assert!(month.grid()[2].contains(" 5 . *"), "{:?}", month.grid());
}

#[test]
fn the_sentence_says_what_the_colours_say() {
    let mut diary = diary();
    let empty = month(&diary, None).sentence(&Catalog::default());
    assert_eq!(empty, "March 2026: no check-in in 6 days; treatment on Thu 5 March.");
    diary.entries =
        vec![entry("e1", "2026-03-05T20:00", &[("redness", 3)]), entry("e2", "2026-03-06T20:00", &[("redness", 3)])];
    assert_eq!(
        month(&diary, None).sentence(&Catalog::default()),
        "March 2026: 2 check-ins on 2 of 6 days; worst grade 3 (redness) on Thu 5 March and 1 more day; \
         every verdict EXPECTED; treatment on Thu 5 March."
    );
    diary.treatments.clear();
    assert_eq!(month(&diary, None).sentence(&Catalog::default()), "March 2026: nothing is recorded.");
}

#[test]
fn months_move_and_stop_where_the_calendar_ends() {
    assert_eq!(months_on(date("2026-03-31"), -1), date("2026-02-28"));
    assert_eq!(months_on(date("2026-12-31"), 2), date("2027-02-28"));
    assert_eq!(months_on(NaiveDate::MAX, 1), NaiveDate::MAX);
}

proptest! {
    #[test]
    fn no_date_and_no_order_of_entries_matters(days in -700_i64..700, hours in prop::collection::vec(0_i64..700, 0..12)) {
        let mut diary = diary();
        for (at_hour, number) in hours.iter().zip(0_u8..) {
            let mut entry = entry(&format!("e{number}"), "2026-03-05T15:00", &[("redness", number % 5)]);
            entry.at = Moment::At(at("2026-03-05T15:00") + chrono::TimeDelta::hours(*at_hour));
            diary.entries.push(entry);
        }
        let of = |diary: &Diary| {
            let judged: Vec<_> =
                diary.treatments.iter().map(|treatment| assess(&diary.healing(treatment), &protocol())).collect();
            let judged: Vec<_> = judged.iter().collect();
            let recorded =
                Recorded { diary, assessments: &judged, edited: &BTreeSet::new(), today: date("2026-03-10") };
            Month::of(date("2026-03-10") + chrono::TimeDelta::days(days), None, recorded)
        };
        let month = of(&diary);
        diary.entries.reverse();
        prop_assert_eq!(&of(&diary), &month);
        let shown: usize = month.weeks().iter().flatten().flatten().count();
        prop_assert_eq!(shown, month.days.len());
        prop_assert!(month.grid().iter().all(|line| line.len() <= 70));
        prop_assert!(month.sentence(&Catalog::default()).ends_with('.'));
    }
}
