//! The forecasts of small diaries whose answer a reader can tell.

use super::*;
use crate::domain::{Entry, Rating};

/// Redness from 3 (up to 4) on day 0, usually none from day 6 on, at the latest from day 8 on.
const PROTOCOL: &str = r#"
id = "test"
version = "1"
name = "Test"
review = "none"
phases = []
rules = []
[[courses]]
symptom = "redness"
bands = [[0, 3, 4], [2, 2, 3], [4, 1, 2], [6, 0, 1], [8, 0, 0]]
support = "none"
sources = []
[[courses]]
symptom = "dryness"
bands = [[0, 1, 2]]
support = "none"
sources = []
"#;

/// Grades of each evening: day and redness, after the treatment of 2 March, and after that of 2 February.
fn outlook(now: &[(i32, u8)], before: &[(i32, u8)], asked: i32) -> Outlook {
    let protocol: Protocol = toml::from_str(PROTOCOL).unwrap();
    let diary = diary(now, before);
    let treatment = diary.treatment(&"now".into()).unwrap();
    let redness = SymptomId::from("redness");
    let mut found = forecasts(&diary, treatment, &protocol, std::iter::once(&redness), evening(3, asked));
    found.remove(0).outlook
}

fn diary(now: &[(i32, u8)], before: &[(i32, u8)]) -> Diary {
    let treatment =
        |id: &str, month: u32| Treatment::new(id.into(), format!("2026-{month:02}-02T10:00:00+01:00").parse().unwrap());
    let entry = |treatment: &str, month, (day, grade): (i32, u8)| {
        let id = format!("{treatment}-{day}");
        let mut entry = Entry::new(id.into(), treatment.into(), evening(month, day));
        entry.grades.insert("redness".into(), Rating::Graded(grade.try_into().unwrap()));
        entry
    };
    let now = now.iter().map(|line| entry("now", 3, *line));
    Diary {
        treatments: vec![treatment("now", 3), treatment("before", 2)],
        entries: now.chain(before.iter().map(|line| entry("before", 2, *line))).collect(),
        ..Diary::default()
    }
}

fn evening(month: u32, day: i32) -> Moment {
    let date = NaiveDate::from_ymd_opt(2026, month, 2).unwrap() + chrono::TimeDelta::days(i64::from(day));
    format!("{date}T20:00:00+01:00").parse().unwrap()
}

fn range(now: &[(i32, u8)], before: &[(i32, u8)], asked: i32) -> Range {
    match outlook(now, before, asked) {
        Outlook::Going(range) => range,
        other => panic!("no range but {other:?}"),
    }
}

#[test]
fn a_steeper_fall_ends_sooner() {
    let steep = range(&[(0, 3), (1, 2), (2, 1)], &[], 2);
    let flat = range(&[(0, 3), (1, 3), (2, 3)], &[], 2);
    assert!(steep.last < flat.last && steep.likely < flat.likely, "{steep:?} {flat:?}");
    assert_eq!(steep.entries, 3);
}

#[test]
fn an_earlier_treatment_moves_the_range_towards_its_own_end() {
    let now = [(0, 3), (1, 2)];
    let alone = range(&now, &[], 1);
    let quick = range(&now, &[(0, 3), (1, 1), (2, 0)], 1);
    let slow = range(&now, &[(0, 3), (5, 1), (6, 1), (7, 0)], 1);
    assert!(quick.likely <= alone.likely && alone.likely < slow.likely, "{quick:?} {alone:?} {slow:?}");
    assert_eq!((slow.earlier.len(), slow.earlier[0].gone), (1, Day::new(7)));
}

#[test]
fn what_came_after_the_moment_is_not_looked_at() {
    let known = [(0, 3), (1, 2), (2, 2)];
    let later = [(0, 3), (1, 2), (2, 2), (3, 0), (4, 4)];
    assert_eq!(outlook(&known, &[], 2), outlook(&later, &[], 2));
}

#[test]
fn each_state_has_its_own_answer() {
    assert_eq!(outlook(&[], &[], 3), Outlook::NotRecorded);
    assert_eq!(outlook(&[(0, 0), (1, 0)], &[], 1), Outlook::NeverThere(2));
    assert_eq!(outlook(&[(0, 2), (2, 0), (3, 0)], &[], 3), Outlook::Gone { on: Day::new(2) });
    assert_eq!(outlook(&[(1, 2)], &[], 1), Outlook::TooLittle(1));
    assert_eq!(outlook(&[(0, 2), (1, 2)], &[], 5), Outlook::Stale(Day::new(1)));
    assert_eq!(outlook(&[(0, 2), (8, 1)], &[], 8), Outlook::AskProvider(Reason::Outside));
}

#[test]
fn what_nobody_describes_the_end_of_has_no_forecast() {
    let protocol: Protocol = toml::from_str(PROTOCOL).unwrap();
    let mut diary = diary(&[(0, 1), (1, 1)], &[]);
    for entry in &mut diary.entries {
        let grade = entry.grades.remove("redness").unwrap();
        entry.grades.insert("dryness".into(), grade);
    }
    let (treatment, dryness) = (diary.treatment(&"now".into()).unwrap(), SymptomId::from("dryness"));
    let found = forecasts(&diary, treatment, &protocol, std::iter::once(&dryness), evening(3, 1));
    assert_eq!(found[0].outlook, Outlook::NothingDescribed);
}

#[test]
fn a_range_never_begins_in_the_past() {
    for asked in 1..=4 {
        let found = range(&[(0, 3), (1, 1)], &[(0, 3), (1, 0)], asked);
        assert!(found.first >= Day::new(asked), "{found:?}");
        assert!(found.first <= found.likely && found.likely <= found.last, "{found:?}");
    }
}
