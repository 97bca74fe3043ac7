//! Codes of SNOMED CT for what has one that two published sources agree on. Nobody has verified them against a release of it.
//!
//! Uses nothing of the program. Its use needs a licence in some countries, so these are written only when asked for.

use super::element::Coding;

/// What stands in `system` beside such a code.
const SNOMED_CT: &str = "http://snomed.info/sct";

/// Symptom or sign, and its concept.
const CONCEPTS: [(&str, &str); 12] = [
    ("redness", "247441003"),
    ("swelling", "65124004"),
    ("peeling", "271767006"),
    ("breakouts", "11381005"),
    ("itching", "418363000"),
    ("pain", "403598008"),
    ("bleeding", "297968009"),
    ("crusting", "69640009"),
    ("pus", "225550006"),
    ("blisters", "339008"),
    ("warmth", "17038008"),
    ("facial_swelling", "278528006"),
];

/// The code of a symptom or sign, where there is one.
pub(super) fn snomed_ct(id: &str) -> Option<Coding> {
    let (_, code) = CONCEPTS.iter().find(|(known, _)| *known == id)?;
    // No display: it would claim that the code was looked up.
    Some(Coding { system: SNOMED_CT.into(), code: (*code).into(), display: None, user_selected: Some(false) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: [[usize; 10]; 10] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];

    const TURN: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    /// Verhoeff's check digit, which every concept ends with.
    fn is_sound(code: &str) -> bool {
        let turned = |digit: usize, place: usize| (0..place).fold(digit, |digit, _| TURN[digit]);
        let digits = code.bytes().rev().map(|byte| usize::from(byte - b'0'));
        digits.enumerate().fold(0, |sum, (place, digit)| TIMES[sum][turned(digit, place % 8)]) == 0
    }

    #[test]
    fn no_code_is_mistyped() {
        for (id, code) in CONCEPTS {
            assert!(is_sound(code), "{id}: {code}");
        }
        assert!(!is_sound("247441004") && !is_sound("274741003"));
    }
}
