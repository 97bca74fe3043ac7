//! Today: the check-in being typed, line by line, and what the keys do to it.
//!
//! May use `domain`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::{Dated, Draft};
use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::meanwhile::{self, Meanwhile};
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::rejudged::Verdicts;
use super::screen::{Overlay, Purpose, Screen};
use super::signs::{Checklist, moved_row};
use super::text::Text;
use super::treatments::Before;
use super::{card_reading, described, verdict};
use crate::domain::{AssessedEntry, Day, Entry, EntryId, Grade, Moment, Rating, SymptomId};

/// The check-in screen.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// The check-in being typed.
    pub draft: Draft,
    /// The line in focus: the symptoms, then the danger signs, then the note.
    pub row: usize,
    /// What was put away last, until it comes back or the program ends.
    pub put_away: Option<Draft>,
}

/// A line of the check-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A symptom to grade.
    Symptom(SymptomId),
    /// The danger signs.
    Signs,
    /// The note.
    Note,
}

/// The lines of the check-in, from the top.
#[must_use]
pub fn rows(model: &Model) -> Vec<Row> {
    let symptoms = model.library.catalog.symptoms.iter().map(|symptom| Row::Symptom(symptom.id.clone()));
    symptoms.chain([Row::Signs, Row::Note]).collect()
}

/// The line in focus.
#[must_use]
pub fn focused(model: &Model) -> Row {
    rows(model).get(model.today.row).cloned().unwrap_or(Row::Note)
}

/// The day the check-in describes; none before the first treatment.
#[must_use]
pub fn day_described(model: &Model) -> Option<Day> {
    let treatment = model.record.treatment()?;
    Some(treatment.day_of(model.today.draft.moment(model.now), model.record.diary.day_end))
}

/// The saved check-ins of the day described, the earliest first.
#[must_use]
pub fn same_day(model: &Model) -> Vec<&AssessedEntry> {
    let (Some(day), Some(assessment)) = (day_described(model), model.record.assessment()) else { return Vec::new() };
    let editing = model.today.draft.id.as_ref();
    assessment.entries.iter().filter(|entry| entry.day == day && Some(&entry.entry.id) != editing).collect()
}

/// Loads a saved entry into the check-in, to be corrected; refused while another check-in is unfinished.
pub fn edit(model: &mut Model, entry: &Entry) -> Vec<Effect> {
    model.screen = Screen::Today;
    model.overlay = None;
    if !model.today.draft.is_empty() {
        model.notice = Some("A check-in is not saved yet: save it, or put it away with D, first.".to_owned());
        return Vec::new();
    }
    model.record.chosen = Some(entry.treatment.clone());
    model.today.draft = Draft::correcting(entry);
    model.today.row = 0;
    model.notice = Some("You are changing a check-in that is saved. Esc leaves it as it was.".to_owned());
    model.rejudge_draft();
    vec![Effect::SaveDraft(model.today.draft.write())]
}

/// Begins a check-in about a past day, as History does to fill a gap.
pub fn fill_in(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    model.screen = Screen::Today;
    model.overlay = None;
    described::describe(model, Moment::On(date))
}

/// Changes the check-in, keeps it, and judges it anew.
pub fn change(model: &mut Model, press: &Press, change: impl FnOnce(&mut Draft)) -> Vec<Effect> {
    let chosen = model.record.chosen.clone();
    model.today.draft.begin(&press.fresh_id, chosen.as_ref(), press.now);
    change(&mut model.today.draft);
    keep(model)
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    if model.record.treatment().is_none() {
        model.notice =
            Some("There is no treatment to tell about. R shows the treatments, where you can add one.".into());
        return Vec::new();
    }
    match action {
        Action::Grade(number) => {
            Grade::try_from(number).map_or_else(|_| Vec::new(), |grade| rate(model, grade.into(), press))
        }
        Action::NotSure => rate(model, Rating::NotSure, press),
        Action::Clear => clear(model, press),
        Action::Signs => opened(model, Overlay::Signs(Checklist::new())),
        Action::Note => opened(model, Overlay::Note(Text::new(&model.today.draft.note))),
        Action::SameAsLast => propose(model, press),
        Action::Save => save(model),
        Action::DayBefore => described::step_day(model, -1),
        Action::DayAfter => described::step_day(model, 1),
        Action::ChooseMoment => opened(model, Overlay::Form(Purpose::Described, described::moment_form(model))),
        Action::Discard => put_away(model),
        Action::Back => refuse(model),
        Action::Card => match card_reading::reading(model) {
            Some(reading) => opened(model, Overlay::Reading(reading)),
            None => Vec::new(),
        },
        moved => {
            model.today.row = moved_row(model.today.row, moved, rows(model).len().saturating_sub(1));
            Vec::new()
        }
    }
}

