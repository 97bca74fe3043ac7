//! The promises of the judgement, for any journal: monotone, no look-ahead, order-free, the same in any time zone and on any date,
//! no panic.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod journals;
mod times;

use chrono::TimeDelta;
use mendlog::domain::{
    Answer, Diary, Entry, EntryId, Grade, Moment, Rating, SignId, SymptomId, Treatment, TreatmentId, now::now,
};
use proptest::prelude::*;
use proptest::sample::select;

use journals::{LIBRARY, diary, entry, judged, signs, start, symptoms, triage_of};

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
