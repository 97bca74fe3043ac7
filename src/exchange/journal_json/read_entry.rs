//! Reading the entries of a journal.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{ObjectProp, Value};
use uuid::Uuid;

use super::read::Reading;
use super::write::content;
use crate::domain::{Answer, Entry, EntryId, Grade, Rating, SignId, SymptomId};
use crate::exchange::Rules;
use crate::exchange::located::{Fields, ReadError, shortened};

/// Names of entries that bring none are made in this name space, so that the same entry has the same name everywhere.
const ENTRY_NAMES: Uuid = Uuid::from_u128(0x9d5b_6f0e_3c1a_5d27_8e44_1b7a_60c2_f9d3);

impl Reading<'_, '_> {
    /// All entries; those without an id get one from what they say.
    pub(super) fn entries(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Entry>, ReadError> {
        let read = self.each(list, ("the entries", Rules::MOST), Self::entry)?;
        let mut taken: BTreeSet<EntryId> = read.iter().filter_map(|(named, _)| named.clone()).collect();
        let mut entries = Vec::with_capacity(read.len());
        let mut seen = BTreeSet::new();
        for ((named, entry), value) in
            read.into_iter().zip(list.and_then(Value::as_array).map_or(&[][..], |list| &list.elements))
        {
            let id = match named {
                Some(id) if !seen.insert(id.clone()) => {
                    let words =
                        format!("there are two entries \"{}\"; each needs an id of its own", shortened(id.as_str()));
                    return Err(self.sheet.fault(value, words));
                }
                Some(id) => id,
                None => derived_id(&entry, &mut taken),
            };
            entries.push(Entry { id, ..entry });
        }
        Ok(entries)
    }

    fn entry(&mut self, value: &Value<'_>) -> Result<(Option<EntryId>, Entry), ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "an entry")?;
        let id = fields.take("id").map(|value| self.name(value, "the entry's id")).transpose()?.map(EntryId::from);
        let treatment = self.known_treatment(fields.need(&self.sheet, "treatment")?)?;
        let at = self.moment(fields.need(&self.sheet, "at")?)?;
        let entry = Entry {
            recorded_at: fields.take("recorded_at").map(|value| self.clock_time(value)).transpose()?,
            grades: self.answers(fields.take("grades"), "the grades", Self::graded)?,
            signs: self.answers(fields.take("signs"), "the signs", Self::answered)?,
            note: self.note(fields.take("note"))?,
            ..Entry::new(id.clone().unwrap_or_else(|| "".into()), treatment, at)
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok((id, entry))
    }

    fn answers<K: Ord, V>(
        &self,
        value: Option<&Value<'_>>,
        owner: &'static str,
        one: impl Fn(&Self, &ObjectProp<'_>) -> Result<(K, V), ReadError>,
    ) -> Result<BTreeMap<K, V>, ReadError> {
        let Some(value) = value else { return Ok(BTreeMap::new()) };
        Fields::of(&self.sheet, value, owner)?.take_all().map(|property| one(self, property)).collect()
    }

    fn graded(&self, property: &ObjectProp<'_>) -> Result<(SymptomId, Rating), ReadError> {
        let symptoms = &self.catalog().symptoms;
        let name = property.name.as_str();
        let symptom = symptoms.iter().find(|symptom| symptom.id.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = symptoms.iter().map(|symptom| symptom.id.as_str()).collect();
            let words = format!("there is no symptom \"{}\"; there are {}", shortened(name), known.join(", "));
            self.sheet.fault(property, words)
        })?;
        let value = &property.value;
        if value.as_string_lit().is_some_and(|literal| literal.value == "not_sure") {
            return Ok((symptom.id.clone(), Rating::NotSure));
        }
        let wanted = "a grade: 0 (none), 1, 2, 3, 4 (extreme) or \"not_sure\"; leave it out when it was not recorded";
        let grade = self.sheet.whole(value, wanted, |number| Grade::try_from(number).ok())?;
        Ok((symptom.id.clone(), grade.into()))
    }

    fn answered(&self, property: &ObjectProp<'_>) -> Result<(SignId, Answer), ReadError> {
        let signs = &self.catalog().signs;
        let name = property.name.as_str();
        let sign = signs.iter().find(|sign| sign.id.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = signs.iter().map(|sign| sign.id.as_str()).collect();
            let words = format!("there is no sign \"{}\"; there are {}", shortened(name), known.join(", "));
            self.sheet.fault(property, words)
        })?;
        let answer = match &property.value {
            Value::BooleanLit(yes) if yes.value => Answer::Yes,
            Value::BooleanLit(_) => Answer::No,
            Value::StringLit(literal) if literal.value == "not_sure" => Answer::NotSure,
            other => {
                return Err(self.sheet.not(other, "true, false or \"not_sure\"; leave it out when it was not asked"));
            }
        };
        Ok((sign.id.clone(), answer))
    }
}

/// A name made from what the entry says; a second entry that says the same gets the second such name.
pub(in crate::exchange) fn derived_id(entry: &Entry, taken: &mut BTreeSet<EntryId>) -> EntryId {
    let content = content(entry);
    let mut copies = 0_u32;
    loop {
        let told = if copies == 0 { content.clone() } else { format!("{content}#{copies}") };
        let id = EntryId::from(Uuid::new_v5(&ENTRY_NAMES, told.as_bytes()).to_string());
        if taken.insert(id.clone()) {
            return id;
        }
        copies += 1;
    }
}
