//! The assessment says what the domain found, in the words and order of the format.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{judge, write};
use crate::domain::{Catalog, Diary, Protocol, Sign, Symptom, Treatment};
use crate::exchange::journal_json::Reader;

/// A protocol with two symptoms, two signs and three rules.
fn protocol() -> Protocol {
    let symptoms = ["redness", "peeling"].map(|id| Symptom {
        id: id.into(),
        name: id.to_uppercase(),
        also: Vec::new(),
        question: String::new(),
        grades: std::array::from_fn(|grade| format!("look {grade}")),
        grades_darker_skin: None,
        look_for_darker_skin: None,
    });
    let signs = ["pus", "warmth"].map(|id| Sign {
        id: id.into(),
        name: id.to_uppercase(),
        also: Vec::new(),
        question: String::new(),
        call: String::new(),
        ask: crate::domain::sign::AskDays::default(),
        only_for: Vec::new(),
        only_if: Vec::new(),
    });
    let text = r#"
        id = "microneedling"
        version = "1.0.0"
        name = "Test"
        review = "nobody"
        phases = []
        courses = [{ symptom = "redness", bands = [[0, 3, 4], [2, 1, 2]], support = "", sources = [] }]
        [[rules]]
        id = "pus"
        triage = "urgent"
        title = "Pus"
        when = [{ sign = "pus" }]
        why = "because"
        advice = "ring"
        sources = ["x"]
        [[rules]]
        id = "above-usual"
        triage = "watch"
        title = "Above"
        when = [{ above = { of = ["redness"], range = "usual" } }]
        why = "because"
        advice = "look"
        sources = []
        [[rules]]
        id = "silent"
        triage = "contact_provider"
        title = "Silent"
        when = [{ silent = { hours = 48, after = "watch" } }]
        why = "because"
        advice = "enter"
        sources = []
    "#;
    let protocol: Protocol = toml::from_str(text).unwrap();
    Protocol {
        catalog: Arc::new(Catalog { symptoms: symptoms.into(), signs: signs.into(), ..Catalog::default() }),
        ..protocol
    }
}

fn assessment(entries: &str, at: Option<&str>) -> Value {
    let text = format!(
        r#"{{"format": "mendlog-journal", "version": 1, "entries": [{entries}], "treatments": [
            {{"id": "t1", "performed_at": "2026-03-02T10:00:00+01:00", "protocol": "microneedling"}}]}}"#
    );
    let protocol = protocol();
    let read = Reader::new(&protocol.catalog).read(text.as_bytes()).unwrap();
    let judged = judge(&read.diary, |_| &protocol, at.map(|at| at.parse().unwrap()));
    let mut out = Vec::new();
    write(&judged, &read.spellings, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn an_entry_is_told_as_the_format_promises() {
    let entry = r#"{"treatment": "t1", "at": "2026-03-05T19:20:00Z", "grades": {"redness": 2, "peeling": "not_sure"}}"#;
    let told = assessment(entry, None);
    assert_eq!(
        told["entries"],
        json!([{
            "treatment": "t1", "at": "2026-03-05T19:20:00Z", "day": 3, "hours": 82.33, "triage": "watch",
            "standings": {"peeling": "not_sure", "redness": "above_usual"}, "not_recorded": [],
            "findings": [{
                "rule": "above-usual", "triage": "watch", "symptom": "redness", "sign": null,
                "observed": "REDNESS 2 (look 2)", "expected": "REDNESS up to 1 is usual on day 3, up to 2 is described",
                "why": "because", "advice": "look", "sources": [], "since": "2026-03-05T19:20:00Z"
            }]
        }])
    );
    assert_eq!(told["now"]["at"], "2026-03-05T19:20:00Z");
    assert_eq!((&told["now"]["day"], &told["now"]["triage"]), (&json!(3), &json!("watch")));
    assert_eq!((&told["format"], &told["version"]), (&json!("mendlog-assessment"), &json!(1)));
    assert_eq!(told["protocol"], json!({"id": "microneedling", "version": "1.0.0"}));
}

#[test]
fn entries_come_in_time_order_and_what_was_not_recorded_is_listed() {
    let told = assessment(
        r#"{"treatment": "t1", "at": "2026-03-06"}, {"treatment": "t1", "at": "2026-03-03T20:00:00+01:00", "grades": {"peeling": 0}}"#,
        None,
    );
    assert_eq!(told["entries"][0]["at"], "2026-03-03T20:00:00+01:00");
    assert_eq!(told["entries"][0]["not_recorded"], json!(["redness"]));
    assert_eq!(told["entries"][1]["at"], "2026-03-06");
    assert_eq!(told["entries"][1]["standings"], json!({}));
}

#[test]
fn an_open_warning_and_silence_are_part_of_now() {
    let entry = r#"{"treatment": "t1", "at": "2026-03-05T20:00:00+01:00", "signs": {"pus": true}}"#;
    let told = assessment(entry, Some("2026-03-09T20:00:00+01:00"));
    let now = &told["now"];
    assert_eq!((&now["triage"], &now["day"]), (&json!("urgent"), &json!(7)));
    assert_eq!(now["open_warnings"][0]["rule"], "pus");
    assert_eq!(now["open_warnings"][0]["since"], "2026-03-05T20:00:00+01:00");
    assert_eq!(now["silence"][0]["rule"], "silent");
    let before = assessment(entry, Some("2026-03-04T20:00:00+01:00"));
    assert_eq!((&before["now"]["triage"], &before["now"]["open_warnings"]), (&json!("expected"), &json!([])));
}

#[test]
fn a_journal_that_says_nothing_has_an_assessment_too() {
    let told = assessment("", None);
    assert_eq!((&told["now"]["at"], &told["now"]["day"]), (&json!("2026-03-02T10:00:00+01:00"), &json!(0)));
    let protocol = protocol();
    let judged = judge(&Diary::default(), |_| &protocol, None);
    let mut out = Vec::new();
    write(&judged, &BTreeMap::new(), &mut out).unwrap();
    let told: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(told["now"]["at"], Value::Null);
}

#[test]
fn a_date_alone_on_the_day_of_an_afternoon_treatment_counts_as_after_it() {
    let protocol = protocol();
    let treatment = Treatment::new("t1".into(), "2026-03-02T16:00:00+01:00".parse().unwrap());
    let mut entry = crate::domain::Entry::new("e1".into(), "t1".into(), "2026-03-02".parse().unwrap());
    entry.signs.insert("pus".into(), crate::domain::Answer::Yes);
    let diary = Diary { treatments: vec![treatment], entries: vec![entry], ..Diary::default() };
    let judged = judge(&diary, |_| &protocol, None);
    assert_eq!(judged.triage(), crate::domain::Triage::Urgent);
}
