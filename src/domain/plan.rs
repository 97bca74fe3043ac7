//! A treatment that is planned: when, with whom, and how long until then.

use chrono::NaiveDate;

use super::day::{DayEnd, Moment};
use super::id::PlanId;
use super::treatment::{Provider, Treatment};

/// A treatment that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Name in files.
    pub id: PlanId,
    /// When it is to be.
    pub at: Moment,
    /// With whom.
    pub provider: Provider,
    /// Free text.
    pub note: String,
}

impl Plan {
    /// A plan of which only the time is known.
    #[must_use]
    pub fn new(id: PlanId, at: Moment) -> Self {
        Self { id, at, provider: Provider::default(), note: String::new() }
    }

    /// Days from a date to the planned one; negative once it is over.
    #[must_use]
    pub fn days_from(&self, today: NaiveDate, day_end: DayEnd) -> i64 {
        (self.at.date(day_end) - today).num_days()
    }

    /// Whether its day has come, so that it can have become a treatment.
    #[must_use]
    pub fn has_come(&self, today: NaiveDate, day_end: DayEnd) -> bool {
        self.days_from(today, day_end) <= 0
    }

    /// The treatment that it became: as it was planned, and like the one before where that is likely.
    #[must_use]
    pub fn performed(&self, id: super::TreatmentId, performed_at: Moment, before: Option<&Treatment>) -> Treatment {
        let mut treatment = Treatment::new(id, performed_at);
        if let Some(before) = before {
            treatment.device = before.device;
            treatment.area.clone_from(&before.area);
            treatment.at_home = before.at_home;
            treatment.goals.clone_from(&before.goals);
        }
        treatment.provider = self.provider.clone();
        treatment.note.clone_from(&self.note);
        treatment
    }
}

/// How far off a date is, in words: `in 12 days`, `tomorrow`, `2 days ago`.
#[must_use]
pub fn countdown(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// The plans of a journal, the earliest first.
#[must_use]
pub fn by_time(plans: &[Plan]) -> Vec<&Plan> {
    let mut plans: Vec<_> = plans.iter().collect();
    plans.sort_by_key(|plan| (plan.at.instant(plan.at.offset()), plan.id.clone()));
    plans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_off_a_date_is() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        for (date, words) in [
            ("2026-12-04", "in 12 days"),
            ("2026-11-23", "tomorrow"),
            ("2026-11-22", "today"),
            ("2026-11-21", "yesterday"),
            ("2026-11-20", "2 days ago"),
        ] {
            assert_eq!(countdown(date.parse().unwrap(), today), words);
        }
    }

    #[test]
    fn a_plan_for_the_small_hours_belongs_to_the_evening_before() {
        let plan = Plan::new("p1".into(), "2026-12-05T01:00:00+01:00".parse().unwrap());
        let today = "2026-12-04".parse().unwrap();
        assert!(plan.has_come(today, DayEnd::OFFERED));
        assert!(!plan.has_come(today, DayEnd::MIDNIGHT));
    }
}
