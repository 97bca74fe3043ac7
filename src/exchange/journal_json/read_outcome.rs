//! Reading the ratings of the result.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{ObjectProp, Value};
use uuid::Uuid;

use super::read::Reading;
use super::write::rating_content;
use crate::domain::{AspectId, Outcome, OutcomeId, Score, Scored};
use crate::exchange::Rules;
use crate::exchange::located::{Fields, ReadError, shortened};

/// Names of ratings that bring none are made in this name space, so that the same rating has the same name everywhere.
const OUTCOME_NAMES: Uuid = Uuid::from_u128(0x51c4_20de_77b9_5a43_9f0d_c2e8_114a_6b35);

impl Reading<'_, '_> {
    /// All ratings; those without an id get one from what they say. The same rating twice is one.
    pub(super) fn outcomes(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Outcome>, ReadError> {
        let read = self.each(list, ("the ratings of the result", Rules::MOST), Self::outcome)?;
        let values = list.and_then(Value::as_array).map_or(&[][..], |list| &list.elements);
        let mut seen = BTreeSet::new();
        let mut outcomes = Vec::with_capacity(read.len());
        for ((named, outcome), value) in read.into_iter().zip(values) {
            let is_named = named.is_some();
            let id = named.unwrap_or_else(|| derived_id(&outcome));
            if seen.insert(id.clone()) {
                outcomes.push(Outcome { id, ..outcome });
            } else if is_named {
                let words =
                    format!("there are two ratings \"{}\"; each needs an id of its own", shortened(id.as_str()));
                return Err(self.sheet.fault(value, words));
            }
        }
        Ok(outcomes)
    }

    fn outcome(&mut self, value: &Value<'_>) -> Result<(Option<OutcomeId>, Outcome), ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a rating")?;
        let id = fields.take("id").map(|value| self.name(value, "the rating's id")).transpose()?.map(OutcomeId::from);
        let treatment = self.known_treatment(fields.need(&self.sheet, "treatment")?)?;
        let at = self.moment(fields.need(&self.sheet, "at")?)?;
        let outcome = Outcome {
            recorded_at: fields.take("recorded_at").map(|value| self.clock_time(value)).transpose()?,
            ratings: self.ratings(fields.take("ratings"))?,
            ..Outcome::new(id.clone().unwrap_or_else(|| "".into()), treatment, at)
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok((id, outcome))
    }

    fn ratings(&self, value: Option<&Value<'_>>) -> Result<BTreeMap<AspectId, Scored>, ReadError> {
        let Some(value) = value else { return Ok(BTreeMap::new()) };
        Fields::of(&self.sheet, value, "the scores")?.take_all().map(|property| self.scored(property)).collect()
    }

    fn scored(&self, property: &ObjectProp<'_>) -> Result<(AspectId, Scored), ReadError> {
        let aspects = &self.catalog().aspects;
        let name = property.name.as_str();
        let aspect = aspects.iter().find(|aspect| aspect.id.as_str() == name).ok_or_else(|| {
            let known: Vec<_> = aspects.iter().map(|aspect| aspect.id.as_str()).collect();
            let words = format!("nothing called \"{}\" is rated; there are {}", shortened(name), known.join(", "));
            self.sheet.fault(property, words)
        })?;
        let value = &property.value;
        if value.as_string_lit().is_some_and(|literal| literal.value == "not_sure") {
            return Ok((aspect.id.clone(), Scored::NotSure));
        }
        let wanted = "a score: 1 (the least) to 5 (the best) or \"not_sure\"; leave it out when it was not rated";
        let score = self.sheet.whole(value, wanted, |number| Score::try_from(number).ok())?;
        Ok((aspect.id.clone(), Scored::At(score)))
    }
}

/// A name made from what the rating says.
fn derived_id(outcome: &Outcome) -> OutcomeId {
    Uuid::new_v5(&OUTCOME_NAMES, rating_content(outcome).as_bytes()).to_string().into()
}
