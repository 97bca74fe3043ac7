//! A rule's conditions in plain English, for reading aloud.
//!
//! Uses the rule and the names of the catalogue.

use std::fmt;
use std::sync::Arc;

use super::catalog::Catalog;
use super::hold::Hold;
use super::id::{HoldId, RuleId, SignId, SymptomId};
use super::patient::PatientFact;
use super::protocol::Protocol;
use super::rule::{Circumstance, Condition, Range, Rule};
use super::symptom::Grade;
use super::treatment::{Area, Device};
use super::triage::Triage;

/// One line of a rule in words: deeper lines belong to the nearest shallower one above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// 0 for what the rule itself asks for.
    pub depth: usize,
    /// The words; a line that others belong to ends in a colon.
    pub text: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", "  ".repeat(self.depth), self.text)
    }
}

/// When a rule makes a finding. All lines of depth 0 must hold.
#[must_use]
pub fn when(rule: &Rule, protocol: &Protocol) -> Vec<Said> {
    let speaker = Speaker { catalog: &protocol.catalog, rules: &protocol.rules, holds: &protocol.holds };
    let mut said = Vec::new();
    for condition in &rule.when {
        speaker.condition(condition, 0, &mut said);
    }
    said
}

/// One condition without others inside it.
#[must_use]
pub fn condition(condition: &Condition, protocol: &Protocol) -> String {
    Speaker { catalog: &protocol.catalog, rules: &protocol.rules, holds: &protocol.holds }.single(condition)
}

/// A level as a phrase inside a sentence.
#[must_use]
pub const fn level(triage: Triage) -> &'static str {
    match triage {
        Triage::Expected => "within the range",
        Triage::Watch => "look again tomorrow",
        Triage::ContactProvider => "ring the clinic",
        Triage::Urgent => "medical advice today",
        Triage::Emergency => "emergency number now",
    }
}

#[derive(Clone, Copy)]
struct Speaker<'a> {
    catalog: &'a Catalog,
    rules: &'a [Arc<Rule>],
    holds: &'a [Hold],
}

