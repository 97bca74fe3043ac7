//! What one row answers: which symptom or sign, and what was said about it.
//!
//! May use `domain`.

use crate::domain::{Answer, Catalog, Grade, Rating, SignId, SymptomId};

/// The kinds of rows.
pub(super) const SYMPTOM: &str = "symptom";
pub(super) const SIGN: &str = "sign";
/// A check-in that is a note alone, or says nothing.
pub(super) const ENTRY: &str = "entry";

/// The states of an answer.
pub(super) const RECORDED: &str = "recorded";
pub(super) const NOT_SURE: &str = "not_sure";
pub(super) const NOT_RECORDED: &str = "not_recorded";

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    Symptom(SymptomId, Rating),
    Sign(SignId, Answer),
    /// A row that answers nothing: not recorded, or a note alone.
    Nothing,
}

/// The cells that make an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub value: &'a str,
    pub state: &'a str,
}

/// A column, and what would be right in it.
pub(super) type Wrong = (&'static str, String);

impl Cells<'_> {
    /// Reads them by the symptoms and signs of a catalogue.
    pub fn read(self, catalog: &Catalog) -> Result<Answered, Wrong> {
        match self.kind {
            SYMPTOM => self.symptom(catalog),
            SIGN => self.sign(catalog),
            ENTRY => Ok(Answered::Nothing),
            _ => Err(("kind", format!("\"{SYMPTOM}\", \"{SIGN}\" or \"{ENTRY}\""))),
        }
    }

    fn symptom(self, catalog: &Catalog) -> Result<Answered, Wrong> {
        let known = || catalog.symptoms.iter().map(|symptom| &symptom.id);
        let names = || known().map(SymptomId::as_str).collect::<Vec<_>>().join(", ");
        let id = known().find(|id| id.as_str() == self.id).ok_or_else(|| ("id", format!("a symptom: {}", names())))?;
        let grade = || self.value.parse::<u8>().ok().and_then(|number| Grade::try_from(number).ok());
        let wanted = "a grade: 0 (none), 1, 2, 3 or 4 (extreme); empty, with the state not_sure or not_recorded, when none was given";
        match self.stated()? {
            None => Ok(Answered::Nothing),
            Some(NOT_SURE) => Ok(Answered::Symptom(id.clone(), Rating::NotSure)),
            Some(_) => grade()
                .map(|grade| Answered::Symptom(id.clone(), grade.into()))
                .ok_or_else(|| ("value", wanted.to_owned())),
        }
    }

    fn sign(self, catalog: &Catalog) -> Result<Answered, Wrong> {
        let known = || catalog.signs.iter().map(|sign| &sign.id);
        let names = || known().map(SignId::as_str).collect::<Vec<_>>().join(", ");
        let id = known().find(|id| id.as_str() == self.id).ok_or_else(|| ("id", format!("a sign: {}", names())))?;
        let answer = match self.stated()? {
            None => return Ok(Answered::Nothing),
            Some(NOT_SURE) => Answer::NotSure,
            // Spreadsheets write what they take for a truth value in capitals.
            Some(_) if self.value.eq_ignore_ascii_case("true") => Answer::Yes,
            Some(_) if self.value.eq_ignore_ascii_case("false") => Answer::No,
            Some(_) => return Err(("value", "true or false; empty, with the state not_sure, when unsure".to_owned())),
        };
        Ok(Answered::Sign(id.clone(), answer))
    }

    /// What kind of answer it is; none when there is none. An empty value is never a zero.
    fn stated(self) -> Result<Option<&'static str>, Wrong> {
        match (self.state, self.value) {
            (RECORDED, "") => Err(("value", "an answer, because the state is recorded".to_owned())),
            (RECORDED, _) => Ok(Some(RECORDED)),
            ("" | NOT_RECORDED, "") => Ok(None),
            ("", _) => Ok(Some(RECORDED)),
            (NOT_SURE, "") => Ok(Some(NOT_SURE)),
            (NOT_SURE | NOT_RECORDED, _) => Err(("value", format!("nothing, because the state is {}", self.state))),
            _ => Err(("state", format!("\"{RECORDED}\", \"{NOT_SURE}\" or \"{NOT_RECORDED}\""))),
        }
    }
}
