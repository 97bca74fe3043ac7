//! The promises of the judgement, for any journal: monotone, no look-ahead, order-free, no panic.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::visit::seen_events;
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    Answer, Area, Assessment, BetterWithin, DayEnd, Device, Diary, Entry, EntryId, Grade, Moment, NeedleDepth, Patient,
    Rating, SignId, SkinType, SymptomId, Treatment, TreatmentId, Triage, WarningState, assess, finding::Presence,
    now::now,
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

/// A visit about everything that was open then.
fn visit() -> impl Strategy<Value = (i64, u8)> {
    (0..260i64, 1..=28u8)
}

/// Adds a visit to a journal: whoever was there showed all warnings that were open.
fn be_seen(diary: &mut Diary, (hours, days): (i64, u8)) -> DateTime<FixedOffset> {
    let at = start() + TimeDelta::hours(hours) + TimeDelta::minutes(30);
    let state = now(diary, |id| LIBRARY.protocol(id), Moment::At(at));
    let open: Vec<_> = state.open_warnings.iter().collect();
    diary.events.extend(seen_events(&open, at, "cream", BetterWithin::try_from(days).unwrap()));
    at
}

fn diary() -> impl Strategy<Value = Diary> {
    (unseen_diary(), vec(visit(), 0..3)).prop_map(|(mut diary, visits)| {
        for visit in visits {
            be_seen(&mut diary, visit);
        }
        diary
    })
}

fn unseen_diary() -> impl Strategy<Value = Diary> {
    let earlier = proptest::option::of(1..90i64);
    (patient(), treatment(), earlier, vec(entry(), 0..14), vec(event(), 0..4), 0..24u8).prop_map(
        |(patient, treatment, earlier, entries, events, hour)| {
            let mut treatments = vec![treatment];
            treatments.extend(
                earlier
                    .map(|days| Treatment::new(TreatmentId::from("t0"), Moment::At(start() - TimeDelta::days(days)))),
            );
            Diary { patient, day_end: DayEnd::try_from(hour).unwrap(), treatments, entries, events }
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

    /// The same for an entry under care, which repeats what was seen in part, on one of the days named or just after them.
    #[test]
    fn worse_than_seen_is_never_quieter(
        mut diary in unseen_diary(),
        (hours, days) in visit(),
        kept in vec(any::<bool>(), 14),
        later in 1..200i64,
        symptom in any::<prop::sample::Index>(),
        sign in proptest::option::of(select(signs())),
    ) {
        let at = be_seen(&mut diary, (hours, days));
        let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap().clone();
        let instant = |entry: &Entry| treatment.instant_of(entry.at, diary.day_end);
        let shown = diary.entries.iter().filter(|entry| instant(entry) <= at).max_by_key(|entry| instant(entry));
        prop_assume!(shown.is_some_and(|entry| !entry.grades.is_empty()));
        let mut last = shown.unwrap().clone();
        last.id = EntryId::from("last");
        last.at = Moment::At(at + TimeDelta::hours(later));
        let mut kept = kept.into_iter();
        last.signs.retain(|_, _| kept.next().unwrap_or(true));
        let symptom = symptom.get(&last.grades.keys().cloned().collect::<Vec<_>>()).clone();
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

    /// Being seen never lowers an entry with a sign that is new, or a grade that is higher than any recorded until then and
    /// above what is usual for its day; and no entry with an emergency sign below what it was.
    #[test]
    fn being_seen_hides_nothing_new_or_worse(diary in diary(), when in visit()) {
        let mut seen = diary.clone();
        let at = be_seen(&mut seen, when);
        let (before, after) = (judged(&diary), judged(&seen));
        let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap();
        let instant = |entry: &Entry| treatment.instant_of(entry.at, diary.day_end);
        let usual = |symptom: &SymptomId, day| after.bands.band(symptom, day).map_or(Grade::NONE, |band| band.usual);
        let known: Vec<_> = diary.entries.iter().filter(|entry| instant(entry) <= at).collect();
        for (before, after) in before.entries.iter().zip(&after.entries) {
            let entry = &before.entry;
            let new_sign = entry.signs.iter().any(|(sign, answer)| {
                *answer == Answer::Yes && !known.iter().any(|earlier| earlier.has_sign(sign))
            });
            let new_grade = entry.grades.iter().filter_map(|(symptom, rating)| Some((symptom, rating.grade()?)));
            let new_grade = new_grade.into_iter().any(|(symptom, grade)| {
                let most = known.iter().filter_map(|earlier| earlier.grade(symptom)).max();
                grade > most.unwrap_or_default() && grade > usual(symptom, before.day)
            });
            let is_earlier = instant(entry) <= at;
            let emergency = before.findings.iter().any(|finding| {
                finding.rule.triage == Triage::Emergency && finding.presence == Presence::Shown
            });
            if new_sign || new_grade || is_earlier || emergency {
                prop_assert!(after.triage >= before.triage, "{} became {}", before.triage, after.triage);
            }
            prop_assert_eq!(before.findings.len(), after.findings.len(), "nothing is left out");
        }
    }

    /// While nothing is entered, a warning that was seen gets louder again when the days named are over, and not before.
    #[test]
    fn in_silence_it_speaks_again_when_the_days_are_over(diary in unseen_diary(), when in visit()) {
        let mut seen = diary.clone();
        seen.events.clear();
        let at = start() + TimeDelta::hours(when.0) + TimeDelta::minutes(30);
        let end = Moment::At(at);
        let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap().clone();
        seen.entries.retain(|entry| {
            treatment.instant_of(entry.at, diary.day_end) <= at && entry.at.date(diary.day_end) <= end.date(diary.day_end)
        });
        let open = now(&seen, |id| LIBRARY.protocol(id), end).open_warnings;
        be_seen(&mut seen, when);
        let state = |days: i64| now(&seen, |id| LIBRARY.protocol(id), Moment::At(at + TimeDelta::days(days)));
        let days = i64::from(when.1);
        prop_assert!(state(0).triage <= Triage::Watch || open.iter().any(|warning| warning.treatment.as_str() != "t1"));
        prop_assert!(state(days).open_warnings.iter().all(|warning| warning.triage() <= Triage::Watch));
        for (before, after) in open.iter().zip(state(days + 1).open_warnings) {
            prop_assert_eq!(after.triage(), before.rule.triage.min(Triage::Urgent));
            prop_assert_eq!(after.state(), WarningState::Raised);
        }
    }
}
