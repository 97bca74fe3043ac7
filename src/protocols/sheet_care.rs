//! A provider's own tasks and holds: what they may say of them, and how they are laid over the published ones.
//!
//! May use `domain`.

use serde::Deserialize;
use toml::Spanned;

use super::sheet::Refusal;
use crate::domain::{After, CareTask, Hold, HoldId, Protocol, Rhythm, TaskId};

/// A task as a sheet writes it: what it leaves out stays as published.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTask {
    id: Spanned<TaskId>,
    from: Option<After>,
    to: Option<After>,
    rhythm: Option<Spanned<Rhythm>>,
    /// The provider gives every patient what the task needs.
    given: Option<Spanned<bool>>,
    /// Patients of this provider are not asked to do it.
    leave_out: Option<Spanned<bool>>,
}

/// A hold as a sheet writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenHold {
    id: Spanned<HoldId>,
    lifts: Spanned<After>,
}

/// What a sheet says about one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OwnTask {
    /// It is to be done like this.
    Like(CareTask),
    /// It is left out.
    LeftOut(TaskId),
}

/// What a sheet says about care, found sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnCare {
    tasks: Vec<OwnTask>,
    given: Vec<TaskId>,
    holds: Vec<Hold>,
}

/// What the sheet replaces, and what the provider gives.
pub(super) struct Replaced {
    pub care: Vec<CareTask>,
    pub holds: Vec<Hold>,
    pub given: Vec<TaskId>,
}

impl OwnCare {
    pub fn checked(tasks: &[WrittenTask], holds: &[WrittenHold], standard: &Protocol) -> Result<Self, Refusal> {
        let mut own = Self::default();
        for written in tasks {
            own.take_task(written, standard)?;
        }
        for written in holds {
            own.holds.push(own_hold(written, standard, &own.holds)?);
        }
        Ok(own)
    }

    fn take_task(&mut self, written: &WrittenTask, standard: &Protocol) -> Result<(), Refusal> {
        let id = written.id.get_ref();
        let known = standard.task(id.as_str()).ok_or_else(|| {
            let ids: Vec<_> = standard.care.iter().map(|task| task.id.as_str()).collect();
            (written.id.span(), format!("no task is called \"{id}\"; there are {}", ids.join(", ")))
        })?;
        if self.tasks.iter().any(|task| task.id() == id) {
            return Err((written.id.span(), format!("\"{id}\" is there twice; keep one of them")));
        }
        self.tasks.push(own_task(written, known)?);
        if written.given.as_ref().is_some_and(|given| *given.get_ref()) {
            self.given.push(id.clone());
        }
        Ok(())
    }

    /// Lays it over a protocol; gives what it replaced.
    pub fn lay_over(&self, protocol: &mut Protocol) -> Replaced {
        let mut replaced = Replaced { care: Vec::new(), holds: Vec::new(), given: self.given.clone() };
        for own in &self.tasks {
            let Some(at) = protocol.care.iter().position(|task| task.id == *own.id()) else { continue };
            match own {
                OwnTask::LeftOut(_) => replaced.care.push(protocol.care.remove(at)),
                OwnTask::Like(task) if *task == protocol.care[at] => {}
                OwnTask::Like(task) => replaced.care.push(std::mem::replace(&mut protocol.care[at], task.clone())),
            }
        }
        for own in &self.holds {
            if let Some(hold) = protocol.holds.iter_mut().find(|hold| hold.id == own.id) {
                replaced.holds.push(std::mem::replace(hold, own.clone()));
            }
        }
        replaced
    }
}

impl OwnTask {
    const fn id(&self) -> &TaskId {
        match self {
            Self::Like(task) => &task.id,
            Self::LeftOut(id) => id,
        }
    }
}

fn own_task(written: &WrittenTask, known: &CareTask) -> Result<OwnTask, Refusal> {
    let id = &known.id;
    if let Some(leave_out) = written.leave_out.as_ref().filter(|leave_out| *leave_out.get_ref()) {
        let says_more =
            written.from.is_some() || written.to.is_some() || written.rhythm.is_some() || written.given.is_some();
        return if says_more {
            Err((leave_out.span(), format!("\"{id}\" is left out, so nothing else can be said about it")))
        } else {
            Ok(OwnTask::LeftOut(id.clone()))
        };
    }
    if let Some(given) = written.given.as_ref().filter(|_| known.needs.is_none()) {
        return Err((given.span(), format!("\"{id}\" needs nothing from you; leave this line out")));
    }
    if let Some(rhythm) = &written.rhythm
        && matches!(rhythm.get_ref(), Rhythm::EveryHours(0) | Rhythm::TimesADay(0))
    {
        return Err((rhythm.span(), "this is never; leave_out = true leaves a task out".to_owned()));
    }
    let task = CareTask {
        from: written.from.or(known.from),
        to: written.to.or(known.to),
        rhythm: written.rhythm.as_ref().map_or(known.rhythm, |rhythm| *rhythm.get_ref()),
        ..known.clone()
    };
    let begins = task.from.map_or(0, After::hours);
    if task.to.is_some_and(|to| to.hours() + 24 <= begins) {
        return Err((written.id.span(), format!("\"{id}\" would end before it begins")));
    }
    Ok(OwnTask::Like(task))
}

fn own_hold(written: &WrittenHold, standard: &Protocol, before: &[Hold]) -> Result<Hold, Refusal> {
    let id = written.id.get_ref();
    let lifts = *written.lifts.get_ref();
    let known = standard.hold(id.as_str()).ok_or_else(|| {
        let ids: Vec<_> = standard.holds.iter().map(|hold| hold.id.as_str()).collect();
        (written.id.span(), format!("nothing on hold is called \"{id}\"; there are {}", ids.join(", ")))
    })?;
    if before.iter().any(|hold| hold.id == *id) {
        return Err((written.id.span(), format!("\"{id}\" is there twice; keep one of them")));
    }
    if let Some(least) = known.not_before.filter(|least| lifts.hours() < least.hours()) {
        return Err((
            written.lifts.span(),
            format!(
                "\"{id}\" would be allowed after {}. No published source allows it before {least} after the treatment, and for \
                 safety no sheet may go under that. You may set it to {least} or later",
                lifts.length()
            ),
        ));
    }
    Ok(Hold { lifts, ..known.clone() })
}
