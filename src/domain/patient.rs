//! The patient, as far as they change what is expected.

use serde::{Deserialize, Serialize};

/// Fitzpatrick skin type 1–6. From 4 on redness reads low, and the wording leans on warmth, pain and trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct SkinType(u8);

impl SkinType {
    /// The number, 1–6.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether redness is less obvious on this skin (types 4–6; source `nhs-darker-skin`).
    #[must_use]
    pub const fn is_darker(self) -> bool {
        self.0 >= 4
    }
}

/// A number that is no skin type.
#[derive(Debug, thiserror::Error)]
#[error("a skin type is a whole number from 1 (very fair) to 6 (black), not {0}")]
pub struct NoSuchSkinType(u8);

impl TryFrom<u8> for SkinType {
    type Error = NoSuchSkinType;

    fn try_from(number: u8) -> Result<Self, NoSuchSkinType> {
        if (1..=6).contains(&number) { Ok(Self(number)) } else { Err(NoSuchSkinType(number)) }
    }
}

impl From<SkinType> for u8 {
    fn from(skin: SkinType) -> Self {
        skin.0
    }
}

/// What a patient may say about themselves at set-up that changes how a course is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatientFact {
    /// Skin that breaks out easily.
    AcneProne,
    /// Cold sores now or in the past.
    HerpesHistory,
    /// Raised or growing scars in the past.
    KeloidHistory,
    /// An immune system weakened by illness (diabetes too) or medicine.
    WeakImmunity,
    /// Blood thinners, aspirin included.
    BloodThinners,
    /// Isotretinoin within the last six months.
    #[serde(rename = "isotretinoin_within_6_months")]
    Isotretinoin,
}

impl PatientFact {
    /// All facts, in the order set-up asks them.
    pub const ALL: [Self; 6] = [
        Self::AcneProne,
        Self::HerpesHistory,
        Self::KeloidHistory,
        Self::WeakImmunity,
        Self::BloodThinners,
        Self::Isotretinoin,
    ];

    /// The name in files, as serde knows it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AcneProne => "acne_prone",
            Self::HerpesHistory => "herpes_history",
            Self::KeloidHistory => "keloid_history",
            Self::WeakImmunity => "weak_immunity",
            Self::BloodThinners => "blood_thinners",
            Self::Isotretinoin => "isotretinoin_within_6_months",
        }
    }

    /// The fact as a question to the patient.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::AcneProne => "Does your skin break out easily?",
            Self::HerpesHistory => "Have you ever had cold sores?",
            Self::KeloidHistory => "Have scars of yours grown thick or raised?",
            Self::WeakImmunity => "Weak immunity or diabetes?",
            Self::BloodThinners => "Do you take blood thinners or aspirin?",
            Self::Isotretinoin => "Isotretinoin in the last 6 months?",
        }
    }

    /// The fact in a few words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AcneProne => "breakout-prone skin",
            Self::HerpesHistory => "cold sores in the past",
            Self::KeloidHistory => "raised scars in the past",
            Self::WeakImmunity => "weak immunity or diabetes",
            Self::BloodThinners => "blood thinners",
            Self::Isotretinoin => "isotretinoin in the last 6 months",
        }
    }
}

/// What the patient said about themselves; `None` is "skipped", never "no".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// Fitzpatrick type.
    pub skin_type: Option<SkinType>,
    /// Breaks out easily.
    pub acne_prone: Option<bool>,
    /// Has or had cold sores.
    pub herpes_history: Option<bool>,
    /// Has or had raised scars.
    pub keloid_history: Option<bool>,
    /// Weak immunity or diabetes.
    pub weak_immunity: Option<bool>,
    /// Takes blood thinners.
    pub blood_thinners: Option<bool>,
    /// Took isotretinoin within six months before the treatment.
    pub isotretinoin_within_6_months: Option<bool>,
}

impl Patient {
    /// The answer to one question; `None` when it was skipped.
    #[must_use]
    pub const fn fact(&self, fact: PatientFact) -> Option<bool> {
        match fact {
            PatientFact::AcneProne => self.acne_prone,
            PatientFact::HerpesHistory => self.herpes_history,
            PatientFact::KeloidHistory => self.keloid_history,
            PatientFact::WeakImmunity => self.weak_immunity,
            PatientFact::BloodThinners => self.blood_thinners,
            PatientFact::Isotretinoin => self.isotretinoin_within_6_months,
        }
    }

    /// The place where the answer to one question is kept.
    pub const fn fact_mut(&mut self, fact: PatientFact) -> &mut Option<bool> {
        match fact {
            PatientFact::AcneProne => &mut self.acne_prone,
            PatientFact::HerpesHistory => &mut self.herpes_history,
            PatientFact::KeloidHistory => &mut self.keloid_history,
            PatientFact::WeakImmunity => &mut self.weak_immunity,
            PatientFact::BloodThinners => &mut self.blood_thinners,
            PatientFact::Isotretinoin => &mut self.isotretinoin_within_6_months,
        }
    }

    /// Whether the patient said yes to it.
    #[must_use]
    pub fn has(&self, fact: PatientFact) -> bool {
        self.fact(fact) == Some(true)
    }

    /// Whether redness reads low on this skin.
    #[must_use]
    pub fn has_darker_skin(&self) -> bool {
        self.skin_type.is_some_and(SkinType::is_darker)
    }
}
