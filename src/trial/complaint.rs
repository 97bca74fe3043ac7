//! The graded complaints of a made-up course.

/// What is graded, in the order of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaint {
    Redness,
    Peeling,
    Breakouts,
    Swelling,
    Pain,
    Burning,
    Itching,
    Tightness,
    Dryness,
    Roughness,
    Crusting,
    Bruising,
    Bleeding,
}

impl Complaint {
    /// How many there are.
    pub const COUNT: usize = 13;

    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Redness,
        Self::Peeling,
        Self::Breakouts,
        Self::Swelling,
        Self::Pain,
        Self::Burning,
        Self::Itching,
        Self::Tightness,
        Self::Dryness,
        Self::Roughness,
        Self::Crusting,
        Self::Bruising,
        Self::Bleeding,
    ];

    /// The name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Redness => "redness",
            Self::Peeling => "peeling",
            Self::Breakouts => "breakouts",
            Self::Swelling => "swelling",
            Self::Pain => "pain",
            Self::Burning => "burning",
            Self::Itching => "itching",
            Self::Tightness => "tightness",
            Self::Dryness => "dryness",
            Self::Roughness => "roughness",
            Self::Crusting => "crusting",
            Self::Bruising => "bruising",
            Self::Bleeding => "bleeding",
        }
    }

    /// Whether it is described as only going down once the first two days are over.
    pub const fn only_falls(self) -> bool {
        matches!(self, Self::Redness | Self::Swelling | Self::Pain | Self::Burning)
    }

    /// The highest grade whose words still describe ordinary healing: pinpoint scabs are not thick crusts, dots that stop
    /// do not soak a tissue, and skin that is shed is not raw. Only what is felt is graded extreme in the first hours.
    pub const fn highest_ordinary(self, hours: f64) -> u8 {
        match self {
            Self::Crusting | Self::Bleeding => 2,
            // A flare is over by then; milia are a few small spots.
            Self::Breakouts if hours > 8.0 * 24.0 => 1,
            Self::Redness => 4,
            Self::Pain | Self::Burning | Self::Swelling if hours < 6.0 => 4,
            _ => 3,
        }
    }
}
