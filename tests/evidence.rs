//! The evidence, row by row: what our notes on published aftercare say, and what the program makes of it.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::protocol::Bands;
use mendlog::domain::{
    Answer, Area, Day, Device, Diary, Entry, Grade, Moment, NeedleDepth, Patient, Protocol, SkinType, Treatment,
    Triage, assess,
};
use mendlog::protocols::load;

/// The days that the columns of [`RANGES`] stand for: the first day of each.
const DAYS: [i32; 11] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 15];

/// The range by day after a pen or roller up to 1.5 mm on the face: usual/outer.
const RANGES: &str = "
    day        0   1   2   3   4   5   6   7   8   11  15
    redness    3/4 3/3 2/3 2/2 1/2 1/2 0/1 0/1 0/0 0/0 0/0
    swelling   2/3 2/2 1/2 0/1 0/1 0/1 0/0 0/0 0/0 0/0 0/0
    pain       2/3 1/2 1/1 0/1 0/1 0/1 0/0 0/0 0/0 0/0 0/0
    burning    2/3 1/2 0/1 0/1 0/0 0/0 0/0 0/0 0/0 0/0 0/0
    bleeding   2/2 0/1 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0
    tightness  2/3 2/2 2/2 1/2 1/2 0/1 0/1 0/1 0/1 0/0 0/0
    dryness    1/2 2/2 2/3 2/3 2/3 2/3 1/2 1/2 0/1 0/1 0/0
    roughness  1/2 2/2 2/3 2/3 2/3 2/3 1/2 1/2 0/1 0/1 0/0
    itching    1/2 1/2 2/2 2/2 2/2 1/2 0/1 0/1 0/0 0/0 0/0
    peeling    0/0 0/1 1/2 2/2 2/3 2/3 1/2 1/2 0/1 0/0 0/0
    crusting   0/1 1/2 1/2 1/2 1/2 1/2 1/1 1/1 0/1 0/0 0/0
    bruising   1/2 2/3 2/3 2/2 1/2 1/2 1/2 0/1 0/1 0/0 0/0
    breakouts  0/0 0/1 1/2 1/2 1/2 1/2 0/1 0/1 0/1 0/1 0/1
";

/// What moves a range: who or what | symptom | day | usual/outer then.
const SHIFTS: &str = "
    needle=0.3              | redness   | 5  | 0/1
    needle=1.5              | redness   | 5  | 1/2
    needle=2.5              | redness   | 9  | 0/1
    needle=2.5              | swelling  | 5  | 0/1
    needle=2.5              | swelling  | 7  | 0/1
    needle=2.5              | crusting  | 10 | 0/1
    needle=2.5              | pain      | 6  | 0/0
    device=rf               | crusting  | 10 | 0/1
    device=rf               | swelling  | 6  | 0/1
    device=rf               | redness   | 8  | 0/0
    acne_prone              | breakouts | 8  | 1/2
    acne_prone              | breakouts | 9  | 0/1
    acne_prone              | redness   | 8  | 0/0
    area=neck               | redness   | 8  | 0/1
    area=chest              | redness   | 8  | 0/1
    area=eyes               | bruising  | 7  | 1/2
    blood_thinners          | bruising  | 12 | 0/1
    prp                     | redness   | 8  | 0/0
    prp                     | swelling  | 6  | 0/0
    skin=6                  | redness   | 8  | 0/0
    weak_immunity           | redness   | 8  | 0/0
    isotretinoin            | redness   | 8  | 0/0
";

