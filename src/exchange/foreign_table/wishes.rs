//! What the patient said about a table: which column is what, on which scale, what words mean, how dates are written.
//!
//! May use `domain`.

use std::collections::BTreeMap;

use super::date::DateFormat;
use super::heads::Heads;
use super::meaning::{Meaning, OTHERS};
use super::scale::Scale;
use super::words::{Said, Words};
use crate::domain::text::clean_line;
use crate::domain::{Catalog, SymptomId};
use crate::exchange::located::shortened;

/// What was said about a table; what was not said is guessed where that is safe, and asked for where it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What columns are about, by what stands in their head, or `#3` for the third.
    pub(super) columns: BTreeMap<String, Meaning>,
    /// Whether a column that is not named may be guessed.
    pub(super) others: Others,
    /// The scale of every symptom that has none of its own.
    pub(super) scale: Option<Scale>,
    /// The scales of some symptoms.
    pub(super) scales: BTreeMap<SymptomId, Scale>,
    /// What words mean.
    pub(super) words: Words,
    /// How dates are written.
    pub(super) dates: Option<DateFormat>,
}

/// What becomes of columns that are not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Others {
    /// Their heads tell.
    #[default]
    Guessed,
    /// A mapping that was kept names all columns.
    Refused,
}

impl Wishes {
    /// Reads `Rougeur=redness`.
    ///
    /// # Errors
    /// In words that say what would be right.
    pub fn map(&mut self, text: &str, catalog: &Catalog) -> Result<(), String> {
        let (head, target) = both(text, "Rougeur=redness")?;
        let meaning = meaning(target, catalog)?;
        self.columns.insert(column_key(head), meaning);
        Ok(())
    }

    /// Reads `redness=0-10`, or `0-10` for all.
    ///
    /// # Errors
    /// In words that say what would be right.
    pub fn scale(&mut self, text: &str, catalog: &Catalog) -> Result<(), String> {
        let named = |text: &str| Scale::named(text).ok_or_else(|| wrong(text, "scale", Scale::NAMES));
        match text.rsplit_once('=') {
            None => self.scale = Some(named(text)?),
            Some((name, scale)) => {
                let symptom = symptom(name, catalog)?;
                self.scales.insert(symptom, named(scale)?);
            }
        }
        Ok(())
    }

    /// Reads `mild=1,moderate=2`.
    ///
    /// # Errors
    /// In words that say what would be right.
    pub fn words(&mut self, text: &str) -> Result<(), String> {
        for one in text.split(',').filter(|one| !one.trim().is_empty()) {
            let (word, said) = both(one, "mild=1")?;
            self.words.tell(word, self::said(said)?);
        }
        Ok(())
    }

    /// Reads `dmy`.
    ///
    /// # Errors
    /// In words that say what would be right.
    pub fn date_format(&mut self, text: &str) -> Result<(), String> {
        self.dates = Some(DateFormat::named(text).ok_or_else(|| wrong(text, "way to write dates", DateFormat::NAMES))?);
        Ok(())
    }

    /// Whether a cell may be the head of a column that can be read.
    pub(super) fn knows(&self, head: &str, heads: &Heads) -> bool {
        self.columns.contains_key(&column_key(head)) || heads.meaning_of(head).is_some()
    }

    /// What was said about a column.
    pub(super) fn of_column(&self, head: &str, number: usize) -> Option<&Meaning> {
        self.columns.get(&format!("#{number}")).or_else(|| self.columns.get(&column_key(head)))
    }

    /// The scale that was said of a symptom.
    pub(super) fn of_symptom(&self, symptom: &SymptomId) -> Option<Scale> {
        self.scales.get(symptom).copied().or(self.scale)
    }
}

/// A head as it is looked up: its case makes no difference.
pub(super) fn column_key(head: &str) -> String {
    shortened(&clean_line(head)).to_lowercase()
}

pub(super) fn meaning(text: &str, catalog: &Catalog) -> Result<Meaning, String> {
    Meaning::named(text, catalog).ok_or_else(|| {
        let symptoms: Vec<_> = catalog.symptoms.iter().map(|symptom| symptom.id.as_str()).collect();
        let signs: Vec<_> = catalog.signs.iter().map(|sign| sign.id.as_str()).collect();
        let all = format!("a symptom ({}), a danger sign ({}), {OTHERS}", symptoms.join(", "), signs.join(", "));
        wrong(text, "thing a column can be about", &all)
    })
}

pub(super) fn symptom(text: &str, catalog: &Catalog) -> Result<SymptomId, String> {
    if let Some(Meaning::Symptom(symptom)) = Meaning::named(text, catalog) {
        return Ok(symptom);
    }
    let all: Vec<_> = catalog.symptoms.iter().map(|symptom| symptom.id.as_str()).collect();
    Err(wrong(text, "symptom", &all.join(", ")))
}

pub(super) fn said(text: &str) -> Result<Said, String> {
    Said::named(text).ok_or_else(|| wrong(text, "answer", Said::NAMES))
}

fn both<'t>(text: &'t str, example: &str) -> Result<(&'t str, &'t str), String> {
    let both = text.rsplit_once('=').map(|(name, value)| (name.trim(), value.trim()));
    both.filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| format!("\"{}\" does not say what is what; write for example {example}", shortened(text)))
}

pub(super) fn wrong(text: &str, what: &str, right: &str) -> String {
    format!("\"{}\" is no {what}; write {right}", shortened(text))
}
