//! Every table of `tables/` beside what is expected of it.
//!
//! An expectation names what was said about the table and each check-in in a line: the moment, the answers, the note. Or it names
//! what has to be in the refusal.

use std::fs;
use std::path::Path;

use mendlog::domain::{Answer, Entry, Rating};
use mendlog::exchange::foreign_table::Wishes;
use serde::Deserialize;

use crate::{LIBRARY, now, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[expect(dead_code, reason = "it is there for the reader of the file")]
    about: String,
    #[serde(default)]
    map: Vec<String>,
    #[serde(default)]
    scale: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    date_format: Option<String>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
}

impl Expected {
    fn wishes(&self) -> Wishes {
        let mut wishes = Wishes::default();
        self.map.iter().for_each(|one| wishes.map(one, &LIBRARY.catalog).unwrap());
        self.scale.iter().for_each(|one| wishes.scale(one, &LIBRARY.catalog).unwrap());
        self.words.iter().for_each(|one| wishes.words(one).unwrap());
        self.date_format.iter().for_each(|one| wishes.date_format(one).unwrap());
        wishes
    }
}

/// A check-in in a line.
fn line(entry: &Entry) -> String {
    let grades = entry.grades.iter().map(|(symptom, rating)| match rating {
        Rating::Graded(grade) => format!("{symptom}={grade}"),
        Rating::NotSure => format!("{symptom}=?"),
    });
    let signs = entry.signs.iter().map(|(sign, answer)| match answer {
        Answer::Yes => format!("{sign}=yes"),
        Answer::No => format!("{sign}=no"),
        Answer::NotSure => format!("{sign}=?"),
    });
    let answers: Vec<_> = grades.chain(signs).collect();
    format!("{} | {} | {}", entry.at, answers.join(" "), entry.note.replace('\n', " / "))
        .trim_end_matches([' ', '|'])
        .to_owned()
}

#[test]
fn every_table_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign_table/tables");
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    names.sort();
    assert!(names.len() >= 25, "there are {} tables", names.len());
    for path in names {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let expected: Expected = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let bytes = fs::read(path.with_extension("csv")).unwrap();
        match read(&bytes, &expected.wishes()) {
            Ok(taken) => {
                let lines: Vec<_> = taken.entries.iter().map(|(_, entry)| line(entry)).collect();
                assert_eq!(lines, expected.entries, "{name}");
                assert!(expected.refused.is_empty(), "{name} was read");
                let typed = taken.entries.iter().map(|(_, entry)| entry.recorded_at.unwrap());
                assert!(typed.into_iter().all(|typed| (typed - now()).num_seconds() == 0), "{name}");
            }
            Err(fault) => {
                assert!(!expected.refused.is_empty(), "{name}: {fault}");
                let told = fault.to_string();
                let missing: Vec<_> = expected.refused.iter().filter(|words| !told.contains(*words)).collect();
                assert!(missing.is_empty(), "{name} lacks {missing:?}: {told}");
                assert!(!told.chars().any(|c| c.is_control() || c == '\u{202e}'), "{name}: {told:?}");
            }
        }
    }
}

#[test]
fn every_expectation_has_its_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign_table/tables");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let other = if path.extension().is_some_and(|ending| ending == "csv") { "toml" } else { "csv" };
        assert!(path.with_extension(other).exists(), "{} stands alone", path.display());
    }
}
