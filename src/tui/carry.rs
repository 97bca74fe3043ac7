//! Effects carried out on the journal, and the journal read for the first picture.

use anyhow::Context;
use chrono::{DateTime, FixedOffset};

use super::sealing::lock_of;
use super::window::life_of;
use crate::app::typing::is_saved;
use crate::app::{Effect, Extent, Healed, Look, Model, Msg, Read, Start, Turned, Version};
use crate::domain::{EntryId, Treatment, TreatmentId, Turn};
use crate::protocols::Library;
use crate::store::{Journal, Profile, StoreError, TakeUp, Window};

/// How many entries are read before the first picture.
const NEWEST: usize = 400;

/// Reads what the first picture needs.
///
/// # Errors
/// When the journal cannot be read.
pub fn begin(
    journal: &mut Journal,
    library: Library,
    look: Look,
    notice: Option<String>,
    which: TakeUp,
    now: DateTime<FixedOffset>,
) -> anyhow::Result<Model> {
    let read = first_read(journal).context("could not read the journal")?;
    let draft = draft(journal, &read, which, now).context("could not read the unfinished check-in")?;
    let mut model = Model::new(library, look, Start { read, draft, notice, now });
    model.place = Some(journal.path().display().to_string());
    model.lock = lock_of(journal);
    Ok(model)
}

/// What was being typed. A check-in that was saved just before the program died is done with, and makes room for an older text.
fn draft(
    journal: &mut Journal,
    read: &Read,
    which: TakeUp,
    now: DateTime<FixedOffset>,
) -> Result<Option<String>, StoreError> {
    let saved = read.latest.as_ref().map_or(&[][..], |latest| &latest.entries);
    loop {
        let text = journal.take_up_draft(which, &life_of, now)?;
        let is_done = text.as_ref().is_some_and(|text| is_saved(text, saved));
        if !is_done || journal.clear_draft().is_err() {
            return Ok(text);
        }
    }
}

/// Reads what a first picture needs; ten years of entries open like one.
pub fn first_read(journal: &Journal) -> Result<Read, StoreError> {
    let profile = journal.profile()?.map(|profile| (profile.patient, profile.day_end));
    let treatments = journal.treatments()?;
    let latest = latest(&treatments).map(|id| read(journal, id, Window::Newest(NEWEST))).transpose()?;
    let outcomes = treatments.iter().map(|treatment| journal.outcomes(&treatment.id)).collect::<Result<Vec<_>, _>>()?;
    Ok(Read {
        profile,
        treatments,
        outcomes: outcomes.concat(),
        plans: journal.plans()?,
        conflicts: journal.conflicts()?,
        latest,
    })
}

fn latest(treatments: &[Treatment]) -> Option<&TreatmentId> {
    treatments.last().map(|treatment| &treatment.id)
}

fn read(journal: &Journal, treatment: &TreatmentId, window: Window) -> Result<Healed, StoreError> {
    let entries = journal.entries(treatment, window)?;
    let extent = match window {
        Window::Newest(most) if entries.len() >= most => Extent::Newest,
        _ => Extent::All,
    };
    let (events, care) = (journal.events(treatment)?, journal.care(treatment)?);
    Ok(Healed { treatment: treatment.clone(), entries, events, care, extent })
}

/// What an effect wants to know, if it only asks.
fn looked_up(journal: &Journal, effect: &Effect) -> Option<Result<Msg, StoreError>> {
    match effect {
        Effect::Load(treatment) => Some(read(journal, treatment, Window::All).map(Msg::Loaded)),
        Effect::ReadChanges => Some(journal.changes().map(|(diary, changes)| Msg::Changes(Box::new(diary), changes))),
        Effect::ReadVisit => Some(journal.changes().map(|(diary, changes)| Msg::Visit(Box::new(diary), changes))),
        Effect::ReadPast(kind, id) => Some(journal.changes().map(|(_, mut changes)| {
            changes.retain(|change| change.what.kind() == *kind && change.what.id() == Some(id));
            Msg::Past(changes)
        })),
        Effect::ReadConflicts => Some(journal.conflicts().map(Msg::Conflicts)),
        Effect::ReadEdited => Some(journal.edited().map(Msg::Edited)),
        Effect::ReadRevisions(id) => Some(versions(journal, id).map(|versions| Msg::Revisions(id.clone(), versions))),
        _ => None,
    }
}

fn versions(journal: &Journal, id: &EntryId) -> Result<Vec<Version>, StoreError> {
    let kept = journal.revisions(id)?.into_iter().filter(|revision| !revision.deleted);
    Ok(kept.map(|revision| Version { entry: revision.entry, saved_at: revision.saved_at }).collect())
}

