//! Time as it is promised: days follow the patient's calendar, hours are hours that passed, and neither the time zone nor
//! what date it is changes a verdict.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use mendlog::domain::finding::Presence;
use mendlog::domain::{
    Day, Diary, EntryId, Evidence, Finding, Moment, Now, RuleId, Standing, SymptomId, Treatment, TreatmentId, Triage,
    Warning, now::now,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::journals::{LIBRARY, diary, judged, start};

type Clock = DateTime<FixedOffset>;

/// A journal in which the clock was read in another way.
fn retold(diary: &Diary, clock: impl Fn(Clock) -> Clock, date: impl Fn(NaiveDate) -> NaiveDate) -> Diary {
    let moment = |moment: &mut Moment| {
        *moment = match *moment {
            Moment::At(at) => Moment::At(clock(at)),
            Moment::On(day) => Moment::On(date(day)),
        }
    };
    let mut diary = diary.clone();
    for treatment in &mut diary.treatments {
        moment(&mut treatment.performed_at);
        treatment.retinoid_resumed_on = treatment.retinoid_resumed_on.map(&date);
    }
    for entry in &mut diary.entries {
        moment(&mut entry.at);
        entry.recorded_at = entry.recorded_at.map(&clock);
    }
    for event in &mut diary.events {
        event.at = clock(event.at);
    }
    for used in &mut diary.care.uses {
        moment(&mut used.at);
    }
    for told in &mut diary.care.told {
        moment(&mut told.at);
    }
    diary
}

/// What was found, without the moments.
type Found = (RuleId, Day, Vec<Evidence>, Presence);
/// What became of a warning, without the moments.
type Told = (RuleId, Day, Day, u32, Vec<Evidence>, &'static str, usize);
/// An entry's day, hours and verdict.
type Judged = (EntryId, Day, f64, Triage, BTreeMap<SymptomId, Standing>, Vec<Found>);

fn found(finding: &Finding) -> Found {
    (finding.rule.id.clone(), finding.day, finding.evidence.clone(), finding.presence)
}

fn told(warning: &Warning) -> Told {
    let Warning { rule, since_day, last_day, times_raised, evidence, acts, .. } = warning;
    (rule.id.clone(), *since_day, *last_day, *times_raised, evidence.clone(), warning.state().word(), acts.len())
}

/// All that is judged of the healing after `t1`, without the moments themselves.
fn verdicts(diary: &Diary) -> (Vec<Judged>, Vec<Told>) {
    let assessment = judged(diary);
    let entries = assessment.entries.iter().map(|judged| {
        let findings = judged.findings.iter().map(found).collect();
        (judged.entry.id.clone(), judged.day, judged.hours, judged.triage, judged.standings.clone(), findings)
    });
    (entries.collect(), assessment.episodes.iter().map(told).collect())
}

/// How things stand, without the moments themselves.
fn standing(diary: &Diary, at: Clock) -> (Option<Day>, Triage, Vec<Told>, Vec<Found>) {
    let Now { day, triage, open_warnings, silence, .. } = now(diary, |id| LIBRARY.protocol(id), Moment::At(at));
    (day, triage, open_warnings.iter().map(told).collect(), silence.iter().map(found).collect())
}

fn by_clock_of(minutes: i32) -> impl Fn(Clock) -> Clock + Copy {
    let zone = FixedOffset::east_opt(minutes * 60).unwrap();
    move |at| at.naive_local().and_local_timezone(zone).unwrap()
}

fn on_t1(diary: &mut Diary, change: impl Fn(&mut Treatment)) {
    diary.treatments.iter_mut().filter(|treatment| treatment.id.as_str() == "t1").for_each(change);
}

/// Journals whose treatment tells its date alone, too.
fn any_diary() -> impl Strategy<Value = Diary> {
    (diary(), any::<[bool; 2]>()).prop_map(|(mut diary, dated)| {
        for (treatment, dated) in diary.treatments.iter_mut().zip(dated) {
            if dated {
                treatment.performed_at = Moment::On(treatment.performed_at.date(diary.day_end));
            }
        }
        diary
    })
}

/// The days around 29 February, in years that have one and in years that have none, and the turns of years.
fn dates() -> Vec<NaiveDate> {
    let years = [1900, 1999, 2000, 2023, 2024, 2026, 2028, 2100, 2199];
    let days = [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)];
    let date = |year| days.into_iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    years.into_iter().flat_map(date).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    /// The same course by the same local clock is judged the same at every offset from UTC, also where a time of day is missing.
    #[test]
    fn the_time_zone_changes_nothing(diary in any_diary(), minutes in -12 * 60..=14 * 60i32, hours in -100..2500i64) {
        let clock = by_clock_of(minutes);
        let elsewhere = retold(&diary, clock, |date| date);
        prop_assert_eq!(verdicts(&diary), verdicts(&elsewhere));
        let at = start() + TimeDelta::hours(hours);
        prop_assert_eq!(standing(&diary, at), standing(&elsewhere, clock(at)));
    }

    /// The same instants told by other clocks are judged the same, as long as each keeps its date in the journal.
    #[test]
    fn the_clock_an_instant_is_told_by_changes_nothing(diary in diary(), minutes in vec(-12 * 60..=14 * 60i32, 14)) {
        let mut otherwise = diary.clone();
        for (entry, minutes) in otherwise.entries.iter_mut().zip(minutes) {
            let Moment::At(at) = entry.at else { continue };
            let told = at.with_timezone(&FixedOffset::east_opt(minutes * 60).unwrap());
            if diary.day_end.date_of(told) == diary.day_end.date_of(at) {
                entry.at = Moment::At(told);
            }
        }
        prop_assert_eq!(verdicts(&diary), verdicts(&otherwise));
    }

    /// When the clock is put forward or back during the healing, days go by the calendar as before, and hours are those that
    /// passed: one less or one more from then on.
    #[test]
    fn over_a_clock_change_days_follow_the_calendar_and_hours_are_true(
        mut diary in diary(),
        change in 1..300i64,
        forward in any::<bool>(),
    ) {
        for (number, entry) in (0..).zip(&mut diary.entries) {
            entry.id = EntryId::from(format!("{number}"));
        }
        let (change, summer) = (start() + TimeDelta::hours(change), if forward { 120 } else { 0 });
        let clock = |at: Clock| if at < change { at } else { by_clock_of(summer)(at) };
        let changed = retold(&diary, clock, |date| date);
        let before = judged(&diary);
        let passed = if forward { -1.0 } else { 1.0 };
        for after in &judged(&changed).entries {
            let before = before.entries.iter().find(|before| before.entry.id == after.entry.id).unwrap();
            let is_later = matches!(before.entry.at, Moment::At(at) if at >= change);
            let hours = before.hours + if is_later { passed } else { 0.0 };
            prop_assert_eq!(after.day, before.day, "{}", before.entry.at);
            prop_assert!((after.hours - hours).abs() < 1e-6, "{}: {}, not {hours}", before.entry.at, after.hours);
        }
    }

    /// The same course on other dates is judged the same: around 29 February, with and without one, and over the year's end.
    #[test]
    fn the_date_changes_nothing(diary in any_diary(), date in select(dates()), day in 0..40i64, hours in -100..2500i64) {
        let by = (date - start().date_naive()) - TimeDelta::days(day);
        let moved = retold(&diary, |at| at + by, |date| date + by);
        prop_assert_eq!(verdicts(&diary), verdicts(&moved));
        let at = start() + TimeDelta::hours(hours);
        prop_assert_eq!(standing(&diary, at), standing(&moved, at + by));
    }

    /// A treatment of which only the date is known has no check-in of its own day before it.
    #[test]
    fn no_check_in_lies_before_a_treatment_of_its_own_day(diary in any_diary()) {
        let mut diary = diary;
        let day_end = diary.day_end;
        on_t1(&mut diary, |treatment| treatment.performed_at = Moment::On(treatment.performed_at.date(day_end)));
        for judged in judged(&diary).entries {
            prop_assert!(judged.day < Day::TREATMENT || judged.hours >= 0.0, "{}: {}", judged.entry.at, judged.hours);
        }
    }
}

#[test]
fn the_days_of_a_leap_year_are_counted() {
    for (year, days) in [(2000, 2), (2024, 2), (1900, 1), (2026, 1), (2100, 1)] {
        let treatment = |month, day| {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            Treatment::new(TreatmentId::from("t1"), Moment::On(date))
        };
        let first_of_march = treatment(3, 1).performed_at;
        let day = treatment(2, 28).day_of(first_of_march, Diary::default().day_end);
        assert_eq!(day, Day::new(days), "{year}");
    }
}
