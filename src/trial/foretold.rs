//! How often the truth falls inside the range of a forecast, on ordinary made-up courses.
//!
//! A forecast is asked for right after each entry of the first fortnight, from the journal as it was then. The truth is what
//! the course was made from. Courses in which the journal calls for help give none there, as in the program.

use std::collections::BTreeMap;
use std::thread;

use crate::domain::forecast::{Outlook, Range, forecasts};
use crate::domain::{Day, Diary, Moment, Protocol, SymptomId};

use super::course::{Course, Earlier};
use super::interval::Share;
use super::words::Words;

/// Forecasts are asked for up to this day.
const LAST_ASKED: i32 = 14;

/// What came of the forecasts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foretold {
    /// All of them.
    pub all: Spread,
    /// By the day they were asked on.
    pub by_day: BTreeMap<i32, Spread>,
    /// By symptom.
    pub by_symptom: BTreeMap<SymptomId, Spread>,
}

/// How often the truth lay in the range, and how wide ranges were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Truths inside, of all.
    pub inside: Share,
    /// Truths before the range, of all.
    pub sooner: Share,
    /// How many ranges held so many days.
    widths: BTreeMap<i32, u64>,
}

impl Spread {
    fn take(&mut self, truth: Day, range: &Range, asked: Day) {
        // A range that begins today is told as "by" its last day.
        let sooner = truth < range.first && range.first > asked;
        self.inside.take(!sooner && truth <= range.last);
        self.sooner.take(sooner);
        *self.widths.entry(range.last.since(range.first) + 1).or_default() += 1;
    }

    fn add(&mut self, other: &Self) {
        self.inside.add(other.inside);
        self.sooner.add(other.sooner);
        for (width, count) in &other.widths {
            *self.widths.entry(*width).or_default() += count;
        }
    }

    /// The median number of days in a range; 0 of nothing.
    #[must_use]
    pub fn median_width(&self) -> i32 {
        let half = self.widths.values().sum::<u64>().div_ceil(2);
        let mut seen = 0;
        let middle = self.widths.iter().find(|(_, count)| {
            seen += **count;
            seen >= half
        });
        middle.map_or(0, |(width, _)| *width)
    }

    /// The mean number of days in a range; 0 of nothing.
    #[must_use]
    pub fn mean_width(&self) -> f64 {
        let days = self.widths.iter().map(|(width, count)| u64::try_from(*width).unwrap_or(0) * count).sum();
        Share { count: days, of: self.inside.of }.rate()
    }
}

impl Foretold {
    /// Asks so many ordinary courses from a first, even number on; the same whatever the number of threads.
    #[must_use]
    pub fn of(first: u64, count: u64, earlier: Option<Earlier>, protocol: &Protocol, threads: usize) -> Self {
        let threads = threads.max(1) as u64;
        let words = Words::new(&protocol.catalog);
        let of_thread = |thread: u64| {
            let mut foretold = Self::default();
            for index in (thread..count).step_by(usize::try_from(threads).unwrap_or(1)) {
                let course = Course::new(first + 2 * index, &words);
                let course = if let Some(earlier) = earlier { course.after(earlier, &words) } else { course };
                foretold.take(&course, protocol);
            }
            foretold
        };
        thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || of_thread(thread))).collect();
            let mut whole = Self::default();
            for thread in running {
                match thread.join() {
                    Ok(foretold) => whole.add(foretold),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            whole
        })
    }

    fn take(&mut self, course: &Course, protocol: &Protocol) {
        let treatment = course.treatment();
        let symptoms: Vec<_> = protocol.courses.iter().map(|course| course.symptom.clone()).collect();
        for entry in course.diary.entries.iter().filter(|entry| entry.treatment == treatment.id) {
            let asked = treatment.day_of(entry.at, course.diary.day_end);
            if asked.number() > LAST_ASKED {
                continue;
            }
            let diary = so_far(&course.diary, entry.at);
            for told in forecasts(&diary, treatment, protocol, symptoms.iter(), entry.at) {
                let Outlook::Going(range) = told.outlook else { continue };
                // What is graded without ever being there is gone whenever one asks.
                let truth = course.gone_for_good(&told.symptom).unwrap_or(Day::TREATMENT);
                self.all.take(truth, &range, asked);
                self.by_day.entry(asked.number()).or_default().take(truth, &range, asked);
                self.by_symptom.entry(told.symptom).or_default().take(truth, &range, asked);
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.all.add(&other.all);
        for (day, spread) in &other.by_day {
            self.by_day.entry(*day).or_default().add(spread);
        }
        for (symptom, spread) in other.by_symptom {
            self.by_symptom.entry(symptom).or_default().add(&spread);
        }
    }
}

/// The journal as it was right after the entry about a moment.
fn so_far(diary: &Diary, at: Moment) -> Diary {
    let mut so_far = diary.clone();
    so_far.entries.retain(|entry| {
        let treatment = diary.treatment(&entry.treatment);
        treatment.is_some_and(|treatment| {
            treatment.instant_of(entry.at, diary.day_end) <= treatment.instant_of(at, diary.day_end)
        })
    });
    so_far
}
