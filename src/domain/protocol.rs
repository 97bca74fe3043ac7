//! What is described for a procedure, and how it moves with the patient and the treatment.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::card::Card;
use super::care::CareTask;
use super::catalog::Catalog;
use super::day::Day;
use super::disagreement::Disagreement;
use super::hold::Hold;
use super::id::{SourceId, SymptomId};
use super::patient::Patient;
use super::rule::{Circumstance, Rule};
use super::sheet::SheetNote;
use super::symptom::Grade;
use super::treatment::Treatment;

/// The range described for one symptom on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// At or under this grade: expected.
    pub usual: Grade,
    /// Up to this grade some sources still describe it; above, the rules decide.
    pub outer: Grade,
}

/// From a day on, until the next step, the range described for a symptom; in files `[day, usual, outer]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "(i32, Grade, Grade)")]
pub struct Step {
    /// First day it holds.
    pub from: Day,
    /// What is described from then on.
    pub band: Band,
}

impl From<(i32, Grade, Grade)> for Step {
    fn from((day, usual, outer): (i32, Grade, Grade)) -> Self {
        Self { from: Day::new(day), band: Band { usual, outer } }
    }
}

/// The course described for one symptom, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// The symptom.
    pub symptom: SymptomId,
    /// The first day on which it is described at all, where it starts late.
    #[serde(default)]
    pub onset: Option<i32>,
    /// Steps by day, the first at day 0; the last one holds on.
    pub bands: Vec<Step>,
    /// How well the figures are supported, in words.
    pub support: String,
    /// What the figures rest on.
    pub sources: Vec<SourceId>,
}

impl Course {
    /// The band of a day, before any modifier; `None` before the treatment.
    #[must_use]
    pub fn band(&self, day: Day) -> Option<Band> {
        self.bands.iter().rev().find(|step| step.from <= day).map(|step| step.band)
    }
}

/// A fact about the patient or treatment that moves bands. It can move grades and days only, never a sign or a rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    /// Name in files.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// To whom it applies.
    pub when: Circumstance,
    /// Bands that come to their end later (days above 0) or sooner (days below 0).
    #[serde(default)]
    pub shift: Vec<Shift>,
    /// Bands that lie higher for some days.
    #[serde(default)]
    pub raise: Vec<Raise>,
    /// Why.
    pub why: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

impl Modifier {
    /// What it does to which symptoms, in words.
    #[must_use]
    pub fn words(&self, catalog: &Catalog) -> String {
        let names = |symptoms: &[SymptomId]| {
            let names = symptoms.iter().map(|symptom| catalog.symptom_name(symptom).to_lowercase());
            names.collect::<Vec<_>>().join(", ")
        };
        let counted = |count: u32, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
        let shifts = self.shift.iter().map(|Shift { symptoms, days }| {
            let direction = if *days < 0 { "end sooner" } else { "hold longer" };
            format!("{}: ranges {direction} by {}", names(symptoms), counted(days.unsigned_abs(), "day"))
        });
        let raises = self.raise.iter().map(|Raise { symptoms, from_day, to_day, by }| {
            let grades = counted(u32::from(*by), "grade");
            format!("{}: {grades} more from day {from_day} to {to_day}", names(symptoms))
        });
        shifts.chain(raises).collect::<Vec<_>>().join("; ")
    }
}

/// Makes courses longer or shorter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Whose courses.
    pub symptoms: Vec<SymptomId>,
    /// By how many days: 2 lets each range hold two days longer, -1 end it a day sooner.
    pub days: i32,
}

/// Lifts courses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// Whose courses.
    pub symptoms: Vec<SymptomId>,
    /// First day.
    pub from_day: i32,
    /// Last day.
    pub to_day: i32,
    /// Grades added to both edges of the band.
    pub by: u8,
}

