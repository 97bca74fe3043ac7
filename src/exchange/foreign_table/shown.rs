//! A mapping in words: column by column with an example, and how that is read.
//!
//! May use `domain`.

use super::dates::day_in;
use super::grading::{Because, Grading};
use super::layout::Table;
use super::mapping::{Column, Mapping};
use super::meaning::{Meaning, Why};
use super::rating;
use super::wishes::Wishes;
use crate::domain::{Catalog, Rating, SymptomId};
use crate::exchange::located::shortened;

impl Mapping {
    /// What is read from where: the column's letter, its head, what it is, and an example.
    #[must_use]
    pub fn told(&self, wishes: &Wishes, catalog: &Catalog) -> Vec<[String; 4]> {
        let columns = self.columns.iter().filter(|column| column.filled > 0 || !column.head.is_empty());
        let names = self.names.iter().map(|name| ("-".to_owned(), name));
        let all = columns.map(|column| (letter(column.number), column)).chain(names);
        all.map(|(letter, column)| {
            let head = if column.head.is_empty() { "(no head)".to_owned() } else { short(&column.head) };
            [letter, head, self.what(column, catalog), self.example(column, wishes)]
        })
        .collect()
    }

    /// The columns, and the names of answers, in which something stands that is not read.
    pub fn left_out(&self) -> impl Iterator<Item = &Column> {
        let is_unknown = |column: &&Column| column.meaning == Meaning::LeftOut(Why::Unknown);
        self.columns.iter().chain(&self.names).filter(is_unknown)
    }

    fn what(&self, column: &Column, catalog: &Catalog) -> String {
        match &column.meaning {
            Meaning::Symptom(symptom) => {
                format!("{}, {}", catalog.symptom_name(symptom).to_lowercase(), self.on_scale(symptom))
            }
            Meaning::Sign(sign) => format!("sign: {}", catalog.sign_name(sign).to_lowercase()),
            Meaning::Name => "which symptom or sign".to_owned(),
            Meaning::Value => "the answer".to_owned(),
            Meaning::Day => "day after the treatment".to_owned(),
            Meaning::LeftOut(Why::Asked) => "left out, as you said".to_owned(),
            Meaning::LeftOut(Why::Empty) => "left out: empty".to_owned(),
            Meaning::LeftOut(Why::DateIsThere) => "left out: the date tells".to_owned(),
            Meaning::LeftOut(Why::Unknown) => "LEFT OUT: not known".to_owned(),
            Meaning::Date if self.dates.doubt.is_some() => "date, ORDER NOT KNOWN".to_owned(),
            Meaning::Date => match self.dates.words() {
                words if words.is_empty() => "date".to_owned(),
                words => format!("date, {words}"),
            },
            Meaning::Time | Meaning::Note => column.meaning.target().to_owned(),
        }
    }

    fn on_scale(&self, symptom: &SymptomId) -> String {
        match self.gradings.get(symptom) {
            Some(Grading::By(scale, because)) => match because {
                Because::Asked => format!("{} as you said", scale.id()),
                Because::Head => format!("{} as the head says", scale.id()),
                Because::NoNumbers => "in words".to_owned(),
                Because::Noughts => "0 is none on every scale".to_owned(),
                Because::Line(line) => format!("{} as line {line} shows", scale.id()),
            },
            Some(Grading::Doubtful(_)) | None => "SCALE NOT KNOWN".to_owned(),
        }
    }

    fn example(&self, column: &Column, wishes: &Wishes) -> String {
        let Some((_, cell)) = &column.example else { return String::new() };
        let shown = format!("\"{}\"", short(cell));
        let read = match &column.meaning {
            Meaning::Symptom(symptom) => {
                self.scale(symptom).map(|scale| match rating::rating(cell, scale, &wishes.words) {
                    Ok(Some(read)) => match read.rating {
                        Rating::NotSure => "not sure".to_owned(),
                        Rating::Graded(grade) => format!("{grade} {}", grade.word()),
                    },
                    Ok(None) => "not recorded".to_owned(),
                    Err(_) => "cannot be read".to_owned(),
                })
            }
            Meaning::Sign(_) => Some(match rating::answer(cell, &wishes.words) {
                Ok(Some(answer)) => answer.word().to_owned(),
                Ok(None) => "not asked".to_owned(),
                Err(_) => "cannot be read".to_owned(),
            }),
            Meaning::Date => self.dates.read(cell).ok().map(|(date, _)| date.format("%a %-d %B %Y").to_string()),
            Meaning::Day => day_in(cell).map(|day| format!("day {day}")),
            _ => None,
        };
        read.map_or_else(|| shown.clone(), |read| format!("{shown} is {read}"))
    }
}

impl Table {
    /// What kind of table it is, in a sentence.
    #[must_use]
    pub fn told(&self) -> String {
        let rows = if self.len() == 1 { "1 row".to_owned() } else { format!("{} rows", self.len()) };
        let titles = match self.titles.len() {
            0 => String::new(),
            1 => "; the line above it is left out".to_owned(),
            count => format!("; the {count} lines above it are left out"),
        };
        format!(
            "a table of {rows} in {}, separated by {}, with its head in line {}{titles}",
            self.encoding.name(),
            self.delimiter.name(),
            self.head_line()
        )
    }
}

/// An example short enough for a row of others.
fn short(cell: &str) -> String {
    let cell = shortened(cell);
    match cell.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell,
    }
}

/// The letters by which spreadsheets call their columns.
fn letter(number: usize) -> String {
    let (mut number, mut letters) = (number, Vec::new());
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([1, 26, 27, 52, 53, 703].map(letter), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
