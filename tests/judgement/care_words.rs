//! What is said of a visit: in short, on the phone, as advice; and what is written down about it.

use mendlog::domain::comparison::how_it_stands;
use mendlog::domain::visit::{BetterWithin, Care, Since, seen_events};
use mendlog::domain::warning::Act;
use mendlog::domain::{AssessedEntry, DayEnd, Finding, Triage, call};

use super::small_course::{SmallCourse, at, rule};

/// Pus, seen on Thursday, day 3, to be better within three days, and what became of it.
fn course(entries: &[(&str, &str)]) -> SmallCourse {
    let mut advised = rule("pus", "urgent", "{ sign = 'pus' }");
    advised.advice = "Wash gently.".into();
    let mut course = SmallCourse::by_rules(vec![advised]).with(&[("3", "pus yes")]).with(entries);
    course.seen("pus", "3 21:00", 3);
    course
}

fn last(course: &SmallCourse) -> AssessedEntry {
    course.assessment().entries.pop().unwrap()
}

fn finding(entries: &[(&str, &str)]) -> Finding {
    last(&course(entries)).findings.remove(0)
}

/// The four things that can have become of it.
fn cares() -> [Care; 4] {
    let seen = finding(&[("4", "pus yes")]).care.unwrap();
    [Since::AsSeen, Since::Better, Since::NotBetter, Since::Worse].map(|since| Care { since, ..seen.clone() })
}

#[test]
fn what_became_of_it_has_a_name_and_a_level_it_may_speak_at() {
    let named = cares().map(|care| (care.since.id(), care.since.at_most(), care.is_under_care()));
    let wanted = [
        ("as_seen", Triage::Watch, true),
        ("better", Triage::ContactProvider, false),
        ("not_better", Triage::Urgent, false),
        ("worse", Triage::Emergency, false),
    ];
    assert_eq!(named, wanted);
}

#[test]
fn it_is_said_in_short_with_its_dates() {
    let wanted = [
        "under care until Sunday 8 March",
        "less than when seen on 5 March, not over in the days they named",
        "seen on 5 March; the days they named are over",
        "something is new or worse since you were seen on 5 March",
    ];
    assert_eq!(cares().map(|care| care.in_short()), wanted);
    let observed = finding(&[("4", "redness 0")]).observed(&course(&[]).protocol.catalog, false);
    let wanted =
        "Pus or yellow crust: yes (earlier, and nothing since says that it is over; under care until Sunday 8 March)";
    assert_eq!(observed, wanted);
}

#[test]
fn it_is_said_on_the_phone() {
    let told = "I was seen on 5 March, told better within 3 days; they said: rest";
    let ends = [
        "",
        "; it is better, but not over",
        "; those days are over and it is not better",
        "; since then something is new or worse",
    ];
    for (care, end) in cares().into_iter().zip(ends) {
        assert_eq!(care.spoken(), format!("{told}{end}"));
    }
}

#[test]
fn it_advises_to_follow_what_they_said_or_to_ring_again() {
    let [as_seen, better, not_better, worse] = cares().map(|care| care.advice());
    assert!(
        as_seen.starts_with("You were seen on Thursday 5 March; they said: rest. Follow what they said"),
        "{as_seen}"
    );
    assert!(as_seen.contains("Not better by Sunday 8 March"), "{as_seen}");
    assert!(
        better.starts_with("The days they named are over since Sunday 8 March. It is better, but not over"),
        "{better}"
    );
    assert!(not_better.contains("nothing shows that it is better: ring and say so"), "{not_better}");
    assert!(worse.contains("since you were seen on Thursday 5 March: do not wait any longer"), "{worse}");
}

#[test]
fn the_rules_own_advice_is_given_until_a_visit_says_more() {
    let advice = |entries: &[(&str, &str)]| {
        let (finding, warning) = (finding(entries), course(entries).episodes("pus").remove(0));
        assert_eq!(finding.advice(), warning.advice());
        finding.advice()
    };
    assert!(advice(&[("4", "pus yes")]).starts_with("You were seen"));
    let worse = advice(&[("4", "pus yes, fever yes")]);
    assert!(worse.starts_with("Something is new or worse") && worse.ends_with(" Wash gently."), "{worse}");
    let not_better = advice(&[("8", "pus yes")]);
    assert!(
        not_better.starts_with("The days they named are over") && not_better.ends_with(" Wash gently."),
        "{not_better}"
    );
    let unseen = course(&[]).assessment().entries.remove(0).findings.remove(0);
    assert_eq!(unseen.advice(), "Wash gently.");
}

#[test]
fn where_the_visit_makes_an_emergency_quieter_the_quieter_level_says_what_to_do() {
    let mut advised =
        rule("pus", "emergency", "{ any = [{ sign = 'pus' }, { grade = { of = ['pain'], at_least = 1 } }] }");
    advised.advice = "Call now.".into();
    let mut course = SmallCourse::by_rules(vec![advised]).with(&[("3", "pus yes"), ("8", "redness 0")]);
    course.seen("pus", "3 21:00", 3);
    let finding = last(&course).findings.remove(0);
    assert_eq!(finding.triage(), Triage::Urgent);
    assert!(finding.advice().ends_with(Triage::Urgent.advice()), "{}", finding.advice());
}

