//! A form: questions one under another, each answered, corrected or skipped with few keys.
//!
//! Uses `domain` for the names of what is asked.

use chrono::TimeDelta;

use super::key::Key;
use super::keymap::{Action, Context};
use super::text::Text;
use super::wall_clock::WallClock;

pub use super::field::{Answering, Ask, Field, Hand};

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
    pub fn act(&mut self, action: Action, clock: &WallClock) -> FormTurn {
        let last = self.fields.len().saturating_sub(1);
        match action {
            Action::Finish => return FormTurn::Finish,
            Action::Back => return FormTurn::Leave,
            Action::Enter if self.focus >= last => return FormTurn::Finish,
            Action::Enter | Action::Down => self.focus = (self.focus + 1).min(last),
            Action::Up => self.focus = self.focus.saturating_sub(1),
            Action::PageDown => self.focus = self.next_part(),
            Action::PageUp => self.focus = self.part_before(),
            other => self.answer(other, clock),
        }
        FormTurn::Going
    }

    /// Answers the question in focus, and stays there: Enter goes on, so that no answer lands on the next question.
    fn answer(&mut self, action: Action, clock: &WallClock) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        field.problem = None;
        match action {
            Action::Left => field.step(false),
            Action::Right => field.step(true),
            Action::Earlier => field.nudge(TimeDelta::hours(-1), clock),
            Action::Later => field.nudge(TimeDelta::hours(1), clock),
            Action::DayBefore => field.nudge(TimeDelta::days(-1), clock),
            Action::DayAfter => field.nudge(TimeDelta::days(1), clock),
            Action::Clear | Action::Skip => field.clear(),
            Action::Yes => field.answer = Answering::YesNo(Some(true)),
            Action::No => field.answer = Answering::YesNo(Some(false)),
            Action::Choose(number) => match &mut field.answer {
                Answering::Chosen(options, chosen) if usize::from(number) <= options.len() => {
                    *chosen = Some(usize::from(number).saturating_sub(1));
                }
                _ => {}
            },
            _ => {}
        }
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
