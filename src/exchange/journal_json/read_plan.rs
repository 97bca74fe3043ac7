//! Reading the planned treatments of a journal.

use std::collections::BTreeSet;

use jsonc_parser::ast::Value;

use super::read::Reading;
use crate::domain::{Plan, PlanId};
use crate::exchange::Rules;
use crate::exchange::located::{Fields, ReadError, shortened};

impl Reading<'_, '_> {
    pub(super) fn plans(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Plan>, ReadError> {
        let mut seen = BTreeSet::new();
        self.each(list, ("the planned treatments", Rules::MOST_TREATMENTS), |reading, value| {
            let plan = reading.plan(value)?;
            if seen.insert(plan.id.clone()) {
                return Ok(plan);
            }
            let id = shortened(plan.id.as_str());
            let words = format!("there are two plans \"{id}\"; each needs an id of its own");
            Err(reading.sheet.fault(value, words))
        })
    }

    fn plan(&mut self, value: &Value<'_>) -> Result<Plan, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a plan")?;
        let plan = Plan {
            id: PlanId::from(self.name(fields.need(&self.sheet, "id")?, "the plan's id")?),
            at: self.any_moment(fields.need(&self.sheet, "at")?)?,
            provider: fields.take("provider").map(|value| self.provider(value)).transpose()?.unwrap_or_default(),
            note: self.note(fields.take("note"))?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(plan)
    }
}
