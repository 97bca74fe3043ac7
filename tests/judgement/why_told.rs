//! The why of a verdict as it is read, line by line.

use mendlog::domain::why_told::{Told, sections};
use mendlog::domain::{Patient, PatientFact, Rule, why};

use super::small_course::{LIBRARY, SmallCourse, rule};

/// The lines of one section about the last entry.
fn told(course: &SmallCourse, heading: &str) -> Vec<String> {
    let treatment = course.diary.treatment(&"t1".into()).unwrap();
    let last = &course.diary.entries.last().unwrap().id;
    let why = why(&course.diary.healing(treatment), &course.protocol, last).unwrap();
    let sections = sections(&why, &course.protocol, course.diary.patient.has_darker_skin());
    let section = sections.into_iter().find(|section| section.heading == heading).unwrap();
    section.lines.iter().map(line).collect()
}

fn line(told: &Told) -> String {
    match told {
        Told::Level(level, title) => format!("[{}] {title}", level.word()),
        Told::Name(name) => format!("# {name}"),
        Told::Led(word, text) => format!("{word}: {text}"),
        Told::Plain(text) => text.clone(),
        Told::Quiet(text) => format!("({text})"),
        Told::Gap => String::new(),
    }
}

fn sourced(id: &str, triage: &str, when: &str) -> Rule {
    Rule { sources: vec!["handout".into(), "hearsay".into()], why: "It matters.".into(), ..rule(id, triage, when) }
}

#[test]
fn what_spoke_is_told_with_its_reason_and_its_sources() {
    let pain = sourced("strong pain", "contact_provider", "{ above = { of = ['pain'], range = 'outer' } }");
    let quiet = sourced("some pain", "watch", "{ grade = { of = ['pain'], at_least = 1 } }");
    let handout = LIBRARY.catalog.source(&"handout".into()).unwrap();
    let source = format!("Source: {}, {} (D: unattributed handout)", handout.title, handout.publisher);
    let wanted = [
        "[CALL CLINIC] strong pain",
        "You noted: Pain 2 (I notice it often)",
        "Described: Pain up to 0 is usual on day 3, up to 1 is described",
        "Why: It matters.",
        &source,
        "Source: hearsay",
        "",
        "[WATCH] some pain",
        "You noted: Pain 2 (I notice it often)",
        "(The verdict leaves this one out: something above says the same.)",
    ];
    assert_eq!(told(&SmallCourse::by_rules(vec![pain, quiet]).with(&[("3", "pain 2")]), "What spoke"), wanted);
}

#[test]
fn where_nothing_spoke_it_says_what_was_compared() {
    let course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "pain 0")]);
    assert_eq!(told(&course, "What spoke"), ["No rule did. What you graded is within the range described for day 3."]);
    assert_eq!(told(&course, "What came close"), ["No other rule was one step away."]);
    assert_eq!(told(&course, "Who reviewed this"), [LIBRARY.standard().review.as_str()]);
}

#[test]
fn six_that_came_close_are_told_in_full_and_the_others_named() {
    let rules = ["a", "b", "c", "d", "e", "f", "g", "h"]
        .map(|id| rule(id, "watch", "{ grade = { of = ['pain'], at_least = 2 } }"));
    let close =
        |count: usize| told(&SmallCourse::by_rules(rules[..count].into()).with(&[("3", "pain 1")]), "What came close");
    let lines = close(8);
    assert!(lines[0].starts_with("(None of these holds, so the verdict stands."));
    assert_eq!(lines[1..5], ["", "# a (would be WATCH)", "It: would hold with pain 2 instead of 1", ""]);
    assert_eq!(lines.iter().filter(|line| line.starts_with("# ")).count(), 6);
    assert_eq!(lines[lines.len() - 2..], ["", "(And 2 more: g; h.)"]);
    assert!(close(6).iter().all(|line| !line.contains("more:")));
}