#[test]
fn an_entry_of_which_all_that_warns_was_seen_asks_to_wait_for_the_days_named() {
    let waiting = last(&course(&[("4", "pus yes")]));
    let heading = "Under care until Sunday 8 March. Not better by then, or anything new or worse: ring again.";
    assert!(waiting.findings[0].is_under_care());
    assert_eq!(waiting.advice(), heading);
    assert_eq!(how_it_stands(Triage::Watch, Some(&waiting)), heading);
    assert_eq!(how_it_stands(Triage::Urgent, Some(&waiting)), Triage::Urgent.advice());
    let worse = last(&course(&[("4", "pus yes, fever yes")]));
    assert!(!worse.findings[0].is_under_care());
    assert_eq!(worse.advice(), Triage::Urgent.advice());
}

#[test]
fn where_something_louder_was_not_seen_that_is_what_it_asks_for() {
    let mut course = course(&[("4", "pus yes")]);
    course.protocol.rules.push(std::sync::Arc::new(rule("late", "contact_provider", "{ day = { from = 4 } }")));
    assert_eq!(last(&course).advice(), Triage::ContactProvider.advice());
}

/// The sentences for the phone about all warnings.
fn script(course: &SmallCourse) -> [String; 3] {
    let assessment = course.assessment();
    let warnings: Vec<_> = assessment.warnings().collect();
    let (patient, treatment) = (&course.diary.patient, &course.diary.treatments[0]);
    call::script(patient, treatment, DayEnd::MIDNIGHT, &warnings, None, &course.protocol.catalog, at("5"))
}

#[test]
fn the_phone_script_tells_each_visit_once_the_latest_first() {
    let rules = ["pus", "fever", "chills"].map(|id| rule(id, "urgent", &format!("{{ sign = '{id}' }}")));
    let mut course = SmallCourse::by_rules(rules.into()).with(&[("3", "pus yes, fever yes, chills yes")]);
    for (rule, when) in [("pus", "3 21:00"), ("fever", "3 21:00"), ("chills", "4 09:00")] {
        course.seen(rule, when, 3);
    }
    let [_, seen, _] = script(&course);
    let visits =
        ["6 March", "5 March"].map(|day| format!("I was seen on {day}, told better within 3 days; they said: rest"));
    assert!(seen.ends_with(&format!("; {}.", visits.join("; "))), "{seen}");
    assert_eq!(seen.matches("I was seen").count(), 2, "{seen}");
}

#[test]
fn a_visit_is_written_down_for_each_warning_seen() {
    let course = course(&[]);
    let warnings = course.episodes("pus");
    let days = BetterWithin::try_from(2).unwrap();
    let [event] = seen_events(&[&warnings[0]], at("4"), "cream", days).try_into().unwrap();
    assert_eq!((event.treatment.as_str(), event.rule.as_str(), event.at), ("t1", "pus", at("4")));
    assert_eq!(event.act, Act::Seen { words: "cream".into(), better_within: days });
}

#[test]
fn days_until_it_is_better_are_read_and_said() {
    for days in [1, 2, 28] {
        let within = BetterWithin::try_from(days).unwrap();
        assert_eq!((within.days(), u8::from(within)), (days, days));
        assert_eq!(within.to_string(), format!("{days} day{}", if days == 1 { "" } else { "s" }));
    }
    assert!(BetterWithin::try_from(0).is_err() && BetterWithin::try_from(29).is_err());
}

#[test]
fn a_visit_in_the_small_hours_belongs_to_the_evening_before() {
    let mut course = course(&[]);
    course.diary.day_end = DayEnd::OFFERED;
    course.diary.events[0].at = at("4 01:00");
    let visit = course.episodes("pus").remove(0).care.unwrap().visit;
    assert_eq!((visit.day().number(), visit.last_day.number()), (3, 6));
    assert_eq!((visit.date(), visit.last_date), (at("3").date_naive(), at("6").date_naive()));
    assert_eq!(visit.over_at, at("7 03:00"));
    assert_eq!((visit.on().as_str(), visit.until().as_str()), ("Thursday 5 March", "Sunday 8 March"));
}

#[test]
fn a_visit_of_which_nothing_was_written_down_quotes_nothing() {
    let mut course = course(&[]);
    course.diary.events[0].act = Act::Seen { words: " ".into(), better_within: BetterWithin::OFFERED };
    let visit = course.episodes("pus").remove(0).care.unwrap().visit;
    assert_eq!((visit.said.as_str(), visit.they_said().as_str()), ("", ""));
}

#[test]
fn acts_are_called_in_files_by_their_names() {
    let seen = Act::Seen { words: "cream".into(), better_within: BetterWithin::OFFERED };
    let acts = [Act::Acknowledged, Act::Called, Act::Answered("yes".into()), Act::Closed("over".into()), seen];
    assert_eq!(acts.each_ref().map(Act::id), ["acknowledged", "called", "answered", "closed", "seen"]);
    assert_eq!(acts.each_ref().map(Act::words), [None, None, Some("yes"), Some("over"), Some("cream")]);
    assert_eq!(acts.each_ref().map(Act::better_within), [None, None, None, None, Some(BetterWithin::OFFERED)]);
    let written = serde_json::to_value(&acts[4]).unwrap();
    assert_eq!(written, serde_json::json!({ "act": "seen", "text": "cream", "better_within_days": 3 }));
}
