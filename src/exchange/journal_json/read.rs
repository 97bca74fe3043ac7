//! Reading a journal from JSON: all of it or nothing, and a fault names its line, its column and what would be right.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use jsonc_parser::ast::Value;

use super::{FORMAT, SheetUsed, Study, VERSION};
use crate::domain::text::{LONGEST, clean, clean_line};
use crate::domain::warning::Act;
use crate::domain::{
    BetterWithin, Catalog, DayEnd, Diary, Moment, Patient, PatientFact, Provider, SkinType, TreatmentId, WarningEvent,
};
use crate::exchange::located::{Fields, ReadError, Sheet, shortened};
use crate::exchange::rules::{Rules, fits};

/// The longest sheet that a program takes.
const LONGEST_SHEET: usize = 1 << 20;

/// A journal that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The journal.
    pub diary: Diary,
    /// The provider's sheet it went by where it was written.
    pub sheet: Option<SheetUsed>,
    /// Whose it is in a study.
    pub study: Option<Study>,
    /// What was left out of it, in words.
    pub warnings: Vec<String>,
    /// Moments that the file spells differently from [`Moment`]'s own writing: own writing → as in the file.
    pub spellings: BTreeMap<String, String>,
}

/// Reads journals whose symptoms and signs are those of a catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'c> {
    catalog: &'c Catalog,
    rules: Rules,
}

impl<'c> Reader<'c> {
    /// A reader that accepts any date of our time.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self::by(catalog, Rules::default())
    }

    /// A reader that keeps these rules.
    #[must_use]
    pub const fn by(catalog: &'c Catalog, rules: Rules) -> Self {
        Self { catalog, rules }
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// When the file is too large, no UTF-8, no JSON, of another or a newer format, or says something impossible.
    pub fn read(self, bytes: &[u8]) -> Result<Read, ReadError> {
        let text = decoded(bytes)?;
        let sheet = Sheet::new(text);
        let root = sheet.parse()?;
        let mut reading = Reading {
            reader: self,
            sheet,
            used: None,
            study: None,
            treatments: BTreeSet::new(),
            spellings: BTreeMap::new(),
        };
        let diary = reading.journal(&root)?;
        let Reading { sheet, used, study, spellings, .. } = reading;
        Ok(Read { diary, sheet: used, study, warnings: sheet.warnings(), spellings })
    }
}

