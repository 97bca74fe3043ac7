//! How far a provider's sheet may go. It may narrow ranges freely and widen them a little; safety is not its business.
//!
//! May use `domain`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::File;
use super::fault::Fault;
use super::sheet::Refusal;
use crate::domain::protocol::Step;
use crate::domain::text::steers;
use crate::domain::{Band, Course, Day, Grade, Protocol, SymptomId};

/// A sheet may describe so many grades more than any published source: one grade is the wobble of an ordinary course, a rise
/// of two is how the published complications begin.
const GRADES_WIDER: u8 = 1;

/// A sheet's range may last so many days longer than the longest published one. Stated durations end by day 7 to 10;
/// complications that were missed at first, such as granulomas and slow infections, are what lasts into the third week.
const DAYS_LONGER: i32 = 4;

/// After this day nothing more is described.
const LAST_DAY: i32 = 60;

const LINE: usize = 60;
const INSTRUCTION: usize = 600;
const PHONE: usize = 40;

/// What no sheet may name, and why.
const OUT_OF_REACH: [(&[&str], &str); 3] = [
    (
        &["sign", "signs", "any_sign", "danger_signs"],
        "a sheet cannot say anything about danger signs: they mean the same after every treatment, and no file can \
         turn them off",
    ),
    (
        &["rule", "rules", "when", "triage", "level", "warning", "warnings"],
        "a sheet cannot change what calls for help, or how loudly: that is the same for every patient. It can give its own \
         ranges under [[bands]], and its own words under [care]",
    ),
    (
        &["modifier", "modifiers", "shift", "raise"],
        "a sheet cannot change what moves the ranges for a patient, such as deep needles; give your own ranges under \
         [[bands]]",
    ),
];

/// Refuses a file that reaches for what is the same for everyone.
pub(super) fn only_what_a_sheet_may_say(file: File<'_>) -> Result<(), Fault> {
    let table = DeTable::parse(file.text).map_err(|error| Fault::unreadable(file, &error))?;
    match table.get_ref().iter().find_map(|(key, value)| out_of_reach(key, value)) {
        Some((place, reason)) => Err(Fault::at(file, &place, &reason)),
        None => Ok(()),
    }
}

fn out_of_reach(key: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>) -> Option<Refusal> {
    let name = key.get_ref().as_ref().to_lowercase();
    let found = OUT_OF_REACH.iter().find(|(names, _)| names.contains(&name.as_str()));
    found.map(|(_, reason)| (key.span(), (*reason).to_owned())).or_else(|| inside(value))
}

fn inside(value: &Spanned<DeValue<'_>>) -> Option<Refusal> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().find_map(inside),
        DeValue::Table(table) => table.iter().find_map(|(key, value)| out_of_reach(key, value)),
        _ => None,
    }
}

/// The published course a sheet's range stands in for.
pub(super) fn course<'p>(symptom: &Spanned<SymptomId>, standard: &'p Protocol) -> Result<&'p Course, Refusal> {
    let id = symptom.get_ref();
    if let Some(course) = standard.course(id) {
        return Ok(course);
    }
    let message = if let Some(sign) = standard.catalog.signs.iter().find(|sign| sign.id.as_str() == id.as_str()) {
        format!(
            "\"{id}\" ({}) is a danger sign, not a symptom with a range; it means the same after every treatment, and no \
             sheet can turn it off",
            sign.name
        )
    } else {
        let known: Vec<_> = standard.courses.iter().map(|course| course.symptom.as_str()).collect();
        format!("no symptom is called \"{id}\"; there are {}", known.join(", "))
    };
    Err((symptom.span(), message))
}

/// The first day on which a symptom is described.
pub(super) fn onset(day: &Spanned<i32>) -> Result<i32, Refusal> {
    let number = *day.get_ref();
    if (0..=LAST_DAY).contains(&number) {
        return Ok(number);
    }
    Err((day.span(), format!("the first day is a number from 0 to {LAST_DAY}, not {number}")))
}

