//! Who is treated with what, and how they grade.

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::domain::{Area, DayEnd, Device, Moment, NeedleDepth, Patient, PatientFact, SkinType, Treatment};

use super::chance::Dice;

/// A made-up patient with a treatment.
#[derive(Clone, Debug)]
pub struct Person {
    pub patient: Patient,
    pub day_end: DayEnd,
    pub treatment: Treatment,
    pub start: DateTime<FixedOffset>,
    pub style: Style,
}

/// How somebody grades and how much they fill in.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Grades added to what is there: above 0 for a high grader, below for a low one.
    pub shift: f64,
    /// Grades added in the first three hours, when there is nothing to compare with yet.
    pub first_hours: f64,
    /// How likely one complaint is graded in one entry.
    pub thorough: f64,
    pub signs: SignHabit,
}

/// How somebody goes through the list of danger signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignHabit {
    /// Answers what the day's checklist asks.
    Checklist,
    /// Answers some of it.
    Some,
    /// Ticks what is there and leaves out the rest.
    OnlyYes,
}

impl Person {
    /// Somebody, with any device, depth, area, skin and facts.
    pub fn new(dice: &mut Dice) -> Self {
        let start = start(dice);
        let mut treatment = Treatment::new("t1".into(), Moment::At(start));
        treatment.device = some(dice, 0.93, device);
        treatment.needle_depth = depth(dice, treatment.device);
        treatment.area =
            some(dice, 0.93, |dice| if dice.falls(0.5) { Area::Face } else { dice.one_of(&Area::NAMED).clone() });
        treatment.prp = some(dice, 0.5, |dice| dice.falls(0.2));
        treatment.at_home = some(dice, 0.6, |dice| dice.falls(0.15));
        let day_end = DayEnd::try_from(if dice.falls(0.2) { 3 } else { 0 }).unwrap_or_default();
        Self { patient: patient(dice), day_end, treatment, start, style: Style::new(dice) }
    }

    /// Whether the device is of that kind.
    pub fn treated_with(&self, device: Device) -> bool {
        self.treatment.device == Some(device)
    }

    /// The needles' length, if it was written down.
    pub fn depth_mm(&self) -> Option<f64> {
        self.treatment.needle_depth.map(NeedleDepth::mm)
    }

    /// Whether the treated area is one of these.
    pub fn treated_at(&self, areas: &[Area]) -> bool {
        self.treatment.area.as_ref().is_some_and(|area| areas.contains(area))
    }

    /// The moment so many hours after the treatment, to the minute.
    pub fn at(&self, hours: f64) -> DateTime<FixedOffset> {
        self.start + TimeDelta::minutes(whole_minutes(hours))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a course lasts some thousand hours")]
fn whole_minutes(hours: f64) -> i64 {
    (hours * 60.0).round() as i64
}

impl Style {
    fn new(dice: &mut Dice) -> Self {
        let kind = dice.between((0.0, 1.0));
        let shift = if kind < 0.2 {
            dice.between((0.3, 0.6))
        } else if kind < 0.4 {
            dice.between((-0.6, -0.3))
        } else {
            dice.between((-0.2, 0.2))
        };
        let first_hours = if dice.falls(0.3) { 1.0 } else { 0.0 };
        let habit = dice.between((0.0, 1.0));
        let signs = if habit < 0.7 {
            SignHabit::Checklist
        } else if habit < 0.85 {
            SignHabit::Some
        } else {
            SignHabit::OnlyYes
        };
        Self { shift, first_hours, thorough: dice.between((0.55, 1.0)), signs }
    }
}

fn some<T>(dice: &mut Dice, known: f64, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    dice.falls(known).then(|| make(dice))
}

fn start(dice: &mut Dice) -> DateTime<FixedOffset> {
    let offset = *dice.one_of(&[-8, -5, 0, 1, 2, 9]);
    let minutes = i64::from(dice.whole(0, 364) * 24 * 60 + dice.whole(8 * 60, 18 * 60));
    let zone = FixedOffset::east_opt(offset * 3600).unwrap_or_else(|| *DateTime::UNIX_EPOCH.fixed_offset().offset());
    let new_year = DateTime::from_timestamp(NEW_YEAR, 0).unwrap_or_default().with_timezone(&zone);
    new_year - TimeDelta::hours(i64::from(offset)) + TimeDelta::minutes(minutes)
}

/// The first second of 2026: any year would do.
const NEW_YEAR: i64 = 1_767_225_600;

fn device(dice: &mut Dice) -> Device {
    let throw = dice.between((0.0, 1.0));
    match throw {
        t if t < 0.55 => Device::Pen,
        t if t < 0.75 => Device::Rf,
        t if t < 0.92 => Device::Roller,
        _ => Device::Stamp,
    }
}

fn depth(dice: &mut Dice, device: Option<Device>) -> Option<NeedleDepth> {
    let depths: &[f64] = match device {
        Some(Device::Rf) => &[1.0, 1.5, 2.0, 2.5, 3.0, 3.5],
        Some(Device::Roller) => &[0.2, 0.25, 0.3, 0.5, 1.0, 1.5],
        Some(Device::Stamp) => &[0.5, 1.0, 1.5],
        Some(Device::Pen) => &[0.25, 0.5, 0.75, 1.0, 1.0, 1.5, 1.5, 2.0, 2.5],
        None => return None,
    };
    let mm = *dice.one_of(depths);
    dice.falls(0.9).then(|| NeedleDepth::try_from(mm).ok()).flatten()
}

fn patient(dice: &mut Dice) -> Patient {
    let skin = dice.whole(1, 6);
    let skin_type = some(dice, 0.9, |_| skin).and_then(|skin| SkinType::try_from(u8::try_from(skin).ok()?).ok());
    let mut patient = Patient { skin_type, ..Patient::default() };
    for fact in PatientFact::ALL {
        let so = dice.falls(how_common(fact));
        *patient.fact_mut(fact) = dice.falls(0.9).then_some(so);
    }
    patient
}

/// Rough shares among patients; only their order of size matters.
const fn how_common(fact: PatientFact) -> f64 {
    match fact {
        PatientFact::AcneProne => 0.3,
        PatientFact::HerpesHistory => 0.2,
        PatientFact::BloodThinners => 0.1,
        PatientFact::WeakImmunity => 0.07,
        PatientFact::KeloidHistory => 0.05,
        PatientFact::Isotretinoin => 0.03,
    }
}
