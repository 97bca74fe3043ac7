//! What is in the Bundle and what must not be; other people's validators read it in `tests/outside`.

use std::collections::HashSet;

use mendlog::domain::{
    Answer, Area, Change, Changed, Diary, Entry, Grade, Moment, Outcome, Protocol, Provider, Rating, Revised, Scored,
    Treatment,
};
use mendlog::exchange::fhir::{Codes, Edited, Links, Record, Resource, definitions, resources, to_string};
use serde_json::Value;

use crate::home::Home;
use crate::journals::LIBRARY;

fn diary() -> Diary {
    let mut treatment = Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    treatment.provider = Provider { phone: "555-0142".to_owned(), ..Provider::default() };
    let mut entry = Entry::new("e1".into(), "t1".into(), "2026-03-06".parse().unwrap());
    entry.recorded_at = Some("2026-03-07T20:00:00+20:00".parse().unwrap());
    entry.grades.insert("redness".into(), Grade::ALL[3].into());
    entry.grades.insert("peeling".into(), Rating::NotSure);
    entry.signs.insert("pus".into(), Answer::Yes);
    entry.signs.insert("fever".into(), Answer::NotSure);
    "<b>&\u{a0}\u{1b}[2J\u{3000}".clone_into(&mut entry.note);
    Diary { treatments: vec![treatment], entries: vec![entry], ..Diary::default() }
}

fn record(diary: &Diary, patient: Option<&str>, look: impl FnOnce(Record<'_>)) {
    let edited = Edited { entries: ["e1".into()].into(), ..Edited::default() };
    let protocol_of = |id: &str| LIBRARY.protocol(id);
    let (codes, links) = (Codes::Own, Links::InBundle);
    look(Record { diary, protocol_of: &protocol_of, edited: &edited, patient, codes, links });
}

fn bundle(diary: &Diary, codes: Codes) -> Value {
    let mut bundle = Value::Null;
    record(diary, None, |record| {
        bundle = serde_json::from_str(&to_string(Record { codes, ..record }).unwrap()).unwrap();
    });
    bundle
}

/// The resources of a type.
fn all<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    resources.filter(|resource| resource["resourceType"] == kind).collect()
}

fn observation<'a>(bundle: &'a Value, code: &str) -> &'a Value {
    let found = all(bundle, "Observation").into_iter().find(|one| one["code"]["coding"][0]["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}"))
}

#[test]
fn a_grade_tells_its_day_its_range_and_that_it_was_changed() {
    let bundle = bundle(&diary(), Codes::Own);
    let redness = observation(&bundle, "redness");
    assert_eq!((&redness["valueInteger"], &redness["status"]), (&3.into(), &"amended".into()));
    assert_eq!(redness["effectiveDateTime"], "2026-03-06");
    // No clock is further than fourteen hours from Greenwich.
    assert_eq!(redness["issued"], "2026-03-07T00:00:00+00:00");
    assert_eq!(redness["interpretation"][0]["text"], "outside the range described for day 4");
    assert!(redness["referenceRange"][0]["text"].as_str().unwrap().contains("day 4"));
    assert!(redness["referenceRange"][0]["text"].as_str().unwrap().contains(&LIBRARY.standard().version));
    assert!(redness["text"]["div"].as_str().unwrap().contains("red like sunburn"));
}

#[test]
fn silence_is_no_observation_and_not_sure_has_no_value() {
    let bundle = bundle(&diary(), Codes::Own);
    for code in ["peeling", "fever"] {
        let unsure = observation(&bundle, code).as_object().unwrap();
        assert_eq!(unsure["dataAbsentReason"]["coding"][0]["code"], "asked-unknown");
        assert!(!unsure.keys().any(|key| key.starts_with("value")), "{unsure:?}");
    }
    // Two grades, two signs, the note.
    assert_eq!(all(&bundle, "Observation").len(), 5);
    assert_eq!(observation(&bundle, "pus")["valueBoolean"], true);
}

