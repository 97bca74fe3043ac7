//! Who and what a report is about: the treatment, the patient, the days.
//!
//! May use `domain`.

use std::collections::BTreeSet;

use super::chapter::Chapter;
use super::choices::Choices;
use super::days::{counted, dates_in_full};
use crate::domain::text::clean_line;
use crate::domain::{Day, Moment, Patient, PatientFact, Treatment, goal};
use crate::report::outcomes::in_short;
use crate::report::page::Fact;

/// What stands where a name is to be written by hand.
const NAME_BY_HAND: &str = "Name: ______________________________";

/// What the page is called.
pub(super) fn title(chapters: &[Chapter<'_>]) -> String {
    match chapters {
        [] => "Healing journal".to_owned(),
        [chapter] => format!("Healing after {}", name_of(chapter)),
        [first, .., last] => {
            let dates = [first, last].map(|chapter| chapter.treatment.performed_at.date(chapter.healing.day_end));
            format!("Healing after {} treatments, {}", chapters.len(), dates_in_full(dates[0], dates[1]))
        }
    }
}

/// A treatment by its name and date: `microneedling on 2 March 2026`.
pub(super) fn name_of(chapter: &Chapter<'_>) -> String {
    let date = chapter.treatment.performed_at.date(chapter.healing.day_end);
    format!("{} on {}", chapter.protocol.name.to_lowercase(), date.format("%-d %B %Y"))
}

/// The name that was given, or a line to write it on.
pub(super) fn subtitle(choices: &Choices) -> String {
    match clean_line(&choices.name) {
        name if name.is_empty() => NAME_BY_HAND.to_owned(),
        name => name,
    }
}

/// What the patient said about themselves, as far as it moves ranges or matters to whoever treats them.
pub(super) fn about_patient(patient: &Patient) -> Fact {
    let skin = patient.skin_type.map_or("skin type not said".to_owned(), |skin| format!("skin type {}", skin.number()));
    let of = |answer: Option<bool>| {
        let facts = PatientFact::ALL.into_iter().filter(move |fact| patient.fact(*fact) == answer);
        facts.map(PatientFact::words).collect::<Vec<_>>().join(", ")
    };
    let groups = [("yes: ", of(Some(true))), ("no: ", of(Some(false))), ("not said: ", of(None))];
    let said = groups.into_iter().filter(|(_, facts)| !facts.is_empty());
    let said = said.map(|(answer, facts)| format!("{answer}{facts}"));
    Fact::new("Patient", std::iter::once(skin).chain(said).collect::<Vec<_>>().join("; "))
}

/// The treatment, its days, what it is hoped for and what became of that.
pub(super) fn about_treatment(chapter: &Chapter<'_>) -> Vec<Fact> {
    let said = [
        ("Treatment", treatment(chapter)),
        ("Provider", provider(chapter.treatment)),
        ("Period", days(chapter)),
        ("Ranges moved for", moved(chapter)),
        ("Hoped for", hoped_for(chapter.treatment)),
        ("Rated result", rated(chapter)),
    ];
    said.into_iter().filter(|(_, words)| !words.is_empty()).map(|(name, words)| Fact::new(name, words)).collect()
}

fn treatment(chapter: &Chapter<'_>) -> String {
    let Chapter { treatment, healing, .. } = chapter;
    let at = match treatment.performed_at {
        Moment::At(at) => at.format("%a %-d %B %Y, %H:%M").to_string(),
        Moment::On(date) => date.format("%a %-d %B %Y").to_string(),
    };
    let mut said = vec![at];
    said.extend(treatment.device.map(|device| device.name().to_owned()));
    said.extend(treatment.needle_depth.map(|depth| depth.to_string()));
    said.extend(treatment.area.as_ref().map(|area| clean_line(area.name())));
    said.extend(treatment.passes.map(|passes| counted(passes.number().into(), "pass", "passes")));
    said.extend((treatment.prp == Some(true)).then(|| "with PRP".to_owned()));
    said.extend((treatment.at_home == Some(true)).then(|| "done at home".to_owned()));
    said.extend((treatment.active_lesions == Some(true)).then(|| "sore or broken skin was there that day".to_owned()));
    if let Some(before) = &healing.previous {
        let days = before.treatment.day_of(treatment.performed_at, healing.day_end).number();
        said.push(format!("{} after the one before", counted(usize::try_from(days).unwrap_or(0), "day", "days")));
    }
    said.join(", ")
}

fn provider(treatment: &Treatment) -> String {
    let provider = &treatment.provider;
    let out_of_hours = clean_line(&provider.out_of_hours);
    let night = if out_of_hours.is_empty() { out_of_hours } else { format!("out of hours {out_of_hours}") };
    let said = [clean_line(&provider.name), clean_line(&provider.phone), night];
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

fn days(chapter: &Chapter<'_>) -> String {
    let date = |day: Day| chapter.treatment.date_of(day, chapter.healing.day_end);
    let (first, last) = (chapter.first, chapter.last);
    let recorded: BTreeSet<_> = chapter.entries().map(|judged| judged.day).collect();
    let dates = dates_in_full(date(first), date(last));
    let days = if first == last { format!("day {first}") } else { format!("day {first} to {last}") };
    let check_ins = match chapter.entries().count() {
        0 => "no check-in".to_owned(),
        count => {
            let of = counted(chapter.days().count(), "day", "days");
            format!("{} on {} of {of}", counted(count, "check-in", "check-ins"), recorded.len())
        }
    };
    format!("{days} ({dates}); {check_ins}")
}

/// The facts that moved the ranges for this patient and treatment.
fn moved(chapter: &Chapter<'_>) -> String {
    let Chapter { protocol, healing, .. } = chapter;
    let names =
        protocol.modifiers_for(healing.patient, &healing.treatment).map(|modifier| modifier.name.to_lowercase());
    names.collect::<Vec<_>>().join(", ")
}

fn hoped_for(treatment: &Treatment) -> String {
    let goals = goal::in_words(&treatment.goals);
    match treatment.severity_before {
        Some(grade) if !goals.is_empty() => format!("{goals} ({} before: {grade} of 4)", grade.word()),
        _ => goals,
    }
}

/// The last rating in the period.
fn rated(chapter: &Chapter<'_>) -> String {
    let told = chapter.outcomes.iter().rev().find(|outcome| chapter.holds(chapter.day_of(outcome.at)));
    told.map_or_else(String::new, |outcome| {
        let day = chapter.day_of(outcome.at);
        format!("day {day} ({}): {}, of 5", chapter.date(day), in_short(outcome, chapter.catalog()))
    })
}
