//! How likely each time is for a symptom to be gone, and the range that holds most of it.
//!
//! Pure arithmetic. A symptom falls from where it was graded highest towards nothing; the time at which it gets there is
//! weighed on a grid of quarter days: first by the range described, then by every grade given since, then by earlier treatments.

use chrono::TimeDelta;

use super::Graded;
use crate::domain::day::{Day, DayEnd, Moment};
use crate::domain::diary::start_of;
use crate::domain::symptom::Grade;
use crate::domain::treatment::Treatment;

/// Hours between two points of the grid.
const STEP: i32 = 6;
/// Points of the grid: forty days.
const POINTS: i32 = 160;

// The figures below were set on made-up courses (`mendlog trial --forecast`), and tried on others than they were set on.

/// How much of the odds the range holds at least. Days are whole, so it holds more than that: about 85 of 100 on made-up courses.
const HELD: f64 = 0.72;
/// Symptoms end in the middle of cases by this part of the time for which they are described as usual.
const MIDDLE: f64 = 0.65;
/// How far the ends scatter around that, as a logarithm.
const SCATTER: f64 = 0.7;
/// How unlikely an end beyond everything described is.
const BEYOND: f64 = 0.1;
/// A symptom falls faster at first: the power of the time left.
const BEND: f64 = 1.35;
/// How far grades scatter around what is there, in grades.
const BLUR: f64 = 0.22;
/// How often a grade is simply off.
const SLIPS: f64 = 0.08;
/// Below this level a symptom is graded none.
const NOTICED: f64 = 0.5;
/// What may have been there when a grade was given, beside the grade itself.
const LEVELS: [f64; 3] = [-0.33, 0.0, 0.33];
/// How far two treatments of one patient differ, as a logarithm.
const UNLIKE: f64 = 0.35;
/// How often an earlier treatment says nothing about this one.
const UNRELATED: f64 = 0.4;
/// Grades of the first hours have nothing to be compared with yet.
const FIRST_HOURS: f64 = 3.0;

/// The days of the points of the grid.
pub(super) struct Calendar {
    days: Vec<Day>,
}

impl Calendar {
    pub(super) fn new(treatment: &Treatment, day_end: DayEnd) -> Self {
        let start = start_of(treatment);
        let day = |point: i32| {
            let hours = TimeDelta::hours(i64::from(point * STEP));
            treatment.day_of(Moment::At(start.checked_add_signed(hours).unwrap_or(start)), day_end)
        };
        Self { days: (0..=POINTS).map(day).collect() }
    }

    fn day(&self, hours: f64) -> Day {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
        let point = (hours / f64::from(STEP)).round().clamp(0.0, f64::from(POINTS)) as usize;
        self.days.get(point).copied().unwrap_or(Day::TREATMENT)
    }
}

/// One way it may go.
#[derive(Clone, Copy, Debug)]
struct Way {
    /// Hours from the treatment to the moment it is graded none.
    gone: f64,
    odds: f64,
}

/// The ways it may go, and how likely each is beside the others.
pub(super) struct Odds(Vec<Way>);

impl Odds {
    /// What the range described and the grades since make of it; the last grade is above none.
    pub(super) fn described(usual: Day, outer: Day, graded: &[Graded]) -> Self {
        let Some(peak) = peak(graded) else { return Self(Vec::new()) };
        let last_there = graded.last().map_or(0.0, |last| last.hours);
        let since: Vec<_> = graded.iter().filter(|one| one.hours > peak.hours).copied().collect();
        let ends = (1..=POINTS).map(|point| f64::from(point * STEP)).filter(|end| *end > peak.hours);
        let ways = ends.flat_map(|end| {
            let prior = prior(end / 24.0, f64::from(usual.number()), f64::from(outer.number()));
            let fall = LEVELS.map(|level| Fall { from: peak.hours, end, level: number(peak.grade) + level });
            fall.map(|fall| Way { gone: fall.gone(), odds: prior * fall.fits(&since) })
        });
        // It is there: what would be gone by now is not how it goes.
        Self(ways.filter(|way| way.gone > last_there).collect())
    }

