//! Made-up journals of every kind, and how they are judged.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::visit::seen_events;
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    After, Answer, Area, Assessment, BetterWithin, CareRecord, DayEnd, Device, Diary, Entry, EntryId, Grade, Moment,
    NeedleDepth, Patient, Rating, Says, SignId, SkinType, SymptomId, Told, Treatment, TreatmentId, Triage, Use, assess,
    now::now,
};
use mendlog::protocols::{Library, load};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

pub fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap()
}

pub fn symptoms() -> Vec<SymptomId> {
    LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect()
}

pub fn signs() -> Vec<SignId> {
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

pub fn entry() -> impl Strategy<Value = Entry> {
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
    let others = vec![Act::Acknowledged, Act::Called, Act::Answered("cream".into()), Act::Closed("fine".into())];
    let seen = |days| Act::Seen { words: "cream".into(), better_within: BetterWithin::try_from(days).unwrap() };
    let act = prop_oneof![1 => select(others), 2 => (1..=28u8).prop_map(seen)];
    (select(rules), 0..300i64, act).prop_map(|(rule, hours, act)| WarningEvent {
        treatment: TreatmentId::from("t1"),
        rule,
        at: start() + TimeDelta::hours(hours),
        act,
    })
}

fn used() -> impl Strategy<Value = Use> {
    let holds: Vec<_> = LIBRARY.standard().holds.iter().map(|hold| hold.id.clone()).collect();
    (select(holds), -20..400i64, any::<bool>()).prop_map(|(hold, hours, dated)| {
        let at = start() + TimeDelta::hours(hours);
        let at = if dated && hours % 4 == 0 { Moment::On(at.date_naive()) } else { Moment::At(at) };
        Use { treatment: TreatmentId::from("t1"), hold, at }
    })
}

fn told() -> impl Strategy<Value = Told> {
    let holds: Vec<_> = LIBRARY.standard().holds.iter().map(|hold| hold.id.to_string()).collect();
    let says = prop_oneof![
        (0..400u16).prop_map(|hours| Says::Until(After::Hours(hours))),
        (0..40u16).prop_map(|day| Says::Until(After::Day(day))),
        Just(Says::LeaveOut),
    ];
    (select(holds), 0..300i64, says).prop_map(|(about, hours, says)| Told {
        treatment: TreatmentId::from("t1"),
        about,
        at: Moment::At(start() + TimeDelta::hours(hours)),
        says,
    })
}

fn care() -> impl Strategy<Value = CareRecord> {
    (vec(used(), 0..5), vec(told(), 0..3)).prop_map(|(uses, told)| CareRecord { uses, told, ticks: Vec::new() })
}

/// A visit about everything that was open then.
pub fn visit() -> impl Strategy<Value = (i64, u8)> {
    (0..260i64, 1..=28u8)
}

/// Adds a visit to a journal: whoever was there showed all warnings that were open.
pub fn be_seen(diary: &mut Diary, (hours, days): (i64, u8)) -> DateTime<FixedOffset> {
    let at = start() + TimeDelta::hours(hours) + TimeDelta::minutes(30);
    let state = now(diary, |id| LIBRARY.protocol(id), Moment::At(at));
    let open: Vec<_> = state.open_warnings.iter().collect();
    diary.events.extend(seen_events(&open, at, "cream", BetterWithin::try_from(days).unwrap()));
    at
}

pub fn diary() -> impl Strategy<Value = Diary> {
    (unseen_diary(), vec(visit(), 0..3)).prop_map(|(mut diary, visits)| {
        for visit in visits {
            be_seen(&mut diary, visit);
        }
        diary
    })
}

pub fn unseen_diary() -> impl Strategy<Value = Diary> {
    let earlier = proptest::option::of(1..90i64);
    (patient(), treatment(), earlier, vec(entry(), 0..14), vec(event(), 0..4), care(), 0..24u8).prop_map(
        |(patient, treatment, earlier, entries, events, care, hour)| {
            let mut treatments = vec![treatment];
            treatments.extend(
                earlier
                    .map(|days| Treatment::new(TreatmentId::from("t0"), Moment::At(start() - TimeDelta::days(days)))),
            );
            Diary { patient, day_end: DayEnd::try_from(hour).unwrap(), treatments, entries, events, care }
        },
    )
}

pub fn judged(diary: &Diary) -> Assessment {
    let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap();
    assess(&diary.healing(treatment), LIBRARY.protocol("microneedling"))
}

pub fn triage_of(assessment: &Assessment, id: &EntryId) -> Triage {
    assessment.entries.iter().find(|judged| judged.entry.id == *id).map(|judged| judged.triage).unwrap()
}
