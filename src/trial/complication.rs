//! A published complication, in stages, and how it grows onto an ordinary course.

use crate::domain::{Device, PatientFact, Triage};

use super::chance::Dice;
use super::complaint::Complaint;
use super::person::Person;
use super::{infections, marks, reactions};

/// All complications the trial knows, those of one kind together.
pub const ALL: [&[Complication]; 3] = [infections::ALL, reactions::ALL, marks::ALL];

/// A published complication.
#[derive(Debug)]
pub struct Complication {
    /// Its name in figures.
    pub id: &'static str,
    /// Who can have it.
    pub needs: &'static [Need],
    /// Days after the treatment between which it begins.
    pub begins: (f64, f64),
    /// What it shows, one stage after the other.
    pub stages: &'static [Stage],
    /// How it ends.
    pub ending: Ending,
}

/// What must be so for a complication to be possible.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Done with this device.
    With(Device),
    /// The patient said yes.
    Has(PatientFact),
    /// The patient said no.
    HasNot(PatientFact),
    /// A skin type from 5 on.
    DarkSkin,
    /// With platelet-rich plasma.
    Prp,
    /// A retinoid was taken up again a day before the onset.
    RetinoidTheDayBefore,
    /// Another treatment so many days before, at the soonest and latest.
    TreatedDaysBefore(u32, u32),
}

/// A stretch of a complication.
#[derive(Debug)]
pub struct Stage {
    /// Hours until the next stage or the end.
    pub lasts: (f64, f64),
    /// From here a careful nurse calls at least so loud.
    pub least: Triage,
    /// Louder than this would be too loud.
    pub most: Triage,
    /// What is there.
    pub marks: &'static [Mark],
}

/// A stage in one line.
pub const fn stage(lasts: (f64, f64), least: Triage, most: Triage, marks: &'static [Mark]) -> Stage {
    Stage { lasts, least, most, marks }
}

/// One thing that a stage shows.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    /// A complaint of at least a grade between these.
    Grade(Complaint, u32, u32),
    /// A complaint that has gone.
    Gone(Complaint),
    /// A sign that is there.
    Yes(&'static str),
    /// One of these signs, at times another one too.
    OneOf(&'static [&'static str]),
    /// A sign of which the patient is not sure.
    Unsure(&'static str),
}

/// How a complication ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It stays as it is.
    Stays,
    /// At times it is treated, and goes within days.
    MayBeTreated,
    /// It goes by itself or with help, within hours.
    Passes,
}

/// A complication as it goes in one course.
#[derive(Clone, Debug)]
pub struct Growth {
    pub complication: &'static Complication,
    stages: Vec<Grown>,
    /// When nothing more is said about it.
    over_at: Option<f64>,
}

/// A stage with everything left to chance decided.
#[derive(Clone, Debug)]
pub struct Grown {
    pub from: f64,
    pub least: Triage,
    pub most: Triage,
    pub grades: Vec<(Complaint, u8)>,
    pub gone: Vec<Complaint>,
    pub yes: Vec<&'static str>,
    pub unsure: Vec<&'static str>,
}

impl Growth {
    /// Any complication, on a person made to fit.
    pub fn new(person: &mut Person, dice: &mut Dice) -> Self {
        let kinds: usize = ALL.iter().map(|kind| kind.len()).sum();
        let index = dice.whole(0, u32::try_from(kinds).unwrap_or(1) - 1) as usize;
        let complication = ALL.iter().flat_map(|kind| kind.iter()).nth(index).unwrap_or(&infections::ALL[0]);
        let (first, last) = complication.begins;
        let mut from = dice.between((24.0 * first, 24.0 * last));
        for need in complication.needs {
            need.make_so(person, from);
        }
        let mut stages = Vec::with_capacity(complication.stages.len());
        for stage in complication.stages {
            stages.push(Grown::new(stage, from, dice));
            from += dice.between(stage.lasts);
        }
        let ends = match complication.ending {
            Ending::Stays => false,
            Ending::MayBeTreated => dice.falls(0.4),
            Ending::Passes => true,
        };
        Self { complication, stages, over_at: ends.then_some(from) }
    }

