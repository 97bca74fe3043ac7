//! Where the range of a symptom for a day comes from: the course, who describes it, and what moved it for this patient.
//!
//! Uses protocol and assessment.

use super::assess::{AssessedEntry, Standing};
use super::day::Day;
use super::diary::Healing;
use super::id::{SourceId, SymptomId};
use super::protocol::{Band, Bands, Modifier, Protocol};
use super::symptom::Grade;

/// The range of one graded symptom for the day of an entry, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeOrigin {
    /// The symptom.
    pub symptom: SymptomId,
    /// The grade recorded.
    pub grade: Grade,
    /// Where it stands beside the range.
    pub standing: Standing,
    /// The range for that day.
    pub band: Band,
    /// The first day on which the symptom is described at all, where it starts late.
    pub onset: Option<Day>,
    /// How well the course is supported, in words.
    pub support: String,
    /// What the course rests on.
    pub sources: Vec<SourceId>,
    /// What moved the range, one after the other.
    pub moved: Vec<Moved>,
    /// Who set it.
    pub set_by: SetBy,
}

/// Whose range it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// Published aftercare.
    Published,
    /// The provider's own sheet, in the place of the published range for the day, before anything moved that.
    Sheet(Option<Band>),
}

/// What one fact about patient or treatment did to a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The fact, for people.
    pub by: String,
    /// Why it moves the range.
    pub why: String,
    /// What that rests on.
    pub sources: Vec<SourceId>,
    /// The range without it.
    pub from: Band,
    /// The range with it.
    pub to: Band,
}

/// The range of every graded symptom of an entry.
pub(super) fn ranges(judged: &AssessedEntry, healing: &Healing<'_>, protocol: &Protocol) -> Vec<RangeOrigin> {
    let modifiers: Vec<_> = protocol.modifiers_for(healing.patient, &healing.treatment).collect();
    // Each with one more modifier than the one before it.
    let steps: Vec<_> = (0..=modifiers.len()).map(|count| Bands::moved_by(&modifiers[..count], protocol)).collect();
    let symptoms = protocol.catalog.symptoms.iter().map(|symptom| &symptom.id);
    symptoms.filter_map(|symptom| range(symptom, judged, &modifiers, &steps, protocol)).collect()
}

fn range(
    symptom: &SymptomId,
    judged: &AssessedEntry,
    modifiers: &[&Modifier],
    steps: &[Bands],
    protocol: &Protocol,
) -> Option<RangeOrigin> {
    let (day, course) = (judged.day, protocol.course(symptom)?);
    let moved = modifiers.iter().zip(steps.windows(2)).filter_map(|(modifier, pair)| {
        let (from, to) = (pair[0].band(symptom, day)?, pair[1].band(symptom, day)?);
        let Modifier { name, why, sources, .. } = modifier;
        (from != to).then(|| Moved { by: name.clone(), why: why.clone(), sources: sources.clone(), from, to })
    });
    let whole = steps.last()?;
    Some(RangeOrigin {
        symptom: symptom.clone(),
        grade: judged.entry.grade(symptom)?,
        standing: judged.standings.get(symptom).copied()?,
        band: whole.band(symptom, day)?,
        onset: whole.onset(symptom),
        support: course.support.clone(),
        sources: course.sources.clone(),
        moved: moved.collect(),
        set_by: set_by(symptom, day, protocol),
    })
}

fn set_by(symptom: &SymptomId, day: Day, protocol: &Protocol) -> SetBy {
    let published = || protocol.sheet.as_ref()?.standard_courses.iter().find(|course| course.symptom == *symptom);
    if protocol.catalog.ranges_of_sheet.contains(symptom) {
        SetBy::Sheet(published().and_then(|course| course.band(day)))
    } else {
        SetBy::Published
    }
}
