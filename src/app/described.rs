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
    let known = model.today.draft.moment(model.now);
    let text = form.text(Ask::Described);
    if text == spoken_time::written(known) {
        model.overlay = None;
        return describe(model, known);
    }
    let clock = model.wall_clock();
    match spoken_time::spoken(text, &clock) {
        Ok(moment) if clock.is_to_come(moment) => {
            form.complain(&[(Ask::Described, "That is still to come. Describe today or a day before.".to_owned())]);
        }
        Ok(moment) => {
            model.overlay = None;
            return describe(model, clock.present_if_today(moment));
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

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::*;
    use crate::app::text::Text;
    use crate::app::{Look, Read, Start};
    use crate::domain::{Entry, EntryId, Treatment, TreatmentId};

    fn model() -> Model {
        let now: DateTime<FixedOffset> = DateTime::parse_from_rfc3339("2026-03-09T08:00:00+01:00").unwrap();
        let treatment = Treatment::new(TreatmentId::from("t1"), "2026-03-05T10:00:00+01:00".parse().unwrap());
        let read = Read { treatments: vec![treatment], ..Read::default() };
        let look = Look { colour: false, unicode: false };
        Model::new(crate::protocols::load().unwrap(), look, Start { read, draft: None, notice: None, now })
    }

    fn taken(model: &mut Model, text: Option<&str>) -> Moment {
        let mut form = moment_form(model);
        if let Some(text) = text {
            form.fields[0].answer = crate::app::form::Answering::Typed(Text::new(text));
        }
        take_moment(model, &mut form);
        model.today.draft.moment(model.now)
    }

    #[test]
    fn today_without_a_time_is_now_and_another_day_stays_open() {
        let mut model = model();
        assert_eq!(taken(&mut model, Some("2026-03-09")), Moment::At(model.now));
        assert_eq!(taken(&mut model, Some("today")), Moment::At(model.now));
        assert_eq!(taken(&mut model, Some("yesterday")).to_string(), "2026-03-08");
    }

    #[test]
    fn the_moment_of_an_entry_that_is_not_touched_stays_as_it_was() {
        let mut model = model();
        for moment in ["2026-03-09", "2026-03-07T20:00:30-08:00"] {
            let entry = Entry::new(EntryId::from("e1"), TreatmentId::from("t1"), moment.parse().unwrap());
            model.today.draft = crate::app::draft::Draft::correcting(&entry);
            assert_eq!(taken(&mut model, None), entry.at);
        }
    }
}
