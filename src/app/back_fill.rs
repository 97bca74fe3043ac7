//! Days without an entry, and filling one in.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::history::focused;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::timeline::{Line, Search, date_of, timeline};
use super::today;
use crate::domain::TreatmentId;

/// As many days as have a number key.
const DAYS_OFFERED: usize = 9;

/// Fills the day of a gap in, or asks which day.
pub fn back_fill(model: &mut Model) -> Vec<Effect> {
    if !model.today.draft.is_empty() {
        let words = "A check-in is not saved yet: save it on Today, or put it away with D, first.";
        model.notice = Some(words.to_owned());
        return Vec::new();
    }
    let Some((treatment, days)) = days_to_fill(model) else {
        model.notice = Some("Every day up to yesterday has a check-in.".to_owned());
        return Vec::new();
    };
    if let [day] = days[..] {
        return fill_in(model, &treatment, day);
    }
    let words = days.iter().map(|day| day.format("%a %-d %b %Y").to_string()).collect();
    let mut field = Field::chosen(Ask::MissingDay, "No check-in on", words, Some(0));
    "Press a number, or arrows and Enter. For any other day: d on Today.".clone_into(&mut field.hint);
    model.open(Overlay::Form(Purpose::BackFill(treatment, days), Form::new(vec![field])));
    Vec::new()
}

/// The days without an entry that lie in the gap in focus, or else in the next gap below, or in any; the newest first.
fn days_to_fill(model: &Model) -> Option<(TreatmentId, Vec<NaiveDate>)> {
    let all = timeline(model, &Search::default());
    let from = match focused(model) {
        Some(here) => all.iter().position(|line| *line == here).unwrap_or(0),
        None => 0,
    };
    let is_gap = |line: &Line<'_>| matches!(line, Line::Gap(_));
    let at = (from..all.len()).chain(0..from).find(|at| is_gap(&all[*at]))?;
    let Line::Gap(gap) = all[at] else { return None };
    let count = gap.last.since(gap.first);
    let days = (0..=count).take(DAYS_OFFERED).map(|back| date_of(model, gap.treatment, gap.last.plus(-back)));
    Some((gap.treatment.id.clone(), days.collect()))
}

fn fill_in(model: &mut Model, treatment: &TreatmentId, day: NaiveDate) -> Vec<Effect> {
    model.choose_treatment(treatment);
    today::fill_in(model, day)
}

/// Takes the day that was chosen.
pub fn take_day(model: &mut Model, treatment: &TreatmentId, days: &[NaiveDate], form: &mut Form) -> Vec<Effect> {
    let Some(day) = form.choice(Ask::MissingDay).and_then(|at| days.get(at)) else {
        form.complain(&[(Ask::MissingDay, "Choose a day, or press Esc to leave.".to_owned())]);
        return Vec::new();
    };
    fill_in(model, treatment, *day)
}
