//! Rules read aloud: each condition as a sentence, with its figures, and with nothing said that was not asked for.

use mendlog::domain::rule_words::{level, when};
use mendlog::domain::{Circumstance, Triage};

use super::small_course::{SmallCourse, rule};

/// The lines of a rule with these conditions, indented by their depth.
fn lines(conditions: &str) -> Vec<String> {
    let asked = rule("asked", "watch", conditions);
    let course = SmallCourse::by_rules(vec![
        rule("pus", "urgent", "{ sign = 'pus' }"),
        rule("fever", "urgent", "{ sign = 'fever' }"),
    ]);
    when(&asked, &course.protocol).iter().map(ToString::to_string).collect()
}

fn all_are_said(cases: &[(&str, &str)]) {
    for (condition, wanted) in cases {
        assert_eq!(lines(condition), [*wanted], "{condition}");
    }
}

#[test]
fn signs() {
    all_are_said(&[
        ("{ sign = 'pus' }", "the check-in answers \"Pus or yellow crust\" with yes"),
        (
            "{ any_sign = ['pus', 'fever', 'chills'] }",
            "the check-in answers \"Pus or yellow crust\", \"Fever\" or \"Shivering or chills\" with yes",
        ),
        (
            "{ unsure = ['pus', 'fever'] }",
            "the check-in answers \"Pus or yellow crust\" or \"Fever\" with \"not sure\"",
        ),
        (
            "{ lasting_sign = { sign = 'fever', days = 3 } }",
            "the check-in answers \"Fever\" with yes, and so did every answer to it for 3 days or more",
        ),
        (
            "{ earlier_sign = { sign = 'fever', within_days = 1 } }",
            "an earlier check-in, at most 1 day before, answered \"Fever\" with yes",
        ),
    ]);
}

#[test]
fn grades_and_ranges() {
    all_are_said(&[
        ("{ grade = { of = ['pain', 'redness'], at_least = 2 } }", "pain or redness is at grade 2 (clear) or above"),
        (
            "{ above = { of = ['pain'], range = 'usual' } }",
            "pain lies above what is usual for the day by 1 grade or more",
        ),
        (
            "{ above = { of = ['pain', 'redness'], range = 'outer', by = 2, at_least = 3, count = 2 } }",
            "at least 2 of pain and redness lie above the outer edge of the range for the day by 2 grades or more, at grade 3 (marked) or above",
        ),
        ("{ early = ['peeling'] }", "peeling is above the range, before the first day on which it is described"),
    ]);
}

#[test]
fn trends() {
    all_are_said(&[
        (
            "{ rise = { of = ['pain'], by = 1, from_hours = 0 } }",
            "pain is 1 grade or more higher than its lowest grade recorded since the treatment",
        ),
        (
            "{ rise = { of = ['pain'], by = 2, at_least = 4, above = 'usual', within_hours = 24, from_hours = 6 } }",
            "pain is 2 grades or more higher than its lowest grade recorded in the 24 hours before (6 hours after the treatment or \
             later), at grade 4 (extreme) or above, above what is usual for the day",
        ),
        (
            "{ returned = { of = ['pain'], at_least = 1, gone_on_day = 2 } }",
            "pain is back at grade 1 (slight) or above, after it had gone: a check-in from day 2 on had it at none",
        ),
        (
            "{ returned = { of = ['pain'], at_least = 1, above = 'outer', gone_on_day = 2 } }",
            "pain is back at grade 1 (slight) or above, above the outer edge of the range for the day, after it had gone: a check-in \
             from day 2 on had it at none",
        ),
        (
            "{ lasting = { of = ['pain'], at_least = 1, days = 7 } }",
            "pain has been at grade 1 (slight) or above in every check-in that graded it, for 7 days or more",
        ),
    ]);
}

