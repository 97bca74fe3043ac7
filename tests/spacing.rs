//! Gaps between treatments as a nurse would tell them, and what must hold for any dates.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{NaiveDate, TimeDelta};
use mendlog::domain::spacing::{Coming, Reach, spacing, window};
use mendlog::domain::{Answer, Concern, DayEnd, Device, Diary, Entry, Grade, Moment, NeedleDepth, Treatment, assess};
use mendlog::protocols::load;
use proptest::prelude::*;

fn treatment(id: &str, at: &str, device: Option<Device>, mm: Option<f64>) -> Treatment {
    let mut treatment = Treatment::new(id.into(), at.parse().unwrap());
    treatment.device = device;
    treatment.needle_depth = mm.and_then(|mm| NeedleDepth::try_from(mm).ok());
    treatment
}

/// A diary with a pen treatment on 2 March 2026, and entries of (date, symptom, grade).
fn diary(entries: &[(&str, &str, u8)]) -> Diary {
    let mut diary = Diary {
        treatments: vec![treatment("t1", "2026-03-02T10:00:00+01:00", Some(Device::Pen), Some(1.0))],
        ..Diary::default()
    };
    for (number, (date, symptom, grade)) in entries.iter().enumerate() {
        let mut entry = Entry::new(format!("e{number}").into(), "t1".into(), date.parse().unwrap());
        entry.grades.insert((*symptom).into(), Grade::try_from(*grade).unwrap().into());
        diary.entries.push(entry);
    }
    diary
}

/// The concern by the gap, the concern in all, and what is not healed or not looked at since.
fn found(diary: &Diary, date: &str) -> (Concern, Concern, usize, usize) {
    let library = load().unwrap();
    let protocol = library.standard();
    let figures = protocol.spacing.as_ref().unwrap();
    let judged = assess(&diary.healing(&diary.treatments[0]), protocol);
    let coming = Coming::planned(date.parse().unwrap());
    let found = spacing(diary, figures, |id| (judged.treatment == *id).then_some(&judged), coming).unwrap();
    (found.gap, found.concern(), found.unhealed.len(), found.not_looked_since.len())
}

#[test]
fn under_four_weeks_is_noted_and_under_two_is_overdoing_it() {
    let diary = diary(&[]);
    for (date, gap) in [
        ("2026-03-02", Concern::Strong),
        ("2026-03-15", Concern::Strong),
        ("2026-03-16", Concern::Warning),
        ("2026-03-29", Concern::Warning),
        ("2026-03-30", Concern::None),
        ("2026-12-24", Concern::None),
    ] {
        assert_eq!(found(&diary, date), (gap, gap, 0, 0), "{date}");
    }
}

#[test]
fn skin_that_was_pink_a_week_before_has_not_healed() {
    let diary = diary(&[("2026-03-05", "redness", 2), ("2026-03-08", "redness", 1)]);
    assert_eq!(found(&diary, "2026-03-18"), (Concern::Warning, Concern::Strong, 1, 0));
    assert_eq!(
        found(&diary, "2026-03-19"),
        (Concern::Warning, Concern::Warning, 0, 1),
        "too long ago to tell, but said"
    );
}

#[test]
fn a_grade_that_has_gone_says_nothing_any_more() {
    let diary = diary(&[("2026-03-06", "redness", 1), ("2026-03-09", "redness", 0), ("2026-03-09", "peeling", 2)]);
    assert_eq!(found(&diary, "2026-03-17"), (Concern::Warning, Concern::Warning, 0, 0));
}

#[test]
fn an_open_warning_counts_however_long_ago_it_was() {
    let mut diary = diary(&[("2026-03-06", "redness", 1)]);
    diary.entries[0].signs.insert("pus".into(), Answer::Yes);
    let (gap, concern, unhealed, _) = found(&diary, "2026-06-01");
    assert_eq!((gap, concern), (Concern::None, Concern::Strong));
    assert!(unhealed >= 1);
}

#[test]
fn a_look_after_the_day_does_not_count_for_it() {
    let diary = diary(&[("2026-03-08", "redness", 0), ("2026-03-20", "redness", 2)]);
    assert_eq!(found(&diary, "2026-03-17").2, 0);
    assert!(found(&diary, "2026-03-21").2 > 0);
}

#[test]
fn short_needles_of_a_roller_have_shorter_gaps_and_no_window() {
    let library = load().unwrap();
    let figures = library.standard().spacing.as_ref().unwrap();
    let roller = |id: &str, at: &str, mm| treatment(id, at, Some(Device::Roller), mm);
    for (mm, date, concern) in [
        (Some(0.3), "2026-03-12", Concern::None),
        (Some(0.3), "2026-03-11", Concern::Warning),
        (Some(0.3), "2026-03-06", Concern::Strong),
        (Some(1.0), "2026-03-12", Concern::Strong),
        (None, "2026-03-12", Concern::Strong),
    ] {
        let diary = Diary { treatments: vec![roller("t1", "2026-03-02", mm)], ..Diary::default() };
        let next = roller("t2", date, mm);
        let found = spacing(&diary, figures, |_| None, Coming::treatment(&next)).unwrap();
        assert_eq!(found.concern(), concern, "{mm:?} {date}");
        assert_eq!(window(&diary, figures, &diary.treatments[0]).is_none(), mm == Some(0.3));
    }
    let pen_before = diary(&[]);
    let next = roller("t2", "2026-03-12", Some(0.3));
    let found = spacing(&pen_before, figures, |_| None, Coming::treatment(&next)).unwrap();
    assert_eq!((found.reach, found.concern()), (Reach::Full, Concern::Strong), "the pen has to heal");
}

