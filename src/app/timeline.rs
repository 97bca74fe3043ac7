//! The journal as a list, newest first: entries, days without one, treatments; and the words it can be searched by.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::effect::Extent;
use super::model::Model;
use crate::domain::{AssessedEntry, Assessment, Day, Treatment};

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line<'a> {
    /// An entry.
    Entry(&'a AssessedEntry),
    /// Days without one.
    Gap(Gap<'a>),
    /// The treatment that the entries above it tell about.
    Treatment(&'a Treatment),
    /// Entries about a treatment that are still to be read.
    Unread(&'a Treatment),
}

/// Days without an entry, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap<'a> {
    /// The treatment the days are counted from.
    pub treatment: &'a Treatment,
    /// The first of them.
    pub first: Day,
    /// The last of them.
    pub last: Day,
}

impl Gap<'_> {
    /// The gap in words.
    #[must_use]
    pub fn words(&self) -> String {
        let (first, last) = (self.first, self.last);
        match last.since(first) {
            0 => format!("no check-in on day {first}"),
            1 => format!("no check-in on days {first} and {last}"),
            _ => format!("no check-in on days {first} to {last}"),
        }
    }
}

/// The whole list, or what a search finds.
#[must_use]
pub fn timeline<'a>(model: &'a Model, search: &Search) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for treatment in model.record.treatments().into_iter().rev() {
        if search.is_empty() {
            extend(&mut lines, model, treatment);
        } else if let Some(assessment) = model.record.assessment_of(&treatment.id) {
            let entries = assessment.entries.iter().rev();
            lines.extend(entries.filter(|entry| search.finds(model, entry)).map(Line::Entry));
        }
    }
    lines
}

/// The entries about one treatment, then the treatment itself: it was before them.
fn extend<'a>(lines: &mut Vec<Line<'a>>, model: &'a Model, treatment: &'a Treatment) {
    let assessment = model.record.assessment_of(&treatment.id);
    let entries = assessment.map_or(&[][..], |assessment| &assessment.entries);
    let mut next = end_of(model, treatment, assessment);
    let before_treatment = entries.partition_point(|entry| entry.hours < 0.0);
    for entry in entries[before_treatment..].iter().rev() {
        lines.extend(gap(treatment, entry.day.plus(1), next).map(Line::Gap));
        lines.push(Line::Entry(entry));
        next = Some(entry.day);
    }
    if model.record.extent(&treatment.id) == Some(Extent::All) {
        lines.extend(gap(treatment, Day::TREATMENT, next).map(Line::Gap));
    } else {
        lines.push(Line::Unread(treatment));
    }
    lines.push(Line::Treatment(treatment));
    lines.extend(entries[..before_treatment].iter().rev().map(Line::Entry));
}

/// The days from `first` up to the day before `next`.
fn gap(treatment: &Treatment, first: Day, next: Option<Day>) -> Option<Gap<'_>> {
    let last = next?.plus(-1);
    (first <= last).then_some(Gap { treatment, first, last })
}

/// The day up to which entries may be missing: today for the latest treatment, else the day of its last entry.
fn end_of(model: &Model, treatment: &Treatment, assessment: Option<&Assessment>) -> Option<Day> {
    let is_latest = model.record.treatments().last().is_some_and(|latest| latest.id == treatment.id);
    let today = treatment.day_of_date(model.record.diary.day_end.date_of(model.now), model.record.diary.day_end);
    let last = assessment.and_then(|assessment| assessment.entries.last()).map(|entry| entry.day);
    if is_latest { Some(today) } else { last }
}

/// The date of a day counted from a treatment.
#[must_use]
pub fn date_of(model: &Model, treatment: &Treatment, day: Day) -> NaiveDate {
    treatment.date_of(day, model.record.diary.day_end)
}

/// What entries are looked for by: every word must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// The search for some words.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// Whether it finds everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words as they were typed.
    #[must_use]
    pub fn text(&self) -> String {
        self.words.join(" ")
    }

    fn finds(&self, model: &Model, entry: &AssessedEntry) -> bool {
        let note = entry.entry.note.to_lowercase();
        self.words.iter().all(|word| note.contains(word.as_str()) || is_marked(model, entry, word))
    }
}

fn is_marked(model: &Model, entry: &AssessedEntry, word: &str) -> bool {
    match word {
        "late" => entry.entry.is_late(model.record.diary.day_end),
        "warned" => entry.triage.warns(),
        "edited" => model.record.edited.contains(&entry.entry.id),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, TreatmentId};

    #[test]
    fn a_gap_says_which_days_are_empty() {
        let on = Moment::On(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let treatment = Treatment::new(TreatmentId::from("t1"), on);
        let words = |first, next| gap(&treatment, Day::new(first), Some(Day::new(next))).map(|gap| gap.words());
        assert_eq!(words(5, 5), None);
        assert_eq!(words(5, 6).unwrap(), "no check-in on day 5");
        assert_eq!(words(5, 7).unwrap(), "no check-in on days 5 and 6");
        assert_eq!(words(0, 4).unwrap(), "no check-in on days 0 to 3");
    }
}
