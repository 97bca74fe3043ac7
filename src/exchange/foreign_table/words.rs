//! What words in cells mean: those that people use, and those that were told for one table.
//!
//! May use `domain`.

use std::collections::BTreeMap;

use crate::domain::Grade;
use crate::domain::text::clean_line;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// How much.
    Grade(Grade),
    /// It is there.
    Yes,
    /// It is not there.
    No,
    /// They looked and could not tell.
    NotSure,
    /// Nothing was recorded.
    NotRecorded,
}

impl Said {
    /// What an option or a file makes of a word.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().replace(['-', ' '], "_").as_str() {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            "not_sure" => Some(Self::NotSure),
            "not_recorded" => Some(Self::NotRecorded),
            number => number.parse::<u8>().ok().and_then(|number| Grade::try_from(number).ok()).map(Self::Grade),
        }
    }

    /// How options and files write it.
    pub(super) fn target(self) -> String {
        match self {
            Self::Grade(grade) => grade.to_string(),
            Self::Yes => "yes".to_owned(),
            Self::No => "no".to_owned(),
            Self::NotSure => "not_sure".to_owned(),
            Self::NotRecorded => "not_recorded".to_owned(),
        }
    }

    /// What `--words` may make of a word.
    pub const NAMES: &str = "0, 1, 2, 3, 4, yes, no, not_sure or not_recorded";
}

/// Words that people use for grades. "Clear" is none of them: of skin it means that nothing is there, and here grade 2.
const GRADES: [&[&str]; 5] = [
    &["none", "nothing", "absent", "nil", "not at all", "zero"],
    &[
        "slight",
        "slightly",
        "mild",
        "mildly",
        "minimal",
        "minor",
        "little",
        "a little",
        "low",
        "light",
        "faint",
        "very mild",
        "trace",
    ],
    &["moderate", "moderately", "medium", "mild to moderate"],
    &["marked", "severe", "severely", "strong", "high", "heavy", "a lot", "moderate to severe"],
    &["extreme", "extremely", "very severe", "very strong", "very high", "worst", "unbearable"],
];
const YES: [&str; 7] = ["yes", "y", "true", "present", "x", "✓", "ja"];
const NO: [&str; 4] = ["no", "n", "false", "nein"];
const NOT_SURE: [&str; 8] = ["?", "not sure", "unsure", "don't know", "dont know", "unknown", "maybe", "unclear"];
const NOT_RECORDED: [&str; 9] = ["-", "–", "—", "n/a", "na", "n.a.", "not recorded", "not asked", "skipped"];

/// A word that means two things.
pub(super) const CLEAR: &str = "clear";

/// The words that were told for one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, Said>);

impl Words {
    /// Tells a word; what was told before of it is forgotten.
    pub fn tell(&mut self, word: &str, said: Said) {
        self.0.insert(key(word), said);
    }

    /// What was told about a word.
    pub(super) fn told(&self, cell: &str) -> Option<Said> {
        self.0.get(&key(cell)).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Said)> {
        self.0.iter().map(|(word, said)| (word.as_str(), *said))
    }
}

/// What everybody means by a word.
pub(super) fn known(cell: &str) -> Option<Said> {
    let word = key(cell);
    let has = |words: &[&str]| words.contains(&word.as_str());
    let graded =
        || Grade::ALL.into_iter().zip(GRADES).find(|(_, words)| has(words)).map(|(grade, _)| Said::Grade(grade));
    match () {
        () if has(&YES) => Some(Said::Yes),
        () if has(&NO) => Some(Said::No),
        () if has(&NOT_SURE) => Some(Said::NotSure),
        () if has(&NOT_RECORDED) => Some(Said::NotRecorded),
        () => graded(),
    }
}

/// Whether a cell holds a word that only our own scale has, so that its neighbours are of that scale, too.
pub(super) fn is_of_our_own(cell: &str) -> bool {
    ["slight", "marked"].contains(&key(cell).as_str())
}

/// Whether a word stands one below the worst, and is the worst where nobody used a stronger one.
pub(super) fn may_be_worst(cell: &str) -> bool {
    ["severe", "severely", "strong", "high", "heavy", "a lot"].contains(&key(cell).as_str())
}

/// A word as a question shows it.
pub(super) fn shown(cell: &str) -> String {
    key(cell)
}

/// Whether a cell is the word that means two things.
pub(super) fn is_clear(cell: &str) -> bool {
    key(cell) == CLEAR
}

/// A word as it is looked up: case, blanks and what joins two words make no difference.
fn key(word: &str) -> String {
    let lower = clean_line(word).to_lowercase().replace('’', "'");
    if lower.chars().nth(1).is_none() {
        return lower;
    }
    let joined = lower.replace(['-', '_', '–'], " ");
    let words = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { lower } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood_in_any_writing() {
        let grade = |number| Some(Said::Grade(Grade::ALL[number]));
        for (cell, wanted) in [
            ("None", grade(0)),
            ("MILD", grade(1)),
            ("mild-to-moderate", grade(2)),
            ("Very  severe", grade(4)),
            ("Don’t know", Some(Said::NotSure)),
            ("?", Some(Said::NotSure)),
            ("N/A", Some(Said::NotRecorded)),
            ("TRUE", Some(Said::Yes)),
            ("-", Some(Said::NotRecorded)),
            ("Nein", Some(Said::No)),
            ("clear", None),
            ("", None),
            ("a mild rash", None),
        ] {
            assert_eq!(known(cell), wanted, "{cell}");
        }
    }

    #[test]
    fn no_word_means_two_things() {
        let lists = GRADES.into_iter().chain([&YES[..], &NO, &NOT_SURE, &NOT_RECORDED]);
        let all: Vec<_> = lists.flatten().collect();
        let once: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), once.len());
        assert!(all.iter().all(|word| key(word) == **word), "each is written as it is looked up");
    }
}
