//! What was used before it was allowed again: whose answer counts, when a hold lifts, and for how long an early use matters.
//!
//! Make-up is on hold for 24 hours, for safety at least 12; retinoids and acids for longer.

use mendlog::domain::hold::{HoldState, Whose, holds};
use mendlog::domain::{After, CareNote, Moment, Says, Told, Use};
use mendlog::protocols::Sheet;

use super::small_course::{LIBRARY, SmallCourse, at, rule};

const EARLY: &str = "{ used_early = { of = ['make-up'], within_hours = 72 } }";

fn used(course: &mut SmallCourse, what: &str, when: &str) {
    course.diary.care.add(&CareNote::Use(Use { treatment: "t1".into(), hold: what.into(), at: Moment::At(at(when)) }));
}

fn told(course: &mut SmallCourse, about: &str, when: &str, says: Says) {
    let told = Told { treatment: "t1".into(), about: about.into(), at: Moment::At(at(when)), says };
    course.diary.care.add(&CareNote::Told(told));
}

/// The entries that tell of make-up used at a moment.
fn shown(when: &str, entries: &[(&str, &str)]) -> Vec<String> {
    let mut course = SmallCourse::judged_by(EARLY).with(entries);
    used(&mut course, "make-up", when);
    course.shown("asked")
}

#[test]
fn a_use_is_early_until_the_very_moment_the_hold_lifts() {
    let later = [("1 12:00", "pain 1")];
    assert_eq!(shown("1 09:59", &later), ["1 12:00"]);
    assert!(shown("1 10:00", &later).is_empty());
    assert_eq!(shown("0 10:00", &later), ["1 12:00"], "at the very moment of the treatment");
    assert!(shown("0 09:59", &later).is_empty(), "before the treatment nothing was on hold");
}

#[test]
fn an_early_use_matters_from_its_moment_on_and_for_so_many_hours() {
    let entries = [("0 20:59", "pain 1"), ("0 21:00", "pain 1"), ("3 21:00", "pain 1"), ("3 21:01", "pain 1")];
    assert_eq!(shown("0 21:00", &entries), ["0 21:00", "3 21:00"]);
}

#[test]
fn it_is_told_with_its_day_and_what_was_described() {
    let mut course = SmallCourse::judged_by(EARLY).with(&[("1", "pain 1")]);
    used(&mut course, "make-up", "0 21:00");
    let finding = course.assessment().entries.remove(0).findings.remove(0);
    assert_eq!(finding.evidence[0].hold().map(mendlog::domain::HoldId::as_str), Some("make-up"));
    assert_eq!(finding.observed(&course.protocol.catalog, false), "Make-up: used on day 0");
    assert!(finding.expected(&course.protocol.catalog).starts_with("Make-up: "));
    let sign = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("1", "pus yes")]);
    assert!(sign.assessment().entries[0].findings[0].evidence[0].hold().is_none());
}

#[test]
fn a_condition_names_the_holds_it_asks_for() {
    let names = |when: &str| rule("asked", "watch", when).when[0].holds().len();
    assert_eq!(names("{ used_early = { of = ['make-up', 'acids'], within_hours = 24 } }"), 2);
    assert_eq!(names("{ sign = 'pus' }"), 0);
}

#[test]
fn what_is_used_later_is_not_known_yet() {
    let mut course = SmallCourse::judged_by(EARLY).with(&[("0 20:00", "pain 1")]);
    used(&mut course, "make-up", "0 21:00");
    let ends = |when: &str| course.diary.ends_by(Moment::At(at(when)));
    assert!(ends("0 21:00") && !ends("0 20:59"));
    used(&mut course, "retinoids", "2 21:00");
    course.protocol.rules =
        vec![std::sync::Arc::new(rule("asked", "contact_provider", "{ retinoid_before = { day = 5 } }"))];
    course.on("3", "pain 1").id = "early".into();
    assert_eq!(course.now("3").open_warnings.len(), 1);
    assert!(course.now("2 20:59").open_warnings.is_empty());
}

/// Whose answer holds for make-up, when it lifts, and whether it has by day 1 at noon.
fn make_up(course: &SmallCourse, when: &str) -> (Whose, String, HoldState) {
    let healing = course.diary.healing(&course.diary.treatments[0]);
    let held = holds(&healing, &course.protocol, at(when));
    let one = held.iter().find(|held| held.hold.id.as_str() == "make-up").unwrap();
    (one.whose, one.lifts_at.to_rfc3339(), one.state)
}

