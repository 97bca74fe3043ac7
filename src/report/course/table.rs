//! The course as a table: one row a day, days in a row that say the same folded into one.
//!
//! May use `domain`.

use super::{HealingCourse, Reading, Revised, Typed};
use crate::domain::{Band, Day, Grade, Rating, Standing, Triage};

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// First day of the row.
    pub first: Day,
    /// Last day of the row; later than the first only where nothing was recorded and nothing changes.
    pub last: Day,
    /// The range described.
    pub band: Option<Band>,
    /// What the patient answered.
    pub yours: Yours,
    /// The grades of the same day after the treatment before.
    pub earlier: Vec<Grade>,
    /// The furthest the day's answers stand from what is described.
    pub standing: Standing,
    /// The loudest verdict of the day's entries.
    pub verdict: Option<Triage>,
}

/// What the patient answered on the days of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Yours {
    /// The day is still to come, or not over yet.
    ToCome,
    /// No entry at all.
    NoEntry,
    /// One part for each entry, in time order.
    Entries(Vec<Answer>),
}

/// One entry's answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The answer; `None` when the symptom was left out.
    pub rating: Option<Rating>,
    /// When it was typed.
    pub typed: Typed,
    /// Whether it was changed since.
    pub revised: Revised,
}

impl HealingCourse {
    /// The rows of the days from `first` to `last`.
    #[must_use]
    pub fn rows(&self, first: Day, last: Day) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for day in (first.number()..=last.number()).map(Day::new) {
            let row = self.row(day);
            match rows.last_mut() {
                Some(above) if above.says_the_same(&row) => above.last = day,
                _ => rows.push(row),
            }
        }
        rows
    }

    fn row(&self, day: Day) -> Row {
        let of_day = self.of_day(day);
        let answers: Vec<_> = of_day.iter().map(answer).collect();
        let yours = match answers.is_empty() {
            false => Yours::Entries(answers),
            true if day >= self.today => Yours::ToCome,
            true => Yours::NoEntry,
        };
        Row {
            first: day,
            last: day,
            band: self.band(day),
            yours,
            earlier: self.earlier.iter().filter(|one| one.day == day).map(|one| one.grade).collect(),
            standing: of_day
                .iter()
                .map(|one| one.standing)
                .max_by_key(|one| *one as u8)
                .unwrap_or(Standing::NotRecorded),
            verdict: of_day.iter().map(|one| one.verdict).max(),
        }
    }

    /// The readings of a day; they lie side by side, for all are in time order.
    fn of_day(&self, day: Day) -> &[Reading] {
        let start = self.readings.partition_point(|reading| reading.day < day);
        let end = self.readings.partition_point(|reading| reading.day <= day);
        &self.readings[start..end]
    }
}

impl Row {
    fn says_the_same(&self, next: &Self) -> bool {
        let silent = |row: &Self| !matches!(row.yours, Yours::Entries(_)) && row.earlier.is_empty();
        silent(self) && silent(next) && self.yours == next.yours && self.band == next.band
    }
}

fn answer(reading: &Reading) -> Answer {
    Answer { rating: reading.answer, typed: reading.typed, revised: reading.revised }
}
