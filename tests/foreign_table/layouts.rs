//! A diary written as a table in any layout reads back to the same grades, and no bytes make the reader panic.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use mendlog::domain::{Grade, Rating};
use mendlog::exchange::foreign_table::{Mapping, Table, Wishes, read_mapping, write_mapping};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{LIBRARY, read};

/// What a patient recorded: by day the answers in the order of [`HEADS`].
type Days = BTreeMap<i64, Vec<Option<Rating>>>;

/// A symptom and what its column may be called.
const HEADS: [(&str, [&str; 3]); 4] = [
    ("redness", ["Redness", "erythema", "How red?"]),
    ("peeling", ["PEELING", "Flaking", "Skin shedding"]),
    ("breakouts", ["Breakouts", "pimples", "New spots"]),
    ("itching", ["itching", "Itch", "Itchiness level"]),
];

/// How a table is laid out.
#[derive(Clone, Debug)]
struct Layout {
    delimiter: u8,
    dates: &'static str,
    is_long: bool,
    names: usize,
    is_reversed: bool,
    letters: usize,
    titles: usize,
    blank_rows: usize,
    always_quoted: bool,
}

fn any_layout() -> impl Strategy<Value = Layout> {
    let dates =
        ["%Y-%m-%d", "%d.%m.%Y", "%-d/%-m/%y", "%m/%d/%Y", "%-d %b %Y", "%A, %B %-d, %Y", "%Y%m%d", "serial", "day"];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (select(vec![b',', b';', b'\t']), select(dates.to_vec()), 0..3_usize, 0..4_usize, 0..3_usize, flags).prop_map(
        |(delimiter, dates, names, letters, titles, (is_long, is_reversed, blank_rows, always_quoted))| Layout {
            delimiter,
            dates,
            is_long,
            names,
            is_reversed,
            letters,
            titles,
            blank_rows: usize::from(blank_rows),
            always_quoted,
        },
    )
}

fn any_days() -> impl Strategy<Value = Days> {
    let rating = prop_oneof![
        5 => (0..=4_u8).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap())),
        1 => Just(Rating::NotSure),
    ];
    btree_map(0..45_i64, vec(option::of(rating), HEADS.len()), 1..12)
}

fn treatment_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn cell(rating: Option<Rating>) -> String {
    match rating {
        None => String::new(),
        Some(Rating::NotSure) => "?".to_owned(),
        Some(Rating::Graded(grade)) => grade.to_string(),
    }
}

