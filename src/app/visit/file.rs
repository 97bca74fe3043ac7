//! The form that asks in which form the report is written, and to which file.
//!
//! May use `report`.

use super::show;
use crate::app::effect::Effect;
use crate::app::form::{Answering, Ask, Field, Form};
use crate::app::model::Model;
use crate::app::text::Text;
use crate::report::page::{self, Paper, written};

/// The forms to choose from, the one for paper first.
const WAYS: [(&str, page::Form, Paper); 5] = [
    ("PDF, A4", page::Form::Pdf, Paper::A4),
    ("PDF, US Letter", page::Form::Pdf, Paper::Letter),
    ("web page", page::Form::Html, Paper::A4),
    ("Markdown", page::Form::Markdown, Paper::A4),
    ("text", page::Form::Text, Paper::A4),
];

/// The forms in a line.
#[must_use]
pub fn ways_in_words() -> String {
    let mut names: Vec<_> = WAYS.iter().map(|(name, ..)| name.split(',').next().unwrap_or(name)).collect();
    names.dedup();
    names.join(", ")
}

/// The questions about the file.
#[must_use]
pub fn form(model: &Model) -> Form {
    let names = WAYS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let mut way = Field::chosen(Ask::ReportForm, "Form", names, Some(0));
    "Press a number, or arrows; then Enter.".clone_into(&mut way.hint);
    let hint = "A name, or a whole path. A file that is there already stays as it is. The new one is not locked: whoever \
                gets it can read it.";
    let date = model.record.diary.day_end.date_of(model.now);
    let name = Field::typed(Ask::FileName, "File", hint, &format!("mendlog-visit-{date}.{}", WAYS[0].1.ending()));
    Form::new(vec![way, name])
}

/// Lets the ending of the name follow the form that is being chosen.
pub fn follow(form: &mut Form) {
    if form.fields.get(form.focus).is_none_or(|field| field.ask != Ask::ReportForm) {
        return;
    }
    let Some((_, chosen, _)) = form.choice(Ask::ReportForm).and_then(|place| WAYS.get(place)) else { return };
    let Some(name) = form.fields.iter_mut().find(|field| field.ask == Ask::FileName) else { return };
    let Answering::Typed(text) = &mut name.answer else { return };
    let Some((stem, ending)) = text.value().rsplit_once('.') else { return };
    if page::Form::of_ending(ending).is_some_and(|form| form != *chosen) {
        *text = Text::new(&format!("{stem}.{}", chosen.ending()));
    }
}

/// Has the report written.
pub fn take(model: &mut Model, form: &mut Form) -> Vec<Effect> {
    let way = form.choice(Ask::ReportForm).and_then(|place| WAYS.get(place));
    let name = form.text(Ask::FileName).to_owned();
    let (Some((_, kind, paper)), false) = (way, name.is_empty()) else {
        let what = "Choose a form, or press Esc to leave.".to_owned();
        let called = "Write a name for the file, or press Esc to leave.".to_owned();
        let problems = [(way.is_none(), (Ask::ReportForm, what)), (name.is_empty(), (Ask::FileName, called))];
        let missing = problems.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, problem)| problem);
        form.complain(&missing.collect::<Vec<_>>());
        return Vec::new();
    };
    show(model);
    let Some(report) = &model.visit.report else { return Vec::new() };
    match written(&report.page, *kind, *paper) {
        Ok(bytes) => vec![Effect::WriteOut(name, bytes)],
        Err(error) => {
            model.notice = Some(format!("Nothing was written: {error}."));
            Vec::new()
        }
    }
}