/// A stretch of the healing, for "where am I".
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Name for people.
    pub name: String,
    /// First day.
    pub from_day: i32,
    /// Last day; none for the last phase.
    #[serde(default)]
    pub to_day: Option<i32>,
    /// What is happening in the skin, in a sentence or two.
    pub happening: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// A procedure's data file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Name in files.
    pub id: String,
    /// Version of the figures and rules, such as `1.0.0`.
    pub version: String,
    /// Name for people.
    pub name: String,
    /// Who reviewed the figures, said on every report.
    pub review: String,
    /// Stretches of the healing, the earliest first.
    pub phases: Vec<Phase>,
    /// Courses by symptom.
    pub courses: Vec<Course>,
    /// What moves them.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// What makes a finding.
    pub rules: Vec<Arc<Rule>>,
    /// Where sources disagree, and whose answer is used.
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// What there is to do.
    #[serde(default)]
    pub care: Vec<CareTask>,
    /// What is not yet allowed.
    #[serde(default)]
    pub holds: Vec<Hold>,
    /// What is worth knowing.
    #[serde(default)]
    pub cards: Vec<Card>,
    /// The symptoms, signs and sources it names; put in by the loader.
    #[serde(skip)]
    pub catalog: Arc<Catalog>,
    /// The provider's own sheet that was laid over it, if one was.
    #[serde(skip)]
    pub sheet: Option<Arc<SheetNote>>,
}

impl Protocol {
    /// The course described for a symptom, before any modifier.
    #[must_use]
    pub fn course(&self, symptom: &SymptomId) -> Option<&Course> {
        self.courses.iter().find(|course| course.symptom == *symptom)
    }

    /// The rule of that id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Arc<Rule>> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }

    /// The care task of that id.
    #[must_use]
    pub fn task(&self, id: &str) -> Option<&CareTask> {
        self.care.iter().find(|task| task.id.as_str() == id)
    }

    /// The hold of that id.
    #[must_use]
    pub fn hold(&self, id: &str) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.id.as_str() == id)
    }

    /// The cards worth reading on a day, in the order of the file.
    pub fn cards_on(&self, day: Day) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |card| card.is_for(day))
    }

    /// The stretch of healing a day lies in; `None` before the treatment.
    #[must_use]
    pub fn phase(&self, day: Day) -> Option<&Phase> {
        let number = day.number();
        self.phases.iter().find(|phase| phase.from_day <= number && phase.to_day.is_none_or(|last| number <= last))
    }

    /// The modifiers that apply to this patient and treatment.
    pub fn modifiers_for<'a>(
        &'a self,
        patient: &'a Patient,
        treatment: &'a Treatment,
    ) -> impl Iterator<Item = &'a Modifier> {
        self.modifiers.iter().filter(|modifier| modifier.when.holds(patient, treatment))
    }
}

/// The ranges described for one patient after one treatment, with all modifiers applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    by_symptom: BTreeMap<SymptomId, Described>,
    /// Where a sheet moves ranges: the narrower of both, for what no sheet may make quieter.
    narrower: Option<Box<Bands>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Described {
    onset: Option<Day>,
    /// One band a day from day 0 to [`Bands::HORIZON`].
    days: Vec<Band>,
}

impl Bands {
    /// The last day for which bands are kept one by one; the band of this day holds on.
    pub const HORIZON: i32 = 60;

    /// Applies the modifiers that fit this patient and treatment to the protocol's courses.
    #[must_use]
    pub fn new(protocol: &Protocol, patient: &Patient, treatment: &Treatment) -> Self {
        Self::moved_by(&protocol.modifiers_for(patient, treatment).collect::<Vec<_>>(), protocol)
    }

    /// Applies these modifiers, whomever they fit, in their order.
    #[must_use]
    pub(super) fn moved_by(modifiers: &[&Modifier], protocol: &Protocol) -> Self {
        let modified = |courses: &mut dyn Iterator<Item = &Course>| {
            let mut bands = Self { by_symptom: courses.map(unmodified).collect(), narrower: None };
            for modifier in modifiers {
                bands.apply(modifier);
            }
            bands
        };
        let mut bands = modified(&mut protocol.courses.iter());
        if let Some(sheet) = &protocol.sheet {
            let mut narrower = modified(&mut protocol.courses.iter().chain(&sheet.standard_courses));
            narrower.narrow_to(&bands);
            bands.narrower = Some(Box::new(narrower));
        }
        bands
    }

    /// The narrower ranges that a safeguarded rule is judged by under a provider's sheet.
    #[must_use]
    pub(super) fn narrower_for(&self, rule: &Rule) -> Option<&Self> {
        self.narrower.as_deref().filter(|_| rule.is_safeguarded())
    }

