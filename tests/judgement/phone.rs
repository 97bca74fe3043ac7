//! Whom to ring and what to say: the right number for the hour, and the patient's own figures in plain sentences.

use chrono::{DateTime, FixedOffset};
use mendlog::domain::call::{Phone, provider, script, whom_to_ring};
use mendlog::domain::{Area, DayEnd, Device, NeedleDepth, Provider, Treatment, Triage};

use super::small_course::{SmallCourse, at, rule};

fn clinic(phone: &str, out_of_hours: &str) -> Provider {
    Provider { name: " Dr Moreau ".into(), phone: phone.into(), out_of_hours: out_of_hours.into() }
}

/// 2026-03-02 is a Monday.
fn clock(day: u32, time: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-03-{day:02}T{time}:00+01:00")).unwrap()
}

#[test]
fn the_clinic_is_rung_in_its_hours_and_the_other_number_outside_them() {
    let both = clinic(" 555-0101 ", " 555-0199 ");
    for (day, time) in [(2, "08:00"), (4, "13:00"), (6, "17:59")] {
        assert_eq!(Phone::at(&both, clock(day, time)), Phone::Clinic("555-0101"), "{day} {time}");
    }
    for (day, time) in [(2, "07:59"), (6, "18:00"), (7, "12:00"), (8, "12:00"), (4, "02:00")] {
        assert_eq!(Phone::at(&both, clock(day, time)), Phone::OutOfHours("555-0199"), "{day} {time}");
    }
}

#[test]
fn the_only_number_is_rung_at_any_hour() {
    for (day, time) in [(4, "13:00"), (8, "02:00")] {
        assert_eq!(Phone::at(&clinic("1", " "), clock(day, time)), Phone::Clinic("1"));
        assert_eq!(Phone::at(&clinic(" ", "2"), clock(day, time)), Phone::OutOfHours("2"));
        assert_eq!(Phone::at(&clinic(" ", ""), clock(day, time)), Phone::Unknown);
    }
}

#[test]
fn a_number_says_what_it_is_and_a_missing_one_where_to_look() {
    assert_eq!(Phone::Clinic("1").words(), "1");
    assert_eq!(Phone::OutOfHours("2").words(), "2 (out of hours)");
    let unknown = Phone::Unknown.words();
    assert!(unknown.contains("no number saved") && unknown.contains("clinic's card"), "{unknown}");
}

#[test]
fn an_emergency_rings_the_emergency_number_and_all_else_the_clinic() {
    let both = clinic("1", "2");
    assert_eq!(whom_to_ring(Triage::Emergency, &both, clock(4, "13:00")), "Emergency number: 112, 911 or 999");
    assert_eq!(whom_to_ring(Triage::Urgent, &both, clock(4, "13:00")), "Ring 1, Dr Moreau");
    assert_eq!(whom_to_ring(Triage::ContactProvider, &both, clock(4, "20:00")), "Ring 2 (out of hours), Dr Moreau");
    let nameless = Provider { name: " ".into(), ..both };
    assert_eq!(whom_to_ring(Triage::Urgent, &nameless, clock(4, "13:00")), "Ring 1");
    let unknown = whom_to_ring(Triage::Urgent, &clinic("", ""), clock(4, "13:00"));
    assert!(unknown.starts_with("No number saved"), "{unknown}");
}

#[test]
fn a_provider_without_a_number_is_passed_over_for_one_with() {
    let treatment = |id: &str, phone: &str, out_of_hours: &str| {
        let mut treatment = Treatment::new(id.into(), "2026-03-02".parse().unwrap());
        treatment.provider = clinic(phone, out_of_hours);
        treatment
    };
    let (day, night, none) = (treatment("t1", "1", ""), treatment("t2", "", "2"), treatment("t3", " ", " "));
    assert!(day.provider.has_number() && night.provider.has_number() && !none.provider.has_number());
    assert_eq!(provider(Some(&none), &[&day, &night, &none], None).out_of_hours, "2");
    assert_eq!(provider(Some(&day), &[&day, &night, &none], None).phone, "1");
}

/// Lip blisters on days 3 and 4 and pain that has gone up, told on the evening of day 4.
fn course() -> SmallCourse {
    let mut course = SmallCourse::by_rules(vec![
        rule("blisters", "urgent", "{ sign = 'blisters' }"),
        rule("pain", "contact_provider", "{ rise = { of = ['pain'], by = 1, from_hours = 0 } }"),
    ])
    .with(&[("3", "blisters yes, pain 1"), ("4", "blisters yes, pain 3")]);
    let treatment = course.treatment();
    treatment.device = Some(Device::Rf);
    treatment.needle_depth = NeedleDepth::try_from(1.5).ok();
    treatment.area = Some(Area::FullFaceNeck);
    course.diary.patient.herpes_history = Some(true);
    course
}

fn said(course: &SmallCourse) -> [String; 3] {
    let (assessment, catalog) = (course.assessment(), &course.protocol.catalog);
    let warnings: Vec<_> = assessment.warnings().collect();
    script(
        &course.diary.patient,
        &course.diary.treatments[0],
        DayEnd::MIDNIGHT,
        &warnings,
        assessment.entries.last(),
        catalog,
        at("4"),
    )
}