    /// Hours at which a worried patient makes an entry: in every stage, and sometimes after it is over.
    pub fn worried_hours(&self, dice: &mut Dice) -> Vec<f64> {
        let starts = self.stages.iter().map(|stage| stage.from);
        let ends = starts.clone().skip(1).chain(self.over_at);
        let mut hours: Vec<_> = starts
            .clone()
            .zip(ends)
            .map(|(from, to)| from + dice.between((0.02, 0.7)) * (to - from).min(10.0))
            .collect();
        if self.over_at.is_none() {
            hours.extend(self.stages.last().map(|last| last.from + dice.between((0.1, 8.0))));
        }
        hours.extend(self.over_at.map(|over| over + dice.between((4.0, 30.0))));
        hours
    }

    /// The day by which all has been shown and told.
    pub fn last_day(&self, dice: &mut Dice) -> u32 {
        let last = self.over_at.or(self.stages.last().map(|stage| stage.from)).unwrap_or_default();
        (0..400).find(|day| f64::from(*day) * 24.0 >= last).unwrap_or_default() + dice.whole(1, 5)
    }

    /// The stage at an hour; none before the onset and when it is over.
    pub fn stage(&self, hours: f64) -> Option<&Grown> {
        if self.is_over(hours) {
            return None;
        }
        self.stages.iter().rev().find(|stage| stage.from <= hours)
    }

    /// Whether it has been treated or has passed.
    pub fn is_over(&self, hours: f64) -> bool {
        self.over_at.is_some_and(|over| hours >= over)
    }

    /// How much of the last stage's grades is left after the end, between 1 and 0.
    pub fn left(&self, hours: f64) -> f64 {
        let days = if self.complication.ending == Ending::Passes { 0.5 } else { 4.0 };
        self.over_at.map_or(1.0, |over| (1.0 - (hours - over) / (24.0 * days)).clamp(0.0, 1.0))
    }

    /// The stages, the earliest first.
    pub fn stages(&self) -> &[Grown] {
        &self.stages
    }
}

impl Grown {
    fn new(stage: &Stage, from: f64, dice: &mut Dice) -> Self {
        let Stage { least, most, marks, .. } = *stage;
        let mut grown =
            Self { from, least, most, grades: Vec::new(), gone: Vec::new(), yes: Vec::new(), unsure: Vec::new() };
        for mark in marks {
            match *mark {
                Mark::Grade(complaint, low, high) => {
                    let grade = u8::try_from(dice.whole(low, high)).unwrap_or_default();
                    grown.grades.push((complaint, grade));
                }
                Mark::Gone(complaint) => grown.gone.push(complaint),
                Mark::Yes(sign) => grown.yes.push(sign),
                Mark::Unsure(sign) => grown.unsure.push(sign),
                Mark::OneOf(signs) => {
                    grown.yes.push(*dice.one_of(signs));
                    if dice.falls(0.3) {
                        grown.yes.push(*dice.one_of(signs));
                    }
                }
            }
        }
        grown
    }
}

impl Need {
    fn make_so(self, person: &mut Person, onset: f64) {
        match self {
            Self::With(device) => {
                person.treatment.device = Some(device);
                person.treatment.needle_depth = Some(1.5).and_then(|mm| mm.try_into().ok());
            }
            Self::Has(fact) => *person.patient.fact_mut(fact) = Some(true),
            Self::HasNot(fact) => *person.patient.fact_mut(fact) = Some(false),
            Self::DarkSkin => person.patient.skin_type = 5.try_into().ok(),
            Self::Prp => person.treatment.prp = Some(true),
            Self::RetinoidTheDayBefore => {
                person.treatment.retinoid_resumed_on = Some(person.at(onset - 24.0).date_naive());
            }
            Self::TreatedDaysBefore(..) => {}
        }
    }
}