fn opened(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.open(overlay);
    Vec::new()
}

fn rate(model: &mut Model, rating: Rating, press: &Press) -> Vec<Effect> {
    let symptom = match focused(model) {
        Row::Symptom(symptom) => symptom,
        Row::Signs => return opened(model, Overlay::Signs(Checklist::new())),
        Row::Note => return Vec::new(),
    };
    let effects = change(model, press, |draft| {
        draft.proposed.remove(&symptom);
        draft.grades.insert(symptom, rating);
    });
    model.today.row += 1;
    if focused(model) == Row::Signs && model.today.draft.signs.is_empty() {
        model.open(Overlay::Signs(Checklist::new()));
    }
    effects
}

fn clear(model: &mut Model, press: &Press) -> Vec<Effect> {
    let row = focused(model);
    change(model, press, |draft| match &row {
        Row::Symptom(symptom) => {
            draft.grades.remove(symptom);
            draft.proposed.remove(symptom);
        }
        Row::Signs => draft.signs.clear(),
        Row::Note => draft.note.clear(),
    })
}

/// Proposes the grades of the entry before for what is not graded yet. A danger sign is never proposed.
fn propose(model: &mut Model, press: &Press) -> Vec<Effect> {
    let Some(grades) = last_before(model).map(|entry| entry.entry.grades.clone()).filter(|grades| !grades.is_empty())
    else {
        model.notice = Some("There is no graded check-in before this one to take over.".to_owned());
        return Vec::new();
    };
    let is_open = |symptom: &SymptomId| !model.today.draft.grades.contains_key(symptom);
    let proposed: BTreeMap<_, _> = grades.into_iter().filter(|(symptom, _)| is_open(symptom)).collect();
    if proposed.is_empty() {
        model.notice = Some("All that was graded last time is graded already.".to_owned());
        return Vec::new();
    }
    model.notice = Some("Proposed from last time: Enter accepts, Esc refuses, or grade anew.".to_owned());
    change(model, press, |draft| draft.proposed = proposed)
}

/// The last saved entry up to the moment described.
#[must_use]
pub fn last_before(model: &Model) -> Option<&AssessedEntry> {
    let treatment = model.record.treatment()?;
    let here = treatment.instant_of(model.today.draft.moment(model.now), model.record.diary.day_end);
    let editing = model.today.draft.id.as_ref();
    let is_before = |entry: &&AssessedEntry| {
        treatment.instant_of(entry.entry.at, model.record.diary.day_end) <= here && Some(&entry.entry.id) != editing
    };
    model.record.assessment()?.entries.iter().rev().find(is_before)
}

fn save(model: &mut Model) -> Vec<Effect> {
    if !model.today.draft.proposed.is_empty() {
        model.today.draft.confirm();
        model.notice = Some("Taken over from last time. Change what is different; Enter saves.".to_owned());
        return keep(model);
    }
    let Some(entry) = model.today.draft.entry(model.record.chosen.as_ref(), model.now) else {
        model.notice = Some("Nothing to save yet: grade a symptom, answer a sign or write a note.".to_owned());
        return Vec::new();
    };
    let save = Effect::SaveEntry(entry);
    match meanwhile::of_check_in(model, &save) {
        Some(reading) => {
            opened(model, Overlay::Meanwhile(Box::new(Meanwhile { reading, effects: vec![save], form: None })))
        }
        None => vec![save],
    }
}

