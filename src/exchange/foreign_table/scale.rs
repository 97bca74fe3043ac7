//! The scales on which tables are rated, and how their numbers become grades.
//!
//! May use `domain`.

use crate::domain::Grade;

/// On which scale a symptom is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Grades as they are here.
    ZeroToFour,
    /// 0 none to 10 the worst.
    ZeroToTen,
    /// 0 none to 3.
    ZeroToThree,
    /// 0 none to 5.
    ZeroToFive,
    /// 1 none to 5.
    OneToFive,
    /// 0 none to 100 the worst.
    ZeroToHundred,
    /// Words alone, no numbers.
    Words,
}

impl Scale {
    /// The scales of numbers, with their least and their greatest.
    pub const NUMBERS: [(Self, u64, u64); 6] = [
        (Self::ZeroToFour, 0, 4),
        (Self::ZeroToTen, 0, 10),
        (Self::ZeroToThree, 0, 3),
        (Self::ZeroToFive, 0, 5),
        (Self::OneToFive, 1, 5),
        (Self::ZeroToHundred, 0, 100),
    ];

    /// Its name in options and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ZeroToFour => "0-4",
            Self::ZeroToTen => "0-10",
            Self::ZeroToThree => "0-3",
            Self::ZeroToFive => "0-5",
            Self::OneToFive => "1-5",
            Self::ZeroToHundred => "0-100",
            Self::Words => "words",
        }
    }

    /// The scale of that name.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-");
        Self::NUMBERS.into_iter().map(|(scale, ..)| scale).chain([Self::Words]).find(|scale| scale.id() == text)
    }

    /// What `--scale` may say.
    pub const NAMES: &str = "0-4, 0-10, 0-3, 0-5, 1-5, 0-100 or words";

    fn ends(self) -> Option<(u64, u64)> {
        Self::NUMBERS.into_iter().find(|(scale, ..)| *scale == self).map(|(_, least, most)| (least, most))
    }

    /// The greatest number there is.
    pub(super) fn most(self) -> Option<u64> {
        self.ends().map(|(_, most)| most)
    }

    /// What becomes of its whole numbers, such as "0 none, 1-2 slight"; nothing for numbers that stay as they are.
    #[must_use]
    pub fn folding(self) -> Option<String> {
        let (least, most) = self.ends().filter(|_| self != Self::ZeroToFour)?;
        let of = |grade: Grade| {
            let is_of = |whole: &u64| self.grade(Number { millionths: whole * Number::ONE }) == Some(grade);
            let from = (least..=most).find(is_of)?;
            let to = (least..=most).rfind(is_of)?;
            let range = if from == to { from.to_string() } else { format!("{from}-{to}") };
            Some(format!("{range} {}", grade.word()))
        };
        Some(Grade::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(", "))
    }

    /// The lowest grade that stands at least as high on 0–4 as a number stands on this scale: what is folded is rounded up and
    /// never down, so that nothing looks milder than it was written. Of 10 it is 0 → 0, 1–2 → 1, 3–5 → 2, 6–7 → 3, 8–10 → 4.
    #[must_use]
    pub fn grade(self, number: Number) -> Option<Grade> {
        let (least, most) = self.ends()?;
        let above = number.millionths.checked_sub(least * Number::ONE)?;
        let steps = (above * 4).div_ceil((most - least) * Number::ONE);
        Grade::try_from(u8::try_from(steps).ok()?).ok()
    }
}

/// A number as a cell says it, exactly: with a point or a comma before its fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    millionths: u64,
}

impl Number {
    const ONE: u64 = 1_000_000;

    /// Reads up to six digits before and after the point.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let is_digits = |text: &str| text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || text.ends_with(['.', ',']) {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let fraction: u64 = format!("{fraction:0<6}").parse().ok()?;
        Some(Self { millionths: whole * Self::ONE + fraction })
    }

    /// Whether it is more than a whole number.
    pub(super) const fn is_above(self, whole: u64) -> bool {
        self.millionths > whole * Self::ONE
    }

    /// Whether it is a whole number or more.
    pub(super) const fn is_at_least(self, whole: u64) -> bool {
        self.millionths >= whole * Self::ONE
    }

    /// Whether it is nought.
    pub(super) const fn is_nought(self) -> bool {
        self.millionths == 0
    }

    /// Its whole part, and its fraction in millionths.
    pub(super) const fn parts(self) -> (u64, u64) {
        (self.millionths / Self::ONE, self.millionths % Self::ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(scale: Scale, text: &str) -> Option<u8> {
        scale.grade(Number::read(text)?).map(Grade::number)
    }

    #[test]
    fn ten_steps_fold_by_the_table_that_is_told() {
        let grades: Vec<_> = (0..=10).map(|number| folded(Scale::ZeroToTen, &number.to_string()).unwrap()).collect();
        assert_eq!(grades, [0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4]);
        let same: Vec<_> = (0..=4).map(|number| folded(Scale::ZeroToFour, &number.to_string()).unwrap()).collect();
        assert_eq!(same, [0, 1, 2, 3, 4]);
        let five: Vec<_> = (1..=5).map(|number| folded(Scale::OneToFive, &number.to_string()).unwrap()).collect();
        assert_eq!(five, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn how_a_scale_folds_is_told() {
        let told = |scale: Scale| scale.folding().unwrap_or_default();
        assert_eq!(told(Scale::ZeroToTen), "0 none, 1-2 slight, 3-5 clear, 6-7 marked, 8-10 extreme");
        assert_eq!(told(Scale::ZeroToThree), "0 none, 1 clear, 2 marked, 3 extreme");
        assert_eq!(told(Scale::ZeroToHundred), "0 none, 1-25 slight, 26-50 clear, 51-75 marked, 76-100 extreme");
        assert_eq!(told(Scale::ZeroToFour), "");
        assert_eq!(told(Scale::Words), "");
    }

    #[test]
    fn fractions_are_rounded_up_and_what_lies_outside_is_none() {
        assert_eq!(folded(Scale::ZeroToFour, "2,5"), Some(3));
        assert_eq!(folded(Scale::ZeroToFour, "0.1"), Some(1));
        assert_eq!(folded(Scale::ZeroToFour, "2.0"), Some(2));
        assert_eq!(folded(Scale::ZeroToTen, "5,1"), Some(3));
        for text in ["4.1", "5", "-1", "1e3", "", ".5", "2.", "+1", "1 2", "9999999", "0.0000001", "\u{663}"] {
            assert_eq!(folded(Scale::ZeroToFour, text), None, "{text}");
        }
        assert_eq!(folded(Scale::OneToFive, "0"), None);
        assert_eq!(folded(Scale::Words, "1"), None);
    }

    proptest! {
        #[test]
        fn nothing_is_folded_to_less_than_it_was(which in 0..6_usize, millionths in 0..100_000_000_u64) {
            let (scale, least, most) = Scale::NUMBERS[which];
            let number = Number { millionths };
            if let Some(grade) = scale.grade(number) {
                let height = u128::from(millionths - least * Number::ONE) * 4;
                let step = u128::from((most - least) * Number::ONE);
                prop_assert!(u128::from(grade.number()) * step >= height);
                prop_assert!(u128::from(grade.number()) * step < height + step);
            }
        }
    }
}
