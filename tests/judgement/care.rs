//! What a visit covers: the same as was seen, for the days that were named, and nothing that is new or worse.

use mendlog::domain::{Rule, Warning, WarningState};

use super::small_course::{SmallCourse, at, rule};

fn pus() -> Rule {
    rule("pus", "urgent", "{ sign = 'pus' }")
}

/// How a rule speaks in each entry that tells it: "entry level what-became-of-it".
fn told(course: &SmallCourse, rule: &str) -> Vec<String> {
    let entries = course.assessment().entries;
    let findings = entries.iter().flat_map(|entry| entry.findings.iter().map(move |finding| (entry, finding)));
    let of_rule = findings.filter(|(_, finding)| finding.rule.id.as_str() == rule);
    of_rule
        .map(|(entry, finding)| {
            let since = finding.care.as_ref().map_or("-", |care| care.since.id());
            format!("{} {} {since}", entry.entry.id, finding.triage())
        })
        .collect()
}

/// The same for pus that was seen on day 3 at 21:00, to be better within three days.
fn pus_seen(entries: &[(&str, &str)]) -> Vec<String> {
    let mut course = SmallCourse::by_rules(vec![pus()]).with(entries);
    course.seen("pus", "3 21:00", 3);
    told(&course, "pus")
}

#[test]
fn what_was_seen_speaks_quietly_until_the_days_named_are_over() {
    let entries = ["3", "4", "6", "7", "8"].map(|day| (day, "pus yes"));
    let wanted = ["3 urgent -", "4 watch as_seen", "6 watch as_seen", "7 urgent not_better", "8 urgent not_better"];
    assert_eq!(pus_seen(&entries), wanted);
}

#[test]
fn what_is_not_told_again_stays_as_it_was_seen() {
    let entries = [("3", "pus yes"), ("4", "redness 0"), ("8", "redness 0"), ("9", "pus no")];
    assert_eq!(pus_seen(&entries), ["3 urgent -", "4 watch as_seen", "8 urgent not_better"]);
}

#[test]
fn less_than_was_seen_when_the_days_are_over_asks_for_the_clinic() {
    let pain = |last: &'static str| {
        let rules = vec![rule("pain", "urgent", "{ grade = { of = ['pain'], at_least = 1 } }")];
        let mut course = SmallCourse::by_rules(rules).with(&[("3", "pain 3"), ("7", last)]);
        course.seen("pain", "3 21:00", 3);
        told(&course, "pain").pop().unwrap()
    };
    assert_eq!(pain("pain 2"), "7 contact_provider better");
    assert_eq!(pain("pain 3"), "7 urgent not_better");
    assert_eq!(pain("pain 4"), "7 urgent worse");
    assert_eq!(pain("redness 0"), "7 urgent not_better", "nobody said that it is less");
}

#[test]
fn what_the_calendar_alone_ended_is_no_better() {
    let until_5 = rule("pus", "urgent", "{ day = { to = 5 } }, { sign = 'pus' }");
    let mut course = SmallCourse::by_rules(vec![until_5]).with(&[("3", "pus yes"), ("8", "redness 0")]);
    course.seen("pus", "3 21:00", 3);
    assert_eq!(told(&course, "pus"), ["3 urgent -", "8 urgent not_better"]);
}

#[test]
fn a_sign_that_was_not_there_at_the_visit_is_new() {
    assert_eq!(pus_seen(&[("3", "pus yes"), ("4", "pus yes, fever yes")])[1], "4 urgent worse");
    assert_eq!(pus_seen(&[("3", "pus yes, fever yes"), ("4", "pus yes, fever yes")])[1], "4 watch as_seen");
    assert_eq!(pus_seen(&[("3", "pus yes, fever ?"), ("4", "pus yes, fever yes")])[1], "4 urgent worse");
    assert_eq!(pus_seen(&[("3", "pus yes"), ("4", "pus yes, fever ?")])[1], "4 watch as_seen");
    let gone_and_back = [("3", "pus yes, fever yes"), ("4", "pus yes, fever no"), ("5", "pus yes, fever yes")];
    assert_eq!(pus_seen(&gone_and_back)[1..], ["4 watch as_seen", "5 urgent worse"]);
    let gone_before = [("1", "fever no"), ("3", "pus yes, fever yes"), ("4", "pus yes, fever yes")];
    assert_eq!(pus_seen(&gone_before)[1], "4 watch as_seen", "what had gone before the visit was seen again");
}

