//! The month view of History: a day in focus, the months around it, and that day in words.
//!
//! May use `domain` and `report`.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::effect::{Effect, Extent};
use super::entry_reading::{grades_in_short, marks, treatment_in_words};
use super::history::{self, Mode};
use super::keymap::Action;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::timeline::{Line, date_of};
use crate::domain::{AssessedEntry, Moment, SymptomId};
use crate::report::month::{Lies, Month, Recorded, first_of, months_on};

/// The month view, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthView {
    /// The day in focus.
    pub date: NaiveDate,
    /// The symptom whose grades show; the worst of all when none.
    pub symptom: Option<SymptomId>,
}

/// Opens the month of the line in focus; at the top of the list, that of today.
pub fn open(model: &mut Model) {
    let date = match history::focused(model) {
        _ if model.history.row == 0 => today(model),
        Some(Line::Entry(entry)) => entry.entry.at.date(model.record.diary.day_end),
        Some(Line::Gap(gap)) => date_of(model, gap.treatment, gap.last),
        Some(Line::Treatment(treatment)) => treatment.performed_at.date(model.record.diary.day_end),
        Some(Line::Unread(_)) | None => today(model),
    };
    model.history.mode = Mode::Month(MonthView { date, symptom: None });
}

fn today(model: &Model) -> NaiveDate {
    model.record.diary.day_end.date_of(model.now)
}

/// Does what a key asks for.
pub fn act(model: &mut Model, mut view: MonthView, action: Action) -> Vec<Effect> {
    let before = view.date;
    let by_days = |days| view.date.checked_add_signed(TimeDelta::days(days)).unwrap_or(view.date);
    match action {
        Action::Back | Action::Month => return to_list(model, view.date),
        Action::Enter => return open_day(model, view),
        Action::Left => view.date = by_days(-1),
        Action::Right => view.date = by_days(1),
        Action::Up => view.date = by_days(-7),
        Action::Down => view.date = by_days(7),
        Action::PageUp => view.date = months_on(view.date, -1),
        Action::PageDown => view.date = months_on(view.date, 1),
        Action::First => view.date = first_of(view.date),
        Action::Last => view.date = months_on(first_of(view.date), 1).pred_opt().unwrap_or(view.date),
        Action::Now => view.date = today(model),
        Action::NextSymptom => view.symptom = next_symptom(model, view.symptom.as_ref()),
        Action::AllSymptoms => view.symptom = None,
        _ => {}
    }
    if !A_JOURNAL_S_YEARS.contains(&view.date.year()) {
        view.date = before;
    }
    model.history.mode = Mode::Month(view);
    Vec::new()
}

/// No journal tells about a date outside them.
const A_JOURNAL_S_YEARS: RangeInclusive<i32> = 1900..=2200;

/// The next symptom that is recorded anywhere, then all together.
fn next_symptom(model: &Model, shown: Option<&SymptomId>) -> Option<SymptomId> {
    let entries = || model.record.assessments().flat_map(|assessment| &assessment.entries);
    let recorded = |id: &SymptomId| entries().any(|judged| judged.entry.grades.contains_key(id));
    let mut symptoms = model.library.catalog.symptoms.iter().map(|symptom| &symptom.id);
    if let Some(shown) = shown {
        symptoms.by_ref().find(|id| *id == shown);
    }
    symptoms.find(|id| recorded(id)).cloned()
}

/// Back to the list, the first line about a day in focus where there is one.
fn to_list(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    model.history.mode = Mode::List;
    if let Some(row) = row_of(model, date) {
        model.history.row = row;
    }
    history::versions_wanted(model)
}

fn open_day(model: &mut Model, view: MonthView) -> Vec<Effect> {
    model.history.search = super::timeline::Search::default();
    if row_of(model, view.date).is_some() {
        return to_list(model, view.date);
    }
    let words = format!("Nothing is entered for {}.", in_words(view.date));
    model.notice = Some(words);
    model.history.mode = Mode::Month(view);
    Vec::new()
}

