//! A small diary for everything that draws or tells a course, and the tests of its values.

use std::sync::Arc;

use super::*;
use crate::domain::symptom::Symptom;
use crate::domain::{Diary, Entry, Grade, Rating, TreatmentId, protocol::Protocol};

/// What is described in these tests: redness from 3 (up to 4) on day 0 down to none, breakouts from day 2 on.
const PROTOCOL: &str = r#"
id = "test"
version = "1"
name = "Test"
review = "none"
phases = []
rules = []
[[courses]]
symptom = "redness"
bands = [[0, 3, 4], [2, 2, 3], [4, 1, 2], [6, 0, 1], [9, 0, 0]]
support = "none"
sources = []
[[courses]]
symptom = "breakouts"
onset = 2
bands = [[0, 0, 0], [2, 1, 2], [10, 0, 1]]
support = "none"
sources = []
"#;

/// The protocol of these tests with its catalogue.
pub(crate) fn protocol() -> Protocol {
    let mut protocol: Protocol = toml::from_str(PROTOCOL).unwrap();
    let symptom = |id: &str, name: &str| Symptom {
        id: id.into(),
        name: name.into(),
        also: Vec::new(),
        question: String::new(),
        grades: ["none", "a flush", "clearly pink", "like sunburn", "deep red"].map(String::from),
        grades_darker_skin: None,
        look_for_darker_skin: None,
    };
    let symptoms = vec![symptom("redness", "Redness"), symptom("breakouts", "Breakouts")];
    protocol.catalog = Arc::new(Catalog { symptoms, ..Catalog::default() });
    protocol
}

/// One entry a line: treatment, day, hour, what was answered for redness (`-` for nothing), typed on which day.
pub(crate) type Line = (&'static str, i32, u32, &'static str, i32);

/// A diary of two treatments, `before` on 2 February and `now` on 2 March 2026.
pub(crate) fn diary(lines: &[Line]) -> Diary {
    let treatment = |id: &str, date: &str| Treatment::new(id.into(), format!("{date}T10:00:00+01:00").parse().unwrap());
    Diary {
        treatments: vec![treatment("before", "2026-02-02"), treatment("now", "2026-03-02")],
        entries: lines.iter().enumerate().map(|(index, line)| entry(index, line)).collect(),
        ..Diary::default()
    }
}

fn entry(index: usize, &(treatment, day, hour, answer, typed): &Line) -> Entry {
    let month = if treatment == "now" { 3 } else { 2 };
    let on = |day: i32| {
        let date = NaiveDate::from_ymd_opt(2026, month, 2).unwrap() + chrono::TimeDelta::days(i64::from(day));
        let clock = format!("{date}T{hour:02}:00:00+01:00");
        chrono::DateTime::parse_from_rfc3339(&clock).unwrap()
    };
    let mut entry = Entry::new(format!("e{index}").into(), treatment.into(), crate::domain::Moment::At(on(day)));
    entry.recorded_at = Some(on(typed));
    let rating = match answer {
        "-" => None,
        "?" => Some(Rating::NotSure),
        grade => Some(Rating::Graded(Grade::try_from(grade.parse::<u8>().unwrap()).unwrap())),
    };
    entry.grades.extend(rating.map(|rating| (SymptomId::from("redness"), rating)));
    entry
}

/// The course of redness after the treatment `now`.
pub(crate) fn redness(lines: &[Line], today: i32) -> HealingCourse {
    let (diary, protocol) = (diary(lines), protocol());
    let healing = diary.healing(diary.treatment(&TreatmentId::from("now")).unwrap());
    let assessment = crate::domain::assess(&healing, &protocol);
    HealingCourse::new(&"redness".into(), &healing, &assessment, &protocol.catalog, Day::new(today))
}

/// An ordinary fortnight with everything in it: several a day, a late entry, one outside, one not sure, a gap, last time.
pub(crate) const FULL: &[Line] = &[
    ("before", 0, 20, "4", 0),
    ("before", 1, 20, "3", 1),
    ("before", 2, 20, "3", 2),
    ("before", 4, 20, "2", 4),
    ("before", 5, 20, "1", 5),
    ("now", 0, 20, "3", 0),
    ("now", 1, 9, "3", 1),
    ("now", 1, 21, "2", 1),
    ("now", 2, 20, "2", 4),
    ("now", 3, 20, "1", 3),
    ("now", 4, 20, "?", 4),
    ("now", 5, 20, "-", 5),
    ("now", 7, 20, "2", 7),
    ("now", 8, 20, "1", 8),
];

#[test]
fn the_sentence_says_where_it_began_where_it_is_and_what_is_missing() {
    let course = redness(FULL, 8);
    assert_eq!(
        course.sentence(),
        "Redness: 3 on day 0, down to 1 on day 8, up to 2 again on day 7 in between; within the range described on 5 of 6 \
         recorded days; not sure on 1 day; not recorded on 2 days; last time it was not recorded on day 8."
    );
}