#[test]
fn the_window_is_four_to_six_weeks_after_the_last() {
    let library = load().unwrap();
    let diary = diary(&[]);
    let window = window(&diary, library.standard().spacing.as_ref().unwrap(), &diary.treatments[0]).unwrap();
    assert_eq!((window.from.to_string(), window.to.to_string()), ("2026-03-30".to_owned(), "2026-04-13".to_owned()));
}

#[test]
fn a_first_treatment_has_nothing_before_it_and_never_looks_at_itself() {
    let library = load().unwrap();
    let figures = library.standard().spacing.as_ref().unwrap();
    let diary = diary(&[]);
    let own = Coming::treatment(&diary.treatments[0]);
    assert!(spacing(&diary, figures, |_| None, own).is_none());
    let before = Coming::planned("2026-03-01".parse().unwrap());
    assert!(spacing(&diary, figures, |_| None, before).is_none());
}

fn date(number: i64) -> NaiveDate {
    "2026-03-02".parse::<NaiveDate>().unwrap() + TimeDelta::days(number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Waiting longer after the same treatment never speaks louder against a date.
    #[test]
    fn waiting_longer_is_never_worse(
        grades in prop::collection::vec((0_i64..60, 0_u8..=4), 0..6),
        shallow in prop::bool::ANY,
        sooner in 0_i64..90,
        later in 0_i64..90,
    ) {
        let (sooner, later) = (sooner.min(later), sooner.max(later));
        let library = load().unwrap();
        let figures = library.standard().spacing.as_ref().unwrap();
        // Looks up to the sooner date are the same for both.
        let entries: Vec<_> = grades.iter().filter(|(day, _)| *day <= sooner).map(|(day, grade)| {
            (date(*day).to_string(), *grade)
        }).collect();
        let told: Vec<_> = entries.iter().map(|(date, grade)| (date.as_str(), "redness", *grade)).collect();
        let mut diary = diary(&told);
        if shallow {
            diary.treatments[0] = treatment("t1", "2026-03-02", Some(Device::Roller), Some(0.3));
        }
        let judged = assess(&diary.healing(&diary.treatments[0]), library.standard());
        let concern = |day: i64| {
            let coming = Coming::planned(Moment::On(date(day)));
            spacing(&diary, figures, |_| Some(&judged), coming).unwrap().concern()
        };
        prop_assert!(concern(later) <= concern(sooner));
    }

    /// Before saving never says less than the rule that looks at it afterwards.
    #[test]
    fn what_the_rule_notes_was_said_before(
        days in 0_i64..40,
        devices in (0_usize..5, 0_usize..5),
        depths in (prop::option::of(1_u8..30), prop::option::of(1_u8..30)),
    ) {
        let library = load().unwrap();
        let protocol = library.standard();
        let made = |id: &str, day: i64, device: usize, tenths: Option<u8>| {
            let device = Device::ALL.get(device).copied();
            treatment(id, &date(day).to_string(), device, tenths.map(|tenths| f64::from(tenths) / 10.0))
        };
        let next = made("t2", days, devices.1, depths.1);
        let mut diary = Diary { treatments: vec![made("t1", 0, devices.0, depths.0)], ..Diary::default() };
        let figures = protocol.spacing.as_ref().unwrap();
        let said = spacing(&diary, figures, |_| None, Coming::treatment(&next)).unwrap().concern();
        let entry = Entry::new("e1".into(), "t2".into(), next.performed_at);
        diary.treatments.push(next);
        diary.entries.push(entry);
        let judged = assess(&diary.healing(&diary.treatments[1]), protocol);
        let noted = judged.entries[0].findings.iter().any(|finding| finding.rule.id.as_str() == "too-soon");
        prop_assert!(!noted || said > Concern::None, "{days} {devices:?} {depths:?}");
    }

    /// No dates, however far apart or told, make it panic.
    #[test]
    fn no_dates_panic(
        moments in prop::collection::vec((1900_i32..=2200, 1_u32..=12, 1_u32..=28, prop::option::of(0_u32..24)), 1..6),
        coming in (1900_i32..=2200, 1_u32..=12, 1_u32..=28, prop::option::of(0_u32..24)),
        hour in 0_u8..24,
    ) {
        let library = load().unwrap();
        let moment = |(year, month, day, hour): (i32, u32, u32, Option<u32>)| -> Moment {
            let date = format!("{year}-{month:02}-{day:02}");
            hour.map_or(date.clone(), |hour| format!("{date}T{hour:02}:30:00-11:00")).parse().unwrap()
        };
        let treatments = moments.into_iter().enumerate();
        let diary = Diary {
            day_end: DayEnd::try_from(hour).unwrap(),
            treatments: treatments.map(|(at, one)| Treatment::new(format!("t{at}").into(), moment(one))).collect(),
            ..Diary::default()
        };
        let figures = library.standard().spacing.as_ref().unwrap();
        if let Some(found) = spacing(&diary, figures, |_| None, Coming::planned(moment(coming))) {
            prop_assert!(found.days >= 0 && found.recent <= diary.treatments.len());
        }
        for treatment in &diary.treatments {
            prop_assert!(window(&diary, figures, treatment).is_none_or(|window| window.from <= window.to));
        }
    }
}
