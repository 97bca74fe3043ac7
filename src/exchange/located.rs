//! A JSON file whose every value knows its line and column, so that a fault can be shown where it is.
//!
//! Uses the JSON crates and `domain::text`; knows nothing of journals.

use std::collections::BTreeMap;
use std::fmt;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::domain::text::clean_line;

/// A place in a text file, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Place {
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let before = &text[..text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.split('\n').count();
        Self { line, column: before[line_start..].chars().count() + 1 }
    }
}

/// Why a file could not be taken in: where, what is there, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// Where, when it is one place.
    pub place: Option<Place>,
    /// What is wrong and what would be right; free of control characters.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => write!(f, "line {line}, column {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// So many kinds of unknown fields are named one by one.
const NAMED_KINDS: usize = 20;

/// A file of so many values takes half a gigabyte of memory while it is read; ten years of several entries a day have a third.
const MOST_VALUES: usize = 2_000_000;

/// Where the first value stands that is one too many. For strict JSON only.
fn surplus_value(text: &str) -> Option<usize> {
    let (mut in_text, mut is_escaped) = (false, false);
    let separators = text.bytes().enumerate().filter(|(_, byte)| {
        let escapes = in_text && !is_escaped && *byte == b'\\';
        in_text ^= *byte == b'"' && !is_escaped;
        is_escaped = escapes;
        !in_text && matches!(byte, b',' | b'[' | b'{')
    });
    separators.map(|(place, _)| place).nth(MOST_VALUES)
}

/// The text of a file, and what of it was left out so far.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    text: &'t str,
    left_out: BTreeMap<String, LeftOut>,
    unnamed: usize,
}

#[derive(Debug)]
struct LeftOut {
    first: Place,
    count: usize,
}

impl<'t> Sheet<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, left_out: BTreeMap::new(), unnamed: 0 }
    }

    /// The whole file as one value. Strict JSON: what other programs would refuse is refused here too.
    pub fn parse(&self) -> Result<Value<'t>, ReadError> {
        if let Err(fault) = serde_json::from_str::<serde::de::IgnoredAny>(self.text) {
            let place = Place { line: fault.line(), column: fault.column() };
            let words = fault.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            return Err(ReadError { place: Some(place), message: format!("this is no complete JSON: {words}") });
        }
        if let Some(surplus) = surplus_value(self.text) {
            let message = format!("there are more than {MOST_VALUES} values in this file; no journal has as many");
            return Err(ReadError { place: Some(Place::of(self.text, surplus)), message });
        }
        let parsed = parse_to_ast(self.text, &CollectOptions::default(), &ParseOptions::default());
        let refused = |fault: jsonc_parser::errors::ParseError| ReadError {
            place: Some(Place::of(self.text, fault.range().start)),
            message: format!("this JSON cannot be read: {}", clean_line(&fault.kind().to_string())),
        };
        let value = parsed.map_err(refused)?.value;
        value.ok_or_else(|| ReadError { place: None, message: "the file is empty".to_owned() })
    }

    /// A fault at a value.
    pub fn fault(&self, at: &impl Ranged, message: impl Into<String>) -> ReadError {
        self.fault_at(at.range(), message)
    }

    pub fn fault_at(&self, range: Range, message: impl Into<String>) -> ReadError {
        ReadError { place: Some(Place::of(self.text, range.start)), message: message.into() }
    }

    /// A value that is not what it should be: shows it, and says what would be right.
    pub fn not(&self, value: &Value<'_>, wanted: &str) -> ReadError {
        let shown = match value {
            Value::Object(_) => "an object".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            simple => shortened(simple.text(self.text)),
        };
        self.fault(value, format!("{shown} stands where there should be {wanted}"))
    }

    pub fn text(&self, value: &Value<'_>, what: &str) -> Result<String, ReadError> {
        let literal = value.as_string_lit().ok_or_else(|| self.not(value, &format!("{what}, a text in quotes")))?;
        Ok(literal.value.clone().into_owned())
    }

    pub fn flag(&self, value: &Value<'_>) -> Result<bool, ReadError> {
        value.as_boolean_lit().map(|flag| flag.value).ok_or_else(|| self.not(value, "true, false or null"))
    }

    /// A whole number that `valid` accepts; `wanted` says which.
    pub fn whole<T>(&self, value: &Value<'_>, wanted: &str, valid: impl Fn(u8) -> Option<T>) -> Result<T, ReadError> {
        let number = value.as_number_lit().and_then(|number| number.value.parse().ok()).and_then(valid);
        number.ok_or_else(|| self.not(value, wanted))
    }

    pub fn list<'v>(&self, value: &'v Value<'v>, what: &str) -> Result<&'v [Value<'v>], ReadError> {
        let array = value.as_array().ok_or_else(|| self.not(value, &format!("{what}, a list in [ ]")))?;
        Ok(&array.elements)
    }

    /// What was left out, in words.
    pub fn warnings(self) -> Vec<String> {
        let one = |(name, LeftOut { first, count }): (String, LeftOut)| {
            let times = if count == 1 { String::new() } else { format!(", {count} times") };
            format!("line {}: the field {name} is not known here and was left out{times}", first.line)
        };
        let mut warnings: Vec<_> = self.left_out.into_iter().map(one).collect();
        if self.unnamed > 0 {
            warnings.push(format!("{} more fields of other names are not known here and were left out", self.unnamed));
        }
        warnings
    }

    fn leave_out(&mut self, owner: &str, property: &ObjectProp<'_>) {
        let name = format!("{} of {owner}", shortened(&format!("\"{}\"", property.name.as_str())));
        if let Some(known) = self.left_out.get_mut(&name) {
            known.count += 1;
        } else if self.left_out.len() < NAMED_KINDS {
            let first = Place::of(self.text, property.range.start);
            self.left_out.insert(name, LeftOut { first, count: 1 });
        } else {
            self.unnamed += 1;
        }
    }
}