pub(in crate::exchange) fn decoded(bytes: &[u8]) -> Result<&str, ReadError> {
    let refused = |message: String| ReadError { place: None, message };
    if u64::try_from(bytes.len()).is_ok_and(|length| length > Rules::MAX_BYTES) {
        return Err(refused(format!("the file is larger than {} MiB; no journal is", Rules::MAX_BYTES / 1024 / 1024)));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let line = bytes[..fault.valid_up_to()].split(|byte| *byte == b'\n').count();
        refused(format!("line {line}: this is no UTF-8 text, so it is no journal"))
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// One file being read.
pub(super) struct Reading<'c, 't> {
    pub reader: Reader<'c>,
    pub sheet: Sheet<'t>,
    used: Option<SheetUsed>,
    study: Option<Study>,
    /// Treatments read so far.
    pub treatments: BTreeSet<TreatmentId>,
    spellings: BTreeMap<String, String>,
}

impl<'c> Reading<'c, '_> {
    pub const fn catalog(&self) -> &'c Catalog {
        self.reader.catalog
    }

    fn journal(&mut self, root: &Value<'_>) -> Result<Diary, ReadError> {
        let mut fields = Fields::of(&self.sheet, root, "a journal")?;
        self.check_format(&mut fields)?;
        let day_end = fields.take("settings").map(|value| self.settings(value)).transpose()?.unwrap_or_default();
        self.used = fields.take("sheet").map(|value| self.sheet_used(value)).transpose()?;
        self.study = fields.take("study").map(|value| self.study(value)).transpose()?;
        let patient = fields.take("patient").map(|value| self.patient(value)).transpose()?.unwrap_or_default();
        let treatments =
            self.each(fields.take("treatments"), ("the treatments", Rules::MOST_TREATMENTS), Self::treatment)?;
        let entries = self.entries(fields.take("entries"))?;
        let events = self.each(fields.take("warnings"), ("what was done about warnings", Rules::MOST), Self::event)?;
        let care = self.care(&mut fields)?;
        let outcomes = self.outcomes(fields.take("outcomes"))?;
        let plans = self.plans(fields.take("plans"))?;
        fields.leave_out_rest(&mut self.sheet);
        Ok(Diary { patient, day_end, treatments, entries, events, care, outcomes, plans })
    }

    fn check_format(&self, fields: &mut Fields<'_>) -> Result<(), ReadError> {
        let format = fields.need(&self.sheet, "format")?;
        if format.as_string_lit().is_none_or(|literal| literal.value != FORMAT) {
            return Err(self.sheet.not(format, &format!("\"{FORMAT}\"; this is another kind of file")));
        }
        let version = fields.need(&self.sheet, "version")?;
        let number = version.as_number_lit().and_then(|number| number.value.parse::<u64>().ok());
        match number {
            Some(VERSION) => Ok(()),
            Some(newer) if newer > VERSION => Err(self.sheet.fault(
                version,
                format!(
                    "this journal is of version {newer}, written by a newer Mendlog; this one reads version {VERSION}"
                ),
            )),
            _ => Err(self.sheet.not(version, &format!("the version, {VERSION}"))),
        }
    }

    pub(super) fn each<T>(
        &mut self,
        list: Option<&Value<'_>>,
        (what, most): (&str, usize),
        mut one: impl FnMut(&mut Self, &Value<'_>) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        let Some(list) = list else { return Ok(Vec::new()) };
        let values = self.sheet.list(list, what)?;
        if let Some(surplus) = values.get(most) {
            return Err(self.sheet.fault(surplus, Rules::too_many(&format!("values in {what}"), most)));
        }
        values.iter().map(|value| one(self, value)).collect()
    }

    fn settings(&mut self, value: &Value<'_>) -> Result<DayEnd, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the settings")?;
        let hour = |value| {
            let wanted = "the hour at which the day ends, a whole number from 0 to 23";
            self.sheet.whole(value, wanted, |hour| DayEnd::try_from(hour).ok())
        };
        let day_end = fields.take("day_ends_at").map(hour).transpose()?.unwrap_or_default();
        fields.leave_out_rest(&mut self.sheet);
        Ok(day_end)
    }

    fn sheet_used(&mut self, value: &Value<'_>) -> Result<SheetUsed, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the provider's sheet")?;
        let used = SheetUsed {
            name: self.line(fields.take("name"), "the sheet's name")?,
            version: self.line(fields.take("version"), "the sheet's version")?,
            provider: self.line(fields.take("provider"), "the provider's name")?,
            toml: clean(&self.bounded(fields.take("toml"), "the sheet's text", LONGEST_SHEET)?).into_owned(),
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(used)
    }

    fn study(&mut self, value: &Value<'_>) -> Result<Study, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the study")?;
        let study = Study {
            patient: self.name(fields.need(&self.sheet, "patient")?, "the patient's name in the study")?,
            label: self.line(fields.take("label"), "the label")?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(study)
    }

    fn patient(&mut self, value: &Value<'_>) -> Result<Patient, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the patient")?;
        let skin_type = |value| {
            let wanted = "a skin type, a whole number from 1 (very fair) to 6 (black)";
            self.sheet.whole(value, wanted, |number| SkinType::try_from(number).ok())
        };
        let skin_type = fields.take("skin_type").map(skin_type).transpose()?;
        let mut patient = Patient { skin_type, ..Patient::default() };
        for fact in PatientFact::ALL {
            *patient.fact_mut(fact) = fields.take(fact.id()).map(|value| self.sheet.flag(value)).transpose()?;
        }
        fields.leave_out_rest(&mut self.sheet);
        Ok(patient)
    }

    fn event(&mut self, value: &Value<'_>) -> Result<WarningEvent, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a warning's event")?;
        let treatment = self.known_treatment(fields.need(&self.sheet, "treatment")?)?;
        let rule = self.name(fields.need(&self.sheet, "rule")?, "the rule's name")?;
        let at = self.clock_time(fields.need(&self.sheet, "at")?)?;
        let act = self.act(&mut fields)?;
        fields.leave_out_rest(&mut self.sheet);
        Ok(WarningEvent { treatment, rule: rule.into(), at, act })
    }

    fn act(&self, fields: &mut Fields<'_>) -> Result<Act, ReadError> {
        let act = fields.need(&self.sheet, "act")?;
        let text = self.note(fields.take("text"))?;
        match act.as_string_lit().map(|literal| literal.value.as_ref()) {
            Some("acknowledged") => Ok(Act::Acknowledged),
            Some("called") => Ok(Act::Called),
            Some("answered") => Ok(Act::Answered(text)),
            Some("closed") => Ok(Act::Closed(text)),
            Some("seen") => {
                let days = fields.need(&self.sheet, "better_within_days")?;
                let wanted = "the days within which it should be better, a whole number from 1 to 28";
                let better_within = self.sheet.whole(days, wanted, |days| BetterWithin::try_from(days).ok())?;
                Ok(Act::Seen { words: text, better_within })
            }
            _ => Err(self.sheet.not(act, "\"acknowledged\", \"called\", \"answered\", \"closed\" or \"seen\"")),
        }
    }

    /// A treatment that this file describes.
    pub(super) fn known_treatment(&self, value: &Value<'_>) -> Result<TreatmentId, ReadError> {
        let id = TreatmentId::from(self.name(value, "a treatment's id")?);
        if self.treatments.contains(&id) {
            return Ok(id);
        }
        let known: Vec<_> = self.treatments.iter().take(10).map(TreatmentId::as_str).collect();
        let known = if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
        Err(self.sheet.fault(value, format!("this file has no treatment \"{}\"; {known}", shortened(id.as_str()))))
    }

    /// A name by which parts of the file refer to each other.
    pub(super) fn name(&self, value: &Value<'_>, what: &str) -> Result<String, ReadError> {
        Rules::name(&self.sheet.text(value, what)?).ok_or_else(|| self.sheet.not(value, &Rules::name_wanted(what)))
    }

    /// A text on one line, such as a phone number.
    pub(super) fn line(&self, value: Option<&Value<'_>>, what: &str) -> Result<String, ReadError> {
        Ok(clean_line(&self.bounded(value, what, LONGEST)?))
    }

    /// A name or number of a provider, short enough for a warning.
    pub(super) fn contact(&self, value: Option<&Value<'_>>, what: &str) -> Result<String, ReadError> {
        let line = self.line(value, what)?;
        match value {
            Some(value) if line.chars().count() > Provider::LONGEST => {
                let wanted = format!("{what}, of at most {} characters", Provider::LONGEST);
                Err(self.sheet.not(value, &wanted))
            }
            _ => Ok(line),
        }
    }

    /// Free text.
    pub(super) fn note(&self, value: Option<&Value<'_>>) -> Result<String, ReadError> {
        let Some(value) = value else { return Ok(String::new()) };
        Rules::note(&self.sheet.text(value, "a note")?).ok_or_else(|| self.sheet.not(value, &Rules::note_wanted()))
    }

    /// A text of at most so many characters.
    fn bounded(&self, value: Option<&Value<'_>>, what: &str, most: usize) -> Result<String, ReadError> {
        let Some(value) = value else { return Ok(String::new()) };
        let text = self.sheet.text(value, what)?;
        if fits(&text, most) {
            Ok(text)
        } else {
            Err(self.sheet.not(value, &format!("{what}, of at most {most} characters")))
        }
    }

    /// When something was or how it felt: not in the future.
    pub(super) fn moment(&mut self, value: &Value<'_>) -> Result<Moment, ReadError> {
        let moment = self.any_moment(value)?;
        self.check_past(value, moment)?;
        Ok(moment)
    }

    /// A moment of the past or to come.
    pub(super) fn any_moment(&mut self, value: &Value<'_>) -> Result<Moment, ReadError> {
        let text = self.sheet.text(value, "a date, or a date and time")?;
        let moment: Moment = text.parse().map_err(|_| self.sheet.not(value, Rules::MOMENT))?;
        let own = moment.to_string();
        if own != text {
            self.spellings.entry(own).or_insert(text);
        }
        Ok(moment)
    }

    /// When something was typed or done: with a time of day.
    pub(super) fn clock_time(&self, value: &Value<'_>) -> Result<DateTime<FixedOffset>, ReadError> {
        let text = self.sheet.text(value, "a date and time")?;
        let Ok(Moment::At(at)) = text.parse() else {
            return Err(self.sheet.not(value, Rules::CLOCK_TIME));
        };
        self.check_past(value, Moment::At(at))?;
        Ok(at)
    }

    fn check_past(&self, value: &Value<'_>, moment: Moment) -> Result<(), ReadError> {
        self.reader.rules.past(moment).map_err(|words| self.sheet.fault(value, words))
    }
}
