//! How a table is understood: what each column is about, on which scale it is rated, how its dates are written, and what nobody
//! but the patient can say.
//!
//! May use `domain`.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{Dates, all_cells, day_in, is_date};
use super::grading::{Grading, asked_for, grading};
use super::heads::{Heads, scale_of};
use super::layout::{Row, Table};
use super::meaning::{Meaning, Why};
use super::scale::Scale;
use super::wishes::{Others, Wishes, column_key};
use super::words::{self, Said};
use crate::domain::text::clean_line;
use crate::domain::{Catalog, Grade, SymptomId};
use crate::exchange::located::{ReadError, shortened};

/// How a table is understood.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// In a table with a row for each answer: the names of what was answered, in their order.
    pub names: Vec<Column>,
    /// How its dates are written.
    pub dates: Dates,
    /// On which scale each symptom is rated.
    pub(super) gradings: BTreeMap<SymptomId, Grading>,
    /// What has to be said before it can be read, each in a sentence or two.
    pub doubts: Vec<String>,
}

/// A column, or a name in a column of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its number, from 1.
    pub number: usize,
    /// What stands in its head.
    pub head: String,
    /// How options and files name it.
    pub key: String,
    /// What it is about.
    pub meaning: Meaning,
    /// In how many rows something stands.
    pub filled: usize,
    /// The first cell that says something, and its line.
    pub(super) example: Option<(usize, String)>,
}

impl Mapping {
    /// Understands a table as far as its heads and cells tell, and as it was said.
    ///
    /// # Errors
    /// When columns contradict each other, something was said about a column that is not there, or nothing tells the date.
    pub fn of(table: &Table, wishes: &Wishes, catalog: &Catalog) -> Result<Self, ReadError> {
        let heads = Heads::of(catalog);
        let mut columns = columns(table, wishes, &heads)?;
        empty_ones_give_way(wishes, &mut columns);
        settle_pairs(table, wishes, &mut columns)?;
        settle_time(table, wishes, &mut columns)?;
        no_meaning_twice(table, &columns)?;
        let names = names(table, &columns, wishes, &heads)?;
        everything_said_is_there(table, wishes, &columns, &names)?;
        let date = columns.iter().position(|column| column.meaning == Meaning::Date);
        let dates = match date {
            Some(date) => Dates::of(&table.rows, date, wishes.dates)?,
            None => Dates { format: None, is_of_numbers: false, decided_by: None, doubt: None },
        };
        let mut mapping = Self { columns, names, dates, gradings: BTreeMap::new(), doubts: Vec::new() };
        mapping.something_is_read(table)?;
        mapping.grade(table, wishes);
        mapping.doubts = mapping.doubts(table, wishes);
        Ok(mapping)
    }

