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
    if let Some((line, scale)) = said_in_cells(cells, wishes) {
        return Grading::By(scale, Because::Line(line));
    }
    let is_number = |cell: &str| wishes.words.told(cell).is_none() && rating::of_its_own(cell).is_none();
    let numbers = cells.iter().filter(|(_, cell)| is_number(cell));
    let numbers: Vec<_> = numbers.filter_map(|(line, cell)| Some((*line, Number::read(cell)?, *cell))).collect();
    if numbers.iter().all(|(_, number, _)| number.is_nought()) {
        let because = if numbers.is_empty() { Because::NoNumbers } else { Because::Noughts };
        return Grading::By(Scale::ZeroToFour, because);
    }
    ten_among(&numbers).map_or_else(
        || Grading::Doubtful(doubtful(symptom, &numbers)),
        |line| Grading::By(Scale::ZeroToTen, Because::Line(line)),
    )
}

/// The scale that cells such as 7/10 bring along, where they agree, and the first of their lines.
fn said_in_cells(cells: &[(usize, &str)], wishes: &Wishes) -> Option<(usize, Scale)> {
    let untold = cells.iter().filter(|(_, cell)| wishes.words.told(cell).is_none());
    let mut said = untold.filter_map(|(line, cell)| rating::of_its_own(cell).map(|(_, scale)| (*line, scale)));
    let first = said.next()?;
    said.all(|(_, scale)| scale == first.1).then_some(first)
}

/// The line of a ten that shows how far a scale goes. A seven may be of seven; a ten alone may be a slip, so that a second
/// number must be too large for the small scales.
fn ten_among(numbers: &[(usize, Number, &str)]) -> Option<usize> {
    let is_ten = |number: &Number| number.is_at_least(10) && !number.is_above(10);
    let (line, ..) = numbers.iter().find(|(_, number, _)| is_ten(number))?;
    let large = numbers.iter().filter(|(_, number, _)| number.is_above(5)).count();
    let fits = !numbers.iter().any(|(_, number, _)| number.is_above(10));
    (large > 1 && fits).then_some(*line)
}

/// How far the numbers go, for the question on which scale they are.
fn doubtful(symptom: &SymptomId, numbers: &[(usize, Number, &str)]) -> String {
    let most = numbers.iter().max_by_key(|(_, number, _)| *number);
    let (line, most) = most.map_or((0, ""), |(line, _, cell)| (*line, *cell));
    let fits = |scale: &Scale| numbers.iter().all(|(_, number, _)| scale.grade(*number).is_some());
    let fitting: Vec<_> = Scale::NUMBERS.into_iter().map(|(scale, ..)| scale).filter(fits).map(Scale::id).collect();
    let fitting = if fitting.is_empty() { "none".to_owned() } else { fitting.join(", ") };
    format!("{symptom} (up to {}, line {line}; fitting: {fitting})", shortened(most))
}

/// Asks for the scale of all doubtful symptoms at once.
pub(super) fn asked_for(doubtful: &[&str]) -> Option<String> {
    (!doubtful.is_empty()).then(|| {
        format!(
            "Nothing says on which scale these numbers are: {}. A 3 is marked on 0-4, and only clear on 0-10. Say --scale 0-4 or \
             --scale 0-10, or for one symptom alone --scale redness=0-10; there are {}. Where it was another one, \
             such as 1-7, none of these is right: leave the column out with --map, or change its numbers first.",
            doubtful.join(", "),
            Scale::NAMES
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[&str]) -> String {
        let cells: Vec<_> = (2..).zip(cells.iter().copied()).collect();
        match grading(&SymptomId::from("pain"), &cells, None, &Wishes::default()) {
            Grading::By(scale, _) => scale.id().to_owned(),
            Grading::Doubtful(words) => words,
        }
    }

    #[test]
    fn ten_steps_are_shown_by_a_ten_or_by_cells_that_say_so() {
        assert_eq!(told(&["10", "7", "2"]), "0-10");
        assert_eq!(told(&["7/10", "3"]), "0-10");
        assert_eq!(told(&["none", "severe"]), "0-4");
    }

    #[test]
    fn what_may_be_of_seven_or_of_eight_is_asked_for() {
        assert_eq!(told(&["7", "6", "2"]), "pain (up to 7, line 2; fitting: 0-10, 0-100)");
        assert_eq!(told(&["8", "7"]), "pain (up to 8, line 2; fitting: 0-10, 0-100)");
        assert_eq!(told(&["10", "3"]), "pain (up to 10, line 2; fitting: 0-10, 0-100)");
        assert_eq!(told(&["3", "2"]), "pain (up to 3, line 2; fitting: 0-4, 0-10, 0-3, 0-5, 1-5, 0-100)");
        assert_eq!(told(&["7/10", "3/4", "2"]), "pain (up to 2, line 4; fitting: 0-4, 0-10, 0-3, 0-5, 1-5, 0-100)");
        assert_eq!(told(&["300"]), "pain (up to 300, line 2; fitting: none)");
    }
}
