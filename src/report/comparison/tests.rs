//! Two treatments compared, told by what a reader would say.

use super::*;
use crate::report::course::tests::{Line, diary, protocol};

/// Redness after the treatments of 2 February (`before`) and 2 March (`now`), compared on the evening of 20 March.
fn compared(lines: &[Line]) -> (Comparison, String, String) {
    let (diary, protocol) = (diary(lines), protocol());
    let treatment = |id: &str| diary.treatment(&TreatmentId::from(id)).unwrap();
    let at = "2026-03-20T21:00:00+01:00".parse().unwrap();
    let comparison = Comparison::new(&diary, treatment("now"), treatment("before"), &protocol.catalog, at);
    let redness = comparison.symptom(&"redness".into()).unwrap();
    let said = (comparison.end_sentence(redness), comparison.day_sentence(redness));
    (comparison.clone(), said.0.unwrap_or_default(), said.1.unwrap_or_default())
}

/// Graded in the evening, by day: (`before`, `now`), `-` for a day without an answer.
fn side_by_side(days: &[(&'static str, &'static str)]) -> (Comparison, String, String) {
    let lines: Vec<Line> = (0..)
        .zip(days)
        .flat_map(|(day, (before, now))| [("before", day, 20, *before, day), ("now", day, 20, *now, day)])
        .collect();
    compared(&lines)
}

#[test]
fn both_ends_known_make_a_difference_in_days() {
    let (_, end, day) = side_by_side(&[("3", "2"), ("2", "1"), ("2", "0"), ("1", "0"), ("0", "0")]);
    assert_eq!(end, "Redness gone two days earlier than in February (day 2; day 4 in February).");
    assert_eq!(day, "Redness on day 4: 0 now, 0 in February.");
    let (_, end, _) = side_by_side(&[("1", "2"), ("0", "1"), ("0", "0")]);
    assert_eq!(end, "Redness gone one day later than in February (day 2; day 1 in February).");
    let (_, end, _) = side_by_side(&[("1", "2"), ("0", "0")]);
    assert_eq!(end, "Redness gone on the same day as in February: day 1.");
}

#[test]
fn ungraded_days_leave_the_difference_open() {
    let (_, end, day) = side_by_side(&[("3", "2"), ("2", "1"), ("1", "-"), ("1", "0"), ("0", "-")]);
    let open = "gone between day 2 and day 3, not graded in between";
    assert_eq!(end, format!("Redness gone earlier than in February: {open}; in February gone on day 4."));
    assert_eq!(day, "Redness on day 3: 0 now, 1 in February.");
    let (_, end, _) = side_by_side(&[("3", "2"), ("1", "1"), ("0", "-"), ("0", "0")]);
    assert_eq!(end, format!("Redness: {open}; in February gone on day 2."));
}

#[test]
fn what_is_not_over_or_not_recorded_is_said_so() {
    let (_, end, _) = side_by_side(&[("3", "2"), ("0", "1"), ("0", "1")]);
    assert_eq!(
        end,
        "Redness lasts longer than in February: not gone yet, last graded on day 2; in February gone on day 1."
    );
    let (_, end, day) = side_by_side(&[("-", "2"), ("-", "1")]);
    assert_eq!(end, "Redness: not gone yet, last graded on day 1; in February not recorded.");
    assert_eq!(day, "Redness on day 1: 1 now, not recorded in February.");
    let (_, end, _) = side_by_side(&[("2", "0"), ("1", "0")]);
    assert_eq!(end, "Redness: never there; in February still there when last graded, on day 1.");
    let (comparison, end, day) = side_by_side(&[]);
    assert_eq!((end, day), (String::new(), String::new()));
    assert!(comparison.overall().starts_with("No symptom is graded both times"));
}

#[test]
fn the_worst_of_a_day_counts_and_a_gap_stays_a_gap() {
    let lines = [("now", 0, 9, "3", 0), ("now", 0, 20, "1", 0), ("now", 2, 20, "0", 2), ("before", 1, 9, "?", 1)];
    let (comparison, ..) = compared(&lines);
    let table = comparison.table(comparison.symptom(&"redness".into()).unwrap());
    assert_eq!(table, [["day", "in March", "in February"], ["0", "3", "-"], ["1", "-", "-"], ["2", "0", "-"]]);
}

#[test]
fn what_lies_ahead_is_not_looked_at() {
    let (diary, protocol) = (diary(&[("now", 0, 20, "2", 0), ("now", 1, 20, "0", 1)]), protocol());
    let treatment = |id: &str| diary.treatment(&TreatmentId::from(id)).unwrap();
    let at = "2026-03-02T21:00:00+01:00".parse().unwrap();
    let comparison = Comparison::new(&diary, treatment("now"), treatment("before"), &protocol.catalog, at);
    let redness = comparison.symptom(&"redness".into()).unwrap();
    assert_eq!(redness.one.gone, Gone::NotYet { last_there: Day::TREATMENT });
}

#[test]
fn all_symptoms_are_counted_in_one_sentence() {
    let (comparison, ..) = side_by_side(&[("3", "2"), ("2", "1"), ("2", "0"), ("1", "0"), ("0", "0")]);
    assert_eq!(comparison.overall(), "Beside the treatment in February, 1 symptom graded both times: 1 gone earlier.");
}
