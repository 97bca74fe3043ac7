//! Each way of coming close, and what is not close.

use mendlog::domain::closeness::Missing;
use mendlog::domain::why::Voice;
use mendlog::domain::why_told::{Told, sections};
use mendlog::domain::{Answer, Diary, Grade, Why};

use crate::patient::{LIBRARY, close_to, diary, evening, fired, missing, why_last};

fn grade(symptom: &str, was: u8, would_do: u8) -> Missing {
    let [was, would_do] = [was, would_do].map(|grade| Grade::try_from(grade).unwrap());
    Missing::Grade { symptom: symptom.into(), was, would_do }
}

fn sign(sign: &str, was: Option<Answer>) -> Missing {
    Missing::Sign { sign: sign.into(), was }
}

/// Everything a section says, a line each.
fn told(why: &Why, heading: &str) -> Vec<String> {
    let sections = sections(why, LIBRARY.standard(), false);
    let section = sections.into_iter().find(|section| section.heading == heading).unwrap();
    let words = section.lines.into_iter().map(|line| match line {
        Told::Led(lead, words) => format!("{lead} {words}"),
        Told::Level(level, words) => format!("{} {words}", level.word()),
        Told::Name(words) | Told::Plain(words) | Told::Quiet(words) => words,
        Told::Gap => String::new(),
    });
    words.collect()
}

fn says(why: &Why, heading: &str, words: &str) {
    let told = told(why, heading);
    assert!(told.iter().any(|line| line == words), "{words:?} is not among {told:#?}");
}

#[test]
fn one_grade_more_comes_close_and_is_named_with_both_figures() {
    let why = why_last(&diary(vec![evening(3, &[("redness", 2), ("peeling", 1)], &[])]));
    assert_eq!(missing(&why, "above-outer"), [grade("redness", 2, 3)]);
    says(&why, "What came close", "It would hold with redness 3 instead of 2");
    let quiet = why_last(&diary(vec![evening(3, &[("redness", 1), ("peeling", 1)], &[])]));
    assert!(close_to(&quiet, "above-outer").is_none(), "two grades away is not close");
}

#[test]
fn a_sign_that_the_patient_doubts_comes_close_by_itself_and_first_of_all() {
    let why = why_last(&diary(vec![evening(4, &[("redness", 1)], &[("pus", Answer::NotSure)])]));
    assert!(fired(&why, "unsure-of-danger-sign"));
    assert_eq!(why.close[0].rule.id.as_str(), "pus");
    assert_eq!(missing(&why, "pus"), [sign("pus", Some(Answer::NotSure))]);
    says(&why, "What came close", "It would hold with yes to \"Pus or yellow crust\" (you were not sure)");
}

#[test]
fn a_sign_that_is_not_ticked_comes_close_only_beside_other_evidence() {
    let alone = why_last(&diary(vec![evening(4, &[("redness", 1)], &[("pus", Answer::No)])]));
    assert!(close_to(&alone, "pus").is_none() && close_to(&alone, "infection-with-fever").is_none());
    let beside = why_last(&diary(vec![evening(4, &[("redness", 1)], &[("pus", Answer::No), ("fever", Answer::Yes)])]));
    let lacking = missing(&beside, "infection-with-fever");
    assert!(lacking.contains(&sign("pus", Some(Answer::No))) && lacking.contains(&sign("streaks", None)));
    says(
        &beside,
        "What came close",
        "It would hold with yes to \"Odd heartbeat\" or \"Dizzy, faint or a fit\" (not asked)",
    );
    says(&beside, "What came close", "It would hold with yes to \"Pus or yellow crust\" (you answered no)");
}