#[test]
fn hostile_text_is_tamed() {
    let text = bundle(&diary(), Codes::Own).to_string();
    assert!(text.contains("<b>&") && !text.contains(['\u{1b}', '\u{a0}', '\u{3000}']));
    let mut hostile = diary();
    hostile.treatments[0].area = Some(Area::Other("<script>\u{2028}".to_owned()));
    hostile.treatments[0].provider.name = "\u{200b}\u{a0}".to_owned();
    let bundle = bundle(&hostile, Codes::Own);
    assert_eq!(all(&bundle, "Procedure")[0]["contained"][0]["name"], "name not recorded");
    for narrated in all(&bundle, "Flag").into_iter().chain(all(&bundle, "Observation")) {
        assert!(!narrated["text"]["div"].as_str().unwrap_or_default().contains("<script"));
    }
}

#[test]
fn an_answer_has_the_words_and_the_place_of_the_form() {
    let bundle = bundle(&diary(), Codes::Own);
    let (form, response) = (all(&bundle, "Questionnaire"), all(&bundle, "QuestionnaireResponse"));
    assert_eq!(form.len(), 1);
    assert_eq!(response[0]["questionnaire"], form[0]["url"]);
    let asked = &form[0]["item"][1]["item"];
    assert_eq!(asked.as_array().unwrap().len(), LIBRARY.catalog.symptoms.len());
    assert!(asked.as_array().unwrap().iter().all(|item| item["answerOption"].as_array().unwrap().len() == 6));
    let answered = &response[0]["item"][1]["item"];
    assert_eq!((&answered[0]["linkId"], &answered[1]["linkId"]), (&"redness".into(), &"peeling".into()));
    let chosen = &answered[0]["answer"][0]["valueCoding"];
    assert!(asked[0]["answerOption"].as_array().unwrap().iter().any(|option| option["valueCoding"] == *chosen));
}

#[test]
fn on_brown_and_black_skin_the_form_asks_in_other_words() {
    let mut diary = diary();
    diary.patient.skin_type = Some(5.try_into().unwrap());
    let bundle = bundle(&diary, Codes::Own);
    let (form, response) = (all(&bundle, "Questionnaire"), all(&bundle, "QuestionnaireResponse"));
    assert_eq!((form.len(), &form[0]["name"]), (1, &"MendlogCheckInDarkerSkin".into()));
    assert_eq!(response[0]["questionnaire"], form[0]["url"]);
    let words = &LIBRARY.catalog.symptoms[0].grades_darker_skin.as_ref().unwrap()[3];
    assert_eq!(response[0]["item"][1]["item"][0]["answer"][0]["valueCoding"]["display"], **words);
}

#[test]
fn a_code_that_nobody_verified_is_there_only_when_asked_for_and_says_so() {
    assert!(!bundle(&diary(), Codes::Own).to_string().contains("snomed"));
    let bundle = bundle(&diary(), Codes::WithUnverified);
    let redness = observation(&bundle, "redness");
    let foreign = redness["code"]["coding"][1].as_object().unwrap();
    assert_eq!((&foreign["code"], &foreign["userSelected"]), (&"247441003".into(), &false.into()));
    assert!(!foreign.contains_key("display"));
    assert_eq!(redness["code"]["text"], "Redness (SNOMED CT code not verified)");
    assert_eq!(redness["meta"]["tag"][1]["code"], "unverified-code");
    assert!(observation(&bundle, "fever")["meta"]["tag"][1].is_null());
}

#[test]
fn everything_says_that_nobody_monitors_and_nobody_reviewed() {
    for entry in bundle(&diary(), Codes::Own)["entry"].as_array().unwrap() {
        let tag = entry["resource"]["meta"]["tag"][0]["display"].as_str().unwrap();
        assert!(tag.contains("not clinically reviewed"), "{entry}");
    }
}