    /// Takes in how long it was there after an earlier treatment.
    pub(super) fn take_in_earlier(&mut self, last_there: Day, gone: Day) {
        let then = f64::midpoint(f64::from(last_there.number()), f64::from(gone.number())).max(0.0) * 24.0 + 12.0;
        for way in &mut self.0 {
            let apart = (way.gone.max(1.0) / then).ln() / UNLIKE;
            way.odds *= UNRELATED + (1.0 - UNRELATED) * (-0.5 * apart * apart).exp();
        }
    }

    /// The middle day, and the first and the last of the shortest range that holds enough; never before today.
    pub(super) fn range(&self, calendar: &Calendar, today: Day) -> Option<(Day, Day, Day)> {
        let all: f64 = self.0.iter().map(|way| way.odds).sum();
        if all.is_nan() || all <= 0.0 {
            return None;
        }
        let mut by_day: std::collections::BTreeMap<Day, f64> = std::collections::BTreeMap::new();
        for way in &self.0 {
            *by_day.entry(calendar.day(way.gone).max(today)).or_default() += way.odds / all;
        }
        let days: Vec<_> = by_day.into_iter().collect();
        let (first, last) = shortest(&days)?;
        Some((middle(&days)?.clamp(first, last), first, last))
    }
}

/// The highest grade, the first time it was given.
fn peak(graded: &[Graded]) -> Option<Graded> {
    let later = graded.iter().filter(|one| one.hours >= FIRST_HOURS && one.grade > Grade::NONE);
    let all = graded.iter().filter(|one| one.grade > Grade::NONE);
    let highest =
        |some: &mut dyn Iterator<Item = &Graded>| some.copied().reduce(|a, b| if b.grade > a.grade { b } else { a });
    highest(&mut later.into_iter()).or_else(|| highest(&mut all.into_iter()))
}

/// How likely an end so many days after the treatment is by the range described alone.
fn prior(end: f64, usual: f64, outer: f64) -> f64 {
    let middle = (MIDDLE * usual).max(0.4);
    let apart = (end / middle).ln() / SCATTER;
    let beyond = if end > outer.max(usual) { BEYOND } else { 1.0 };
    beyond * (-0.5 * apart * apart).exp() / end
}

/// A fall from a level at a time to nothing at another; all in hours and grades.
#[derive(Clone, Copy)]
struct Fall {
    from: f64,
    end: f64,
    level: f64,
}

impl Fall {
    fn at(&self, hours: f64) -> f64 {
        let left = ((self.end - hours) / (self.end - self.from)).clamp(0.0, 1.0);
        self.level * left.powf(BEND)
    }

    /// When it is graded none.
    fn gone(&self) -> f64 {
        let left = (NOTICED / self.level.max(NOTICED)).powf(1.0 / BEND);
        self.end - (self.end - self.from) * left
    }

    /// How well it fits the grades given since.
    fn fits(&self, since: &[Graded]) -> f64 {
        since.iter().map(|one| graded_so(number(one.grade), self.at(one.hours))).product()
    }
}

/// How likely a grade is given for a level.
fn graded_so(grade: f64, level: f64) -> f64 {
    let up_to = |edge: f64| 1.0 / (1.0 + (-(edge - level) / BLUR).exp());
    let below = if grade < 0.5 { 0.0 } else { up_to(grade - 0.5) };
    let above = if grade > 3.5 { 1.0 } else { up_to(grade + 0.5) };
    SLIPS / 5.0 + (1.0 - SLIPS) * (above - below)
}

fn number(grade: Grade) -> f64 {
    f64::from(grade.number())
}

fn shortest(days: &[(Day, f64)]) -> Option<(Day, Day)> {
    let ranges = days.iter().enumerate().filter_map(|(start, (first, _))| {
        let mut held = 0.0;
        let last = days[start..].iter().find(|(_, odds)| {
            held += odds;
            held >= HELD
        });
        last.map(|(last, _)| (last.since(*first), held, *first, *last))
    });
    let best = ranges.min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    best.map(|(_, _, first, last)| (first, last))
}

fn middle(days: &[(Day, f64)]) -> Option<Day> {
    let mut held = 0.0;
    let found = days.iter().find(|(_, odds)| {
        held += odds;
        held >= 0.5
    });
    found.map(|(day, _)| *day)
}
