//! Every fact of the handout the program began from, and where it lives.
//!
//! A place is `kind:id`; each must exist. What others still build is named in [`AWAITED`] until it is there.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeMap;

use mendlog::domain::patient::PatientFact;
use mendlog::domain::{Circumstance, Protocol};
use mendlog::protocols::load;

/// The rows H1 to H23, each with its places.
const ROWS: [(&str, &[&str]); 23] = [
    (
        "H1 first healing in 2 to 7 days",
        &[
            "phase:First hours",
            "phase:Settling",
            "phase:Peeling",
            "course:redness",
            "course:swelling",
            "course:pain",
            "course:burning",
        ],
    ),
    ("H2 better for weeks and months as collagen grows", &["phase:Remodelling", "card:collagen"]),
    ("H3 most redness gone by 48 hours", &["course:redness", "rule:not-clearly-less-by-48-hours"]),
    (
        "H4 peeling, spots, dryness take longer, not for everyone",
        &["course:peeling", "course:breakouts", "course:dryness"],
    ),
    ("H5 peeling from about day 3", &["course:peeling", "rule:early-peeling", "phase:Peeling"]),
    ("H6 tone and texture from 2 to 3 weeks", &["card:collagen"]),
    ("H7 the result depends on where one began; final at 6 to 9 months", &[]),
    ("H8 looking older for a while is inflammation and shedding", &["card:looking-older", "phase:Peeling"]),
    ("H9 fading after one to three years", &[]),
    ("H10 tiny holes heal; collagen and elastin", &["card:closing", "card:collagen", "phase:First hours"]),
    ("H11 spots in oily skin; toxins are a myth", &["modifier:acne_prone", "card:toxins", "course:breakouts"]),
    (
        "H12 overdoing it",
        &[
            "rule:treated-over-unhealed-skin",
            "rule:too-soon",
            "rule:roller-too-often",
            "sign:dark_patches",
            "sign:raised_scar",
            "hold:next-treatment",
            "card:more-is-not-better",
        ],
    ),
    ("H13 what a session costs", &[]),
    (
        "H14 washing and exfoliating",
        &["hold:washing", "hold:exfoliation", "care:cleanse", "care:leave-flakes", "card:washing-differs"],
    ),
    ("H15 serum every three hours, then twice a day", &["care:serum-first-day", "care:serum-first-week"]),
    ("H16 mostly a surface treatment", &["card:surface"]),
    (
        "H17 the first days: plain moisturiser or hyaluronic acid",
        &["care:moisturise", "course:redness", "course:swelling", "course:peeling"],
    ),
    (
        "H18 a skin cycle of 28 days, sessions every 4 to 6 weeks",
        &["hold:next-treatment", "rule:too-soon", "phase:Renewal"],
    ),
    (
        "H19 up to three days red and swollen; hydrocortisone on their word",
        &["course:redness", "course:swelling", "care:hydrocortisone", "care:cleanse", "care:moisturise"],
    ),
    ("H20 a badly damaged barrier; never a reason to wait", &["card:long-courses", "care:steady-routine"]),
    ("H21 what it is done for", &[]),
    (
        "H22 gone by itself after days or weeks",
        &[
            "course:bleeding",
            "course:bruising",
            "course:redness",
            "course:tightness",
            "course:itching",
            "course:peeling",
        ],
    ),
    (
        "H23 bad technique, poor hygiene, active lesions",
        &[
            "fact:herpes_history",
            "sign:pus",
            "sign:blisters",
            "sign:open_sores",
            "sign:line_marks",
            "sign:light_patches",
            "rule:cold-sore-tingling",
            "care:clean-hands",
            "care:antiviral",
        ],
    ),
];

/// Rows whose places others build: milestones, ratings, cost, goals.
const AWAITED: [&str; 6] = ["H2", "H6", "H7", "H9", "H13", "H21"];

fn exists(place: &str, protocol: &Protocol) -> bool {
    let (kind, id) = place.split_once(':').unwrap();
    let catalog = &protocol.catalog;
    match kind {
        "phase" => protocol.phases.iter().any(|phase| phase.name == id),
        "course" => protocol.courses.iter().any(|course| course.symptom.as_str() == id),
        "rule" => protocol.rule(id).is_some(),
        "care" => protocol.task(id).is_some(),
        "hold" => protocol.hold(id).is_some(),
        "card" => protocol.cards.iter().any(|card| card.id.as_str() == id),
        "sign" => catalog.signs.iter().any(|sign| sign.id.as_str() == id),
        "fact" => facts().contains_key(id),
        "modifier" => protocol.modifiers.iter().any(|modifier| names(&modifier.when, id)),
        _ => panic!("no kind of place is called {kind}"),
    }
}

fn facts() -> BTreeMap<String, PatientFact> {
    PatientFact::ALL
        .into_iter()
        .map(|fact| (serde_json::to_value(fact).unwrap().as_str().unwrap().to_owned(), fact))
        .collect()
}

fn names(circumstance: &Circumstance, fact: &str) -> bool {
    circumstance.patient.contains(&facts()[fact])
}

#[test]
fn every_row_of_the_handout_has_its_place() {
    let library = load().unwrap();
    for (number, (row, places)) in (1..).zip(ROWS) {
        let name = row.split(' ').next().unwrap();
        assert_eq!(name, format!("H{number}"), "the rows are in order and none is left out");
        assert!(!places.is_empty() || AWAITED.contains(&name), "{row} lives nowhere");
        for place in places {
            assert!(exists(place, library.standard()), "{row}: {place} does not exist");
        }
    }
}

/// What the handout says and nothing supports must not be repeated as advice.
#[test]
fn what_nothing_supports_is_told_as_a_myth_or_a_conflict() {
    let library = load().unwrap();
    let protocol = library.standard();
    let card = |id: &str| protocol.cards.iter().find(|card| card.id.as_str() == id).unwrap();
    assert!(card("toxins").myth && card("closed-in-minutes").myth);
    for id in ["washing", "exfoliation", "make-up", "retinoids", "next-treatment"] {
        let differ = |one: &mendlog::domain::disagreement::Disagreement| one.about.care.iter().any(|care| care == id);
        assert!(protocol.disagreements.iter().any(differ), "{id} stands as a conflict");
    }
    for id in ["serum-first-day", "serum-first-week", "hydrocortisone", "antiviral"] {
        assert!(protocol.task(id).unwrap().needs.is_some(), "{id} is only for those who were given it");
    }
    assert!(protocol.hold("exfoliation").unwrap().lifts.hours() > 7 * 24, "none in the first week");
}
