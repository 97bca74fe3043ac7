//! What the head of a column says: which symptom, sign or other thing it names, and on which scale.
//!
//! May use `domain`.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::Meaning;
use super::scale::Scale;
use crate::domain::Catalog;
use crate::domain::text::clean_line;

/// Words in a head that say nothing about what is rated. What turns an answer round, such as "no", is none of them.
const FILLERS: [&str; 34] = [
    "a",
    "amount",
    "any",
    "degree",
    "did",
    "do",
    "facial",
    "feel",
    "feels",
    "felt",
    "grade",
    "graded",
    "have",
    "how",
    "i",
    "intensity",
    "is",
    "it",
    "level",
    "my",
    "your",
    "of",
    "overall",
    "rate",
    "rated",
    "rating",
    "score",
    "severity",
    "skin",
    "the",
    "there",
    "today",
    "todays",
    "was",
];

/// What may be answered, at the end of a head.
const YES_OR_NO: [&str; 4] = ["yes no", "y n", "yes or no", "y or n"];

/// What columns of other things are called.
const OTHERS: [(Meaning, &[&str]); 6] = [
    (
        Meaning::Date,
        &[
            "date",
            "dates",
            "datum",
            "date of entry",
            "entry date",
            "date time",
            "date and time",
            "datetime",
            "timestamp",
            "when",
        ],
    ),
    (
        Meaning::Day,
        &[
            "day",
            "days",
            "day no",
            "day nr",
            "day number",
            "day of healing",
            "day after treatment",
            "days after treatment",
            "day since treatment",
            "days since treatment",
            "day post treatment",
            "days post treatment",
            "post treatment day",
            "days after",
            "days since",
            "tag",
        ],
    ),
    (Meaning::Time, &["time", "time of day", "clock", "hour", "uhrzeit", "zeit"]),
    (
        Meaning::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "observation",
            "observations",
            "description",
            "diary",
            "free text",
            "notiz",
            "notizen",
            "bemerkung",
            "bemerkungen",
            "kommentar",
        ],
    ),
    (
        Meaning::Name,
        &[
            "symptom",
            "symptoms",
            "sign",
            "symptom or sign",
            "item",
            "parameter",
            "measure",
            "question",
            "variable",
            "what",
        ],
    ),
    (
        Meaning::Value,
        &["value", "grade", "rating", "score", "severity", "level", "answer", "result", "intensity", "response"],
    ),
];

/// Where on the skin, as brackets after a name say it.
const AREAS: [&str; 26] = [
    "left", "right", "l", "r", "both", "side", "sides", "whole", "full", "area", "areas", "face", "skin", "cheek",
    "cheeks", "forehead", "chin", "nose", "jaw", "jawline", "temple", "temples", "neck", "upper", "lower", "and",
];

/// Words around a scale.
const AROUND_A_SCALE: [&str; 5] = ["scale", "on", "a", "of", "from"];

/// Everything that heads may say, by its words.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    known: BTreeMap<String, Meaning>,
}

impl Heads {
    /// What heads may say by a catalogue.
    pub fn of(catalog: &Catalog) -> Self {
        let symptoms = catalog.symptoms.iter().map(|one| (Meaning::Symptom(one.id.clone()), &one.name, &one.also));
        let signs = catalog.signs.iter().map(|one| (Meaning::Sign(one.id.clone()), &one.name, &one.also));
        let mut known = BTreeMap::new();
        for (meaning, name, also) in symptoms.chain(signs) {
            for words in std::iter::once(name).chain(also).map(|words| plain(words)) {
                let short = without_fillers(&words);
                known.entry(words).or_insert_with(|| meaning.clone());
                known.entry(short).or_insert_with(|| meaning.clone());
            }
        }
        let others =
            OTHERS.into_iter().flat_map(|(meaning, names)| names.iter().map(move |name| (*name, meaning.clone())));
        known.extend(others.map(|(name, meaning)| (name.to_owned(), meaning)));
        known.remove("");
        Self { known }
    }

