//! Answers and facts as they are read, written and refused; and the words for them.

use mendlog::domain::Cost;
use mendlog::domain::{
    Answer, Area, CareTopic, Day, Device, EvidenceGrade, Grade, NeedleDepth, Patient, PatientFact, Rating, SkinType,
    Triage,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::small_course::{LIBRARY, grade};

fn read<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

#[test]
fn a_sign_is_answered_with_yes_no_or_not_sure() {
    for (answer, written, word) in [
        (Answer::Yes, json!(true), "yes"),
        (Answer::No, json!(false), "no"),
        (Answer::NotSure, json!("not_sure"), "not sure"),
    ] {
        assert_eq!(serde_json::to_value(answer).unwrap(), written);
        assert_eq!(read::<Answer>(written), Ok(answer));
        assert_eq!(answer.word(), word);
    }
    for wrong in [json!("maybe"), json!(1)] {
        let refused = read::<Answer>(wrong).unwrap_err();
        assert!(refused.contains("true, false or \"not_sure\""), "{refused}");
    }
}

#[test]
fn a_symptom_is_rated_none_to_extreme_or_not_sure() {
    for number in 0..=4 {
        let rating = Rating::Graded(grade(number));
        assert_eq!(read::<Rating>(json!(number)), Ok(rating));
        assert_eq!(serde_json::to_value(rating).unwrap(), json!(number));
        assert_eq!((rating.grade(), Rating::from(grade(number))), (Some(grade(number)), rating));
    }
    assert_eq!(read::<Rating>(json!("not_sure")), Ok(Rating::NotSure));
    assert_eq!(serde_json::to_value(Rating::NotSure).unwrap(), json!("not_sure"));
    assert_eq!(Rating::NotSure.grade(), None);
    for wrong in [json!(5), json!(-1), json!(300), json!("severe"), json!(1.5)] {
        let refused = read::<Rating>(wrong).unwrap_err();
        assert!(refused.contains("from 0 (none) to 4 (extreme)"), "{refused}");
    }
    let from_toml = toml::from_str::<std::collections::BTreeMap<String, Rating>>("redness = 3\npain = -1");
    assert!(from_toml.unwrap_err().to_string().contains("from 0 (none) to 4 (extreme)"));
    assert_eq!(
        toml::from_str::<std::collections::BTreeMap<String, Rating>>("redness = 3").unwrap()["redness"],
        grade(3).into()
    );
}

#[test]
fn grades_have_numbers_and_words_and_end_at_extreme() {
    let words = Grade::ALL.map(Grade::word);
    assert_eq!(words, ["none", "slight", "clear", "marked", "extreme"]);
    assert_eq!(
        Grade::ALL.map(|grade| (grade.number(), u8::from(grade), grade.to_string())),
        [0, 1, 2, 3, 4].map(|n: u8| (n, n, n.to_string()))
    );
    assert_eq!((grade(1).plus(2), grade(3).plus(2), grade(0).plus(255)), (grade(3), grade(4), grade(4)));
    assert!(Grade::try_from(5).unwrap_err().to_string().contains("not 5"));
}

#[test]
fn the_words_of_a_grade_are_those_for_the_patients_skin() {
    let symptom = |id: &str| LIBRARY.catalog.symptom(&id.into()).unwrap();
    assert_eq!(symptom("redness").words(grade(0), true), "my usual colour");
    assert_ne!(symptom("redness").words(grade(2), true), symptom("redness").words(grade(2), false));
    assert_eq!(symptom("pain").words(grade(1), true), symptom("pain").words(grade(1), false));
}

#[test]
fn skin_types_run_from_1_to_6_and_are_darker_from_4_on() {
    for number in 1..=6 {
        let skin = SkinType::try_from(number).unwrap();
        assert_eq!((skin.number(), u8::from(skin), skin.is_darker()), (number, number, number >= 4));
        let patient = Patient { skin_type: Some(skin), ..Patient::default() };
        assert_eq!(patient.has_darker_skin(), number >= 4);
    }
    assert!(!Patient::default().has_darker_skin(), "not said");
    assert!(SkinType::try_from(0).is_err() && SkinType::try_from(7).is_err());
}

#[test]
fn each_fact_is_kept_in_its_own_place_and_skipped_is_not_yes() {
    for fact in PatientFact::ALL {
        let mut patient = Patient::default();
        assert!(patient.fact(fact).is_none() && !patient.has(fact));
        *patient.fact_mut(fact) = Some(false);
        assert!(patient.fact(fact) == Some(false) && !patient.has(fact));
        *patient.fact_mut(fact) = Some(true);
        let yes = PatientFact::ALL.into_iter().filter(|other| patient.has(*other));
        assert_eq!(yes.collect::<Vec<_>>(), [fact]);
        assert!(fact.question().ends_with('?') && fact.words().len() > 5);
    }
}

#[test]
fn needles_are_longer_than_nothing_and_at_most_five_millimetres() {
    for mm in [0.01, 1.5, 5.0] {
        let depth = NeedleDepth::try_from(mm).unwrap();
        assert!((depth.mm() - mm).abs() < 1e-9 && (f64::from(depth) - mm).abs() < 1e-9);
    }
    assert_eq!(NeedleDepth::try_from(1.5).unwrap().to_string(), "1.5 mm");
    assert!([0.0, -1.0, 5.01, f64::NAN, f64::INFINITY].into_iter().all(|mm| NeedleDepth::try_from(mm).is_err()));
}

#[test]
fn devices_and_areas_are_called_in_files_as_they_are_read_from_them() {
    for device in Device::ALL {
        assert_eq!(serde_json::to_value(device).unwrap(), device.id());
    }
    assert_eq!(Device::ALL.map(Device::name), ["pen", "roller", "stamp", "radio-frequency (RF)"]);
    for area in Area::NAMED {
        assert_eq!(serde_json::to_value(&area).unwrap(), area.id());
        assert_eq!(read::<Area>(json!(area.id())), Ok(area.clone()));
        assert!(area.name() == area.id() || area == Area::FullFaceNeck);
    }
    assert_eq!(Area::FullFaceNeck.name(), "full face and neck");
    let knee = read::<Area>(json!("left knee")).unwrap();
    assert_eq!((knee.id(), knee.name(), &knee), ("left knee", "left knee", &Area::Other("left knee".into())));
}

#[test]
fn costs_have_an_amount_and_a_currency() {
    let cost = Cost { amount: "640.00".into(), currency: "USD".into() };
    assert_eq!(cost.to_string(), "640.00 USD");
    assert!(Cost::is_currency("EUR"));
    assert!(!["EU", "EURO", "eur", "E1R", "", "€€"].into_iter().any(Cost::is_currency));
    assert!(Cost::is_amount("123456789012.1234") && Cost::is_amount("7"));
    assert!(!["1234567890123", "1.2.3", "a", "1.a", "1.12345"].into_iter().any(Cost::is_amount));
}

#[test]
fn levels_are_said_in_a_word_and_ask_for_something_to_be_done() {
    assert_eq!(Triage::ALL.map(Triage::id), ["expected", "watch", "contact_provider", "urgent", "emergency"]);
    assert_eq!(Triage::ALL.map(Triage::word), ["EXPECTED", "WATCH", "CALL CLINIC", "TODAY", "EMERGENCY"]);
    assert_eq!(Triage::ALL.map(Triage::warns), [false, false, true, true, true]);
    let asked =
        ["Within the range", "Look again tomorrow", "ring the clinic", "medical advice today", "emergency number now"];
    for (triage, asked) in Triage::ALL.into_iter().zip(asked) {
        assert!(triage.advice().contains(asked), "{}", triage.advice());
        assert_eq!(format!("{triage:>18}|"), format!("{:>18}|", triage.id()));
    }
}

#[test]
fn the_weight_of_a_source_is_said_in_a_letter_and_in_words() {
    use EvidenceGrade::{A, B, C, D, S};
    let all = [A, B, C, D, S];
    assert_eq!(all.map(|grade| grade.to_string()), ["A", "B", "C", "D", "S"]);
    let meanings: std::collections::BTreeSet<_> = all.map(EvidenceGrade::meaning).into();
    assert!(meanings.len() == 5 && S.meaning().contains("our own synthesis"));
    assert!(meanings.iter().all(|meaning| meaning.contains(' ')));
}

#[test]
fn topics_of_care_have_names() {
    let ids = CareTopic::ALL.map(CareTopic::id);
    assert_eq!(ids, ["washing", "sunscreen", "make_up", "exercise", "retinoid", "next_session"]);
    let names = CareTopic::ALL.map(CareTopic::name);
    assert_eq!(names, ["Washing", "Sunscreen", "Make-up", "Exercise", "Retinoid", "Next session"]);
}

#[test]
fn a_sign_is_asked_on_its_days_after_its_devices_and_of_whom_it_concerns() {
    let mut sign = LIBRARY.catalog.sign(&"pus".into()).unwrap().clone();
    let nobody = Patient::default();
    (sign.ask.from_day, sign.ask.to_day) = (Some(2), Some(4));
    let days: Vec<_> = (0..7).filter(|day| sign.is_asked_on(Day::new(*day), None, &nobody)).collect();
    assert_eq!(days, [2, 3, 4]);
    sign.only_for = vec![Device::Rf];
    let after = |device| sign.is_asked_on(Day::new(3), device, &nobody);
    assert!(after(Some(Device::Rf)) && after(None) && !after(Some(Device::Pen)));
    assert!(!sign.is_asked_on(Day::new(5), Some(Device::Rf), &nobody), "after its last day");
    sign.only_if = vec![PatientFact::HerpesHistory, PatientFact::WeakImmunity];
    let mut patient = Patient::default();
    assert!(!sign.is_asked_on(Day::new(3), None, &patient));
    patient.weak_immunity = Some(true);
    assert!(sign.is_asked_on(Day::new(3), None, &patient));
    sign.only_for.clear();
    assert!(sign.is_asked_on(Day::new(3), Some(Device::Pen), &patient));
}

#[test]
fn names_are_those_of_the_catalogue_or_else_the_id() {
    let catalog = &LIBRARY.catalog;
    assert_eq!(
        (catalog.symptom_name(&"pain".into()), catalog.sign_name(&"pus".into())),
        ("Pain", "Pus or yellow crust")
    );
    assert_eq!((catalog.symptom_name(&"hiccups".into()), catalog.sign_name(&"hiccups".into())), ("hiccups", "hiccups"));
    assert_eq!(catalog.source(&"handout".into()).unwrap().id.as_str(), "handout");
    assert!(catalog.source(&"hearsay".into()).is_none());
}
