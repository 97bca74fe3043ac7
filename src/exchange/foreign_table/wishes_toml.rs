//! A mapping that is kept in a file: written out to be edited, and read with faults at their line and column.
//!
//! Uses the `toml` crate and `domain`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Value;

use super::grading::Grading;
use super::mapping::Mapping;
use super::wishes::{Others, Wishes, column_key, meaning, said, symptom};
use crate::domain::Catalog;
use crate::domain::text::{clean, clean_line};
use crate::exchange::located::{Place, ReadError};

/// More than a mapping ever needs.
pub const LONGEST: usize = 1 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    scale: Option<Spanned<String>>,
    date_format: Option<Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    scales: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    words: BTreeMap<Spanned<String>, Spanned<Value>>,
}

/// Reads a mapping. It has to name every column of the table it is used for.
///
/// # Errors
/// The first fault, with its place.
pub fn read_mapping(text: &str, catalog: &Catalog) -> Result<Wishes, ReadError> {
    let file: Written = toml::from_str(text).map_err(|error| {
        let message = clean(error.message()).into_owned();
        at(text, &error.span().unwrap_or(0..0), message)
    })?;
    let mut wishes = Wishes { others: Others::Refused, ..Wishes::default() };
    if let Some(scale) = &file.scale {
        let all_alone = scale.get_ref().replace('=', " ");
        wishes.scale(&all_alone, catalog).map_err(|words| at(text, &scale.span(), words))?;
    }
    if let Some(format) = &file.date_format {
        wishes.date_format(format.get_ref()).map_err(|words| at(text, &format.span(), words))?;
    }
    for (head, target) in &file.columns {
        let meaning = meaning(target.get_ref(), catalog).map_err(|words| at(text, &target.span(), words))?;
        if wishes.columns.insert(column_key(head.get_ref()), meaning).is_some() {
            return Err(at(text, &head.span(), "this column is there twice; keep one of them".to_owned()));
        }
    }
    for (name, scale) in &file.scales {
        let symptom = symptom(name.get_ref(), catalog).map_err(|words| at(text, &name.span(), words))?;
        let told = format!("{symptom}={}", scale.get_ref().replace('=', " "));
        wishes.scale(&told, catalog).map_err(|words| at(text, &scale.span(), words))?;
    }
    for (word, value) in &file.words {
        let told = match value.get_ref() {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let said = said(&told).map_err(|words| at(text, &value.span(), words))?;
        wishes.words.tell(word.get_ref(), said);
    }
    Ok(wishes)
}

fn at(text: &str, span: &Range<usize>, message: String) -> ReadError {
    ReadError { place: Some(Place::of(text, span.start.min(text.len()))), message }
}

const HEAD: &str = "\
# How Mendlog reads a table. Correct what is wrong, then: mendlog import TABLE --mapping THIS_FILE --dry-run
#
# columns      what stands in the head = a symptom, a danger sign, date, time, day, note, symptom, value,
#              or \"-\" to leave the column out; \"#3\" is the third column
# scale        of all symptoms: 0-4, 0-10, 0-3, 0-5, 1-5, 0-100 or words
# [scales]     of single symptoms
# date_format  dmy, mdy, ymd or excel
# [words]      a word in the cells = 0 to 4, \"yes\", \"no\", \"not_sure\" or \"not_recorded\"
";

/// Writes a mapping out, with what still has to be said as a remark.
#[must_use]
pub fn write_mapping(mapping: &Mapping, wishes: &Wishes) -> String {
    let mut text = format!("{HEAD}\n");
    for doubt in &mapping.doubts {
        let _ = writeln!(text, "# To be said: {}", clean_line(doubt));
    }
    if let Some(format) = mapping.dates.format.filter(|_| mapping.dates.is_of_numbers) {
        let _ = writeln!(text, "date_format = {:?}", format.id());
    }
    text.push_str("\n[columns]\n");
    for column in mapping.columns.iter().chain(&mapping.names) {
        let _ = writeln!(text, "{} = {}", quoted(&column.key), quoted(column.meaning.target()));
    }
    text.push_str("\n[scales]\n");
    for (symptom, grading) in &mapping.gradings {
        if let Grading::By(scale, _) = grading {
            let _ = writeln!(text, "{} = {}", quoted(symptom.as_str()), quoted(scale.id()));
        }
    }
    text.push_str("\n[words]\n");
    for (word, said) in wishes.words.iter() {
        let target = said.target();
        let value = if target.parse::<u8>().is_ok() { target } else { quoted(&target) };
        let _ = writeln!(text, "{} = {value}", quoted(word));
    }
    text
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::String(clean_line(text)).to_string()
}