/// Undoes what was done last, or does it again, and reads the whole journal anew.
fn turned(
    journal: &mut Journal,
    turn: Turn,
    kept: Option<&TreatmentId>,
    now: DateTime<FixedOffset>,
) -> Result<Turned, StoreError> {
    let next = match turn {
        Turn::Undo => journal.undoable(1)?,
        Turn::Redo => journal.redoable(1)?,
    };
    if next.first().is_some_and(|next| kept.is_some_and(|kept| next.takes_away(turn, kept))) {
        return Ok(Turned::WouldTakeAway);
    }
    let undone = match turn {
        Turn::Undo => journal.undo(now)?,
        Turn::Redo => journal.redo(now)?,
    };
    let Some(undone) = undone else { return Ok(Turned::Nothing) };
    let (first, healed) = everything(journal)?;
    Ok(Turned::Through(Box::new(undone), Box::new(first), healed))
}

/// Keeps one of the versions that two machines have; one that was settled meanwhile is shown as it is now.
fn settled(journal: &mut Journal, version: &str, now: DateTime<FixedOffset>) -> Result<Msg, StoreError> {
    journal.settle(version, now)?;
    let (first, healed) = everything(journal)?;
    Ok(Msg::Settled(Box::new(first), healed))
}

fn everything(journal: &Journal) -> Result<(Read, Vec<Healed>), StoreError> {
    let first = first_read(journal)?;
    let all = first.treatments.iter().map(|treatment| read(journal, &treatment.id, Window::All));
    let healed = all.collect::<Result<_, _>>()?;
    Ok((first, healed))
}

/// Says so when the ranges that the latest treatment is compared with are not those the patient saw last.
pub fn changed_ranges(journal: &mut Journal, library: &Library, now: DateTime<FixedOffset>) -> Option<String> {
    let treatments = journal.treatments().ok()?;
    let protocol = library.protocol(&treatments.last()?.protocol);
    // A journal that can only be read still opens; it merely cannot remember what was shown.
    let earlier = journal.note_protocol(&protocol.id, &protocol.version, now).ok()??;
    let version = &protocol.version;
    Some(format!("The ranges described have changed since last time: version {version}, before {earlier}."))
}

/// Keeps or forgets what is not saved yet.
pub fn keep_draft(journal: &mut Journal, wish: &Effect, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
    match wish {
        Effect::SaveDraft(text) => journal.save_draft(text, now),
        _ => journal.clear_draft(),
    }
}

/// Carries an effect out on the journal; tells what became of it. Effects on the terminal are not its business.
pub fn carry(journal: &mut Journal, effect: Effect, now: DateTime<FixedOffset>) -> Option<Msg> {
    if let Some(answer) = looked_up(journal, &effect) {
        return Some(answer.unwrap_or_else(|error| Msg::NotSaved(effect, error.to_string())));
    }
    let outcome = match &effect {
        Effect::Turn(turn, kept) => {
            let turned = turned(journal, *turn, kept.as_ref(), now).map(|turned| Msg::Turned(*turn, turned));
            return Some(turned.unwrap_or_else(|error| Msg::NotSaved(effect, error.to_string())));
        }
        Effect::Settle(version) => {
            let settled = settled(journal, version, now);
            return Some(settled.unwrap_or_else(|error| Msg::NotSaved(effect, error.to_string())));
        }
        Effect::SaveProfile(patient, day_end) => {
            journal.save_profile(&Profile { patient: patient.clone(), day_end: *day_end }, now)
        }
        Effect::SaveTreatment(treatment) => journal.save_treatment(treatment, now),
        Effect::DeleteTreatment(id) => journal.delete_treatment(id, now),
        Effect::SavePlan(plan) => journal.save_plan(plan, now),
        Effect::DropPlan(plan) => journal.drop_plan(&plan.id, now),
        Effect::PerformPlan(plan, treatment) => journal.perform_plan(&plan.id, treatment, now),
        Effect::SaveEntry(entry) => journal.save_entry(entry, now),
        Effect::DeleteEntry(entry) => journal.delete_entry(&entry.id, now),
        Effect::SaveOutcome(outcome) => journal.save_outcome(outcome, now),
        Effect::DeleteOutcome(outcome) => journal.delete_outcome(&outcome.id, now),
        Effect::AddEvents(events) => journal.add_events(events, now),
        Effect::SaveCare(note) => journal.save_care(note, now),
        Effect::TakeBackCare(note) => journal.take_back_care(note, now),
        Effect::SaveLockAfter(after) => journal.save_lock_after(*after),
        Effect::Load(_)
        | Effect::ReadChanges
        | Effect::ReadVisit
        | Effect::ReadEdited
        | Effect::ReadPast(..)
        | Effect::ReadConflicts
        | Effect::ReadRevisions(_)
        | Effect::Seal(_)
        | Effect::Lock
        | Effect::SaveDraft(_)
        | Effect::ClearDraft
        | Effect::CopyOut(_)
        | Effect::WriteOut(..)
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Quit => return None,
    };
    Some(match outcome {
        Ok(()) => Msg::Saved(effect),
        Err(StoreError::Behind { .. }) if let Ok(read) = first_read(journal) => Msg::Behind(effect, read),
        Err(error) => Msg::NotSaved(effect, error.to_string()),
    })
}
