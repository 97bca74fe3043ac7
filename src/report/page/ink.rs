//! The colours of a page by what they mean, for paper and browser. Blue and orange are told apart by nearly all eyes; in
//! grey-scale print the darker of two stays the darker, and nothing is said by colour alone.
//!
//! May use `domain`.

use crate::domain::Triage;

use super::Tone;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The paper itself.
    Paper,
    /// Running text.
    Text,
    /// Text that matters less, axis labels.
    Quiet,
    /// Hairlines of grids, tables and charts.
    Rule,
    /// The ground of heads and boxes.
    Ground,
    /// The area of the usual grades.
    Usual,
    /// The edge of the usual grades.
    UsualEdge,
    /// The area some sources still describe.
    Outer,
    /// The edge of that area.
    OuterEdge,
    /// The patient's line and marks within the range.
    Yours,
    /// What lies outside the range.
    Outside,
    /// A level of a finding.
    Level(Triage),
    /// The ground behind a notice of this level.
    LevelGround(Triage),
}

impl Ink {
    /// Red, green and blue.
    #[must_use]
    pub const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Paper => (0xff, 0xff, 0xff),
            Self::Text => (0x1b, 0x26, 0x31),
            Self::Quiet => (0x54, 0x60, 0x6b),
            Self::Rule => (0xcf, 0xd6, 0xdc),
            Self::Ground => (0xf2, 0xf5, 0xf8),
            Self::Usual => (0xb4, 0xd3, 0xea),
            Self::UsualEdge => (0x3a, 0x78, 0xa8),
            Self::Outer => (0xe4, 0xef, 0xf7),
            Self::OuterEdge => (0x6b, 0x9c, 0xc2),
            Self::Yours => (0x0d, 0x43, 0x70),
            Self::Outside => (0xa8, 0x42, 0x00),
            Self::Level(level) => of_level(level),
            Self::LevelGround(level) => ground_of_level(level),
        }
    }

    /// As a style sheet and a drawing in a browser write it: `#1b2631`.
    #[must_use]
    pub fn hex(self) -> String {
        let (red, green, blue) = self.rgb();
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The ink of a text of this tone.
    #[must_use]
    pub const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Plain | Tone::Strong => Self::Text,
            Tone::Quiet => Self::Quiet,
            Tone::Outside => Self::Outside,
            Tone::Level(level) => Self::Level(level),
        }
    }
}

const fn of_level(level: Triage) -> (u8, u8, u8) {
    match level {
        Triage::Expected => (0x1d, 0x5a, 0x8c),
        Triage::Watch => (0x7a, 0x54, 0x00),
        Triage::ContactProvider => (0xa8, 0x42, 0x00),
        Triage::Urgent => (0x96, 0x2d, 0x00),
        Triage::Emergency => (0x7d, 0x12, 0x0c),
    }
}

const fn ground_of_level(level: Triage) -> (u8, u8, u8) {
    match level {
        Triage::Expected => (0xee, 0xf5, 0xfb),
        Triage::Watch => (0xfb, 0xf5, 0xe6),
        Triage::ContactProvider => (0xfd, 0xf1, 0xe8),
        Triage::Urgent | Triage::Emergency => (0xfd, 0xec, 0xe6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2 counts it, from 1 to 21.
    fn contrast(one: Ink, other: Ink) -> f64 {
        let light = |ink: Ink| {
            let (red, green, blue) = ink.rgb();
            let linear = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_it_stands_on() {
        let levels = Triage::ALL.map(Ink::Level);
        for text in [Ink::Text, Ink::Quiet, Ink::Outside, Ink::Yours].into_iter().chain(levels) {
            for ground in [Ink::Paper, Ink::Ground].into_iter().chain(Triage::ALL.map(Ink::LevelGround)) {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{text:?} on {ground:?}: {found:.2}");
            }
        }
        for level in levels {
            assert!(contrast(Ink::Paper, level) >= 4.5, "white on {level:?}");
        }
    }

    #[test]
    fn marks_and_edges_stand_out_from_the_areas_without_colour() {
        for mark in [Ink::Yours, Ink::Outside] {
            for area in [Ink::Paper, Ink::Usual, Ink::Outer] {
                assert!(contrast(mark, area) >= 3.0, "{mark:?} on {area:?}: {:.2}", contrast(mark, area));
            }
        }
        assert!(contrast(Ink::UsualEdge, Ink::Outer) >= 3.0);
        assert!(contrast(Ink::UsualEdge, Ink::Paper) >= 3.0);
        assert!(contrast(Ink::Usual, Ink::Outer) >= 1.2, "{}", contrast(Ink::Usual, Ink::Outer));
    }

    #[test]
    fn a_style_sheet_can_read_it() {
        assert_eq!(Ink::Text.hex(), "#1b2631");
        assert_eq!(Ink::of(Tone::Level(Triage::Emergency)).hex(), "#7d120c");
    }
}