    /// The place of the column about something, from 0.
    pub(super) fn place(&self, meaning: &Meaning) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == *meaning)
    }

    /// What a name in the column of names is about.
    pub(super) fn named(&self, name: &str) -> Option<&Meaning> {
        let key = column_key(name);
        self.names.iter().find(|column| column_key(&column.key) == key).map(|column| &column.meaning)
    }

    /// The scale of a symptom that is not doubtful.
    pub(super) fn scale(&self, symptom: &SymptomId) -> Option<Scale> {
        match self.gradings.get(symptom)? {
            Grading::By(scale, _) => Some(*scale),
            Grading::Doubtful(_) => None,
        }
    }

    /// The scales on which anything is rated.
    pub fn scales(&self) -> impl Iterator<Item = Scale> {
        self.gradings.keys().filter_map(|symptom| self.scale(symptom))
    }

    /// The cells about a symptom with their lines.
    fn cells<'t>(&self, table: &'t Table, symptom: &SymptomId) -> Vec<(usize, &'t str)> {
        let about = Meaning::Symptom(symptom.clone());
        let wide = self.place(&about);
        let long = self.place(&Meaning::Name).zip(self.place(&Meaning::Value));
        let cells = table.rows.iter().flat_map(|row| {
            let named = long.filter(|(name, _)| self.named(row.cell(*name)) == Some(&about));
            let cells = [wide, named.map(|(_, value)| value)];
            cells.into_iter().flatten().map(|column| (row.line, row.cell(column)))
        });
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    fn something_is_read(&self, table: &Table) -> Result<(), ReadError> {
        let is_answer =
            |column: &Column| matches!(column.meaning, Meaning::Symptom(_) | Meaning::Sign(_) | Meaning::Note);
        if self.columns.iter().chain(&self.names).any(is_answer) {
            return Ok(());
        }
        let words = format!(
            "no column is known to be a symptom, a sign or a note; there are {}. Say which is which, for example --map \"{}=redness\"",
            listed(&self.columns),
            self.columns.last().map_or("Rougeur", |column| &column.key)
        );
        Err(table.head.fault(0, words))
    }

    fn grade(&mut self, table: &Table, wishes: &Wishes) {
        let all = self.columns.iter().chain(&self.names);
        let value = self.place(&Meaning::Value).map(|value| self.columns[value].head.clone());
        let symptoms = all.filter_map(|column| match &column.meaning {
            Meaning::Symptom(symptom) => Some((symptom.clone(), column.head.clone())),
            _ => None,
        });
        let symptoms: BTreeMap<SymptomId, String> = symptoms.collect();
        for (symptom, head) in symptoms {
            let head = scale_of(&head).or_else(|| value.as_deref().and_then(scale_of));
            let grading = grading(&symptom, &self.cells(table, &symptom), head, wishes);
            self.gradings.insert(symptom, grading);
        }
    }

    fn doubts(&self, table: &Table, wishes: &Wishes) -> Vec<String> {
        let doubtful = self.gradings.values().filter_map(|grading| match grading {
            Grading::Doubtful(words) => Some(words.as_str()),
            Grading::By(..) => None,
        });
        let scales = asked_for(&doubtful.collect::<Vec<_>>());
        let mut doubts: Vec<_> = self.dates.doubt.iter().cloned().chain(scales).collect();
        let cells: Vec<_> = self.gradings.keys().flat_map(|symptom| self.cells(table, symptom)).collect();
        let clear = cells.iter().find(|(_, cell)| words::is_clear(cell));
        if let Some((line, _)) = clear
            && wishes.words.told(words::CLEAR).is_none()
            && !cells.iter().any(|(_, cell)| words::is_of_our_own(cell))
        {
            doubts.push(format!(
                "In line {line}, \"clear\" may mean that nothing is there, or that it is clearly there. Say --words \"clear=0\" or \
                 --words \"clear=2\"."
            ));
        }
        doubts.extend(self.worst(table, wishes));
        doubts.extend(self.nothing_rated());
        doubts
    }

    /// Asks for a rating where columns were left out unknown and no other tells how the skin was.
    fn nothing_rated(&self) -> Option<String> {
        let is_rated = |meaning: &Meaning| matches!(meaning, Meaning::Symptom(_) | Meaning::Sign(_) | Meaning::Value);
        let unknown = self.columns.iter().find(|column| column.meaning == Meaning::LeftOut(Why::Unknown))?;
        let is_rated = self.columns.iter().any(|column| is_rated(&column.meaning));
        (!is_rated).then(|| {
            format!(
                "No column is known as a symptom or a danger sign, so nothing could be compared. Say what they are: \
                 --map \"{0}=SYMPTOM\" with one of ours for SYMPTOM, or --map \"{0}=-\" to leave one out.",
                clean_line(&unknown.key)
            )
        })
    }

    /// Asks about words that are the worst of their column, and that may or may not be the worst there is.
    fn worst(&self, table: &Table, wishes: &Wishes) -> Option<String> {
        let mut open: BTreeMap<String, usize> = BTreeMap::new();
        for symptom in self.gradings.keys() {
            let cells = self.cells(table, symptom);
            let said = |cell: &str| wishes.words.told(cell).or_else(|| words::known(cell));
            let is_topped = cells.iter().any(|(_, cell)| said(cell) == Some(Said::Grade(Grade::ALL[4])));
            let is_open = |cell: &str| words::may_be_worst(cell) && wishes.words.told(cell).is_none();
            for (line, cell) in cells.iter().filter(|(_, cell)| !is_topped && is_open(cell)) {
                open.entry(words::shown(cell)).or_insert(*line);
            }
        }
        let named: Vec<_> = open.iter().map(|(word, line)| format!("\"{word}\" (line {line})")).collect();
        let told = |grade: u8| open.keys().map(|word| format!("{word}={grade}")).collect::<Vec<_>>().join(",");
        (!open.is_empty()).then(|| {
            format!(
                "No stronger word of the column tells whether this is the worst there is or one below it: {}. Say --words \"{}\" \
                 (extreme) if you had no stronger word, or --words \"{}\" (marked) if you had one.",
                named.join(", "),
                told(4),
                told(3)
            )
        })
    }
}

