//! The treatment, as far as it changes what is expected.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cost::Cost;
use super::day::{Day, DayEnd, Moment};
use super::goal::Goal;
use super::id::TreatmentId;
use super::product::{Product, ProductKind, UsedAt};
use super::symptom::Grade;

/// What the skin was needled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// A powered pen.
    Pen,
    /// A roller.
    Roller,
    /// A stamp.
    Stamp,
    /// Needles with radio frequency.
    Rf,
}

impl Device {
    /// All devices.
    pub const ALL: [Self; 4] = [Self::Pen, Self::Roller, Self::Stamp, Self::Rf];

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pen => "pen",
            Self::Roller => "roller",
            Self::Stamp => "stamp",
            Self::Rf => "rf",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rf => "radio-frequency (RF)",
            other => other.id(),
        }
    }
}

/// Needle depth in millimetres, above 0 and at most 5.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct NeedleDepth(f64);

impl NeedleDepth {
    /// The depth in millimetres.
    #[must_use]
    pub const fn mm(self) -> f64 {
        self.0
    }
}

/// A number that is no needle depth.
#[derive(Debug, thiserror::Error)]
#[error("a needle depth is above 0 and at most 5 millimetres, not {0}")]
pub struct NoSuchDepth(f64);

impl TryFrom<f64> for NeedleDepth {
    type Error = NoSuchDepth;

    fn try_from(mm: f64) -> Result<Self, NoSuchDepth> {
        if mm > 0.0 && mm <= 5.0 { Ok(Self(mm)) } else { Err(NoSuchDepth(mm)) }
    }
}

impl From<NeedleDepth> for f64 {
    fn from(depth: NeedleDepth) -> Self {
        depth.0
    }
}

impl fmt::Display for NeedleDepth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} mm", self.0)
    }
}

/// The treated part of the body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Area {
    Face,
    Neck,
    Chest,
    Scalp,
    Hands,
    Body,
    Eyes,
    Lips,
    FullFaceNeck,
    Cheeks,
    Forehead,
    /// Any other text: kept, and treated like the face.
    Other(String),
}

impl Area {
    /// The areas that have a name of their own.
    pub const NAMED: [Self; 11] = [
        Self::Face,
        Self::FullFaceNeck,
        Self::Cheeks,
        Self::Forehead,
        Self::Eyes,
        Self::Lips,
        Self::Neck,
        Self::Chest,
        Self::Scalp,
        Self::Hands,
        Self::Body,
    ];

    /// The name in files.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Face => "face",
            Self::Neck => "neck",
            Self::Chest => "chest",
            Self::Scalp => "scalp",
            Self::Hands => "hands",
            Self::Body => "body",
            Self::Eyes => "eyes",
            Self::Lips => "lips",
            Self::FullFaceNeck => "full_face_neck",
            Self::Cheeks => "cheeks",
            Self::Forehead => "forehead",
            Self::Other(text) => text,
        }
    }

    /// The name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::FullFaceNeck => "full face and neck",
            other => other.id(),
        }
    }
}

impl From<String> for Area {
    fn from(text: String) -> Self {
        let named = Self::NAMED.into_iter().find(|area| area.id() == text);
        named.unwrap_or(Self::Other(text))
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Whom to ring. Empty text means the patient did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// Person or clinic.
    pub name: String,
    /// Phone during the clinic's hours.
    pub phone: String,
    /// Phone at night and on weekends.
    pub out_of_hours: String,
}

impl Provider {
    /// So many characters a name or a number has at most, so that none pushes advice off the screen.
    pub const LONGEST: usize = 120;

    /// Whether any number is known.
    #[must_use]
    pub fn has_number(&self) -> bool {
        !self.phone.trim().is_empty() || !self.out_of_hours.trim().is_empty()
    }
}

/// How often the needles went over the same place, 1–20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Passes(u8);

impl Passes {
    /// The number, 1–20.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A number that no treatment has as its passes.
#[derive(Debug, thiserror::Error)]
#[error("the number of passes is a whole number from 1 to 20, not {0}")]
pub struct NoSuchPasses(u8);

impl TryFrom<u8> for Passes {
    type Error = NoSuchPasses;

