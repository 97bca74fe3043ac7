//! The healing course of one symptom after one treatment, as plain values for charts, tables and sentences.
//!
//! May use `domain`.

mod reading;
mod sentence;
mod table;
mod text;
mod told;
mod window;

use chrono::NaiveDate;

use crate::domain::{
    Assessment, Band, Catalog, Day, DayEnd, Entry, EntryId, Grade, Healing, Standing, SymptomId, Treatment,
};

pub use reading::{EarlierReading, Reading, Revised, Typed};
pub use table::{Answer, Row, Yours};
pub use text::HEADS;
pub use window::{LastTime, Window};

/// The last day a chart shows at least: two weeks hold nearly everything that is described.
pub const SHORTEST_CHART: Day = Day::new(14);

/// What the treatment before is called.
const LAST_TIME: &str = "last time";

/// What one symptom did after one treatment, beside what is described for it.
#[derive(Clone, Debug, PartialEq)]
pub struct HealingCourse {
    /// The symptom.
    pub symptom: SymptomId,
    /// Its name for people.
    pub name: String,
    /// What its grades look or feel like, in the words for this patient's skin.
    pub words: [String; 5],
    /// The day it is now; later days are still to come.
    pub today: Day,
    /// First day of the course: day 0, or earlier where the patient described a day before the treatment.
    pub first: Day,
    /// Last day of the course: today, the last entry or [`SHORTEST_CHART`], whichever is latest.
    pub last: Day,
    /// Every entry after this treatment by day and time, also those that leave the symptom out.
    pub readings: Vec<Reading>,
    /// The grades after the treatment beside it, the one before unless another was chosen, by the days since that treatment.
    pub earlier: Vec<EarlierReading>,
    /// What the treatment beside it is called: `last time`, `in March`.
    pub earlier_when: String,
    treatment_date: NaiveDate,
    stretches: Vec<Stretch>,
}

/// Days in a row for which the same range is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: Day,
    band: Option<Band>,
}

impl HealingCourse {
    /// The course of `symptom` out of a judged healing.
    #[must_use]
    pub fn new(
        symptom: &SymptomId,
        healing: &Healing<'_>,
        assessment: &Assessment,
        catalog: &Catalog,
        today: Day,
    ) -> Self {
        let readings = reading::readings(symptom, healing, assessment);
        let first = readings.first().map_or(Day::TREATMENT, |reading| reading.day.min(Day::TREATMENT));
        let last_reading = readings.last().map_or(today, |reading| reading.day);
        let last = last_reading.max(today).max(SHORTEST_CHART);
        Self {
            symptom: symptom.clone(),
            name: catalog.symptom_name(symptom).to_owned(),
            words: words(symptom, healing, catalog),
            today,
            first,
            last,
            readings,
            earlier: reading::earlier_readings(symptom, healing),
            earlier_when: LAST_TIME.to_owned(),
            treatment_date: date_of_treatment(&healing.treatment, healing.day_end),
            stretches: stretches(symptom, assessment, first, last),
        }
    }

    /// Puts another treatment beside it than the one before, under a name such as `in March`.
    #[must_use]
    pub fn beside(mut self, other: &Treatment, entries: &[&Entry], day_end: DayEnd, when: String) -> Self {
        self.earlier = reading::readings_of(&self.symptom, other, entries, day_end);
        self.earlier_when = when;
        self
    }

    /// Marks the readings whose entries were changed after they were first saved.
    #[must_use]
    pub fn with_edited(mut self, edited: impl Fn(&EntryId) -> bool) -> Self {
        for reading in self.readings.iter_mut().filter(|reading| edited(&reading.entry)) {
            reading.revised = Revised::Edited;
        }
        self
    }

    /// The range described for a day; `None` before the treatment or where nothing is described.
    #[must_use]
    pub fn band(&self, day: Day) -> Option<Band> {
        self.stretches.iter().rev().find(|stretch| stretch.from <= day).and_then(|stretch| stretch.band)
    }

    /// The date of a day.
    #[must_use]
    pub fn date(&self, day: Day) -> NaiveDate {
        let days = chrono::TimeDelta::days(i64::from(day.number()));
        self.treatment_date.checked_add_signed(days).unwrap_or(self.treatment_date)
    }

    /// All its days.
    #[must_use]
    pub const fn window(&self) -> Window {
        Window { first: self.first, last: self.last }
    }

    /// The readings with a grade, in time order.
    #[must_use]
    pub fn graded(&self) -> impl DoubleEndedIterator<Item = &Reading> {
        self.readings.iter().filter(|reading| reading.grade().is_some())
    }

    /// The last reading with a grade.
    #[must_use]
    pub fn newest(&self) -> Option<&Reading> {
        self.graded().next_back()
    }

    /// Whether the patient ever answered for this symptom after this treatment, if only with "not sure".
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.readings.iter().any(|reading| reading.answer.is_some())
    }
}

/// Whether a standing lies outside everything that is described for the day.
#[must_use]
pub const fn is_outside(standing: Standing) -> bool {
    matches!(standing, Standing::AboveOuter | Standing::Early)
}

/// Whether a chart joins two days by a line: only the same day and its neighbour, so that a gap stays a gap.
#[must_use]
pub const fn are_joined(earlier: Day, later: Day) -> bool {
    matches!(later.since(earlier), 0 | 1)
}

/// The symptom's own words for its grades; the general ones when the catalogue does not know it.
fn words(symptom: &SymptomId, healing: &Healing<'_>, catalog: &Catalog) -> [String; 5] {
    let darker_skin = healing.patient.has_darker_skin();
    Grade::ALL.map(|grade| match catalog.symptom(symptom) {
        Some(symptom) => symptom.words(grade, darker_skin).to_owned(),
        None => grade.word().to_owned(),
    })
}

fn date_of_treatment(treatment: &Treatment, day_end: DayEnd) -> NaiveDate {
    treatment.date_of(Day::TREATMENT, day_end)
}

fn stretches(symptom: &SymptomId, assessment: &Assessment, first: Day, last: Day) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for day in (first.number()..=last.number()).map(Day::new) {
        let band = assessment.bands.band(symptom, day);
        if stretches.last().is_none_or(|stretch| stretch.band != band) {
            stretches.push(Stretch { from: day, band });
        }
    }
    stretches
}

#[cfg(test)]
pub(crate) mod tests;
