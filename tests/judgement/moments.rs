//! Time as the patient tells it: dates without an hour, days that end at night, and what has come by a moment.

use chrono::{DateTime, FixedOffset, NaiveDate};
use mendlog::domain::warning::Act;
use mendlog::domain::{Day, DayEnd, Diary, Entry, Moment, Treatment, Use};

use super::small_course::{SmallCourse, at, grade};

fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn treated(moment: &str) -> Treatment {
    Treatment::new("t1".into(), moment.parse().unwrap())
}

#[test]
fn a_date_alone_stands_for_noon_where_the_patient_is() {
    let tokyo = FixedOffset::east_opt(9 * 3600).unwrap();
    assert_eq!(Moment::On(date("2026-03-05")).instant(tokyo), clock("2026-03-05T12:00:00+09:00"));
    assert_eq!(Moment::At(clock("2026-03-05T20:00:00+01:00")).instant(tokyo), clock("2026-03-05T20:00:00+01:00"));
    assert_eq!(Moment::At(clock("2026-03-05T20:00:00+01:00")).offset().local_minus_utc(), 3600);
    assert_eq!(Moment::On(date("2026-03-05")).offset().local_minus_utc(), 0);
}

#[test]
fn a_day_is_said_by_its_number_and_counts_both_ways() {
    assert_eq!((Day::new(-3).to_string(), Day::new(12).to_string()), ("-3".to_owned(), "12".to_owned()));
    assert_eq!((Day::new(5).plus(-7).number(), Day::new(5).since(Day::new(7))), (-2, -2));
    assert_eq!(Day::new(i32::MAX).plus(1), Day::new(i32::MAX));
}

#[test]
fn a_day_ends_at_a_whole_hour_of_the_clock() {
    for hour in 0..24 {
        let end = DayEnd::try_from(hour).unwrap();
        assert_eq!((end.hour(), u8::from(end)), (hour, hour));
    }
    let refused = DayEnd::try_from(24).unwrap_err().to_string();
    assert!(refused.contains("from 0 to 23, not 24"), "{refused}");
    assert_eq!(DayEnd::OFFERED.date_of(clock("2026-03-06T02:59:59+01:00")), date("2026-03-05"));
    assert_eq!(DayEnd::OFFERED.date_of(clock("2026-03-06T03:00:00+01:00")), date("2026-03-06"));
}

#[test]
fn years_no_patient_lives_in_are_refused() {
    for accepted in ["1900-01-01", "2200-12-31", "2200-12-31T23:00:00+00:00"] {
        assert!(accepted.parse::<Moment>().is_ok(), "{accepted}");
    }
    for refused in ["1899-12-31", "2201-01-01", "2201-01-01T00:00:00+00:00", "1899-12-31T00:00:00+00:00"] {
        assert!(refused.parse::<Moment>().is_err(), "{refused}");
    }
}

#[test]
fn moments_are_kept_in_files_as_they_are_written() {
    for text in ["\"2026-03-05\"", "\"2026-03-05T20:00:00+01:00\""] {
        let moment: Moment = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&moment).unwrap(), text);
    }
}

#[test]
fn days_after_a_treatment_go_by_the_patients_calendar() {
    let evening = treated("2026-03-02T23:30:00+01:00");
    let after_midnight = Moment::At(clock("2026-03-03T00:30:00+01:00"));
    assert_eq!(evening.day_of(after_midnight, DayEnd::MIDNIGHT), Day::new(1));
    assert_eq!(evening.day_of(after_midnight, DayEnd::OFFERED), Day::new(0));
    assert_eq!(evening.day_of(Moment::On(date("2026-02-28")), DayEnd::MIDNIGHT), Day::new(-2));
    assert_eq!(evening.date_of(Day::new(-2), DayEnd::MIDNIGHT), date("2026-02-28"));
    assert_eq!(evening.date_of(Day::new(i32::MAX), DayEnd::MIDNIGHT), NaiveDate::MAX);
}

#[test]
fn hours_are_counted_by_the_clock_and_a_date_alone_is_noon_but_never_before_the_needles() {
    let afternoon = treated("2026-03-02T15:00:00+01:00");
    let hours = |text: &str| afternoon.hours_to(text.parse().unwrap(), DayEnd::MIDNIGHT);
    let wanted = [
        ("2026-03-02T16:30:00+01:00", 1.5),
        ("2026-03-02T13:00:00+01:00", -2.0),
        ("2026-03-02", 0.0),
        ("2026-03-03", 21.0),
        ("2026-03-01", -27.0),
    ];
    for (text, wanted) in wanted {
        assert!((hours(text) - wanted).abs() < 1e-9, "{text}: {}", hours(text));
    }
    let morning = treated("2026-03-02T09:00:00+01:00");
    assert!((morning.hours_to("2026-03-02".parse().unwrap(), DayEnd::MIDNIGHT) - 3.0).abs() < 1e-9);
}