fn lifts(day: &str) -> String {
    at(day).to_rfc3339()
}

#[test]
fn a_hold_waits_until_it_lifts() {
    let course = SmallCourse::judged_by(EARLY);
    assert_eq!(make_up(&course, "1 09:59"), (Whose::Published, lifts("1 10:00"), HoldState::Waiting));
    assert_eq!(make_up(&course, "1 10:00"), (Whose::Published, lifts("1 10:00"), HoldState::Back));
}

#[test]
fn the_word_for_this_treatment_counts_before_the_sheet_and_safety_before_all() {
    let mut course = SmallCourse::judged_by(EARLY);
    let text = "kind = 'sheet'\nname = 'A'\nversion = '1'\nprovider = 'Dr Roe'\n[[holds]]\nid = 'make-up'\nlifts = { hours = 72 }";
    let sheet = Sheet::read("clinic.toml", text, &LIBRARY).unwrap_or_else(|fault| panic!("{fault}"));
    course.protocol = sheet.over(LIBRARY.standard());
    assert_eq!(make_up(&course, "1"), (Whose::Sheet, lifts("3 10:00"), HoldState::Waiting));
    told(&mut course, "make-up", "0 11:00", Says::Until(After::Hours(48)));
    assert_eq!(make_up(&course, "1").0, Whose::ToldYou);
    assert_eq!(make_up(&course, "1").1, lifts("2 10:00"));
    told(&mut course, "make-up", "0 12:00", Says::Until(After::Hours(1)));
    assert_eq!(make_up(&course, "1").1, lifts("0 22:00"), "never before twelve hours");
    let note = course.protocol.sheet.clone().unwrap();
    assert!(note.sets_hold(&"make-up".into()) && !note.sets_hold(&"acids".into()));
}

#[test]
fn of_two_words_of_one_moment_the_more_careful_one_counts_whichever_came_first() {
    let until = |first: u16, second: u16| {
        let mut course = SmallCourse::judged_by(EARLY);
        for hours in [first, second] {
            told(&mut course, "make-up", "0 11:00", Says::Until(After::Hours(hours)));
        }
        make_up(&course, "1").1
    };
    assert_eq!((until(48, 36), until(36, 48)), (lifts("2 10:00"), lifts("2 10:00")));
    assert_eq!((After::Hours(30).hours(), After::Day(2).hours()), (30, 48));
}

#[test]
fn a_hold_knows_its_own_uses_up_to_the_moment_and_which_of_them_were_early() {
    let mut course = SmallCourse::judged_by(EARLY);
    for (what, when) in [("make-up", "1 12:00"), ("make-up", "0 21:00"), ("make-up", "1 10:00"), ("acids", "0 22:00")] {
        used(&mut course, what, when);
    }
    let healing = course.diary.healing(&course.diary.treatments[0]);
    let held = holds(&healing, &course.protocol, at("1 12:00"));
    let one = held.iter().find(|held| held.hold.id.as_str() == "make-up").unwrap();
    let moments = |uses: &[&Use]| uses.iter().map(|used| used.at).collect::<Vec<_>>();
    assert_eq!(moments(&one.uses), ["0 21:00", "1 10:00", "1 12:00"].map(|when| Moment::At(at(when))));
    assert_eq!(moments(&one.early_uses(&healing)), [Moment::At(at("0 21:00"))]);
    assert!(!one.is_kept_by_safety(&healing));
    let before = holds(&healing, &course.protocol, at("1 11:59"));
    assert_eq!(before.iter().find(|held| held.hold.id.as_str() == "make-up").unwrap().uses.len(), 2);
    assert!(held.is_sorted_by_key(|held| held.lifts_at) && held.len() == course.protocol.holds.len());
}

#[test]
fn safety_is_named_where_it_keeps_something_waiting_longer_than_the_answer() {
    let mut course = SmallCourse::judged_by(EARLY);
    let kept = |course: &SmallCourse| {
        let healing = course.diary.healing(&course.diary.treatments[0]);
        let held = holds(&healing, &course.protocol, at("1"));
        held.iter().find(|held| held.hold.id.as_str() == "make-up").unwrap().is_kept_by_safety(&healing)
    };
    assert!(!kept(&course));
    told(&mut course, "make-up", "0 11:00", Says::Until(After::Hours(5)));
    assert!(kept(&course));
    told(&mut course, "make-up", "0 11:30", Says::Until(After::Hours(12)));
    assert!(!kept(&course), "it is exactly what safety asks for");
}
