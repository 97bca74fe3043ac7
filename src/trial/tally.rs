//! Many courses judged on all cores, and what came of it.

use std::collections::BTreeMap;
use std::thread;

use crate::domain::{Answer, AssessedEntry, Protocol, Triage, assess};

use super::course::{Course, Nature, Truth};
use super::interval::Share;
use super::words::Words;

/// So many levels there are.
const LEVELS: usize = Triage::ALL.len();

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Moments of ordinary courses that were told to call, of all.
    pub false_alarm_moments: Share,
    /// Ordinary courses with such a moment, of all.
    pub false_alarm_courses: Share,
    /// Moments judged quieter than they must be, for each level they must have.
    pub missed: [Share; LEVELS],
    /// Emergencies judged quieter than urgent, of all emergencies.
    pub hushed_emergencies: Share,
    /// Moments from urgent on that were judged expected or watch, of all from urgent on.
    pub waved_off: Share,
    /// Moments to call for which no sign announces, and of these the ones found.
    pub trends_found: Share,
    /// Moments of complications judged louder than they may be, of all.
    pub too_loud: Share,
    /// Moments by the level they must have at least, and by the level they were judged.
    pub levels: [[u64; LEVELS]; LEVELS],
    /// Rules that caused false alarms.
    pub false_alarms: BTreeMap<String, Examples>,
    /// Rules that were too loud in complications.
    pub loud_rules: BTreeMap<String, Examples>,
    /// Complications with moments that were missed.
    pub missed_complications: BTreeMap<&'static str, Missed>,
}

/// How often, and the first course to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examples {
    /// How often.
    pub count: u64,
    /// The lowest number of a course that shows it.
    pub course: u64,
}

/// What was missed of one complication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// Moments judged too quiet, of those that must be called for.
    pub moments: Share,
    /// The lowest number of a course that shows it.
    pub course: Option<u64>,
}

impl Tally {
    /// Judges so many courses from a first number on; the same whatever the number of threads.
    #[must_use]
    pub fn of(first: u64, count: u64, protocol: &Protocol, threads: usize) -> Self {
        let threads = threads.max(1) as u64;
        let words = Words::new(&protocol.catalog);
        let of_thread = |thread: u64| {
            let mut tally = Self::default();
            for number in (first + thread..first + count).step_by(usize::try_from(threads).unwrap_or(1)) {
                tally.take(&Course::new(number, &words), protocol);
            }
            tally
        };
        thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || of_thread(thread))).collect();
            let mut whole = Self::default();
            for thread in running {
                match thread.join() {
                    Ok(tally) => whole.add(tally),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            whole
        })
    }

    fn take(&mut self, course: &Course, protocol: &Protocol) {
        let healing = course.diary.healing(course.treatment());
        let assessment = assess(&healing, protocol);
        let moments = course.truths.iter().zip(&assessment.entries);
        match course.nature {
            Nature::Ordinary => {
                let mut alarmed = false;
                for (_, judged) in moments {
                    alarmed |= judged.triage.warns();
                    self.take_ordinary(course, judged);
                }
                self.false_alarm_courses.take(alarmed);
            }
            Nature::Complicated(complication) => {
                for (truth, judged) in moments {
                    self.take_complicated(course, complication.id, *truth, judged);
                }
            }
        }
    }

    fn take_ordinary(&mut self, course: &Course, judged: &AssessedEntry) {
        self.false_alarm_moments.take(judged.triage.warns());
        self.levels[0][judged.triage as usize] += 1;
        let loud = judged.findings.iter().filter(|finding| finding.triage().warns());
        for finding in loud {
            note(&mut self.false_alarms, finding.rule.id.as_str(), course.number);
        }
    }

    fn take_complicated(&mut self, course: &Course, id: &'static str, truth: Truth, judged: &AssessedEntry) {
        let Truth { least, most } = truth;
        let level = judged.triage;
        self.levels[least as usize][level as usize] += 1;
        self.missed[least as usize].take(level < least);
        if least == Triage::Emergency {
            self.hushed_emergencies.take(level < Triage::Urgent);
        }
        if least >= Triage::Urgent {
            self.waved_off.take(level <= Triage::Watch);
        }
        if least.warns() && !judged.entry.signs.values().any(|answer| *answer != Answer::No) {
            self.trends_found.take(level >= least);
        }
        self.too_loud.take(level > most);
        for finding in judged.findings.iter().filter(|finding| finding.triage() > most) {
            note(&mut self.loud_rules, &format!("{} in {id}", finding.rule.id), course.number);
        }
        if least > Triage::Expected {
            let missed = self.missed_complications.entry(id).or_default();
            missed.moments.take(level < least);
            if level < least {
                missed.course = Some(missed.course.map_or(course.number, |first| first.min(course.number)));
            }
        }
    }

    /// Takes in what another thread counted.
    fn add(&mut self, other: Self) {
        self.false_alarm_moments.add(other.false_alarm_moments);
        self.false_alarm_courses.add(other.false_alarm_courses);
        self.hushed_emergencies.add(other.hushed_emergencies);
        self.waved_off.add(other.waved_off);
        self.trends_found.add(other.trends_found);
        self.too_loud.add(other.too_loud);
        for (mine, theirs) in self.missed.iter_mut().zip(other.missed) {
            mine.add(theirs);
        }
        for (mine, theirs) in self.levels.iter_mut().flatten().zip(other.levels.into_iter().flatten()) {
            *mine += theirs;
        }
        add_examples(&mut self.false_alarms, other.false_alarms);
        add_examples(&mut self.loud_rules, other.loud_rules);
        for (id, theirs) in other.missed_complications {
            let mine = self.missed_complications.entry(id).or_default();
            mine.moments.add(theirs.moments);
            mine.course = mine.course.into_iter().chain(theirs.course).min();
        }
    }
}

fn note(examples: &mut BTreeMap<String, Examples>, name: &str, course: u64) {
    match examples.get_mut(name) {
        Some(known) => {
            known.count += 1;
            known.course = known.course.min(course);
        }
        None => {
            examples.insert(name.to_owned(), Examples { count: 1, course });
        }
    }
}

fn add_examples(mine: &mut BTreeMap<String, Examples>, theirs: BTreeMap<String, Examples>) {
    for (name, Examples { count, course }) in theirs {
        let known = mine.entry(name).or_insert(Examples { count: 0, course });
        known.count += count;
        known.course = known.course.min(course);
    }
}
