//! Reading what a journal tells about care: ticks, uses, and what the provider said.

use jsonc_parser::ast::Value;

use super::read::Reading;
use crate::domain::{After, CareRecord, Says, Tick, Told, Use};
use crate::exchange::Rules;
use crate::exchange::located::{Fields, ReadError};

impl Reading<'_, '_> {
    pub(super) fn care(&mut self, journal: &mut Fields<'_>) -> Result<CareRecord, ReadError> {
        let mut record = CareRecord {
            ticks: self.each(journal.take("ticks"), ("the care tasks done", Rules::MOST), Self::tick)?,
            uses: self.each(journal.take("uses"), ("the things used", Rules::MOST), Self::used)?,
            told: self.each(journal.take("told"), ("what the provider said", Rules::MOST), Self::told)?,
        };
        // The same note twice is one note.
        let notes: Vec<_> = record.notes().collect();
        record = CareRecord::default();
        for note in &notes {
            record.add(note);
        }
        Ok(record)
    }

    fn tick(&mut self, value: &Value<'_>) -> Result<Tick, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a care task done")?;
        let tick = Tick {
            treatment: self.known_treatment(fields.need(&self.sheet, "treatment")?)?,
            task: self.name(fields.need(&self.sheet, "task")?, "the task's name")?.into(),
            at: self.moment(fields.need(&self.sheet, "at")?)?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(tick)
    }

    fn used(&mut self, value: &Value<'_>) -> Result<Use, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a use")?;
        let used = Use {
            treatment: self.known_treatment(fields.need(&self.sheet, "treatment")?)?,
            hold: self.name(fields.need(&self.sheet, "hold")?, "the name of what was used")?.into(),
            at: self.moment(fields.need(&self.sheet, "at")?)?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(used)
    }

    fn told(&mut self, value: &Value<'_>) -> Result<Told, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a provider's word")?;
        let told = Told {
            treatment: self.known_treatment(fields.need(&self.sheet, "treatment")?)?,
            about: self.name(fields.need(&self.sheet, "about")?, "the name of a task or hold")?,
            at: self.moment(fields.need(&self.sheet, "at")?)?,
            says: self.says(&mut fields, value)?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(told)
    }

    fn says(&self, fields: &mut Fields<'_>, whole: &Value<'_>) -> Result<Says, ReadError> {
        let answers = [fields.take("hours"), fields.take("day"), fields.take("do")];
        match answers {
            [Some(hours), None, None] => {
                self.count(hours, "hours", After::LAST_HOUR).map(After::Hours).map(Says::Until)
            }
            [None, Some(day), None] => self.count(day, "the day", After::LAST_DAY).map(After::Day).map(Says::Until),
            [None, None, Some(answer)] => {
                self.sheet.flag(answer).map(|yes| if yes { Says::Do } else { Says::LeaveOut })
            }
            _ => {
                Err(self.sheet.fault(whole, "a provider's word needs one of the fields \"hours\", \"day\" and \"do\""))
            }
        }
    }

    fn count(&self, value: &Value<'_>, what: &str, most: u16) -> Result<u16, ReadError> {
        let number =
            value.as_number_lit().and_then(|number| number.value.parse().ok()).filter(|number| *number <= most);
        number.ok_or_else(|| self.sheet.not(value, &format!("{what}, a whole number from 0 to {most}")))
    }
}