fn columns(table: &Table, wishes: &Wishes, heads: &Heads) -> Result<Vec<Column>, ReadError> {
    let one = |(index, head): (usize, &String)| {
        let filled = table.rows.iter().filter(|row| !row.cell(index).is_empty()).count();
        let example = table.rows.iter().find(|row| !row.cell(index).is_empty());
        let example = example.map(|row| (row.line, row.cell(index).to_owned()));
        let twice = table.head.cells.iter().filter(|other| column_key(other) == column_key(head)).count() > 1;
        let key = if head.is_empty() || twice { format!("#{}", index + 1) } else { head.clone() };
        let guessed = || match (wishes.others, filled) {
            (Others::Refused, 0) => Ok(Meaning::LeftOut(Why::Empty)),
            (Others::Refused, _) => Err(table
                .head
                .fault(index, format!("the mapping does not say what \"{key}\" is; add it under [columns]"))),
            (Others::Guessed, 0) => Ok(heads.meaning_of(head).cloned().unwrap_or(Meaning::LeftOut(Why::Empty))),
            (Others::Guessed, _) => Ok(heads.meaning_of(head).cloned().unwrap_or(Meaning::LeftOut(Why::Unknown))),
        };
        let meaning = wishes.of_column(head, index + 1).cloned().map_or_else(guessed, Ok)?;
        Ok(Column { number: index + 1, head: head.clone(), key, meaning, filled, example })
    };
    table.head.cells.iter().enumerate().map(one).collect()
}

fn is_asked(wishes: &Wishes, column: &Column) -> bool {
    wishes.of_column(&column.head, column.number).is_some()
}

/// An empty column whose head says what another one says is none.
fn empty_ones_give_way(wishes: &Wishes, columns: &mut [Column]) {
    for index in 0..columns.len() {
        let same = |other: &Column| other.number != index + 1 && other.meaning == columns[index].meaning;
        if columns[index].filled == 0 && !is_asked(wishes, &columns[index]) && columns.iter().any(same) {
            columns[index].meaning = Meaning::LeftOut(Why::Empty);
        }
    }
}

/// Names and values belong together.
fn settle_pairs(table: &Table, wishes: &Wishes, columns: &mut [Column]) -> Result<(), ReadError> {
    let has = |columns: &[Column], meaning: &Meaning| columns.iter().any(|column| column.meaning == *meaning);
    if has(columns, &Meaning::Name) && has(columns, &Meaning::Value) {
        return Ok(());
    }
    for column in columns.iter_mut().filter(|column| matches!(column.meaning, Meaning::Name | Meaning::Value)) {
        if is_asked(wishes, column) {
            let words =
                "a column of names (symptom) needs a column of answers (value) beside it, and the other way round";
            return Err(table.head.fault(column.number - 1, words));
        }
        column.meaning = Meaning::LeftOut(Why::Unknown);
    }
    Ok(())
}

/// A column called "day" may hold dates, and one called "date" days; of both the date tells.
fn settle_time(table: &Table, wishes: &Wishes, columns: &mut [Column]) -> Result<(), ReadError> {
    let rows = &table.rows;
    let has = |columns: &[Column], meaning: Meaning| columns.iter().any(|column| column.meaning == meaning);
    for index in 0..columns.len() {
        let guessed = !is_asked(wishes, &columns[index]);
        let other = match &columns[index].meaning {
            Meaning::Day if guessed && all_cells(rows, index, is_date) && !has(columns, Meaning::Date) => Meaning::Date,
            Meaning::Date
                if guessed && all_cells(rows, index, |cell| day_in(cell).is_some()) && !has(columns, Meaning::Day) =>
            {
                Meaning::Day
            }
            Meaning::Day if guessed && has(columns, Meaning::Date) => Meaning::LeftOut(Why::DateIsThere),
            Meaning::Date
                if guessed
                    && has(columns, Meaning::Day)
                    && columns.iter().any(|column| column.meaning == Meaning::Day && is_asked(wishes, column)) =>
            {
                Meaning::LeftOut(Why::Asked)
            }
            _ => continue,
        };
        columns[index].meaning = other;
    }
    match (has(columns, Meaning::Date), has(columns, Meaning::Day)) {
        (false, false) => {
            let words = format!(
                "no column is known to be the date; there are {}. Say which one is, for example --map \"{}=date\" (or =day, the day \
                 after the treatment)",
                listed(columns),
                columns.first().map_or("When", |column| &column.key)
            );
            Err(table.head.fault(0, words))
        }
        (true, true) => Err(table
            .head
            .fault(0, "there is a column of dates and one of days; leave one of them out with --map \"…=-\"")),
        _ => Ok(()),
    }
}

