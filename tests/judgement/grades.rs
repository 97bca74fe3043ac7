//! Conditions about graded symptoms, each on both sides of its edges.
//!
//! Pain is described up to grade 2 (outer edge 3) on day 0, 1 (2) on day 1, 1 (1) on day 2, 0 (1) on days 3 to 5, then 0 (0).

use super::small_course::{SmallCourse, shown};

#[test]
fn a_grade_holds_from_the_one_named_on() {
    let entries = [("1", "pain 1"), ("2", "pain 2"), ("3", "pain 3"), ("4", "redness 3"), ("5", "pain ?")];
    assert_eq!(shown("{ grade = { of = ['pain'], at_least = 2 } }", &entries), ["2", "3"]);
}

#[test]
fn a_symptom_that_is_not_there_is_never_found() {
    assert!(shown("{ grade = { of = ['pain'], at_least = 0 } }", &[("1", "pain 0")]).is_empty());
}

#[test]
fn above_means_over_the_edge_of_its_own_day() {
    let entries = [("0", "pain 3"), ("1", "pain 2"), ("2", "pain 2"), ("3", "pain 1"), ("6", "pain 1")];
    assert_eq!(shown("{ above = { of = ['pain'], range = 'outer' } }", &entries), ["2", "6"]);
    assert_eq!(shown("{ above = { of = ['pain'], range = 'usual' } }", &entries), ["0", "1", "2", "3", "6"]);
}

#[test]
fn above_can_ask_for_a_distance_a_grade_and_a_number_of_symptoms() {
    let entries = [("3", "pain 2"), ("4", "pain 3"), ("6", "pain 2")];
    assert_eq!(shown("{ above = { of = ['pain'], range = 'outer', by = 2 } }", &entries), ["4", "6"]);
    assert_eq!(shown("{ above = { of = ['pain'], range = 'outer', at_least = 3 } }", &entries), ["4"]);
    let two = "{ above = { of = ['pain', 'redness', 'swelling'], range = 'outer', count = 2 } }";
    let entries = [("6", "pain 1"), ("7", "pain 1, swelling 1"), ("8", "pain 1, redness 1, swelling 1")];
    assert_eq!(shown(two, &entries), ["7", "8"]);
}

#[test]
fn early_means_before_the_first_day_described_and_over_its_range() {
    let entries = [("0 11:00", "peeling 1"), ("0 12:00", "peeling 0"), ("1", "peeling 2"), ("2", "peeling 3")];
    assert_eq!(shown("{ early = ['peeling'] }", &entries), ["0 11:00"]);
    assert!(shown("{ early = ['pain'] }", &[("0", "pain 4")]).is_empty(), "pain is described from the start");
}

#[test]
fn a_rise_is_counted_from_the_lowest_grade_before() {
    let by_2 = "{ rise = { of = ['pain'], by = 2, from_hours = 0 } }";
    assert!(shown(by_2, &[("1", "pain 1"), ("2", "pain 2")]).is_empty(), "one grade is not two");
    assert_eq!(shown(by_2, &[("1", "pain 1"), ("2", "pain 2"), ("3", "pain 3")]), ["3"]);
    assert_eq!(shown(by_2, &[("1", "pain 3"), ("2", "pain 1"), ("3", "pain 3"), ("4", "pain 3")]), ["3", "4"]);
    assert!(shown(by_2, &[("1", "pain 4")]).is_empty(), "nothing was graded before");
    assert!(shown(by_2, &[("1", "pain ?"), ("2", "pain 4")]).is_empty(), "\"not sure\" is no grade to rise from");
}

#[test]
fn a_rise_counts_only_what_was_graded_from_the_hour_named_on() {
    let from_26 = "{ rise = { of = ['pain'], by = 1, from_hours = 26 } }";
    assert_eq!(shown(from_26, &[("1 12:00", "pain 0"), ("2", "pain 1")]), ["2"], "day 1 at noon is hour 26");
    assert!(shown(from_26, &[("1 11:59", "pain 0"), ("2", "pain 1")]).is_empty());
}

