//! Undo and redo: one act after another, whatever screen it was done on.
//!
//! May use `domain`.

use super::change_words::in_words;
use super::effect::{Effect, Turned};
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::rejudged::Verdicts;
use super::screen::Overlay;
use super::treatments::ItemId;
use super::{ahead, history};
use crate::domain::{Changed, Turn};

/// So many letters surely have room at the foot of a screen.
const AT_THE_FOOT: usize = 140;

/// Asks the journal to undo what was done last, or to do it again.
#[must_use]
pub fn turn(model: &Model, turn: Turn) -> Vec<Effect> {
    let draft = &model.today.draft;
    let about = draft.treatment.clone().or_else(|| model.record.chosen.clone());
    vec![Effect::Turn(turn, about.filter(|_| !draft.is_empty()))]
}

/// Says what became of it, and which verdicts it changed.
pub fn turned(model: &mut Model, turn: Turn, turned: Turned) -> Vec<Effect> {
    let (undone, read, healed) = match turned {
        Turned::Through(undone, read, healed) => (undone, read, healed),
        Turned::Nothing => return noticed(model, nothing(turn)),
        Turned::WouldTakeAway => {
            let words = "That is the treatment that your unfinished check-in is about: save it, or put it away with D on \
                         Today, first.";
            return noticed(model, words);
        }
    };
    let before = Verdicts::of(&model.record);
    let effects = model.reread(*read, healed);
    undone.what.iter().for_each(|changed| focus_on(model, changed));
    let (done, then) = match turn {
        Turn::Undo => ("Undone", "U does it again."),
        Turn::Redo => ("Done again", "u undoes it."),
    };
    let mut words = vec![format!("{done}: {}.", in_words(&undone, &model.library))];
    words.extend(before.what_changed(&Verdicts::of(&model.record)));
    words.push(then.to_owned());
    say(model, done, &words);
    effects
}

/// Says it at the foot of the screen; what does not fit there is read over it, so that no changed verdict is cut off.
fn say(model: &mut Model, title: &str, words: &[String]) {
    let sentence = words.join(" ");
    if sentence.chars().count() <= AT_THE_FOOT {
        model.notice = Some(sentence);
        return;
    }
    let passages = words.iter().map(|words| Passage::new(Tone::Plain, words.clone())).collect();
    model.open(Overlay::Reading(Reading::new(title, passages)));
}

fn noticed(model: &mut Model, words: &str) -> Vec<Effect> {
    model.notice = Some(words.to_owned());
    Vec::new()
}

const fn nothing(turn: Turn) -> &'static str {
    match turn {
        Turn::Undo => "There is nothing left to undo.",
        Turn::Redo => "There is nothing to do again: nothing was undone since something was done last.",
    }
}

/// What came back, or was changed back, is in focus in its list.
fn focus_on(model: &mut Model, changed: &Changed) {
    match changed {
        Changed::Entry(revised) => {
            let (before, after) = revised.sides();
            before.or(after).into_iter().for_each(|entry| history::focus_on(model, &entry.id));
        }
        Changed::Outcome(revised) => {
            let (before, after) = revised.sides();
            before.or(after).into_iter().for_each(|outcome| ahead::focus_on(model, outcome));
        }
        Changed::Treatment(revised) => {
            let (before, after) = revised.sides();
            let id = before.or(after).map(|treatment| ItemId::Treatment(treatment.id.clone()));
            model.treatments.focus = id;
        }
        Changed::Plan(revised) => {
            let (before, after) = revised.sides();
            model.treatments.focus = before.or(after).map(|plan| ItemId::Plan(plan.id.clone()));
        }
        _ => {}
    }
}