    fn try_from(number: u8) -> Result<Self, NoSuchPasses> {
        if (1..=20).contains(&number) { Ok(Self(number)) } else { Err(NoSuchPasses(number)) }
    }
}

impl From<Passes> for u8 {
    fn from(passes: Passes) -> Self {
        passes.0
    }
}

/// One microneedling session this patient had.
#[derive(Clone, Debug, PartialEq)]
pub struct Treatment {
    /// Name in files.
    pub id: TreatmentId,
    /// When it took place; day 0 is this day.
    pub performed_at: Moment,
    /// Id of the protocol whose courses and rules apply.
    pub protocol: String,
    /// What the skin was needled with.
    pub device: Option<Device>,
    /// How deep the needles went.
    pub needle_depth: Option<NeedleDepth>,
    /// Where.
    pub area: Option<Area>,
    /// Platelet-rich plasma was applied.
    pub prp: Option<bool>,
    /// Done at home.
    pub at_home: Option<bool>,
    /// How often the needles went over the same place.
    pub passes: Option<Passes>,
    /// What was used on the skin, and what was given for home.
    pub products: Vec<Product>,
    /// What it is hoped for, without doubles.
    pub goals: Vec<Goal>,
    /// How marked that was before the treatment.
    pub severity_before: Option<Grade>,
    /// Whether sore, infected or broken skin was there on the day.
    pub active_lesions: Option<bool>,
    /// The day the patient took a retinoid up again.
    pub retinoid_resumed_on: Option<NaiveDate>,
    /// Whom to ring.
    pub provider: Provider,
    /// What it cost.
    pub cost: Option<Cost>,
    /// Free text.
    pub note: String,
}

impl Treatment {
    /// A treatment of which only the time is known.
    #[must_use]
    pub fn new(id: TreatmentId, performed_at: Moment) -> Self {
        Self {
            id,
            performed_at,
            protocol: "microneedling".to_owned(),
            device: None,
            needle_depth: None,
            area: None,
            prp: None,
            at_home: None,
            passes: None,
            products: Vec::new(),
            goals: Vec::new(),
            severity_before: None,
            active_lesions: None,
            retinoid_resumed_on: None,
            provider: Provider::default(),
            cost: None,
            note: String::new(),
        }
    }

    /// Whether the provider gave such a product to be used at home.
    #[must_use]
    pub fn was_given(&self, kind: ProductKind) -> bool {
        self.products.iter().any(|product| product.kind == kind && product.used_at == UsedAt::Home)
    }

    /// The same treatment; what it does not say is taken from what was known about it.
    #[must_use]
    pub fn filled_in(self, known: Self) -> Self {
        let text = |given: String, known: String| if given.trim().is_empty() { known } else { given };
        Self {
            device: self.device.or(known.device),
            needle_depth: self.needle_depth.or(known.needle_depth),
            area: self.area.or(known.area),
            prp: self.prp.or(known.prp),
            at_home: self.at_home.or(known.at_home),
            passes: self.passes.or(known.passes),
            products: if self.products.is_empty() { known.products } else { self.products },
            goals: if self.goals.is_empty() { known.goals } else { self.goals },
            severity_before: self.severity_before.or(known.severity_before),
            active_lesions: self.active_lesions.or(known.active_lesions),
            retinoid_resumed_on: self.retinoid_resumed_on.or(known.retinoid_resumed_on),
            provider: Provider {
                name: text(self.provider.name, known.provider.name),
                phone: text(self.provider.phone, known.provider.phone),
                out_of_hours: text(self.provider.out_of_hours, known.provider.out_of_hours),
            },
            cost: self.cost.or(known.cost),
            note: text(self.note, known.note),
            ..self
        }
    }

    /// Days from this treatment to a moment, by the patient's calendar.
    #[must_use]
    pub fn day_of(&self, moment: Moment, day_end: DayEnd) -> Day {
        self.day_of_date(moment.date(day_end), day_end)
    }

    /// Days from this treatment to a date of the patient's calendar.
    #[must_use]
    pub fn day_of_date(&self, date: NaiveDate, day_end: DayEnd) -> Day {
        let days = (date - self.performed_at.date(day_end)).num_days();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the first and the last date there is are 200 million days apart"
        )]
        let days = days as i32;
        Day::new(days)
    }

    /// The calendar date of a day after this treatment; the last date there is when it lies beyond.
    #[must_use]
    pub fn date_of(&self, day: Day, day_end: DayEnd) -> NaiveDate {
        let start = self.performed_at.date(day_end);
        start.checked_add_signed(chrono::TimeDelta::days(i64::from(day.number()))).unwrap_or(NaiveDate::MAX)
    }

    /// The point in time of a moment told about this treatment: a date alone is noon, and never before the treatment on its own day.
    #[must_use]
    pub fn instant_of(&self, moment: Moment, day_end: DayEnd) -> chrono::DateTime<chrono::FixedOffset> {
        let offset = self.performed_at.offset();
        let start = self.performed_at.instant(offset);
        let instant = moment.instant(offset);
        let own_day = matches!(moment, Moment::On(date) if date == self.performed_at.date(day_end));
        if own_day { instant.max(start) } else { instant }
    }

    /// Hours from this treatment to a moment; negative before it. They are hours that passed, whatever was done to the clock.
    #[must_use]
    pub fn hours_to(&self, moment: Moment, day_end: DayEnd) -> f64 {
        let clock = match (self.performed_at, moment) {
            (Moment::On(_), Moment::At(at)) => *at.offset(),
            (performed_at, _) => performed_at.offset(),
        };
        let start = self.performed_at.instant(clock);
        let seconds = (self.instant_of(moment, day_end) - start).num_seconds();
        #[expect(clippy::cast_precision_loss, reason = "three centuries of seconds fit into the mantissa")]
        let hours = seconds as f64 / 3600.0;
        hours
    }
}
