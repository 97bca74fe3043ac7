//! What waits when, and when silence begins.

use proptest::prelude::*;

use super::*;
use crate::domain::warning::Act;
use crate::domain::{Answer, Entry, Outcome, Rating, Tick, WarningEvent};

/// Pus is urgent until it is answered with no; redness from 3 on is to be watched.
const PROTOCOL: &str = r#"
id = "test"
version = "1"
name = "Test"
review = "none"
phases = []
courses = []
[[rules]]
id = "pus"
triage = "urgent"
title = "Pus"
when = [{ sign = "pus" }]
why = "it may be infected"
advice = "ring"
sources = []
[[rules]]
id = "red"
triage = "watch"
title = "Red"
when = [{ grade = { of = ["redness"], at_least = 3 } }]
why = "it may mean more"
advice = "look again"
sources = []
"#;

fn protocol() -> Protocol {
    toml::from_str(PROTOCOL).unwrap()
}

/// A moment of March 2026, or of a later month by more days.
fn at(day: i64, hour: u32) -> DateTime<FixedOffset> {
    let first = DateTime::parse_from_rfc3339("2026-03-01T00:30:00+01:00").unwrap();
    first + TimeDelta::days(day - 1) + TimeDelta::hours(i64::from(hour))
}

/// A treatment on 5 March in the afternoon; the day ends at three.
fn diary(entries: Vec<Entry>) -> Diary {
    let treatment = Treatment::new("t1".into(), Moment::At(at(5, 14)));
    Diary { treatments: vec![treatment], day_end: DayEnd::try_from(3).unwrap(), entries, ..Diary::default() }
}

fn entry(day: i64, hour: u32, redness: u8) -> Entry {
    let mut entry = Entry::new(format!("{day}-{hour}").as_str().into(), "t1".into(), Moment::At(at(day, hour)));
    entry.recorded_at = Some(at(day, hour));
    entry.grades.insert("redness".into(), Rating::Graded(redness.try_into().unwrap()));
    entry
}

fn with_pus(day: i64, answer: Answer) -> Entry {
    let mut entry = entry(day, 20, 0);
    entry.signs.insert("pus".into(), answer);
    entry
}

fn due_at(diary: &Diary, at: DateTime<FixedOffset>) -> Vec<Due> {
    let protocol = protocol();
    without_ratings(due(diary, |_| &protocol, at, ReminderHour::EVENING))
}

/// What waits besides a rating of the result, which no check-in makes.
fn without_ratings(mut due: Vec<Due>) -> Vec<Due> {
    due.retain(|due| !matches!(due, Due::Rating(_)));
    due
}