#[test]
fn three_sentences_say_what_was_done_what_is_seen_and_what_may_matter() {
    let blisters = course().protocol.catalog.sign(&"blisters".into()).unwrap().call.clone();
    let seen =
        format!("On day 4, and first on day 3, {blisters}; on day 4 my pain has gone up from 1 on day 3 to 3 of 4.");
    let wanted = [
        "I had microneedling with a radio-frequency (RF) device, 1.5 mm deep, area: full face and neck on 2 March; \
         today is day 4 after it.",
        &seen,
        "You should know about me: cold sores in the past; what should I do, and should someone see my skin today?",
    ];
    assert_eq!(said(&course()), wanted);
}

#[test]
fn what_was_not_said_is_left_out() {
    let course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("4", "pain 1")]);
    let wanted = [
        "I had microneedling on 2 March; today is day 4 after it.",
        "What I graded last, on day 4, is within the range described for that day.",
        "Is that as you expect it, and is there anything I should do?",
    ];
    assert_eq!(said(&course), wanted);
}

/// The sentence about what is seen, by one rule.
fn seen(when: &str, entries: &[(&str, &str)]) -> String {
    said(&SmallCourse::judged_by(when).with(entries))[1].clone()
}

#[test]
fn grades_and_returns_are_said_with_their_figures() {
    let grade = "{ grade = { of = ['pain', 'redness'], at_least = 2 } }";
    assert_eq!(
        seen(grade, &[("4", "pain 3, redness 2")]),
        "On day 4 my pain is marked (3 of 4), my redness is clear (2 of 4)."
    );
    let back = "{ returned = { of = ['pain'], at_least = 1, gone_on_day = 0 } }";
    let entries = [("2", "pain 1"), ("3", "pain 0"), ("4", "pain 2")];
    assert_eq!(seen(back, &entries), "On day 4 my pain had gone on day 3 and is back at 2 of 4.");
}

#[test]
fn being_unsure_is_said_and_nothing_is_said_twice() {
    let unsure = seen("{ unsure = ['pus'] }", &[("4", "pus ?")]);
    assert!(
        unsure.starts_with("On day 4 there is yellow or green fluid") && unsure.ends_with(" (I am not sure)."),
        "{unsure}"
    );
    let twice = seen("{ sign = 'pus' }, { any_sign = ['pus', 'fever'] }, { day = { from = 0 } }", &[("4", "pus yes")]);
    assert_eq!(twice.matches("fluid").count(), 1, "{twice}");
}

#[test]
fn the_worst_that_is_over_is_told_before_what_is_calm_now() {
    let rules = vec![
        rule("pus", "urgent", "{ sign = 'pus' }"),
        rule("pain", "contact_provider", "{ grade = { of = ['pain'], at_least = 2 } }"),
    ];
    let mut course = SmallCourse::by_rules(rules).with(&[
        ("1", "pus yes, pain 0"),
        ("2", "pus no, pain 2"),
        ("3", "pus no, pain 0"),
        ("4", "pus no, pain 0"),
    ]);
    let [_, seen, _] = said(&course);
    assert!(seen.starts_with("Earlier my journal warned: on day 1 there is yellow or green fluid"), "{seen}");
    assert!(seen.contains("it was over on day 2; what I graded last, on day 4, is within"), "{seen}");
    assert!(!seen.contains("pain"), "only the worst is read out: {seen}");
    course.seen("pus", "1 21:00", 3);
    assert!(said(&course)[1].contains("I was seen on 3 March, told better within 3 days; they said: rest; what I"));
}

#[test]
fn more_than_can_be_listened_to_is_counted() {
    let symptoms = ["redness", "swelling", "peeling", "pain", "itching", "burning", "dryness"];
    let grades = symptoms.map(|symptom| format!("{symptom} 4")).join(", ");
    let seen = seen(&format!("{{ grade = {{ of = {symptoms:?}, at_least = 2 }} }}"), &[("4", &grades)]);
    assert_eq!(seen.matches(" of 4)").count(), 5, "{seen}");
    assert!(seen.ends_with("; my journal lists 2 more."), "{seen}");
}

#[test]
fn an_emergency_asks_for_help_now() {
    let course = SmallCourse::by_rules(vec![rule("asked", "emergency", "{ sign = 'pus' }")]).with(&[("4", "pus yes")]);
    assert_eq!(said(&course)[2], "I need help now; my address is: (say where you are).");
}

/// The sentence about how the last check-in stands, with a rule that only asks to watch.
fn calm(entries: &[(&str, &str)]) -> String {
    let watch = rule("watch", "watch", "{ grade = { of = ['peeling'], at_least = 2 } }");
    said(&SmallCourse::by_rules(vec![watch]).with(entries))[1].clone()
}

#[test]
fn where_nothing_warns_the_second_sentence_says_how_the_last_check_in_stands() {
    let cases = [
        (&[("4", "peeling 2")][..], "On day 4 my peeling is clear (2 of 4), which is to be watched."),
        (
            &[("3", "peeling 2"), ("4", "pus no")],
            "On day 4 I found no danger sign among those I answered, and graded no symptom.",
        ),
        (&[("4", "pain ?")], "I wrote last on day 4, and graded nothing that could be compared."),
        (&[], "I have not noted in my journal how my skin is since."),
    ];
    for (entries, wanted) in cases {
        assert_eq!(calm(entries), wanted);
    }
}

#[test]
fn the_worst_is_said_first() {
    let rules = vec![
        rule("pain", "contact_provider", "{ grade = { of = ['pain'], at_least = 2 } }"),
        rule("pus", "urgent", "{ sign = 'pus' }"),
    ];
    let [_, seen, _] = said(&SmallCourse::by_rules(rules).with(&[("4", "pain 3, pus yes")]));
    assert!(seen.find("fluid") < seen.find("my pain is marked"), "{seen}");
}
