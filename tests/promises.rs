//! The promises of the judgement, for any journal: monotone, no look-ahead, order-free, no panic.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    Answer, Area, Assessment, DayEnd, Device, Diary, Entry, EntryId, Grade, Moment, NeedleDepth, Patient, Rating,
    SignId, SkinType, SymptomId, Treatment, TreatmentId, Triage, assess, now::now,
};
use mendlog::protocols::{Library, load};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap()
}

fn symptoms() -> Vec<SymptomId> {
    LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect()
}

fn signs() -> Vec<SignId> {
    LIBRARY.catalog.signs.iter().map(|sign| sign.id.clone()).collect()
}

fn rating() -> impl Strategy<Value = Rating> {
    prop_oneof![
        8 => (0..=4u8).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap())),
        1 => Just(Rating::NotSure),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![6 => Just(Answer::No), 1 => Just(Answer::NotSure), 2 => Just(Answer::Yes)]
}

fn entry() -> impl Strategy<Value = Entry> {
    let hours = prop_oneof![4 => 0..240i64, 1 => -48..2000i64];
    (
        hours,
        0..60i64,
        any::<bool>(),
        btree_map(select(symptoms()), rating(), 0..8),
        btree_map(select(signs()), answer(), 0..6),
    )
        .prop_map(|(hours, minutes, dated, grades, signs)| {
            let at = start() + TimeDelta::hours(hours) + TimeDelta::minutes(minutes);
            let at = if dated && hours % 5 == 0 { Moment::On(at.date_naive()) } else { Moment::At(at) };
            let mut entry = Entry::new(EntryId::from(format!("{hours}:{minutes}")), TreatmentId::from("t1"), at);
            entry.grades = grades;
            entry.signs = signs;
            entry
        })
}

fn patient() -> impl Strategy<Value = Patient> {
    (proptest::option::of(1..=6u8), vec(proptest::option::of(any::<bool>()), 6)).prop_map(|(skin, facts)| {
        let mut patient =
            Patient { skin_type: skin.map(|skin| SkinType::try_from(skin).unwrap()), ..Patient::default() };
        for (fact, answer) in PatientFact::ALL.into_iter().zip(facts) {
            *patient.fact_mut(fact) = answer;
        }
        patient
    })
}

fn treatment() -> impl Strategy<Value = Treatment> {
    let device = proptest::option::of(select(Device::ALL.to_vec()));
    let depth = proptest::option::of(0.2..4.0f64);
    let area = proptest::option::of(select(Area::NAMED.to_vec()));
    (device, depth, area, proptest::option::of(0..20i64)).prop_map(|(device, depth, area, retinoid)| {
        let mut treatment = Treatment::new(TreatmentId::from("t1"), Moment::At(start()));
        treatment.device = device;
        treatment.needle_depth = depth.map(|mm| NeedleDepth::try_from(mm).unwrap());
        treatment.area = area;
        treatment.retinoid_resumed_on = retinoid.map(|days| (start() + TimeDelta::days(days)).date_naive());
        treatment
    })
}

fn event() -> impl Strategy<Value = WarningEvent> {
    let rules: Vec<_> = LIBRARY.protocols()[0].rules.iter().map(|rule| rule.id.clone()).collect();
    let act = select(vec![Act::Acknowledged, Act::Called, Act::Answered("cream".into()), Act::Closed("fine".into())]);
    (select(rules), 0..300i64, act).prop_map(|(rule, hours, act)| WarningEvent {
        treatment: TreatmentId::from("t1"),
        rule,
        at: start() + TimeDelta::hours(hours),
        act,
    })
}

fn diary() -> impl Strategy<Value = Diary> {
    let earlier = proptest::option::of(1..90i64);
    (patient(), treatment(), earlier, vec(entry(), 0..14), vec(event(), 0..4), 0..24u8).prop_map(
        |(patient, treatment, earlier, entries, events, hour)| {
            let mut treatments = vec![treatment];
            treatments.extend(
                earlier
                    .map(|days| Treatment::new(TreatmentId::from("t0"), Moment::At(start() - TimeDelta::days(days)))),
            );
            Diary { patient, day_end: DayEnd::try_from(hour).unwrap(), treatments, entries, events, ..Diary::default() }
        },
    )
}

fn judged(diary: &Diary) -> Assessment {
    let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap();
    assess(&diary.healing(treatment), LIBRARY.protocol("microneedling"))
}