fn no_meaning_twice(table: &Table, columns: &[Column]) -> Result<(), ReadError> {
    for (index, column) in columns.iter().enumerate() {
        let earlier = columns[..index].iter().find(|earlier| earlier.meaning == column.meaning);
        if let Some(earlier) = earlier.filter(|_| !column.meaning.may_be_twice()) {
            let words = format!(
                "the columns \"{}\" and \"{}\" would both be {}; leave one out, for example --map \"{}=-\"",
                earlier.key,
                column.key,
                column.meaning.target(),
                column.key
            );
            return Err(table.head.fault(index, words));
        }
    }
    Ok(())
}

/// The names in a column of names, as if each were a head.
fn names(table: &Table, columns: &[Column], wishes: &Wishes, heads: &Heads) -> Result<Vec<Column>, ReadError> {
    let place = |meaning: &Meaning| columns.iter().position(|column| column.meaning == *meaning);
    let Some((name, value)) = place(&Meaning::Name).zip(place(&Meaning::Value)) else { return Ok(Vec::new()) };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<Column> = Vec::new();
    for row in table.rows.iter().filter(|row| !row.cell(name).is_empty()) {
        let (head, cell) = (row.cell(name), row.cell(value));
        let at = *places.entry(column_key(head)).or_insert(found.len());
        if at == found.len() {
            let key = shortened(head);
            found.push(Column {
                number: value + 1,
                head: key.clone(),
                key,
                meaning: meaning_of_name(row, name, wishes, heads)?,
                filled: 0,
                example: None,
            });
        }
        let column = &mut found[at];
        if !cell.is_empty() {
            column.filled += 1;
            column.example.get_or_insert_with(|| (row.line, cell.to_owned()));
        }
    }
    Ok(found)
}

fn meaning_of_name(row: &Row, name: usize, wishes: &Wishes, heads: &Heads) -> Result<Meaning, ReadError> {
    let head = row.cell(name);
    let refuse = |words: String| Err(row.fault(name, words));
    match (wishes.columns.get(&column_key(head)), wishes.others) {
        (Some(told @ (Meaning::Symptom(_) | Meaning::Sign(_) | Meaning::Note | Meaning::LeftOut(_))), _) => {
            Ok(told.clone())
        }
        (Some(_), _) => refuse(format!(
            "\"{}\" is no column here but a name; map it to a symptom, a sign, note or -",
            shortened(head)
        )),
        (None, Others::Refused) => {
            refuse(format!("the mapping does not say what \"{}\" is; add it under [columns]", shortened(head)))
        }
        (None, Others::Guessed) => Ok(match heads.meaning_of(head) {
            Some(known @ (Meaning::Symptom(_) | Meaning::Sign(_) | Meaning::Note)) => known.clone(),
            _ => Meaning::LeftOut(Why::Unknown),
        }),
    }
}

/// A misspelt head in an option or a file would otherwise be overlooked.
fn everything_said_is_there(
    table: &Table,
    wishes: &Wishes,
    columns: &[Column],
    names: &[Column],
) -> Result<(), ReadError> {
    let numbers = columns.iter().map(|column| format!("#{}", column.number));
    let heads = columns.iter().chain(names).map(|column| column_key(&column.head));
    let there: BTreeSet<String> = numbers.chain(heads).collect();
    let Some(missing) = wishes.columns.keys().find(|key| !there.contains(*key)) else { return Ok(()) };
    Err(table.head.fault(0, format!("there is no column \"{missing}\"; there are {}", listed(columns))))
}

/// So many columns are named one by one.
const LISTED: usize = 15;

/// What columns there are.
fn listed(columns: &[Column]) -> String {
    let first: Vec<_> = columns.iter().take(LISTED).map(|column| format!("\"{}\"", column.key)).collect();
    match columns.len().saturating_sub(LISTED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
