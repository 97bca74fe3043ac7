//! Why a verdict is as it is, to read over a screen; the command line says the same.
//!
//! May use `domain`.

use super::history;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::screen::{Overlay, Screen};
use super::timeline::Line;
use super::today::{last_before, moment_in_words};
use super::warnings::{self, Item};
use crate::domain::finding::Presence;
use crate::domain::why_told::{Section, Told, sections};
use crate::domain::{AssessedEntry, EntryId, Healing, Warning, Why, why};

/// The entry whose verdict is asked about.
enum Asked {
    /// One that is saved.
    Saved(EntryId),
    /// The check-in being typed.
    Draft,
}

/// Opens the why of the verdict that shows, or says that there is none.
pub fn ask_why(model: &mut Model) {
    let reading = asked(model).and_then(|asked| reading(model, &asked));
    match reading {
        Some(reading) => model.open(Overlay::Reading(reading)),
        None => model.notice = Some("There is no verdict here to explain: choose a check-in, or make one.".to_owned()),
    }
}

fn asked(model: &Model) -> Option<Asked> {
    if let Some(Overlay::Reading(reading)) = &model.overlay {
        return reading.verdict_on.clone().map(Asked::Saved);
    }
    match model.screen {
        Screen::Today if model.record.live.is_some() => Some(Asked::Draft),
        Screen::Today => last_before(model).map(saved),
        Screen::History => match history::focused(model)? {
            Line::Entry(entry) => Some(saved(entry)),
            Line::Gap(_) | Line::Treatment(_) | Line::Unread(_) => None,
        },
        Screen::Warnings => {
            let items = warnings::items(model);
            about(model, items.get(warnings::focus(model, &items))?).map(saved)
        }
        _ => None,
    }
}

fn saved(entry: &AssessedEntry) -> Asked {
    Asked::Saved(entry.entry.id.clone())
}

/// The entry that last showed a warning; for silence, the one it came after.
fn about<'a>(model: &'a Model, item: &Item<'a>) -> Option<&'a AssessedEntry> {
    let entries = &model.record.assessment_of(&item.episode().treatment)?.entries;
    match item {
        Item::Warning(warning) => entries.iter().rev().find(|entry| shows(entry, warning)),
        Item::Silence(..) => entries.last(),
    }
}

fn shows(entry: &AssessedEntry, warning: &Warning) -> bool {
    let is_it = |finding: &&crate::domain::Finding| {
        finding.rule.id == warning.rule.id && finding.since == warning.since && finding.presence == Presence::Shown
    };
    entry.findings.iter().find(is_it).is_some()
}

fn reading(model: &Model, asked: &Asked) -> Option<Reading> {
    let (record, library) = (&model.record, &model.library);
    let by_protocol = |healing: Healing<'_>, id: &EntryId| {
        let protocol = library.protocol(&healing.treatment.protocol);
        let why = why(&healing, protocol, id)?;
        let sections = sections(&why, protocol, record.diary.patient.has_darker_skin());
        Some(told(&why, sections))
    };
    match asked {
        Asked::Draft => {
            let draft = &record.live.as_ref()?.entry;
            by_protocol(record.healing_up_to(draft)?, &draft.id)
        }
        Asked::Saved(id) => {
            let treatment = record.diary.treatment(&record.assessed(id)?.entry.treatment)?;
            by_protocol(record.diary.healing(treatment), id)
        }
    }
}

fn told(why: &Why, sections: Vec<Section>) -> Reading {
    let judged = &why.judged;
    let mut passages = Vec::new();
    for Section { heading, lines } in sections {
        if !passages.is_empty() {
            passages.push(Passage::gap());
        }
        passages.push(Passage::new(Tone::Heading, heading));
        passages.extend(lines.into_iter().map(passage));
    }
    let title = format!("Why {}: day {}, {}", judged.word(), judged.day, moment_in_words(judged.entry.at));
    Reading::new(title, passages)
}

fn passage(told: Told) -> Passage {
    match told {
        Told::Level(level, text) => Passage::new(Tone::Level(level), text),
        Told::Name(text) => Passage::new(Tone::Strong, text),
        Told::Led(lead, text) => Passage::led(lead, text),
        Told::Plain(text) => Passage::new(Tone::Plain, text),
        Told::Quiet(text) => Passage::new(Tone::Quiet, text),
        Told::Gap => Passage::gap(),
    }
}
