//! The recovery key: the key of a locked journal, to be written on paper and typed again.
//!
//! 256 bits as 13 groups of four letters and a fifth that checks them, so that a slip of the pen is found and its group named.
//! May use neither files nor SQL.

use std::fmt;

use zeroize::Zeroizing;

use super::key::Secret;

/// Without I, L, O and U, which are taken for digits or for each other.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many groups a key has.
const GROUPS: usize = 13;

/// So many letters of a group carry the key; one more checks them.
const CARRYING: usize = 4;

/// With so few wrong groups what was typed was meant to be a recovery key, and is no passphrase.
const SLIPS: usize = 5;

/// Opens a locked journal without its passphrase, until the passphrase is changed. Wiped from memory, and never printed by
/// accident: [`Self::lines`] is the only way out.
#[derive(Clone)]
pub struct RecoveryKey(Secret);

/// What was typed where a recovery key could be.
#[derive(Debug)]
pub enum Typed {
    /// A recovery key without a slip.
    Key(RecoveryKey),
    /// A recovery key with slips in these groups, counted from 1.
    Mistyped(Vec<usize>),
    /// Something else.
    Other,
}

impl RecoveryKey {
    pub(super) const fn new(secret: Secret) -> Self {
        Self(secret)
    }

    pub(super) const fn secret(&self) -> &Secret {
        &self.0
    }

    /// The key in lines to write down, with at most five groups each.
    #[must_use]
    pub fn lines(&self) -> Vec<Zeroizing<String>> {
        let groups: Vec<_> = (0..GROUPS).map(|group| self.group(group)).collect();
        groups
            .chunks(5)
            .map(|line| Zeroizing::new(line.iter().map(|group| group.as_str()).collect::<Vec<_>>().join("-")))
            .collect()
    }

    fn group(&self, group: usize) -> Zeroizing<String> {
        let values = Zeroizing::new([0, 1, 2, 3].map(|letter| self.value(group * CARRYING + letter)));
        let mut text = Zeroizing::new(String::with_capacity(CARRYING + 1));
        let all = values.iter().copied().chain([check(group, values.as_slice())]);
        text.extend(all.map(|value| char::from(LETTERS[usize::from(value)])));
        text
    }

    /// Five bits of the key; those after its end are zeros.
    fn value(&self, letter: usize) -> u8 {
        (letter * 5..letter * 5 + 5).fold(0, |value, bit| {
            let byte = self.0.get(bit / 8).copied().unwrap_or(0);
            value << 1 | byte >> (7 - bit % 8) & 1
        })
    }

    /// Reads what was typed: small letters, blanks and dashes as one likes, and O, I and L for the digits they look like.
    #[must_use]
    pub fn read(typed: &str) -> Typed {
        let Some(groups) = groups(typed) else { return Typed::Other };
        let wrong: Vec<_> =
            (0..GROUPS).filter(|&group| !is_right(group, &groups[group])).map(|group| group + 1).collect();
        match wrong.len() {
            0 => joined(&groups).map_or(Typed::Other, Typed::Key),
            1..=SLIPS => Typed::Mistyped(wrong),
            _ => Typed::Other,
        }
    }
}

type Group = Zeroizing<Vec<Option<u8>>>;

/// The groups as they were set apart, or by fives when they were not.
fn groups(typed: &str) -> Option<Vec<Group>> {
    let is_gap = |letter: char| letter == '-' || letter.is_whitespace();
    let values = |text: &str| Zeroizing::new(text.chars().map(value_of).collect::<Vec<_>>());
    let apart: Vec<_> = typed.split(is_gap).filter(|group| !group.is_empty()).map(values).collect();
    if apart.len() == GROUPS {
        return Some(apart);
    }
    let all = Zeroizing::new(apart.iter().flat_map(|group| group.iter().copied()).collect::<Vec<_>>());
    (all.len() == GROUPS * (CARRYING + 1))
        .then(|| all.chunks(CARRYING + 1).map(|group| Zeroizing::new(group.to_vec())).collect())
}

fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|&known| char::from(known) == letter).and_then(|value| u8::try_from(value).ok())
}

fn is_right(group: usize, typed: &Group) -> bool {
    let values: Zeroizing<Vec<u8>> = Zeroizing::new(typed.iter().copied().flatten().collect());
    let is_whole = typed.len() == CARRYING + 1 && values.len() == typed.len();
    is_whole && check(group, &values[..CARRYING]) == values[CARRYING]
}