#[test]
fn a_grade_above_the_usual_and_above_that_of_the_visit_is_worse() {
    let after = |then: &str, now: &str| {
        let (then, now) = (format!("pus yes{then}"), format!("pus yes{now}"));
        pus_seen(&[("3", &then), ("4", &now)]).pop().unwrap()
    };
    assert_eq!(after(", pain 1", ", pain 2"), "4 urgent worse");
    assert_eq!(after(", pain 2", ", pain 2"), "4 watch as_seen");
    assert_eq!(after("", ", pain 1"), "4 urgent worse", "pain was not told at the visit");
    assert_eq!(after("", ", pain 0"), "4 watch as_seen");
    assert_eq!(after(", itching 1", ", itching 2"), "4 watch as_seen", "so much itching is usual on day 4");
    assert_eq!(after(", itching 1", ", itching 3"), "4 urgent worse");
}

#[test]
fn a_grade_that_fell_by_two_and_rose_by_two_is_worse_and_one_wobble_is_not() {
    let pain = |grades: [u8; 3]| {
        let says = grades.map(|grade| format!("pus yes, pain {grade}"));
        let entries = [("3", &*says[0]), ("4", &*says[1]), ("5", &*says[2])];
        pus_seen(&entries).pop().unwrap()
    };
    assert_eq!(pain([3, 1, 3]), "5 urgent worse");
    assert_eq!(pain([3, 2, 3]), "5 watch as_seen");
    assert_eq!(pain([3, 1, 2]), "5 watch as_seen");
    assert_eq!(pain([4, 0, 2]), "5 urgent worse");
    let before = [("2", "pain 0"), ("3", "pus yes, pain 3"), ("4", "pus yes, pain 3")];
    assert_eq!(pus_seen(&before).pop().unwrap(), "4 watch as_seen", "what was low before the visit was seen up");
}

#[test]
fn what_was_told_at_the_very_moment_of_the_visit_was_seen() {
    let mut course = SmallCourse::by_rules(vec![pus()]).with(&[("4", "pus yes, pain 1")]);
    course.on("4", "pus yes, pain 3").id = "also 4".into();
    course.on("5", "pus yes, pain 3");
    course.seen("pus", "4", 3);
    assert_eq!(told(&course, "pus")[2], "5 watch as_seen");
}

#[test]
fn once_something_was_worse_it_stays_so() {
    let entries = [("3", "pus yes"), ("4", "pus yes, fever yes"), ("5", "pus yes, fever no"), ("8", "pus yes")];
    assert_eq!(pus_seen(&entries)[1..], ["4 urgent worse", "5 urgent worse", "8 urgent worse"]);
}

#[test]
fn of_two_entries_at_one_moment_each_is_judged_by_itself() {
    let mut course = SmallCourse::by_rules(vec![pus()]).with(&[("3", "pus yes"), ("4", "pus yes, fever yes")]);
    course.on("4", "pus yes").id = "also 4".into();
    course.on("5", "pus yes");
    course.seen("pus", "3 21:00", 3);
    assert_eq!(told(&course, "pus")[1..], ["4 urgent worse", "also 4 watch as_seen", "5 urgent worse"]);
}

#[test]
fn an_emergency_is_always_new() {
    let rules = vec![pus(), rule("late", "emergency", "{ sign = 'pus' }, { day = { from = 5 } }")];
    let mut course = SmallCourse::by_rules(rules).with(&[("3", "pus yes"), ("4", "pus yes"), ("5", "pus yes")]);
    course.seen("pus", "3 21:00", 5);
    assert_eq!(told(&course, "pus"), ["3 urgent -", "4 watch as_seen", "5 urgent worse"]);
    assert_eq!(told(&course, "late"), ["5 emergency -"]);
}

