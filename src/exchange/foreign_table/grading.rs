//! On which scale a symptom is rated in a table, and how that is known.
//!
//! May use `domain`.

use super::rating;
use super::scale::{Number, Scale};
use super::wishes::Wishes;
use crate::domain::SymptomId;
use crate::exchange::located::shortened;

/// On which scale a symptom is rated, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Grading {
    /// It is known.
    By(Scale, Because),
    /// How far the numbers go, and where.
    Doubtful(String),
}

/// How a scale is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// It was said.
    Asked,
    /// The head says it.
    Head,
    /// There are no numbers.
    NoNumbers,
    /// Nought is none on every scale.
    Noughts,
    /// A line of the table says so much.
    Line(usize),
}

/// Nobody guesses a scale where a wrong guess would make something look milder than it was.
pub(super) fn grading(symptom: &SymptomId, cells: &[(usize, &str)], head: Option<Scale>, wishes: &Wishes) -> Grading {
    if let Some(scale) = wishes.of_symptom(symptom) {
        return Grading::By(scale, Because::Asked);
    }
    if let Some(scale) = head {
        return Grading::By(scale, Because::Head);
    }
    let is_number = |cell: &str| wishes.words.told(cell).is_none() && rating::of_its_own(cell).is_none();
    let numbers = cells.iter().filter(|(_, cell)| is_number(cell));
    let numbers: Vec<_> = numbers.filter_map(|(line, cell)| Some((*line, Number::read(cell)?, *cell))).collect();
    if numbers.iter().all(|(_, number, _)| number.is_nought()) {
        let because = if numbers.is_empty() { Because::NoNumbers } else { Because::Noughts };
        return Grading::By(Scale::ZeroToFour, because);
    }
    let above: Vec<_> = numbers.iter().filter(|(_, number, _)| number.is_above(5)).collect();
    match above[..] {
        [(line, ..), _, ..] if !above.iter().any(|(_, number, _)| number.is_above(10)) => {
            Grading::By(Scale::ZeroToTen, Because::Line(*line))
        }
        _ => Grading::Doubtful(doubtful(symptom, &numbers)),
    }
}

/// How far the numbers go, for the question on which scale they are.
fn doubtful(symptom: &SymptomId, numbers: &[(usize, Number, &str)]) -> String {
    let most = numbers.iter().max_by_key(|(_, number, _)| *number);
    let (line, most) = most.map_or((0, ""), |(line, _, cell)| (*line, *cell));
    format!("{symptom} (up to {}, line {line})", shortened(most))
}

/// Asks for the scale of all doubtful symptoms at once.
pub(super) fn asked_for(doubtful: &[&str]) -> Option<String> {
    (!doubtful.is_empty()).then(|| {
        format!(
            "Nothing says on which scale these numbers are: {}. A 3 is marked on 0-4, and only clear on 0-10. Say --scale 0-4 or \
             --scale 0-10, or for one symptom alone --scale redness=0-10; there are {}.",
            doubtful.join(", "),
            Scale::NAMES
        )
    })
}
