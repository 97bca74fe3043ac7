//! Grades and signs by day, with marks that need no colour.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::chapter::Chapter;
use super::days::{Run, dates, number};
use crate::domain::{Answer, AssessedEntry, Day, Rating, SignId, Standing, SymptomId};
use crate::report::course::is_outside;
use crate::report::page::{Cell, Grid, GridDay, GridRow, Part, Tone};

/// Marks what is outside the range described.
const OUTSIDE: char = '!';
/// Marks what is above usual and within the range.
const ABOVE_USUAL: char = '+';
/// Stands where the patient could not tell.
const NOT_SURE: &str = "?";
/// Stands where a check-in says nothing.
const NOT_RECORDED: &str = "-";

/// A column: a day with its check-ins, or days in a row without any.
struct Column<'a> {
    days: Run,
    entries: Vec<&'a AssessedEntry>,
}

/// The grid of all that was recorded in the period; none when nothing was.
pub(super) fn part(chapter: &Chapter<'_>) -> Option<Part> {
    let columns = columns(chapter);
    let mut rows = vec![check_ins(&columns, chapter)];
    let recorded = |symptom: &SymptomId| chapter.entries().any(|judged| judged.entry.grades.contains_key(symptom));
    let symptoms = chapter.catalog().symptoms.iter().filter(|symptom| recorded(&symptom.id));
    rows.extend(symptoms.map(|symptom| GridRow {
        name: symptom.name.clone(),
        cells: columns.iter().map(|column| column.grade(&symptom.id)).collect(),
    }));
    let told = |sign: &SignId| {
        chapter.entries().any(|judged| judged.entry.signs.get(sign).is_some_and(|answer| *answer != Answer::No))
    };
    let signs = chapter.catalog().signs.iter().filter(|sign| told(&sign.id));
    rows.extend(signs.map(|sign| GridRow {
        name: sign.name.clone(),
        cells: columns.iter().map(|column| column.sign(&sign.id)).collect(),
    }));
    let date = |day: Day| chapter.treatment.date_of(day, chapter.healing.day_end);
    let days = columns.iter().map(|column| column.head(date)).collect();
    let key = key(&rows);
    let title = "Grades by day".to_owned();
    chapter.entries().next().map(|_| Part::Grid(Grid { title, days, rows, key }))
}

/// A day that is not over is no gap.
fn columns<'a>(chapter: &'a Chapter<'_>) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    for day in chapter.days() {
        let entries: Vec<_> = chapter.entries().filter(|judged| judged.day == day).collect();
        match columns.last_mut() {
            _ if entries.is_empty() && day >= chapter.end => {}
            Some(gap) if entries.is_empty() && gap.entries.is_empty() => gap.days.last = day,
            _ => columns.push(Column { days: Run { first: day, last: day }, entries }),
        }
    }
    columns
}

/// How many there were each day, and which were typed later or changed.
fn check_ins(columns: &[Column<'_>], chapter: &Chapter<'_>) -> GridRow {
    let cell = |column: &Column<'_>| {
        let marked = |mark: &'static str, is_so: &dyn Fn(&AssessedEntry) -> bool| {
            column.entries.iter().any(|judged| is_so(judged)).then_some(mark)
        };
        let late = marked("L", &|judged| judged.entry.is_late(chapter.healing.day_end));
        let edited = marked("E", &|judged| chapter.edited.contains(&judged.entry.id));
        let marks: String = late.into_iter().chain(edited).collect();
        match column.entries.len() {
            0 => Cell::new("none", Tone::Quiet),
            count if marks.is_empty() => Cell::plain(count.to_string()),
            count => Cell::plain(format!("{count} {marks}")),
        }
    };
    GridRow { name: "Check-ins".to_owned(), cells: columns.iter().map(cell).collect() }
}

impl Column<'_> {
    fn head(&self, date: impl Fn(Day) -> NaiveDate) -> GridDay {
        let Run { first, last } = self.days;
        GridDay { number: number(self.days), date: dates(date(first), date(last)) }
    }

    /// The worst grade of the day, and where the day's grades stand.
    fn grade(&self, symptom: &SymptomId) -> Cell {
        let worst = self.entries.iter().filter_map(|judged| judged.entry.grades.get(symptom)).max();
        let stands = |wanted: fn(Standing) -> bool| {
            self.entries.iter().filter_map(|judged| judged.standings.get(symptom)).any(|standing| wanted(*standing))
        };
        match worst {
            None if self.entries.is_empty() => Cell::default(),
            None => Cell::new(NOT_RECORDED, Tone::Quiet),
            Some(Rating::NotSure) => Cell::plain(NOT_SURE),
            Some(Rating::Graded(grade)) if stands(is_outside) => Cell::new(format!("{grade}{OUTSIDE}"), Tone::Outside),
            Some(Rating::Graded(grade)) if stands(|standing| standing == Standing::AboveUsual) => {
                Cell::plain(format!("{grade}{ABOVE_USUAL}"))
            }
            Some(Rating::Graded(grade)) => Cell::plain(grade.to_string()),
        }
    }

    /// The worst answer of the day, and whether a warning rests on it.
    fn sign(&self, sign: &SignId) -> Cell {
        let worst = self.entries.iter().filter_map(|judged| judged.entry.signs.get(sign)).max();
        let mut findings = self.entries.iter().flat_map(|judged| &judged.findings);
        let warns = findings.any(|finding| {
            finding.rule.triage.warns() && finding.evidence.iter().any(|evidence| evidence.sign() == Some(sign))
        });
        match worst {
            None if self.entries.is_empty() => Cell::default(),
            None => Cell::new(NOT_RECORDED, Tone::Quiet),
            Some(Answer::No) => Cell::plain("no"),
            Some(Answer::NotSure) => Cell::plain(NOT_SURE),
            Some(Answer::Yes) if warns => Cell::new(format!("yes{OUTSIDE}"), Tone::Outside),
            Some(Answer::Yes) => Cell::new("yes", Tone::Strong),
        }
    }
}

/// What those marks mean that are there.
fn key(rows: &[GridRow]) -> String {
    let has = |mark: &str| rows.iter().skip(1).flat_map(|row| &row.cells).any(|cell| cell.text.contains(mark));
    let has_check_in = |mark: &str| rows.iter().take(1).flat_map(|row| &row.cells).any(|cell| cell.text.contains(mark));
    let marks = [
        (true, "0 none, 1 slight, 2 clear, 3 marked, 4 extreme; of several check-ins the worst"),
        (has("!"), "! outside the range described, or a danger sign"),
        (has("+"), "+ above usual, within the range"),
        (has(NOT_SURE), "? not sure"),
        (has(NOT_RECORDED), "- not recorded, which is not 0"),
        (has_check_in("none"), "none: no check-in"),
        (has_check_in("L"), "L typed on a later day"),
        (has_check_in("E"), "E edited since"),
    ];
    let said: Vec<_> = marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, words)| words).collect();
    format!("{}.", said.join("; "))
}
