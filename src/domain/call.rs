//! Whom to ring, and what to say.

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Weekday};

use super::assess::AssessedEntry;
use super::catalog::Catalog;
use super::comparison::Comparable;
use super::day::{Day, DayEnd};
use super::finding::Evidence;
use super::patient::{Patient, PatientFact};
use super::treatment::{Provider, Treatment};
use super::triage::Triage;
use super::visit::{Care, Since};
use super::warning::Warning;

/// The numbers that reach an ambulance in most places.
pub const EMERGENCY_NUMBER: &str = "112, 911 or 999";

/// Whom to ring about a treatment: its own provider, else that of the latest treatment that has a number, else the contact of
/// the provider's sheet. The treatments come in time order.
#[must_use]
pub fn provider<'a>(
    about: Option<&'a Treatment>,
    treatments: &[&'a Treatment],
    sheet: Option<&'a Provider>,
) -> &'a Provider {
    const NOBODY: &Provider = &Provider { name: String::new(), phone: String::new(), out_of_hours: String::new() };
    let latest_first = treatments.iter().rev().copied();
    let mut known = about.into_iter().chain(latest_first).map(|treatment| &treatment.provider).chain(sheet);
    let own = about.map(|treatment| &treatment.provider);
    known.find(|provider| provider.has_number()).or(own).unwrap_or(NOBODY)
}

/// A phone number to ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone<'a> {
    /// The clinic's own, during its hours.
    Clinic(&'a str),
    /// The one for nights and weekends.
    OutOfHours(&'a str),
    /// The patient entered none.
    Unknown,
}

impl<'a> Phone<'a> {
    /// The number for this hour of the patient's clock; the other one when only that is known.
    #[must_use]
    pub fn at(provider: &'a Provider, at: DateTime<FixedOffset>) -> Self {
        let (clinic, out_of_hours) = (provider.phone.trim(), provider.out_of_hours.trim());
        match (clinic, out_of_hours) {
            ("", "") => Self::Unknown,
            (clinic, "") => Self::Clinic(clinic),
            (clinic, _) if !clinic.is_empty() && are_clinic_hours(at) => Self::Clinic(clinic),
            (_, out_of_hours) => Self::OutOfHours(out_of_hours),
        }
    }

    /// The number with a word on what it is; says where to find one when none is known.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Clinic(number) => number.to_owned(),
            Self::OutOfHours(number) => format!("{number} (out of hours)"),
            Self::Unknown => "no number saved: use your clinic's card, or your doctor's out-of-hours line".to_owned(),
        }
    }
}

/// Monday to Friday, 8:00–18:00: an assumption of ours, since clinics rarely say.
fn are_clinic_hours(at: DateTime<FixedOffset>) -> bool {
    !matches!(at.weekday(), Weekday::Sat | Weekday::Sun) && (8..18).contains(&at.hour())
}

/// The three sentences to read out on the phone: what was done and which day it is; what is there since when, the worst first,
/// with what was said when it was seen; what matters about the patient, and what is asked. With nothing to warn of, the
/// second says what the journal warned of before, and how the last check-in stands. The warnings are all of the treatment's.
#[must_use]
pub fn script(
    patient: &Patient,
    treatment: &Treatment,
    day_end: DayEnd,
    warnings: &[&Warning],
    last: Option<&AssessedEntry>,
    catalog: &Catalog,
    at: DateTime<FixedOffset>,
) -> [String; 3] {
    let (mut open, past): (Vec<_>, Vec<_>) = warnings.iter().copied().partition(|warning| warning.is_open());
    open.sort_by_key(|warning| std::cmp::Reverse(warning.triage()));
    let loudest = open.first().map(|warning| warning.triage()).unwrap_or_default();
    let mut said = about_warnings(&open, catalog);
    said.extend(about_visits(&open));
    said.extend(about_past(&past, loudest, treatment, day_end, catalog));
    if open.is_empty() {
        said.push(about_last(last, catalog));
    }
    [about_treatment(treatment, day_end, at), in_one_sentence(&said), about_patient(patient, loudest)]
}

