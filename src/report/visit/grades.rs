//! Grades and signs by day, with marks that need no colour.
//!
//! May use `domain`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chapter::Chapter;
use super::days::{Run, Year, counted, number};
use crate::domain::{Answer, AssessedEntry, Day, Rating, SignId, Standing, SymptomId};
use crate::report::course::is_outside;
use crate::report::page::{Cell, Fact, Grid, GridDay, GridRow, Part, Tone};

/// Marks what is outside the range described.
const OUTSIDE: char = '!';
/// Marks what is above usual and within the range.
const ABOVE_USUAL: char = '+';
/// Stands where the patient could not tell.
const NOT_SURE: &str = "?";
/// Stands where a check-in says nothing.
const NOT_RECORDED: &str = "-";

/// So many signs that nobody was asked about are named; more are counted, since all others are told by name.
const FEW_SIGNS: usize = 6;

/// A column: a day with its check-ins, or days in a row without any.
struct Column<'a> {
    days: Run,
    entries: Vec<&'a AssessedEntry>,
}

/// The grid of all that was recorded in the period, and the signs that have no row in it; nothing when nothing was.
pub(super) fn parts(chapter: &Chapter<'_>) -> Vec<Part> {
    if chapter.entries().next().is_none() {
        return Vec::new();
    }
    vec![Part::Grid(grid(chapter)), Part::Facts(vec![signs_without_a_row(chapter)])]
}

fn grid(chapter: &Chapter<'_>) -> Grid {
    let columns = columns(chapter);
    let mut rows = vec![check_ins(&columns, chapter)];
    let recorded = |symptom: &SymptomId| chapter.entries().any(|judged| judged.entry.grades.contains_key(symptom));
    let symptoms = chapter.catalog().symptoms.iter().filter(|symptom| recorded(&symptom.id));
    rows.extend(symptoms.map(|symptom| GridRow {
        name: symptom.name.clone(),
        cells: columns.iter().map(|column| column.grade(&symptom.id)).collect(),
    }));
    let signs = chapter.catalog().signs.iter().filter(|sign| has_a_row(&sign.id, chapter));
    rows.extend(signs.map(|sign| GridRow {
        name: sign.name.clone(),
        cells: columns.iter().map(|column| column.sign(&sign.id)).collect(),
    }));
    let date = |day: Day| chapter.treatment.date_of(day, chapter.healing.day_end);
    let days = columns.iter().map(|column| column.head(date, chapter.year())).collect();
    let key = key(&rows);
    let title = "Grades by day".to_owned();
    Grid { title, days, rows, key }
}

/// Whether a sign was ever answered otherwise than with no.
fn has_a_row(sign: &SignId, chapter: &Chapter<'_>) -> bool {
    chapter.entries().any(|judged| judged.entry.signs.get(sign).is_some_and(|answer| *answer != Answer::No))
}

/// The signs that were only ever denied, with how often, and those that nobody was asked about.
fn signs_without_a_row(chapter: &Chapter<'_>) -> Fact {
    let (mut denied, mut silent) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
    for sign in chapter.catalog().signs.iter().filter(|sign| !has_a_row(&sign.id, chapter)) {
        let name = sign.name.to_lowercase();
        match chapter.entries().filter(|judged| judged.entry.signs.contains_key(&sign.id)).count() {
            0 => silent.push(name),
            times => denied.entry(Reverse(times)).or_default().push(name),
        }
    }
    let of = counted(chapter.entries().count(), "check-in", "check-ins");
    let mut said: Vec<_> =
        denied.iter().map(|(times, names)| format!("{} (in {} of {of})", names.join(", "), times.0)).collect();
    if said.is_empty() {
        said.push("none".to_owned());
    }
    said.extend(match silent.len() {
        0 => None,
        1..=FEW_SIGNS => Some(format!("not asked: {}", silent.join(", "))),
        many => Some(format!("not asked: {many} signs")),
    });
    Fact::new("Signs answered no", said.join("; "))
}

/// A day that is not over is no gap.
fn columns<'a>(chapter: &'a Chapter<'_>) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut told = chapter.by_day();
    for day in chapter.days() {
        let entries = told.remove(&day).unwrap_or_default();
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
    fn head(&self, date: impl Fn(Day) -> NaiveDate, year: Year) -> GridDay {
        let Run { first, last } = self.days;
        GridDay { number: number(self.days), date: year.dates(date(first), date(last)) }
    }

    /// The worst grade of the day, where the day's grades stand, and whether one of the check-ins could not tell.
    fn grade(&self, symptom: &SymptomId) -> Cell {
        let ratings = || self.entries.iter().filter_map(|judged| judged.entry.grades.get(symptom));
        let unsure = if ratings().any(|rating| *rating == Rating::NotSure) { " ?" } else { "" };
        let stands = |wanted: fn(Standing) -> bool| {
            self.entries.iter().filter_map(|judged| judged.standings.get(symptom)).any(|standing| wanted(*standing))
        };
        match ratings().filter_map(|rating| rating.grade()).max() {
            None if self.entries.is_empty() => Cell::default(),
            None if unsure.is_empty() => Cell::new(NOT_RECORDED, Tone::Quiet),
            None => Cell::plain(NOT_SURE),
            Some(grade) if stands(is_outside) => Cell::new(format!("{grade}{OUTSIDE}{unsure}"), Tone::Outside),
            Some(grade) if stands(|standing| standing == Standing::AboveUsual) => {
                Cell::plain(format!("{grade}{ABOVE_USUAL}{unsure}"))
            }
            Some(grade) => Cell::plain(format!("{grade}{unsure}")),
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
