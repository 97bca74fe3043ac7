//! Answers as people type them: `redness=2`, `--sign pus`.
//!
//! Uses the catalogue of `domain`.

use std::collections::BTreeMap;

use super::wrong;
use crate::domain::text::clean_line;
use crate::domain::{Answer, Catalog, Grade, Rating, SignId, SymptomId};

/// Reads `redness=2` and the like; a symptom may be shortened as long as it stays clear which one is meant.
pub fn grades(typed: &[String], catalog: &Catalog) -> anyhow::Result<BTreeMap<SymptomId, Rating>> {
    let mut grades = BTreeMap::new();
    for one in typed {
        let shown = clean_line(one);
        let (name, value) =
            one.split_once('=').ok_or_else(|| wrong(format!("\"{shown}\" is no answer; write redness=2")))?;
        let names = catalog.symptoms.iter().map(|symptom| symptom.id.as_str());
        let symptom = SymptomId::from(meant(name, "symptom", names)?);
        let rating = rating(value).ok_or_else(|| {
            wrong(format!(
                "\"{shown}\": a grade is 0 (none), 1 (slight), 2 (clear), 3 (marked), 4 (extreme) or not_sure; \
                 leave the symptom out when you did not look. Nothing was saved."
            ))
        })?;
        if grades.insert(symptom.clone(), rating).is_some() {
            return Err(wrong(format!("{symptom} is given twice; keep one of them. Nothing was saved.")));
        }
    }
    Ok(grades)
}

/// The symptom that is meant, which may be shortened.
pub fn symptom(typed: &str, catalog: &Catalog) -> anyhow::Result<SymptomId> {
    let names = catalog.symptoms.iter().map(|symptom| symptom.id.as_str());
    meant(typed, "symptom", names).map(SymptomId::from)
}

fn rating(typed: &str) -> Option<Rating> {
    let typed = typed.trim().to_lowercase().replace('-', "_");
    if typed == "not_sure" || typed == "?" {
        return Some(Rating::NotSure);
    }
    let named = Grade::ALL.into_iter().find(|grade| grade.word() == typed);
    let numbered = || Grade::try_from(typed.parse::<u8>().ok()?).ok();
    named.or_else(numbered).map(Rating::Graded)
}

/// Adds what was answered to some signs; the same sign answered in two ways is refused.
pub fn answer(
    signs: &mut BTreeMap<SignId, Answer>,
    typed: &[String],
    answer: Answer,
    catalog: &Catalog,
) -> anyhow::Result<()> {
    for name in typed {
        let names = catalog.signs.iter().map(|sign| sign.id.as_str());
        let sign = SignId::from(meant(name, "sign", names)?);
        if signs.insert(sign.clone(), answer).is_some_and(|earlier| earlier != answer) {
            return Err(wrong(format!("{sign} is answered in two ways; keep one of them. Nothing was saved.")));
        }
    }
    Ok(())
}

/// The one name that was meant: written in full, or shortened so that only one begins like that.
fn meant<'a>(typed: &str, what: &str, names: impl Iterator<Item = &'a str>) -> anyhow::Result<&'a str> {
    let wanted = typed.trim().to_lowercase().replace(['-', ' '], "_");
    let names: Vec<_> = names.collect();
    let fitting: Vec<_> =
        names.iter().copied().filter(|name| !wanted.is_empty() && name.starts_with(&wanted)).collect();
    let shown = clean_line(typed);
    match fitting[..] {
        _ if names.contains(&wanted.as_str()) => Ok(names.into_iter().find(|name| *name == wanted).unwrap_or_default()),
        [one] => Ok(one),
        [] => Err(wrong(format!("there is no {what} \"{shown}\"; there are {}. Nothing was saved.", names.join(", ")))),
        _ => {
            let fitting = fitting.join(" or ");
            Err(wrong(format!("\"{shown}\" could be {fitting}; write which one. Nothing was saved.")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["pain", "peeling", "burning", "bruising"];

    fn found(typed: &str) -> Result<&'static str, String> {
        meant(typed, "symptom", NAMES.into_iter()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_name_may_be_shortened_while_it_is_clear() {
        assert_eq!(found("pain"), Ok("pain"));
        assert_eq!(found("Pee"), Ok("peeling"));
        assert!(found("b").unwrap_err().contains("burning or bruising"));
        assert!(found("").unwrap_err().contains("pain, peeling"));
        assert!(found("\u{1b}[31m").unwrap_err().chars().all(|c| !c.is_control()));
    }

    #[test]
    fn grades_are_numbers_or_their_words() {
        assert_eq!(rating("2"), Some(Rating::Graded(Grade::ALL[2])));
        assert_eq!(rating("marked"), Some(Rating::Graded(Grade::ALL[3])));
        assert_eq!(rating("not-sure"), Some(Rating::NotSure));
        assert!(["7", "-1", "2.5", "maybe", "", "300"].into_iter().all(|typed| rating(typed).is_none()));
    }
}
