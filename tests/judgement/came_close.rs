//! Rules that came close: what one thing otherwise would have made them hold, and where that ends.

use mendlog::domain::closeness::Close;
use mendlog::domain::closeness_words::lacking;
use mendlog::domain::{rule_words, why};

use super::small_course::{LIBRARY, SmallCourse, rule};

/// The rules that came close to holding for the last entry.
fn close(course: &SmallCourse) -> Vec<(Close, Vec<String>)> {
    let treatment = course.diary.treatment(&"t1".into()).unwrap();
    let last = &course.diary.entries.last().unwrap().id;
    let why = why(&course.diary.healing(treatment), &course.protocol, last).unwrap();
    let words = |close: &Close| lacking(close, &why.judged, &course.protocol.catalog);
    why.close.iter().map(|close| (close.clone(), words(close))).collect()
}

/// What a rule with the condition lacked; nothing when it was not close.
fn lacked(condition: &str, entries: &[(&str, &str)]) -> Vec<String> {
    lacked_by(&SmallCourse::judged_by(condition).with(entries))
}

fn lacked_by(course: &SmallCourse) -> Vec<String> {
    close(course).into_iter().flat_map(|(_, words)| words).collect()
}

#[test]
fn a_day_sooner_or_later_is_close_and_two_are_not() {
    let days = "{ grade = { of = ['pain'], at_least = 1 } }, { day = { from = 4, to = 6 } }";
    let on = |day| lacked(days, &[(day, "pain 1")]);
    assert_eq!(on("3"), ["holds from day 4 on; this was day 3"]);
    assert_eq!(on("7"), ["holds up to day 6; this was day 7"]);
    assert!(on("2").is_empty() && on("8").is_empty());
}

#[test]
fn a_day_of_hours_is_close_and_more_is_not() {
    let hours = "{ grade = { of = ['pain'], at_least = 1 } }, { hours = { from = 48, to = 72 } }";
    let on = |when| lacked(hours, &[(when, "pain 1")]);
    assert_eq!(on("1 10:00"), ["holds from 48 hours after the treatment on; this was 24 hours after it"]);
    assert_eq!(on("3 10:00"), ["holds for 72 hours after the treatment; this was 72 hours after it"]);
    assert_eq!(on("4 09:59"), ["holds for 72 hours after the treatment; this was 95 hours after it"]);
    assert!(on("1 09:59").is_empty() && on("4 10:00").is_empty());
}

#[test]
fn what_lasts_a_day_less_is_close() {
    let pain = |first| {
        lacked("{ lasting = { of = ['pain'], at_least = 1, days = 3 } }", &[(first, "pain 1"), ("5", "pain 1")])
    };
    assert_eq!(pain("3"), ["holds once this has lasted 3 days; so far 2"]);
    assert!(pain("4").is_empty());
    let pus = |first| lacked("{ lasting_sign = { sign = 'pus', days = 3 } }", &[(first, "pus yes"), ("5", "pus yes")]);
    assert_eq!(pus("3"), ["holds once this has lasted 3 days; so far 2"]);
    assert!(pus("4").is_empty());
}

#[test]
fn a_treatment_a_day_earlier_is_close() {
    let before = |days| {
        let mut course =
            SmallCourse::judged_by("{ since_last_treatment = { below_days = 28 } }").with(&[("1", "pain 1")]);
        course.treated_before("before", days);
        lacked_by(&course)
    };
    assert_eq!(before(28), ["holds with less than 28 days between treatments; there were 28"]);
    assert!(before(29).is_empty());
}

#[test]
fn a_limit_inside_others_is_widened_too() {
    let inside =
        "{ any = [{ all = [{ day = { from = 4 } }, { grade = { of = ['pain'], at_least = 1 } }] }, { sign = 'pus' }] }";
    assert_eq!(lacked(inside, &[("3", "pain 1")]), ["holds from day 4 on; this was day 3"]);
}

#[test]
fn each_fact_that_was_not_told_is_named_alone() {
    for (given, words) in [
        ("patient = ['herpes_history']", "cold sores in the past"),
        ("device = ['rf']", "radio-frequency (RF) as the device"),
        ("area = ['eyes']", "eyes as the treated area"),
        ("needle_from = 2.0", "needles of 2 mm or longer"),
        ("needle_below = 0.5", "needles shorter than 0.5 mm"),
        ("skin_type_from = 4", "skin type 4 or darker"),
        ("at_home = true", "a treatment done at home"),
        ("at_home = false", "a treatment not done at home"),
        ("prp = true", "a treatment with platelet-rich plasma"),
        ("prp = false", "a treatment without platelet-rich plasma"),
    ] {
        let condition = format!("{{ given = {{ {given} }} }}, {{ grade = {{ of = ['pain'], at_least = 1 }} }}");
        let wanted = format!("would hold with {words}; that was not told");
        assert_eq!(lacked(&condition, &[("3", "pain 1")]), [wanted], "{given}");
        assert!(lacked(&condition, &[("3", "pain 0")]).is_empty(), "{given}");
    }
}

