//! Reading one treatment of a journal.

use chrono::NaiveDate;
use jsonc_parser::ast::Value;

use super::read::Reading;
use crate::domain::{Area, Cost, Device, Moment, NeedleDepth, Provider, Treatment, TreatmentId};
use crate::exchange::located::{Fields, ReadError, shortened};

impl Reading<'_, '_> {
    pub(super) fn treatment(&mut self, value: &Value<'_>) -> Result<Treatment, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a treatment")?;
        let id = self.new_treatment(fields.need(&self.sheet, "id")?)?;
        let performed_at = self.moment(fields.need(&self.sheet, "performed_at")?)?;
        let treatment = Treatment {
            protocol: self.name(fields.need(&self.sheet, "protocol")?, "the protocol's name")?,
            device: fields.take("device").map(|value| self.device(value)).transpose()?,
            needle_depth: fields.take("needle_depth_mm").map(|value| self.needle_depth(value)).transpose()?,
            area: self.area(fields.take("area"))?,
            prp: fields.take("prp").map(|value| self.sheet.flag(value)).transpose()?,
            at_home: fields.take("at_home").map(|value| self.sheet.flag(value)).transpose()?,
            passes: fields.take("passes").map(|value| self.passes(value)).transpose()?,
            products: self.products(fields.take("products"))?,
            goals: self.goals(fields.take("goals"))?,
            severity_before: fields.take("severity_before").map(|value| self.severity(value)).transpose()?,
            active_lesions: fields.take("active_lesions").map(|value| self.sheet.flag(value)).transpose()?,
            retinoid_resumed_on: fields.take("retinoid_resumed_on").map(|value| self.date(value)).transpose()?,
            note: self.note(fields.take("note"))?,
            provider: fields.take("provider").map(|value| self.provider(value)).transpose()?.unwrap_or_default(),
            cost: fields.take("cost").map(|value| self.cost(value)).transpose()?,
            ..Treatment::new(id, performed_at)
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(treatment)
    }

    fn new_treatment(&mut self, value: &Value<'_>) -> Result<TreatmentId, ReadError> {
        let id = TreatmentId::from(self.name(value, "the treatment's id")?);
        if self.treatments.insert(id.clone()) {
            return Ok(id);
        }
        let words = format!("there are two treatments \"{}\"; each needs an id of its own", shortened(id.as_str()));
        Err(self.sheet.fault(value, words))
    }

    fn device(&self, value: &Value<'_>) -> Result<Device, ReadError> {
        let word = value.as_string_lit().map(|literal| literal.value.as_ref());
        let device = Device::ALL.into_iter().find(|device| Some(device.id()) == word);
        device.ok_or_else(|| self.sheet.not(value, "a device: \"pen\", \"roller\", \"stamp\" or \"rf\""))
    }

    fn needle_depth(&self, value: &Value<'_>) -> Result<NeedleDepth, ReadError> {
        let number = value.as_number_lit().and_then(|number| number.value.parse::<f64>().ok());
        let depth = number.and_then(|mm| NeedleDepth::try_from(mm).ok());
        depth.ok_or_else(|| self.sheet.not(value, "a needle depth in millimetres, above 0 and at most 5"))
    }

    fn area(&self, value: Option<&Value<'_>>) -> Result<Option<Area>, ReadError> {
        let text = self.line(value, "an area, such as \"face\"")?;
        Ok((!text.is_empty()).then(|| Area::from(text)))
    }

    fn date(&self, value: &Value<'_>) -> Result<NaiveDate, ReadError> {
        match self.sheet.text(value, "a date")?.parse() {
            Ok(Moment::On(date)) => Ok(date),
            _ => Err(self.sheet.not(value, "a date of the calendar, such as \"2026-03-05\"")),
        }
    }

    pub(super) fn provider(&mut self, value: &Value<'_>) -> Result<Provider, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the provider")?;
        let provider = Provider {
            name: self.contact(fields.take("name"), "the provider's name")?,
            phone: self.contact(fields.take("phone"), "a phone number")?,
            out_of_hours: self.contact(fields.take("out_of_hours"), "a phone number")?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(provider)
    }

    fn cost(&mut self, value: &Value<'_>) -> Result<Cost, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "the cost")?;
        let amount = fields.need(&self.sheet, "amount")?;
        let currency = fields.need(&self.sheet, "currency")?;
        let cost =
            Cost { amount: self.line(Some(amount), "an amount")?, currency: self.line(Some(currency), "a currency")? };
        if !Cost::is_amount(&cost.amount) {
            return Err(self.sheet.not(amount, "an amount in quotes, such as \"640.00\""));
        }
        if !Cost::is_currency(&cost.currency) {
            return Err(self.sheet.not(currency, "a currency of three capital letters, such as \"USD\""));
        }
        fields.leave_out_rest(&mut self.sheet);
        Ok(cost)
    }
}
