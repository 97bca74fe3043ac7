//! A whole diary goes in as a whole, or not at all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use mendlog::domain::warning::Act;
use mendlog::domain::{
    After, Answer, Area, BetterWithin, CareNote, CareRecord, Cost, DayEnd, Device, Diary, Entry, Grade, Moment,
    NeedleDepth, Patient, PatientFact, Provider, Rating, Says, SkinType, Tick, Told, Treatment, TreatmentId, Use,
    WarningEvent,
};
use mendlog::store::{ImportCounts, Journal, Window};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::course::{all_care, all_events, full_entry, full_profile, full_treatment, grade, journal, now, place};

fn full_diary() -> Diary {
    let profile = full_profile();
    Diary {
        patient: profile.patient,
        day_end: profile.day_end,
        treatments: vec![full_treatment()],
        entries: vec![full_entry()],
        events: all_events(),
        care: all_care(),
    }
}

#[test]
fn a_row_that_cannot_be_kept_leaves_nothing_of_the_import() {
    let (_folder, mut journal) = journal();
    journal.save_entry(&full_entry(), now()).unwrap();
    let before = journal.diary().unwrap();
    let mut diary = full_diary();
    diary.entries[0].note = "changed".to_owned();
    diary.treatments.push(Treatment::new("t2".into(), "2026-04-02".parse().unwrap()));
    diary.entries.push(Entry::new("stray".into(), "t9".into(), "2026-04-03".parse().unwrap()));
    let error = journal.import(&diary, now()).unwrap_err();
    assert!(error.to_string().contains("Nothing was changed"), "{error}");
    assert_eq!(journal.diary().unwrap(), before);
    assert_eq!(journal.profile().unwrap(), None);
    assert_eq!(journal.revisions(&full_entry().id).unwrap().len(), 1);
}

#[test]
fn a_moment_out_of_this_world_is_refused_and_never_stored() {
    let (_folder, mut journal) = journal();
    let mut entry = full_entry();
    entry.recorded_at = DateTime::from_timestamp(400_000_000_000, 0).map(|at| at.fixed_offset());
    let error = journal.save_entry(&entry, now()).unwrap_err().to_string();
    assert!(error.contains("outside what the journal can keep"), "{error}");
    assert!(!error.contains("14645"), "{error}");
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap(), []);
}

#[test]
fn an_import_says_what_it_did() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    let mut diary = full_diary();
    let notes = all_care().notes().count();
    let first = ImportCounts { added_treatments: 1, added_entries: 1, added_care: notes, ..ImportCounts::default() };
    assert_eq!(journal.import(&diary, now()).unwrap(), first);
    assert_eq!(
        journal.import(&diary, now()).unwrap(),
        ImportCounts { already_there: 2 + notes, ..ImportCounts::default() }
    );

    diary.treatments[0].note = "second of three".to_owned();
    diary.entries[0].grades.insert("redness".into(), grade(1));
    let changed =
        ImportCounts { changed_treatments: 1, changed_entries: 1, already_there: notes, ..ImportCounts::default() };
    assert_eq!(journal.import(&diary, now()).unwrap(), changed);
    assert_eq!(journal.revisions(&full_entry().id).unwrap()[0].entry, full_entry());

    journal.delete_entry(&full_entry().id, now()).unwrap();
    let back = ImportCounts { added_entries: 1, already_there: 1 + notes, ..ImportCounts::default() };
    assert_eq!(journal.import(&diary, now()).unwrap(), back);
    assert_eq!(journal.diary().unwrap(), diary);
}

#[test]
fn another_treatment_under_a_known_id_is_refused_as_a_whole() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.import(&full_diary(), now()).unwrap();
    let before = journal.diary().unwrap();
    let mut diary = full_diary();
    diary.treatments.insert(0, Treatment::new("t0".into(), "2025-11-03".parse().unwrap()));
    diary.treatments[1].performed_at = "2026-01-12".parse().unwrap();
    diary.entries[0].note = "changed".to_owned();
    let error = journal.import(&diary, now()).unwrap_err().to_string();
    let here = full_treatment().performed_at.to_string();
    for words in ["\"t1\"", &here, "2026-01-12", "Nothing was imported", "rename the id"] {
        assert!(error.contains(words), "{words}: {error}");
    }
    assert_eq!(journal.diary().unwrap(), before);
    assert_eq!(journal.revisions(&full_entry().id).unwrap().len(), 1);
}