#[test]
fn a_fact_that_was_told_otherwise_is_not_supposed() {
    let condition = "{ given = { at_home = true } }, { grade = { of = ['pain'], at_least = 1 } }";
    let mut course = SmallCourse::judged_by(condition).with(&[("3", "pain 1")]);
    course.treatment().at_home = Some(false);
    assert!(lacked_by(&course).is_empty());
}

#[test]
fn a_fact_that_would_narrow_a_range_is_named() {
    let mut course =
        SmallCourse::judged_by("{ above = { of = ['redness'], range = 'outer' } }").with(&[("5", "redness 2")]);
    course.protocol.modifiers.clone_from(&LIBRARY.standard().modifiers);
    let lacked = lacked_by(&course);
    assert!(
        lacked.contains(&"would hold with needles shorter than 0.5 mm; that was not told".to_owned()),
        "{lacked:?}"
    );
}

/// A step after pus that asks for pain too.
fn step_with_pain(entries: &[(&str, &str)]) -> Vec<String> {
    let step = "{ cleared = { from = 'urgent', within_days = 9 } }, { grade = { of = ['pain'], at_least = 2 } }";
    let course = SmallCourse::by_rules(vec![rule("pus", "urgent", "{ sign = 'pus' }"), rule("step", "watch", step)]);
    lacked_by(&course.with(entries))
}

#[test]
fn a_step_down_comes_close_only_after_its_warning() {
    let wanted = ["would hold with pain 2 instead of 1"];
    assert_eq!(step_with_pain(&[("3", "pus yes"), ("4", "pus no"), ("5", "pain 1")]), wanted);
    assert_eq!(step_with_pain(&[("3", "pus yes"), ("4", "pus no, pain 1")]), wanted);
    assert!(step_with_pain(&[("3", "pus no"), ("5", "pain 1")]).is_empty());
    assert!(step_with_pain(&[("3", "pus yes"), ("5", "pain 1")]).is_empty());
}

#[test]
fn a_step_down_is_not_close_when_the_change_would_leave_the_warning_open() {
    let pain = rule("pain", "urgent", "{ grade = { of = ['pain'], at_least = 2 } }");
    let step = "{ cleared = { from = 'urgent', within_days = 9 } }, { grade = { of = ['pain'], at_least = 2 } }";
    let course =
        SmallCourse::by_rules(vec![pain, rule("step", "watch", step)]).with(&[("3", "pain 3"), ("4", "pain 1")]);
    let names: Vec<_> = close(&course).into_iter().map(|(close, _)| close.rule.id.to_string()).collect();
    assert_eq!(names, ["pain"], "with pain 2 the warning would not be over");
}

#[test]
fn a_sign_comes_close_beside_one_that_is_not_sure() {
    let both = "{ unsure = ['fever'] }, { sign = 'pus' }";
    assert_eq!(lacked(both, &[("3", "fever ?")]), ["would hold with yes to \"Pus or yellow crust\" (not asked)"]);
    assert_eq!(
        lacked(both, &[("3", "fever ?, pus no")]),
        ["would hold with yes to \"Pus or yellow crust\" (you answered no)"]
    );
    assert!(lacked(both, &[("3", "fever no, pus no")]).is_empty());
}

#[test]
fn a_doubt_is_nearest_then_a_grade_a_day_a_fact_a_sign_and_what_is_not_there_at_all() {
    let pain = "{ grade = { of = ['pain'], at_least = 1 } }";
    let rules = [
        ("nothing yet", "{ grade = { of = ['redness'], at_least = 1 } }".to_owned()),
        ("sign", format!("{pain}, {{ sign = 'fever' }}")),
        ("fact", format!("{pain}, {{ given = {{ at_home = true }} }}")),
        ("day", format!("{pain}, {{ day = {{ from = 4 }} }}")),
        ("grade", "{ grade = { of = ['pain'], at_least = 2 } }".to_owned()),
        ("doubt", "{ sign = 'pus' }".to_owned()),
    ];
    let rules = rules.map(|(id, when)| rule(id, "contact_provider", &when));
    let course = SmallCourse::by_rules(rules.into()).with(&[("3", "redness 0, pain 1, pus ?")]);
    let names: Vec<_> = close(&course).into_iter().map(|(close, _)| close.rule.id.to_string()).collect();
    assert_eq!(names, ["doubt", "grade", "day", "fact", "sign", "nothing yet"]);
}

#[test]
fn a_single_condition_is_said_as_in_its_rule() {
    let asked = rule("asked", "watch", "{ day = { from = 4 } }");
    assert_eq!(rule_words::condition(&asked.when[0], LIBRARY.standard()), "on day 4 after the treatment or later");
}