fn triage_of(assessment: &Assessment, id: &EntryId) -> Triage {
    assessment.entries.iter().find(|judged| judged.entry.id == *id).map(|judged| judged.triage).unwrap()
}

/// What a worse answer to one thing turns an entry into.
fn worse(entry: &Entry, symptom: SymptomId, sign: Option<SignId>) -> Entry {
    let mut worse = entry.clone();
    if let Some(sign) = sign {
        worse.signs.insert(sign, Answer::Yes);
    } else {
        let higher = entry.grade(&symptom).map_or(Grade::NONE, |grade| grade.plus(1));
        worse.grades.insert(symptom, Rating::Graded(higher));
    }
    worse
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// A worse grade or one more sign in an entry never lowers its triage.
    #[test]
    fn worse_is_never_quieter(
        mut diary in diary(),
        last in entry(),
        symptom in select(symptoms()),
        sign in proptest::option::of(select(signs())),
    ) {
        let mut last = last;
        last.id = EntryId::from("last");
        // A grade that was not recorded is not lower than a recorded one: only recorded grades can get worse.
        prop_assume!(sign.is_some() || last.grade(&symptom).is_some());
        let worse = worse(&last, symptom, sign);
        diary.entries.push(last.clone());
        let before = triage_of(&judged(&diary), &last.id);
        *diary.entries.last_mut().unwrap() = worse;
        let after = triage_of(&judged(&diary), &last.id);
        prop_assert!(after >= before, "{before} became {after}");
    }

    /// The order in which entries were typed changes nothing.
    #[test]
    fn the_order_of_typing_changes_nothing(diary in diary(), seed in any::<u64>()) {
        let mut shuffled = diary.clone();
        let length = shuffled.entries.len().max(1);
        shuffled.entries.rotate_left(usize::try_from(seed % length as u64).unwrap());
        shuffled.entries.reverse();
        shuffled.events.reverse();
        shuffled.treatments.reverse();
        prop_assert_eq!(judged(&diary), judged(&shuffled));
    }

    /// What an entry showed on its day is what it shows later.
    #[test]
    fn later_entries_change_nothing_before_them(diary in diary()) {
        let whole = judged(&diary);
        for (index, shown) in whole.entries.iter().enumerate() {
            let mut then = diary.clone();
            let end = shown.hours;
            let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap();
            then.entries.retain(|entry| treatment.hours_to(entry.at, diary.day_end) <= end);
            let judged = judged(&then);
            prop_assert_eq!(&judged.entries[index], shown);
        }
    }

    /// The state at a moment is judged from what was described up to then, and never below an open warning.
    #[test]
    fn now_knows_nothing_of_later_and_forgets_no_warning(diary in diary(), hours in -100..2500i64) {
        let at = Moment::At(start() + TimeDelta::hours(hours));
        let state = now(&diary, |id| LIBRARY.protocol(id), at);
        for warning in &state.open_warnings {
            prop_assert!(state.triage >= warning.triage());
        }
        let mut then = diary.clone();
        let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap().clone();
        let end = f64::from(i32::try_from(hours).unwrap());
        then.entries.retain(|entry| match entry.at {
            Moment::On(date) => date <= at.date(diary.day_end),
            Moment::At(_) => treatment.hours_to(entry.at, diary.day_end) <= end,
        });
        prop_assert_eq!(state, now(&then, |id| LIBRARY.protocol(id), at));
    }

    /// A fact about the patient or the treatment never silences a sign.
    #[test]
    fn no_modifier_silences_a_sign(diary in diary(), sign in select(signs()), day in 0..40i64) {
        let entry = |diary: &mut Diary| {
            diary.entries.clear();
            diary.events.clear();
            let at = Moment::At(start() + TimeDelta::days(day) + TimeDelta::hours(8));
            let mut entry = Entry::new(EntryId::from("sign"), TreatmentId::from("t1"), at);
            entry.signs.insert(sign.clone(), Answer::Yes);
            diary.entries.push(entry);
        };
        let (mut modified, mut plain) = (diary.clone(), Diary::default());
        plain.day_end = diary.day_end;
        plain.treatments.push(Treatment::new(TreatmentId::from("t1"), Moment::At(start())));
        plain.treatments[0].device = modified.treatments[0].device;
        entry(&mut modified);
        entry(&mut plain);
        let id = EntryId::from("sign");
        prop_assert!(triage_of(&judged(&modified), &id) >= triage_of(&judged(&plain), &id));
    }
}
