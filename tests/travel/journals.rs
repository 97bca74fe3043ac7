//! Made-up journals that use every field a journal has.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use mendlog::domain::text::{clean, clean_line};
use mendlog::domain::warning::Act;
use mendlog::domain::{
    After, Answer, Area, BetterWithin, CareNote, CareRecord, Cost, DayEnd, Device, Diary, Entry, Goal, Grade, Moment,
    NeedleDepth, Outcome, Passes, Patient, PatientFact, Plan, Product, ProductKind, Provider, Rating, Says, Score,
    Scored, Tick, Told, Treatment, TreatmentId, Use, UsedAt, WarningEvent,
};
use mendlog::protocols::{Library, load};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// A moment near the first treatment, by any clock, or now and then a century away; a date alone, too.
fn moment() -> impl Strategy<Value = Moment> {
    (clock(), any::<bool>())
        .prop_map(|(at, is_date)| if is_date { Moment::On(at.date_naive()) } else { Moment::At(at) })
}

fn clock() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let hours = prop_oneof![9 => -100..2_000_i64, 1 => -700_000..1_000_000_i64];
    let parts = prop_oneof![3 => Just(0), 1 => 0..3_600_000_000_000_i64];
    (hours, parts, -23 * 60..=23 * 60_i32).prop_map(|(hours, nanos, minutes)| {
        let start = DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap();
        let at = start + TimeDelta::hours(hours) + TimeDelta::nanoseconds(nanos);
        at.with_timezone(&FixedOffset::east_opt(minutes * 60).unwrap())
    })
}

fn date() -> impl Strategy<Value = NaiveDate> {
    clock().prop_map(|at| at.date_naive())
}

/// Text as a journal keeps it: harmless, and otherwise anything.
fn note() -> impl Strategy<Value = String> {
    let text = prop_oneof![3 => ".{0,30}", 2 => "[<>&\"'=+@,;:\\\\ \\n\\t\u{a0}\u{3000}\u{301}-]{0,12}", 1 => Just(String::new())];
    text.prop_map(|text| clean(&text).into_owned())
}

fn line() -> impl Strategy<Value = String> {
    note().prop_map(|text| clean_line(&clean_line(&text)))
}

fn yes_or_no() -> impl Strategy<Value = Option<bool>> {
    option::of(any::<bool>())
}

fn patient() -> impl Strategy<Value = Patient> {
    (option::of(1..=6_u8), vec(yes_or_no(), 6)).prop_map(|(skin, answers)| {
        let mut patient = Patient { skin_type: skin.map(|skin| skin.try_into().unwrap()), ..Patient::default() };
        for (fact, answer) in PatientFact::ALL.into_iter().zip(answers) {
            *patient.fact_mut(fact) = answer;
        }
        patient
    })
}

fn area() -> impl Strategy<Value = Area> {
    prop_oneof![select(&Area::NAMED[..]), line().prop_filter("some text", |text| !text.is_empty()).prop_map(Area::from)]
}

fn product() -> impl Strategy<Value = Product> {
    let used_at = select(&[UsedAt::Clinic, UsedAt::Home][..]);
    (select(&ProductKind::ALL[..]), line(), used_at).prop_map(|(kind, name, used_at)| Product { kind, name, used_at })
}

fn provider() -> impl Strategy<Value = Provider> {
    [line(), line(), line()].prop_map(|[name, phone, out_of_hours]| Provider { name, phone, out_of_hours })
}

fn treatment() -> impl Strategy<Value = Treatment> {
    let needles = (option::of(select(&Device::ALL[..])), option::of(0.01..=5.0_f64), option::of(area()));
    let session =
        (option::of(1..=20_u8), vec(product(), 0..4), subsequence(&Goal::ALL[..], 0..4), option::of(0..=4_u8));
    let answers = (yes_or_no(), yes_or_no(), yes_or_no(), option::of(date()));
    let cost = option::of(("[0-9]{1,6}\\.[0-9]{2}", "[A-Z]{3}"));
    (moment(), needles, session, answers, (provider(), cost, note())).prop_map(
        |(at, (device, depth, area), (passes, products, goals, severity), answers, (provider, cost, note))| Treatment {
            device,
            needle_depth: depth.map(|mm| NeedleDepth::try_from(mm).unwrap()),
            area,
            prp: answers.0,
            at_home: answers.1,
            passes: passes.map(|passes| Passes::try_from(passes).unwrap()),
            products,
            goals,
            severity_before: severity.map(|grade| Grade::try_from(grade).unwrap()),
            active_lesions: answers.2,
            retinoid_resumed_on: answers.3,
            provider,
            cost: cost.map(|(amount, currency)| Cost { amount, currency }),
            note,
            ..Treatment::new("".into(), at)
        },
    )
}

