//! A treatment in words: when, how, by whom, what it moves, and how the healing after it stands.
//!
//! May use `domain`.

use super::effect::Extent;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::rejudged::{check_ins, pointed_out};
use super::session_reading::{money, next_session};
use super::today::moment_in_words;
use crate::domain::{Area, Assessment, Cost, Grade, Moment, Treatment, UsedAt, goal, product};
use crate::report::sessions;

/// Everything about a treatment.
#[must_use]
pub fn reading(model: &Model, treatment: &Treatment) -> Reading {
    let mut passages = vec![shown_in_words(model, treatment)];
    if let Some(words) = pointed_out(&model.record, &treatment.id) {
        passages.push(Passage::new(Tone::Strong, words));
    }
    passages.push(Passage::gap());
    passages.extend(healing(model, treatment));
    passages.extend(next_session(model, treatment));
    passages.push(Passage::gap());
    passages.extend(fields(treatment));
    passages.push(Passage::gap());
    passages.extend(cost(model, treatment));
    passages.push(Passage::gap());
    passages.extend(ranges(model, treatment));
    Reading::new(format!("Treatment {}", moment_in_words(treatment.performed_at)), passages)
}

/// How far the healing is, or how long it was until the next treatment.
#[must_use]
pub fn state_in_words(model: &Model, treatment: &Treatment) -> String {
    let day_end = model.record.diary.day_end;
    let days = |number: i32| if number == 1 { "1 day".to_owned() } else { format!("{number} days") };
    match model.record.treatment_after(&treatment.id) {
        Some(next) => format!("{}, then the next", days(treatment.day_of(next.performed_at, day_end).number())),
        None => format!("day {} now", treatment.day_of(Moment::At(model.now), day_end)),
    }
}

/// How many check-ins there are about a treatment.
#[must_use]
pub fn entries_in_words(model: &Model, treatment: &Treatment) -> String {
    let counted = check_ins(model.record.assessment_of(&treatment.id).map_or(0, |judged| judged.entries.len()));
    match model.record.extent(&treatment.id) {
        Some(Extent::All) => counted,
        Some(Extent::Newest) => format!("{counted}, older ones still being read"),
        None => "check-ins still being read".to_owned(),
    }
}

/// What is known about a treatment itself, line by line.
#[must_use]
pub fn fields(treatment: &Treatment) -> Vec<Passage> {
    let said = |text: &str| if text.trim().is_empty() { "left open".to_owned() } else { text.trim().to_owned() };
    let yes_no = |answer: Option<bool>| answer.map_or("left open", |yes| if yes { "yes" } else { "no" });
    let retinoid = treatment.retinoid_resumed_on.map(|date| date.format("%a %-d %b %Y").to_string());
    vec![
        Passage::led("Treated on", moment_in_words(treatment.performed_at)),
        Passage::led("Device", treatment.device.map_or("left open", |device| device.name())),
        Passage::led("Needle depth", said(&treatment.needle_depth.map_or(String::new(), |depth| depth.to_string()))),
        Passage::led("Area", said(treatment.area.as_ref().map_or("", Area::name))),
        Passage::led("At home", yes_no(treatment.at_home)),
        Passage::led("With PRP", yes_no(treatment.prp)),
        Passage::led("Retinoid again", said(&retinoid.unwrap_or_default())),
        Passage::led("Provider", said(&treatment.provider.name)),
        Passage::led("Phone", said(&treatment.provider.phone)),
        Passage::led("Out of hours", said(&treatment.provider.out_of_hours)),
        Passage::led("Cost", said(&treatment.cost.as_ref().map_or(String::new(), Cost::to_string))),
        Passage::led("What for", said(&goal::in_words(&treatment.goals))),
        Passage::led("Before it", treatment.severity_before.map_or("left open", Grade::word)),
        Passage::led("Sores then", yes_no(treatment.active_lesions)),
        Passage::led("Passes", said(&treatment.passes.map_or(String::new(), |passes| passes.number().to_string()))),
        Passage::led("Used there", said(&product::in_words(&treatment.products, UsedAt::Clinic))),
        Passage::led("For home", said(&product::in_words(&treatment.products, UsedAt::Home))),
        Passage::led("Note", said(&treatment.note)),
    ]
}

/// What it cost beside what was published, and what all of them cost.
fn cost(model: &Model, treatment: &Treatment) -> Vec<Passage> {
    let published = model.library.protocol(&treatment.protocol).cost.as_ref();
    let own = treatment.cost.as_ref().map(|cost| Passage::led("This one", sessions::beside(cost, published)));
    own.into_iter().chain(money(model)).collect()
}

fn shown_in_words(model: &Model, treatment: &Treatment) -> Passage {
    if model.record.chosen.as_ref() == Some(&treatment.id) {
        Passage::new(Tone::Strong, "The other screens show the healing after this one.")
    } else {
        Passage::new(Tone::Quiet, "Enter lets the other screens show the healing after this one.")
    }
}

fn healing(model: &Model, treatment: &Treatment) -> Vec<Passage> {
    let judged = model.record.assessment_of(&treatment.id);
    let entries = entries_in_words(model, treatment);
    let entries = match judged.and_then(|judged| judged.entries.last()) {
        Some(last) => format!("{entries}, the last about day {}", last.day),
        None => entries,
    };
    vec![
        Passage::led("Healing", state_in_words(model, treatment)),
        Passage::led("Check-ins", entries),
        Passage::led("Warnings", judged.map_or("none".to_owned(), warnings_in_words)),
        Passage::led("Last one", before_in_words(model, treatment)),
    ]
}

fn warnings_in_words(judged: &Assessment) -> String {
    let (open, all) = (judged.open_warnings().len(), judged.warnings().count());
    if all == 0 { "none".to_owned() } else { format!("{open} open, {} over", all - open) }
}

fn before_in_words(model: &Model, treatment: &Treatment) -> String {
    let Some(before) = model.record.treatment_before(&treatment.id) else {
        return "no earlier treatment is recorded".to_owned();
    };
    let days = before.day_of(treatment.performed_at, model.record.diary.day_end).number();
    let when = moment_in_words(before.performed_at);
    match days {
        0 => format!("another treatment on the same day, {when}"),
        1 => format!("another treatment the day before, {when}"),
        days => format!("{days} days since the treatment of {when}"),
    }
}

/// What the ranges are, and what about this treatment and this patient moves them.
fn ranges(model: &Model, treatment: &Treatment) -> Vec<Passage> {
    let protocol = model.library.protocol(&treatment.protocol);
    let mut passages = vec![Passage::led("Ranges", format!("{}, version {}", protocol.name, protocol.version))];
    let moved = protocol.modifiers_for(&model.record.diary.patient, treatment);
    passages.extend(moved.map(|modifier| Passage::led("moved by", format!("{}: {}", modifier.name, modifier.why))));
    passages
}
