//! The care plan: days as a nurse would go through them, and promises for any journal and moment.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::care::tasks;
use mendlog::domain::hold::holds;
use mendlog::domain::{
    After, CareNote, CareRecord, DayEnd, Diary, HoldState, Moment, Says, TaskState, Tick, Told, Treatment, TreatmentId,
    Use, Whose,
};
use mendlog::protocols::{Library, Sheet, load};
use mendlog::report::care::{CareReport, When, hold_details, task_details};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-03-{text}:00+01:00")).unwrap()
}

/// Treated on 2 March at 10:00; days end at three in the night.
fn diary() -> Diary {
    Diary {
        day_end: DayEnd::try_from(3).unwrap(),
        treatments: vec![Treatment::new("t1".into(), Moment::At(clock("02T10:00")))],
        ..Diary::default()
    }
}

fn report<T>(diary: &Diary, library: &Library, at: &str, look: impl FnOnce(&CareReport<'_>) -> T) -> T {
    let healing = diary.healing(&diary.treatments[0]);
    look(&CareReport::new(&healing, library.standard(), clock(at)))
}

fn told(about: &str, says: Says) -> CareNote {
    CareNote::Told(Told { treatment: "t1".into(), about: about.to_owned(), at: Moment::At(clock("02T11:00")), says })
}

fn back(diary: &Diary, library: &Library, at: &str) -> Vec<String> {
    report(diary, library, at, |report| {
        let back = report.holds.iter().filter(|line| line.held.state == HoldState::Back);
        back.map(|line| line.held.hold.id.to_string()).collect()
    })
}

#[test]
fn what_is_back_day_by_day() {
    let diary = diary();
    let none: [&str; 0] = [];
    assert_eq!(back(&diary, &LIBRARY, "03T09:59"), none);
    assert_eq!(back(&diary, &LIBRARY, "03T10:00"), ["washing", "make-up"]);
    assert_eq!(back(&diary, &LIBRARY, "04T12:00"), ["washing", "make-up", "exercise"]);
    assert_eq!(back(&diary, &LIBRARY, "07T12:00"), ["washing", "make-up", "exercise", "sauna", "swimming"]);
    assert_eq!(back(&diary, &LIBRARY, "30T12:00").len(), 11);
}

#[test]
fn the_countdown_says_how_many_are_back_and_what_comes_next() {
    let diary = diary();
    let words = |at: &str| report(&diary, &LIBRARY, at, |report| report.countdown.clone());
    assert_eq!(words("02T20:00"), "0 of 11 are back; next: washing with a cleanser, tomorrow 10:00");
    assert_eq!(words("03T12:00"), "2 of 11 are back; next: exercise and sweating, tomorrow 10:00");
    assert_eq!(words("30T12:00"), "all 11 are back");
}

#[test]
fn the_first_evening_and_the_first_morning() {
    let mut diary = diary();
    diary.care.add(&told("serum-first-day", Says::Do));
    for at in ["02T13:05", "02T16:10"] {
        diary.care.add(&CareNote::Tick(Tick {
            treatment: "t1".into(),
            task: "serum-first-day".into(),
            at: Moment::At(clock(at)),
        }));
    }
    report(&diary, &LIBRARY, "02T18:00", |report| {
        let first = &report.tasks[0];
        assert_eq!((first.due.task.id.as_str(), first.when.as_str()), ("ask-provider", "until Thu 5 Mar"));
        let serum = report.tasks.iter().find(|line| line.due.task.id.as_str() == "serum-first-day").unwrap();
        assert_eq!((serum.count.as_str(), serum.when.as_str()), ("2 of 8", "again 19:10"));
        let cleanse = report.tasks.iter().find(|line| line.due.task.id.as_str() == "cleanse").unwrap();
        assert_eq!(cleanse.when, "from tomorrow 10:00");
        assert_eq!(report.done, "2 of 9 today");
        let last_asked = report.tasks.iter().rposition(|line| line.due.of.is_some()).unwrap();
        let first_as_needed = report.tasks.iter().position(|line| line.due.state == TaskState::AsNeeded).unwrap();
        assert!(last_asked < first_as_needed, "what is as needed comes last");
    });
}

#[test]
fn the_word_for_this_treatment_comes_before_the_sheet_and_the_sheet_before_what_is_published() {
    let text = "kind = \"sheet\"\nname = \"A\"\nversion = \"1\"\nprovider = \"Dr Roe\"\n[[holds]]\nid = \"make-up\"\nlifts = { hours = 72 }\n";
    let library = LIBRARY.with_sheet(&Sheet::read("s", text, &LIBRARY).unwrap());
    let mut diary = diary();
    let make_up = |diary: &Diary, library: &Library| {
        report(diary, library, "03T12:00", |report| {
            let line = report.holds.iter().find(|line| line.held.hold.id.as_str() == "make-up").unwrap();
            (line.held.whose, line.held.lifts_at)
        })
    };
    assert_eq!(make_up(&diary, &LIBRARY), (Whose::Published, clock("03T10:00")));
    assert_eq!(make_up(&diary, &library), (Whose::Sheet, clock("05T10:00")));
    diary.care.add(&told("make-up", Says::Until(After::Hours(48))));
    assert_eq!(make_up(&diary, &library), (Whose::ToldYou, clock("04T10:00")));
    diary.care.add(&told("make-up", Says::Until(After::Hours(2))));
    assert_eq!(
        make_up(&diary, &library).1,
        clock("04T10:00"),
        "of two words of one moment the more careful one counts"
    );
}

#[test]
fn nobody_lifts_a_hold_before_safety_allows_it() {
    let mut diary = diary();
    diary.care.add(&told("retinoids", Says::Until(After::Hours(5))));
    report(&diary, &LIBRARY, "03T12:00", |report| {
        let line = report.holds.iter().find(|line| line.held.hold.id.as_str() == "retinoids").unwrap();
        assert_eq!(line.held.lifts_at, clock("05T10:00"));
    });
}

fn note() -> impl Strategy<Value = CareNote> {
    let ids: Vec<String> = LIBRARY.standard().care.iter().map(|task| task.id.to_string()).collect();
    let holds: Vec<String> = LIBRARY.standard().holds.iter().map(|hold| hold.id.to_string()).collect();
    let about: Vec<String> = ids.iter().chain(&holds).cloned().chain(["unknown".to_owned()]).collect();
    let says = prop_oneof![
        any::<u16>().prop_map(|hours| Says::Until(After::Hours(hours))),
        any::<u16>().prop_map(|day| Says::Until(After::Day(day))),
        Just(Says::Do),
        Just(Says::LeaveOut),
    ];
    (0..3u8, select(ids), select(holds), select(about), moment(), says).prop_map(
        |(kind, task, hold, about, at, says)| {
            let treatment = TreatmentId::from("t1");
            match kind {
                0 => CareNote::Tick(Tick { treatment, task: task.into(), at }),
                1 => CareNote::Use(Use { treatment, hold: hold.into(), at }),
                _ => CareNote::Told(Told { treatment, about, at, says }),
            }
        },
    )
}

fn moment() -> impl Strategy<Value = Moment> {
    (-100..2000i64, any::<bool>()).prop_map(|(hours, dated)| {
        let at = clock("02T10:00") + TimeDelta::hours(hours);
        if dated && hours % 3 == 0 { Moment::On(at.date_naive()) } else { Moment::At(at) }
    })
}

fn recorded(notes: &[CareNote]) -> CareRecord {
    let mut record = CareRecord::default();
    for note in notes {
        record.add(note);
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// For any journal and moment: no panic, lifts never before safety, nothing owed that is as needed, order-free.
    #[test]
    fn the_plan_keeps_its_promises(notes in vec(note(), 0..12), performed in moment(), hour in 0..24u8, at in -200..5000i64) {
        let mut diary = Diary { day_end: DayEnd::try_from(hour).unwrap(), ..diary() };
        diary.treatments[0].performed_at = performed;
        diary.care = recorded(&notes);
        let protocol = LIBRARY.standard();
        let at = clock("02T10:00") + TimeDelta::hours(at);
        let healing = diary.healing(&diary.treatments[0]);
        for held in holds(&healing, protocol, at) {
            let least = held.hold.not_before.map(|least| least.begins(&diary.treatments[0], diary.day_end));
            prop_assert!(least.is_none_or(|least| held.lifts_at >= least));
            prop_assert_eq!(held.state == HoldState::Back, at >= held.lifts_at);
        }
        for due in tasks(&healing, protocol, at) {
            prop_assert!(due.of.is_some() || !matches!(due.state, TaskState::Due(_)));
            if let TaskState::Due(since) = due.state {
                prop_assert!(since <= at && since >= due.from);
            }
            if let TaskState::Next(next) = due.state {
                prop_assert!(next > at);
            }
        }
        let report = CareReport::new(&healing, protocol, at);
        let now = When { at, day_end: diary.day_end };
        for line in &report.tasks {
            prop_assert!(!task_details(line, &healing, protocol, now).is_empty());
        }
        for line in &report.holds {
            prop_assert!(!hold_details(line, &healing, protocol).is_empty());
        }
        let words = [report.done.clone(), report.countdown.clone()];
        prop_assert!(words.iter().chain(report.tasks.iter().map(|line| &line.when)).all(|words| !words.contains("missed")));
        let mut backwards = notes.clone();
        backwards.reverse();
        let other = Diary { care: recorded(&backwards), ..diary.clone() };
        let other_healing = other.healing(&other.treatments[0]);
        let other_report = CareReport::new(&other_healing, protocol, at);
        prop_assert_eq!((&report.done, &report.countdown), (&other_report.done, &other_report.countdown));
        let whens = |report: &CareReport<'_>| report.tasks.iter().map(|line| (line.when.clone(), line.count.clone())).collect::<Vec<_>>();
        prop_assert_eq!(whens(&report), whens(&other_report));
    }

    /// Ticking never un-does another, and taking back takes back that one alone.
    #[test]
    fn a_tick_never_undoes_another(notes in vec(note(), 0..12), one in note(), at in 0..400i64) {
        let protocol = LIBRARY.standard();
        let at = clock("02T10:00") + TimeDelta::hours(at);
        let done = |care: &CareRecord| {
            let diary = Diary { care: care.clone(), ..diary() };
            let healing = diary.healing(&diary.treatments[0]);
            let mut done: Vec<_> = tasks(&healing, protocol, at).iter().map(|due| (due.task.id.clone(), due.done)).collect();
            done.sort();
            done
        };
        let mut care = recorded(&notes);
        prop_assume!(matches!(one, CareNote::Tick(_)) && !notes.contains(&one));
        let before = done(&care);
        care.add(&one);
        for ((task, now), (_, then)) in done(&care).iter().zip(&before) {
            prop_assert!(now >= then, "{task}: {then} became {now}");
        }
        care.remove(&one);
        prop_assert_eq!(done(&care), before);
    }
}
