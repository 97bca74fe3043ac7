//! Where sources disagree: what is shown for an entry, and what a protocol file may not say.

use mendlog::domain::Answer;
use mendlog::protocols::Fault;

use crate::patient::{LIBRARY, diary, evening, why_last};

const PROTOCOL: &str = include_str!("../../assets/protocols/microneedling.toml");

fn shown(grades: &[(&str, u8)], signs: &[(&str, Answer)]) -> Vec<String> {
    let why = why_last(&diary(vec![evening(4, grades, signs)]));
    why.disagreements.into_iter().map(|one| one.id).collect()
}

#[test]
fn only_what_matters_to_the_entry_is_shown_and_what_spoke_comes_first() {
    assert_eq!(shown(&[("swelling", 1), ("redness", 0)], &[]), ["how-long-swelling"]);
    let with_fever = shown(&[("swelling", 1)], &[("fever", Answer::Yes)]);
    assert_eq!(with_fever[..2], ["fever-alone", "how-long-swelling"]);
}

#[test]
fn isotretinoin_is_noted_for_those_who_took_it() {
    let mut diary = diary(vec![evening(4, &[("redness", 0)], &[])]);
    diary.patient.isotretinoin_within_6_months = Some(true);
    assert!(why_last(&diary).disagreements.iter().any(|one| one.id == "isotretinoin"));
}

#[test]
fn every_answer_is_anothers_and_no_two_are_averaged() {
    for one in &LIBRARY.standard().disagreements {
        for word in ["average", "mean of", "in between", "on the whole"] {
            assert!(!one.used.contains(word), "{}: {}", one.id, one.used);
        }
        let says: Vec<_> = one.answers.iter().map(|answer| &answer.says).collect();
        let different: std::collections::BTreeSet<_> = says.iter().collect();
        assert_eq!(says.len(), different.len(), "{}", one.id);
    }
}

fn fault(from: &str, to: &str) -> Fault {
    assert_eq!(PROTOCOL.matches(from).count(), 1, "{from}");
    LIBRARY.read("clinic.toml", &PROTOCOL.replace(from, to)).unwrap_err()
}

fn line_of(needle: &str) -> usize {
    PROTOCOL.lines().position(|line| line.contains(needle)).unwrap() + 1
}

#[test]
fn faults_are_named_with_line_and_column() {
    let about = "about = { symptoms = [\"swelling\"] }";
    let unknown = fault(about, "about = { symptoms = [\"sweling\"] }");
    assert_eq!((unknown.line, unknown.column), (line_of(about), 23), "{unknown}");
    assert!(unknown.message.contains("no symptom is called \"sweling\""), "{unknown}");

    let rules = "about = { rules = [\"fever\"] }";
    let unknown = fault(rules, "about = { rules = [\"feever\"] }");
    assert_eq!(unknown.line, line_of(rules));
    assert!(unknown.message.contains("no rule is called \"feever\""), "{unknown}");

    let answer = "{ says = \"be careful\", sources = [\"fda-microneedling\"] }";
    let unknown = fault(answer, "{ says = \"be careful\", sources = [\"fda-micro\"] }");
    assert_eq!(unknown.line, line_of(answer));
    assert!(unknown.message.contains("no source is called \"fda-micro\""), "{unknown}");
}

#[test]
fn one_voice_is_no_disagreement_and_somebodys_answer_is_used() {
    let same = fault("sources = [\"center-for-sight\"] }", "sources = [\"micropen\"] }");
    assert!(same.message.contains("two answers from different sources"), "{same}");
    let used = "used = \"The first after needles alone; after radio frequency two days more.\"";
    let silent = fault(used, "used = \" \"");
    assert_eq!(silent.line, line_of(used));
    assert!(silent.message.contains("whose answer"), "{silent}");
    let nothing = fault("about = { symptoms = [\"pain\"] }", "about = {}");
    assert!(nothing.message.contains("about nothing"), "{nothing}");
}