    /// What a head names, as far as that is clear.
    pub fn meaning_of(&self, head: &str) -> Option<&Meaning> {
        let parts = Parts::of(head);
        let whole = without_choice(&plain(&parts.name)).to_owned();
        let meaning = self.known.get(&whole).or_else(|| self.known.get(&without_fillers(&whole)))?;
        (parts.says_no_more || !meaning.is_turned_by_brackets()).then_some(meaning)
    }

    /// The symptom or sign of a name or a synonym.
    pub fn rated(&self, words: &str) -> Option<&Meaning> {
        self.known.get(&plain(words)).filter(|meaning| matches!(meaning, Meaning::Symptom(_) | Meaning::Sign(_)))
    }
}

/// Words in lower case with single blanks between them, and nothing else.
fn plain(text: &str) -> String {
    let lower = clean_line(text).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Words without the pair of answers at their end.
fn without_choice(words: &str) -> &str {
    let before = YES_OR_NO.iter().find_map(|pair| words.strip_suffix(pair));
    before.filter(|before| before.is_empty() || before.ends_with(' ')).map_or(words, str::trim_end)
}

fn without_fillers(words: &str) -> String {
    words.split(' ').filter(|word| !FILLERS.contains(word)).collect::<Vec<_>>().join(" ")
}

/// The scale that a head names, as in `Redness (0-10)`, `Pain /10` or `Itch 0 to 4`.
pub(super) fn scale_of(head: &str) -> Option<Scale> {
    let parts = Parts::of(head);
    parts.scale.filter(|_| parts.says_no_more)
}

/// What a head consists of.
struct Parts {
    /// What stands before its brackets and its scale.
    name: String,
    scale: Option<Scale>,
    /// Whether all that its brackets say is understood: "(0 = worst)" or "(change)" would turn the answers into others.
    says_no_more: bool,
}

impl Parts {
    fn of(head: &str) -> Self {
        let lower = clean_line(head).to_lowercase().replace(['–', '—', '−'], "-");
        let (bare, inside) = without_brackets(&lower);
        let (name, scale) = apart(&bare);
        let inside: Vec<_> = inside.iter().map(|words| apart(words)).collect();
        let scales: BTreeSet<Scale> = inside.iter().filter_map(|(_, scale)| *scale).chain(scale).collect();
        let says_no_more = scales.len() <= 1 && inside.iter().all(|(rest, scale)| is_understood(rest, *scale));
        Self { name, scale: scales.first().copied(), says_no_more }
    }
}

/// Words apart from the scale at their end.
fn apart(words: &str) -> (String, Option<Scale>) {
    scale_in(words).map_or_else(|| (words.to_owned(), None), |(rest, scale)| (rest, Some(scale)))
}

/// Whether words in brackets, apart from their scale, say nothing but where on the skin it is, or to answer by yes or no.
fn is_understood(rest: &str, scale: Option<Scale>) -> bool {
    // What is no letter may be an arrow or an equals sign.
    let is_plain = rest.chars().all(|c| c.is_alphanumeric() || " ,;:/-?.#".contains(c));
    let words = plain(rest);
    is_plain
        && without_choice(&words)
            .split_whitespace()
            .all(|word| AREAS.contains(&word) || (scale.is_some() && AROUND_A_SCALE.contains(&word)))
}

fn without_brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0_u32);
    for letter in text.chars() {
        match letter {
            '(' | '[' => {
                depth += 1;
                inside.push(String::new());
                outside.push(' ');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => inside.iter_mut().last().into_iter().for_each(|words| words.push(letter)),
        }
    }
    (outside, inside)
}

