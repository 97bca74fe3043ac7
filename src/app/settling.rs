//! What two machines say differently, read one by one, and the version that is to be kept chosen.
//!
//! May use `domain`.

use super::conflict_words::{Judging, Told};
use super::effect::{Effect, Healed, Read};
use super::keymap::Action;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::rejudged::Verdicts;
use super::screen::Overlay;
use crate::domain::{Conflict, Entry};

/// One conflict, being read.
#[derive(Clone, Debug)]
pub struct Settling {
    /// Which of those that wait.
    pub place: usize,
    /// What to read about it.
    pub reading: Reading,
}

/// Puts what two machines say differently into words anew.
pub fn refresh(model: &mut Model) {
    let record = &model.record;
    let by = Judging { diary: &record.diary, library: &model.library, now: model.now };
    model.conflicts = record.conflicts.iter().map(|conflict| Told::new(conflict, by)).collect();
}

/// Takes in which conflicts wait now.
pub fn found(model: &mut Model, conflicts: Vec<Conflict>) {
    model.record.conflicts = conflicts;
    refresh(model);
}

/// Whatever was saved may have settled one; a journal without any is not asked.
#[must_use]
pub fn look_again(model: &Model) -> Vec<Effect> {
    if model.record.conflicts.is_empty() { Vec::new() } else { vec![Effect::ReadConflicts] }
}

/// Shows the conflict about the check-in in focus, or the first one.
pub fn open(model: &mut Model, focused: Option<&Entry>) {
    let about = |told: &Told| focused.is_some_and(|entry| told.entry.as_ref() == Some(&entry.id));
    let place = model.conflicts.iter().position(about).unwrap_or(0);
    if !show(model, place) {
        model.notice = Some("Nothing waits: there is nothing that two machines say differently.".to_owned());
    }
}

fn show(model: &mut Model, place: usize) -> bool {
    let count = model.conflicts.len();
    let Some(told) = model.conflicts.get(place) else { return false };
    let title = format!("Two machines, {} of {count}", place + 1);
    let settling = Settling { place, reading: Reading::new(title, passages(told, count)) };
    model.open(Overlay::Settling(Box::new(settling)));
    true
}

fn passages(told: &Told, count: usize) -> Vec<Passage> {
    let mut page = vec![Passage::new(Tone::Strong, format!("{}: two machines say something different.", told.title))];
    let tone = told.loudest.map_or(Tone::Strong, Tone::Level);
    page.extend(told.worse.iter().map(|words| Passage::new(tone, words.clone())));
    for (place, version) in told.versions.iter().enumerate() {
        page.push(Passage::gap());
        page.push(Passage::led(format!("{}", place + 1), told.lead(place)));
        page.push(Passage::led("", version.says.clone()));
    }
    page.push(Passage::gap());
    let keys = "1 keeps the version that counts, 2 the other. Both stay in the history, and u takes the choice back.";
    page.push(Passage::new(Tone::Plain, keys));
    if count > 1 {
        page.push(Passage::new(Tone::Quiet, "n shows the next one."));
    }
    page
}

/// Does what a key asks for.
pub fn act(model: &mut Model, mut settling: Box<Settling>, action: Action) -> Vec<Effect> {
    let chosen = match action {
        Action::Back => return Vec::new(),
        Action::NextConflict => {
            let next = (settling.place + 1) % model.conflicts.len().max(1);
            show(model, next);
            return Vec::new();
        }
        Action::Choose(number) => {
            let versions = model.conflicts.get(settling.place).map(|told| &told.versions);
            versions.and_then(|versions| versions.get(usize::from(number).checked_sub(1)?))
        }
        _ => None,
    };
    if let Some(version) = chosen {
        return vec![Effect::Settle(version.name.clone())];
    }
    settling.reading.act(action);
    model.open(Overlay::Settling(settling));
    Vec::new()
}

/// Says what became of it, and shows the next one that waits.
pub fn settled(model: &mut Model, read: Read, healed: Vec<Healed>) -> Vec<Effect> {
    let before = Verdicts::of(&model.record);
    let effects = model.reread(read, healed);
    let changed = before.what_changed(&Verdicts::of(&model.record)).unwrap_or_default();
    model.notice = Some(format!("Settled; the other version stays in the history. u takes it back. {changed}"));
    show(model, 0);
    effects
}
