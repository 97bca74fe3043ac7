//! What a finding tells: what was entered, what is described for the day, and what it rests on.

use mendlog::domain::{Condition, Finding, RuleId, SignId, SymptomId};

use super::small_course::{LIBRARY, SmallCourse, at, rule};

/// The finding of the last entry, judged by one rule.
fn found(condition: &str, entries: &[(&str, &str)]) -> Finding {
    finding_of(&SmallCourse::judged_by(condition).with(entries))
}

fn finding_of(course: &SmallCourse) -> Finding {
    course.assessment().entries.pop().unwrap().findings.remove(0)
}

/// What it observed, and what is described in its place.
fn told(finding: &Finding) -> [String; 2] {
    [finding.observed(&LIBRARY.catalog, false), finding.expected(&LIBRARY.catalog)]
}

#[test]
fn grades_are_told_with_their_words_beside_the_range_of_the_day() {
    let pain = "{ grade = { of = ['pain'], at_least = 1 } }";
    assert_eq!(
        told(&found(pain, &[("3", "pain 2")])),
        ["Pain 2 (I notice it often)", "Pain up to 0 is usual on day 3, up to 1 is described"]
    );
    assert_eq!(told(&found(pain, &[("2", "pain 2")]))[1], "Pain up to 1 is described for day 2");
    assert_eq!(told(&found(pain, &[("-1", "pain 2")]))[1], "no range is described for pain on day -1");
    let early = found("{ early = ['peeling'] }", &[("0", "peeling 2")]);
    assert!(told(&early)[0].starts_with("Peeling 2 ("));
    assert_eq!(told(&early)[1], "Peeling is described from day 1 on");
}

#[test]
fn darker_skin_has_words_of_its_own() {
    let finding = found("{ grade = { of = ['redness'], at_least = 1 } }", &[("3", "redness 2")]);
    assert_eq!(finding.observed(&LIBRARY.catalog, true), "Redness 2 (clearly darker or warmer in tone)");
    assert_eq!(finding.observed(&LIBRARY.catalog, false), "Redness 2 (clearly pink, others might notice)");
}

#[test]
fn a_history_is_told_once_and_not_again_as_a_mere_grade() {
    let rise =
        "{ grade = { of = ['pain', 'redness'], at_least = 1 } }, { rise = { of = ['pain'], by = 1, from_hours = 0 } }";
    assert_eq!(
        told(&found(rise, &[("2", "pain 1"), ("3", "pain 2, redness 1")]))[0],
        "Redness 1 (a flush only I would notice); Pain 2 (I notice it often), up from 1 on day 2"
    );
    let twice = "{ sign = 'pus' }, { any_sign = ['pus', 'fever'] }";
    assert_eq!(told(&found(twice, &[("3", "pus yes")])), ["Pus or yellow crust: yes", "Pus or yellow crust: no"]);
}

#[test]
fn trends_are_told_with_their_days() {
    let entries = [("2", "pain 2"), ("3", "pain 0"), ("4", "pain 1")];
    let back = found("{ returned = { of = ['pain'], at_least = 1, gone_on_day = 0 } }", &entries);
    assert_eq!(
        told(&back),
        [
            "Pain 1 (there if I think of it), back after it had gone on day 3",
            "Pain is described as staying away once gone"
        ]
    );
    let lasting = found("{ lasting = { of = ['pain'], at_least = 1, days = 2 } }", &[("2", "pain 1"), ("4", "pain 1")]);
    assert_eq!(
        told(&lasting),
        ["Pain 1 (there if I think of it), not gone since day 2", "Pain is described as gone or less by day 4"]
    );
    let rise = found("{ rise = { of = ['pain'], by = 1, from_hours = 0 } }", &entries);
    assert_eq!(told(&rise)[1], "Pain is described as going down");
}

#[test]
fn signs_are_told_with_their_answers() {
    let unsure = found("{ unsure = ['pus'] }", &[("3", "pus ?")]);
    assert_eq!(told(&unsure), ["Pus or yellow crust: not sure", "Pus or yellow crust: no"]);
    let lasting = found("{ lasting_sign = { sign = 'pus', days = 1 } }", &[("3", "pus yes"), ("4", "pus yes")]);
    assert_eq!(told(&lasting)[0], "Pus or yellow crust: yes since day 3");
    let earlier = found("{ earlier_sign = { sign = 'pus', within_days = 2 } }", &[("3", "pus yes"), ("4", "pain 1")]);
    assert_eq!(told(&earlier)[0], "Pus or yellow crust: yes on day 3");
}

