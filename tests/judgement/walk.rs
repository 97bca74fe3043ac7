//! The walk through a healing: what counts as before, what an entry leaves open, and when something is over.

use mendlog::domain::finding::Presence;
use mendlog::domain::warning::{Act, ClosedBy};
use mendlog::domain::{Moment, Rule, Triage};

use super::small_course::{SmallCourse, at, rule, shown};

const RISE: &str = "{ rise = { of = ['pain'], by = 1, from_hours = 0 } }";

/// Pain above the range rings the clinic, warmth asks to look again, pus calls for advice today.
fn course(entries: &[(&str, &str)]) -> SmallCourse {
    SmallCourse::by_rules(vec![
        rule("pain", "contact_provider", "{ above = { of = ['pain'], range = 'outer' } }"),
        rule("warmth", "watch", "{ sign = 'warmth' }"),
        rule("pus", "urgent", "{ sign = 'pus' }"),
    ])
    .with(entries)
}

/// What the last entry tells: rule and whether it shows it.
fn told(course: &SmallCourse) -> Vec<(String, Presence)> {
    let last = course.assessment().entries.pop().unwrap();
    last.findings.iter().map(|finding| (finding.rule.id.to_string(), finding.presence)).collect()
}

#[test]
fn of_two_entries_about_one_moment_neither_comes_before_the_other() {
    let mut course = SmallCourse::judged_by(RISE).with(&[("2", "pain 0")]);
    course.on("2", "pain 2").id = "also 2".into();
    assert!(course.shown("asked").is_empty());
    course.on("2 20:01", "pain 2");
    assert_eq!(course.shown("asked"), ["2 20:01"]);
}

#[test]
fn sixty_days_are_looked_back_and_no_more() {
    assert_eq!(shown(RISE, &[("1", "pain 0"), ("61", "pain 1")]), ["61"]);
    assert!(shown(RISE, &[("1", "pain 0"), ("62", "pain 1")]).is_empty());
    assert_eq!(shown(RISE, &[("1", "pain 1"), ("40", "pain 0"), ("62", "pain 1")]), ["62"]);
}

#[test]
fn an_entry_tells_each_finding_once_and_the_loudest_first() {
    let course = course(&[("3", "warmth yes, pain 2, pus yes"), ("4", "warmth yes, pain 2, pus yes")]);
    let wanted = ["pus", "pain", "warmth"].map(|rule| (rule.to_owned(), Presence::Shown));
    assert_eq!(told(&course), wanted);
    let entry = course.assessment().entries.pop().unwrap();
    assert_eq!(entry.triage, Triage::Urgent);
    assert!(entry.findings.iter().all(|finding| finding.since == Moment::At(at("3"))), "it is one story since day 3");
}

#[test]
fn a_loud_warning_that_an_entry_says_nothing_about_is_told_as_still_open() {
    assert_eq!(told(&course(&[("3", "pus yes"), ("3 21:00", "redness 1")])), [("pus".into(), Presence::StillOpen)]);
    assert_eq!(told(&course(&[("3", "pus yes"), ("9", "redness 1")])), [("pus".into(), Presence::StillOpen)]);
    assert_eq!(told(&course(&[("3", "pus yes"), ("4", "pus no")])), []);
}

#[test]
fn a_quiet_finding_is_told_by_the_entry_that_shows_it_alone() {
    assert_eq!(told(&course(&[("3 09:00", "warmth yes"), ("3 12:00", "pain 0")])), []);
    assert_eq!(told(&course(&[("3", "warmth yes"), ("4", "pain 0")])), []);
}

#[test]
fn a_quiet_finding_is_over_with_the_next_day_that_does_not_show_it() {
    let open = |entries: &[(&str, &str)]| course(entries).is_open("warmth");
    assert!(open(&[("3 09:00", "warmth yes"), ("3 12:00", "pain 0")]), "the same day is too soon");
    assert!(!open(&[("3 09:00", "warmth yes"), ("3 12:00", "warmth no")]), "unless it is answered");
    assert!(!open(&[("3", "warmth yes"), ("4", "pain 0")]));
    assert!(!open(&[("3", "warmth yes"), ("4", "fever no")]));
    assert!(open(&[("3", "warmth yes"), ("4", "")]), "an entry that says nothing ends nothing");
}

#[test]
fn a_warning_is_not_over_because_the_calendar_went_on() {
    let open = |entries| {
        let until_5 = rule("pus", "urgent", "{ day = { to = 5 } }, { sign = 'pus' }");
        SmallCourse::by_rules(vec![until_5]).with(entries).is_open("pus")
    };
    assert!(open(&[("4", "pus yes"), ("6", "redness 1")]), "nobody said that it is better");
    assert!(open(&[("4", "pus yes"), ("6", "pus ?")]));
    assert!(open(&[("4", "pus yes"), ("6", "pus yes")]));
    assert!(!open(&[("4", "pus yes"), ("6", "pus no")]));
}

#[test]
fn a_grade_that_stays_as_it_was_is_no_better() {
    let open = |entries| {
        let until_5 = rule("pain", "urgent", "{ day = { to = 5 } }, { grade = { of = ['pain'], at_least = 2 } }");
        SmallCourse::by_rules(vec![until_5]).with(entries).is_open("pain")
    };
    assert!(open(&[("4", "pain 3"), ("6", "pain 3")]));
    assert!(!open(&[("4", "pain 3"), ("6", "pain 2")]));
}

#[test]
fn a_warning_about_dates_alone_is_over_when_the_dates_are() {
    let course = SmallCourse::judged_by("{ day = { to = 5 } }").with(&[("4", "redness 1"), ("6", "redness 1")]);
    assert!(!course.is_open("asked"));
}

