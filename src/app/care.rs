//! The care plan on the screen: what to do, what not yet, and the line in focus.
//!
//! May use `domain` and `report`.

use serde::{Deserialize, Serialize};

use super::care_acts;
use super::care_reading::reading;
use super::effect::Effect;
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::reading::Scroll;
use super::signs::moved_row;
use super::warnings::Pane;
use crate::domain::diary::Healing;
use crate::domain::{HoldId, Protocol, TaskId};
use crate::report::care::CareReport;

/// The care plan, and where in it.
#[derive(Clone, Debug, Default)]
pub struct Care {
    /// The line in focus; none for the first.
    pub chosen: Option<Line>,
    /// What the keys move.
    pub pane: Pane,
}

/// The name of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Something to do.
    Task(TaskId),
    /// Something not yet allowed, or back.
    Hold(HoldId),
}

impl Line {
    /// The id of the task or hold.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Task(task) => task.as_str(),
            Self::Hold(hold) => hold.as_str(),
        }
    }
}

impl Care {
    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.pane {
            Pane::List => Context::Care,
            Pane::Reading(_) => Context::CareReading,
        }
    }
}

/// The healing that the screens show; none before the first treatment.
#[must_use]
pub fn healing(model: &Model) -> Option<(Healing<'_>, &Protocol)> {
    let treatment = model.record.treatment()?;
    Some((model.record.diary.healing(treatment), model.library.protocol(&treatment.protocol)))
}

/// The names of all lines, the tasks first.
#[must_use]
pub fn lines(report: &CareReport<'_>) -> Vec<Line> {
    let tasks = report.tasks.iter().map(|line| Line::Task(line.due.task.id.clone()));
    tasks.chain(report.holds.iter().map(|line| Line::Hold(line.held.hold.id.clone()))).collect()
}

/// The place of the line in focus.
#[must_use]
pub fn focus(model: &Model, lines: &[Line]) -> usize {
    let chosen = model.care.chosen.as_ref();
    chosen.and_then(|chosen| lines.iter().position(|line| line == chosen)).unwrap_or(0)
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    let Some((healing, protocol)) = healing(model) else {
        model.notice =
            Some("The plan begins with a treatment. R shows the treatments, where you can add one.".to_owned());
        return Vec::new();
    };
    let report = CareReport::new(&healing, protocol, model.now);
    let lines = lines(&report);
    let here = focus(model, &lines);
    let Some(line) = lines.get(here).cloned() else { return Vec::new() };
    let first_hold = report.tasks.len();
    match action {
        Action::Tick | Action::Delete | Action::UsedAlready | Action::ProviderSaid => {
            model.care.chosen = Some(line.clone());
            return care_acts::act(model, &line, action, press);
        }
        Action::Read => open(model, line),
        Action::Back => model.care.pane = Pane::List,
        Action::Left => model.care.chosen = lines.first().cloned(),
        Action::Right if here < first_hold => model.care.chosen = lines.get(first_hold).cloned(),
        moved => move_on(model, &lines, here, moved),
    }
    Vec::new()
}

/// Reads a line as a whole.
pub(super) fn open(model: &mut Model, line: Line) {
    model.care = Care { chosen: Some(line), pane: Pane::Reading(Scroll::default()) };
}

fn move_on(model: &mut Model, lines: &[Line], here: usize, action: Action) {
    match model.care.pane {
        Pane::List => {
            let next = moved_row(here, action, lines.len().saturating_sub(1));
            model.care.chosen = lines.get(next).cloned();
        }
        Pane::Reading(scroll) => {
            let Some(mut page) = lines.get(here).and_then(|line| reading(model, line)) else { return };
            page.scroll = scroll;
            page.act(action);
            model.care.pane = Pane::Reading(page.scroll);
        }
    }
}