#[test]
fn a_rise_can_look_back_some_hours_only() {
    let within_24 = "{ rise = { of = ['pain'], by = 1, within_hours = 24, from_hours = 6 } }";
    assert_eq!(shown(within_24, &[("1 12:00", "pain 0"), ("2 12:00", "pain 1")]), ["2 12:00"]);
    assert!(shown(within_24, &[("1 12:00", "pain 0"), ("2 12:01", "pain 1")]).is_empty());
    assert!(shown(within_24, &[("0 15:59", "pain 0"), ("1 12:00", "pain 1")]).is_empty(), "too soon after the needles");
    assert_eq!(shown(within_24, &[("0 16:00", "pain 0"), ("1 12:00", "pain 1")]), ["1 12:00"]);
}

#[test]
fn a_rise_can_ask_for_a_grade_and_for_lying_above_the_range() {
    let to_2 = "{ rise = { of = ['pain'], by = 1, at_least = 2, from_hours = 0 } }";
    assert_eq!(shown(to_2, &[("1", "pain 0"), ("2", "pain 1"), ("3", "pain 2")]), ["3"]);
    let above = "{ rise = { of = ['pain'], by = 1, above = 'outer', from_hours = 0 } }";
    assert_eq!(shown(above, &[("1", "pain 0"), ("2", "pain 1"), ("3", "pain 1"), ("6", "pain 1")]), ["6"]);
    assert_eq!(shown(above, &[("1", "pain 0"), ("3", "pain 2")]), ["3"]);
}

#[test]
fn what_returns_was_there_then_gone_then_there_again() {
    let back = "{ returned = { of = ['pain'], at_least = 1, gone_on_day = 2 } }";
    assert_eq!(shown(back, &[("1", "pain 2"), ("2", "pain 0"), ("3", "pain 1"), ("4", "pain 1")]), ["3", "4"]);
    assert!(shown(back, &[("2", "pain 0"), ("3", "pain 1")]).is_empty(), "it was never there before");
    assert!(
        shown(back, &[("1", "pain 0"), ("2", "pain 0"), ("3", "pain 1")]).is_empty(),
        "it was only said to be gone"
    );
    assert!(shown(back, &[("1", "pain 2"), ("2", "pain 1"), ("3", "pain 2")]).is_empty(), "it had not gone");
    assert!(shown(back, &[("1", "pain 2"), ("2", "redness 0"), ("3", "pain 2")]).is_empty(), "nobody said it had gone");
    assert!(shown(back, &[("0", "pain 2"), ("1", "pain 0"), ("3", "pain 2")]).is_empty(), "gone too early to count");
    assert!(shown(back, &[("1", "pain 2"), ("2", "pain 0"), ("3", "pain 0")]).is_empty());
}

#[test]
fn of_two_entries_at_one_moment_neither_is_the_return_of_the_other() {
    let back = "{ returned = { of = ['pain'], at_least = 1, gone_on_day = 2 } }";
    let mut course = SmallCourse::judged_by(back).with(&[("2", "pain 0")]);
    course.on("2", "pain 2").id = "also 2".into();
    course.on("3", "pain 1");
    assert!(course.shown("asked").is_empty(), "pain at the very moment it was said to be gone is no pain before");
}

#[test]
fn a_return_can_ask_for_a_grade_and_for_lying_above_the_range() {
    let gone = [("1", "pain 2"), ("2", "pain 0")];
    let entries = [gone[0], gone[1], ("3", "pain 1"), ("4", "pain 2"), ("6", "pain 1")];
    assert_eq!(shown("{ returned = { of = ['pain'], at_least = 2, gone_on_day = 2 } }", &entries), ["4"]);
    let above = "{ returned = { of = ['pain'], at_least = 1, above = 'outer', gone_on_day = 2 } }";
    assert_eq!(shown(above, &entries), ["4", "6"]);
}

#[test]
fn what_lasts_was_up_in_every_entry_that_graded_it() {
    let three = "{ lasting = { of = ['pain'], at_least = 2, days = 3 } }";
    let days = [("1", "pain 2"), ("2", "redness 1"), ("3", "pain 3")];
    assert!(shown(three, &days).is_empty(), "two days are not three");
    assert_eq!(shown(three, &[days[0], days[1], days[2], ("4", "pain 2")]), ["4"]);
    assert!(shown(three, &[days[0], days[2], ("4", "pain 1")]).is_empty(), "it is less now");
    assert!(shown(three, &[days[0], ("2", "pain 1"), days[2], ("4", "pain 2")]).is_empty(), "it was less between");
}
