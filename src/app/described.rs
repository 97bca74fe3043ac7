//! The moment a check-in describes: stepped through by days, or typed.
//!
//! May use `domain`.

use chrono::TimeDelta;

use super::draft::Dated;
use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::model::Model;
use super::spoken_time;
use super::today::keep;
use crate::domain::Moment;

/// Describes another day, from the treatment to today.
pub fn step_day(model: &mut Model, by: i64) -> Vec<Effect> {
    let day_end = model.record.diary.day_end;
    let today = day_end.date_of(model.now);
    let date = model.today.draft.moment(model.now).date(day_end);
    let first = model.record.treatment().map_or(date, |treatment| treatment.performed_at.date(day_end));
    let moved = date.checked_add_signed(TimeDelta::days(by)).unwrap_or(date);
    if moved > today || (by < 0 && moved < first) {
        let words =
            if by > 0 { "Later than today cannot be described yet." } else { "That is the day of the treatment." };
        model.notice = Some(words.to_owned());
        return Vec::new();
    }
    describe(model, if moved == today { Moment::At(model.now) } else { Moment::On(moved) })
}

/// The form that asks for the day and time described.
#[must_use]
pub fn moment_form(model: &Model) -> Form {
    let moment = model.today.draft.moment(model.now);
    Form::new(vec![Field::timed(Ask::Described, "Describes", spoken_time::EXAMPLES, moment)])
}

/// Takes the moment that the patient chose for the check-in.
pub fn take_moment(model: &mut Model, form: &mut Form) -> Vec<Effect> {
    let day_end = model.record.diary.day_end;
    let read = spoken_time::spoken(form.text(Ask::Described), model.now, day_end);
    let is_future = |moment: &Moment| match moment {
        Moment::At(at) => *at > model.now,
        Moment::On(date) => *date > day_end.date_of(model.now),
    };
    match read {
        Ok(moment) if is_future(&moment) => {
            form.complain(&[(Ask::Described, "That is still to come. Describe today or a day before.".to_owned())]);
        }
        Ok(moment) => {
            model.overlay = None;
            return describe(model, moment);
        }
        Err(words) => form.complain(&[(Ask::Described, words)]),
    }
    Vec::new()
}

/// Lets the check-in describe a moment.
pub fn describe(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let is_now = moment == Moment::At(model.now);
    model.today.draft.dated = match (is_now, model.today.draft.is_empty()) {
        (true, true) => Dated::Open,
        (true, false) => Dated::Begun(moment),
        _ => Dated::Chosen(moment),
    };
    keep(model)
}
