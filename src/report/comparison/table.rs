//! The comparison of one symptom day by day.
//!
//! May use `domain`. Only ASCII, apart from names.

use super::{Compared, Comparison};
use crate::domain::{Day, Grade};

/// One day after both treatments; a grade that is missing was not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: Day,
    /// The worst grade of that day after the one treatment.
    pub one: Option<Grade>,
    /// The same after the other.
    pub other: Option<Grade>,
}

impl Compared {
    /// Every day from the treatment to the last one graded; a gap stays a gap.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let last = self.one.worst.keys().chain(self.other.worst.keys()).max().map_or(-1, |day| day.number());
        let grade = |side: &super::DayByDay, day| side.worst.get(&day).copied();
        let days = (0..=last.min(LAST_ROW)).map(Day::new);
        days.map(|day| Row { day, one: grade(&self.one, day), other: grade(&self.other, day) }).collect()
    }
}

/// The last day of the table: symptoms are over by then, and a stray entry years later makes no endless table.
const LAST_ROW: i32 = 60;

impl Comparison {
    /// The days of a symptom under their heads.
    #[must_use]
    pub fn table(&self, compared: &Compared) -> Vec<Vec<String>> {
        let heads = vec!["day".to_owned(), self.one.when.clone(), self.other.when.clone()];
        let cell = |grade: Option<Grade>| grade.map_or_else(|| "-".to_owned(), |grade| grade.to_string());
        let rows = compared.rows();
        let rows = rows.iter().map(|row| vec![row.day.to_string(), cell(row.one), cell(row.other)]);
        std::iter::once(heads).chain(rows).collect()
    }
}
