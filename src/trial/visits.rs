//! When somebody opens their journal: daily at first, now and then later, missed days, late entries.

use chrono::{NaiveTime, TimeDelta};

use super::chance::Dice;
use super::person::Person;

/// One time at which the journal is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// Hours since the treatment that the entry describes.
    pub hours: f64,
    pub told: Told,
}

/// How an entry tells its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// At once, with the time of day.
    AtOnce,
    /// With the time of day, but typed so many hours later.
    Late(u32),
    /// As a date alone, typed on a later day.
    ByDate,
    /// By a program that keeps no time of typing.
    Untimed,
}

/// Entries lie at least so many hours apart.
const APART: f64 = 0.4;

/// The visits of a course of so many days, with some more at given hours.
pub fn visits(person: &Person, days: u32, more: &[f64], dice: &mut Dice) -> Vec<Visit> {
    let mut hours: Vec<f64> = more.to_vec();
    if dice.falls(0.6) {
        hours.push(dice.between((0.3, 3.0)));
    }
    for day in 0..=days {
        let chance = chance_of(day);
        if dice.falls(chance) {
            hours.push(hour_of_day(person, day, (17.0, 22.5), dice));
        }
        if dice.falls(chance * 0.25) {
            hours.push(hour_of_day(person, day, (7.0, 12.0), dice));
        }
    }
    hours.retain(|hour| *hour > 0.2);
    hours.sort_by(f64::total_cmp);
    let fixed = |hour: f64| more.contains(&hour);
    hours.dedup_by(|later, earlier| *later - *earlier < APART && !fixed(*later));
    let told = hours.iter().map(|hour| told(*hour, more, dice)).collect::<Vec<_>>();
    dated(person, hours.into_iter().zip(told).map(|(hours, told)| Visit { hours, told }).collect())
}

fn chance_of(day: u32) -> f64 {
    match day {
        0..=3 => 0.85,
        4..=7 => 0.7,
        8..=14 => 0.45,
        15..=30 => 0.15,
        _ => 0.06,
    }
}

/// An hour after the treatment that lies on a day between two hours of the clock.
fn hour_of_day(person: &Person, day: u32, clock: (f64, f64), dice: &mut Dice) -> f64 {
    let midnight = person.start.naive_local().time() - NaiveTime::MIN;
    24.0 * f64::from(day) + dice.between(clock) - hours_in(midnight)
}

fn hours_in(time: TimeDelta) -> f64 {
    f64::from(i32::try_from(time.num_minutes()).unwrap_or_default()) / 60.0
}

fn told(hour: f64, more: &[f64], dice: &mut Dice) -> Told {
    let throw = dice.between((0.0, 1.0));
    match throw {
        t if t < 0.82 => Told::AtOnce,
        t if t < 0.92 => Told::Late(dice.whole(5, 40)),
        t if t < 0.96 && hour > 24.0 && !more.contains(&hour) => Told::ByDate,
        _ => Told::Untimed,
    }
}

/// A date alone stands for noon: it is kept only for the one entry of its day.
fn dated(person: &Person, mut visits: Vec<Visit>) -> Vec<Visit> {
    let date = |visit: &Visit| person.at(visit.hours).date_naive();
    for index in 0..visits.len() {
        if visits[index].told != Told::ByDate {
            continue;
        }
        let day = date(&visits[index]);
        let alone = visits.iter().filter(|visit| (date(visit) - day).num_days().abs() < 1).count() == 1;
        if alone {
            let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
            visits[index].hours = hours_in(noon - person.start.naive_local());
        } else {
            visits[index].told = Told::AtOnce;
        }
    }
    visits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_in_order_and_after_the_treatment() {
        for seed in 0..2_000 {
            let mut dice = Dice::new(seed);
            let person = Person::new(&mut dice);
            let visits = visits(&person, 30, &[50.0, 51.0], &mut dice);
            assert!(visits.iter().any(|visit| (visit.hours - 50.0).abs() < 1e-9), "course {seed}");
            assert!(visits.is_sorted_by(|a, b| a.hours < b.hours) && visits[0].hours > 0.0, "course {seed}");
        }
    }
}
