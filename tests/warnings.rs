//! The life of a warning: raised once, acknowledged, called, answered, closed by an entry or the patient, raised again.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::now::now;
use mendlog::domain::warning::{Act, ClosedBy, WarningEvent};
use mendlog::domain::{
    Answer, Assessment, Diary, Entry, EntryId, Grade, Moment, Rating, Treatment, TreatmentId, Triage, Warning,
    WarningState, assess,
};
use mendlog::protocols::load;

fn at(day: i64, hour: i64) -> DateTime<FixedOffset> {
    let start = DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap();
    start + TimeDelta::days(day) + TimeDelta::hours(hour - 10)
}

fn journal() -> Diary {
    let mut diary = Diary::default();
    diary.treatments.push(Treatment::new(TreatmentId::from("t1"), Moment::At(at(0, 10))));
    diary
}

/// An entry at eight in the evening.
fn evening<'a>(diary: &'a mut Diary, day: i64, grades: &[(&str, u8)], signs: &[(&str, Answer)]) -> &'a mut Entry {
    let mut entry = Entry::new(EntryId::from(format!("day {day}")), TreatmentId::from("t1"), Moment::At(at(day, 20)));
    let rated = |number: &u8| Rating::Graded(Grade::try_from(*number).unwrap());
    entry.grades = grades.iter().map(|(id, number)| ((*id).into(), rated(number))).collect();
    entry.signs = signs.iter().map(|(id, answer)| ((*id).into(), *answer)).collect();
    diary.entries.push(entry);
    diary.entries.last_mut().unwrap()
}

fn act(diary: &mut Diary, rule: &str, moment: DateTime<FixedOffset>, act: Act) {
    diary.events.push(WarningEvent { treatment: TreatmentId::from("t1"), rule: rule.into(), at: moment, act });
}

fn judged(diary: &Diary) -> Assessment {
    assess(&diary.healing(&diary.treatments[0]), load().unwrap().protocol("microneedling"))
}

fn episodes(diary: &Diary, rule: &str) -> Vec<Warning> {
    judged(diary).warnings().filter(|warning| warning.rule.id.as_str() == rule).cloned().collect()
}

fn triage_on(diary: &Diary, day: i64) -> Triage {
    let library = load().unwrap();
    now(diary, |id| library.protocol(id), Moment::At(at(day, 21))).triage
}

#[test]
fn three_days_of_pus_are_one_episode() {
    let mut diary = journal();
    for day in 3..=5 {
        evening(&mut diary, day, &[], &[("pus", Answer::Yes)]);
    }
    let episodes = episodes(&diary, "pus");
    assert_eq!(episodes.len(), 1);
    assert_eq!(episodes[0].since, Moment::At(at(3, 20)));
    assert_eq!(episodes[0].times_raised, 1);
    assert_eq!(episodes[0].state(), WarningState::Raised);
}

#[test]
fn an_acknowledged_warning_stays_open_through_missed_days_and_entries_that_do_not_ask() {
    let mut diary = journal();
    evening(&mut diary, 3, &[], &[("pus", Answer::Yes)]);
    act(&mut diary, "pus", at(3, 21), Act::Acknowledged);
    evening(&mut diary, 6, &[("redness", 0)], &[]);
    assert_eq!(episodes(&diary, "pus")[0].state(), WarningState::Acknowledged);
    assert_eq!(triage_on(&diary, 12), Triage::Urgent);
    let last = judged(&diary).entries.pop().unwrap();
    assert_eq!(last.triage, Triage::Urgent, "a check-in that does not ask still shows what is open");
    assert_eq!(last.findings[0].since, Moment::At(at(3, 20)));
}

#[test]
fn an_entry_that_says_no_closes_it() {
    let mut diary = journal();
    evening(&mut diary, 3, &[], &[("pus", Answer::Yes)]);
    evening(&mut diary, 4, &[], &[("pus", Answer::No)]);
    let closed = episodes(&diary, "pus")[0].closed.clone().unwrap();
    assert_eq!(closed.by, ClosedBy::Entry(EntryId::from("day 4")));
    assert_eq!(triage_on(&diary, 4), Triage::Watch, "a course steps down, not at once");
    evening(&mut diary, 8, &[], &[("pus", Answer::No)]);
    assert_eq!(triage_on(&diary, 8), Triage::Expected);
}

#[test]
fn not_sure_closes_nothing() {
    let mut diary = journal();
    evening(&mut diary, 3, &[], &[("pus", Answer::Yes)]);
    evening(&mut diary, 4, &[], &[("pus", Answer::NotSure)]);
    assert!(episodes(&diary, "pus")[0].is_open());
}

#[test]
fn a_combination_stays_while_the_part_that_was_not_asked_may_go_on() {
    let mut diary = journal();
    evening(&mut diary, 3, &[], &[("pus", Answer::Yes), ("fever", Answer::Yes)]);
    evening(&mut diary, 4, &[], &[("spreading_redness", Answer::No)]);
    assert!(episodes(&diary, "infection-with-fever")[0].is_open());
    evening(&mut diary, 5, &[], &[("fever", Answer::No)]);
    assert!(!episodes(&diary, "infection-with-fever")[0].is_open(), "without fever the combination is over");
    assert!(episodes(&diary, "pus")[0].is_open(), "but nothing said that the pus is gone");
}

