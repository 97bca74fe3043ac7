//! The care of a day for other programs.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;

use super::output::print_file;
use crate::domain::{HoldState, SourceId, TaskState, Treatment, TreatmentId, Whose};
use crate::report::care::{CareReport, HoldLine, TaskLine};

#[derive(Serialize)]
struct CareOut<'a> {
    treatment: &'a TreatmentId,
    at: String,
    day: i32,
    done: &'a str,
    countdown: &'a str,
    tasks: Vec<TaskOut<'a>>,
    holds: Vec<HoldOut<'a>>,
    phase: Option<&'a str>,
    cards: Vec<CardOut<'a>>,
}

#[derive(Serialize)]
struct TaskOut<'a> {
    id: &'a str,
    title: &'a str,
    what: &'a str,
    state: &'static str,
    /// Since when it is due, or from when on it is next.
    at: Option<String>,
    done: usize,
    of: Option<usize>,
    whose: &'static str,
    why: &'a str,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct HoldOut<'a> {
    id: &'a str,
    title: &'a str,
    state: &'static str,
    lifts_at: String,
    whose: &'static str,
    used: Vec<String>,
    early: &'a str,
    why: &'a str,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct CardOut<'a> {
    id: &'a str,
    title: &'a str,
    words: &'a str,
    myth: bool,
    sources: Vec<&'a str>,
}

/// Prints it.
pub fn print(report: &CareReport<'_>, treatment: &Treatment, at: DateTime<FixedOffset>) -> anyhow::Result<()> {
    let out = CareOut {
        treatment: &treatment.id,
        at: clock(at),
        day: report.day.number(),
        done: &report.done,
        countdown: &report.countdown,
        tasks: report.tasks.iter().map(TaskOut::from).collect(),
        holds: report.holds.iter().map(HoldOut::from).collect(),
        phase: report.phase.map(|phase| phase.name.as_str()),
        cards: report
            .cards
            .iter()
            .map(|card| CardOut {
                id: card.id.as_str(),
                title: &card.title,
                words: &card.words,
                myth: card.myth,
                sources: card.sources.iter().map(SourceId::as_str).collect(),
            })
            .collect(),
    };
    print_file(&(serde_json::to_string_pretty(&out)? + "\n"))
}

impl<'a> From<&'a TaskLine<'a>> for TaskOut<'a> {
    fn from(line: &'a TaskLine<'a>) -> Self {
        let (due, task) = (&line.due, line.due.task);
        let (state, at) = match due.state {
            TaskState::Due(since) => ("due", Some(since)),
            TaskState::Next(next) => ("next", Some(next)),
            TaskState::Done => ("done", None),
            TaskState::AsNeeded => ("as_needed", None),
            TaskState::Over => ("over", None),
            TaskState::NotGiven => ("not_given", None),
            TaskState::LeftOut => ("left_out", None),
        };
        Self {
            id: task.id.as_str(),
            title: &task.title,
            what: &task.what,
            state,
            at: at.map(clock),
            done: due.done,
            of: due.of,
            whose: whose(due.whose),
            why: &task.why,
            sources: task.sources.iter().map(SourceId::as_str).collect(),
        }
    }
}

impl<'a> From<&'a HoldLine<'a>> for HoldOut<'a> {
    fn from(line: &'a HoldLine<'a>) -> Self {
        let (it, hold) = (&line.held, line.held.hold);
        Self {
            id: hold.id.as_str(),
            title: &hold.title,
            state: if it.state == HoldState::Back { "back" } else { "waiting" },
            lifts_at: clock(it.lifts_at),
            whose: whose(it.whose),
            used: it.uses.iter().map(|used| used.at.to_string()).collect(),
            early: &hold.early,
            why: &hold.why,
            sources: hold.sources.iter().map(SourceId::as_str).collect(),
        }
    }
}

const fn whose(whose: Whose) -> &'static str {
    match whose {
        Whose::ToldYou => "told",
        Whose::Sheet => "sheet",
        Whose::Published => "published",
    }
}

fn clock(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}
