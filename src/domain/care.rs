//! The care plan: what there is to do after a treatment, and what of it is due at a moment.
//!
//! Pure functions of the protocol, the treatment, what was done and told, and the moment. Nothing is ever "missed".

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use super::after::{After, day_around, later, start};
use super::care_record::Says;
use super::diary::Healing;
use super::hold::{Whose, word_about};
use super::id::{SourceId, TaskId};
use super::protocol::Protocol;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareTask {
    /// Name in files.
    pub id: TaskId,
    /// Name for people, at most 44 columns.
    pub title: String,
    /// What to do, in a sentence or two.
    pub what: String,
    /// From when on; from the treatment when left out.
    #[serde(default)]
    pub from: Option<After>,
    /// Until when, included; without end when left out.
    #[serde(default)]
    pub to: Option<After>,
    /// How often.
    pub rhythm: Rhythm,
    /// Only for those whose provider gave them this.
    #[serde(default)]
    pub needs: Option<ProductKind>,
    /// Why, and where sources differ.
    pub why: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// How often something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// So many hours after the treatment or the last time.
    EveryHours(u8),
    /// So many times on each day of the patient's calendar.
    TimesADay(u8),
    /// One time.
    Once,
    /// Whenever it is needed, or never.
    AsNeeded,
}

impl Rhythm {
    /// In words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::EveryHours(1) => "every hour".to_owned(),
            Self::EveryHours(hours) => format!("every {hours} hours"),
            Self::TimesADay(1) => "once a day".to_owned(),
            Self::TimesADay(2) => "twice a day".to_owned(),
            Self::TimesADay(times) => format!("{times} times a day"),
            Self::Once => "once".to_owned(),
            Self::AsNeeded => "as needed".to_owned(),
        }
    }
}

/// What a provider may give to a patient to use at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// A serum.
    Serum,
    /// A gel or balm for the first day.
    Gel,
    /// Hydrocortisone cream.
    Hydrocortisone,
    /// Tablets against cold sores.
    Antiviral,
}

impl ProductKind {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Serum => "a serum",
            Self::Gel => "a gel or balm",
            Self::Hydrocortisone => "hydrocortisone cream",
            Self::Antiviral => "tablets against cold sores",
        }
    }
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// To be done, since this moment.
    Due(DateTime<FixedOffset>),
    /// To be done again, or for the first time, from this moment on.
    Next(DateTime<FixedOffset>),
    /// Done for good.
    Done,
    /// Whenever it is needed.
    AsNeeded,
    /// Its time is over.
    Over,
    /// Only for those whose provider gave it, and nobody said so.
    NotGiven,
    /// The provider said to leave it out.
    LeftOut,
}

/// A task at a moment of a healing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueTask<'a> {
    /// The task.
    pub task: &'a CareTask,
    /// Where it stands.
    pub state: TaskState,
    /// How often it was done: today, or in all when it goes by hours or only once.
    pub done: usize,
    /// How often it is to be done in that time; none when as needed.
    pub of: Option<usize>,
    /// Whose answer it is.
    pub whose: Whose,
    /// When it begins.
    pub from: DateTime<FixedOffset>,
    /// When it is over.
    pub to: Option<DateTime<FixedOffset>>,
}

/// All tasks at a moment: what is due first, then what comes, what is done, and what is as needed last.
#[must_use]
pub fn tasks<'a>(healing: &Healing<'_>, protocol: &'a Protocol, at: DateTime<FixedOffset>) -> Vec<DueTask<'a>> {
    let mut tasks: Vec<_> = protocol.care.iter().map(|task| due(task, healing, protocol, at)).collect();
    tasks.sort_by_key(DueTask::place);
    tasks
}

impl DueTask<'_> {
    /// Whether it is on the list of the day a moment lies in.
    #[must_use]
    pub fn is_for_today(&self, day_ends: DateTime<FixedOffset>) -> bool {
        match self.state {
            TaskState::Due(_) | TaskState::AsNeeded => true,
            TaskState::Next(at) => self.done > 0 || at < later(day_ends, TimeDelta::days(1)),
            TaskState::Done => self.done > 0,
            TaskState::Over | TaskState::NotGiven | TaskState::LeftOut => false,
        }
    }

    fn place(&self) -> (u8, Option<DateTime<FixedOffset>>) {
        match self.state {
            TaskState::Due(since) => (0, Some(since)),
            TaskState::Next(at) => (1, Some(at)),
            TaskState::Done => (2, None),
            TaskState::AsNeeded => (3, None),
            TaskState::NotGiven => (4, None),
            TaskState::LeftOut => (5, None),
            TaskState::Over => (6, None),
        }
    }
}

/// The time in which a task is to be done, and how often it was.
struct Span {
    from: DateTime<FixedOffset>,
    to: Option<DateTime<FixedOffset>>,
    at: DateTime<FixedOffset>,
    /// The day that the moment lies in.
    today: (DateTime<FixedOffset>, DateTime<FixedOffset>),
    /// When it was done, the earliest first, none of it later than the moment.
    done: Vec<DateTime<FixedOffset>>,
}