#[test]
fn what_a_file_leaves_out_about_a_known_treatment_stays() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.import(&full_diary(), now()).unwrap();
    let mut spare = Treatment::new(full_treatment().id, full_treatment().performed_at);
    spare.provider.phone = "555-0177".to_owned();
    let diary = Diary { treatments: vec![spare], ..Diary::default() };
    assert_eq!(journal.import(&diary, now()).unwrap().changed_treatments, 1);
    let mut wanted = full_treatment();
    wanted.provider.phone = "555-0177".to_owned();
    assert_eq!(journal.treatments().unwrap(), [wanted]);
}

#[test]
fn an_import_fills_in_skipped_answers_and_leaves_given_ones() {
    let (_folder, mut journal) = journal();
    let mut mine = full_profile();
    mine.patient.herpes_history = None;
    journal.save_profile(&mine, now()).unwrap();
    let mut diary = full_diary();
    diary.day_end = DayEnd::MIDNIGHT;
    diary.patient.weak_immunity = Some(false);
    diary.patient.skin_type = None;
    journal.import(&diary, now()).unwrap();
    assert_eq!(journal.profile().unwrap(), Some(full_profile()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_diary_comes_back_up_to_its_order(diary in any_diary()) {
        let (_folder, path) = place();
        let mut journal = Journal::open(&path).unwrap();
        let counts = journal.import(&diary, now()).unwrap();
        prop_assert_eq!(counts.added_treatments, diary.treatments.len());
        prop_assert_eq!(counts.added_entries, diary.entries.len());
        prop_assert_eq!(counts.added_care, diary.care.notes().count());
        prop_assert_eq!(in_order(&journal.diary().unwrap()), in_order(&diary));

        let again = journal.import(&diary, now()).unwrap();
        prop_assert_eq!(again.already_there, diary.treatments.len() + diary.entries.len() + diary.care.notes().count());
        drop(journal);
        let reopened = Journal::open(&path).unwrap().diary().unwrap();
        prop_assert_eq!(in_order(&reopened), in_order(&diary));
    }
}

/// As text, since equal points in time with different offsets are not the same answer.
fn in_order(diary: &Diary) -> (String, [Vec<String>; 4]) {
    fn sorted<T: std::fmt::Debug>(values: &[T]) -> Vec<String> {
        let mut texts: Vec<_> = values.iter().map(|value| format!("{value:?}")).collect();
        texts.sort();
        texts
    }
    let profile = format!("{:?} {:?}", diary.patient, diary.day_end);
    let care: Vec<_> = diary.care.notes().collect();
    (profile, [sorted(&diary.treatments), sorted(&diary.entries), sorted(&diary.events), sorted(&care)])
}

fn any_diary() -> impl Strategy<Value = Diary> {
    let named = btree_map(".{1,6}", any_treatment(), 1..4);
    let entries = btree_map(".{1,9}", (any::<Index>(), any_entry()), 0..12);
    let events = vec((any::<Index>(), ".{1,6}", any_clock(), any_act()), 0..6);
    let care = vec((any::<Index>(), ".{1,6}", any_moment(), any_says()), 0..6);
    (any_patient(), 0u8..24, named, entries, events, care).prop_map(|(patient, hour, named, entries, events, care)| {
        let treatments: Vec<_> = named.into_iter().map(|(id, one)| Treatment { id: id.into(), ..one }).collect();
        let about = |index: Index| index.get(&treatments).id.clone();
        let entries =
            entries.into_iter().map(|(id, (index, entry))| Entry { id: id.into(), treatment: about(index), ..entry });
        let events: BTreeMap<_, _> = events
            .into_iter()
            .map(|(index, rule, at, act)| WarningEvent { treatment: about(index), rule: rule.into(), at, act })
            .map(|event| (format!("{event:?}"), event))
            .collect();
        Diary {
            patient,
            day_end: DayEnd::try_from(hour).unwrap(),
            entries: entries.collect(),
            events: events.into_values().collect(),
            care: recorded(care.into_iter().map(|(index, id, at, says)| care_note(about(index), id, at, says))),
            treatments: treatments.clone(),
        }
    })
}

fn recorded(notes: impl Iterator<Item = CareNote>) -> CareRecord {
    let mut record = CareRecord::default();
    for note in notes {
        record.add(&note);
    }
    record
}

/// A tick, a use or a word, as chance has it.
fn care_note(treatment: TreatmentId, id: String, at: Moment, says: Option<Says>) -> CareNote {
    match says {
        Some(Says::LeaveOut) => CareNote::Use(Use { treatment, hold: id.into(), at }),
        Some(says) => CareNote::Told(Told { treatment, about: id, at, says }),
        None => CareNote::Tick(Tick { treatment, task: id.into(), at }),
    }
}

fn any_says() -> impl Strategy<Value = Option<Says>> {
    let after = any::<u16>().prop_map(|hours| Says::Until(After::Hours(hours)));
    let day = any::<u16>().prop_map(|day| Says::Until(After::Day(day)));
    option::of(prop_oneof![after, day, Just(Says::Do), Just(Says::LeaveOut)])
}

fn any_patient() -> impl Strategy<Value = Patient> {
    let answers = vec(option::of(any::<bool>()), PatientFact::ALL.len());
    (option::of(1u8..=6), answers).prop_map(|(skin, answers)| {
        let mut patient =
            Patient { skin_type: skin.map(|number| SkinType::try_from(number).unwrap()), ..Patient::default() };
        for (fact, answer) in PatientFact::ALL.into_iter().zip(answers) {
            *patient.fact_mut(fact) = answer;
        }
        patient
    })
}

fn any_treatment() -> impl Strategy<Value = Treatment> {
    let needles = (option::of(select(&Device::ALL)), option::of(0.01f64..=5.0), option::of(any_area()));
    let answers = (option::of(any::<bool>()), option::of(any::<bool>()), option::of(any_date()));
    let words = (".{0,9}", ".{0,9}", ".{0,9}", ".{0,9}", "(?s).{0,30}");
    let cost = option::of((".{0,9}", ".{0,3}"));
    (any_moment(), needles, answers, words, cost).prop_map(|(performed_at, needles, answers, words, cost)| Treatment {
        id: "".into(),
        performed_at,
        protocol: words.0,
        device: needles.0,
        needle_depth: needles.1.map(|mm| NeedleDepth::try_from(mm).unwrap()),
        area: needles.2,
        prp: answers.0,
        at_home: answers.1,
        retinoid_resumed_on: answers.2,
        provider: Provider { name: words.1, phone: words.2, out_of_hours: words.3 },
        cost: cost.map(|(amount, currency)| Cost { amount, currency }),
        note: words.4,
    })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let rating = prop_oneof![
        Just(Rating::NotSure),
        (0u8..=4).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap()))
    ];
    let answer = select(&[Answer::No, Answer::NotSure, Answer::Yes]);
    let names = btree_set("[a-z_]{1,8}|.{1,8}", 0..6);
    let signs = btree_map(".{1,8}", answer, 0..6);
    let rated =
        (names, vec(rating, 6)).prop_map(|(names, ratings): (BTreeSet<String>, _)| names.into_iter().zip(ratings));
    let grades = rated.prop_map(|pairs| pairs.map(|(name, rating)| (name.into(), rating)).collect());
    (any_moment(), option::of(any_clock()), grades, signs, "(?s).{0,40}").prop_map(
        |(at, recorded_at, grades, signs, note)| Entry {
            recorded_at,
            grades,
            signs: signs.into_iter().map(|(name, answer)| (name.into(), answer)).collect(),
            note,
            ..Entry::new("".into(), "".into(), at)
        },
    )
}

