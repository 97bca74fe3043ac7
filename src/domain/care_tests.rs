//! What is due at a moment.

use super::*;
use crate::domain::{CareRecord, Catalog, DayEnd, Diary, Moment, Tick, Told, Treatment, TreatmentId};

fn task(rhythm: Rhythm, from: Option<After>, to: Option<After>, needs: Option<ProductKind>) -> CareTask {
    CareTask {
        id: "task".into(),
        title: String::new(),
        what: String::new(),
        from,
        to,
        rhythm,
        needs,
        why: String::new(),
        sources: Vec::new(),
    }
}

fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-03-{text}:00+01:00")).unwrap()
}

fn protocol(task: CareTask) -> Protocol {
    Protocol {
        id: String::new(),
        version: String::new(),
        name: String::new(),
        review: String::new(),
        phases: Vec::new(),
        courses: Vec::new(),
        modifiers: Vec::new(),
        rules: Vec::new(),
        care: vec![task],
        holds: Vec::new(),
        cards: Vec::new(),
        disagreements: Vec::new(),
        catalog: std::sync::Arc::new(Catalog::default()),
        sheet: None,
    }
}

/// Treated on the 2nd at 10:00; days end at three in the night.
fn diary(ticks: &[&str]) -> Diary {
    let treatment = TreatmentId::from("t1");
    let ticks =
        ticks.iter().map(|at| Tick { treatment: treatment.clone(), task: "task".into(), at: Moment::At(clock(at)) });
    Diary {
        day_end: DayEnd::try_from(3).unwrap(),
        treatments: vec![Treatment::new(treatment.clone(), Moment::At(clock("02T10:00")))],
        care: CareRecord { ticks: ticks.collect(), ..CareRecord::default() },
        ..Diary::default()
    }
}

fn state(task: &CareTask, diary: &Diary, at: &str) -> (TaskState, usize, Option<usize>) {
    let protocol = protocol(task.clone());
    let healing = diary.healing(&diary.treatments[0]);
    let due = &tasks(&healing, &protocol, clock(at))[0];
    (due.state, due.done, due.of)
}

fn every_three_hours() -> CareTask {
    task(Rhythm::EveryHours(3), None, Some(After::Hours(24)), None)
}

#[test]
fn every_three_hours_counts_from_the_treatment_and_then_from_the_last_time() {
    let serum = every_three_hours();
    let none = diary(&[]);
    assert_eq!(state(&serum, &none, "02T12:00"), (TaskState::Next(clock("02T13:00")), 0, Some(8)));
    assert_eq!(state(&serum, &none, "02T15:00"), (TaskState::Due(clock("02T13:00")), 0, Some(8)));
    let twice = diary(&["02T13:10", "02T17:30"]);
    assert_eq!(state(&serum, &twice, "02T18:00"), (TaskState::Next(clock("02T20:30")), 2, Some(8)));
    assert_eq!(state(&serum, &twice, "03T01:00"), (TaskState::Due(clock("02T20:30")), 2, Some(8)));
}

#[test]
fn after_the_first_day_nothing_of_it_is_left_over() {
    let late = diary(&["03T08:00"]);
    assert_eq!(state(&every_three_hours(), &late, "03T09:00").0, TaskState::Done);
    assert_eq!(state(&every_three_hours(), &late, "03T10:00").0, TaskState::Over);
    assert_eq!(state(&every_three_hours(), &diary(&[]), "03T10:00").0, TaskState::Over);
}

#[test]
fn twice_a_day_goes_by_the_day_of_the_patient() {
    let cleanse = task(Rhythm::TimesADay(2), Some(After::Hours(24)), Some(After::Day(7)), None);
    assert_eq!(state(&cleanse, &diary(&[]), "03T08:00").0, TaskState::Next(clock("03T10:00")));
    assert_eq!(state(&cleanse, &diary(&[]), "04T12:00"), (TaskState::Due(clock("04T03:00")), 0, Some(2)));
    let once = diary(&["04T08:00"]);
    assert_eq!(state(&cleanse, &once, "04T12:00"), (TaskState::Next(clock("04T16:00")), 1, Some(2)));
    assert_eq!(state(&cleanse, &once, "04T20:00").0, TaskState::Due(clock("04T16:00")));
    let night = diary(&["04T08:00", "05T01:30"]);
    assert_eq!(state(&cleanse, &night, "05T02:00"), (TaskState::Next(clock("05T03:00")), 2, Some(2)));
    assert_eq!(state(&cleanse, &night, "05T09:00"), (TaskState::Due(clock("05T03:00")), 0, Some(2)));
}

#[test]
fn a_day_that_is_too_short_for_the_second_time_is_let_go() {
    let cleanse = task(Rhythm::TimesADay(2), None, Some(After::Day(3)), None);
    let late = diary(&["04T23:00"]);
    assert_eq!(state(&cleanse, &late, "04T23:30"), (TaskState::Next(clock("05T03:00")), 1, Some(2)));
    let last_day = diary(&["05T23:00"]);
    assert_eq!(state(&cleanse, &last_day, "05T23:30").0, TaskState::Done);
    assert_eq!(state(&cleanse, &last_day, "06T03:00").0, TaskState::Over);
}

#[test]
fn what_is_as_needed_is_never_owed() {
    let hands = task(Rhythm::AsNeeded, None, Some(After::Day(3)), None);
    for at in ["02T11:00", "03T22:00", "05T23:00"] {
        assert_eq!(state(&hands, &diary(&[]), at), (TaskState::AsNeeded, 0, None));
    }
    assert_eq!(state(&hands, &diary(&["03T11:00"]), "03T12:00"), (TaskState::AsNeeded, 1, None));
    assert_eq!(state(&hands, &diary(&["03T11:00"]), "04T12:00"), (TaskState::AsNeeded, 0, None));
}

#[test]
fn what_is_to_be_done_once_is_done_then() {
    let ask = task(Rhythm::Once, None, Some(After::Day(2)), None);
    assert_eq!(state(&ask, &diary(&[]), "03T12:00").0, TaskState::Due(clock("02T10:00")));
    assert_eq!(state(&ask, &diary(&["02T12:00"]), "03T12:00"), (TaskState::Done, 1, Some(1)));
}

#[test]
fn what_the_provider_must_give_waits_for_their_word() {
    let serum = task(Rhythm::TimesADay(2), None, Some(After::Day(3)), Some(ProductKind::Serum));
    let mut diary = diary(&[]);
    assert_eq!(state(&serum, &diary, "03T12:00").0, TaskState::NotGiven);
    let mut say = |at: &str, says| {
        let (treatment, about) = ("t1".into(), "task".to_owned());
        diary.care.told.push(Told { treatment, about, at: Moment::At(clock(at)), says });
        state(&serum, &diary, "06T12:00").0
    };
    assert_eq!(say("02T11:00", Says::Do), TaskState::Over);
    assert_eq!(say("02T12:00", Says::Until(After::Day(5))), TaskState::Due(clock("06T03:00")));
    assert_eq!(say("02T13:00", Says::LeaveOut), TaskState::LeftOut);
    assert_eq!(say("02T12:30", Says::Do), TaskState::LeftOut, "the latest word counts");
}

#[test]
fn what_is_ticked_later_is_not_known_yet() {
    let serum = every_three_hours();
    let later = diary(&["02T20:00"]);
    assert_eq!(state(&serum, &later, "02T15:00"), (TaskState::Due(clock("02T13:00")), 0, Some(8)));
}