#[test]
fn a_grade_that_is_less_but_still_above_the_range_is_not_over() {
    assert!(course(&[("3", "pain 3"), ("4", "pain 2")]).is_open("pain"));
    assert!(!course(&[("3", "pain 3"), ("4", "pain 1")]).is_open("pain"));
    let course = course(&[("3", "pain 3"), ("4", "pain 2")]);
    assert_eq!(course.episodes("pain").len(), 1);
}

#[test]
fn a_broad_calm_look_some_days_later_ends_a_call_about_grades_alone() {
    let open = |when: &str, says: &str| course(&[("3", "pain 2"), (when, says)]).is_open("pain");
    assert!(!open("5", "redness 1, swelling 0, itching 1"));
    assert!(!open("5", "redness 1, swelling 0, itching 1, pus no"));
    assert!(open("4", "redness 1, swelling 0, itching 1"), "the next day is too soon");
    assert!(open("5", "redness 1, swelling 0"), "two symptoms are no broad look");
    assert!(open("5", "redness 1, swelling 0, itching ?"), "what one is not sure about is not looked at");
    assert!(open("5", "redness 3, swelling 0, itching 1"), "redness lies outside its range");
    assert!(open("5", "redness 2, swelling 1, itching 2, warmth yes"), "a sign is there");
    assert!(open("5", "redness 1, swelling 0, itching 1, fever ?"), "a sign may be there");
}

#[test]
fn no_calm_look_ends_what_a_sign_or_a_call_for_today_began() {
    let calm = ("9", "redness 0, swelling 0, itching 0");
    for (triage, when) in [
        ("urgent", "{ above = { of = ['pain'], range = 'outer' } }"),
        ("contact_provider", "{ sign = 'pus' }, { above = { of = ['pain'], range = 'outer' } }"),
        ("contact_provider", "{ sign = 'pus' }"),
    ] {
        let course = SmallCourse::by_rules(vec![rule("asked", triage, when)]);
        assert!(course.with(&[("3", "pain 2, pus yes"), calm]).is_open("asked"), "{triage}: {when}");
    }
}

#[test]
fn what_an_entry_leaves_out_counts_as_it_was_last_answered() {
    let both = |entries| {
        SmallCourse::judged_by("{ sign = 'pus' }, { grade = { of = ['pain'], at_least = 2 } }")
            .with(entries)
            .is_open("asked")
    };
    assert!(both(&[("3", "pus yes, pain 3"), ("4", "pain 2")]), "the pus may still be there, and so is the pain");
    assert!(!both(&[("3", "pus yes, pain 3"), ("4", "pain 1")]), "without the pain the two are not together");
    assert!(both(&[("3", "pus yes, pain 3"), ("4", "pus ?, pain ?")]), "\"not sure\" is no better");
    assert!(both(&[("3", "pus yes, pain 3"), ("4", "redness 1"), ("5", "fever no")]));
}

#[test]
fn a_quiet_finding_that_only_repeats_a_louder_one_is_left_out() {
    let rules =
        || vec![rule("quiet", "watch", "{ sign = 'pus' }"), rule("loud", "urgent", "{ any_sign = ['pus', 'fever'] }")];
    assert_eq!(told(&SmallCourse::by_rules(rules()).with(&[("3", "pus yes")])), [("loud".into(), Presence::Shown)]);
    let other =
        vec![rule("quiet", "watch", "{ any_sign = ['pus', 'fever'] }"), rule("loud", "urgent", "{ sign = 'pus' }")];
    let two = SmallCourse::by_rules(other).with(&[("3", "pus yes, fever yes")]);
    assert_eq!(told(&two).len(), 2, "the louder one says nothing of the fever");
    let equal: Vec<Rule> = ["one", "other"].map(|id| rule(id, "watch", "{ sign = 'pus' }")).into();
    let first = [("one".into(), Presence::Shown)];
    assert_eq!(told(&SmallCourse::by_rules(equal).with(&[("3", "pus yes")])), first, "the one that stands first");
    let wide =
        vec![rule("one", "watch", "{ sign = 'pus' }"), rule("other", "watch", "{ any_sign = ['pus', 'fever'] }")];
    let both = told(&SmallCourse::by_rules(wide).with(&[("3", "pus yes, fever yes")]));
    assert_eq!(both.len(), 2, "the second says more, and the first is as loud");
    let calls: Vec<Rule> =
        [("a", "contact_provider"), ("b", "urgent")].map(|(id, level)| rule(id, level, "{ sign = 'pus' }")).into();
    assert_eq!(told(&SmallCourse::by_rules(calls).with(&[("3", "pus yes")])).len(), 2, "a call is never left out");
}

#[test]
fn what_rests_on_no_entry_is_no_echo() {
    let rules = vec![
        rule("loud", "urgent", "{ sign = 'pus' }"),
        rule("dates", "watch", "{ since_last_treatment = { below_days = 9 } }"),
    ];
    let mut course = SmallCourse::by_rules(rules).with(&[("3", "pus yes")]);
    course.treated_before("before", 5);
    assert_eq!(told(&course).len(), 2);
}

#[test]
fn what_is_done_at_the_moment_of_an_entry_is_about_that_entry() {
    let mut course = course(&[("3", "pain 3")]);
    course.act("pain", "3", Act::Closed("seen".into()));
    let closed = course.episodes("pain").remove(0).closed.unwrap();
    assert_eq!((closed.at, closed.by), (Moment::At(at("3")), ClosedBy::Patient("seen".into())));
}