/// The steps of a sheet's range, in order, none of them wider than a sheet may be.
pub(super) fn steps(
    symptom: &SymptomId,
    written: &Spanned<Vec<Spanned<Step>>>,
    standard: &Course,
) -> Result<Vec<Step>, Refusal> {
    let steps = written.get_ref();
    if steps.first().is_none_or(|first| first.get_ref().from != Day::TREATMENT) {
        return Err((written.span(), format!("the bands of \"{symptom}\" must begin on day 0")));
    }
    let mut day = -1;
    for step in steps {
        in_order(symptom, step, day)?;
        day = step.get_ref().from.number();
    }
    for (index, step) in steps.iter().enumerate() {
        let next = steps.get(index + 1).map_or(LAST_DAY + 1, |next| next.get_ref().from.number());
        (step.get_ref().from.number()..next)
            .try_for_each(|day| not_too_wide(symptom, step, Day::new(day), standard))?;
    }
    Ok(steps.iter().map(|step| *step.get_ref()).collect())
}

fn in_order(symptom: &SymptomId, step: &Spanned<Step>, before: i32) -> Result<(), Refusal> {
    let Step { from, band } = *step.get_ref();
    let refused = |message: String| Err((step.span(), message));
    if from.number() <= before {
        return refused(format!("the bands of \"{symptom}\" must be in the order of their days"));
    }
    if from.number() > LAST_DAY {
        return refused(format!("after day {LAST_DAY} nothing more is described; leave this step out"));
    }
    if band.outer < band.usual {
        return refused("the outer grade lies under the usual one; write [day, usual, outer]".to_owned());
    }
    Ok(())
}

/// Refuses a band that would hide trouble.
fn not_too_wide(symptom: &SymptomId, step: &Spanned<Step>, day: Day, standard: &Course) -> Result<(), Refusal> {
    let Band { usual, outer } = step.get_ref().band;
    let published = standard.band(day).map_or(Grade::NONE, |band| band.outer);
    let refused = |message: String| Err((step.span(), message));
    let last = standard.bands.last().map_or(0, |step| step.from.number() - 1);
    if day.number() > last + DAYS_LONGER && outer > published {
        return refused(format!(
            "\"{symptom}\" would still be described up to grade {outer} on day {day}. The longest published course comes \
             to its end on day {last}, and a sheet may go on for {DAYS_LONGER} days more: what lasts longer is how slow \
             infections and reactions show themselves"
        ));
    }
    if outer > published.plus(GRADES_WIDER) {
        return refused(format!(
            "\"{symptom}\" would be described up to grade {outer} on day {day}. The most that is published for that day \
             is grade {published}, and a sheet may go one grade above it: one grade is day-to-day wobble, two are how \
             complications begin, and a wider range would hide them"
        ));
    }
    if usual > published {
        return refused(format!(
            "\"{symptom}\" would be usual at grade {usual} on day {day}, which is more than any published source \
             describes at all (grade {published}). Give {published} or less as usual, and up to {} as the outer grade",
            published.plus(GRADES_WIDER)
        ));
    }
    Ok(())
}

/// A name on one line.
pub(super) fn line(text: &Spanned<String>) -> Result<String, Refusal> {
    words(text, LINE, char::is_control)
}

/// An instruction in the provider's own words.
pub(super) fn instruction(text: &Spanned<String>) -> Result<String, Refusal> {
    words(text, INSTRUCTION, |c| c.is_control() && c != '\n')
}

/// A number to ring.
pub(super) fn phone(text: &Spanned<String>) -> Result<String, Refusal> {
    let number = words(text, PHONE, char::is_control)?;
    if number.chars().filter(char::is_ascii_digit).count() >= 3 {
        return Ok(number);
    }
    Err((text.span(), format!("{number:?} is no phone number; leave the line out when there is none")))
}

fn words(text: &Spanned<String>, most: usize, is_refused: fn(char) -> bool) -> Result<String, Refusal> {
    let refused = |message: String| Err((text.span(), message));
    let said = text.get_ref().trim();
    if said.is_empty() {
        return refused("this is empty; write something, or leave the line out where it may be left out".to_owned());
    }
    let length = said.chars().count();
    if length > most {
        return refused(format!("this has {length} characters; at most {most} fit"));
    }
    if said.chars().any(|c| is_refused(c) || (c != '\n' && steers(c))) {
        return refused("this has a character that does not print; write plain text".to_owned());
    }
    Ok(said.to_owned())
}