impl Speaker<'_> {
    fn condition(self, condition: &Condition, depth: usize, said: &mut Vec<Said>) {
        let (heading, inner) = match condition {
            Condition::All(inner) => ("all of these:", inner),
            Condition::Any(inner) => ("at least one of these:", inner),
            single => return said.push(Said { depth, text: self.single(single) }),
        };
        if let [only] = inner.as_slice() {
            return self.condition(only, depth, said);
        }
        said.push(Said { depth, text: heading.to_owned() });
        for condition in inner {
            self.condition(condition, depth + 1, said);
        }
    }

    /// A condition without others inside it.
    fn single(self, condition: &Condition) -> String {
        match condition {
            Condition::Grade { .. }
            | Condition::Above { .. }
            | Condition::Early(_)
            | Condition::Rise { .. }
            | Condition::Returned { .. }
            | Condition::Lasting { .. }
            | Condition::Unhealed { .. } => self.about_grades(condition),
            Condition::Sign(_)
            | Condition::AnySign(_)
            | Condition::Unsure(_)
            | Condition::LastingSign { .. }
            | Condition::EarlierSign { .. } => self.about_signs(condition),
            Condition::Cleared { from, within_days, open_within_days, except } => {
                self.cleared(*from, *within_days, *open_within_days, except)
            }
            Condition::UsedEarly { of, within_hours } => self.used_early(of, *within_hours),
            other => about_time_and_person(other),
        }
    }

    fn about_signs(self, condition: &Condition) -> String {
        match condition {
            Condition::Sign(sign) => format!("the check-in answers {} with yes", self.sign(sign)),
            Condition::AnySign(signs) => self.answered(signs, "yes"),
            Condition::Unsure(signs) => self.answered(signs, "\"not sure\""),
            Condition::LastingSign { sign, days } => {
                let (sign, days) = (self.sign(sign), counted(*days, "day"));
                format!("the check-in answers {sign} with yes, and so did every answer to it for {days} or more")
            }
            Condition::EarlierSign { sign, within_days } => {
                let (sign, days) = (self.sign(sign), counted(*within_days, "day"));
                format!("an earlier check-in, at most {days} before, answered {sign} with yes")
            }
            _ => String::new(),
        }
    }

    fn answered(self, signs: &[SignId], with: &str) -> String {
        let names: Vec<_> = signs.iter().map(|sign| self.sign(sign)).collect();
        format!("the check-in answers {} with {with}", listed(&names, "or"))
    }

    fn about_grades(self, condition: &Condition) -> String {
        match condition {
            Condition::Grade { of, at_least } => format!("{} is at {}", self.any(of), or_above(*at_least)),
            Condition::Above { of, range, by, at_least, count } => self.above(of, *range, *by, *at_least, *count),
            Condition::Early(of) => {
                format!("{} is above the range, before the first day on which it is described", self.any(of))
            }
            Condition::Rise { of, by, at_least, above, within_hours, from_hours } => {
                let (symptoms, by, after) = (self.any(of), grades(*by), recorded(*within_hours, *from_hours));
                let ending = ending(*at_least, *above);
                format!("{symptoms} is {by} or more higher than its lowest grade recorded {after}{ending}")
            }
            Condition::Returned { of, at_least, above, gone_on_day } => {
                let (symptoms, grade, edge) = (self.any(of), or_above(*at_least), edge(*above));
                format!(
                    "{symptoms} is back at {grade}{edge}, after it had gone: a check-in from day {gone_on_day} on had it at none"
                )
            }
            Condition::Lasting { of, at_least, days } => {
                let (symptoms, grade, days) = (self.any(of), or_above(*at_least), counted(*days, "day"));
                format!("{symptoms} has been at {grade} in every check-in that graded it, for {days} or more")
            }
            Condition::Unhealed { of, at_least, within_days } => {
                let (symptoms, grade, days) = (self.any(of), or_above(*at_least), counted(*within_days, "day"));
                format!("{symptoms} was still at {grade} when last recorded, at most {days} before this treatment")
            }
            _ => String::new(),
        }
    }

    fn above(self, of: &[SymptomId], range: Range, by: u8, at_least: Grade, count: u8) -> String {
        let (edge, by, grade) = (edge_name(range), grades(by), ending(at_least, None));
        if count > 1 {
            let names = listed(&self.symptoms(of), "and");
            return format!("at least {count} of {names} lie above {edge} by {by} or more{grade}");
        }
        format!("{} lies above {edge} by {by} or more{grade}", self.any(of))
    }

    fn cleared(self, from: Triage, within_days: i32, open: Option<i32>, except: &[RuleId]) -> String {
        let over = match within_days {
            0 => "is shown to be over, today".to_owned(),
            days => format!("was shown to be over, at most {} ago", counted(days, "day")),
        };
        let open =
            open.map_or_else(String::new, |days| format!(", and was still open at most {} ago", counted(days, "day")));
        let titles: Vec<_> = except.iter().map(|id| format!("\"{}\"", self.title(id))).collect();
        let except = if titles.is_empty() { String::new() } else { format!(" (other than {})", listed(&titles, "or")) };
        format!("a warning of the level \"{}\" or louder{except} {over}{open}", level(from))
    }

    fn used_early(self, of: &[HoldId], within_hours: f64) -> String {
        let title = |id: &HoldId| {
            let hold = self.holds.iter().find(|hold| hold.id == *id);
            hold.map_or(id.to_string(), |hold| format!("\"{}\"", hold.title))
        };
        let titles: Vec<_> = of.iter().map(title).collect();
        let things = listed(&titles, "or");
        format!("{things} was noted as used before its time had come, at most {within_hours} hours before the check-in")
    }

    fn title<'s>(&'s self, id: &'s RuleId) -> &'s str {
        self.rules.iter().find(|rule| rule.id == *id).map_or(id.as_str(), |rule| &rule.title)
    }

    fn sign(self, sign: &SignId) -> String {
        format!("\"{}\"", self.catalog.sign_name(sign))
    }

    fn symptoms(self, of: &[SymptomId]) -> Vec<String> {
        of.iter().map(|symptom| self.catalog.symptom_name(symptom).to_lowercase()).collect()
    }

    fn any(self, of: &[SymptomId]) -> String {
        listed(&self.symptoms(of), "or")
    }
}