/// A scale at the end of some words, and the words before it.
fn scale_in(words: &str) -> Option<(String, Scale)> {
    let words = words.trim();
    Scale::NUMBERS.into_iter().find_map(|(scale, least, most)| {
        let ends = [
            format!("{least}-{most}"),
            format!("{least} - {most}"),
            format!("{least} to {most}"),
            format!("{least}..{most}"),
            format!("out of {most}"),
            format!("/{most}"),
            format!("/ {most}"),
        ];
        // What is out of five begins with nought or with one.
        let skipped = if matches!(scale, Scale::OneToFive | Scale::ZeroToFive) { 4 } else { ends.len() };
        let before = ends[..skipped].iter().find_map(|end| words.strip_suffix(end.as_str()))?;
        (!before.ends_with(|c: char| c.is_ascii_digit())).then(|| (before.trim().to_owned(), scale))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Sign, Symptom};

    /// The same stanzas that come with the program; `exchange` may not load them by itself.
    fn catalog() -> Catalog {
        #[derive(serde::Deserialize)]
        struct Stanzas {
            #[serde(default)]
            symptoms: Vec<Symptom>,
            #[serde(default)]
            signs: Vec<Sign>,
        }
        let symptoms: Stanzas = toml::from_str(include_str!("../../../assets/symptoms.toml")).unwrap();
        let signs: Stanzas = toml::from_str(include_str!("../../../assets/signs.toml")).unwrap();
        Catalog { symptoms: symptoms.symptoms, signs: signs.signs, ..Catalog::default() }
    }

    fn told(head: &str) -> String {
        Heads::of(&catalog()).meaning_of(head).map_or_else(|| "?".to_owned(), |meaning| meaning.target().to_owned())
    }

    #[test]
    fn heads_are_understood_by_name_and_by_synonym() {
        let cases = [
            ("Redness", "redness"),
            ("ERYTHEMA (0-10)", "redness"),
            ("How red is my skin today?", "redness"),
            ("Skin peeling level", "peeling"),
            ("flaking 0 to 4", "peeling"),
            ("New spots", "breakouts"),
            ("Acne", "breakouts"),
            ("Facial swelling", "swelling"),
            ("Dry skin", "dryness"),
            ("Fever (yes/no)", "fever"),
            ("Any fever? Y/N", "fever"),
            ("Day No.", "day"),
            ("spreading_redness", "spreading_redness"),
            ("Pus or yellow crust", "pus"),
            ("Day #", "day"),
            ("Days since treatment", "day"),
            ("Date/Time", "date"),
            ("Skin notes", "note"),
            ("Time of day", "time"),
            ("Severity", "value"),
        ];
        for (head, wanted) in cases {
            assert_eq!(told(head), wanted, "{head}");
        }
        for head in ["No fever", "No pain", "Fever, no pus", "not red", "Redness without heat", "New pain", "Fever no"]
        {
            assert_eq!(told(head), "?", "{head}");
        }
        for head in ["", "Skin", "Rougeur", "Redness note", "Weather", "Redness AM", "0-10", "Pain meds"] {
            assert_eq!(told(head), "?", "{head}");
        }
    }

    #[test]
    fn brackets_that_are_not_understood_make_a_head_unknown() {
        for words in
            ["0 = worst", "change", "yesterday", "0-10, 10 = none", "10 = best; 0-10", "no", "1-7", "↓", "lips"]
        {
            let head = format!("Redness ({words})");
            assert_eq!((told(&head).as_str(), scale_of(&head)), ("?", None), "{head}");
        }
        assert_eq!(scale_of("Redness 0-10 (0 = worst)"), None);
        for words in ["left", "L", "0-10", "scale of 0-4", "left cheek, 0-10", "on a scale from 0 to 10", "y/n", ""] {
            let head = format!("Redness ({words})");
            assert_eq!(told(&head), "redness", "{head}");
        }
        assert_eq!(told("Severity (0 = worst)"), "?");
        assert_eq!(told("Date (dd/mm/yyyy)"), "date");
        assert_eq!(told("Notes (optional)"), "note");
    }

    #[test]
    fn a_scale_in_a_head_is_seen() {
        let cases = [
            ("Redness (0-10)", Some(Scale::ZeroToTen)),
            ("Redness (0 – 4)", Some(Scale::ZeroToFour)),
            ("Pain /10", Some(Scale::ZeroToTen)),
            ("Pain out of 10", Some(Scale::ZeroToTen)),
            ("Itch [1-5]", Some(Scale::OneToFive)),
            ("Pain 0 to 100", Some(Scale::ZeroToHundred)),
            ("Pain /5", None),
            ("Pain (left)", None),
            ("Pain 20-10", None),
        ];
        for (head, wanted) in cases {
            assert_eq!(scale_of(head), wanted, "{head}");
        }
    }
}
