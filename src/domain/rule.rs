//! Rules: the small closed language in which a protocol says what makes a finding.
//!
//! Whatever looks at the entry itself can only become truer with a worse grade or one more sign, so that a worse entry
//! never has a quieter verdict. There is no `not`: what must be absent can only be said of days, facts and the past.

use serde::Deserialize;

use super::id::{HoldId, RuleId, SignId, SourceId, SymptomId};
use super::patient::{Patient, PatientFact};
use super::symptom::Grade;
use super::treatment::{Area, Device, Treatment};
use super::triage::Triage;

/// A condition with its words: when it holds for an entry, the entry has a finding.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name in files; also the name of the warning it may raise.
    pub id: RuleId,
    /// How loud the finding is.
    pub triage: Triage,
    /// The finding in a few words, at most 44 columns.
    pub title: String,
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// Which edge of the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// What most sources describe.
    Usual,
    /// The most that any source describes.
    Outer,
}

/// One thing that can be true of an entry, of what came before it, or of the patient and the treatment.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The entry answers the sign with yes.
    Sign(SignId),
    /// The entry answers at least one of the signs with yes.
    AnySign(Vec<SignId>),
    /// The entry answers one of the signs with "not sure".
    Unsure(Vec<SignId>),
    /// The entry answers the sign with yes, and so did every answer for at least `days` days.
    LastingSign {
        /// The sign.
        sign: SignId,
        /// Days between the first yes of the run and this entry.
        days: i32,
    },
    /// An earlier entry answered the sign with yes.
    EarlierSign {
        /// The sign.
        sign: SignId,
        /// At most this many days ago.
        within_days: i32,
    },
    /// At least one of the symptoms has at least this grade.
    Grade {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// The grade.
        at_least: Grade,
    },
    /// Some of the symptoms lie above the range described for the day.
    Above {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// Above which edge.
        range: Range,
        /// By at least this many grades.
        #[serde(default = "one")]
        by: u8,
        /// With at least this grade.
        #[serde(default)]
        at_least: Grade,
        /// At least this many of the symptoms.
        #[serde(default = "one")]
        count: u8,
    },
    /// One of the symptoms is there before the first day on which it is described.
    Early(Vec<SymptomId>),
    /// One of the symptoms is higher than the lowest grade recorded before.
    Rise {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// By at least this many grades.
        by: u8,
        /// To at least this grade.
        #[serde(default)]
        at_least: Grade,
        /// And above this edge of the range described for the day.
        #[serde(default)]
        above: Option<Range>,
        /// Only grades recorded at most this many hours before the entry count as "before".
        #[serde(default)]
        within_hours: Option<f64>,
        /// Only grades recorded this many hours after the treatment or later count as "before".
        from_hours: f64,
    },
    /// One of the symptoms is there again after an entry on which it had gone.
    Returned {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// With at least this grade.
        at_least: Grade,
        /// And above this edge of the range described for the day.
        #[serde(default)]
        above: Option<Range>,
        /// The entry without it described this day or a later one.
        gone_on_day: i32,
    },
    /// One of the symptoms has had at least this grade in every entry for some days.
    Lasting {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// The grade.
        at_least: Grade,
        /// Days between the first entry of the run and this one.
        days: i32,
    },
    /// A warning of at least this level was shown to be over, by this entry or one before.
    Cleared {
        /// The level.
        from: Triage,
        /// At most this many days ago.
        within_days: i32,
        /// An entry still had it, shown or not yet over, at most this many days ago.
        #[serde(default)]
        open_within_days: Option<i32>,
        /// Warnings of these rules do not count.
        #[serde(default)]
        except: Vec<RuleId>,
    },
    /// Nothing was entered for some hours after an entry; holds only for "now", never for an entry.
    Silent {
        /// Hours since the last entry.
        hours: f64,
        /// What it left open is at least this loud.
        after: Triage,
    },
    /// The day lies between these, both included.
    Day {
        /// First day; open when left out.
        #[serde(default)]
        from: Option<i32>,
        /// Last day; open when left out.
        #[serde(default)]
        to: Option<i32>,
    },
    /// At least `from` and less than `to` hours have passed since the treatment.
    Hours {
        /// Open when left out.
        #[serde(default)]
        from: Option<f64>,
        /// Open when left out.
        #[serde(default)]
        to: Option<f64>,
    },
    /// The patient or the treatment is such.
    Given(Circumstance),
    /// The treatment before this one is less than `below_days` days before it.
    SinceLastTreatment {
        /// Days.
        below_days: i32,
    },
    /// At least `at_least` treatments, this one included, within `days` days before this one.
    Treatments {
        /// How many.
        at_least: usize,
        /// Days.
        days: i32,
    },
    /// When this treatment was done, the last grade of a symptom after the one before was still up.
    Unhealed {
        /// The symptoms.
        of: Vec<SymptomId>,
        /// At least this grade.
        at_least: Grade,
        /// Recorded at most this many days before the treatment.
        within_days: i32,
    },
    /// A retinoid was taken up again before this day after the treatment, and that day has come.
    RetinoidBefore {
        /// The day.
        day: i32,
    },
    /// One of the things on hold was used before it was allowed again, at most so many hours before the entry.
    UsedEarly {
        /// The holds.
        of: Vec<HoldId>,
        /// Hours.
        within_hours: f64,
    },
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