impl Layout {
    fn date(&self, day: i64) -> String {
        let date = treatment_date() + TimeDelta::days(day);
        match self.dates {
            "serial" => (date - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days().to_string(),
            "day" => format!("Day {day}"),
            format => date.format(format).to_string(),
        }
    }

    fn rows(&self, days: &Days) -> Vec<Vec<String>> {
        let head = |symptom: usize| HEADS[symptom].1[self.names].to_owned();
        if !self.is_long {
            let heads = (0..HEADS.len()).map(head);
            let first = vec![std::iter::once("Date".to_owned()).chain(heads).collect::<Vec<_>>()];
            let row = |(day, ratings): (&i64, &Vec<Option<Rating>>)| {
                std::iter::once(self.date(*day)).chain(ratings.iter().map(|rating| cell(*rating))).collect()
            };
            return first.into_iter().chain(days.iter().map(row)).collect();
        }
        let mut rows = vec![vec!["Date".to_owned(), "Symptom".to_owned(), "Value".to_owned()]];
        for (day, ratings) in days {
            for (symptom, rating) in ratings.iter().enumerate() {
                rows.push(vec![self.date(*day), head(symptom), cell(*rating)]);
            }
        }
        rows
    }

    fn text(&self, days: &Days) -> String {
        let style = if self.always_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut table = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .quote_style(style)
            .flexible(true)
            .from_writer(Vec::new());
        (0..self.titles).for_each(|_| table.write_record(["My skin"]).unwrap());
        for (index, row) in self.rows(days).iter().enumerate() {
            if index == 2 && self.blank_rows > 0 {
                table.write_record(["", "", ""]).unwrap();
            }
            let row: Vec<_> = if self.is_reversed { row.iter().rev().collect() } else { row.iter().collect() };
            table.write_record(row).unwrap();
        }
        String::from_utf8(table.into_inner().unwrap()).unwrap()
    }

    fn bytes(&self, days: &Days) -> Vec<u8> {
        let text = self.text(days);
        match self.letters {
            0 => text.into_bytes(),
            1 => format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes(),
            2 => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }

    fn wishes(&self) -> Wishes {
        let mut wishes = Wishes::default();
        wishes.scale("0-4", &LIBRARY.catalog).unwrap();
        match self.dates {
            "%-d/%-m/%y" => wishes.date_format("dmy").unwrap(),
            "%m/%d/%Y" => wishes.date_format("mdy").unwrap(),
            _ => {}
        }
        wishes
    }
}

/// What was recorded, without the days on which nothing was.
fn recorded(days: &Days) -> Vec<(NaiveDate, BTreeMap<String, Rating>)> {
    let day = |(day, ratings): (&i64, &Vec<Option<Rating>>)| {
        let answers = HEADS.iter().zip(ratings);
        let answers = answers.filter_map(|((id, _), rating)| Some(((*id).to_owned(), (*rating)?)));
        (treatment_date() + TimeDelta::days(*day), answers.collect())
    };
    days.iter().map(day).filter(|(_, answers): &(_, BTreeMap<_, _>)| !answers.is_empty()).collect()
}

proptest! {
    #[test]
    fn a_diary_in_any_layout_reads_back_to_the_same_grades(layout in any_layout(), days in any_days()) {
        let bytes = layout.bytes(&days);
        let taken = read(&bytes, &layout.wishes()).map_err(|fault| TestCaseError::fail(format!("{fault}\n{}", layout.text(&days))))?;
        let found: Vec<_> = taken.entries.iter().map(|(_, entry)| {
            let grades = entry.grades.iter().map(|(symptom, rating)| (symptom.to_string(), *rating)).collect();
            (entry.at.date(mendlog::domain::DayEnd::MIDNIGHT), grades)
        }).collect();
        prop_assert_eq!(found, recorded(&days));
        prop_assert!(taken.entries.iter().all(|(_, entry)| entry.note.is_empty() && entry.signs.is_empty()));
    }

    #[test]
    fn reading_twice_gives_the_same_names(layout in any_layout(), days in any_days()) {
        let names = |taken: mendlog::exchange::foreign_table::Taken| taken.entries.into_iter().map(|(_, entry)| entry.id).collect::<Vec<_>>();
        let bytes = layout.bytes(&days);
        let first = names(read(&bytes, &layout.wishes()).unwrap());
        prop_assert_eq!(&first, &names(read(&bytes, &layout.wishes()).unwrap()));
        let different: std::collections::BTreeSet<_> = first.iter().collect();
        prop_assert_eq!(different.len(), first.len());
    }

    #[test]
    fn a_mapping_that_is_written_out_reads_the_table_alike(layout in any_layout(), days in any_days()) {
        let (bytes, catalog) = (layout.bytes(&days), &LIBRARY.catalog);
        let wishes = layout.wishes();
        let table = Table::open(&bytes, &wishes, catalog).unwrap();
        let written = write_mapping(&Mapping::of(&table, &wishes, catalog).unwrap(), &wishes);
        let kept = read_mapping(&written, catalog).map_err(|fault| TestCaseError::fail(format!("{fault}\n{written}")))?;
        prop_assert_eq!(read(&bytes, &kept).unwrap(), read(&bytes, &wishes).unwrap());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..300), text in "(Date|Redness|Day|Symptom|Value|[0-9/.:;,\t\"\n'-]|[a-z]{1,4}|.){0,60}") {
        let mut wishes = Wishes::default();
        wishes.scale("0-10", &LIBRARY.catalog).unwrap();
        for bytes in [&bytes[..], text.as_bytes()] {
            for wishes in [&Wishes::default(), &wishes] {
                if let Err(fault) = read(bytes, wishes) {
                    prop_assert!(!fault.to_string().chars().any(char::is_control));
                }
            }
        }
    }

    #[test]
    fn no_grade_comes_from_an_empty_cell(days in any_days(), layout in any_layout()) {
        let filled: usize = days.values().flatten().filter(|rating| rating.is_some()).count();
        let taken = read(&layout.bytes(&days), &layout.wishes()).unwrap();
        prop_assert_eq!(taken.entries.iter().map(|(_, entry)| entry.grades.len()).sum::<usize>(), filled);
    }
}

#[test]
fn a_mapping_names_what_is_wrong_with_its_place() {
    let cases = [
        ("[columns]\n\"Redness\" = \"rednes\"\n", "line 2, column 13", "no thing a column can be about"),
        ("scale = \"0-7\"\n", "line 1, column 9", "0-4, 0-10"),
        ("scale = \"redness=0-4\"\n", "line 1, column 9", "scale"),
        ("date_format = \"american\"\n", "line 1, column 15", "dmy, mdy"),
        ("[scales]\nfever = \"0-4\"\n", "line 2, column 1", "no symptom"),
        ("[words]\nleicht = 7\n", "line 2, column 10", "0, 1, 2, 3, 4"),
        ("[colums]\n", "line 1, column 2", "colums"),
        ("[columns]\n\"A\" = \"-\"\n\"a\" = \"-\"\n", "line 3, column 1", "twice"),
        ("not toml", "line 1", ""),
    ];
    for (text, place, words) in cases {
        let fault = read_mapping(text, &LIBRARY.catalog).unwrap_err().to_string();
        assert!(fault.starts_with(place) && fault.contains(words), "{text}: {fault}");
    }
}

#[test]
fn a_mapping_names_every_column_of_its_table() {
    let kept = |text: &str| read_mapping(text, &LIBRARY.catalog).unwrap();
    let table = b"Date,Redness,Mood\n2026-03-05,2,low\n";
    let all = "scale = \"0-4\"\n[columns]\nDate = \"date\"\nRedness = \"redness\"\nMood = \"-\"\n";
    assert_eq!(read(table, &kept(all)).unwrap().entries.len(), 1);
    let fault = read(table, &kept(&all.replace("Mood = \"-\"\n", ""))).unwrap_err().to_string();
    assert!(fault.starts_with("line 1, column 3") && fault.contains("\"Mood\""), "{fault}");
    let fault = read(table, &kept(&all.replace("Mood", "Weather"))).unwrap_err().to_string();
    assert!(fault.contains("\"Mood\"") || fault.contains("weather"), "{fault}");
}