fn rating() -> impl Strategy<Value = Rating> {
    (0..=5_usize).prop_map(|number| Grade::ALL.get(number).map_or(Rating::NotSure, |grade| Rating::Graded(*grade)))
}

/// A check-in about the treatment of a number.
fn entry() -> impl Strategy<Value = (usize, Entry)> {
    let symptoms = LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect::<Vec<_>>();
    let signs = LIBRARY.catalog.signs.iter().map(|sign| sign.id.clone()).collect::<Vec<_>>();
    let answer = select(&[Answer::No, Answer::NotSure, Answer::Yes][..]);
    let answers = (btree_map(select(symptoms), rating(), 0..8), btree_map(select(signs), answer, 0..8));
    (0..3_usize, moment(), option::of(clock()), answers, note()).prop_map(
        |(about, at, recorded_at, (grades, signs), note)| {
            (about, Entry { recorded_at, grades, signs, note, ..Entry::new("".into(), "".into(), at) })
        },
    )
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let scored =
        (0..=5_usize).prop_map(|number| Score::ALL.get(number).map_or(Scored::NotSure, |score| Scored::At(*score)));
    let aspects = LIBRARY.catalog.aspects.iter().map(|aspect| aspect.id.clone()).collect::<Vec<_>>();
    (moment(), option::of(clock()), btree_map(select(aspects), scored, 0..4)).prop_map(|(at, recorded_at, ratings)| {
        Outcome { recorded_at, ratings, ..Outcome::new("".into(), name(0, 0), at) }
    })
}

fn event() -> impl Strategy<Value = WarningEvent> {
    let rules = LIBRARY.standard().rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    let act = prop_oneof![
        Just(Act::Acknowledged),
        Just(Act::Called),
        note().prop_map(Act::Answered),
        note().prop_map(Act::Closed),
        (note(), 1..=28_u8)
            .prop_map(|(words, days)| Act::Seen { words, better_within: BetterWithin::try_from(days).unwrap() }),
    ];
    (select(rules), clock(), act).prop_map(|(rule, at, act)| WarningEvent { treatment: name(0, 0), rule, at, act })
}

fn care_note() -> impl Strategy<Value = CareNote> {
    let says = prop_oneof![
        (0..=After::LAST_HOUR).prop_map(|hours| Says::Until(After::Hours(hours))),
        (0..=After::LAST_DAY).prop_map(|day| Says::Until(After::Day(day))),
        Just(Says::Do),
        Just(Says::LeaveOut),
    ];
    (moment(), says, 0..3_u8).prop_map(|(at, says, kind)| match kind {
        0 => CareNote::Tick(Tick { treatment: name(0, 0), task: "sunscreen".into(), at }),
        1 => CareNote::Use(Use { treatment: name(0, 0), hold: "make-up".into(), at }),
        _ => CareNote::Told(Told { treatment: name(0, 0), about: "make-up".to_owned(), at, says }),
    })
}

fn plan() -> impl Strategy<Value = Plan> {
    (moment(), provider(), note()).prop_map(|(at, provider, note)| Plan { provider, note, ..Plan::new("".into(), at) })
}

/// The treatment of a number, of which there are so many.
fn name(number: usize, many: usize) -> TreatmentId {
    format!("=t {}", number % many.max(1)).into()
}

/// A journal with at least one treatment.
pub fn journal() -> impl Strategy<Value = Diary> {
    let care = (vec(event(), 0..4), vec(care_note(), 0..6), vec(outcome(), 0..3), vec(plan(), 0..3));
    (patient(), 0..24_u8, vec(treatment(), 1..4), vec(entry(), 0..9), care).prop_map(
        |(patient, hour, mut treatments, entries, (events, notes, mut outcomes, mut plans))| {
            let many = treatments.len();
            treatments.iter_mut().enumerate().for_each(|(number, one)| one.id = name(number, many));
            outcomes.iter_mut().enumerate().for_each(|(number, one)| one.id = format!("r{number}").into());
            plans.iter_mut().enumerate().for_each(|(number, one)| one.id = format!("p{number}").into());
            let named = |(number, (about, entry)): (usize, (usize, Entry))| Entry {
                id: format!("-e{number}").into(),
                treatment: name(about, many),
                ..entry
            };
            let mut care = CareRecord::default();
            for note in &notes {
                care.add(note);
            }
            Diary {
                patient,
                day_end: DayEnd::try_from(hour).unwrap(),
                entries: entries.into_iter().enumerate().map(named).collect(),
                events: once_each(events),
                care,
                outcomes,
                plans,
                treatments,
            }
        },
    )
}

/// The same act at the same moment is one act.
fn once_each(events: Vec<WarningEvent>) -> Vec<WarningEvent> {
    let mut seen = BTreeSet::new();
    events.into_iter().filter(|event| seen.insert(format!("{event:?}"))).collect()
}