#[test]
fn an_open_emergency_that_nobody_saw_is_not_made_quieter_by_one_that_was_seen() {
    let rules = vec![
        rule("seen", "emergency", "{ any_sign = ['pus', 'fever'] }"),
        rule("unseen", "emergency", "{ sign = 'fever' }"),
    ];
    let mut course = SmallCourse::by_rules(rules).with(&[("3", "pus yes, fever yes"), ("4", "redness 0")]);
    course.seen("seen", "3 21:00", 3);
    assert_eq!(told(&course, "seen")[1], "4 watch as_seen");
    assert_eq!(told(&course, "unseen")[1], "4 emergency -");
}

/// A course in which one warning was seen on day 3 at 21:00, to be better within five days, and another rule speaks later.
fn beside(seen: Rule, other: Rule, entries: &[(&str, &str)]) -> Vec<String> {
    let (seen_id, other_id) = (seen.id.clone(), other.id.clone());
    let mut course = SmallCourse::by_rules(vec![seen, other]).with(entries);
    course.seen(seen_id.as_str(), "3 21:00", 5);
    told(&course, other_id.as_str())
}

/// A rule that rings the clinic from day 4 on.
fn later(when: &str) -> Rule {
    rule("other", "contact_provider", &format!("{{ day = {{ from = 4 }} }}, {when}"))
}

#[test]
fn another_voice_about_what_was_seen_is_covered_and_one_about_something_else_is_not() {
    let entries = [("3", "pus yes, warmth yes"), ("4", "pus yes, warmth yes")];
    assert_eq!(beside(pus(), later("{ sign = 'pus' }"), &entries), ["4 watch as_seen"]);
    assert_eq!(beside(pus(), later("{ sign = 'warmth' }"), &entries), ["4 contact_provider -"]);
    assert_eq!(beside(pus(), later("{ any_sign = ['pus', 'warmth'] }"), &entries), ["4 contact_provider -"]);
    let quiet = rule("pus", "contact_provider", "{ sign = 'pus' }");
    let louder = rule("other", "urgent", "{ day = { from = 4 } }, { sign = 'pus' }");
    assert_eq!(beside(quiet, louder, &entries), ["4 urgent -"], "it is louder than what was seen");
}

#[test]
fn a_finding_about_dates_alone_is_covered_only_when_it_was_seen() {
    let entries = [("3", "pus yes"), ("4", "pus yes")];
    assert_eq!(beside(pus(), later("{ day = { to = 9 } }"), &entries), ["4 contact_provider -"]);
    let mut course = SmallCourse::judged_by("{ day = { from = 3 } }").with(&entries);
    course.seen("asked", "3 21:00", 3);
    assert_eq!(told(&course, "asked"), ["3 contact_provider -", "4 watch as_seen"]);
}

#[test]
fn an_earlier_sign_is_covered_when_it_was_there_before_the_visit() {
    let entries = [("3", "pus yes"), ("4", "pus yes"), ("5", "pus yes")];
    let earlier = beside(pus(), later("{ earlier_sign = { sign = 'pus', within_days = 9 } }"), &entries);
    assert_eq!(earlier, ["4 watch as_seen", "5 contact_provider -"]);
}

#[test]
fn a_step_down_is_covered_after_a_warning_that_was_seen_and_not_after_another() {
    let step = || rule("other", "contact_provider", "{ cleared = { from = 'urgent', within_days = 0 } }");
    assert_eq!(beside(pus(), step(), &[("3", "pus yes"), ("4", "pus no")]), ["4 watch as_seen"]);
    let fever = rule("fever", "urgent", "{ sign = 'fever' }");
    let mut course = SmallCourse::by_rules(vec![pus(), fever, step()])
        .with(&[("3", "pus yes, fever yes"), ("4", "pus yes, fever no")]);
    course.seen("pus", "3 21:00", 5);
    assert_eq!(told(&course, "other"), ["4 contact_provider -"]);
}

#[test]
fn a_doubt_is_covered_where_the_sign_was_seen_and_a_doubt_that_was_seen_covers_no_sign() {
    let doubt = || rule("doubt", "contact_provider", "{ unsure = ['fever'] }");
    let entries = [("3", "fever ?, chills ?"), ("4", "fever ?, chills ?")];
    assert_eq!(beside(doubt(), later("{ unsure = ['fever'] }"), &entries), ["4 watch as_seen"]);
    assert_eq!(beside(doubt(), later("{ unsure = ['chills'] }"), &entries), ["4 contact_provider -"]);
    assert_eq!(beside(pus(), later("{ unsure = ['pus'] }"), &[("3", "pus yes"), ("4", "pus ?")]), ["4 watch as_seen"]);
    let known = [("2", "fever yes"), ("3", "fever ?"), ("5", "fever yes")];
    assert_eq!(beside(doubt(), later("{ sign = 'fever' }"), &known), ["5 contact_provider -"]);
}

