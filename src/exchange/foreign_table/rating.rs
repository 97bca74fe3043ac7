//! What one cell says about a symptom or a danger sign.
//!
//! May use `domain`.

use super::scale::{Number, Scale};
use super::words::{self, Said, Words};
use crate::domain::{Answer, Grade, Rating};

/// A rating as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub rating: Rating,
    /// What the cell says, where a grade does not say all of it.
    pub told: Option<String>,
}

/// Reads a cell about a symptom: none where nothing was recorded, an error that says what would be right.
pub(super) fn rating(cell: &str, scale: Scale, told: &Words) -> Result<Option<Read>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    match told.told(cell).or_else(|| words::known(cell)).or_else(|| clear(cell)) {
        Some(Said::Grade(grade)) => Ok(Some(of_word(cell, grade))),
        Some(Said::No) => Ok(Some(of_word(cell, Grade::NONE))),
        Some(Said::NotSure) => Ok(Some(Read { rating: Rating::NotSure, told: None })),
        Some(Said::NotRecorded) => Ok(None),
        Some(Said::Yes) => Err(format!(
            "how much it was; for one table, --words \"{cell}=GRADE\" with a grade from 0 to 4 says what yes means"
        )),
        None => number(cell, scale).map(Some).ok_or_else(|| wanted(cell, scale)),
    }
}

/// Where it is doubtful what the word means, nothing is read before that was said.
fn clear(cell: &str) -> Option<Said> {
    words::is_clear(cell).then_some(Said::Grade(Grade::ALL[2]))
}

fn of_word(cell: &str, grade: Grade) -> Read {
    let says_all = grade == Grade::NONE || cell.eq_ignore_ascii_case(grade.word());
    Read { rating: grade.into(), told: (!says_all).then(|| cell.to_owned()) }
}

fn number(cell: &str, scale: Scale) -> Option<Read> {
    if let Some((number, scale)) = of_its_own(cell) {
        let grade = scale.grade(number)?;
        return Some(Read { rating: grade.into(), told: (!number.is_nought()).then(|| cell.to_owned()) });
    }
    let number = Number::read(cell)?;
    let grade = scale.grade(number)?;
    let says_all = number.is_nought() || (scale == Scale::ZeroToFour && number.parts().1 == 0);
    let told = match scale.most() {
        _ if says_all => None,
        Some(most) if scale != Scale::ZeroToFour => Some(format!("{cell} of {most}")),
        _ => Some(cell.to_owned()),
    };
    Some(Read { rating: grade.into(), told })
}

/// A number that brings its scale along: `7/10`, `7 of 10`, `7 out of 10`.
pub(super) fn of_its_own(cell: &str) -> Option<(Number, Scale)> {
    let (number, most) =
        cell.split_once('/').or_else(|| cell.split_once("out of")).or_else(|| cell.split_once("of"))?;
    let scale = match most.trim() {
        "4" => Scale::ZeroToFour,
        "10" => Scale::ZeroToTen,
        "100" => Scale::ZeroToHundred,
        _ => return None,
    };
    Some((Number::read(number.trim())?, scale))
}

fn wanted(cell: &str, scale: Scale) -> String {
    let is_number = Number::read(cell).is_some();
    let numbers = match scale {
        Scale::Words => "a word, because it was said that these are words".to_owned(),
        _ => format!("a number of the scale {}", scale.id()),
    };
    if is_number {
        return format!("{numbers}; --scale {} is what there is besides", Scale::NAMES);
    }
    format!(
        "{numbers}, or none, slight, mild, moderate, marked, severe, extreme, ?; another word is told with --words, its grade from 0 to 4 behind it, as in \"{cell}=GRADE\"; \"{cell}=not_recorded\" if it \
         means that nothing was recorded"
    )
}

/// Reads a cell about a danger sign: none where it was not asked, an error that says what would be right.
pub(super) fn answer(cell: &str, told: &Words) -> Result<Option<Answer>, String> {
    let of = |said| match said {
        Said::Yes => Some(Some(Answer::Yes)),
        Said::No | Said::Grade(Grade::NONE) => Some(Some(Answer::No)),
        Said::NotSure => Some(Some(Answer::NotSure)),
        Said::NotRecorded => Some(None),
        Said::Grade(_) => None,
    };
    match cell {
        "" => return Ok(None),
        "1" => return Ok(Some(Answer::Yes)),
        "0" => return Ok(Some(Answer::No)),
        _ => {}
    }
    let found = told.told(cell).and_then(of).or_else(|| words::known(cell).and_then(of));
    found.ok_or_else(|| format!("yes, no or ?; another word is told with --words \"{cell}=yes\" or --words \"{cell}=no\", whichever it means"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, scale: Scale) -> String {
        let mut told = Words::default();
        told.tell("angry", Said::Grade(Grade::ALL[3]));
        match rating(cell, scale, &told) {
            Ok(None) => "-".to_owned(),
            Ok(Some(Read { rating: Rating::NotSure, .. })) => "?".to_owned(),
            Ok(Some(Read { rating: Rating::Graded(grade), told })) => format!("{grade} {}", told.unwrap_or_default()),
            Err(wanted) => wanted,
        }
    }

    #[test]
    fn an_empty_cell_is_no_answer_and_never_none() {
        for cell in ["", "n/a", "not recorded"] {
            assert_eq!(read(cell, Scale::ZeroToFour), "-", "{cell}");
            assert_eq!(answer(cell, &Words::default()), Ok(None), "{cell}");
        }
    }

    #[test]
    fn what_a_grade_does_not_say_is_kept() {
        for (cell, scale, wanted) in [
            ("3", Scale::ZeroToFour, "3 "),
            ("2,5", Scale::ZeroToFour, "3 2,5"),
            ("7", Scale::ZeroToTen, "3 7 of 10"),
            ("0", Scale::ZeroToTen, "0 "),
            ("7/10", Scale::ZeroToFour, "3 7/10"),
            ("7 out of 10", Scale::Words, "3 7 out of 10"),
            ("mild", Scale::Words, "1 mild"),
            ("slight", Scale::Words, "1 "),
            ("angry", Scale::Words, "3 angry"),
            ("no", Scale::ZeroToFour, "0 "),
            ("?", Scale::ZeroToFour, "?"),
        ] {
            assert_eq!(read(cell, scale), wanted, "{cell}");
        }
    }

    #[test]
    fn what_fits_no_scale_is_answered_with_what_would() {
        assert!(read("5", Scale::ZeroToFour).contains("0-4; --scale 0-4, 0-10"));
        assert!(read("11", Scale::ZeroToTen).contains("0-10"));
        assert!(read("2", Scale::Words).contains("a word"));
        assert!(read("yes", Scale::ZeroToFour).contains("\"yes=GRADE\""));
        let asked = answer("oui", &Words::default()).unwrap_err();
        assert!(asked.contains("\"oui=yes\" or --words \"oui=no\""), "neither answer is suggested: {asked}");
        assert!(answer("mild", &Words::default()).unwrap_err().contains("yes, no or ?"));
        assert!(answer("2", &Words::default()).is_err());
    }

    #[test]
    fn signs_are_yes_no_or_not_sure() {
        let answer = |cell| answer(cell, &Words::default()).unwrap().unwrap();
        for cell in ["yes", "Y", "TRUE", "x", "1", "present"] {
            assert_eq!(answer(cell), Answer::Yes, "{cell}");
        }
        for cell in ["no", "N", "FALSE", "0", "none", "absent"] {
            assert_eq!(answer(cell), Answer::No, "{cell}");
        }
        assert_eq!(answer("maybe"), Answer::NotSure);
    }
}