fn any_area() -> impl Strategy<Value = Area> {
    prop_oneof![select(&Area::NAMED), ".{0,9}".prop_map(Area::from)]
}

fn any_act() -> impl Strategy<Value = Act> {
    let words = "(?s).{0,20}";
    let seen = (words, 1..=28u8)
        .prop_map(|(words, days)| Act::Seen { words, better_within: BetterWithin::try_from(days).unwrap() });
    prop_oneof![
        Just(Act::Acknowledged),
        Just(Act::Called),
        words.prop_map(Act::Answered),
        words.prop_map(Act::Closed),
        seen
    ]
}

fn any_moment() -> impl Strategy<Value = Moment> {
    prop_oneof![any_clock().prop_map(Moment::At), any_date().prop_map(Moment::On)]
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0u64..100_000).prop_map(|days| NaiveDate::from_ymd_opt(1901, 1, 1).unwrap() + chrono::Days::new(days))
}

fn any_clock() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let nanos = prop_oneof![Just(0u32), (0u32..1000).prop_map(|ms| ms * 1_000_000), 0u32..1_000_000_000];
    (any_date(), 0u32..86_400, nanos, -14i32 * 60..=14 * 60).prop_map(|(date, second, nanos, minutes)| {
        let local = date.and_time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, nanos).unwrap());
        local.and_local_timezone(FixedOffset::east_opt(minutes * 60).unwrap()).unwrap()
    })
}