#[test]
fn a_grade_is_covered_up_to_what_was_seen_and_beside_a_doubt() {
    let pain = || rule("pain", "contact_provider", "{ grade = { of = ['pain'], at_least = 1 } }");
    let other = || later("{ grade = { of = ['pain', 'itching'], at_least = 1 } }");
    assert_eq!(beside(pain(), other(), &[("3", "pain 2"), ("4", "pain 2")]), ["4 watch as_seen"]);
    assert_eq!(beside(pain(), other(), &[("3", "pain 2"), ("4", "pain 1")]), ["4 watch as_seen"]);
    assert_eq!(beside(pain(), other(), &[("3", "pain 2, itching 1"), ("4", "itching 1")]), ["4 contact_provider -"]);
    let usual = rule("itch", "contact_provider", "{ grade = { of = ['itching'], at_least = 1 } }");
    let more = [("3", "itching 1"), ("4", "itching 2")];
    assert_eq!(beside(usual, later("{ grade = { of = ['itching'], at_least = 2 } }"), &more), ["4 contact_provider -"]);
    let doubt = rule("doubt", "contact_provider", "{ unsure = ['fever'] }");
    let with_pain = later("{ unsure = ['fever'] }, { grade = { of = ['pain'], at_least = 1 } }");
    assert_eq!(beside(doubt, with_pain, &[("3", "fever ?, pain 1"), ("4", "fever ?, pain 1")]), ["4 watch as_seen"]);
}

#[test]
fn a_second_visit_takes_the_place_of_the_first_and_only_for_what_it_was_about() {
    let rules = vec![pus(), rule("fever", "urgent", "{ sign = 'fever' }")];
    let entries = ["3", "4", "5", "6", "8", "9"].map(|day| (day, "pus yes, fever yes"));
    let mut course = SmallCourse::by_rules(rules).with(&entries);
    course.seen("pus", "3 21:00", 2);
    course.seen("fever", "3 21:00", 2);
    course.seen("pus", "5 21:00", 3);
    let pus = [
        "3 urgent -",
        "4 watch as_seen",
        "5 watch as_seen",
        "6 watch as_seen",
        "8 watch as_seen",
        "9 urgent not_better",
    ];
    assert_eq!(told(&course, "pus"), pus);
    let fever = ["5 watch as_seen", "6 urgent not_better"];
    assert_eq!(told(&course, "fever")[2..4], fever);
}

#[test]
fn what_is_new_after_the_first_visit_and_seen_at_the_second_is_covered_by_the_second() {
    let entries = ["pus yes", "pus yes, fever yes", "pus yes, fever yes"];
    let mut course =
        SmallCourse::by_rules(vec![pus()]).with(&[("3", entries[0]), ("4", entries[1]), ("5", entries[2])]);
    course.seen("pus", "3 21:00", 5);
    course.seen("pus", "4 21:00", 5);
    assert_eq!(told(&course, "pus"), ["3 urgent -", "4 urgent worse", "5 watch as_seen"]);
}

#[test]
fn two_warnings_of_one_visit_share_it_and_both_speak_again() {
    let rules = vec![pus(), rule("warmth", "contact_provider", "{ sign = 'warmth' }")];
    let both = "pus yes, warmth yes";
    let mut course = SmallCourse::by_rules(rules).with(&[("3", both), ("4", "pus yes, warmth yes, fever yes")]);
    for rule in ["pus", "warmth"] {
        course.seen(rule, "3 21:00", 3);
    }
    assert_eq!(told(&course, "pus")[1], "4 urgent worse");
    assert_eq!(told(&course, "warmth")[1], "4 contact_provider worse");
}

