//! What conditions sound like.

use super::*;
use crate::domain::{Sign, Symptom};

fn catalog() -> Catalog {
    let symptom = |id: &str| Symptom {
        id: id.into(),
        name: format!("{}{}", id[..1].to_uppercase(), &id[1..]),
        also: Vec::new(),
        question: String::new(),
        grades: Default::default(),
        grades_darker_skin: None,
        look_for_darker_skin: None,
    };
    let sign = |id: &str, name: &str| Sign {
        id: id.into(),
        name: name.into(),
        also: Vec::new(),
        question: String::new(),
        call: String::new(),
        ask: crate::domain::sign::AskDays::default(),
        only_for: Vec::new(),
        only_if: Vec::new(),
    };
    Catalog {
        symptoms: ["redness", "swelling", "pain"].map(symptom).into(),
        signs: vec![sign("pus", "Pus"), sign("open_sores", "Open sores")],
        ..Catalog::default()
    }
}

fn hold() -> Hold {
    Hold {
        id: "make-up".into(),
        title: "Make-up".to_owned(),
        lifts: crate::domain::After::Hours(24),
        not_before: None,
        early: String::new(),
        why: String::new(),
        sources: Vec::new(),
    }
}

fn said(condition: &Condition) -> Vec<String> {
    let mut said = Vec::new();
    Speaker { catalog: &catalog(), rules: &[], holds: &[hold()] }.condition(condition, 0, &mut said);
    said.iter().map(ToString::to_string).collect()
}

fn of(symptoms: &[&str]) -> Vec<SymptomId> {
    symptoms.iter().map(|id| SymptomId::from(*id)).collect()
}

fn grade(number: u8) -> Grade {
    Grade::try_from(number).unwrap()
}

#[test]
fn signs_and_grades_are_said_as_a_nurse_would() {
    let cases = [
        (Condition::Sign("pus".into()), "the check-in answers \"Pus\" with yes"),
        (
            Condition::Unsure(vec!["pus".into(), "open_sores".into()]),
            "the check-in answers \"Pus\" or \"Open sores\" with \"not sure\"",
        ),
        (
            Condition::EarlierSign { sign: "pus".into(), within_days: 1 },
            "an earlier check-in, at most 1 day before, answered \"Pus\" with yes",
        ),
        (
            Condition::LastingSign { sign: "pus".into(), days: 3 },
            "the check-in answers \"Pus\" with yes, and so did every answer to it for 3 days or more",
        ),
        (
            Condition::Above {
                of: of(&["redness", "swelling", "pain"]),
                range: Range::Outer,
                by: 1,
                at_least: grade(2),
                count: 1,
            },
            "redness, swelling or pain lies above the outer edge of the range for the day by 1 grade or more, \
             at grade 2 (clear) or above",
        ),
        (
            Condition::Above { of: of(&["redness", "pain"]), range: Range::Usual, by: 2, at_least: grade(0), count: 2 },
            "at least 2 of redness and pain lie above what is usual for the day by 2 grades or more",
        ),
        (
            Condition::Rise {
                of: of(&["pain"]),
                by: 1,
                at_least: grade(2),
                above: Some(Range::Outer),
                within_hours: None,
                from_hours: 12.0,
            },
            "pain is 1 grade or more higher than its lowest grade recorded 12 hours after the treatment or later, \
             at grade 2 (clear) or above, above the outer edge of the range for the day",
        ),
        (Condition::Hours { from: Some(48.0), to: None }, "48 hours or more after the treatment"),
        (Condition::Day { from: None, to: Some(13) }, "up to day 13 after the treatment"),
    ];
    for (condition, wanted) in cases {
        assert_eq!(said(&condition), [wanted]);
    }
}

#[test]
fn what_lies_inside_is_indented_and_a_single_one_needs_no_heading() {
    let pus = || Condition::Sign("pus".into());
    let day = || Condition::Day { from: Some(2), to: Some(2) };
    let nested = Condition::Any(vec![pus(), Condition::All(vec![day(), Condition::Any(vec![pus()])])]);
    let wanted = [
        "at least one of these:",
        "  the check-in answers \"Pus\" with yes",
        "  all of these:",
        "    on day 2 after the treatment",
        "    the check-in answers \"Pus\" with yes",
    ];
    assert_eq!(said(&nested), wanted);
}

#[test]
fn everything_a_circumstance_names_is_said() {
    let given = Circumstance {
        patient: vec![PatientFact::WeakImmunity],
        device_other_than: vec![Device::Roller],
        device: vec![Device::Pen, Device::Rf],
        area: vec![Area::Eyes],
        needle_from: Some(0.5),
        needle_below: Some(2.0),
        skin_type_from: Some(4),
        at_home: Some(true),
        prp: Some(false),
    };
    let words = given.words();
    for wanted in [
        "weak immunity or diabetes",
        "pen or radio-frequency (RF)",
        "was not roller",
        "eyes",
        "0.5 mm long",
        "shorter than 2 mm",
        "type is 4 or darker",
        "done at home",
        "without platelet-rich plasma",
    ] {
        assert!(words.contains(wanted), "{words}");
    }
}

#[test]
fn early_use_is_said_by_the_names_of_the_things() {
    let condition = Condition::UsedEarly { of: vec!["make-up".into()], within_hours: 72.0 };
    let words = "\"Make-up\" was noted as used before its time had come, at most 72 hours before the check-in";
    assert_eq!(said(&condition), [words]);
}