#[test]
fn two_days_are_no_course() {
    let course = redness(&[("now", 0, 20, "3", 0), ("now", 1, 20, "1", 1)], 1);
    assert_eq!(
        course.sentence(),
        "Redness: 3 on day 0 and 1 on day 1; within the range described on 2 of 2 recorded days; \
         too few days yet to speak of a course."
    );
    assert!(!course.sentence().contains("down"));
}

#[test]
fn a_dip_and_a_peak_in_between_are_not_hidden() {
    let grades = ["2", "4", "0", "1"];
    let lines: Vec<Line> = (0..).zip(grades).map(|(day, grade)| ("now", day, 20, grade, day)).collect();
    let sentence = redness(&lines, 3).sentence();
    assert!(
        sentence.starts_with("Redness: 2 on day 0, down to 1 on day 3, highest 4 on day 1, lowest 0 on day 2;"),
        "{sentence}"
    );
}

#[test]
fn a_rise_in_between_is_told_even_when_it_stays_below_the_first_day() {
    let sentence = |grades: &[&'static str]| {
        let lines: Vec<Line> = (0..).zip(grades).map(|(day, grade)| ("now", day, 20, *grade, day)).collect();
        redness(&lines, 9).sentence()
    };
    let rebound = sentence(&["3", "1", "0", "2", "0"]);
    assert!(rebound.contains("down to 0 on day 4, up to 2 again on day 3 in between;"), "{rebound}");
    let steady = sentence(&["3", "2", "2", "1", "1"]);
    assert!(steady.contains("down to 1 on day 4;"), "{steady}");
}

#[test]
fn nothing_recorded_is_not_none() {
    assert_eq!(redness(&[("now", 0, 20, "-", 0)], 2).sentence(), "Redness: not recorded so far.");
    assert_eq!(redness(&[("now", 0, 20, "?", 0)], 2).sentence(), "Redness: not sure on 1 day, no grade so far.");
}

#[test]
fn last_time_is_told_by_the_same_day() {
    let sentence = redness(&[("before", 1, 20, "4", 1), ("now", 1, 20, "2", 1)], 1).sentence();
    assert!(sentence.contains("last time it was 4 on day 1"), "{sentence}");
}

#[test]
fn readings_keep_every_kind_of_answer_apart() {
    let course = redness(FULL, 8);
    let late: Vec<_> =
        course.readings.iter().filter(|one| one.typed == Typed::Late).map(|one| one.day.number()).collect();
    assert_eq!(late, [2]);
    let outside: Vec<_> =
        course.readings.iter().filter(|one| is_outside(one.standing)).map(|one| one.day.number()).collect();
    assert_eq!(outside, [7]);
    let standing = |day: i32| course.readings.iter().find(|one| one.day.number() == day).unwrap().standing;
    assert_eq!((standing(4), standing(5)), (Standing::NotSure, Standing::NotRecorded));
    assert_eq!(course.newest().unwrap().day.number(), 8);
    assert_eq!((course.first, course.last), (Day::TREATMENT, SHORTEST_CHART));
}

#[test]
fn a_line_joins_neighbouring_days_only() {
    let joined = |a, b| are_joined(Day::new(a), Day::new(b));
    assert!(joined(3, 3) && joined(3, 4));
    assert!(!joined(3, 5) && !joined(4, 3));
}

#[test]
fn the_table_folds_silent_days_and_keeps_the_rest() {
    let text = redness(FULL, 11).text();
    insta::assert_snapshot!(text);
    assert!(text.lines().all(|line| line.len() <= 80));
}

#[test]
fn edited_entries_are_marked() {
    let course = redness(FULL, 8).with_edited(|id| id.as_str() == "e5");
    let edited: Vec<_> =
        course.readings.iter().filter(|one| one.revised == Revised::Edited).map(|one| one.day).collect();
    assert_eq!(edited, [Day::TREATMENT]);
    assert!(course.text().contains("3 edited"));
}

#[test]
fn a_reading_is_told_with_its_day_its_words_and_where_it_stands() {
    let mut course = redness(FULL, 8);
    let told = |course: &HealingCourse, day: i32| {
        course.told(course.readings.iter().find(|one| one.day.number() == day).unwrap())
    };
    let outside = told(&course, 7);
    assert_eq!(outside.when, "Day 7, Mon 9 Mar 20:00");
    assert_eq!(outside.what, "Redness 2, clearly pink: OUTSIDE the range described for day 7 (usual 0, up to 1)");
    assert_eq!(told(&course, 2).marks, "typed later");
    assert_eq!(told(&course, 4).what, "Redness not sure; described for day 4 (usual 0-1, up to 2)");
    assert_eq!(told(&course, 5).what, "Redness not recorded in this check-in");
    course.readings[0].note = "warm\n\tat \u{1b}[31mnight\u{202e}\u{feff}".to_owned();
    assert_eq!(told(&course, 0).note, "warm at \u{fffd}[31mnight\u{fffd}\u{fffd}");
}