#[test]
fn worse_raises_it_again() {
    let mut diary = journal();
    evening(&mut diary, 4, &[("redness", 3)], &[]);
    act(&mut diary, "above-outer", at(4, 21), Act::Acknowledged);
    evening(&mut diary, 5, &[("redness", 3)], &[]);
    assert_eq!(episodes(&diary, "above-outer")[0].state(), WarningState::Acknowledged);
    evening(&mut diary, 6, &[("redness", 4)], &[]);
    let episode = episodes(&diary, "above-outer").pop().unwrap();
    assert_eq!((episode.state(), episode.times_raised), (WarningState::Raised, 2));
}

#[test]
fn the_answer_of_the_provider_is_kept_with_it() {
    let mut diary = journal();
    evening(&mut diary, 4, &[("redness", 3)], &[]);
    act(&mut diary, "above-outer", at(4, 21), Act::Called);
    act(&mut diary, "above-outer", at(4, 22), Act::Answered("a photo by mail".into()));
    let episode = episodes(&diary, "above-outer").pop().unwrap();
    assert_eq!(episode.state(), WarningState::Answered);
    assert!(episode.acts.iter().any(|(_, act)| *act == Act::Answered("a photo by mail".into())));
}

#[test]
fn what_the_patient_closed_does_not_nag_unless_worse_or_a_danger_sign() {
    let mut diary = journal();
    evening(&mut diary, 4, &[("redness", 3)], &[("pus", Answer::Yes)]);
    for rule in ["above-outer", "pus"] {
        act(&mut diary, rule, at(5, 9), Act::Closed("the clinic has seen it".into()));
    }
    assert_eq!(triage_on(&diary, 5), Triage::Watch, "only the quiet finding waits for the next look");
    evening(&mut diary, 6, &[("redness", 3)], &[("pus", Answer::Yes)]);
    assert_eq!(episodes(&diary, "above-outer").len(), 1, "the same again is the same story");
    assert_eq!(episodes(&diary, "pus").len(), 2, "a danger sign is raised whatever was closed");
    evening(&mut diary, 7, &[("redness", 4)], &[]);
    assert_eq!(episodes(&diary, "above-outer").len(), 2, "worse is a new story");
}

#[test]
fn a_day_filled_in_later_is_not_acknowledged_by_what_was_read_before_it_was_typed() {
    let mut diary = journal();
    evening(&mut diary, 4, &[("redness", 3)], &[]);
    act(&mut diary, "above-outer", at(5, 9), Act::Acknowledged);
    evening(&mut diary, 3, &[("redness", 4)], &[]).recorded_at = Some(at(5, 10));
    let episode = episodes(&diary, "above-outer").pop().unwrap();
    assert_eq!(episode.since, Moment::At(at(3, 20)));
    assert_eq!(episode.state(), WarningState::Raised);
}

#[test]
fn silence_after_a_calm_entry_stays_calm_and_after_a_watch_asks_to_look_again() {
    let mut calm = journal();
    evening(&mut calm, 2, &[("redness", 1)], &[("fever", Answer::No)]);
    assert_eq!(triage_on(&calm, 9), Triage::Expected);
    let mut unsettled = journal();
    evening(&mut unsettled, 4, &[], &[("warmth", Answer::Yes)]);
    assert_eq!(triage_on(&unsettled, 6), Triage::Watch);
}

#[test]
fn of_two_entries_about_the_same_day_the_worse_one_counts_whatever_was_typed_last() {
    for (first, second) in [((3, 1), (4, 0)), ((4, 0), (3, 1))] {
        let mut diary = journal();
        for (minute, (redness, peeling)) in [first, second].into_iter().enumerate() {
            let entry = evening(&mut diary, 2, &[("redness", redness), ("peeling", peeling), ("swelling", 2)], &[]);
            entry.at = Moment::On(at(2, 20).date_naive());
            entry.id = EntryId::from(format!("typed {minute}"));
            entry.recorded_at = Some(at(3, 9) + TimeDelta::minutes(i64::try_from(minute).unwrap()));
        }
        assert!(triage_on(&diary, 3) >= Triage::ContactProvider, "{first:?} then {second:?}");
    }
}

#[test]
fn what_a_later_entry_answers_better_is_no_longer_told_as_open() {
    let mut diary = journal();
    evening(&mut diary, 3, &[("redness", 3), ("burning", 3)], &[]);
    evening(&mut diary, 4, &[("redness", 1)], &[]);
    let library = load().unwrap();
    let assessment = judged(&diary);
    let open = assessment.entries[1].findings.iter().find(|finding| finding.rule.id.as_str() == "above-outer").unwrap();
    let told = open.observed(&library.catalog, false);
    assert!(told.contains("Burning 3") && !told.contains("Redness"), "{told}");
}

#[test]
fn an_entry_about_yesterday_typed_now_is_no_silence() {
    let mut diary = journal();
    evening(&mut diary, 3, &[], &[("pus", Answer::Yes)]).recorded_at = Some(at(5, 8));
    let library = load().unwrap();
    let state = |day, hour| now(&diary, |id| library.protocol(id), Moment::At(at(day, hour)));
    assert!(state(5, 9).silence.is_empty(), "the patient has just looked");
    assert!(!state(6, 9).silence.is_empty());
}
