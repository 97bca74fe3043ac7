//! How things stand at a moment: what is open in all treatments, and what silence means.

use mendlog::domain::Triage;
use mendlog::domain::warning::Act;

use super::small_course::{SmallCourse, at, rule};

fn course() -> SmallCourse {
    SmallCourse::by_rules(vec![
        rule("warmth", "watch", "{ sign = 'warmth' }"),
        rule("glands", "contact_provider", "{ sign = 'swollen_glands' }"),
        rule("pus", "urgent", "{ sign = 'pus' }"),
        rule("quiet silence", "watch", "{ silent = { hours = 24, after = 'watch' } }"),
        rule("loud silence", "contact_provider", "{ silent = { hours = 48, after = 'urgent' } }"),
    ])
}

#[test]
fn the_loudest_open_warning_comes_first_and_sets_the_tone() {
    let course = course().with(&[("3", "swollen_glands yes"), ("4", "pus yes, warmth yes")]);
    let state = course.now("4");
    let open: Vec<_> = state.open_warnings.iter().map(|warning| warning.rule.id.as_str()).collect();
    assert_eq!(open, ["pus", "glands"], "a quiet finding is no warning");
    assert_eq!(state.triage, Triage::Urgent);
    let by_assessment = course.assessment();
    assert_eq!(by_assessment.open_warnings().len(), 2);
    assert_eq!(by_assessment.open_warnings()[0].rule.id.as_str(), "pus");
    assert_eq!(by_assessment.warnings().count(), 2);
}

#[test]
fn warnings_that_are_over_are_told_apart_from_those_that_are_not() {
    let mut course =
        course().with(&[("3", "pus yes"), ("4", "pus no, swollen_glands yes"), ("5", "swollen_glands no")]);
    course.treated_before("before", 20);
    course.on("-18", "pus yes").treatment = "before".into();
    let closed = |when: &str| -> Vec<(String, i32)> {
        let closed = course.now(when).closed_warnings.into_iter();
        closed.map(|warning| (warning.rule.id.to_string(), warning.since_day.number())).collect()
    };
    assert_eq!(closed("3"), [], "nothing is over yet");
    assert_eq!(closed("4"), [("pus".to_owned(), 3)], "what comes later is not known");
    assert_eq!(closed("5"), [("pus".to_owned(), 3), ("glands".to_owned(), 4)]);
    assert_eq!(course.now("5").open_warnings.len(), 1, "that of the treatment before");
}

#[test]
fn a_quiet_finding_that_is_not_over_sets_the_tone_too() {
    assert_eq!(course().with(&[("3", "warmth yes")]).now("3").triage, Triage::Watch);
    assert_eq!(course().with(&[("3", "warmth yes"), ("4", "warmth no")]).now("4").triage, Triage::Expected);
}

#[test]
fn a_warning_of_an_earlier_treatment_stays_open_but_its_quiet_findings_do_not_count() {
    let mut course = course();
    course.treated_before("before", 20);
    course.on("-18", "pus yes, warmth yes").treatment = "before".into();
    let state = course.now("3");
    assert_eq!((state.open_warnings.len(), state.triage), (1, Triage::Urgent));
    course.on("-17", "pus no").treatment = "before".into();
    assert_eq!(course.now("3").triage, Triage::Expected);
}

#[test]
fn the_loudest_that_silence_means_is_said_and_nothing_else() {
    let course = course().with(&[("3", "pus yes")]);
    let silence =
        |when: &str| course.now(when).silence.iter().map(|found| found.rule.id.to_string()).collect::<Vec<_>>();
    assert_eq!(silence("4"), ["quiet silence"]);
    assert_eq!(silence("5"), ["loud silence"]);
    let said = course.now("5").silence.remove(0);
    assert_eq!((said.day.number(), said.since), (5, mendlog::domain::Moment::At(at("3"))));
}

#[test]
fn silence_can_be_louder_than_what_is_open() {
    let rules = vec![
        rule("warmth", "watch", "{ sign = 'warmth' }"),
        rule("silence", "contact_provider", "{ silent = { hours = 24, after = 'watch' } }"),
    ];
    let course = SmallCourse::by_rules(rules).with(&[("3", "warmth yes")]);
    assert_eq!((course.now("3").triage, course.now("5").triage), (Triage::Watch, Triage::ContactProvider));
}

#[test]
fn silence_is_counted_from_the_last_look() {
    let mut course = course();
    course.on("3", "pus yes").recorded_at = Some(at("4 08:00"));
    course.on("2", "pain 1").recorded_at = Some(at("2"));
    assert!(course.now("5 07:59").silence.is_empty(), "it was typed on the morning of day 4");
    assert_eq!(course.now("5 08:00").silence.len(), 1);
    assert_eq!(course.now("3 23:00").silence.len(), 0);
    course.diary.entries[0].recorded_at = Some(at("2"));
    assert!(course.now("4 19:59").silence.is_empty(), "what was typed too early counts as of its moment");
    assert_eq!(course.now("4").silence.len(), 1);
}

#[test]
fn nothing_that_was_typed_after_the_moment_is_a_look() {
    let mut course = course();
    course.on("3", "pus yes").recorded_at = Some(at("9"));
    assert_eq!(course.now("5").silence.len(), 1);
}

#[test]
fn what_comes_later_is_not_known_yet() {
    let mut course = course().with(&[("3", "pus yes"), ("5", "pus no")]);
    assert_eq!(course.now("4").triage, Triage::Urgent);
    course.act("pus", "4 12:00", Act::Closed("seen".into()));
    assert_eq!(course.now("4 11:59").open_warnings.len(), 1);
    assert!(course.now("4 12:00").open_warnings.is_empty());
    course.treated_before("later", -9);
    assert_eq!(course.now("8").treatment, Some("t1".into()));
    assert_eq!(course.now("9 10:00").treatment, Some("later".into()));
}

#[test]
fn silence_is_about_the_present_treatment_alone() {
    let mut course = course().with(&[("3", "pus yes"), ("4", "pus no")]);
    course.treated_before("later", -9);
    assert!(course.now("12").silence.is_empty(), "nothing was entered about it yet");
}
