//! For any journal: no panic, the same verdict as the judgement's own, and every closeness is true.

use chrono::TimeDelta;
use mendlog::domain::closeness::Missing;
use mendlog::domain::finding::{Finding, Presence};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::why::Voice;
use mendlog::domain::{
    Answer, Area, AssessedEntry, Device, Diary, Entry, EntryId, Grade, Moment, Rating, SignId, SkinType, SymptomId,
    Treatment, assess, why,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::{LIBRARY, at, fired};

fn entry() -> impl Strategy<Value = Entry> {
    let catalog = &LIBRARY.catalog;
    let symptoms: Vec<SymptomId> = catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect();
    let signs: Vec<SignId> = catalog.signs.iter().map(|sign| sign.id.clone()).collect();
    let rating = prop_oneof![
        8 => (0..=4u8).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap())),
        1 => Just(Rating::NotSure),
    ];
    let answer = prop_oneof![5 => Just(Answer::No), 2 => Just(Answer::NotSure), 1 => Just(Answer::Yes)];
    let hours = prop_oneof![6 => 0..200i64, 1 => -24..900i64];
    (hours, btree_map(select(symptoms), rating, 0..7), btree_map(select(signs), answer, 0..5)).prop_map(
        |(hours, grades, signs)| {
            let mut entry = Entry::new("".into(), "t1".into(), Moment::At(at(0, 10) + TimeDelta::hours(hours)));
            (entry.grades, entry.signs) = (grades, signs);
            entry
        },
    )
}

fn diary() -> impl Strategy<Value = Diary> {
    let treatment = (option::of(select(Device::ALL.to_vec())), option::of(0.2..4.0f64), option::of(0..12i64));
    let area = option::of(select(Area::NAMED.to_vec()));
    let patient = (option::of(1..=6u8), vec(option::of(any::<bool>()), 6));
    let earlier = option::of(1..40i64);
    (treatment, area, patient, earlier, vec(entry(), 1..9)).prop_map(
        |((device, mm, retinoid), area, (skin, facts), earlier, mut entries)| {
            let mut treatment = Treatment::new("t1".into(), Moment::At(at(0, 10)));
            (treatment.device, treatment.area) = (device, area);
            treatment.needle_depth = mm.map(|mm| mm.try_into().unwrap());
            treatment.retinoid_resumed_on = retinoid.map(|day| at(day, 12).date_naive());
            for (index, entry) in entries.iter_mut().enumerate() {
                entry.id = EntryId::from(format!("e{index}"));
            }
            let before = earlier.map(|days| Treatment::new("t0".into(), Moment::At(at(-days, 10))));
            let treatments = before.into_iter().chain([treatment]).collect();
            let mut diary = Diary { treatments, entries, ..Diary::default() };
            diary.patient.skin_type = skin.map(|skin| SkinType::try_from(skin).unwrap());
            for (fact, answer) in PatientFact::ALL.into_iter().zip(facts) {
                *diary.patient.fact_mut(fact) = answer;
            }
            diary
        },
    )
}

fn judged(diary: &Diary, id: &EntryId) -> AssessedEntry {
    let treatment = diary.treatment(&"t1".into()).unwrap();
    let entries = assess(&diary.healing(treatment), LIBRARY.standard()).entries;
    entries.into_iter().find(|judged| judged.entry.id == *id).unwrap()
}

/// The journal with the one thing changed; none where that is no answer of the entry.
fn changed(diary: &Diary, index: usize, missing: &Missing) -> Option<Diary> {
    let mut diary = diary.clone();
    let entry = &mut diary.entries[index];
    match missing {
        Missing::Grade { symptom, was, would_do } => {
            assert_eq!(entry.grade(symptom), Some(*was));
            entry.grades.insert(symptom.clone(), Rating::Graded(*would_do));
        }
        Missing::Sign { sign, was } => {
            assert_eq!(entry.signs.get(sign), was.as_ref());
            entry.signs.insert(sign.clone(), Answer::Yes);
        }
        Missing::Time(_) | Missing::Fact(_) => return None,
    }
    Some(diary)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_came_close_was_silent_and_the_change_named_makes_it_speak(diary in diary(), which in any::<prop::sample::Index>()) {
        let index = which.index(diary.entries.len());
        let id = &diary.entries[index].id;
        let treatment = diary.treatment(&"t1".into()).unwrap();
        let why = why(&diary.healing(treatment), LIBRARY.standard(), id).unwrap();
        let judged_before = judged(&diary, id);
        prop_assert_eq!(&why.judged, &judged_before);
        for close in &why.close {
            let rule = &close.rule.id;
            prop_assert!(!close.missing.is_empty());
            prop_assert!(judged_before.findings.iter().all(|finding| finding.rule.id != *rule));
            for changed in close.missing.iter().filter_map(|missing| changed(&diary, index, missing)) {
                let told = judged(&changed, id).findings;
                let speaks = told.iter().any(|finding| finding.rule.id == *rule && finding.presence == Presence::Shown);
                let why = mendlog::domain::why(&changed.healing(treatment), LIBRARY.standard(), id).unwrap();
                prop_assert!(speaks || (!close.rule.triage.warns() && fired(&why, rule.as_str())), "{rule} after {close:?}");
            }
        }
    }

    #[test]
    fn what_spoke_is_the_verdict_and_an_echo_repeats_something_told_that_is_as_loud(diary in diary()) {
        let treatment = diary.treatment(&"t1".into()).unwrap();
        for entry in &diary.entries {
            let why = why(&diary.healing(treatment), LIBRARY.standard(), &entry.id).unwrap();
            let (told, echoes): (Vec<_>, Vec<_>) = why.fired.iter().partition(|fired| fired.voice == Voice::Told);
            let findings: Vec<_> = told.iter().map(|fired| &fired.finding).collect();
            prop_assert_eq!(findings, why.judged.findings.iter().collect::<Vec<_>>());
            for echo in echoes {
                let by = |told: &Finding| echo.finding.is_covered_by(told) || echo.finding.repeats(told);
                let covered = told.iter().any(|told| by(&told.finding));
                prop_assert!(covered, "{:?}", echo.finding);
            }
        }
    }
}