fn about_treatment(treatment: &Treatment, day_end: DayEnd, at: DateTime<FixedOffset>) -> String {
    let with = treatment.device.map_or(String::new(), |device| format!(" with a {} device", device.name()));
    let depth = treatment.needle_depth.map_or(String::new(), |depth| format!(", {depth} deep"));
    let area = treatment.area.as_ref().map_or(String::new(), |area| format!(", area: {}", area.name()));
    let date = treatment.performed_at.date(day_end).format("%-d %B");
    let day = treatment.day_of_date(day_end.date_of(at), day_end);
    format!("I had microneedling{with}{depth}{area} on {date}; today is day {day} after it.")
}

/// So many findings are read out; more would not be listened to.
const MOST_SAID: usize = 5;

/// What is there since when.
fn about_warnings(warnings: &[&Warning], catalog: &Catalog) -> Vec<String> {
    let (findings, more) = findings(warnings, catalog);
    let mut said: Vec<String> = findings
        .into_iter()
        .map(|((since, last), texts)| {
            let first = if since == last { String::new() } else { format!(", and first on day {since},") };
            format!("on day {last}{first} {}", texts.join(", "))
        })
        .collect();
    if more > 0 {
        said.push(format!("my journal lists {more} more"));
    }
    said
}

/// What the journal warned of before, the loudest alone, unless something as loud is there now.
fn about_past(
    past: &[&Warning],
    loudest: Triage,
    treatment: &Treatment,
    day_end: DayEnd,
    catalog: &Catalog,
) -> Vec<String> {
    let Some(level) = past.iter().map(|warning| warning.rule.triage).max().filter(|level| *level > loudest) else {
        return Vec::new();
    };
    let past: Vec<_> = past.iter().copied().filter(|warning| warning.rule.triage == level).collect();
    let over = past.iter().filter_map(|warning| warning.closed.as_ref());
    let over = over.map(|closing| treatment.day_of(closing.at, day_end)).max();
    let mut said = about_warnings(&past, catalog);
    if let (Some(over), Some(first)) = (over, said.first_mut()) {
        *first = format!("earlier my journal warned: {first}; it was over on day {over}");
    }
    // What became of it since is told by its being over.
    let seen = past.iter().filter_map(|warning| warning.care.as_ref()).max_by_key(|care| care.visit.at);
    said.extend(seen.map(|care| Care { since: Since::AsSeen, ..care.clone() }.spoken()));
    said
}

/// Findings by the days on which they were there first and last.
type ByDays = Vec<((Day, Day), Vec<String>)>;

/// What warnings show, by day, each symptom and sign once; and how many more there are.
fn findings(warnings: &[&Warning], catalog: &Catalog) -> (ByDays, usize) {
    let mut by_days: ByDays = Vec::new();
    let (mut known, mut more) = (Vec::new(), 0);
    let shown = warnings.iter().flat_map(|warning| warning.evidence.iter().map(move |one| (warning, one)));
    for (warning, evidence) in shown {
        let text = spoken(evidence, catalog);
        let about = (evidence.symptom(), evidence.sign());
        if text.is_empty() || known.contains(&about) {
            continue;
        }
        known.push(about);
        if known.len() > MOST_SAID {
            more += 1;
            continue;
        }
        let days = (warning.since_day, warning.last_day);
        match by_days.iter_mut().find(|(of, _)| *of == days) {
            Some((_, texts)) => texts.push(text),
            None => by_days.push((days, vec![text])),
        }
    }
    (by_days, more)
}

fn in_one_sentence(parts: &[String]) -> String {
    let sentence = parts.join("; ");
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain(['.']).collect()
}

/// How the last check-in stands where nothing warns, in the words said about it elsewhere.
fn about_last(last: Option<&AssessedEntry>, catalog: &Catalog) -> String {
    let Some(last) = last else { return "I have not noted in my journal how my skin is since".to_owned() };
    let day = last.day;
    let watched = last.findings.iter().flat_map(|finding| &finding.evidence).map(|evidence| spoken(evidence, catalog));
    let mut said: Vec<String> = Vec::new();
    for text in watched.filter(|text| !text.is_empty()) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
    match last.comparable() {
        _ if !said.is_empty() => format!("on day {day} {}, which is to be watched", said.join(", ")),
        Comparable::Nothing => format!("I wrote last on day {day}, and graded nothing that could be compared"),
        Comparable::SignsAlone => {
            format!("on day {day} I found no danger sign among those I answered, and graded no symptom")
        }
        Comparable::Grades => format!("what I graded last, on day {day}, is within the range described for that day"),
    }
}

