//! The life of a warning: what raises it again, what the patient's acts change, and what settles it.

use mendlog::domain::warning::Act;
use mendlog::domain::{Moment, WarningState};

use super::small_course::{SmallCourse, at, rule};

const PAIN: &str = "{ grade = { of = ['pain', 'redness'], at_least = 2 } }";

fn closed() -> Act {
    Act::Closed("seen".into())
}

fn answered() -> Act {
    Act::Answered("cream".into())
}

/// The state after these acts, each at its moment, about a warning of day 3 at 20:00.
fn state(acts: &[(&str, Act)]) -> WarningState {
    let mut course = SmallCourse::judged_by(PAIN).with(&[("3", "pain 2")]);
    for (when, act) in acts {
        course.act("asked", when, act.clone());
    }
    course.episodes("asked").remove(0).state()
}

#[test]
fn the_furthest_step_taken_is_where_it_stands() {
    assert_eq!(state(&[]), WarningState::Raised);
    assert_eq!(state(&[("4", Act::Acknowledged)]), WarningState::Acknowledged);
    assert_eq!(state(&[("4", Act::Called), ("5", Act::Acknowledged)]), WarningState::Called);
    assert_eq!(state(&[("4", answered()), ("5", Act::Called)]), WarningState::Answered);
    assert_eq!(state(&[("4", answered()), ("5", closed())]), WarningState::Closed);
}

#[test]
fn what_is_done_from_the_very_moment_it_was_raised_counts_and_nothing_before() {
    assert_eq!(state(&[("3", Act::Called)]), WarningState::Called);
    assert_eq!(state(&[("3", closed())]), WarningState::Closed);
    assert_eq!(state(&[("3 19:59", Act::Called)]), WarningState::Raised);
    assert_eq!(state(&[("3 19:59", closed())]), WarningState::Raised);
}

#[test]
fn its_states_have_words() {
    use WarningState::{Acknowledged, Answered, Called, Closed, Raised};
    let words = [Raised, Acknowledged, Called, Answered, Closed].map(WarningState::word);
    assert_eq!(words, ["raised", "acknowledged", "provider called", "answered", "closed"]);
}

#[test]
fn it_is_raised_at_the_later_of_the_moment_described_and_the_typing() {
    let raised_at = |typed: Option<&str>| {
        let mut course = SmallCourse::judged_by(PAIN);
        course.on("3", "pain 2").recorded_at = typed.map(at);
        course.episodes("asked").remove(0).raised_at
    };
    assert_eq!(raised_at(None), at("3"));
    assert_eq!(raised_at(Some("5")), at("5"));
    assert_eq!(raised_at(Some("2")), at("3"));
}

#[test]
fn worse_than_ever_raises_it_again_and_as_bad_as_before_does_not() {
    let times = |entries: &[(&str, &str)]| {
        let warning = SmallCourse::judged_by(PAIN).with(entries).episodes("asked").remove(0);
        (warning.times_raised, warning.raised_at)
    };
    assert_eq!(times(&[("3", "pain 2"), ("4", "pain 2")]), (1, at("3")));
    assert_eq!(times(&[("3", "pain 2"), ("4", "pain 3")]), (2, at("4")));
    assert_eq!(times(&[("3", "pain 3"), ("4", "pain 2"), ("5", "pain 3")]), (1, at("3")));
    assert_eq!(times(&[("3", "pain 2"), ("4", "pain 2, redness 2")]), (2, at("4")));
}

#[test]
fn one_more_sign_makes_it_worse_and_being_unsure_does_not() {
    let times = |entries: &[(&str, &str)]| {
        let signs = "{ any = [{ any_sign = ['pus', 'fever'] }, { unsure = ['streaks'] }, { earlier_sign = { sign = 'pus', within_days = 3 } }] }";
        SmallCourse::judged_by(signs).with(entries).episodes("asked").remove(0).times_raised
    };
    assert_eq!(times(&[("3", "pus yes"), ("4", "pus yes, fever yes")]), 2);
    assert_eq!(times(&[("3", "pus yes"), ("4", "pus yes, streaks ?")]), 1);
    assert_eq!(times(&[("3", "streaks ?"), ("4", "pus yes")]), 2);
}