/// The journal keeps the entry: an empty check-in follows, and the verdict is said clearly.
pub fn saved(model: &mut Model, entry: &Entry, before: Option<&Before>) -> Vec<Effect> {
    if model.today.draft.id.as_ref() == Some(&entry.id) {
        model.today.draft = Draft::default();
        model.today.row = 0;
    }
    model.rejudge_healing(&entry.treatment);
    if let Some(mut reading) = confirmation(model, &entry.id) {
        let changed = before.map(|before| rejudged(model, entry, before)).unwrap_or_default();
        let head = reading.passages.iter().position(|passage| *passage == Passage::gap()).unwrap_or(0);
        reading.passages.splice(head..head, changed);
        model.open(Overlay::Reading(reading));
    }
    vec![Effect::ClearDraft]
}

/// What the entry changed: its own verdict when it was corrected, and those of others that rest on it.
fn rejudged(model: &Model, entry: &Entry, before: &Before) -> Vec<Passage> {
    let now = Verdicts::of(&model.record);
    let own = before.verdicts().own(&entry.id, &now).map(|own| format!("Your correction changed its verdict: {own}."));
    let changed = own.into_iter().chain(before.verdicts().beside(&entry.id, &now));
    changed.map(|words| Passage::new(Tone::Strong, words)).collect()
}

fn confirmation(model: &Model, id: &EntryId) -> Option<Reading> {
    let entry = model.record.assessed(id)?;
    let record = &model.record;
    let darker_skin = record.diary.patient.has_darker_skin();
    let mut passages = Vec::new();
    if entry.triage.warns() {
        let provider = super::call::provider(model, Some(&entry.entry.treatment));
        let whom = crate::domain::call::whom_to_ring(entry.triage, provider, model.now);
        passages.push(Passage::new(Tone::Strong, format!("{whom}. Press c for what to say.")));
    }
    passages.extend(verdict::in_full(entry, &model.library.catalog, darker_skin));
    if entry.entry.signs.is_empty() {
        passages.push(Passage::new(Tone::Plain, "The danger signs were not asked: s on Today shows them.".to_owned()));
    }
    let late = if entry.entry.is_late(record.diary.day_end) { ", entered later" } else { "" };
    let title = format!("Saved: day {}, {}{late}", entry.day, moment_in_words(entry.entry.at));
    Some(Reading::new(title, passages).telling_verdict_on(id))
}

/// A moment as screens write it.
#[must_use]
pub fn moment_in_words(moment: Moment) -> String {
    match moment {
        Moment::At(at) => at.format("%a %-d %b %Y, %H:%M").to_string(),
        Moment::On(date) => date.format("%a %-d %b %Y").to_string(),
    }
}

/// Puts the check-in away and begins an empty one; brings it back when there is nothing else to put away.
fn put_away(model: &mut Model) -> Vec<Effect> {
    if model.today.draft.is_empty() {
        let Some(draft) = model.today.put_away.take() else { return Vec::new() };
        model.today.draft = draft;
        model.notice = Some("Your check-in is back.".to_owned());
    } else {
        model.today.put_away = Some(std::mem::take(&mut model.today.draft));
        model.notice = Some("Put away. D brings it back, until the program ends.".to_owned());
    }
    model.today.row = 0;
    keep(model)
}

fn refuse(model: &mut Model) -> Vec<Effect> {
    let draft = &mut model.today.draft;
    if !draft.proposed.is_empty() {
        draft.proposed.clear();
        model.notice = Some("Nothing was taken over.".to_owned());
    } else if draft.is_correction() {
        model.today.put_away = Some(std::mem::take(draft));
        model.notice = Some("The check-in stays as it was saved.".to_owned());
    } else if draft.is_empty() && draft.dated != Dated::Open {
        draft.dated = Dated::Open;
    }
    keep(model)
}

/// Judges the check-in anew and has it kept, whatever changed.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    model.rejudge_draft();
    let draft = &model.today.draft;
    vec![if draft.is_empty() { Effect::ClearDraft } else { Effect::SaveDraft(draft.write()) }]
}
