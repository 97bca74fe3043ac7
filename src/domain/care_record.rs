//! What the patient recorded beside the check-ins: tasks done, things used, and what their provider said about them.
//!
//! Uses the ids, moments and points of the domain.

use super::after::After;
use super::day::Moment;
use super::id::{HoldId, TaskId, TreatmentId};

/// A care task was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The treatment it is about.
    pub treatment: TreatmentId,
    /// The task.
    pub task: TaskId,
    /// When.
    pub at: Moment,
}

/// Something that is on hold after a treatment was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The treatment it is about.
    pub treatment: TreatmentId,
    /// What was used.
    pub hold: HoldId,
    /// When.
    pub at: Moment,
}

/// What the patient's provider said about one task or hold, for one treatment. Of several the latest counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The treatment it is about.
    pub treatment: TreatmentId,
    /// The id of the task or hold.
    pub about: String,
    /// When the patient wrote it down.
    pub at: Moment,
    /// What was said.
    pub says: Says,
}

/// A provider's word about a task or hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// A hold: not before this point. A task: do it until this point.
    Until(After),
    /// A task: do it.
    Do,
    /// A task: leave it out.
    LeaveOut,
}

/// One thing that was recorded about the care after a treatment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CareNote {
    /// A task was done.
    Tick(Tick),
    /// Something was used.
    Use(Use),
    /// The provider said something.
    Told(Told),
}

impl CareNote {
    /// The treatment it is about.
    #[must_use]
    pub const fn treatment(&self) -> &TreatmentId {
        match self {
            Self::Tick(Tick { treatment, .. })
            | Self::Use(Use { treatment, .. })
            | Self::Told(Told { treatment, .. }) => treatment,
        }
    }

    /// The id of the task or hold it is about.
    #[must_use]
    pub fn about(&self) -> &str {
        match self {
            Self::Tick(tick) => tick.task.as_str(),
            Self::Use(used) => used.hold.as_str(),
            Self::Told(told) => &told.about,
        }
    }

    /// The moment it tells of.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Tick(Tick { at, .. }) | Self::Use(Use { at, .. }) | Self::Told(Told { at, .. }) => *at,
        }
    }
}

/// All that was recorded about care. The order does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CareRecord {
    /// Tasks done.
    pub ticks: Vec<Tick>,
    /// Things used.
    pub uses: Vec<Use>,
    /// What the provider said.
    pub told: Vec<Told>,
}

impl CareRecord {
    /// Adds a note; one that says the same of the same moment is there once.
    pub fn add(&mut self, note: &CareNote) {
        self.remove(note);
        match note.clone() {
            CareNote::Tick(tick) => self.ticks.push(tick),
            CareNote::Use(used) => self.uses.push(used),
            CareNote::Told(told) => self.told.push(told),
        }
    }

    /// Takes a note out, and no other.
    pub fn remove(&mut self, note: &CareNote) {
        match note {
            CareNote::Tick(tick) => self.ticks.retain(|other| !is_same((other, other.at), (tick, tick.at))),
            CareNote::Use(used) => self.uses.retain(|other| !is_same((other, other.at), (used, used.at))),
            CareNote::Told(told) => self.told.retain(|other| !is_same((other, other.at), (told, told.at))),
        }
    }

    /// Takes out all that is about a treatment.
    pub fn forget(&mut self, treatment: &TreatmentId) {
        self.ticks.retain(|tick| tick.treatment != *treatment);
        self.uses.retain(|used| used.treatment != *treatment);
        self.told.retain(|told| told.treatment != *treatment);
    }

    /// Adds all of another record.
    pub fn extend(&mut self, other: Self) {
        self.ticks.extend(other.ticks);
        self.uses.extend(other.uses);
        self.told.extend(other.told);
    }

    /// Everything, one by one.
    pub fn notes(&self) -> impl Iterator<Item = CareNote> {
        let ticks = self.ticks.iter().cloned().map(CareNote::Tick);
        let uses = self.uses.iter().cloned().map(CareNote::Use);
        ticks.chain(uses).chain(self.told.iter().cloned().map(CareNote::Told))
    }
}

/// Two moments are the same only when they are written alike; see `store::revision`.
fn is_same<T: PartialEq>((one, at): (&T, Moment), (other, other_at): (&T, Moment)) -> bool {
    one == other && at.to_string() == other_at.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(task: &str, at: &str) -> CareNote {
        CareNote::Tick(Tick { treatment: "t1".into(), task: task.into(), at: at.parse().unwrap() })
    }

    #[test]
    fn the_same_tick_is_there_once_and_taking_one_back_leaves_the_others() {
        let mut record = CareRecord::default();
        let morning = tick("cleanse", "2026-03-04T08:00:00+01:00");
        for note in [
            &morning,
            &tick("cleanse", "2026-03-04T20:00:00+01:00"),
            &morning,
            &tick("sunscreen", "2026-03-04T08:00:00+01:00"),
        ] {
            record.add(note);
        }
        assert_eq!(record.ticks.len(), 3);
        record.remove(&morning);
        assert_eq!(record.ticks.len(), 2);
        assert!(record.notes().all(|note| note != morning));
    }
}
