//! Names that may have been meant by one that does not exist.
//!
//! Uses nothing but the standard library.

/// So many letters may be wrong.
const TYPOS: usize = 2;

/// The names that are close to what was typed, the closest first, at most three: a letter or two apart, or with a word in
/// common.
pub fn near<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let mut found: Vec<_> = names.filter_map(|name| Some((distance(&typed, name)?, name))).collect();
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How far a name is from what was typed; none when it cannot have been meant.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let apart = letters_apart(typed, name);
    if apart <= TYPOS {
        return Some(apart);
    }
    let words = |text: &str| text.split(['-', '_', ' ']).map(str::to_owned).collect::<Vec<_>>();
    let theirs = words(name);
    let shared =
        words(typed).iter().filter(|word| word.len() > 2 && theirs.iter().any(|other| close(word, other))).count();
    (shared > 0).then(|| TYPOS + 1 + theirs.len() - shared.min(theirs.len()))
}

fn close(word: &str, other: &str) -> bool {
    other.starts_with(word) || letters_apart(word, other) <= 1
}

/// How many letters must be put in, taken out or changed to turn one text into the other.
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<_> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], line + 1);
        for (column, another) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *another);
            corner = row[column + 1];
            row[column + 1] = changed.min(corner + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["pus", "lumps", "pain-rising", "pain-growing", "rising-together"];

    fn found(typed: &str) -> Vec<&'static str> {
        near(typed, NAMES.into_iter())
    }

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        assert_eq!(found("puss"), ["pus"]);
        assert_eq!(found("Lump"), ["lumps"]);
        assert_eq!(found("pain-risign")[0], "pain-rising");
    }

    #[test]
    fn a_word_in_common_is_enough_and_nothing_in_common_is_not() {
        assert_eq!(found("pain"), ["pain-growing", "pain-rising"]);
        assert_eq!(found("rising pain")[0], "pain-rising");
        assert!(found("headache").is_empty());
    }

    #[test]
    fn letters_are_counted_as_a_typist_would() {
        for (one, other, wanted) in [("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("kitten", "sitting", 3)] {
            assert_eq!(letters_apart(one, other), wanted);
        }
    }
}
