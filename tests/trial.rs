//! The judgement measured on made-up courses of known truth, and the making of these courses.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::LazyLock;

use mendlog::domain::{Answer, Triage};
use mendlog::protocols::{Library, STANDARD, load};
use mendlog::trial::{COMPLICATIONS, Course, Earlier, Foretold, Nature, Tally, Words};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// The seed of the small run. Its figures are bounds for every seed; one is tried here.
const FIRST: u64 = 10_000_000;

fn words() -> Words<'static> {
    Words::new(&LIBRARY.catalog)
}

fn small_run(threads: usize) -> Tally {
    Tally::of(FIRST, 2_000, LIBRARY.protocol(STANDARD), threads)
}

#[test]
fn two_thousand_courses_are_judged_as_a_careful_nurse_would() {
    let tally = small_run(2);
    let alarms = tally.false_alarm_moments;
    assert!(alarms.rate() < 0.01, "false alarms: {alarms}, by {:?}", tally.false_alarms);
    let hushed = tally.hushed_emergencies;
    assert_eq!(hushed.count, 0, "emergencies below urgent: {hushed}");
    let waved_off = tally.waved_off;
    assert_eq!(waved_off.count, 0, "urgent, judged expected or watch: {waved_off}, {:?}", tally.missed_complications);
    let found = tally.trends_found;
    assert!(found.rate() >= 0.9, "found without a ticked sign: {found}, {:?}", tally.missed_complications);
    assert!(hushed.of > 100 && waved_off.of > 500 && found.of > 300 && alarms.of > 5_000, "too few to tell");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    assert_eq!(small_run(1), small_run(3));
}

#[test]
fn a_course_is_the_same_whenever_it_is_made() {
    for number in 0..200 {
        let (one, other) = (Course::new(number, &words()), Course::new(number, &words()));
        assert_eq!((one.diary, one.truths), (other.diary, other.truths));
    }
}

#[test]
fn every_complication_grows_and_names_known_signs() {
    let kinds: usize = COMPLICATIONS.iter().map(|kind| kind.len()).sum();
    let mut seen = std::collections::BTreeSet::new();
    for number in (1..4_000).step_by(2) {
        let course = Course::new(number, &words());
        let Nature::Complicated(complication) = course.nature else { panic!("odd courses grow a complication") };
        seen.insert(complication.id);
        let loudest = course.truths.iter().map(|truth| truth.least).max().unwrap();
        assert!(loudest >= Triage::Watch, "course {number}, {}, never calls for anything", complication.id);
        for sign in course.diary.entries.iter().flat_map(|entry| entry.signs.keys()) {
            assert!(LIBRARY.catalog.sign(sign).is_some(), "no sign is called {sign}");
        }
    }
    assert_eq!(seen.len(), kinds);
}

#[test]
fn ordinary_courses_are_healed_by_the_longest_published_durations() {
    for number in (0..2_000).step_by(2) {
        let course = Course::new(number, &words());
        let treatment = course.treatment();
        assert!(!course.diary.entries.is_empty());
        for entry in &course.diary.entries {
            let day = treatment.day_of(entry.at, course.diary.day_end).number();
            let grade = |symptom: &str| entry.grade(&symptom.into()).map_or(0, mendlog::domain::Grade::number);
            let graded: Vec<_> = entry.grades.keys().map(|symptom| (symptom, grade(symptom.as_str()))).collect();
            let allowed = |symptom: &str| day <= 12 || (symptom == "breakouts" && grade(symptom) <= 1 && day <= 23);
            for (symptom, grade) in graded {
                assert!(grade == 0 || allowed(symptom.as_str()), "course {number}, day {day}: {symptom} {grade}");
            }
            assert!(day <= 10 || grade("redness") == 0, "course {number}, day {day}");
            let alarming = ["pus", "fever", "spreading_redness", "breathing_difficulty", "blisters", "increasing_pain"];
            assert!(alarming.iter().all(|sign| entry.signs.get(*sign) != Some(&Answer::Yes)), "course {number}");
        }
    }
}

#[test]
fn truths_stand_beside_the_entries_in_the_order_of_time() {
    for number in 0..1_000 {
        let course = Course::new(number, &words());
        let treatment = course.treatment();
        let hours: Vec<_> =
            course.diary.entries.iter().map(|entry| treatment.hours_to(entry.at, course.diary.day_end)).collect();
        assert!(hours.is_sorted_by(|a, b| a < b), "course {number}: {hours:?}");
        assert_eq!(course.truths.len(), hours.len());
        assert!(course.truths.iter().all(|truth| truth.least <= truth.most), "course {number}");
    }
}

/// Forecasts on so many ordinary courses of another seed than the one their figures were set on.
fn foretold(earlier: Option<Earlier>, threads: usize) -> Foretold {
    Foretold::of(70_000_000, 120, earlier, LIBRARY.protocol(STANDARD), threads)
}

#[test]
fn the_truth_falls_inside_the_range_of_a_forecast_about_as_often_as_it_says() {
    for earlier in [None, Some(Earlier::Alike), Some(Earlier::Unlike)] {
        let found = foretold(earlier, 2);
        let inside = found.all.inside;
        assert!((0.72..=0.92).contains(&inside.rate()), "{earlier:?}: {inside}");
        assert!(inside.of > 800, "{earlier:?}: too few to tell: {inside}");
        assert!(found.all.median_width() <= 3 && found.all.mean_width() <= 3.5, "{earlier:?}: {:?}", found.all);
        for (day, spread) in found.by_day.iter().filter(|(day, _)| **day <= 5) {
            assert!(spread.inside.rate() > 0.72, "{earlier:?}, asked on day {day}: {}", spread.inside);
        }
    }
}

#[test]
fn forecasts_are_measured_the_same_whatever_the_number_of_threads() {
    assert_eq!(foretold(None, 1), foretold(None, 3));
}

#[test]
fn an_earlier_treatment_leaves_the_course_itself_as_it_was() {
    for number in (0..60).step_by(2) {
        let alone = Course::new(number, &words());
        let after = Course::new(number, &words()).after(Earlier::Alike, &words());
        let of_this = |course: &Course| {
            let entries = course.diary.entries.iter().filter(|entry| entry.treatment == course.treatment().id);
            entries.cloned().collect::<Vec<_>>()
        };
        assert_eq!(of_this(&alone), of_this(&after), "course {number}");
        assert!(after.diary.entries.len() > alone.diary.entries.len(), "course {number}");
        assert_eq!(alone.gone_for_good(&"redness".into()), after.gone_for_good(&"redness".into()));
    }
}
