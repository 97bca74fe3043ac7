//! After a warning: how a course steps down, which warnings count for that, and for how long.

use mendlog::domain::warning::{Act, ClosedBy};
use mendlog::domain::{Moment, Rule, Warning};

use super::small_course::{SmallCourse, at, rule};

fn pus() -> Rule {
    rule("pus", "urgent", "{ sign = 'pus' }")
}

/// The entries that step down after pus, judged by one condition about warnings that are over.
fn steps(cleared: &str, entries: &[(&str, &str)]) -> Vec<String> {
    let after = rule("after", "watch", &format!("{{ cleared = {cleared} }}"));
    SmallCourse::by_rules(vec![pus(), after]).with(entries).shown("after")
}

const OVER_ON_4: [(&str, &str); 2] = [("3", "pus yes"), ("4", "pus no")];

fn over_on_4_and(later: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    OVER_ON_4.into_iter().chain(later.iter().copied()).collect()
}

#[test]
fn a_step_holds_from_the_entry_that_ends_the_warning_for_so_many_days() {
    let entries = over_on_4_and(&[("5", "pain 1"), ("6", "pain 1"), ("7", "pain 1")]);
    assert_eq!(steps("{ from = 'urgent', within_days = 2 }", &entries), ["4", "5", "6"]);
    assert_eq!(steps("{ from = 'urgent', within_days = 0 }", &entries), ["4"]);
}

#[test]
fn only_warnings_loud_enough_are_stepped_down_from() {
    assert_eq!(steps("{ from = 'contact_provider', within_days = 0 }", &OVER_ON_4), ["4"]);
    assert!(steps("{ from = 'emergency', within_days = 9 }", &OVER_ON_4).is_empty());
    assert!(steps("{ from = 'urgent', within_days = 9, except = ['pus'] }", &OVER_ON_4).is_empty());
    assert_eq!(steps("{ from = 'urgent', within_days = 0, except = ['after'] }", &OVER_ON_4), ["4"]);
}

#[test]
fn a_step_can_ask_how_lately_the_warning_was_still_shown() {
    let lately = "{ from = 'urgent', within_days = 5, open_within_days = 2 }";
    assert_eq!(steps(lately, &over_on_4_and(&[("5", "pain 1"), ("6", "pain 1")])), ["4", "5"]);
    assert!(steps(lately, &[("3", "pus yes"), ("6", "pus no")]).is_empty());
}

#[test]
fn an_open_warning_is_not_stepped_down_from() {
    let after = "{ from = 'urgent', within_days = 9 }";
    assert!(steps(after, &[("3", "pus yes"), ("4", "pain 1"), ("5", "pus ?")]).is_empty());
}

#[test]
fn what_the_patient_closed_is_stepped_down_from_the_day_of_their_word() {
    let after = rule("after", "watch", "{ cleared = { from = 'urgent', within_days = 1 } }");
    let entries = [("3", "pus yes"), ("5", "pain 1"), ("6", "pain 1"), ("7", "pain 1")];
    let mut course = SmallCourse::by_rules(vec![pus(), after]).with(&entries);
    course.act("pus", "5 09:00", Act::Closed("the clinic has seen it".into()));
    assert_eq!(course.shown("after"), ["5", "6"]);
}

#[test]
fn quiet_findings_and_calls_about_dates_alone_leave_nothing_to_step_down_from() {
    let after = || rule("after", "watch", "{ cleared = { from = 'watch', within_days = 9 } }");
    let shown = |rules: Vec<Rule>, entries: &[(&str, &str)]| SmallCourse::by_rules(rules).with(entries).shown("after");
    let warmth = rule("warmth", "watch", "{ sign = 'warmth' }");
    assert!(shown(vec![warmth, after()], &[("3", "warmth yes"), ("4", "warmth no")]).is_empty());
    let dates = rule("dates", "urgent", "{ day = { to = 3 } }");
    assert!(shown(vec![dates, after()], &[("3", "pain 1"), ("4", "pain 1")]).is_empty());
    let pain = rule("pain", "contact_provider", "{ grade = { of = ['pain'], at_least = 2 } }");
    assert_eq!(shown(vec![pain, after()], &[("3", "pain 2"), ("4", "pain 1")]), ["4"]);
    assert_eq!(shown(vec![pus(), after()], &OVER_ON_4), ["4"]);
}

/// A louder step for two days, then a quieter one for two more.
fn two_steps(entries: &[(&str, &str)]) -> SmallCourse {
    SmallCourse::by_rules(vec![
        pus(),
        rule("first", "contact_provider", "{ cleared = { from = 'urgent', within_days = 1 } }"),
        rule("then", "watch", "{ cleared = { from = 'contact_provider', within_days = 1, except = ['pus'] } }"),
    ])
    .with(entries)
}

#[test]
fn a_step_that_ends_is_followed_by_a_quieter_one() {
    let entries = over_on_4_and(&[("5", "pain 1"), ("6", "pain 1"), ("7", "pain 1"), ("8", "pain 1")]);
    let course = two_steps(&entries);
    assert_eq!(
        (course.shown("first"), course.shown("then")),
        (["4", "5"].map(String::from).into(), ["6", "7"].map(String::from).into())
    );
}

#[test]
fn a_step_is_one_episode_that_ends_with_the_entry_after_it() {
    let entries = over_on_4_and(&[("5", "pain 1"), ("6", "pain 1")]);
    let [step]: [Warning; 1] = two_steps(&entries).episodes("first").try_into().unwrap();
    assert_eq!((step.since, step.last_day.number()), (Moment::At(at("4")), 5));
    let closed = step.closed.unwrap();
    assert_eq!((closed.at, closed.by), (Moment::At(at("6")), ClosedBy::Entry("6".into())));
    assert!(two_steps(&entries[..3]).is_open("first"));
}

#[test]
fn what_comes_back_during_a_step_is_a_warning_again() {
    let course = two_steps(&over_on_4_and(&[("5", "pus yes"), ("6", "pus no"), ("7", "pain 1"), ("8", "pain 1")]));
    let entries = course.assessment().entries;
    let levels: Vec<_> = entries.iter().map(|entry| entry.triage.id()).collect();
    assert_eq!(levels, ["urgent", "contact_provider", "urgent", "contact_provider", "contact_provider", "watch"]);
    assert_eq!(course.episodes("pus").len(), 2);
}