fn due<'a>(task: &'a CareTask, healing: &Healing<'_>, protocol: &Protocol, at: DateTime<FixedOffset>) -> DueTask<'a> {
    let Healing { treatment, day_end, .. } = healing;
    let says = word_about(healing, task.id.as_str()).map(|told| told.says);
    let until = if let Some(Says::Until(until)) = says { Some(until) } else { task.to };
    let span = Span {
        from: task.from.map_or(start(treatment, *day_end), |from| from.begins(treatment, *day_end)),
        to: until.map(|to| to.ends(treatment, *day_end)),
        at,
        today: day_around(treatment, at, *day_end),
        done: done(task, healing, at),
    };
    let by_sheet = protocol.sheet.as_ref().map(|sheet| (sheet.sets_task(&task.id), sheet.gives(&task.id)));
    let (set_by_sheet, given_by_sheet) = by_sheet.unwrap_or_default();
    let (state, done, of) = match says {
        Some(Says::LeaveOut) => (TaskState::LeftOut, 0, None),
        None if task.needs.is_some() && !given_by_sheet => (TaskState::NotGiven, 0, None),
        _ => standing(task.rhythm, &span),
    };
    let whose = match says {
        Some(_) => Whose::ToldYou,
        None if set_by_sheet => Whose::Sheet,
        None => Whose::Published,
    };
    DueTask { task, state, done, of, whose, from: span.from, to: span.to }
}

/// When a task was done up to a moment.
fn done(task: &CareTask, healing: &Healing<'_>, at: DateTime<FixedOffset>) -> Vec<DateTime<FixedOffset>> {
    let ticks = healing.ticks.iter().filter(|tick| tick.task == task.id);
    let mut done: Vec<_> = ticks.map(|tick| healing.treatment.instant_of(tick.at, healing.day_end)).collect();
    done.retain(|moment| *moment <= at);
    done.sort_unstable();
    done
}

fn standing(rhythm: Rhythm, span: &Span) -> (TaskState, usize, Option<usize>) {
    let (state, done, of) = match rhythm {
        Rhythm::EveryHours(hours) => every_hours(hours.max(1), span),
        Rhythm::TimesADay(times) => times_a_day(times.into(), span),
        Rhythm::Once => {
            let state = if span.done.is_empty() { TaskState::Due(span.from) } else { TaskState::Done };
            (state, span.done.len().min(1), Some(1))
        }
        Rhythm::AsNeeded => (TaskState::AsNeeded, span.done_today(), None),
    };
    if span.at < span.from {
        return (TaskState::Next(span.first(rhythm)), 0, of);
    }
    if span.to.is_some_and(|to| span.at >= to) {
        return (TaskState::Over, done, of);
    }
    (state, done, of)
}

/// Counts from the treatment and from the last time it was done.
fn every_hours(hours: u8, span: &Span) -> (TaskState, usize, Option<usize>) {
    let step = TimeDelta::hours(hours.into());
    let next = later(span.done.last().map_or(span.from, |last| (*last).max(span.from)), step);
    let in_all = span.to.map(|to| {
        let times = (to - span.from).num_minutes() / step.num_minutes();
        usize::try_from(times).unwrap_or(0).max(1)
    });
    let state = match span.to {
        Some(to) if next > to => TaskState::Done,
        _ if next <= span.at => TaskState::Due(next),
        _ => TaskState::Next(next),
    };
    (state, span.done.len(), in_all)
}

/// Counts by the patient's own day. Once it was done, the next time waits for its share of the day; where the day is too
/// short for that, the rest of it is let go.
fn times_a_day(times: usize, span: &Span) -> (TaskState, usize, Option<usize>) {
    let (today, tomorrow) = span.today;
    let done = span.done_today();
    let state = match span.done.last() {
        _ if done >= times => span.next_day(tomorrow),
        Some(last) if done > 0 => {
            let share = TimeDelta::hours(i64::try_from(24 / (times + 1)).unwrap_or(1));
            match later(*last, share) {
                next if next >= tomorrow => span.next_day(tomorrow),
                next if next <= span.at => TaskState::Due(next),
                next => TaskState::Next(next),
            }
        }
        _ => TaskState::Due(span.from.max(today)),
    };
    (state, done, Some(times))
}

impl Span {
    fn done_today(&self) -> usize {
        self.done.iter().filter(|moment| **moment >= self.today.0).count()
    }

    fn next_day(&self, tomorrow: DateTime<FixedOffset>) -> TaskState {
        if self.to.is_some_and(|to| tomorrow >= to) { TaskState::Done } else { TaskState::Next(tomorrow) }
    }

    /// When something that has not begun is to be done for the first time.
    fn first(&self, rhythm: Rhythm) -> DateTime<FixedOffset> {
        match rhythm {
            Rhythm::EveryHours(hours) => later(self.from, TimeDelta::hours(hours.into())),
            _ => self.from,
        }
    }
}

#[cfg(test)]
#[path = "care_tests.rs"]
mod tests;
