//! A treatment of which only the date is known begins at noon by the patient's own clock, as far as the journal tells that clock.

use chrono::{DateTime, FixedOffset};
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{DayEnd, Diary, Entry, Moment, Treatment};

fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// A journal of one treatment on 2 March and these check-ins about it: when described, and when typed.
fn journal(entries: &[(&str, Option<&str>)]) -> Diary {
    let mut diary = Diary::default();
    diary.treatments.push(Treatment::new("t1".into(), "2026-03-02".parse().unwrap()));
    for (index, (described, typed)) in entries.iter().enumerate() {
        let mut entry = Entry::new(format!("e{index}").into(), "t1".into(), described.parse().unwrap());
        entry.recorded_at = typed.map(clock);
        diary.entries.push(entry);
    }
    diary
}

/// When the treatment is taken to have begun.
fn begun(diary: &Diary) -> String {
    diary.healing(diary.treatment(&"t1".into()).unwrap()).treatment.performed_at.to_string()
}

#[test]
fn where_nothing_tells_the_clock_it_stays_a_date() {
    assert_eq!(begun(&journal(&[])), "2026-03-02");
    assert_eq!(begun(&journal(&[("2026-03-03", None)])), "2026-03-02");
}

#[test]
fn the_first_check_in_about_it_tells_the_clock() {
    let entries = [("2026-03-05T20:00:00+01:00", None), ("2026-03-04T20:00:00+09:00", None)];
    assert_eq!(begun(&journal(&entries)), "2026-03-02T12:00:00+09:00");
}

#[test]
fn else_the_first_typing_does_and_else_the_first_thing_done_about_a_warning() {
    let typed = [("2026-03-04", Some("2026-03-06T08:00:00+01:00")), ("2026-03-05", Some("2026-03-05T08:00:00+09:00"))];
    let mut diary = journal(&typed);
    assert_eq!(begun(&diary), "2026-03-02T12:00:00+09:00");
    let event = |treatment: &str, at| WarningEvent {
        treatment: treatment.into(),
        rule: "pus".into(),
        at: clock(at),
        act: Act::Called,
    };
    diary.entries.clear();
    diary.events = vec![event("other", "2026-03-03T08:00:00+05:00"), event("t1", "2026-03-04T08:00:00-08:00")];
    assert_eq!(begun(&diary), "2026-03-02T12:00:00-08:00");
}

#[test]
fn what_is_told_about_another_treatment_tells_nothing_about_this_one() {
    let mut diary = journal(&[("2026-03-02T09:00:00+09:00", None), ("2026-03-02T10:00:00+01:00", None)]);
    diary.treatments.push(Treatment::new("other".into(), "2026-02-01".parse().unwrap()));
    diary.entries[0].treatment = "other".into();
    assert_eq!(begun(&diary), "2026-03-02T10:00:00+01:00");
}

#[test]
fn a_check_in_of_that_day_before_noon_came_after_it() {
    let begun = |when| begun(&journal(&[(when, None)]));
    assert_eq!(begun("2026-03-02T09:30:00+01:00"), "2026-03-02T09:30:00+01:00");
    assert_eq!(begun("2026-03-02T14:00:00+01:00"), "2026-03-02T12:00:00+01:00");
    assert_eq!(begun("2026-03-01T09:30:00+01:00"), "2026-03-02T12:00:00+01:00", "the day before is another day");
}

#[test]
fn a_day_that_ends_in_the_afternoon_begins_then() {
    let begun = |hour| {
        let mut diary = journal(&[("2026-03-05T20:00:00+01:00", None)]);
        diary.day_end = DayEnd::try_from(hour).unwrap();
        begun(&diary)
    };
    assert_eq!(begun(3), "2026-03-02T12:00:00+01:00");
    assert_eq!(begun(12), "2026-03-02T12:00:00+01:00");
    assert_eq!(begun(15), "2026-03-02T15:00:00+01:00");
}

#[test]
fn the_treatment_before_is_placed_in_the_same_way() {
    let mut diary = journal(&[("2026-03-04T20:00:00+01:00", None)]);
    diary.treatments.push(Treatment::new("t2".into(), Moment::At(clock("2026-03-30T10:00:00+01:00"))));
    let healing = diary.healing(&diary.treatments[1]);
    let before = healing.previous.unwrap();
    assert_eq!(before.treatment.performed_at.to_string(), "2026-03-02T12:00:00+01:00");
    assert_eq!(before.entries.len(), 1);
}
