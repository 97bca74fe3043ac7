//! Today's card: what is happening now, why one may look like this, and what is not so.
//!
//! May use `domain`.

use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::warning_reading::who_says_so;
use crate::domain::{Card, Day, Moment, SourceId};
use crate::report::care::cards_of;

/// The cards of today, the one to show first where there is room for one only; myths come last.
#[must_use]
pub fn cards(model: &Model) -> Vec<&Card> {
    let Some((treatment, day)) = model.record.treatment().zip(today(model)) else { return Vec::new() };
    cards_of(model.library.protocol(&treatment.protocol), day)
}

fn today(model: &Model) -> Option<Day> {
    let treatment = model.record.treatment()?;
    Some(treatment.day_of(Moment::At(model.now), model.record.diary.day_end))
}

/// The words of the cards, as passages.
#[must_use]
pub fn passages(model: &Model) -> Vec<Passage> {
    let mut passages = Vec::new();
    for card in cards(model) {
        if !passages.is_empty() {
            passages.push(Passage::gap());
        }
        let heading = if card.myth { format!("Set straight: {}", card.title) } else { card.title.clone() };
        passages.push(Passage::new(Tone::Heading, heading));
        passages.push(Passage::new(Tone::Plain, card.words.clone()));
    }
    passages
}

/// All there is to read about today, with who says so; none where nothing is known about the day.
#[must_use]
pub fn reading(model: &Model) -> Option<Reading> {
    let (treatment, day) = model.record.treatment().zip(today(model))?;
    let phase = model.library.protocol(&treatment.protocol).phase(day);
    let mut text = Vec::new();
    if let Some(phase) = phase {
        text.push(Passage::new(Tone::Heading, phase.name.clone()));
        text.push(Passage::new(Tone::Plain, phase.happening.clone()));
        text.push(Passage::gap());
    }
    text.extend(passages(model));
    text.push(Passage::gap());
    let mut sources: Vec<&SourceId> = Vec::new();
    let of_phase = phase.into_iter().flat_map(|phase| &phase.sources);
    for source in of_phase.chain(cards(model).into_iter().flat_map(|card| &card.sources)) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    text.extend(who_says_so(&sources, &model.library.catalog));
    Some(Reading::new(format!("Day {day}: what is happening"), text))
}