const fn one() -> u8 {
    1
}

/// Facts about the patient and the treatment; all that are named must be so.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Circumstance {
    /// The patient said yes to one of these.
    pub patient: Vec<PatientFact>,
    /// One of these devices.
    pub device: Vec<Device>,
    /// None of these devices; a device that was not said is none of them.
    pub device_other_than: Vec<Device>,
    /// One of these areas.
    pub area: Vec<Area>,
    /// Needles of at least this many millimetres.
    pub needle_from: Option<f64>,
    /// Needles shorter than this many millimetres.
    pub needle_below: Option<f64>,
    /// Skin type of at least this number.
    pub skin_type_from: Option<u8>,
    /// Done at home, or not.
    pub at_home: Option<bool>,
    /// With platelet-rich plasma, or not.
    pub prp: Option<bool>,
}

impl Circumstance {
    /// Whether it is so. What the patient did not say is never so.
    #[must_use]
    pub fn holds(&self, patient: &Patient, treatment: &Treatment) -> bool {
        let depth = treatment.needle_depth.map(super::treatment::NeedleDepth::mm);
        let skin = patient.skin_type.map(super::patient::SkinType::number);
        (self.patient.is_empty() || self.patient.iter().any(|fact| patient.has(*fact)))
            && (self.device.is_empty() || treatment.device.is_some_and(|device| self.device.contains(&device)))
            && treatment.device.is_none_or(|device| !self.device_other_than.contains(&device))
            && (self.area.is_empty() || treatment.area.as_ref().is_some_and(|area| self.area.contains(area)))
            && self.needle_from.is_none_or(|from| depth.is_some_and(|mm| mm >= from))
            && self.needle_below.is_none_or(|below| depth.is_some_and(|mm| mm < below))
            && self.skin_type_from.is_none_or(|from| skin.is_some_and(|number| number >= from))
            && self.at_home.is_none_or(|wanted| treatment.at_home == Some(wanted))
            && self.prp.is_none_or(|wanted| treatment.prp == Some(wanted))
    }
}

impl Rule {
    /// Whether it looks back on warnings that are over.
    #[must_use]
    pub fn follows_up(&self) -> bool {
        let mut found = false;
        for condition in &self.when {
            condition.walk(&mut |condition| found |= matches!(condition, Condition::Cleared { .. }));
        }
        found
    }

    /// Whether no sheet may make it quieter: it names a danger sign, or calls for help today.
    #[must_use]
    pub fn is_safeguarded(&self) -> bool {
        let mut names_sign = false;
        for condition in &self.when {
            condition.walk(&mut |condition| names_sign |= !condition.signs().is_empty());
        }
        names_sign || self.triage >= Triage::Urgent
    }
}

impl Condition {
    /// This condition and all those inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        if let Self::All(inner) | Self::Any(inner) = self {
            for condition in inner {
                condition.walk(visit);
            }
        }
    }

    /// The symptoms it names itself.
    #[must_use]
    pub fn symptoms(&self) -> &[SymptomId] {
        match self {
            Self::Grade { of, .. }
            | Self::Above { of, .. }
            | Self::Early(of)
            | Self::Rise { of, .. }
            | Self::Returned { of, .. }
            | Self::Lasting { of, .. }
            | Self::Unhealed { of, .. } => of,
            _ => &[],
        }
    }

    /// The holds it names itself.
    #[must_use]
    pub fn holds(&self) -> &[HoldId] {
        match self {
            Self::UsedEarly { of, .. } => of,
            _ => &[],
        }
    }

    /// The rules it names itself.
    #[must_use]
    pub fn rules(&self) -> &[RuleId] {
        match self {
            Self::Cleared { except, .. } => except,
            _ => &[],
        }
    }

    /// The signs it names itself.
    #[must_use]
    pub fn signs(&self) -> &[SignId] {
        match self {
            Self::Sign(sign) | Self::LastingSign { sign, .. } | Self::EarlierSign { sign, .. } => {
                std::slice::from_ref(sign)
            }
            Self::AnySign(signs) | Self::Unsure(signs) => signs,
            _ => &[],
        }
    }
}