fn words(due: &[Due]) -> String {
    due.iter().map(Due::words).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_check_in_waits_from_the_evening_on_and_is_silent_once_made() {
    let mut diary = diary(vec![entry(5, 20, 2)]);
    assert_eq!(due_at(&diary, at(6, 18)), []);
    assert_eq!(due_at(&diary, at(6, 19)), [Due::CheckIn(Day::new(1))]);
    assert_eq!(words(&due_at(&diary, at(6, 19))), "The check-in of day 1 is not made yet.");
    diary.entries.push(entry(6, 8, 2));
    assert_eq!(due_at(&diary, at(6, 23)), []);
}

#[test]
fn an_hour_after_midnight_it_is_still_the_same_evening() {
    let diary = diary(vec![entry(6, 20, 1)]);
    assert_eq!(due_at(&diary, at(8, 1)), [Due::CheckIn(Day::new(2))], "half past one, day 2 still lasts");
    assert_eq!(due_at(&diary, at(8, 3)), [], "day 3 has begun");
    let late = ReminderHour::new(1).unwrap();
    assert!(late.has_come(at(8, 1), diary.day_end) && !late.has_come(at(7, 23), diary.day_end));
}

#[test]
fn a_check_in_about_yesterday_or_before_the_treatment_is_not_today_s() {
    let diary_of_yesterday = diary(vec![entry(5, 20, 2), {
        let mut typed_today = entry(6, 20, 2);
        typed_today.recorded_at = Some(at(7, 20));
        typed_today
    }]);
    assert_eq!(due_at(&diary_of_yesterday, at(7, 21)), [Due::CheckIn(Day::new(2))]);
    assert_eq!(due_at(&diary(vec![entry(5, 8, 0)]), at(5, 20)), [Due::CheckIn(Day::new(0))]);
}

#[test]
fn asking_fades_as_healing_goes_on() {
    let asked: Vec<_> = (-3..400).filter(|day| is_asked_on(Day::new(*day))).collect();
    let daily: Vec<_> = (0..=14).collect();
    assert_eq!(asked[..15], daily);
    assert_eq!(asked[15..], [17, 20, 23, 26, 33, 40, 47, 54]);
}

#[test]
fn what_was_asked_on_a_sparse_day_waits_until_it_is_done() {
    let day = |number: i64| 5 + number;
    let mut diary = diary((0..=14).map(|number| entry(day(number), 20, 0)).collect());
    assert_eq!(due_at(&diary, at(day(16), 20)), []);
    assert_eq!(due_at(&diary, at(day(18), 20)), [Due::CheckIn(Day::new(17))]);
    diary.entries.push(entry(day(18), 20, 0));
    assert_eq!(due_at(&diary, at(day(19), 20)), []);
    assert_eq!(due_at(&diary, at(day(61), 20)), [], "after day 60 nothing is asked");
}

#[test]
fn an_open_warning_asks_each_day_at_any_hour_until_it_is_looked_at() {
    let mut diary = diary(vec![with_pus(8, Answer::Yes)]);
    assert_eq!(due_at(&diary, at(8, 23)), [], "it was looked at today");
    assert_eq!(words(&due_at(&diary, at(9, 8))), "Look again: Pus (TODAY), open since day 3.");
    assert_eq!(due_at(&diary, at(9, 20)).len(), 2, "the check-in waits too");
    assert_eq!(due_at(&diary, at(200, 8)).len(), 1, "nothing else is asked so late, an open warning is");
    diary.entries.push(with_pus(9, Answer::No));
    assert_eq!(due_at(&diary, at(200, 20)), []);
}

#[test]
fn what_is_under_care_asks_in_the_evening_until_its_days_are_over_then_at_any_hour() {
    let mut diary = diary((5..=23).map(|day| entry(day, 20, 0)).collect());
    diary.entries.push(with_pus(24, Answer::Yes));
    let act = Act::Seen { words: String::new(), better_within: 3.try_into().unwrap() };
    diary.events.push(WarningEvent { treatment: "t1".into(), rule: "pus".into(), at: at(25, 9), act });
    assert_eq!(due_at(&diary, at(25, 12)), [], "it is seen to");
    let evening = "Look again: Pus (WATCH), open since day 19, under care until Saturday 28 March.";
    assert!(words(&due_at(&diary, at(25, 20))).starts_with(evening), "{}", words(&due_at(&diary, at(25, 20))));
    let over = words(&due_at(&diary, at(29, 8)));
    assert!(over.starts_with("Look again: Pus (TODAY), open since day 19."), "{over}");
    let protocol = protocol();
    let ahead = ahead(&diary, |_| &protocol, at(24, 21) + TimeDelta::hours(13), ReminderHour::EVENING);
    let keys: Vec<_> = ahead.iter().take(4).map(|ahead| ahead.what.key()).collect();
    assert_eq!(keys, ["check-in t1 20", "check-in t1 23", "look 2026-03-29", "check-in t1 26"]);
}

#[test]
fn what_is_to_be_watched_asks_the_next_evenings_and_not_for_ever() {
    let day = |number: i64| 5 + number;
    let diary = diary((0..=15).map(|number| entry(day(number), 20, if number == 15 { 3 } else { 0 })).collect());
    assert_eq!(due_at(&diary, at(day(16), 8)), []);
    assert_eq!(words(&due_at(&diary, at(day(16), 20))), "Look again: Red (WATCH), open since day 15.");
    let later = due_at(&diary, at(day(24), 20));
    assert_eq!(later, [Due::CheckIn(Day::new(23))]);
}

#[test]
fn without_a_treatment_nothing_waits() {
    assert_eq!(due_at(&Diary::default(), at(9, 20)), []);
    let mut planned = diary(Vec::new());
    planned.treatments[0].performed_at = Moment::At(at(20, 14));
    assert_eq!(due_at(&planned, at(9, 20)), [], "nothing is asked before the treatment");
}

#[test]
fn ahead_lie_the_check_ins_of_the_rhythm_and_the_next_look() {
    let protocol = protocol();
    let of = |diary: &Diary, at| {
        let mut all = ahead(diary, |_| &protocol, at, ReminderHour::EVENING);
        all.retain(|ahead| !matches!(ahead.what, Asked::Rating(_)));
        all
    };
    let mut diary = diary(vec![entry(5, 20, 1)]);
    let all = of(&diary, at(6, 8));
    assert_eq!(all.len(), 22);
    assert_eq!(all[0].at.to_string(), "2026-03-06 19:00:00");
    assert_eq!(all[0].what, Asked::CheckIn("t1".into(), Day::new(1)));
    assert_eq!(of(&diary, at(6, 20))[0].what, Asked::CheckIn("t1".into(), Day::new(2)), "19 o'clock is over");
    diary.entries.extend((6..=20).map(|day| entry(day, 20, 0)));
    diary.entries.push(with_pus(21, Answer::Yes));
    assert_eq!(of(&diary, at(21, 21))[0].what.key(), "check-in t1 17", "asked for on 22 March anyway");
    diary.entries.push(with_pus(22, Answer::Yes));
    let open = of(&diary, at(22, 21));
    assert_eq!(open[0].what.key(), "look 2026-03-23");
    assert_eq!(open[1].what.key(), "check-in t1 20");
}

#[test]
fn a_rating_is_asked_for_in_the_evenings_of_its_week_until_it_is_made() {
    let protocol = protocol();
    let rating = |diary: &Diary, at| {
        due(diary, |_| &protocol, at, ReminderHour::EVENING).into_iter().find(|due| matches!(due, Due::Rating(_)))
    };
    let mut diary = diary(vec![entry(13, 20, 0)]);
    assert_eq!(rating(&diary, at(13, 18)), None, "not before the evening");
    assert!(rating(&diary, at(13, 20)).is_some(), "also when the check-in is made");
    diary.outcomes.push(Outcome::new("r1".into(), "t1".into(), Moment::At(at(13, 19))));
    assert_eq!(rating(&diary, at(13, 20)), None, "it is made");
    assert_eq!(rating(&diary, at(14, 20)), None);
}

#[test]
fn a_plan_is_told_the_evening_before_and_on_its_day() {
    let mut diary = diary(vec![entry(20, 8, 0)]);
    diary.plans.push(Plan::new("p1".into(), Moment::At(at(21, 10))));
    assert_eq!(due_at(&diary, at(20, 9)), []);
    let date = at(21, 10).date_naive();
    assert_eq!(due_at(&diary, at(20, 20)), [Due::Planned(date)]);
    assert_eq!(due_at(&diary, at(21, 8)), [Due::Planned(date)]);
    assert_eq!(words(&due_at(&diary, at(21, 8))), "A treatment is planned for Saturday 21 March.");
    let protocol = protocol();
    let ahead = ahead(&diary, |_| &protocol, at(18, 9), ReminderHour::EVENING);
    assert!(ahead.iter().any(|ahead| ahead.what == Asked::Planned("p1".into())));
}

#[test]
fn tasks_wait_only_for_those_who_tick_them() {
    let mut protocol = protocol();
    protocol.care = vec![
        toml::from_str("id = 'cleanse'\ntitle = 'Cleanse'\nwhat = 'gently'\nrhythm = { times_a_day = 2 }\nwhy = 'clean'\nsources = []")
            .unwrap(),
    ];
    let tasks = |diary: &Diary, at| {
        due(diary, |_| &protocol, at, ReminderHour::EVENING).into_iter().find(|due| matches!(due, Due::Care(_)))
    };
    let mut diary = diary(vec![entry(6, 8, 1)]);
    assert_eq!(tasks(&diary, at(6, 20)), None, "who never ticks is left in peace");
    diary.care.ticks.push(Tick { treatment: "t1".into(), task: "cleanse".into(), at: Moment::At(at(6, 7)) });
    assert_eq!(tasks(&diary, at(6, 20)), Some(Due::Care(vec!["Cleanse".to_owned()])));
    assert_eq!(tasks(&diary, at(6, 12)), None, "a task of the day waits for the evening");
    diary.care.ticks.push(Tick { treatment: "t1".into(), task: "cleanse".into(), at: Moment::At(at(6, 18)) });
    assert_eq!(tasks(&diary, at(6, 20)), None, "it is done for today");
}

proptest! {
    #[test]
    fn no_diary_and_no_moment_panics_and_a_check_in_of_today_ends_it(
        entries in prop::collection::vec((5_i64..90, 0_u32..24, 0_u8..5), 0..8),
        pus in prop::option::of(5_i64..90),
        (day, hour, after) in (-5_i64..120, 0_u32..24, 0_u8..24),
    ) {
        let mut diary = diary(entries.into_iter().map(|(day, hour, grade)| entry(day, hour, grade)).collect());
        diary.entries.extend(pus.map(|day| with_pus(day, Answer::Yes)));
        let (protocol, hour_of_reminder) = (protocol(), ReminderHour::new(after).unwrap());
        let waiting =
            |diary: &Diary| without_ratings(due(diary, |_| &protocol, at(day, hour), hour_of_reminder));
        let before = waiting(&diary);
        let mut turned = diary.clone();
        turned.entries.reverse();
        prop_assert_eq!(&waiting(&turned), &before, "the order of typing is irrelevant");
        for ahead in ahead(&diary, |_| &protocol, at(day, hour), hour_of_reminder) {
            prop_assert!(ahead.at > at(day, hour).naive_local());
        }
        if day >= 6 {
            diary.entries.push(Entry { id: "now".into(), ..entry(day, hour, 0) });
            prop_assert_eq!(waiting(&diary), Vec::<Due>::new());
        }
    }
}
