//! About which treatment a row tells.
//!
//! May use `domain`.

use uuid::Uuid;

use crate::domain::{Day, DayEnd, Diary, Moment, Treatment};

/// The treatments a table may tell about.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The earliest first.
    treatments: Vec<Treatment>,
    choice: Choice,
    day_end: DayEnd,
}

/// Treatments made for a table get their names in this name space, so that the same table makes the same one again.
const TREATMENT_NAMES: Uuid = Uuid::from_u128(0x2b7e_41d6_8f0c_5a93_b1c4_6e2d_93a7_50f8);

/// A treatment of which a table alone tells.
#[must_use]
pub fn treatment_of(performed_at: Moment) -> Treatment {
    let id = Uuid::new_v5(&TREATMENT_NAMES, performed_at.to_string().as_bytes());
    Treatment::new(id.to_string().into(), performed_at)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// It was named: also what lies before it is told about it.
    Named,
    /// For each row the latest that lies before it.
    Latest,
}

impl Whose {
    /// One treatment that was named.
    #[must_use]
    pub fn named(treatment: Treatment, day_end: DayEnd) -> Self {
        Self { treatments: vec![treatment], choice: Choice::Named, day_end }
    }

    /// For each row the latest treatment of a diary before it.
    #[must_use]
    pub fn latest(diary: &Diary) -> Self {
        let treatments = diary.treatments_by_time().into_iter().cloned().collect();
        Self { treatments, choice: Choice::Latest, day_end: diary.day_end }
    }

    /// The treatment that a moment is told about.
    pub(super) fn of(&self, at: Moment) -> Result<&Treatment, String> {
        let fits = |treatment: &&Treatment| self.choice == Choice::Named || self.is_after(treatment, at);
        self.treatments.iter().rev().find(fits).ok_or_else(|| match self.treatments.first() {
            Some(first) => format!(
                "{at} lies before the treatment of {}; name the one it tells about with --treatment, or with --treatment-date one \
                 that your journal does not have yet",
                first.performed_at.date(self.day_end)
            ),
            None => "your journal has no treatment yet; --treatment-date says when it was".to_owned(),
        })
    }

    /// Whether a moment lies after a treatment, or on its day when nothing tells the hours apart.
    pub(super) fn is_after(&self, treatment: &Treatment, at: Moment) -> bool {
        let day = treatment.day_of(at, self.day_end);
        let both_timed = matches!((treatment.performed_at, at), (Moment::At(_), Moment::At(_)));
        day >= Day::TREATMENT && !(both_timed && treatment.hours_to(at, self.day_end) < 0.0)
    }

    /// The only treatment it can be; days after a treatment need one.
    pub(super) fn single(&self) -> Result<&Treatment, String> {
        match &self.treatments[..] {
            [one] => Ok(one),
            [] => Err("your journal has no treatment yet; --treatment-date says when it was".to_owned()),
            several => Err(format!(
                "your journal has {} treatments, and a day alone does not say after which; name it with --treatment",
                several.len()
            )),
        }
    }

    /// When the patient's day ends.
    pub(super) const fn day_end(&self) -> DayEnd {
        self.day_end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diary() -> Diary {
        let at = |text: &str| text.parse().unwrap();
        let treatments = vec![
            Treatment::new("march".into(), at("2026-03-02T10:00:00+01:00")),
            Treatment::new("january".into(), at("2026-01-12")),
        ];
        Diary { treatments, ..Diary::default() }
    }

    #[test]
    fn a_row_tells_about_the_latest_treatment_before_it() {
        let whose = Whose::latest(&diary());
        let of = |text: &str| whose.of(text.parse().unwrap()).map(|treatment| treatment.id.to_string());
        assert_eq!(of("2026-03-05").as_deref(), Ok("march"));
        assert_eq!(of("2026-03-02").as_deref(), Ok("march"));
        assert_eq!(of("2026-03-02T09:00:00+01:00").as_deref(), Ok("january"));
        assert_eq!(of("2026-01-12").as_deref(), Ok("january"));
        assert!(of("2026-01-11").unwrap_err().contains("before the treatment of 2026-01-12"));
        assert!(whose.single().unwrap_err().contains("2 treatments"));
    }

    #[test]
    fn a_named_treatment_takes_what_lies_before_it_too() {
        let whose = Whose::named(diary().treatments[0].clone(), DayEnd::MIDNIGHT);
        assert_eq!(whose.of("2026-01-01".parse().unwrap()).map(|treatment| treatment.id.as_str()), Ok("march"));
        assert!(whose.single().is_ok());
    }
}