#[test]
fn a_day_before_its_time_a_rule_comes_close_and_two_days_before_it_does_not() {
    let patches = |day| why_last(&diary(vec![evening(day, &[], &[("dark_patches", Answer::Yes)])]));
    assert!(fired(&patches(11), "dark-patches"));
    assert!(matches!(missing(&patches(10), "dark-patches"), [Missing::Time(_)]));
    says(&patches(10), "What came close", "It holds from day 11 on; this was day 10");
    assert!(close_to(&patches(9), "dark-patches").is_none());
    assert!(close_to(&patches(11), "dark-patches-early").is_none(), "the louder one says it already");
}

#[test]
fn hours_and_a_day_after_its_time_count_too() {
    let warm = |day| why_last(&diary(vec![evening(day, &[("pain", 2)], &[("warmth", Answer::Yes)])]));
    says(&warm(1), "What came close", "It holds from 48 hours after the treatment on; this was 34 hours after it");
    let growing = |day| why_last(&diary(vec![evening(day, &[], &[("grid_marks", Answer::Yes)])]));
    says(&growing(13), "What came close", "It holds from day 14 on; this was day 13");
}

#[test]
fn a_run_that_is_a_day_short_comes_close() {
    let itching = |days: std::ops::RangeInclusive<i64>| {
        why_last(&diary(days.map(|day| evening(day, &[("itching", 2)], &[])).collect()))
    };
    assert!(fired(&itching(9..=12), "lasting-itch"));
    says(&itching(9..=11), "What came close", "It holds once this has lasted 3 days; so far 2");
}

#[test]
fn a_fact_that_was_not_told_comes_close_only_where_the_rest_holds() {
    let warm = Diary { ..diary(vec![evening(5, &[("redness", 1)], &[("warmth", Answer::Yes)])]) };
    let why = why_last(&warm);
    says(&why, "What came close", "It would hold with skin type 4 or darker; that was not told");
    says(&why, "What came close", "It would hold with weak immunity or diabetes; that was not told");
    let mut told = warm;
    told.patient.skin_type = 2.try_into().ok();
    told.patient.weak_immunity = Some(false);
    let why = why_last(&told);
    assert!(close_to(&why, "warmth-on-darker-skin").is_none() && close_to(&why, "weak-immunity").is_none());
    let calm = why_last(&diary(vec![evening(5, &[("redness", 1)], &[])]));
    assert!(!calm.close.iter().any(|close| close.missing.iter().any(|one| matches!(one, Missing::Fact(_)))));
}

#[test]
fn what_would_only_repeat_a_louder_voice_is_not_told_as_close() {
    let why = why_last(&diary(vec![evening(3, &[("redness", 2)], &[])]));
    assert!(close_to(&why, "slightly-outside").is_none(), "with redness 3 the louder rule says the same");
}

#[test]
fn what_the_verdict_leaves_out_as_an_echo_is_told_here_and_marked() {
    let why = why_last(&diary(vec![evening(4, &[("redness", 3)], &[])]));
    let echo = why.fired.iter().find(|fired| fired.finding.rule.id.as_str() == "slightly-outside").unwrap();
    assert_eq!(echo.voice, Voice::Echo);
    assert!(why.fired.iter().any(|fired| fired.voice == Voice::Told));
    says(&why, "What spoke", "The verdict leaves this one out: something above says the same.");
}

#[test]
fn six_are_told_in_full_and_the_others_by_name() {
    let why = why_last(&diary(vec![evening(
        4,
        &[("redness", 2), ("swelling", 1), ("pain", 1), ("itching", 2)],
        &[("fever", Answer::Yes), ("warmth", Answer::NotSure)],
    )]));
    assert!(why.close.len() > Why::CLOSE_SHOWN, "{:#?}", told(&why, "What came close"));
    let told = told(&why, "What came close");
    let more = why.close.len() - Why::CLOSE_SHOWN;
    assert!(told.last().unwrap().starts_with(&format!("And {more} more: ")), "{told:#?}");
    let in_full = told.iter().filter(|line| line.starts_with("It ")).count();
    assert!(in_full >= Why::CLOSE_SHOWN);
}
