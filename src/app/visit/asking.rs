//! The form for what the report is to tell beside the journal: which days, the name to print, questions to ask. No journal keeps
//! them; while the report is open they are kept like everything that is being typed.
//!
//! May use `domain` and `report`.

use chrono::NaiveDate;

use super::{make_anew, show};
use crate::app::effect::Effect;
use crate::app::form::{Answering, Ask, Field, Form, Hand};
use crate::app::model::Model;
use crate::app::spoken_time::spoken;
use crate::app::text::Text;
use crate::domain::Moment;
use crate::report::visit::Choices;

/// So many questions can be added.
const QUESTIONS: usize = 3;
/// As long as a name or question may be to fit on the page.
const LONGEST_NAME: usize = 80;
const LONGEST_QUESTION: usize = 300;

/// The questions about a report, filled with what was chosen.
#[must_use]
pub fn form(choices: &Choices) -> Form {
    let to_the_start = "A date, such as 2026-03-05 or 5 March. Empty: from the treatment on.";
    let to_the_end = "A date, or yesterday. Empty: up to today.";
    let print = "Printed at the head and kept nowhere. Empty: a line to write it on.";
    let mut fields = vec![
        date(Ask::ReportFrom, "From", to_the_start, choices.from),
        date(Ask::ReportTo, "To", to_the_end, choices.to),
        Field::typed(Ask::PrintedName, "Your name", print, &choices.name).at_most(LONGEST_NAME),
    ];
    fields.extend((0..QUESTIONS).map(|place| {
        let label = if place == 0 { "Ask at the visit" } else { "And ask" };
        let hint = "Printed with the questions in your notes, and kept nowhere. Empty: none.";
        let asked = choices.questions.get(place).map_or("", String::as_str);
        Field::typed(Ask::Question(place), label, hint, asked).at_most(LONGEST_QUESTION)
    }));
    Form::new(fields)
}

fn date(ask: Ask, label: &str, hint: &str, date: Option<NaiveDate>) -> Field {
    let text = date.map(|date| date.to_string()).unwrap_or_default();
    Field::new(ask, label, hint, Answering::Timed(Text::new(&text), Hand::Untouched))
}

/// The form with what was typed for the report that is open; none when nothing was.
#[must_use]
pub fn typed(model: &Model) -> Option<Form> {
    let choices = &model.visit.choices;
    let is_typed = !choices.name.is_empty() || !choices.questions.is_empty();
    (model.visit.report.is_some() && is_typed).then(|| form(choices))
}

/// Takes the answers, and makes the report anew.
pub fn take(model: &mut Model, form: &mut Form) -> Vec<Effect> {
    let (from, to) = match (day_of(model, form, Ask::ReportFrom), day_of(model, form, Ask::ReportTo)) {
        (Ok(from), Ok(to)) => (from, to),
        (from, to) => {
            let problems = [(Ask::ReportFrom, from.err()), (Ask::ReportTo, to.err())];
            let problems = problems.into_iter().filter_map(|(ask, words)| Some((ask, words?)));
            form.complain(&problems.collect::<Vec<_>>());
            return Vec::new();
        }
    };
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let words = "This lies before the first of the days. Write a later date, or leave it empty.";
        form.complain(&[(Ask::ReportTo, words.to_owned())]);
        return Vec::new();
    }
    let questions = (0..QUESTIONS).map(|place| form.text(Ask::Question(place)).to_owned());
    let choices = &mut model.visit.choices;
    (choices.from, choices.to) = (from, to);
    form.text(Ask::PrintedName).clone_into(&mut choices.name);
    choices.questions = questions.filter(|question| !question.is_empty()).collect();
    if model.visit.report.is_none() {
        return vec![Effect::ReadVisit];
    }
    make_anew(model);
    show(model);
    Vec::new()
}

/// The date that was typed; none where nothing was.
fn day_of(model: &Model, form: &Form, ask: Ask) -> Result<Option<NaiveDate>, String> {
    let text = form.text(ask);
    if text.is_empty() {
        return Ok(None);
    }
    let clock = model.wall_clock();
    let moment: Moment = spoken(text, &clock)?;
    if clock.is_to_come(moment) {
        return Err("This day is still to come. Write an earlier date, or leave it empty.".to_owned());
    }
    Ok(Some(moment.date(clock.day_end)))
}
