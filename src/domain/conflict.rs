//! A conflict: what two machines said about one thing, each without knowing of the other. Both are kept, and one counts.
//!
//! Uses its siblings in `domain` only.

use chrono::{DateTime, FixedOffset};

use super::care_record::CareNote;
use super::day::DayEnd;
use super::diary::Diary;
use super::entry::Entry;
use super::id::EntryId;
use super::outcome::Outcome;
use super::patient::Patient;
use super::plan::Plan;
use super::treatment::Treatment;
use super::warning::WarningEvent;

/// What was said about one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// What the patient says about themselves, and when their day ends.
    Answers(Patient, DayEnd),
    /// A treatment.
    Treatment(Box<Treatment>),
    /// A check-in.
    Entry(Box<Entry>),
    /// A rating of the result.
    Outcome(Outcome),
    /// A planned treatment.
    Plan(Plan),
    /// A note about care.
    Care(CareNote),
    /// Something done about a warning.
    Act(WarningEvent),
    /// The text of the provider's sheet.
    Sheet(String),
}

/// Whether a version shows or hides what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It shows it.
    Kept,
    /// It was deleted, dropped, taken back or withdrawn by this version.
    Deleted,
}

/// One of the things said.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its name, the same in every copy of the journal.
    pub name: String,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
    /// Whether it hides the thing.
    pub standing: Standing,
    /// What it says.
    pub said: Said,
}

impl Version {
    /// A short name to type, the same on every machine.
    #[must_use]
    pub fn code(&self) -> String {
        // FNV-1a: enough to tell a handful of versions apart.
        let mix = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let sum = self.name.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
        format!("{:06x}", (sum >> 40) ^ (sum & 0x00ff_ffff))
    }
}

/// Several versions of one thing, none of which knows of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The one that counts.
    pub counts: Version,
    /// The others, in the order in which they would count.
    pub others: Vec<Version>,
}

impl Conflict {
    /// All versions, the one that counts first.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.counts).chain(&self.others)
    }

    /// The check-in it is about.
    #[must_use]
    pub fn entry(&self) -> Option<&EntryId> {
        match &self.counts.said {
            Said::Entry(entry) => Some(&entry.id),
            _ => None,
        }
    }

    /// The journal as it would be if another version counted.
    #[must_use]
    pub fn as_if(&self, diary: &Diary, version: &Version) -> Diary {
        let mut diary = diary.clone();
        take_out(&mut diary, &self.counts.said);
        match version.standing {
            Standing::Kept => put_in(&mut diary, &version.said),
            Standing::Deleted => take_out(&mut diary, &version.said),
        }
        diary
    }
}

fn take_out(diary: &mut Diary, said: &Said) {
    match said {
        Said::Treatment(treatment) => diary.treatments.retain(|one| one.id != treatment.id),
        Said::Entry(entry) => diary.entries.retain(|one| one.id != entry.id),
        Said::Outcome(outcome) => diary.outcomes.retain(|one| one.id != outcome.id),
        Said::Plan(plan) => diary.plans.retain(|one| one.id != plan.id),
        Said::Care(note) => diary.care.remove(note),
        Said::Act(event) => diary.events.retain(|one| one != event),
        // Answers are replaced, and a sheet is no part of the diary.
        Said::Answers(..) | Said::Sheet(_) => {}
    }
}

fn put_in(diary: &mut Diary, said: &Said) {
    match said.clone() {
        Said::Answers(patient, day_end) => (diary.patient, diary.day_end) = (patient, day_end),
        Said::Treatment(treatment) => diary.treatments.push(*treatment),
        Said::Entry(entry) => diary.entries.push(*entry),
        Said::Outcome(outcome) => diary.outcomes.push(outcome),
        Said::Plan(plan) => diary.plans.push(plan),
        Said::Care(note) => diary.care.add(&note),
        Said::Act(event) => diary.events.push(event),
        Said::Sheet(_) => {}
    }
}