    /// The usual grade for a day by the narrowest range; none where nothing is described.
    pub(super) fn strictest_usual(&self, symptom: &SymptomId, day: Day) -> Grade {
        let ranges = [Some(self), self.narrower.as_deref()].into_iter().flatten();
        ranges.map(|bands| bands.band(symptom, day).map_or(Grade::NONE, |band| band.usual)).min().unwrap_or_default()
    }

    fn narrow_to(&mut self, other: &Self) {
        for (symptom, described) in &mut self.by_symptom {
            let Some(others) = other.by_symptom.get(symptom) else { continue };
            described.onset = described.onset.max(others.onset);
            for (here, there) in described.days.iter_mut().zip(&others.days) {
                *here = Band { usual: here.usual.min(there.usual), outer: here.outer.min(there.outer) };
            }
        }
    }

    /// The range described for a symptom on a day; `None` before the treatment or where nothing is described.
    #[must_use]
    pub fn band(&self, symptom: &SymptomId, day: Day) -> Option<Band> {
        let index = usize::try_from(day.number().min(Bands::HORIZON)).ok()?;
        self.by_symptom.get(symptom)?.days.get(index).copied()
    }

    /// The first day on which a symptom is described at all; `None` when from the start.
    #[must_use]
    pub fn onset(&self, symptom: &SymptomId) -> Option<Day> {
        self.by_symptom.get(symptom)?.onset
    }

    fn apply(&mut self, modifier: &Modifier) {
        for shift in &modifier.shift {
            for described in self.of(&shift.symptoms) {
                described.days = shifted(&described.days, shift.days);
            }
        }
        for raise in &modifier.raise {
            for described in self.of(&raise.symptoms) {
                for (day, band) in (0..).zip(&mut described.days) {
                    if (raise.from_day..=raise.to_day).contains(&day) {
                        band.usual = band.usual.plus(raise.by);
                        band.outer = band.outer.plus(raise.by);
                    }
                }
            }
        }
    }

    fn of(&mut self, symptoms: &[SymptomId]) -> impl Iterator<Item = &mut Described> {
        self.by_symptom.iter_mut().filter(|(id, _)| symptoms.contains(id)).map(|(_, described)| described)
    }
}

fn unmodified(course: &Course) -> (SymptomId, Described) {
    let none = Band { usual: Grade::NONE, outer: Grade::NONE };
    let days = (0..=Bands::HORIZON).map(|day| course.band(Day::new(day)).unwrap_or(none)).collect();
    let described = Described { onset: course.onset.map(Day::new), days };
    (course.symptom.clone(), described)
}

/// Lets every range hold `by` days longer, or end sooner when negative. Later never narrows a band, sooner never widens one.
fn shifted(days: &[Band], by: i32) -> Vec<Band> {
    let at = |day: i32| days[usize::try_from(day.clamp(0, Bands::HORIZON)).unwrap_or(0)];
    (0..=Bands::HORIZON)
        .map(|day| {
            let (here, there) = (at(day), at(day.saturating_sub(by)));
            if by >= 0 {
                Band { usual: here.usual.max(there.usual), outer: here.outer.max(there.outer) }
            } else {
                Band { usual: here.usual.min(there.usual), outer: here.outer.min(there.outer) }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(grades: &[(u8, u8)]) -> Vec<Band> {
        let grade = |number| Grade::try_from(number).unwrap();
        let mut days: Vec<_> =
            grades.iter().map(|&(usual, outer)| Band { usual: grade(usual), outer: grade(outer) }).collect();
        days.resize(usize::try_from(Bands::HORIZON).unwrap() + 1, *days.last().unwrap());
        days
    }

    #[test]
    fn a_longer_course_holds_each_range_longer() {
        let base = bands(&[(3, 4), (2, 3), (1, 2), (0, 1), (0, 0)]);
        assert_eq!(shifted(&base, 2), bands(&[(3, 4), (3, 4), (3, 4), (2, 3), (1, 2), (0, 1), (0, 0)]));
    }

    #[test]
    fn a_shorter_course_ends_sooner_and_never_widens_a_late_start() {
        let base = bands(&[(0, 0), (1, 2), (2, 3), (1, 1), (0, 0)]);
        assert_eq!(shifted(&base, -1), bands(&[(0, 0), (1, 2), (1, 1), (0, 0)]));
    }
}