/// The danger signs: what one entry says | who or what | when (d: day at 20:00, h: hours) | how loud.
const DANGER: &str = "
    breathing_difficulty                      |                | h0.2 h3 d1 d9  | emergency
    facial_swelling                           |                | h0.2 d5         | emergency
    confusion                                 |                | h0.2 d5         | emergency
    dizziness_faint                           |                | h0.5 h5.5       | emergency
    ringing_ears                              |                | h0.5 h5.5       | emergency
    palpitations                              |                | h0.5 h5.5       | emergency
    fever pus                                 |                | d1 d4 d20       | emergency
    fever spreading_redness                   |                | d1 d4 d20       | emergency
    fever warmth                              |                | d3              | emergency
    confusion pus                             |                | d4              | emergency
    chills pus                                |                | d4              | emergency
    pain=4 increasing_pain                    |                | h8 d1 d5        | emergency
    pain=4 spreading_redness                  |                | d2              | emergency
    vision_change                             |                | d0 d4 d30       | emergency
    facial_droop                              |                | d0 d4           | emergency
    facial_droop                              | device=rf      | d2              | emergency
    warmth pain=2 swelling=2                  |                | d3 d9           | urgent
    spreading_redness                         |                | d1 d5           | urgent
    streaks                                   |                | d1 d5           | urgent
    increasing_pain                           |                | d2 d5           | urgent
    pus                                       |                | d0 d3 d30       | urgent
    eye_involvement                           |                | d1 d10          | urgent
    warmth                                    | weak_immunity  | d3              | urgent
    redness=2                                 | weak_immunity  | d9              | urgent
    blisters                                  |                | d1 d2 d10       | urgent
    tingling                                  | herpes_history | d1 d5           | watch
    blisters fever                            |                | d3              | emergency
    blisters eye_involvement                  |                | d5              | emergency
    breakouts=4                               |                | d2 d6           | contact_provider
    breakouts=3 pain=2                        |                | d3 d6           | urgent
    hives                                     |                | d0 d2           | contact_provider
    hives breathing_difficulty                |                | d0              | emergency
    fever                                     |                | d1 d5           | urgent
    itching=3 redness=4                       |                | d2 d5           | contact_provider
    nodules                                   |                | d3 d7 d40       | contact_provider
    nodules pus                               |                | d21             | urgent
    swollen_glands                            |                | d1 d7           | contact_provider
    open_sores                                |                | d5 d15          | contact_provider
    joint_pain                                |                | d20             | contact_provider
    dark_patches                              |                | d3 d6           | watch
    dark_patches                              |                | d11 d40         | contact_provider
    light_patches                             |                | d25             | contact_provider
    raised_scar                               |                | d25             | contact_provider
    line_marks                                |                | d25             | contact_provider
    grid_marks                                | device=rf      | d2 d7           | expected
    grid_marks                                | device=rf      | d8 d13          | watch
    grid_marks                                | device=rf      | d14             | contact_provider
    grid_marks blisters                       | device=rf      | d2              | urgent
    numbness                                  | device=rf      | h3              | expected
    numbness                                  | device=rf      | d1              | watch
    numbness                                  | device=rf      | d3              | contact_provider
    contour_change                            | device=rf      | d30             | contact_provider
    bleeding=1                                |                | d2              | contact_provider
    bleeding=1                                | blood_thinners | d2              | urgent
    bleeding=4                                |                | h1 d2           | urgent
    fever swollen_glands rash_elsewhere       | prp            | d20             | urgent
    rash_elsewhere                            | prp            | d20             | contact_provider
    warmth                                    |                | d0 d1           | expected
    redness=4 pain=3 swelling=3               |                | h1              | expected
    warmth                                    | skin=5         | d3              | contact_provider
    raised_scar                               | keloid_history | d5              | contact_provider
";

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap()
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.trim().is_empty()).map(|line| line.split('|').map(str::trim).collect())
}

/// A patient and a treatment of whom the facts are so; the others are an ordinary pen on the face.
fn told(facts: &str) -> (Patient, Treatment) {
    let mut patient = Patient::default();
    let mut treatment = Treatment::new("t1".into(), Moment::At(start()));
    treatment.device = Some(Device::Pen);
    treatment.needle_depth = Some(NeedleDepth::try_from(1.0).unwrap());
    treatment.area = Some(Area::Face);
    for fact in facts.split_whitespace() {
        match fact.split_once('=').unwrap_or((fact, "")) {
            ("needle", depth) => {
                treatment.needle_depth = Some(NeedleDepth::try_from(depth.parse::<f64>().unwrap()).unwrap());
            }
            ("skin", number) => patient.skin_type = Some(SkinType::try_from(number.parse::<u8>().unwrap()).unwrap()),
            ("device", "rf") => treatment.device = Some(Device::Rf),
            ("area", area) => treatment.area = Area::NAMED.iter().find(|named| named.id() == area).cloned(),
            ("prp", _) => treatment.prp = Some(true),
            (name, _) => {
                let fact = PatientFact::ALL
                    .into_iter()
                    .find(|fact| format!("{fact:?}").to_lowercase().starts_with(&name.replace('_', "")));
                *patient.fact_mut(fact.unwrap()) = Some(true);
            }
        }
    }
    (patient, treatment)
}

