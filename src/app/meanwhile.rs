//! Something was changed in another window while it was being corrected here: both versions side by side, and the choice. The
//! one not chosen stays in the history.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::Form;
use super::keymap::Action;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::screen::{Overlay, Purpose};
use super::trouble::in_words;

/// What was found, and what waits for an answer.
#[derive(Clone, Debug)]
pub struct Meanwhile {
    /// Both versions.
    pub reading: Reading,
    /// What is saved if the patient chooses the version typed here.
    pub effects: Vec<Effect>,
    /// The form it was typed into, if it was one.
    pub form: Option<(Purpose, Form)>,
}

/// What was changed elsewhere since the answers of a form were begun; none when nothing was.
#[must_use]
pub fn of_form(model: &Model, purpose: &Purpose, effects: &[Effect]) -> Option<Reading> {
    let diary = &model.record.diary;
    let mine = effects.first()?;
    let theirs = match (purpose, mine) {
        (Purpose::Treatment(known), Effect::SaveTreatment(mine)) => {
            let theirs = diary.treatment(&known.id).filter(|theirs| *theirs != &**known && *theirs != mine);
            Effect::SaveTreatment(theirs?.clone())
        }
        (Purpose::Plan(known), Effect::SavePlan(mine)) => {
            let theirs = diary.plans.iter().find(|theirs| theirs.id == known.id);
            Effect::SavePlan(theirs.filter(|theirs| *theirs != &**known && *theirs != mine)?.clone())
        }
        (Purpose::Rating(known), Effect::SaveOutcome(mine)) => {
            let theirs = diary.outcomes.iter().find(|theirs| theirs.id == known.id);
            Effect::SaveOutcome(theirs.filter(|theirs| *theirs != &**known && *theirs != mine)?.clone())
        }
        (Purpose::Performed(..), Effect::PerformPlan(plan, _)) => {
            match diary.plans.iter().find(|one| one.id == plan.id) {
                Some(theirs) if theirs == plan => return None,
                Some(theirs) => Effect::SavePlan(theirs.clone()),
                None => return Some(both(model, None, mine)),
            }
        }
        _ => return None,
    };
    Some(both(model, Some(&theirs), mine))
}

/// What was changed elsewhere since this check-in was opened to be corrected; none when nothing was.
#[must_use]
pub fn of_check_in(model: &Model, mine: &Effect) -> Option<Reading> {
    let Effect::SaveEntry(entry) = mine else { return None };
    let base = model.today.draft.corrects.as_ref()?.print?;
    let theirs = model.record.diary.entries.iter().find(|theirs| theirs.id == entry.id);
    match theirs {
        Some(theirs) if theirs == entry || super::draft::print(theirs) == base => None,
        theirs => Some(both(model, theirs.cloned().map(Effect::SaveEntry).as_ref(), mine)),
    }
}

/// What became other between two looks at the journal under something that was about to be saved.
#[must_use]
pub fn of_the_moment(before: Option<&Effect>, model: &Model, mine: &Effect) -> Option<Reading> {
    let theirs = held(model, mine);
    (before != theirs.as_ref() && theirs.as_ref() != Some(mine)).then(|| both(model, theirs.as_ref(), mine))
}

/// What the journal holds in the place of something that is to be saved.
#[must_use]
pub fn held(model: &Model, mine: &Effect) -> Option<Effect> {
    let diary = &model.record.diary;
    match mine {
        Effect::SaveEntry(mine) => diary.entries.iter().find(|held| held.id == mine.id).cloned().map(Effect::SaveEntry),
        Effect::SaveTreatment(mine) => diary.treatment(&mine.id).cloned().map(Effect::SaveTreatment),
        Effect::SavePlan(mine) | Effect::PerformPlan(mine, _) => {
            diary.plans.iter().find(|held| held.id == mine.id).cloned().map(Effect::SavePlan)
        }
        Effect::SaveOutcome(mine) => {
            diary.outcomes.iter().find(|held| held.id == mine.id).cloned().map(Effect::SaveOutcome)
        }
        _ => None,
    }
}

fn both(model: &Model, theirs: Option<&Effect>, mine: &Effect) -> Reading {
    let catalog = &model.library.catalog;
    let mut passages = vec![
        Passage::new(Tone::Strong, "This was changed in another window while you were at it here. Nothing is lost."),
        Passage::new(
            Tone::Plain,
            "y saves what you typed. t keeps the other. Esc goes back. Both stay in the history.",
        ),
        Passage::gap(),
        Passage::new(Tone::Heading, "What you typed here"),
    ];
    let here = in_words(mine, catalog);
    let there = theirs.map(|theirs| in_words(theirs, catalog)).unwrap_or_default();
    let only_in = |one: &[Passage], other: &[Passage]| -> Vec<Passage> {
        let differ = one.iter().filter(|passage| !other.contains(passage));
        differ.cloned().chain([Passage::gap()]).collect()
    };
    passages.extend(only_in(&here, &there));
    passages.push(Passage::new(Tone::Heading, "What was saved in the other window"));
    match theirs {
        Some(_) => passages.extend(only_in(&there, &here)),
        None => passages.push(Passage::new(Tone::Plain, "It was taken away there.")),
    }
    if here.iter().any(|passage| there.contains(passage)) {
        passages.push(Passage::new(Tone::Quiet, "The rest is the same in both."));
    }
    Reading::new("Changed in another window", passages)
}

/// Answers which version counts.
pub fn act(model: &mut Model, mut meanwhile: Meanwhile, action: Action) -> Vec<Effect> {
    match (action, meanwhile.form) {
        (Action::Yes, _) => meanwhile.effects,
        (Action::KeepTheirs, form) => {
            if form.is_none() {
                model.today.put_away = Some(std::mem::take(&mut model.today.draft));
                model.rejudge_draft();
            }
            model.notice = Some("What was saved in the other window counts.".to_owned());
            super::today::keep(model)
        }
        (Action::Back, form) => {
            if let Some((purpose, form)) = form {
                model.open(Overlay::Form(purpose, form));
            }
            Vec::new()
        }
        (action, form) => {
            meanwhile.reading.act(action);
            model.open(Overlay::Meanwhile(Box::new(Meanwhile { form, ..meanwhile })));
            Vec::new()
        }
    }
}