/// Every code in it, with its system.
fn used<'a>(value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    if let (Some(system), Some(code)) = (value["system"].as_str(), value["code"].as_str()) {
        found.push((system, code));
    }
    value.as_array().into_iter().flatten().for_each(|inner| used(inner, found));
    value.as_object().into_iter().flatten().for_each(|(_, inner)| used(inner, found));
}

#[test]
fn every_code_of_ours_is_defined_once() {
    let bundle = bundle(&diary(), Codes::Own);
    let mut defined = HashSet::new();
    for system in all(&bundle, "CodeSystem") {
        for concept in system["concept"].as_array().unwrap() {
            let code = (system["url"].as_str().unwrap(), concept["code"].as_str().unwrap());
            assert!(!code.1.is_empty() && defined.insert(code), "{code:?}");
        }
    }
    let mut found = Vec::new();
    used(&bundle, &mut found);
    let own: Vec<_> = found.iter().filter(|(system, _)| system.starts_with("urn:")).collect();
    assert!(own.len() > 100 && own.iter().all(|code| defined.contains(*code)));
}

#[test]
fn the_names_of_two_patients_never_meet_and_a_journal_keeps_its_own() {
    let (diary, mut other) = (diary(), diary());
    other.treatments[0].performed_at = Moment::On("2026-03-03".parse().unwrap());
    let ids = |diary: &Diary, patient: Option<&str>| {
        let mut ids = Vec::new();
        record(diary, patient, |record| ids.extend(resources(record).map(|resource| resource.id())));
        ids
    };
    let journals = [ids(&diary, None), ids(&other, None), ids(&diary, Some("1")), ids(&diary, Some("2"))];
    let unique: HashSet<_> = journals.iter().flatten().collect();
    assert_eq!(unique.len(), journals.iter().map(Vec::len).sum::<usize>());
    assert_eq!(ids(&diary, Some("1")), ids(&other, Some("1")));
}

#[test]
fn lines_of_bulk_data_link_by_type_and_id() {
    record(&diary(), None, |record| {
        let record = Record { links: Links::InLines, ..record };
        let patient = resources(record).next().unwrap();
        let wanted = format!("Patient/{}", patient.id());
        assert_eq!(patient.kind(), "Patient");
        for resource in resources(record).skip(1) {
            let line = serde_json::to_value(&resource).unwrap();
            assert_eq!(line["subject"]["reference"], *wanted, "{line}");
            assert_eq!(line["resourceType"], resource.kind());
        }
    });
    assert!(definitions([LIBRARY.standard()]).len() > 8);
}

