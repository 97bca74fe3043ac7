//! A form: questions one under another, each answered, corrected or skipped with few keys.
//!
//! Uses `domain` for the names of what is asked.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::key::Key;
use super::keymap::{Action, Context};
use super::spoken_time::{spoken, written};
use super::text::Text;
use crate::domain::{DayEnd, Moment, PatientFact};

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Skin,
    Fact(PatientFact),
    ProviderName,
    Phone,
    OutOfHours,
    DayEnd,
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

    fn context(&self) -> Context {
        match self.answer {
            Answering::Typed(_) | Answering::Timed(_, Hand::Typing) => Context::FormText,
            Answering::Timed(_, Hand::Untouched) => Context::FormMoment,
            Answering::Chosen(..) => Context::FormChoice,
            Answering::YesNo(_) => Context::FormYesNo,
        }
    }

    fn clear(&mut self) {
        match &mut self.answer {
            Answering::Typed(text) | Answering::Timed(text, _) => *text = Text::default(),
            Answering::Chosen(_, chosen) => *chosen = None,
            Answering::YesNo(answer) => *answer = None,
        }
    }

    fn step(&mut self, forward: bool) {
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

    fn nudge(&mut self, by: TimeDelta, now: DateTime<FixedOffset>, day_end: DayEnd) {
        let Answering::Timed(text, _) = &mut self.answer else { return };
        let moment = spoken(text.value(), now, day_end).unwrap_or(Moment::At(now));
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

/// What became of a key in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormTurn {
    /// The patient goes on answering.
    Going,
    /// The patient wants to keep it.
    Finish,
    /// The patient leaves it.
    Leave,
}

/// Questions one under another, one of them in focus.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The questions.
    pub fields: Vec<Field>,
    /// Which one is in focus.
    pub focus: usize,
}

impl Form {
    /// A form, its first question in focus.
    #[must_use]
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, focus: 0 }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        self.fields.get(self.focus).map_or(Context::Form, Field::context)
    }

    /// The field that asks for something.
    #[must_use]
    pub fn field(&self, ask: Ask) -> Option<&Field> {
        self.fields.iter().find(|field| field.ask == ask)
    }

    /// The text typed for something; empty when it is not asked.
    #[must_use]
    pub fn text(&self, ask: Ask) -> &str {
        self.field(ask).map_or("", Field::text)
    }

    /// Which of the choices was taken.
    #[must_use]
    pub fn choice(&self, ask: Ask) -> Option<usize> {
        match self.field(ask)?.answer {
            Answering::Chosen(_, chosen) => chosen,
            _ => None,
        }
    }

    /// Yes, no, or skipped.
    #[must_use]
    pub fn yes_no(&self, ask: Ask) -> Option<bool> {
        match self.field(ask)?.answer {
            Answering::YesNo(answer) => answer,
            _ => None,
        }
    }

    /// Says what is wrong with the answers, and goes to the first of them.
    pub fn complain(&mut self, problems: &[(Ask, String)]) {
        for field in &mut self.fields {
            let problem = problems.iter().find(|(ask, _)| *ask == field.ask);
            field.problem = problem.map(|(_, words)| words.clone());
        }
        if let Some(first) = self.fields.iter().position(|field| field.problem.is_some()) {
            self.focus = first;
        }
    }

    /// Does what a key of the table asks for.
    pub fn act(&mut self, action: Action, now: DateTime<FixedOffset>, day_end: DayEnd) -> FormTurn {
        let last = self.fields.len().saturating_sub(1);
        match action {
            Action::Finish => return FormTurn::Finish,
            Action::Back => return FormTurn::Leave,
            Action::Enter if self.focus >= last => return FormTurn::Finish,
            Action::Enter | Action::Down => self.focus = (self.focus + 1).min(last),
            Action::Up => self.focus = self.focus.saturating_sub(1),
            Action::PageDown => self.focus = self.next_part(),
            Action::PageUp => self.focus = self.part_before(),
            other => self.answer(other, now, day_end),
        }
        FormTurn::Going
    }

    fn answer(&mut self, action: Action, now: DateTime<FixedOffset>, day_end: DayEnd) {
        let last = self.fields.len().saturating_sub(1);
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        field.problem = None;
        match action {
            Action::Left => return field.step(false),
            Action::Right => return field.step(true),
            Action::Earlier => return field.nudge(TimeDelta::hours(-1), now, day_end),
            Action::Later => return field.nudge(TimeDelta::hours(1), now, day_end),
            Action::DayBefore => return field.nudge(TimeDelta::days(-1), now, day_end),
            Action::DayAfter => return field.nudge(TimeDelta::days(1), now, day_end),
            Action::Clear => return field.clear(),
            Action::Skip => field.clear(),
            Action::Yes => field.answer = Answering::YesNo(Some(true)),
            Action::No => field.answer = Answering::YesNo(Some(false)),
            Action::Choose(number) => match &mut field.answer {
                Answering::Chosen(options, chosen) if usize::from(number) <= options.len() => {
                    *chosen = Some(usize::from(number).saturating_sub(1));
                }
                _ => return,
            },
            _ => return,
        }
        self.focus = (self.focus + 1).min(last);
    }

    /// Takes a key that no table names: it is typed.
    pub fn type_key(&mut self, key: Key) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        match &mut field.answer {
            Answering::Typed(text) => {
                text.type_key(key);
            }
            Answering::Timed(text, hand) => {
                if *hand == Hand::Untouched && matches!(key, Key::Char(_)) {
                    *text = Text::default();
                }
                if text.type_key(key) {
                    *hand = Hand::Typing;
                }
            }
            _ => return,
        }
        field.problem = None;
    }

    /// Takes pasted text, if a field of text is in focus.
    pub fn paste(&mut self, pasted: &str) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        match &mut field.answer {
            Answering::Typed(text) => text.paste(pasted),
            Answering::Timed(text, hand) => {
                *text = Text::new(pasted);
                *hand = Hand::Typing;
            }
            _ => return,
        }
        field.problem = None;
    }

    fn next_part(&self) -> usize {
        let parts = self.fields.iter().enumerate().skip(self.focus + 1);
        let mut later = parts.filter(|(_, field)| field.part.is_some());
        later.next().map_or(self.fields.len().saturating_sub(1), |(at, _)| at)
    }

    fn part_before(&self) -> usize {
        let parts = self.fields.iter().enumerate().take(self.focus);
        parts.rev().find(|(_, field)| field.part.is_some()).map_or(0, |(at, _)| at)
    }
}
