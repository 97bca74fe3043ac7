//! What a rule that came close lacked, in plain words with the patient's own figures.
//!
//! Uses what came close, the entry and the names of the catalogue.

use super::assess::AssessedEntry;
use super::catalog::Catalog;
use super::closeness::{Close, Missing};
use super::rule::{Circumstance, Condition};
use super::rule_words::listed;
use super::sign::Answer;

/// What would have made the rule hold, after "it": a sentence for each way.
#[must_use]
pub fn lacking(close: &Close, judged: &AssessedEntry, catalog: &Catalog) -> Vec<String> {
    let mut said: Vec<_> = grades(&close.missing, catalog).into_iter().collect();
    for was in [Some(Answer::NotSure), Some(Answer::No), None] {
        said.extend(signs(&close.missing, was, catalog));
    }
    said.extend(close.missing.iter().filter_map(|missing| match missing {
        Missing::Time(condition) => Some(time(condition, judged)),
        Missing::Fact(fact) => Some(format!("would hold with {}; that was not told", in_words(fact))),
        Missing::Grade { .. } | Missing::Sign { .. } => None,
    }));
    said
}

fn grades(missing: &[Missing], catalog: &Catalog) -> Option<String> {
    let grades = missing.iter().filter_map(|missing| {
        let Missing::Grade { symptom, was, would_do } = missing else { return None };
        Some(format!("{} {would_do} instead of {was}", catalog.symptom_name(symptom).to_lowercase()))
    });
    let grades: Vec<_> = grades.collect();
    (!grades.is_empty()).then(|| format!("would hold with {}", grades.join(", or ")))
}

/// The signs that would do and had this answer.
fn signs(missing: &[Missing], answered: Option<Answer>, catalog: &Catalog) -> Option<String> {
    let signs = missing.iter().filter_map(|missing| {
        let Missing::Sign { sign, was } = missing else { return None };
        (*was == answered).then(|| format!("\"{}\"", catalog.sign_name(sign)))
    });
    let signs: Vec<_> = signs.collect();
    let answered = match answered {
        Some(Answer::NotSure) => "you were not sure",
        Some(_) => "you answered no",
        None => "not asked",
    };
    (!signs.is_empty()).then(|| format!("would hold with yes to {} ({answered})", listed(&signs, "or")))
}

fn time(condition: &Condition, AssessedEntry { day, hours, .. }: &AssessedEntry) -> String {
    let hour = hours.floor();
    match condition {
        Condition::Day { from: Some(from), .. } if day.number() < *from => {
            format!("holds from day {from} on; this was day {day}")
        }
        Condition::Day { to: Some(to), .. } => format!("holds up to day {to}; this was day {day}"),
        Condition::Hours { from: Some(from), .. } if hours < from => {
            format!("holds from {from} hours after the treatment on; this was {hour} hours after it")
        }
        Condition::Hours { to: Some(to), .. } => {
            format!("holds for {to} hours after the treatment; this was {hour} hours after it")
        }
        Condition::Lasting { days, .. } | Condition::LastingSign { days, .. } => {
            format!("holds once this has lasted {days} days; so far {}", days - 1)
        }
        Condition::SinceLastTreatment { below_days } => {
            format!("holds with less than {below_days} days between treatments; there were {below_days}")
        }
        _ => "holds on another day".to_owned(),
    }
}

/// One fact as a thing to have.
fn in_words(fact: &Circumstance) -> String {
    let patient = fact.patient.iter().map(|fact| fact.words().to_owned());
    let device = fact.device.iter().map(|device| format!("{} as the device", device.name()));
    let area = fact.area.iter().map(|area| format!("{} as the treated area", area.name()));
    let single = [
        fact.needle_from.map(|mm| format!("needles of {mm} mm or longer")),
        fact.needle_below.map(|mm| format!("needles shorter than {mm} mm")),
        fact.skin_type_from.map(|number| format!("skin type {number} or darker")),
        fact.at_home.map(|so| format!("a treatment {}", if so { "done at home" } else { "not done at home" })),
        fact.prp.map(|so| format!("a treatment {} platelet-rich plasma", if so { "with" } else { "without" })),
    ];
    patient.chain(device).chain(area).chain(single.into_iter().flatten()).collect::<Vec<_>>().join(" and ")
}