/// Each visit once, the latest first, with what became of it; the worst where warnings differ.
fn about_visits(warnings: &[&Warning]) -> Vec<String> {
    let mut cares: Vec<_> = warnings.iter().filter_map(|warning| warning.care.as_ref()).collect();
    cares.sort_by_key(|care| std::cmp::Reverse((care.visit.at, care.since.at_most())));
    cares.dedup_by_key(|care| &care.visit);
    cares.into_iter().map(Care::spoken).collect()
}

fn spoken(evidence: &Evidence, catalog: &Catalog) -> String {
    if let Some(sign) = evidence.sign() {
        let call = catalog.sign(sign).map_or(sign.as_str(), |sign| &sign.call);
        let sure = if matches!(evidence, Evidence::Unsure(_)) { " (I am not sure)" } else { "" };
        return format!("{call}{sure}");
    }
    match evidence {
        Evidence::Rise(symptom, from, day, to) => {
            let name = catalog.symptom_name(symptom).to_lowercase();
            format!("my {name} has gone up from {from} on day {day} to {to} of 4")
        }
        Evidence::Returned(symptom, day, grade) => {
            let name = catalog.symptom_name(symptom).to_lowercase();
            format!("my {name} had gone on day {day} and is back at {grade} of 4")
        }
        _ => evidence.symptom().zip(evidence.grade()).map_or(String::new(), |(symptom, grade)| {
            let name = catalog.symptom_name(symptom).to_lowercase();
            format!("my {name} is {} ({grade} of 4)", grade.word())
        }),
    }
}

fn about_patient(patient: &Patient, loudest: Triage) -> String {
    let facts: Vec<_> =
        PatientFact::ALL.into_iter().filter(|fact| patient.has(*fact)).map(PatientFact::words).collect();
    let ask = match loudest {
        Triage::Emergency => "I need help now; my address is: (say where you are).",
        Triage::Expected | Triage::Watch => "is that as you expect it, and is there anything I should do?",
        Triage::ContactProvider | Triage::Urgent => "what should I do, and should someone see my skin today?",
    };
    let told = if facts.is_empty() {
        ask.to_owned()
    } else {
        format!("you should know about me: {}; {ask}", facts.join(", "))
    };
    let mut letters = told.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whom to ring for a level, in one line; the number stands first, where no name can push it away.
#[must_use]
pub fn whom_to_ring(triage: Triage, provider: &Provider, at: DateTime<FixedOffset>) -> String {
    if triage == Triage::Emergency {
        return format!("Emergency number: {EMERGENCY_NUMBER}");
    }
    let phone = match Phone::at(provider, at) {
        Phone::Unknown => return "No number saved: use your clinic's card, or your doctor's line".to_owned(),
        known => known.words(),
    };
    let name = provider.name.trim();
    if name.is_empty() { format!("Ring {phone}") } else { format!("Ring {phone}, {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn treatment(id: &str, phone: &str) -> Treatment {
        let mut treatment = Treatment::new(id.into(), "2026-03-02".parse().unwrap());
        treatment.provider = Provider { name: format!("of {id}"), phone: phone.to_owned(), ..Provider::default() };
        treatment
    }

    #[test]
    fn the_provider_of_the_treatment_comes_first_then_the_latest_with_a_number_then_the_sheet() {
        let [first, second, third] = [treatment("t1", "1"), treatment("t2", "2"), treatment("t3", "")];
        let sheet = Provider { phone: "9".to_owned(), ..Provider::default() };
        let all = [&first, &second, &third];
        assert_eq!(provider(Some(&first), &all, Some(&sheet)).phone, "1");
        assert_eq!(provider(Some(&third), &all, Some(&sheet)).phone, "2");
        assert_eq!(provider(None, &all, Some(&sheet)).phone, "2");
        assert_eq!(provider(Some(&third), &[&third], Some(&sheet)).phone, "9");
        assert_eq!(provider(Some(&third), &[&third], None).name, "of t3");
        assert!(!provider(None, &[], None).has_number());
    }
}