/// The letter that checks a group. In a field of 32 elements, with another factor for each place: one wrong letter, two
/// letters in each other's place, and a group in another's place are always found.
fn check(group: usize, values: &[u8]) -> u8 {
    let place = u8::try_from(group).unwrap_or(0);
    values.iter().zip([2, 4, 8, 16]).fold(times(5, place), |sum, (&value, factor)| sum ^ times(value, factor))
}

/// The product in the field of 32 elements, modulo x^5 + x^2 + 1.
fn times(one: u8, other: u8) -> u8 {
    (0..5).rev().fold(0, |product: u8, bit| {
        let doubled = if product & 16 == 0 { product << 1 } else { product << 1 ^ 0b10_0101 };
        if other >> bit & 1 == 1 { doubled ^ one } else { doubled }
    })
}

/// The key, unless the bits after its end are set.
fn joined(groups: &[Group]) -> Option<RecoveryKey> {
    let mut secret = Secret::default();
    let values = groups.iter().flat_map(|group| group.iter().copied().take(CARRYING).flatten());
    for (letter, value) in values.enumerate() {
        for (bit, one) in (letter * 5..).zip((0..5).rev().map(|shift| value >> shift & 1)) {
            match secret.get_mut(bit / 8) {
                Some(byte) => *byte |= one << (7 - bit % 8),
                None if one == 1 => return None,
                None => {}
            }
        }
    }
    Some(RecoveryKey(secret))
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> RecoveryKey {
        let mut secret = Secret::default();
        (0..).zip(secret.iter_mut()).for_each(|(at, byte): (u8, _)| *byte = at.wrapping_mul(73) ^ 0xa5);
        RecoveryKey(secret)
    }

    fn written(key: &RecoveryKey) -> String {
        key.lines().iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn read(typed: &str) -> Result<RecoveryKey, Vec<usize>> {
        match RecoveryKey::read(typed) {
            Typed::Key(key) => Ok(key),
            Typed::Mistyped(groups) => Err(groups),
            Typed::Other => Err(Vec::new()),
        }
    }

    #[test]
    fn what_is_written_down_is_read_again_however_it_is_typed() {
        for secret in [key(), RecoveryKey(Secret::default()), RecoveryKey(Zeroizing::new([0xff; 32]))] {
            let text = written(&secret);
            let sloppy = text.to_lowercase().replace('0', "o").replace('1', "l");
            let joined: String = text.split(['-', '\n']).collect();
            for typed in [&text, &sloppy, &text.replace('-', " "), &joined, &format!("  {text}\n")] {
                assert_eq!(*read(typed).unwrap().0, *secret.0, "{typed}");
            }
        }
    }

    #[test]
    fn every_wrong_letter_names_its_group() {
        let text = written(&key());
        let joined: String = text.split(['-', '\n']).collect();
        for at in 0..joined.len() {
            for &letter in LETTERS.iter().filter(|&&letter| letter != joined.as_bytes()[at]) {
                let mut typed = joined.clone();
                typed.replace_range(at..=at, &char::from(letter).to_string());
                assert_eq!(read(&typed).unwrap_err(), [at / 5 + 1], "{typed}");
            }
        }
    }

    #[test]
    fn letters_and_groups_in_each_other_s_place_are_found() {
        let text = written(&key());
        let groups: Vec<_> = text.split(['-', '\n']).collect();
        for (one, other) in (0..GROUPS).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let mut swapped = groups.clone();
            swapped.swap(one, other);
            assert_eq!(read(&swapped.join("-")).unwrap_err(), [other + 1, one + 1]);
        }
        for (group, letter) in (0..GROUPS).flat_map(|group| (0..CARRYING).map(move |letter| (group, letter))) {
            let mut letters: Vec<_> = groups[group].chars().collect();
            letters.swap(letter, letter + 1);
            let swapped: String = letters.into_iter().collect();
            let mut typed = groups.clone();
            typed[group] = &swapped;
            let wrong = if swapped == groups[group] { Vec::new() } else { vec![group + 1] };
            assert_eq!(read(&typed.join("-")).err().unwrap_or_default(), wrong);
        }
    }

    #[test]
    fn a_letter_too_many_or_too_few_names_its_group() {
        let text = written(&key());
        let mut groups: Vec<_> = text.split(['-', '\n']).map(str::to_owned).collect();
        groups[6].pop();
        groups[9].push('7');
        assert_eq!(read(&groups.join("-")).unwrap_err(), [7, 10]);
    }

    #[test]
    fn a_passphrase_is_no_recovery_key() {
        for typed in ["", "four small words here", "a b c d e f g h i j k l m", &"x".repeat(65), "ü-ß"] {
            assert!(matches!(RecoveryKey::read(typed), Typed::Other), "{typed}");
        }
    }
}