fn about_time_and_person(condition: &Condition) -> String {
    match condition {
        Condition::Day { from, to } => days(*from, *to),
        Condition::Hours { from, to } => hours(*from, *to),
        Condition::Given(circumstance) => circumstance.words(),
        Condition::Silent { hours, after } => {
            let level = level(*after);
            format!(
                "nothing was entered for {hours} hours or more, and the last check-in left \"{level}\" or louder open"
            )
        }
        Condition::SinceLastTreatment { below_days } => {
            format!("the treatment before was less than {} earlier", counted(*below_days, "day"))
        }
        Condition::Treatments { at_least, days } => {
            format!("{at_least} or more treatments within {}, this one included", counted(*days, "day"))
        }
        Condition::RetinoidBefore { day } => {
            format!("a retinoid was taken up again before day {day}, and that day has come")
        }
        _ => String::new(),
    }
}

impl Circumstance {
    /// To whom it applies, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let facts: Vec<_> = self.patient.iter().copied().map(PatientFact::words).collect();
        let devices: Vec<_> = self.device.iter().copied().map(Device::name).collect();
        let others: Vec<_> = self.device_other_than.iter().copied().map(Device::name).collect();
        let areas: Vec<_> = self.area.iter().map(Area::name).collect();
        let parts = [
            (!facts.is_empty()).then(|| format!("the patient has or had: {}", listed(&facts, "or"))),
            (!devices.is_empty()).then(|| format!("the device was {}", listed(&devices, "or"))),
            (!others.is_empty()).then(|| format!("the device was not {}", listed(&others, "or"))),
            (!areas.is_empty()).then(|| format!("the treated area was {}", listed(&areas, "or"))),
            self.needle_from.map(|mm| format!("the needles were {mm} mm long or longer")),
            self.needle_below.map(|mm| format!("the needles were shorter than {mm} mm")),
            self.skin_type_from.map(|number| format!("the skin type is {number} or darker")),
            self.at_home.map(|so| format!("the treatment was {}done at home", if so { "" } else { "not " })),
            self.prp.map(|so| format!("it was done {} platelet-rich plasma", if so { "with" } else { "without" })),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", and ")
    }
}

/// Names as a person lists them.
pub(super) fn listed(names: &[impl AsRef<str>], word: &str) -> String {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn counted(count: i32, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn grades(count: u8) -> String {
    counted(count.into(), "grade")
}

fn or_above(grade: Grade) -> String {
    format!("grade {grade} ({}) or above", grade.word())
}

fn edge_name(range: Range) -> &'static str {
    match range {
        Range::Usual => "what is usual for the day",
        Range::Outer => "the outer edge of the range for the day",
    }
}

fn edge(above: Option<Range>) -> String {
    above.map_or_else(String::new, |range| format!(", above {}", edge_name(range)))
}

fn ending(at_least: Grade, above: Option<Range>) -> String {
    let grade = if at_least == Grade::NONE { String::new() } else { format!(", at {}", or_above(at_least)) };
    format!("{grade}{}", edge(above))
}

/// Which earlier grades count.
fn recorded(within_hours: Option<f64>, from_hours: f64) -> String {
    let since = if from_hours <= 0.0 {
        "since the treatment".to_owned()
    } else {
        format!("{from_hours} hours after the treatment or later")
    };
    match within_hours {
        Some(hours) => format!("in the {hours} hours before ({since})"),
        None => since,
    }
}

fn days(from: Option<i32>, to: Option<i32>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("on day {from} after the treatment"),
        (Some(from), Some(to)) => format!("from day {from} to day {to} after the treatment"),
        (Some(from), None) => format!("on day {from} after the treatment or later"),
        (None, Some(to)) => format!("up to day {to} after the treatment"),
        (None, None) => "on any day".to_owned(),
    }
}

fn hours(from: Option<f64>, to: Option<f64>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} hours or more, but less than {to} hours after the treatment"),
        (Some(from), None) => format!("{from} hours or more after the treatment"),
        (None, Some(to)) => format!("less than {to} hours after the treatment"),
        (None, None) => "at any hour".to_owned(),
    }
}

#[cfg(test)]
#[path = "rule_words_tests.rs"]
mod tests;