#[test]
fn an_entry_typed_on_a_later_day_is_late_unless_it_was_the_same_night() {
    let typed = |described: &str, typed: Option<&str>| {
        let mut entry = Entry::new("e".into(), "t1".into(), described.parse().unwrap());
        entry.recorded_at = typed.map(clock);
        entry.is_late(DayEnd::OFFERED)
    };
    let evening = "2026-03-05T22:00:00+01:00";
    assert!(!typed(evening, None));
    assert!(!typed(evening, Some("2026-03-06T02:59:00+01:00")), "it is the same night");
    assert!(!typed(evening, Some("2026-03-06T03:59:59+01:00")), "it is within six hours");
    assert!(typed(evening, Some("2026-03-06T04:00:00+01:00")));
    assert!(
        !typed("2026-03-05", Some("2026-03-06T02:00:00+01:00"))
            && typed("2026-03-05", Some("2026-03-06T03:00:00+01:00"))
    );
}

#[test]
fn an_entry_without_any_answer_is_empty() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    assert!(course.on("1", "").is_empty());
    assert!(!course.on("1", "pain ?").is_empty() && !course.on("1", "pus no").is_empty());
    let noted = course.on("1", "");
    noted.note = " \n".into();
    assert!(noted.is_empty(), "blanks say nothing");
    noted.note = "slept badly".into();
    assert!(!noted.is_empty());
    assert_eq!(course.on("1", "pus yes, pain 2").grade(&"pain".into()), Some(grade(2)));
    assert!(course.on("1", "pus yes").has_sign(&"pus".into()) && !course.on("1", "pus ?").has_sign(&"pus".into()));
}

#[test]
fn a_journal_ends_by_the_last_thing_it_tells() {
    let ends = |course: &SmallCourse, when: &str| course.diary.ends_by(Moment::At(at(when)));
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    assert!(ends(&course, "0 10:00") && !ends(&course, "0 09:59"), "the treatment");
    course.on("3", "pus yes");
    assert!(ends(&course, "3") && !ends(&course, "3 19:59"), "its entry");
    course.act("pus", "4 09:00", Act::Called);
    assert!(ends(&course, "4 09:00") && !ends(&course, "4 08:59"), "what was done about a warning");
    course.treated_before("later", -9);
    assert!(ends(&course, "9 10:00") && !ends(&course, "9 09:59"), "a later treatment");
}

#[test]
fn a_date_alone_has_come_as_soon_as_its_day_has() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.on("3", "pus yes").at = Moment::On(at("3").date_naive());
    let ends = |when: &str| course.diary.ends_by(Moment::At(at(when)));
    assert!(ends("3 00:00") && !ends("2 23:59"));
    assert_eq!(course.now("3 06:00").open_warnings.len(), 1);
    assert!(course.now("2 23:59").open_warnings.is_empty());
}

#[test]
fn what_was_used_tells_the_clock_of_a_treatment_where_nothing_else_does() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.diary.treatments[0].performed_at = Moment::On(date("2026-03-02"));
    let start = |diary: &Diary| diary.healing(&diary.treatments[0]).treatment.performed_at;
    assert_eq!(start(&course.diary), Moment::On(date("2026-03-02")));
    let used = |at: &str| Use { treatment: "t1".into(), hold: "make-up".into(), at: at.parse().unwrap() };
    course.diary.care.uses.push(used("2026-03-03"));
    assert_eq!(start(&course.diary), Moment::On(date("2026-03-02")), "a date alone tells no clock");
    course.diary.care.uses.push(used("2026-03-03T07:30:00-08:00"));
    assert_eq!(start(&course.diary), Moment::At(clock("2026-03-02T12:00:00-08:00")));
}

#[test]
fn an_entry_about_a_treatment_that_is_not_there_has_not_come() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.on("3", "pus yes").treatment = "lost".into();
    assert!(!course.diary.ends_by(Moment::At(at("9"))));
}

#[test]
fn a_journal_without_a_treatment_knows_no_day() {
    let course = SmallCourse::judged_by("{ sign = 'pus' }");
    let nothing = Diary::default();
    let state = mendlog::domain::now(&nothing, |_| &course.protocol, Moment::At(at("3")));
    assert!(state.treatment.is_none() && state.day.is_none() && nothing.ends_by(Moment::At(at("3"))));
    assert_eq!(course.now("3").day, Some(Day::new(3)));
    assert_eq!(course.now("3").treatment, Some("t1".into()));
}
