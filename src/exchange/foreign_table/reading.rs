//! Reading the rows of a table as check-ins: all of them or none.
//!
//! Uses `domain`, its siblings, and the names that `exchange` gives to check-ins without one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};

use super::date::{self, Clock};
use super::dates::day_in;
use super::layout::{Row, Table};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::rating;
use super::scale::Scale;
use super::whose::Whose;
use super::wishes::Wishes;
use crate::domain::text::clean_line;
use crate::domain::{Catalog, Day, Entry, EntryId, Moment};
use crate::exchange::Rules;
use crate::exchange::journal_json::derived_id;
use crate::exchange::located::{ReadError, shortened};

/// What reading needs besides the table.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The symptoms and signs there are.
    pub catalog: &'a Catalog,
    /// What was said about the table.
    pub wishes: &'a Wishes,
    /// About which treatments it may tell.
    pub whose: &'a Whose,
    /// What a journal from a file may say.
    pub rules: Rules,
    /// The patient's clock with its offset, for what it showed.
    pub clock: &'a dyn Fn(NaiveDateTime) -> DateTime<FixedOffset>,
    /// The moment of reading: that is when the journal got to know.
    pub now: DateTime<FixedOffset>,
}

/// The check-ins of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// In the order of the table, each with its line.
    pub entries: Vec<(usize, Entry)>,
    /// The lines of rows that have a date and answer nothing.
    pub silent: Vec<usize>,
    /// The lines of rows that describe a moment before their treatment.
    pub early: Vec<usize>,
}

/// A check-in as far as its rows are read.
struct Growing {
    line: usize,
    entry: Entry,
    /// What grades do not say of the cells.
    told: Vec<String>,
    notes: Vec<String>,
}

impl Reader<'_> {
    /// Reads every row. Where something is still doubtful nothing can be read.
    ///
    /// # Errors
    /// The first cell that cannot be read, with what would be right, and how many more there are.
    pub fn read(&self, table: &Table, mapping: &Mapping) -> Result<Taken, ReadError> {
        if let Some(doubt) = mapping.doubts.first() {
            return Err(table.head.fault(0, doubt.clone()));
        }
        let mut reading = Reading {
            reader: self,
            mapping,
            grown: Vec::new(),
            places: BTreeMap::new(),
            taken: Taken::default(),
            faults: Vec::new(),
        };
        for row in &table.rows {
            if let Err(fault) = reading.row(row) {
                reading.faults.push(fault);
            }
        }
        let Reading { grown, mut taken, mut faults, .. } = reading;
        taken.entries = self.finished(grown, &mut faults);
        first_of(faults).map_or(Ok(taken), Err)
    }

    /// Check-ins with their notes and names. One moment may have several; the order of the table stays theirs.
    fn finished(&self, grown: Vec<Growing>, faults: &mut Vec<ReadError>) -> Vec<(usize, Entry)> {
        let mut ids = BTreeSet::new();
        let mut at_once: BTreeMap<String, i64> = BTreeMap::new();
        let mut entries = Vec::with_capacity(grown.len());
        for one in grown {
            let line = one.line;
            let Some(note) = one.note() else {
                let row = Row { line, cells: Vec::new() };
                faults
                    .push(row.fault(0, format!("the notes of this check-in are longer than {}", Rules::note_wanted())));
                continue;
            };
            let mut entry = Entry { note, ..one.entry };
            entry.id = derived_id(&entry, &mut ids);
            let later = at_once.entry(entry.at.to_string()).or_default();
            entry.recorded_at = Some(self.now + TimeDelta::milliseconds(*later));
            *later += 1;
            entries.push((line, entry));
        }
        entries
    }
}

impl Growing {
    fn note(&self) -> Option<String> {
        let kept = (!self.told.is_empty()).then(|| format!("(in the table: {})", self.told.join(", ")));
        let parts: Vec<_> = self.notes.iter().cloned().chain(kept).collect();
        Rules::note(&parts.join("\n"))
    }
}

