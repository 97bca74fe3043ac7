//! What one entry says about one symptom, and where it stands on the days of the course.
//!
//! May use `domain`.

use crate::domain::entry::Entry;
use crate::domain::{
    AssessedEntry, Assessment, Day, DayEnd, EntryId, Grade, Healing, Moment, Rating, Standing, SymptomId, Treatment,
    Triage,
};

/// What one entry says about one symptom.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The entry.
    pub entry: EntryId,
    /// The moment it describes.
    pub at: Moment,
    /// The day it describes.
    pub day: Day,
    /// Where it stands on the days: its day, and a part of that day. One entry stands in the middle of its day, several
    /// side by side in their order.
    pub place: f64,
    /// The patient's answer; `None` when the symptom was not recorded.
    pub answer: Option<Rating>,
    /// Where the answer stands beside the range described.
    pub standing: Standing,
    /// When it was typed.
    pub typed: Typed,
    /// Whether it was changed since.
    pub revised: Revised,
    /// The entry's note.
    pub note: String,
    /// The loudest finding of the whole entry.
    pub verdict: Triage,
}

/// When an entry was typed, beside the day it describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// On the day it describes.
    OnTime,
    /// On a later day.
    Late,
}

/// Whether an entry was changed after it was first saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revised {
    /// As it was first saved.
    No,
    /// Changed later; the old values are kept in the journal.
    Edited,
}

/// A grade after the treatment before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EarlierReading {
    /// Days since that treatment.
    pub day: Day,
    /// Where it stands on the days, as for [`Reading::place`].
    pub place: f64,
    /// The grade.
    pub grade: Grade,
}

impl Reading {
    /// The grade, if the patient gave one.
    #[must_use]
    pub fn grade(&self) -> Option<Grade> {
        self.answer.and_then(Rating::grade)
    }
}

/// Every entry by day and time, with what it says about `symptom`.
pub(super) fn readings(symptom: &SymptomId, healing: &Healing<'_>, assessment: &Assessment) -> Vec<Reading> {
    let mut entries: Vec<_> = assessment.entries.iter().collect();
    // A journey across time zones can put an earlier moment on a later day.
    entries.sort_by_key(|assessed| assessed.day);
    let days: Vec<_> = entries.iter().map(|assessed| assessed.day).collect();
    let placed = entries.into_iter().zip(places(&days));
    placed.map(|(assessed, place)| reading(symptom, healing, assessed, place)).collect()
}

fn reading(symptom: &SymptomId, healing: &Healing<'_>, assessed: &AssessedEntry, place: f64) -> Reading {
    let AssessedEntry { entry, day, triage, standings, .. } = assessed;
    Reading {
        entry: entry.id.clone(),
        at: entry.at,
        day: *day,
        place,
        answer: entry.grades.get(symptom).copied(),
        standing: standings.get(symptom).copied().unwrap_or(Standing::NotRecorded),
        typed: if entry.is_late(healing.day_end) { Typed::Late } else { Typed::OnTime },
        revised: Revised::No,
        note: entry.note.clone(),
        verdict: *triage,
    }
}

/// The grades of `symptom` after the treatment before this one, until this one.
pub(super) fn earlier_readings(symptom: &SymptomId, healing: &Healing<'_>) -> Vec<EarlierReading> {
    let Some(previous) = &healing.previous else { return Vec::new() };
    readings_of(symptom, &previous.treatment, &previous.entries, healing.day_end)
}

/// The grades of `symptom` in the entries about another treatment.
pub(super) fn readings_of(
    symptom: &SymptomId,
    treatment: &Treatment,
    entries: &[&Entry],
    day_end: DayEnd,
) -> Vec<EarlierReading> {
    let mut entries = entries.to_vec();
    entries.sort_by_cached_key(|entry| (treatment.instant_of(entry.at, day_end), entry.id.clone()));
    let mut graded: Vec<_> = entries
        .into_iter()
        .filter_map(|entry| Some((treatment.day_of(entry.at, day_end), entry.grade(symptom)?)))
        .collect();
    graded.sort_by_key(|(day, _)| *day);
    let days: Vec<_> = graded.iter().map(|(day, _)| *day).collect();
    let placed = graded.into_iter().zip(places(&days));
    placed.map(|((day, grade), place)| EarlierReading { day, place, grade }).collect()
}

/// A place for each of these days, in order: alone in the middle of the day, several evenly side by side.
fn places(days: &[Day]) -> Vec<f64> {
    let same_day = days.chunk_by(|a, b| a == b);
    same_day
        .flat_map(|group| {
            let share = 1.0 / (f64::from(u32::try_from(group.len()).unwrap_or(u32::MAX)) + 1.0);
            (1_u32..).zip(group).map(move |(nth, day)| f64::from(day.number()) + f64::from(nth) * share)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entry_stands_in_the_middle_of_its_day_and_several_side_by_side() {
        let days = [0, 1, 1, 3].map(Day::new);
        let places = places(&days);
        let expected = [0.5, 1.0 + 1.0 / 3.0, 1.0 + 2.0 / 3.0, 3.5];
        assert!(places.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{places:?}");
    }
}
