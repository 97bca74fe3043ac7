//! Reading the planned treatments of a journal.

use jsonc_parser::ast::Value;

use super::read::Reading;
use crate::domain::{Plan, PlanId};
use crate::exchange::located::{Fields, ReadError, shortened};

impl Reading<'_, '_> {
    pub(super) fn plans(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Plan>, ReadError> {
        let mut plans: Vec<Plan> = Vec::new();
        let Some(list) = list else { return Ok(plans) };
        for value in self.sheet.list(list, "the planned treatments")? {
            let plan = self.plan(value)?;
            if plans.iter().any(|other| other.id == plan.id) {
                let id = shortened(plan.id.as_str());
                let words = format!("there are two plans \"{id}\"; each needs an id of its own");
                return Err(self.sheet.fault(value, words));
            }
            plans.push(plan);
        }
        Ok(plans)
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