#[test]
fn what_lies_before_the_treatment_is_told_in_days() {
    let spacing = |condition: &str| {
        let mut course = SmallCourse::judged_by(condition).with(&[("1", "pain 1")]);
        course.treated_before("before", 9);
        course.on("-2", "redness 1").treatment = "before".into();
        told(&finding_of(&course))
    };
    let healed = "a healed skin and weeks between treatments";
    assert_eq!(
        spacing("{ since_last_treatment = { below_days = 28 } }"),
        ["9 days after the treatment before", healed]
    );
    assert_eq!(spacing("{ treatments = { at_least = 2, days = 30 } }"), ["2 treatments within 30 days", healed]);
    assert_eq!(
        spacing("{ unhealed = { of = ['redness'], at_least = 1, within_days = 7 } }"),
        [
            "Redness 1 (a flush only I would notice), recorded 2 days before this treatment",
            "Redness gone before the next treatment"
        ]
    );
}

#[test]
fn a_retinoid_a_warning_that_is_over_and_silence_are_told_plainly() {
    let mut course = SmallCourse::judged_by("{ retinoid_before = { day = 5 } }").with(&[("4", "pain 1")]);
    course.treatment().retinoid_resumed_on = Some(at("3").date_naive());
    assert_eq!(told(&finding_of(&course)), ["retinoid taken up again on day 3", "no retinoid in the first days"]);
    let rules = || {
        vec![
            rule("pus", "urgent", "{ sign = 'pus' }"),
            rule("after", "watch", "{ cleared = { from = 'urgent', within_days = 3 } }"),
            rule("silent", "watch", "{ silent = { hours = 24, after = 'watch' } }"),
        ]
    };
    let over = SmallCourse::by_rules(rules()).with(&[("3", "pus yes"), ("4", "pus no")]);
    assert_eq!(told(&finding_of(&over)), ["\"pus\" was over on day 4", "some calm days after a warning"]);
    let silence = SmallCourse::by_rules(rules()).with(&[("3", "pus yes")]).now("5 02:00").silence.remove(0);
    assert_eq!(told(&silence), ["no check-in for 30 hours", "a check-in after an unsettled one"]);
}

#[test]
fn what_is_still_open_is_told_so() {
    let finding = found("{ sign = 'pus' }", &[("3", "pus yes"), ("4", "pain 1")]);
    assert_eq!(told(&finding)[0], "Pus or yellow crust: yes (earlier, and nothing since says that it is over)");
}

#[test]
fn a_finding_names_its_first_symptom_and_its_first_sign() {
    let both = "{ any_sign = ['pus', 'fever'] }, { grade = { of = ['pain', 'redness'], at_least = 1 } }";
    let finding = found(both, &[("3", "fever yes, pus yes, redness 2, pain 2")]);
    assert_eq!(finding.sign().map(SignId::as_str), Some("pus"));
    assert_eq!(finding.symptom().map(SymptomId::as_str), Some("pain"));
    let dates = found("{ day = { to = 5 } }", &[("3", "pain 1")]);
    assert!(dates.sign().is_none() && dates.symptom().is_none());
}

/// What a condition names, so that a misspelt name can be refused.
#[test]
fn a_condition_names_its_symptoms_signs_and_rules() {
    let cases = [
        ("{ grade = { of = ['pain'], at_least = 1 } }", "pain"),
        ("{ above = { of = ['pain'], range = 'outer' } }", "pain"),
        ("{ early = ['pain'] }", "pain"),
        ("{ rise = { of = ['pain'], by = 1, from_hours = 0 } }", "pain"),
        ("{ returned = { of = ['pain'], at_least = 1, gone_on_day = 0 } }", "pain"),
        ("{ lasting = { of = ['pain'], at_least = 1, days = 2 } }", "pain"),
        ("{ unhealed = { of = ['pain'], at_least = 1, within_days = 7 } }", "pain"),
        ("{ sign = 'pus' }", "pus"),
        ("{ any_sign = ['pus', 'fever'] }", "pus fever"),
        ("{ unsure = ['pus', 'fever'] }", "pus fever"),
        ("{ lasting_sign = { sign = 'pus', days = 1 } }", "pus"),
        ("{ earlier_sign = { sign = 'pus', within_days = 2 } }", "pus"),
        ("{ cleared = { from = 'urgent', within_days = 3, except = ['fever'] } }", "fever"),
        ("{ day = { to = 5 } }", ""),
    ];
    for (condition, names) in cases {
        let Some(condition) = rule("asked", "watch", condition).when.pop() else { panic!("{condition}") };
        assert_eq!(named_by(&condition), names, "{condition:?}");
    }
}

fn named_by(condition: &Condition) -> String {
    let symptoms = condition.symptoms().iter().map(SymptomId::as_str);
    let signs = condition.signs().iter().map(SignId::as_str);
    let rules = condition.rules().iter().map(RuleId::as_str);
    symptoms.chain(signs).chain(rules).collect::<Vec<_>>().join(" ")
}
