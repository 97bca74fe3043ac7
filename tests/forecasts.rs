//! What is said about the end of a symptom: cases a nurse can read, and what must hold for every journal.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use mendlog::domain::forecast::{Forecast, Range, forecasts};
use mendlog::domain::{Answer, Day, Device, Diary, Entry, Grade, Moment, NeedleDepth, Outlook, Rating, Treatment};
use mendlog::protocols::{Library, STANDARD, load};
use mendlog::report::forecast::Telling;
use proptest::prelude::*;
use serde::Deserialize;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    symptom: String,
    grades: Vec<u8>,
    #[serde(default)]
    before: Vec<u8>,
    /// Danger signs of the last evening.
    #[serde(default)]
    signs: Vec<String>,
    asked: i32,
    first: Option<i32>,
    last: Option<i32>,
    says: Option<String>,
}

/// The evening of a day after the treatment of 5 March, or the one before it of 20 January.
fn evening(month: u32, day: i32) -> Moment {
    let start = NaiveDate::from_ymd_opt(2026, month, if month == 3 { 5 } else { 20 }).unwrap();
    format!("{}T20:00:00+01:00", start + TimeDelta::days(i64::from(day))).parse().unwrap()
}

fn treatment(id: &str, at: &str) -> Treatment {
    let mut treatment = Treatment::new(id.into(), at.parse().unwrap());
    treatment.device = Some(Device::Pen);
    treatment.needle_depth = NeedleDepth::try_from(1.0).ok();
    treatment
}

fn entry(treatment: &str, month: u32, day: i32, symptom: &str, rating: Rating) -> Entry {
    let mut entry = Entry::new(format!("{treatment}-{day}").into(), treatment.into(), evening(month, day));
    entry.grades.insert(symptom.into(), rating);
    entry
}

fn graded(treatment: &str, month: u32, symptom: &str, grades: &[u8]) -> Vec<Entry> {
    let rating = |grade: &u8| Rating::Graded(Grade::try_from(*grade).unwrap());
    (0..).zip(grades).map(|(day, grade)| entry(treatment, month, day, symptom, rating(grade))).collect()
}

fn diary(entries: Vec<Entry>) -> Diary {
    let treatments =
        vec![treatment("now", "2026-03-05T10:00:00+01:00"), treatment("before", "2026-01-20T10:00:00+01:00")];
    Diary { treatments, entries, ..Diary::default() }
}

fn asked(diary: &Diary, symptom: &str, day: i32) -> Forecast {
    let (treatment, symptom) = (diary.treatment(&"now".into()).unwrap(), symptom.into());
    let protocol = LIBRARY.protocol(STANDARD);
    forecasts(diary, treatment, protocol, std::iter::once(&symptom), evening(3, day)).remove(0)
}

#[test]
fn the_cases_a_nurse_can_read() {
    let cases: Cases = toml::from_str(include_str!("forecasts.toml")).unwrap();
    assert!(cases.case.len() >= 10);
    for case in cases.case {
        let mut entries = graded("now", 3, &case.symptom, &case.grades);
        let last = entries.last_mut().unwrap();
        last.signs.extend(case.signs.iter().map(|sign| (sign.as_str().into(), Answer::Yes)));
        entries.extend(graded("before", 1, &case.symptom, &case.before));
        let diary = diary(entries);
        let found = asked(&diary, &case.symptom, case.asked);
        let treatment = diary.treatment(&"now".into()).unwrap();
        let telling = Telling { diary: &diary, treatment, catalog: &LIBRARY.catalog, today: Day::new(case.asked) };
        let sentence = telling.sentence(&found);
        if let Some(words) = &case.says {
            assert!(sentence.contains(words.as_str()), "{}: {sentence}", case.title);
        }
        let within = |range: &Range| {
            case.first.is_none_or(|first| Day::new(first) <= range.first)
                && case.last.is_none_or(|last| range.last <= Day::new(last))
        };
        if case.first.is_some() || case.last.is_some() {
            let Outlook::Going(range) = &found.outlook else { panic!("{}: {sentence}", case.title) };
            assert!(within(range), "{}: {sentence}", case.title);
        }
    }
}

fn rating() -> impl Strategy<Value = Option<Rating>> {
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(Rating::NotSure)),
        6 => (0..=4_u8).prop_map(|grade| Some(Rating::Graded(Grade::try_from(grade).unwrap()))),
    ]
}

/// Days from before the treatment on, each with or without an answer, after both treatments.
fn diaries() -> impl Strategy<Value = Diary> {
    let days = || proptest::collection::vec((-2..50_i32, rating()), 0..16);
    (days(), days()).prop_map(|(now, before)| {
        let of = |treatment: &'static str, month| {
            move |(index, (day, rating)): (usize, (i32, Option<Rating>))| {
                let mut entry = entry(treatment, month, day, "redness", rating?);
                entry.id = format!("{treatment}-{index}").into();
                Some(entry)
            }
        };
        let now = now.into_iter().enumerate().filter_map(of("now", 3));
        diary(now.chain(before.into_iter().enumerate().filter_map(of("before", 1))).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_range_is_in_order_and_never_begins_in_the_past(diary in diaries(), day in -3..60_i32) {
        if let Outlook::Going(Range { likely, first, last, .. }) = asked(&diary, "redness", day).outlook {
            prop_assert!(Day::new(day) <= first && first <= likely && likely <= last);
        }
    }

    #[test]
    fn what_lies_ahead_changes_nothing(diary in diaries(), day in 0..40_i32) {
        let mut so_far = diary.clone();
        let limit = evening(3, day).date(diary.day_end);
        so_far.entries.retain(|entry| entry.at.date(diary.day_end) <= limit);
        prop_assert_eq!(asked(&diary, "redness", day), asked(&so_far, "redness", day));
    }

    #[test]
    fn the_order_of_typing_changes_nothing(diary in diaries(), day in 0..40_i32) {
        let mut turned = diary.clone();
        turned.entries.reverse();
        turned.treatments.reverse();
        prop_assert_eq!(asked(&diary, "redness", day), asked(&turned, "redness", day));
    }

    #[test]
    fn a_none_after_all_that_was_there_ends_the_forecast(diary in diaries(), day in 0..30_i32) {
        let before = asked(&diary, "redness", day).outlook;
        let mut gone = diary;
        let mut none = entry("now", 3, day, "redness", Rating::Graded(Grade::NONE));
        none.id = "zz-last".into();
        none.at = format!("{}T20:00:00+01:00", evening(3, day).date(gone.day_end)).replace("T20:00", "T20:30").parse().unwrap();
        gone.entries.push(none);
        let (treatment, redness) = (gone.treatment(&"now".into()).unwrap(), "redness".into());
        let at = none_at(&gone);
        let after = forecasts(&gone, treatment, LIBRARY.protocol(STANDARD), std::iter::once(&redness), at).remove(0).outlook;
        if matches!(before, Outlook::Going(_)) {
            prop_assert_eq!(after, Outlook::Gone { on: Day::new(day) });
        } else {
            prop_assert!(!matches!(after, Outlook::Going(_)));
        }
    }
}

fn none_at(diary: &Diary) -> Moment {
    diary.entries.iter().find(|entry| entry.id.as_str() == "zz-last").unwrap().at
}
