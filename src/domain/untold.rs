//! What a protocol asks about patient and treatment and was not told, one fact at a time.
//!
//! Uses rules and modifiers, patient and treatment.

use super::patient::{Patient, SkinType};
use super::protocol::Protocol;
use super::rule::{Circumstance, Condition};
use super::treatment::{NeedleDepth, Treatment};

/// A fact that was not told, and patient and treatment as they would be if it were so.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Untold {
    /// The fact, alone.
    pub fact: Circumstance,
    pub patient: Patient,
    pub treatment: Treatment,
}

/// Every fact that a rule or a modifier asks for and that was not told, each once.
pub(super) fn untold(protocol: &Protocol, patient: &Patient, treatment: &Treatment) -> Vec<Untold> {
    let mut facts: Vec<Circumstance> = Vec::new();
    for fact in asked(protocol).into_iter().flat_map(one_by_one) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts.into_iter().filter_map(|fact| if_so(fact, patient, treatment)).collect()
}

fn asked(protocol: &Protocol) -> Vec<&Circumstance> {
    let mut asked = Vec::new();
    for condition in protocol.rules.iter().flat_map(|rule| &rule.when) {
        condition.walk(&mut |condition| {
            if let Condition::Given(circumstance) = condition {
                asked.push(circumstance);
            }
        });
    }
    asked.extend(protocol.modifiers.iter().map(|modifier| &modifier.when));
    asked
}

/// The facts of a circumstance, each alone. "Other than" asks for nothing: an unknown device is other than any.
fn one_by_one(all: &Circumstance) -> Vec<Circumstance> {
    let none = Circumstance::default;
    let facts = all.patient.iter().map(|fact| Circumstance { patient: vec![*fact], ..none() });
    let devices = all.device.iter().map(|device| Circumstance { device: vec![*device], ..none() });
    let areas = all.area.iter().map(|area| Circumstance { area: vec![area.clone()], ..none() });
    let single = [
        all.needle_from.map(|mm| Circumstance { needle_from: Some(mm), ..none() }),
        all.needle_below.map(|mm| Circumstance { needle_below: Some(mm), ..none() }),
        all.skin_type_from.map(|number| Circumstance { skin_type_from: Some(number), ..none() }),
        all.at_home.map(|so| Circumstance { at_home: Some(so), ..none() }),
        all.prp.map(|so| Circumstance { prp: Some(so), ..none() }),
    ];
    facts.chain(devices).chain(areas).chain(single.into_iter().flatten()).collect()
}

/// Patient and treatment with the fact told; `None` when something else was told in its place, or it cannot be.
fn if_so(fact: Circumstance, patient: &Patient, treatment: &Treatment) -> Option<Untold> {
    let mut told = Untold { patient: patient.clone(), treatment: treatment.clone(), fact };
    let Untold { fact, patient, treatment } = &mut told;
    for asked in &fact.patient {
        tell(patient.fact_mut(*asked), true)?;
    }
    for device in &fact.device {
        tell(&mut treatment.device, *device)?;
    }
    for area in &fact.area {
        tell(&mut treatment.area, area.clone())?;
    }
    // Half of it lies below it, whatever it is.
    for mm in fact.needle_from.into_iter().chain(fact.needle_below.map(|mm| mm / 2.0)) {
        tell(&mut treatment.needle_depth, NeedleDepth::try_from(mm).ok()?)?;
    }
    if let Some(number) = fact.skin_type_from {
        tell(&mut patient.skin_type, SkinType::try_from(number).ok()?)?;
    }
    if let Some(so) = fact.at_home {
        tell(&mut treatment.at_home, so)?;
    }
    if let Some(so) = fact.prp {
        tell(&mut treatment.prp, so)?;
    }
    Some(told)
}

fn tell<T>(place: &mut Option<T>, told: T) -> Option<()> {
    place.is_none().then(|| *place = Some(told))
}