/// The first fault, and how many more there are.
fn first_of(faults: Vec<ReadError>) -> Option<ReadError> {
    let more = faults.len().saturating_sub(1);
    let lines: BTreeSet<_> = faults.iter().skip(1).filter_map(|fault| fault.place.map(|place| place.line)).collect();
    let lines: Vec<_> = lines.iter().take(8).map(usize::to_string).collect();
    let mut first = faults.into_iter().next()?;
    if more > 0 {
        let cells = if more == 1 {
            "1 more place cannot be read".to_owned()
        } else {
            format!("{more} more places cannot be read")
        };
        first.message = format!("{} ({cells}: line {})", first.message, lines.join(", "));
    }
    Some(first)
}

struct Reading<'r> {
    reader: &'r Reader<'r>,
    mapping: &'r Mapping,
    grown: Vec<Growing>,
    /// The latest check-in of each moment, in a table with a row for each answer.
    places: BTreeMap<String, usize>,
    taken: Taken,
    faults: Vec<ReadError>,
}

impl Reading<'_> {
    fn row(&mut self, row: &Row) -> Result<(), ReadError> {
        let (at, told) = self.moment(row)?;
        let whose = self.reader.whose;
        let treatment = whose.of(at).map_err(|words| self.fault_of_time(row, &words))?;
        let is_early = !whose.is_after(treatment, at);
        let entry = Entry::new(EntryId::from(""), treatment.id.clone(), at);
        let mut one = Growing { line: row.line, entry, told: told.into_iter().collect(), notes: Vec::new() };
        self.answers(row, &mut one)?;
        if one.entry.is_empty() && one.notes.is_empty() {
            self.taken.silent.push(row.line);
            return Ok(());
        }
        if is_early {
            self.taken.early.push(row.line);
        }
        self.add(one);
        Ok(())
    }

    /// Rows about one moment make one check-in as long as they answer different things.
    fn add(&mut self, one: Growing) {
        let is_long = self.mapping.place(&Meaning::Name).is_some();
        let key = one.entry.at.to_string();
        let known = self.places.get(&key).filter(|_| is_long).map(|place| &mut self.grown[*place]);
        if let Some(known) = known.filter(|known| answer_different_things(&known.entry, &one.entry)) {
            known.entry.grades.extend(one.entry.grades);
            known.entry.signs.extend(one.entry.signs);
            let fresh: Vec<_> = one.notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
            known.notes.extend(fresh);
            let fresh: Vec<_> = one.told.into_iter().filter(|told| !known.told.contains(told)).collect();
            known.told.extend(fresh);
        } else {
            self.places.insert(key, self.grown.len());
            self.grown.push(one);
        }
    }

    /// The moment of a row, and what of it no clock says.
    fn moment(&self, row: &Row) -> Result<(Moment, Option<String>), ReadError> {
        let (date, clock) = self.date(row)?;
        let column = self.mapping.place(&Meaning::Time).filter(|column| !row.cell(*column).is_empty());
        let (clock, told) = match column.map(|column| (column, row.cell(column))) {
            None => (clock, None),
            Some((_, cell)) if is_part_of_day(cell) => (clock, Some(format!("time {}", clean_line(cell)))),
            Some((column, cell)) => {
                let time = date::time(cell).or_else(|| date::time_of_serial(cell));
                let wanted = "a time of day, such as 20:00 or 8 pm, or morning, evening";
                (Some(Clock::Shown(time.ok_or_else(|| self.not(row, column, wanted))?)), None)
            }
        };
        let at = match clock {
            None => Moment::On(date),
            Some(Clock::Exact(at)) => Moment::At(at),
            Some(Clock::Shown(time)) => Moment::At((self.reader.clock)(date.and_time(time))),
        };
        self.reader.rules.past(at).map_err(|words| self.fault_of_time(row, &words))?;
        Ok((at, told))
    }

    fn date(&self, row: &Row) -> Result<(chrono::NaiveDate, Option<Clock>), ReadError> {
        if let Some(column) = self.mapping.place(&Meaning::Date) {
            return self.mapping.dates.read(row.cell(column)).map_err(|wanted| self.not(row, column, &wanted));
        }
        let column = self.mapping.place(&Meaning::Day).unwrap_or(0);
        let whose = self.reader.whose;
        let treatment = whose.single().map_err(|words| self.fault_of_time(row, &words))?;
        let wanted = "a day after the treatment, such as 3 or Day 3; the day itself is day 0";
        let day = day_in(row.cell(column)).ok_or_else(|| self.not(row, column, wanted))?;
        Ok((treatment.date_of(Day::new(day), whose.day_end()), None))
    }

    fn answers(&self, row: &Row, one: &mut Growing) -> Result<(), ReadError> {
        for (column, mapped) in self.mapping.columns.iter().enumerate() {
            self.cell(row, column, &mapped.meaning, one)?;
        }
        let long = self.mapping.place(&Meaning::Name).zip(self.mapping.place(&Meaning::Value));
        if let Some((name, value)) = long {
            let meaning = self.mapping.named(row.cell(name)).cloned();
            let is_nameless = row.cell(name).is_empty() && !row.cell(value).is_empty();
            if is_nameless {
                return Err(self.not(row, name, "the symptom or sign that is answered in this row"));
            }
            meaning.map_or(Ok(()), |meaning| self.cell(row, value, &meaning, one))?;
        }
        Ok(())
    }

    fn cell(&self, row: &Row, column: usize, meaning: &Meaning, one: &mut Growing) -> Result<(), ReadError> {
        let cell = row.cell(column);
        let words = &self.reader.wishes.words;
        match meaning {
            Meaning::Symptom(symptom) => {
                let scale = self.mapping.scale(symptom).unwrap_or(Scale::ZeroToFour);
                let read = rating::rating(cell, scale, words).map_err(|wanted| self.not(row, column, &wanted))?;
                if let Some(read) = read {
                    let name = self.reader.catalog.symptom_name(symptom).to_lowercase();
                    one.told.extend(read.told.map(|told| format!("{name} {}", clean_line(&told))));
                    one.entry.grades.insert(symptom.clone(), read.rating);
                }
            }
            Meaning::Sign(sign) => {
                let answer = rating::answer(cell, words).map_err(|wanted| self.not(row, column, &wanted))?;
                one.entry.signs.extend(answer.map(|answer| (sign.clone(), answer)));
            }
            Meaning::Note if !cell.is_empty() => one.notes.push(self.note(column, cell)),
            _ => {}
        }
        Ok(())
    }

    /// With several columns of notes each says which it is.
    fn note(&self, column: usize, cell: &str) -> String {
        let notes = self.mapping.columns.iter().filter(|column| column.meaning == Meaning::Note).count();
        match self.mapping.columns.get(column) {
            Some(mapped) if notes > 1 => format!("{}: {cell}", mapped.key),
            _ => cell.to_owned(),
        }
    }

    fn not(&self, row: &Row, column: usize, wanted: &str) -> ReadError {
        let shown = match row.cell(column) {
            "" => "nothing".to_owned(),
            cell => format!("\"{}\"", shortened(cell)),
        };
        let head = self.mapping.columns.get(column).map_or("", |column| &column.key);
        row.fault(
            column,
            format!("in the column \"{head}\", {shown} stands where there should be {}", clean_line(wanted)),
        )
    }

    fn fault_of_time(&self, row: &Row, words: &str) -> ReadError {
        let column = self.mapping.place(&Meaning::Date).or_else(|| self.mapping.place(&Meaning::Day)).unwrap_or(0);
        row.fault(column, words)
    }
}

fn answer_different_things(known: &Entry, later: &Entry) -> bool {
    known.treatment == later.treatment
        && !later.grades.keys().any(|symptom| known.grades.contains_key(symptom))
        && !later.signs.keys().any(|sign| known.signs.contains_key(sign))
}

/// Words for a part of the day, which no clock shows.
fn is_part_of_day(cell: &str) -> bool {
    let word = clean_line(cell).to_lowercase();
    ["morning", "noon", "midday", "afternoon", "evening", "night", "am", "pm", "bedtime"].contains(&word.as_str())
}