/// The first line about a date: its latest entry, else its treatment, else the gap it lies in.
fn row_of(model: &Model, date: NaiveDate) -> Option<usize> {
    let day_end = model.record.diary.day_end;
    let lines = history::lines(model);
    let first = |is_it: &dyn Fn(&Line<'_>) -> bool| lines.iter().position(is_it);
    first(&|line| matches!(line, Line::Entry(entry) if entry.entry.at.date(day_end) == date))
        .or_else(|| {
            first(&|line| matches!(line, Line::Treatment(treatment) if treatment.performed_at.date(day_end) == date))
        })
        .or_else(|| {
            let holds = |line: &Line<'_>| match line {
                Line::Gap(gap) => {
                    (date_of(model, gap.treatment, gap.first)..=date_of(model, gap.treatment, gap.last)).contains(&date)
                }
                _ => false,
            };
            first(&holds)
        })
}

/// The month of the day in focus and those before it, at most so many, the earliest first.
#[must_use]
pub fn months(model: &Model, view: &MonthView, count: usize) -> Vec<Month> {
    let judged: Vec<_> = model.record.assessments().collect();
    let recorded = Recorded {
        diary: &model.record.diary,
        assessments: &judged,
        edited: &model.record.edited,
        today: today(model),
    };
    let back = i32::try_from(count).unwrap_or(1);
    let dates = (0..back).rev().map(|months| months_on(first_of(view.date), -months));
    dates.map(|date| Month::of(date, view.symptom.as_ref(), recorded)).collect()
}

/// What the view shows, in a line.
#[must_use]
pub fn heading(model: &Model, view: &MonthView) -> String {
    let shown = view.symptom.as_ref().map_or("worst grade of all symptoms".to_owned(), |id| {
        format!("{}, beside the verdict on the whole day", model.library.catalog.symptom_name(id))
    });
    let is_read = |id| model.record.extent(id) == Some(Extent::All);
    let unread = model.record.treatments().iter().any(|treatment| !is_read(&treatment.id));
    let more = if unread { " (older check-ins are still being read)" } else { "" };
    format!("{}: {shown}{more}", view.date.format("%B %Y"))
}

/// The day in focus in words: the verdicts, what was graded, what is open.
#[must_use]
pub fn day_reading(model: &Model, view: &MonthView) -> Reading {
    let month = months(model, view, 1).pop();
    let title = in_words(view.date);
    let Some(day) = month.as_ref().and_then(|month| month.day(view.date)) else {
        return Reading::new(title, Vec::new());
    };
    let mut passages = Vec::new();
    if let Some(number) = day.day {
        let facts = day.facts(&model.library.catalog).join(", ");
        passages.push(Passage::new(Tone::Strong, format!("Day {number} after the treatment: {facts}.")));
    }
    passages.extend(entries_of(model, view.date));
    passages.extend(treatments_on(model, view.date));
    if !day.is_recorded() {
        passages.push(Passage::new(Tone::Plain, words_on_silence(day.lies)));
    }
    Reading::new(title, passages)
}

const fn words_on_silence(lies: Lies) -> &'static str {
    match lies {
        Lies::BeforeTreatment => "This day lies before your first treatment.",
        Lies::Healing => "Nothing is recorded for this day, which is not the same as none. That is no fault.",
        Lies::Ahead => "This day lies ahead.",
    }
}

fn entries_of(model: &Model, date: NaiveDate) -> Vec<Passage> {
    let day_end = model.record.diary.day_end;
    let entries = model.record.assessments().flat_map(|assessment| &assessment.entries);
    let mut of_day: Vec<_> = entries.filter(|judged| judged.entry.at.date(day_end) == date).collect();
    of_day.sort_by(|one, other| one.hours.total_cmp(&other.hours));
    of_day.into_iter().map(|judged| entry_in_short(model, judged)).collect()
}

fn entry_in_short(model: &Model, judged: &AssessedEntry) -> Passage {
    let time = match judged.entry.at {
        Moment::At(at) => at.format("%H:%M").to_string(),
        Moment::On(_) => "no time".to_owned(),
    };
    let grades = grades_in_short(&judged.entry, &model.library.catalog);
    let parts = [judged.word().to_owned(), marks(model, &judged.entry), grades];
    Passage::led(time, parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

fn treatments_on(model: &Model, date: NaiveDate) -> Vec<Passage> {
    let day_end = model.record.diary.day_end;
    let treatments = model.record.treatments().into_iter();
    let on_day = treatments.filter(|treatment| treatment.performed_at.date(day_end) == date);
    on_day.map(|treatment| Passage::new(Tone::Plain, treatment_in_words(treatment))).collect()
}

fn in_words(date: NaiveDate) -> String {
    let year = date.year();
    format!("{} {year}", date.format("%A %-d %B"))
}