#[test]
fn days_and_hours() {
    all_are_said(&[
        ("{ day = { from = 2, to = 2 } }", "on day 2 after the treatment"),
        ("{ day = { from = 2, to = 5 } }", "from day 2 to day 5 after the treatment"),
        ("{ day = { from = 2 } }", "on day 2 after the treatment or later"),
        ("{ day = { to = 2 } }", "up to day 2 after the treatment"),
        ("{ day = { } }", "on any day"),
        ("{ hours = { from = 6, to = 48 } }", "6 hours or more, but less than 48 hours after the treatment"),
        ("{ hours = { from = 6 } }", "6 hours or more after the treatment"),
        ("{ hours = { to = 6 } }", "less than 6 hours after the treatment"),
        ("{ hours = { } }", "at any hour"),
        (
            "{ silent = { hours = 48, after = 'urgent' } }",
            "nothing was entered for 48 hours or more, and the last check-in left \"medical advice today\" or louder open",
        ),
    ]);
}

#[test]
fn treatments() {
    all_are_said(&[
        ("{ since_last_treatment = { below_days = 28 } }", "the treatment before was less than 28 days earlier"),
        ("{ treatments = { at_least = 3, days = 30 } }", "3 or more treatments within 30 days, this one included"),
        (
            "{ unhealed = { of = ['redness'], at_least = 1, within_days = 7 } }",
            "redness was still at grade 1 (slight) or above when last recorded, at most 7 days before this treatment",
        ),
        (
            "{ used_early = { of = ['make-up', 'acids'], within_hours = 72 } }",
            "\"Make-up\" or \"Acids, vitamin C, benzoyl peroxide\" was noted as used before its time had come, at most 72 hours before the check-in",
        ),
        ("{ retinoid_before = { day = 5 } }", "a retinoid was taken up again before day 5, and that day has come"),
    ]);
}

#[test]
fn warnings_that_are_over() {
    all_are_said(&[
        (
            "{ cleared = { from = 'urgent', within_days = 0 } }",
            "a warning of the level \"medical advice today\" or louder is shown to be over, today",
        ),
        (
            "{ cleared = { from = 'contact_provider', within_days = 3, open_within_days = 1, except = ['pus', 'fever'] } }",
            "a warning of the level \"ring the clinic\" or louder (other than \"pus\" or \"fever\") was shown to be over, at most 3 days \
             ago, and was still open at most 1 day ago",
        ),
    ]);
}

#[test]
fn levels() {
    let phrases =
        ["within the range", "look again tomorrow", "ring the clinic", "medical advice today", "emergency number now"];
    assert_eq!(Triage::ALL.map(level), phrases);
}

#[test]
fn circumstances() {
    let words = |given: &str| toml::from_str::<Circumstance>(given).unwrap().words();
    for (given, wanted) in [
        (
            "patient = ['weak_immunity', 'herpes_history']",
            "the patient has or had: weak immunity or diabetes or cold sores in the past",
        ),
        ("device = ['pen', 'rf']", "the device was pen or radio-frequency (RF)"),
        ("device_other_than = ['rf']", "the device was not radio-frequency (RF)"),
        ("area = ['eyes', 'lips', 'neck']", "the treated area was eyes, lips or neck"),
        ("needle_from = 0.5", "the needles were 0.5 mm long or longer"),
        ("needle_below = 2.0", "the needles were shorter than 2 mm"),
        ("skin_type_from = 4", "the skin type is 4 or darker"),
        ("at_home = true\nprp = false", "the treatment was done at home, and it was done without platelet-rich plasma"),
        (
            "at_home = false\nprp = true",
            "the treatment was not done at home, and it was done with platelet-rich plasma",
        ),
        ("", ""),
    ] {
        assert_eq!(words(given), wanted, "{given}");
    }
    assert_eq!(lines("{ given = { device = ['pen'] } }"), ["the device was pen"]);
}

#[test]
fn what_lies_inside_is_indented_and_a_single_one_needs_no_heading() {
    let nested = "{ any = [{ sign = 'pus' }, { all = [{ day = { to = 2 } }, { any = [{ sign = 'fever' }] }] }] }, { day = { from = 1 } }";
    let wanted = [
        "at least one of these:",
        "  the check-in answers \"Pus or yellow crust\" with yes",
        "  all of these:",
        "    up to day 2 after the treatment",
        "    the check-in answers \"Fever\" with yes",
        "on day 1 after the treatment or later",
    ];
    assert_eq!(lines(nested), wanted);
}