#[test]
fn the_file_is_the_patient_s_alone_and_says_what_it_leaves_behind() {
    let home = Home::new();
    let told = home.run(&["--demo", "export", "--format", "fhir", "-o", "bundle.json"]);
    assert!(told.code == 0 && told.out.is_empty(), "{}", told.err);
    for words in ["not encrypted", "Care notes, plans and prices", "export --format json"] {
        assert!(told.err.contains(words), "{words}: {}", told.err);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(home.folder.path().join("bundle.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let coded = home.run(&["--demo", "export", "--format", "fhir", "--codes"]);
    assert!(coded.err.contains("not verified by anybody") && coded.out.contains("unverified-code"), "{}", coded.err);
    let useless = home.run(&["--demo", "export", "--codes"]);
    assert!(useless.code == 2 && useless.out.is_empty() && useless.err.contains("--format fhir"), "{}", useless.err);
}

#[test]
fn the_demo_s_corrected_check_in_is_amended() {
    let bundle = Home::new().run(&["--demo", "export", "--format", "fhir"]).json();
    let amended = all(&bundle, "QuestionnaireResponse").into_iter().filter(|one| one["status"] == "amended").count();
    assert_eq!(amended, 1);
}

fn written<'a>(diary: &'a Diary, edited: &'a Edited, protocol_of: &'a dyn Fn(&str) -> &'a Protocol) -> Value {
    let (codes, links) = (Codes::Own, Links::InBundle);
    let text = to_string(Record { diary, protocol_of, edited, patient: None, codes, links }).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A journal with two treatments, of which only the earlier one was rated, and by which protocol each goes.
fn two_treatments() -> Diary {
    let mut diary = diary();
    let mut later = Treatment::new("t2".into(), "2026-06-02T10:00:00+02:00".parse().unwrap());
    "other".clone_into(&mut later.protocol);
    for treatment in [&mut diary.treatments[0], &mut later] {
        treatment.prp = Some(true);
    }
    diary.treatments.push(later);
    for id in ["o1", "o2"] {
        let mut outcome = Outcome::new(id.into(), "t1".into(), "2026-05-02".parse().unwrap());
        outcome.ratings.insert(LIBRARY.catalog.aspects[0].id.clone(), Scored::NotSure);
        diary.outcomes.push(outcome);
    }
    diary
}

#[test]
fn a_corrected_rating_and_a_corrected_treatment_are_amended_and_what_was_brought_back_is_not() {
    let diary = two_treatments();
    let [first, second] = [0, 1].map(|index: usize| diary.outcomes[index].clone());
    let treatment = diary.treatments[0].clone();
    let whats = [
        Changed::Outcome(Box::new(Revised::Corrected(second.clone(), first))),
        Changed::Outcome(Box::new(Revised::Restored(second))),
        Changed::Treatment(Box::new(Revised::Added(diary.treatments[1].clone()))),
        Changed::Treatment(Box::new(Revised::Corrected(treatment.clone(), treatment))),
    ];
    let at = "2026-05-03T10:00:00+02:00".parse().unwrap();
    let edited = Edited::new(["e1".into()].into(), &whats.map(|what| Change { at, what }));
    let bundle = written(&diary, &edited, &|id| LIBRARY.protocol(id));
    let statuses = |code: &str| {
        let own = all(&bundle, "Observation").into_iter().filter(|one| one["code"]["coding"][0]["code"] == code);
        own.map(|one| one["status"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(statuses(LIBRARY.catalog.aspects[0].id.as_str()), ["amended", "final"]);
    assert_eq!(statuses("prp"), ["amended", "final"]);
}

#[test]
fn each_protocol_that_is_gone_by_comes_along_under_names_of_its_own() {
    let other = Protocol { id: "other".to_owned(), version: "7".to_owned(), ..LIBRARY.standard().clone() };
    let newer = Protocol { version: "8".to_owned(), ..other.clone() };
    let diary = two_treatments();
    let bundle =
        written(&diary, &Edited::default(), &|id: &str| if id == "other" { &other } else { LIBRARY.standard() });
    let forms = all(&bundle, "Questionnaire");
    let versions: Vec<_> = forms.iter().map(|form| form["version"].as_str().unwrap()).collect();
    assert_eq!(versions, [LIBRARY.standard().version.as_str(), "7"]);
    assert_eq!(all(&bundle, "QuestionnaireResponse")[0]["questionnaire"], forms[0]["url"]);
    let ids: Vec<_> = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["fullUrl"]).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    let named = |protocols: &[&Protocol]| definitions(protocols.iter().copied()).iter().map(Resource::id).collect();
    let [one, twice, both]: [Vec<_>; 3] = [named(&[&other]), named(&[&other, &other]), named(&[&other, &newer])];
    assert!(one == twice && both.len() == one.len() + 6, "{} and {}", one.len(), both.len());
}

#[test]
fn a_name_among_many_keeps_the_ids_of_a_file_whatever_is_corrected() {
    let home = Home::new();
    let named = |name: &str| home.run(&["--demo", "export", "--format", "fhir", "--patient", name]);
    let patient = |name: &str| all(&named(name).json(), "Patient")[0]["id"].clone();
    assert_eq!(named("p17").code, 0);
    assert!(patient("p17") == patient("p17") && patient("p17") != patient("p18"));
    assert!(!named("p17").out.contains("p17"), "the name itself is not in it");
}