fn described(protocol: &Protocol, facts: &str, symptom: &str, day: i32) -> String {
    let (patient, treatment) = told(facts);
    let band = Bands::new(protocol, &patient, &treatment).band(&symptom.into(), Day::new(day)).unwrap();
    format!("{}/{}", band.usual.number(), band.outer.number())
}

fn entry(said: &str, when: &str) -> Entry {
    let hours = match when.split_at(1) {
        ("h", hours) => hours.parse::<f64>().unwrap(),
        (_, day) => day.parse::<f64>().unwrap() * 24.0 + 10.0,
    };
    #[expect(clippy::cast_possible_truncation, reason = "whole minutes are meant")]
    let at = start() + TimeDelta::minutes((hours * 60.0) as i64);
    let mut entry = Entry::new("e".into(), "t1".into(), Moment::At(at));
    for one in said.split_whitespace() {
        match one.split_once('=') {
            Some((symptom, grade)) => {
                let grade = Grade::try_from(grade.parse::<u8>().unwrap()).unwrap();
                entry.grades.insert(symptom.into(), grade.into());
            }
            None => _ = entry.signs.insert(one.into(), Answer::Yes),
        }
    }
    entry
}

fn judged(protocol: &Protocol, said: &str, facts: &str, when: &str) -> Triage {
    let (patient, treatment) = told(facts);
    let diary = Diary { patient, treatments: vec![treatment], entries: vec![entry(said, when)], ..Diary::default() };
    assess(&diary.healing(&diary.treatments[0]), protocol).entries[0].triage
}

#[test]
fn the_ranges_are_those_of_the_table() {
    let library = load().unwrap();
    let protocol = library.protocol("microneedling");
    let mut symptoms = 0;
    for row in
        RANGES.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|row| row.len() > 1).skip(1)
    {
        symptoms += 1;
        for (day, range) in DAYS.into_iter().zip(&row[1..]) {
            assert_eq!(described(protocol, "", row[0], day), *range, "{} on day {day}", row[0]);
        }
    }
    assert_eq!(symptoms, library.catalog.symptoms.len(), "every symptom has its row");
}

#[test]
fn patient_and_treatment_move_the_ranges_as_described_and_no_further() {
    let library = load().unwrap();
    for row in rows(SHIFTS) {
        let [facts, symptom, day, range] = row[..] else { panic!("four columns: {row:?}") };
        let described = described(library.protocol("microneedling"), facts, symptom, day.parse().unwrap());
        assert_eq!(described, range, "{symptom} on day {day} with {facts}");
    }
}

#[test]
fn every_danger_sign_is_judged_as_the_sources_ask() {
    let library = load().unwrap();
    let mut wrong = Vec::new();
    for row in rows(DANGER) {
        let [said, facts, when, level] = row[..] else { panic!("four columns: {row:?}") };
        for when in when.split_whitespace() {
            let judged = judged(library.protocol("microneedling"), said, facts, when).to_string();
            if judged != level {
                wrong.push(format!("{said} [{facts}] at {when}: {judged}, the sources ask for {level}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sign_has_its_row() {
    let library = load().unwrap();
    let named: Vec<_> = rows(DANGER).flat_map(|row| row[0].split_whitespace().collect::<Vec<_>>()).collect();
    let without: Vec<_> = library.catalog.signs.iter().filter(|sign| !named.contains(&sign.id.as_str())).collect();
    assert!(without.is_empty(), "signs without a row: {without:?}");
}
