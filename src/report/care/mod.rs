//! What to do and what not yet at a moment, in lines: the same for the screen, the shell and other programs.
//!
//! Uses `domain`.

mod details;
mod words;

use chrono::{DateTime, FixedOffset};

pub use details::{Detail, hold_details, task_details};
pub use words::{When, began};

use crate::domain::after::day_around;
use crate::domain::care::tasks;
use crate::domain::diary::Healing;
use crate::domain::hold::holds;
use crate::domain::{Card, Day, DueTask, Held, HoldState, Moment, Protocol, Rhythm, TaskState, protocol::Phase};

/// The care of a day.
#[derive(Clone, Debug)]
pub struct CareReport<'a> {
    /// The day after the treatment.
    pub day: Day,
    /// What there is to do, what is as needed last, then what only some patients do.
    pub tasks: Vec<TaskLine<'a>>,
    /// What is on hold, what lifts first first.
    pub holds: Vec<HoldLine<'a>>,
    /// What is happening in the skin.
    pub phase: Option<&'a Phase>,
    /// What is worth knowing today.
    pub cards: Vec<&'a Card>,
    /// How much is done, in a few words.
    pub done: String,
    /// How much is back and what comes next, in a few words.
    pub countdown: String,
}

/// A task in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine<'a> {
    /// The task.
    pub due: DueTask<'a>,
    /// How often it was done, such as `1 of 2`; empty when as needed and not done.
    pub count: String,
    /// When it is due.
    pub when: String,
}

/// A hold in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldLine<'a> {
    /// The hold.
    pub held: Held<'a>,
    /// When it lifts, as a moment.
    pub when: String,
    /// How long that is, or that it is back.
    pub countdown: String,
    /// That it was used too early; empty when it was not.
    pub used: String,
}

impl<'a> CareReport<'a> {
    /// The care at a moment of a healing.
    #[must_use]
    pub fn new(healing: &'a Healing<'_>, protocol: &'a Protocol, at: DateTime<FixedOffset>) -> Self {
        let (treatment, day_end) = (&*healing.treatment, healing.day_end);
        let now = When { at: at.with_timezone(&treatment.performed_at.offset()), day_end };
        let (_, day_ends) = day_around(treatment, at, day_end);
        let day = treatment.day_of(Moment::At(now.at), day_end);
        let is_listed = |due: &DueTask<'_>| match due.state {
            TaskState::NotGiven | TaskState::LeftOut => due.to.is_none_or(|to| at < to),
            _ => due.is_for_today(day_ends),
        };
        let tasks: Vec<_> = tasks(healing, protocol, at).into_iter().filter(is_listed).collect();
        let tasks: Vec<_> = tasks.into_iter().map(|due| TaskLine::new(due, now)).collect();
        let holds: Vec<_> =
            holds(healing, protocol, at).into_iter().map(|held| HoldLine::new(held, healing, now)).collect();
        Self {
            day,
            done: done(&tasks, day_ends),
            countdown: countdown(&holds),
            tasks,
            holds,
            phase: protocol.phase(day),
            cards: cards_of(protocol, day),
        }
    }
}

/// What is worth knowing on a day: what began last first, and what sets something straight last.
#[must_use]
pub fn cards_of(protocol: &Protocol, day: Day) -> Vec<&Card> {
    let mut cards: Vec<_> = protocol.cards_on(day).collect();
    cards.sort_by_key(|card| (card.myth, std::cmp::Reverse(card.from_day)));
    cards
}

impl<'a> TaskLine<'a> {
    fn new(due: DueTask<'a>, now: When) -> Self {
        let count = match (due.state, due.of) {
            (TaskState::NotGiven | TaskState::LeftOut, _) => String::new(),
            (_, Some(of)) => format!("{} of {of}", due.done),
            (_, None) if due.done > 0 => format!("{} today", due.done),
            (_, None) => String::new(),
        };
        Self { count, when: when(&due, now), due }
    }
}

fn when(due: &DueTask<'_>, now: When) -> String {
    let task = due.task;
    match (due.state, task.rhythm) {
        (TaskState::Due(since), Rhythm::EveryHours(_)) => format!("since {}", now.say(since)),
        (TaskState::Due(since), Rhythm::TimesADay(_)) if due.done > 0 => format!("again since {}", now.say(since)),
        (TaskState::Due(_), Rhythm::Once) => due.to.map_or("once".to_owned(), |to| format!("until {}", now.say(to))),
        (TaskState::Due(_), _) => "today".to_owned(),
        (TaskState::Next(at), _) if due.done > 0 => format!("again {}", now.say(at)),
        (TaskState::Next(at), _) => format!("from {}", now.say(at)),
        (TaskState::Done, _) => "done".to_owned(),
        (TaskState::AsNeeded, _) => "as needed".to_owned(),
        (TaskState::Over, _) => "over".to_owned(),
        (TaskState::NotGiven, _) => "only if they gave it".to_owned(),
        (TaskState::LeftOut, _) => "left out on their word".to_owned(),
    }
}

/// How much of what the day asks for is done. What begins tomorrow is not asked for yet.
fn done(tasks: &[TaskLine<'_>], day_ends: DateTime<FixedOffset>) -> String {
    let asked = tasks.iter().filter(|line| match line.due.state {
        TaskState::Due(_) | TaskState::Done => true,
        TaskState::Next(at) => line.due.done > 0 || at < day_ends,
        _ => false,
    });
    let (done, of) = asked.fold((0, 0), |(done, all), line| {
        line.due.of.map_or((done, all), |of| (done + line.due.done.min(of), all + of))
    });
    match of {
        0 => "nothing asked for today".to_owned(),
        _ if done >= of => format!("{done} of {of} today: all done"),
        _ => format!("{done} of {of} today"),
    }
}

fn countdown(holds: &[HoldLine<'_>]) -> String {
    let back = holds.iter().filter(|line| line.held.state == HoldState::Back).count();
    match holds.get(back) {
        _ if holds.is_empty() => "nothing is on hold".to_owned(),
        None => format!("all {} are back", holds.len()),
        Some(next) => {
            let mut title = next.held.hold.title.chars();
            let title: String = title.next().into_iter().flat_map(char::to_lowercase).chain(title).collect();
            format!("{back} of {} are back; next: {title}, {}", holds.len(), next.when)
        }
    }
}

impl<'a> HoldLine<'a> {
    fn new(held: Held<'a>, healing: &Healing<'_>, now: When) -> Self {
        let countdown = match held.state {
            HoldState::Waiting => now.until(held.lifts_at),
            HoldState::Back => "back".to_owned(),
        };
        let early = held.early_uses(healing);
        let used = early.last().map_or_else(String::new, |used| match used.at {
            Moment::At(at) => format!("used early, {}", now.say(at)),
            day @ Moment::On(_) => format!("used early, {}", began(day)),
        });
        Self { when: now.say(held.lifts_at), countdown, used, held }
    }
}