#[test]
fn only_an_open_warning_can_be_seen() {
    let mut quiet =
        SmallCourse::by_rules(vec![rule("asked", "watch", "{ sign = 'warmth' }")]).with(&[("3", "warmth yes")]);
    quiet.seen("asked", "3 21:00", 3);
    assert!(quiet.episodes("asked")[0].care.is_none());
    let mut over = SmallCourse::by_rules(vec![pus()]).with(&[("3", "pus yes"), ("4", "pus no")]);
    over.seen("pus", "4 21:00", 3);
    assert!(over.episodes("pus")[0].care.is_none());
}

/// Pus seen on day 3 at 21:00, to be better within three days.
fn warning(entries: &[(&str, &str)]) -> Warning {
    let mut course = SmallCourse::by_rules(vec![pus()]).with(entries);
    course.seen("pus", "3 21:00", 3);
    course.episodes("pus").remove(0)
}

#[test]
fn a_warning_under_care_says_so_and_one_that_is_worse_is_raised_again() {
    let seen = warning(&[("3", "pus yes"), ("4", "pus yes")]);
    assert_eq!((seen.state(), seen.times_raised, seen.triage().id()), (WarningState::UnderCare, 1, "watch"));
    let worse = warning(&[("3", "pus yes"), ("4", "pus yes, fever yes")]);
    assert_eq!((worse.state(), worse.times_raised, worse.raised_at), (WarningState::Raised, 2, at("4")));
    assert_eq!(worse.triage().id(), "urgent");
    let over = warning(&[("3", "pus yes"), ("4", "pus no")]);
    assert_eq!((over.state(), over.triage().id()), (WarningState::Closed, "urgent"), "it is told as loud as it was");
    assert_eq!(WarningState::UnderCare.word(), "under care");
}

#[test]
fn a_warning_is_raised_again_when_the_days_are_over() {
    let mut seen = warning(&[("3", "pus yes")]);
    let days_pass = |seen: &mut Warning, day| seen.let_days_pass(mendlog::domain::Day::new(day));
    days_pass(&mut seen, 6);
    assert_eq!((seen.state(), seen.times_raised), (WarningState::UnderCare, 1));
    days_pass(&mut seen, 7);
    assert_eq!((seen.state(), seen.times_raised, seen.raised_at), (WarningState::Raised, 2, at("7 00:00")));
    days_pass(&mut seen, 8);
    assert_eq!(seen.times_raised, 2);
    let mut over = warning(&[("3", "pus yes"), ("4", "pus no")]);
    days_pass(&mut over, 9);
    assert_eq!(over.times_raised, 1);
    let by_entry = warning(&[("3", "pus yes"), ("8", "pus yes")]);
    assert_eq!((by_entry.times_raised, by_entry.raised_at), (2, at("7 00:00")));
}

#[test]
fn more_of_it_than_was_told_at_the_visit_is_raised_again_unless_it_is_covered() {
    let after = |when: &str, entries: &[(&str, &str)]| {
        let mut course = SmallCourse::by_rules(vec![rule("asked", "urgent", when)]).with(entries);
        course.seen("asked", "3 21:00", 3);
        let warning = course.episodes("asked").remove(0);
        (warning.state(), warning.times_raised)
    };
    let signs = [("2", "warmth yes"), ("3", "pus yes"), ("4", "pus yes, warmth yes")];
    assert_eq!(after("{ any_sign = ['pus', 'warmth'] }", &signs), (WarningState::Raised, 2), "nobody told of both");
    let doubt = "{ unsure = ['fever'] }, { grade = { of = ['itching'], at_least = 1 } }";
    let more_itching = [("3", "fever ?, itching 1"), ("4", "fever ?, itching 2")];
    assert_eq!(after(doubt, &more_itching), (WarningState::UnderCare, 1), "so much itching is usual on day 4");
}

#[test]
fn with_no_entry_the_days_pass_too() {
    let mut course = SmallCourse::by_rules(vec![pus()]).with(&[("3", "pus yes")]);
    course.seen("pus", "3 21:00", 3);
    let (waiting, over) = (course.now("6"), course.now("7"));
    assert_eq!((waiting.triage.id(), waiting.open_warnings[0].state()), ("watch", WarningState::UnderCare));
    assert_eq!((over.triage.id(), over.open_warnings[0].state()), ("urgent", WarningState::Raised));
    let mut assessment = course.assessment();
    assessment.let_days_pass(mendlog::domain::Day::new(7));
    assert_eq!(assessment.open_warnings()[0].state(), WarningState::Raised);
}