/// How many episodes there are when the patient closed the first one on day 4 at noon.
fn after_closing(triage: &str, when: &str, before: &str, later: &[(&str, &str)]) -> usize {
    let mut course = SmallCourse::by_rules(vec![rule("asked", triage, when)]).with(&[("3", before)]).with(later);
    course.act("asked", "4 12:00", closed());
    course.episodes("asked").len()
}

#[test]
fn what_the_patient_settled_is_raised_again_only_when_worse() {
    let episodes = |later: &[(&str, &str)]| after_closing("contact_provider", PAIN, "pain 3", later);
    assert_eq!(episodes(&[("5", "pain 3")]), 1);
    assert_eq!(episodes(&[("5", "pain 2")]), 1);
    assert_eq!(episodes(&[("5", "pain 4")]), 2);
    assert_eq!(episodes(&[("5", "pain 0"), ("6", "pain 3")]), 2, "it had gone in between, so it is a new story");
    assert_eq!(episodes(&[("5", "redness 0"), ("6", "pain 3")]), 1, "nobody said that the pain had gone");
}

#[test]
fn no_word_of_the_patient_settles_what_calls_for_help_today() {
    for (triage, wanted) in [("watch", 1), ("contact_provider", 1), ("urgent", 2), ("emergency", 2)] {
        assert_eq!(after_closing(triage, PAIN, "pain 3", &[("5", "pain 3")]), wanted, "{triage}");
    }
}

#[test]
fn what_an_entry_ended_is_a_new_story_when_it_comes_again() {
    let course = SmallCourse::judged_by(PAIN).with(&[("3", "pain 3"), ("4", "pain 1"), ("5", "pain 2")]);
    let episodes = course.episodes("asked");
    assert_eq!(episodes.len(), 2);
    assert_eq!((episodes[0].since, episodes[1].since), (Moment::At(at("3")), Moment::At(at("5"))));
}

#[test]
fn what_was_settled_and_shows_again_is_told_since_it_began() {
    let mut course = SmallCourse::judged_by(PAIN).with(&[("3", "pain 3"), ("5", "pain 3")]);
    course.act("asked", "4", closed());
    let finding = course.assessment().entries.remove(1).findings.remove(0);
    assert_eq!(finding.since, Moment::At(at("3")));
}

#[test]
fn an_act_belongs_to_the_last_episode_and_one_about_no_warning_is_nothing() {
    let mut course = SmallCourse::judged_by(PAIN).with(&[("3", "pain 3"), ("4", "pain 1"), ("5", "pain 2")]);
    course.act("asked", "6", Act::Called);
    course.act("unheard of", "6", Act::Called);
    let states: Vec<_> = course.episodes("asked").iter().map(mendlog::domain::Warning::state).collect();
    assert_eq!(states, [WarningState::Closed, WarningState::Called]);
    assert_eq!(course.assessment().episodes.len(), 2);
}

#[test]
fn what_a_later_entry_answers_better_is_left_out_and_what_it_does_not_say_stays() {
    let both = "{ any = [{ sign = 'pus' }, { grade = { of = ['pain', 'redness'], at_least = 2 } }] }";
    let told = |later: &str| {
        let course = SmallCourse::judged_by(both).with(&[("3", "pain 3, redness 2, pus yes"), ("4", later)]);
        course.episodes("asked").remove(0).evidence.len()
    };
    assert_eq!(told("swelling 1"), 3);
    assert_eq!(told("redness 1"), 2);
    assert_eq!(told("pus no, redness 1"), 1);
    assert_eq!(told("redness ?"), 3);
}

#[test]
fn it_remembers_the_days_it_was_first_and_last_seen() {
    let warning = SmallCourse::judged_by(PAIN)
        .with(&[("3", "pain 2"), ("5", "pain 2"), ("6", "swelling 1")])
        .episodes("asked")
        .remove(0);
    assert_eq!((warning.since_day.number(), warning.last_day.number()), (3, 5));
    assert_eq!(warning.treatment.as_str(), "t1");
}