/// The fields of one JSON object, taken out one by one; what is left at the end is not known.
pub(super) struct Fields<'v> {
    owner: &'static str,
    range: Range,
    left: BTreeMap<&'v str, &'v ObjectProp<'v>>,
}

impl<'v> Fields<'v> {
    /// The fields of `value`, which is `owner`, such as "an entry". A name that is given twice is refused.
    pub fn of(sheet: &Sheet<'_>, value: &'v Value<'v>, owner: &'static str) -> Result<Self, ReadError> {
        let object = value.as_object().ok_or_else(|| sheet.not(value, &format!("{owner}, an object in {{ }}")))?;
        let Object { range, properties } = object;
        let mut left = BTreeMap::new();
        for property in properties {
            if left.insert(property.name.as_str(), property).is_some() {
                let name = shortened(&format!("\"{}\"", property.name.as_str()));
                return Err(sheet.fault(property, format!("{name} is given twice in {owner}; keep one of them")));
            }
        }
        Ok(Self { owner, range: *range, left })
    }

    /// Takes a field out; `null` counts as left out.
    pub fn take(&mut self, name: &str) -> Option<&'v Value<'v>> {
        self.left.remove(name).map(|property| &property.value).filter(|value| value.as_null_keyword().is_none())
    }

    /// Takes a field out that must be there.
    pub fn need(&mut self, sheet: &Sheet<'_>, name: &str) -> Result<&'v Value<'v>, ReadError> {
        let (range, owner) = (self.range, self.owner);
        self.take(name).ok_or_else(|| sheet.fault_at(range, format!("{owner} needs the field \"{name}\"")))
    }

    /// Takes everything out, in the order of the names.
    pub fn take_all(self) -> impl Iterator<Item = &'v ObjectProp<'v>> {
        self.left.into_values()
    }

    /// Notes the fields that nobody took.
    pub fn leave_out_rest(self, sheet: &mut Sheet<'_>) {
        for property in self.left.into_values() {
            sheet.leave_out(self.owner, property);
        }
    }
}

/// A value as it stands in the file, harmless and short enough for one line.
pub(super) fn shortened(text: &str) -> String {
    let cleaned = clean_line(text);
    match cleaned.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &cleaned[..end]),
        None => cleaned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        assert_eq!(Place::of("é\nüb", 3), Place { line: 2, column: 1 });
        assert_eq!(Place::of("é\nüb", 5), Place { line: 2, column: 2 });
    }

    #[test]
    fn what_strict_json_forbids_is_refused_with_its_place() {
        for text in ["", "{", "{\"a\":1,}", "[1 2]", "{'a':1}", "// no", "01", "\"\u{1}\"", "{} {}", "NaN", "[0x1]"] {
            let fault = Sheet::new(text).parse().unwrap_err();
            assert!(fault.place.is_some(), "{text:?}: {fault}");
        }
    }

    #[test]
    fn nesting_without_end_does_not_overflow_the_stack() {
        for open in ["[", "{\"a\":"] {
            assert!(Sheet::new(&open.repeat(1_000_000)).parse().is_err());
        }
        let closed = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(Sheet::new(&closed).parse().unwrap_err().message.contains("depth"));
    }

    #[test]
    fn values_are_counted_outside_of_texts() {
        let commas = ",[{".repeat(MOST_VALUES);
        assert!(Sheet::new(&format!("[\"\\\"{commas}\\\\\"]")).parse().is_ok());
        let many = format!("[\n1{}]", ",1".repeat(MOST_VALUES));
        let fault = Sheet::new(&many).parse().unwrap_err();
        assert_eq!(fault.place.map(|place| place.line), Some(2), "{fault}");
        assert!(fault.message.contains("more than 2000000 values"), "{fault}");
    }

    #[test]
    fn a_thousand_unknown_names_do_not_flood_the_reader() {
        let names: Vec<_> = (0..=1000).map(|n| format!("\"x{n}\":1")).collect();
        let text = format!("{{{}}}", names.join(","));
        let mut sheet = Sheet::new(&text);
        let value = sheet.parse().unwrap();
        Fields::of(&sheet, &value, "an entry").unwrap().leave_out_rest(&mut sheet);
        let warnings = sheet.warnings();
        assert_eq!(warnings.len(), NAMED_KINDS + 1);
        assert!(warnings.last().unwrap().contains("981 more"), "{warnings:?}");
    }
}
