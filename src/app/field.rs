//! One question of a form, and how it is answered.
//!
//! Uses `domain` for the names of what is asked.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::keymap::Context;
use super::spoken_time::{spoken, written};
use super::text::Text;
use super::wall_clock::WallClock;
use crate::domain::{Moment, PatientFact};

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Ask {
    PerformedAt,
    Described,
    Device,
    Depth,
    Area,
    AtHome,
    Prp,
    RetinoidResumed,
    Cost,
    TreatmentNote,
    Passes,
    ProductsUsed,
    ProductsGiven,
    Goals,
    Severity,
    ActiveLesions,
    PlannedAt,
    PlanNote,
    Skin,
    Fact(PatientFact),
    ProviderName,
    Phone,
    OutOfHours,
    DayEnd,
    ProviderSaid,
    BetterWithin,
    WhichSeen,
    FileName,
    OverBecause,
    OverInWords,
    LockAfter,
    MissingDay,
    UsedAt,
    ToldUntil,
    ToldToDo,
    ReportFrom,
    ReportTo,
    PrintedName,
    /// A question to ask at a visit, by its place.
    Question(usize),
    ReportForm,
    /// What is rated in the long run, by its place in the catalogue.
    Aspect(usize),
}

/// How a field is answered.
#[derive(Clone, Debug)]
pub enum Answering {
    /// By typing.
    Typed(Text),
    /// With a date and time: nudged until something is typed.
    Timed(Text, Hand),
    /// By choosing from a list; none chosen means skipped.
    Chosen(Vec<String>, Option<usize>),
    /// With yes or no; none means skipped.
    YesNo(Option<bool>),
}

/// Whether a field still holds what it was filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Nobody typed in it: the first letter replaces what it holds.
    Untouched,
    /// Somebody typed in it.
    Typing,
}

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it asks for.
    pub ask: Ask,
    /// The part of the form it opens, for the first field of a part.
    pub part: Option<&'static str>,
    /// The question in a few words.
    pub label: String,
    /// What a good answer looks like.
    pub hint: String,
    /// The answer so far.
    pub answer: Answering,
    /// What is wrong with it, and what would be right.
    pub problem: Option<String>,
}

impl Field {
    /// A question.
    #[must_use]
    pub fn new(ask: Ask, label: &str, hint: &str, answer: Answering) -> Self {
        Self { ask, part: None, label: label.to_owned(), hint: hint.to_owned(), answer, problem: None }
    }

    /// The same, opening a part of the form.
    #[must_use]
    pub fn opening(mut self, part: &'static str) -> Self {
        self.part = Some(part);
        self
    }

    /// The same, answered with a line of text.
    #[must_use]
    pub fn typed(ask: Ask, label: &str, hint: &str, text: &str) -> Self {
        Self::new(ask, label, hint, Answering::Typed(Text::new(text)))
    }

    /// The same, taking so many characters at most.
    #[must_use]
    pub fn at_most(mut self, most: usize) -> Self {
        if let Answering::Typed(text) = self.answer {
            self.answer = Answering::Typed(text.at_most(most));
        }
        self
    }

    /// The same, answered with a date and time.
    #[must_use]
    pub fn timed(ask: Ask, label: &str, hint: &str, moment: Moment) -> Self {
        Self::new(ask, label, hint, Answering::Timed(Text::new(&written(moment)), Hand::Untouched))
    }

    /// The same, answered with yes, no or not at all.
    #[must_use]
    pub fn yes_no(ask: Ask, label: &str, answer: Option<bool>) -> Self {
        Self::new(ask, label, "y yes, n no, x leave open", Answering::YesNo(answer))
    }

    /// The same, answered from a list.
    #[must_use]
    pub fn chosen(ask: Ask, label: &str, options: Vec<String>, chosen: Option<usize>) -> Self {
        Self::new(ask, label, "press a number, or arrows; x leaves it open", Answering::Chosen(options, chosen))
    }

    /// The text typed, empty for other fields.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.answer {
            Answering::Typed(text) | Answering::Timed(text, _) => text.value().trim(),
            _ => "",
        }
    }

    pub(super) fn context(&self) -> Context {
        match self.answer {
            Answering::Typed(_) | Answering::Timed(_, Hand::Typing) => Context::FormText,
            Answering::Timed(_, Hand::Untouched) => Context::FormMoment,
            Answering::Chosen(..) => Context::FormChoice,
            Answering::YesNo(_) => Context::FormYesNo,
        }
    }

    pub(super) fn clear(&mut self) {
        match &mut self.answer {
            Answering::Typed(text) | Answering::Timed(text, _) => text.clear(),
            Answering::Chosen(_, chosen) => *chosen = None,
            Answering::YesNo(answer) => *answer = None,
        }
    }

    pub(super) fn step(&mut self, forward: bool) {
        match &mut self.answer {
            Answering::Chosen(options, chosen) => {
                let last = options.len().saturating_sub(1);
                *chosen = match (*chosen, forward) {
                    (None, true) => Some(0),
                    (None, false) => Some(last),
                    (Some(at), true) => Some((at + 1).min(last)),
                    (Some(at), false) => at.checked_sub(1),
                };
            }
            Answering::YesNo(answer) => *answer = Some(!forward),
            _ => {}
        }
    }

    pub(super) fn nudge(&mut self, by: TimeDelta, clock: &WallClock) {
        let Answering::Timed(text, _) = &mut self.answer else { return };
        let moment = spoken(text.value(), clock).unwrap_or(Moment::At(clock.now));
        let moved = match moment {
            Moment::At(at) => at.checked_add_signed(by).map(Moment::At),
            Moment::On(date) => {
                let days = TimeDelta::days(if by.num_seconds() < 0 { -1 } else { 1 });
                date.checked_add_signed(days).map(Moment::On)
            }
        };
        *text = Text::new(&written(moved.unwrap_or(moment)));
    }
}
