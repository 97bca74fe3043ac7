//! What the patient said about themselves and what a treatment was like, as one Observation each.
//!
//! Uses the patient and the treatment of `domain`.

use super::code::System;
use super::edited::Said;
use super::element::{Coding, Concept, Quantity};
use super::naming::{Names, date_time};
use super::observation::{Observation, Value};
use crate::domain::{Moment, Patient, PatientFact, Treatment};

/// Every fact, and what it says.
pub(super) const DETAILS: [(&str, &str); 15] = [
    ("skin_type", "Fitzpatrick skin type, 1 to 6"),
    ("acne_prone", "breakout-prone skin"),
    ("herpes_history", "cold sores in the past"),
    ("keloid_history", "raised scars in the past"),
    ("weak_immunity", "weak immunity or diabetes"),
    ("blood_thinners", "blood thinners"),
    ("isotretinoin_within_6_months", "isotretinoin in the last 6 months"),
    ("needle_depth", "needle depth"),
    ("passes", "passes of the needles over the same place"),
    ("prp", "platelet-rich plasma was applied"),
    ("at_home", "done at home"),
    ("severity_before", "how marked that was before the treatment, 0 to 4"),
    ("active_lesions", "sore, infected or broken skin on the day of the treatment"),
    ("retinoid_resumed_on", "the day on which a retinoid was taken up again"),
    ("note", "note of a check-in"),
];

/// A fact as a code with its words.
pub(super) fn concept(code: &'static str) -> Concept {
    let words = DETAILS.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| *words);
    Concept::new(Coding::new(System::Detail, code, words), words)
}

/// What the patient said about themselves; a question they skipped is left out.
pub(super) fn of_patient(names: Names, patient: &Patient) -> Vec<Observation> {
    let skin = patient.skin_type.map(|skin| ("skin_type", Value::Integer(skin.number())));
    let facts = PatientFact::ALL.into_iter().filter_map(|fact| {
        let answer = patient.fact(fact)?;
        Some((fact.id(), Value::Boolean(answer)))
    });
    let observation = |(code, value)| Observation::new(names, &format!("about\n{code}"), concept(code), value);
    skin.into_iter().chain(facts).map(observation).collect()
}

/// What a treatment was like; what the patient did not say is left out.
pub(super) fn of_treatment(names: Names, treatment: &Treatment, said_so: Said) -> Vec<Observation> {
    let observation = |(code, value): (&'static str, Value)| Observation {
        part_of: vec![names.link("Procedure", treatment.id.as_str())],
        status: said_so.observed(),
        effective_date_time: Some(date_time(treatment.performed_at)),
        ..Observation::new(names, &format!("treatment\n{}\n{code}", treatment.id), concept(code), value)
    };
    said(treatment).into_iter().flatten().map(observation).collect()
}

fn said(treatment: &Treatment) -> [Option<(&'static str, Value)>; 7] {
    let resumed = |date| Value::DateTime(date_time(Moment::On(date)));
    [
        treatment.needle_depth.map(|depth| ("needle_depth", Value::Quantity(millimetres(depth.mm())))),
        treatment.passes.map(|passes| ("passes", Value::Integer(passes.number()))),
        treatment.prp.map(|prp| ("prp", Value::Boolean(prp))),
        treatment.at_home.map(|at_home| ("at_home", Value::Boolean(at_home))),
        treatment.severity_before.map(|grade| ("severity_before", Value::Integer(grade.number()))),
        treatment.active_lesions.map(|lesions| ("active_lesions", Value::Boolean(lesions))),
        treatment.retinoid_resumed_on.map(|date| ("retinoid_resumed_on", resumed(date))),
    ]
}

const fn millimetres(value: f64) -> Quantity {
    Quantity { value, unit: "mm", system: Some("http://unitsofmeasure.org"), code: Some("mm") }
}
