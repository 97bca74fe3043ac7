//! The course in plain text: the sentence and a table for screen readers, pipes and dumb terminals.
//!
//! May use `domain`. Only ASCII, apart from names.

use super::{HealingCourse, Revised, Row, Typed, Yours, table::Answer};
use crate::domain::{Day, Grade, Rating, Standing};

/// The heads of the table's columns; the last one names the treatment beside it.
pub const HEADS: [&str; 8] = ["day", "date", "yours", "stands", "entry", "usual", "up to", "last time"];

impl HealingCourse {
    /// The table's rows as text, one string a column as in [`HEADS`].
    #[must_use]
    pub fn table(&self, first: Day, last: Day) -> Vec<[String; 8]> {
        self.rows(first, last).iter().map(|row| self.columns(row)).collect()
    }

    /// The table of the whole course under its heads, in columns.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = vec![HEADS.map(str::to_owned)];
        lines[0][HEADS.len() - 1].clone_from(&self.earlier_when);
        lines.extend(self.table(self.first, self.last));
        let widths: [usize; 8] =
            std::array::from_fn(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0));
        let mut text = String::new();
        for line in &lines {
            let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            text.push('\n');
        }
        text
    }

    fn columns(&self, row: &Row) -> [String; 8] {
        [
            days(row),
            self.short_date(row.first),
            yours(&row.yours),
            stands(row.standing).to_owned(),
            row.verdict.map_or_else(nothing, |verdict| verdict.word().to_owned()),
            row.band.map_or_else(nothing, |band| up_to(band.usual)),
            row.band.map_or_else(nothing, |band| up_to(band.outer)),
            if row.earlier.is_empty() { nothing() } else { listed(&row.earlier) },
        ]
    }

    /// A date as `5 Mar`.
    #[must_use]
    pub fn short_date(&self, day: Day) -> String {
        self.date(day).format("%-d %b").to_string()
    }
}

fn nothing() -> String {
    "-".to_owned()
}

fn days(row: &Row) -> String {
    if row.first == row.last { row.first.to_string() } else { format!("{}-{}", row.first, row.last) }
}

fn up_to(grade: Grade) -> String {
    if grade == Grade::NONE { grade.to_string() } else { format!("0-{grade}") }
}

fn stands(standing: Standing) -> &'static str {
    match standing {
        Standing::NotRecorded => "-",
        other => other.word(),
    }
}

fn yours(yours: &Yours) -> String {
    match yours {
        Yours::ToCome => "not yet".to_owned(),
        Yours::NoEntry => "no check-in".to_owned(),
        Yours::Entries(answers) => {
            let given = answers.iter().filter(|answer| answer.rating.is_some());
            let given: Vec<_> = given.copied().map(answered).collect();
            if given.is_empty() { "not recorded".to_owned() } else { given.join(", ") }
        }
    }
}

fn answered(answer: Answer) -> String {
    let mut said = match answer.rating {
        None => "not recorded".to_owned(),
        Some(Rating::NotSure) => "not sure".to_owned(),
        Some(Rating::Graded(grade)) => grade.to_string(),
    };
    if answer.typed == Typed::Late {
        said.push_str(" late");
    }
    if answer.revised == Revised::Edited {
        said.push_str(" edited");
    }
    said
}

fn listed(grades: &[Grade]) -> String {
    grades.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