#[test]
fn ranges_are_told_with_their_support_what_stands_out_first_and_what_is_gone_last() {
    let course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "redness 0, peeling 1, pain 2, swelling 1")]);
    let lines = told(&course, "The range and where it comes from");
    assert!(
        lines[0].starts_with(
            "(A letter behind a source tells how much it weighs: A regulator text, trial or case report; B "
        )
    );
    let names: Vec<_> = lines.iter().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(names, ["# Swelling 1: above usual", "# Pain 2: outside", "# Peeling 1: within", "# Redness 0: within"]);
    let peeling = lines.iter().position(|line| line.starts_with("# Peeling")).unwrap();
    assert_eq!(
        lines[peeling - 1..peeling + 3],
        ["", "# Peeling 1: within", "Described: up to 2 on day 3", "Begins: described from day 1 on"]
    );
    let course = LIBRARY.standard().course(&"peeling".into()).unwrap();
    assert_eq!(lines[peeling + 3], format!("Support: {}", course.support));
    let first = LIBRARY.catalog.source(&course.sources[0]).unwrap();
    assert!(
        lines[peeling + 4].starts_with(&format!("Sources: {} ({}); ", first.title, first.grade)),
        "{}",
        lines[peeling + 4]
    );
    assert!(
        told(&SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "pus no")]), "The range and where it comes from")
            [0]
        .starts_with("No symptom was graded")
    );
}

#[test]
fn a_range_is_said_by_its_edges() {
    let described = |day: &str| {
        let lines = told(
            &SmallCourse::judged_by("{ sign = 'pus' }").with(&[(day, "pain 0")]),
            "The range and where it comes from",
        );
        lines.into_iter().find_map(|line| line.strip_prefix("Described: ").map(str::to_owned)).unwrap()
    };
    assert_eq!(described("0"), "usually up to 2, at most 3 on day 0");
    assert_eq!(described("2"), "up to 1 on day 2");
    assert_eq!(described("3"), "usually none, at most 1 on day 3");
    assert_eq!(described("6"), "none on day 6");
}

#[test]
fn what_moved_a_range_is_told_with_both_ranges_and_its_reason() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "breakouts 2")]);
    course.protocol.modifiers.clone_from(&LIBRARY.standard().modifiers);
    let moved = |course: &SmallCourse| {
        told(course, "The range and where it comes from").into_iter().find(|line| line.starts_with("Moved by"))
    };
    assert_eq!(moved(&course), None);
    course.diary.patient = Patient::default();
    *course.diary.patient.fact_mut(PatientFact::AcneProne) = Some(true);
    let line = moved(&course).unwrap();
    assert!(line.starts_with("Moved by: breakout-prone skin, from \"usually up to 1, at most 2\" to \"usually up to 2, at most 3\". A flare"), "{line}");
    assert!(line.contains("Sources: "), "{line}");
}

#[test]
fn a_range_of_the_sheet_is_said_to_be_so_beside_the_published_one() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("1", "swelling 1, pain 1")]);
    let text = "kind = 'sheet'\nname = 'Aftercare'\nversion = '1'\nprovider = 'Dr Moreau'\n[[bands]]\nsymptom = 'swelling'\n\
                bands = [[0, 2, 3], [1, 2, 3], [2, 1, 2], [3, 0, 1], [5, 0, 0]]";
    course.protocol = mendlog::protocols::Sheet::read("clinic.toml", text, &LIBRARY)
        .unwrap_or_else(|fault| panic!("{fault}"))
        .over(LIBRARY.standard());
    let lines = told(&course, "The range and where it comes from");
    let set: Vec<_> = lines.iter().filter(|line| line.starts_with("Set by")).collect();
    assert_eq!(set.len(), 1, "pain has the published range");
    assert!(
        set[0].starts_with("Set by: your provider's own sheet.") && set[0].ends_with("Published aftercare: up to 2."),
        "{}",
        set[0]
    );
}

#[test]
fn disagreements_are_told_with_every_answer_and_whose_is_used() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "redness 1")]);
    let lines = told(&course, "Where sources disagree");
    let about_redness =
        |one: &&mendlog::domain::disagreement::Disagreement| one.about.symptoms.contains(&"redness".into());
    let one = course.protocol.disagreements.iter().find(about_redness).unwrap();
    let start = lines.iter().position(|line| *line == format!("# {}", one.question)).unwrap();
    for (line, answer) in lines[start + 1..].iter().zip(&one.answers) {
        let source = LIBRARY.catalog.source(&answer.sources[0]).unwrap();
        assert!(line.starts_with(&format!("Answer: {}: {} ({})", answer.says, source.title, source.grade)), "{line}");
    }
    assert_eq!(lines[start + 1 + one.answers.len()], format!("Used here: {}", one.used));
    course.protocol.disagreements.clear();
    assert_eq!(
        told(&course, "Where sources disagree"),
        ["On nothing that matters to this check-in, as far as we have read."]
    );
}
