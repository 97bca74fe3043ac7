//! The promises of the judgement, for any journal: monotone, no look-ahead, order-free, the same in any time zone and on any date,
//! no panic.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod journals;
mod report;
mod times;

use chrono::TimeDelta;
use mendlog::domain::{
    Answer, Diary, Entry, EntryId, Grade, Moment, Rating, SignId, SymptomId, Treatment, TreatmentId, Triage,
    WarningState, finding::Presence, now::now,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use journals::{LIBRARY, be_seen, diary, entry, judged, signs, start, symptoms, triage_of, unseen_diary, visit};

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
        shuffled.care.uses.reverse();
        shuffled.care.told.reverse();
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
            then.care.uses.retain(|used| treatment.hours_to(used.at, diary.day_end) <= end);
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
        // What was used at an unknown hour of the day of the visit is known to be over only with that day: it may say something new.
        seen.care.uses.retain(|used| match used.at {
            Moment::At(moment) => moment <= at,
            Moment::On(date) => date < end.date(diary.day_end),
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
