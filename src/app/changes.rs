//! What was corrected, when, and what that changed: the old values judged again.
//!
//! May use `domain` and `protocols`.

use chrono::{DateTime, FixedOffset};

use super::change_words::{by_sheet, sentence};
use super::entry_reading::differences;
use super::profile_form::skin_in_words;
use super::reading::{Passage, Reading, Tone};
use super::rejudged::Verdicts;
use super::screen::Overlay;
use super::today::moment_in_words;
use super::treatment_reading::fields;
use super::trouble::{entry_in_words, plan_fields, scores};
use crate::domain::{
    Change, Changed, DayEnd, Diary, Entry, Moment, Outcome, Patient, PatientFact, Plan, Revised, Treatment,
};
use crate::protocols::{self, Library};

/// So many corrections are told, the newest; the older ones stay in the journal.
const TOLD: usize = 20;

/// One correction in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was saved.
    pub at: DateTime<FixedOffset>,
    /// What was corrected.
    pub what: String,
    /// What was said before, and what since.
    pub details: Vec<String>,
    /// What it changed for the check-ins that were there.
    pub verdicts: String,
}

/// The newest corrections, the newest first, from the journal as it is and all changes that made it. The library is the
/// program's own, without a sheet.
#[must_use]
pub fn corrections(mut diary: Diary, changes: &[Change], library: &Library) -> Vec<Correction> {
    let mut told = Vec::new();
    let mut sheet = changes.iter().rev().find_map(|change| match &change.what {
        Changed::Sheet(_, after) => Some(after.as_deref()),
        _ => None,
    });
    let mut ranges = by_sheet(library, sheet.flatten());
    let is_told = |change: &Change| change.what.is_correction() && !is_of_sheet(&change.what);
    let count = changes.iter().filter(|change| is_told(change)).count().min(TOLD);
    for change in changes.iter().rev() {
        if told.len() == count {
            break;
        }
        let is_told = is_told(change);
        let after = is_told.then(|| Verdicts::of_diary(&diary, &ranges));
        diary.take_back(change);
        if let Changed::Sheet(before, _) = &change.what {
            sheet = Some(before.as_deref());
            ranges = by_sheet(library, sheet.flatten());
        }
        if let Some(after) = after {
            let before = Verdicts::of_diary(&diary, &ranges);
            told.push(in_words(change, &before.compared_with(&after), library));
        }
    }
    told
}

/// The version of what is shown changes with a sheet, too, which is told as such.
fn is_of_sheet(what: &Changed) -> bool {
    let published = |version: &str| version.split(" + ").next().unwrap_or_default().to_owned();
    matches!(what, Changed::Ranges(before, after) if published(before) == published(after))
}

fn in_words(change: &Change, verdicts: &str, library: &Library) -> Correction {
    let what = sentence(&change.what, library);
    let details = details(&change.what, library);
    let verdicts = match &change.what {
        Changed::Ranges(..) => "What the earlier version made of each day is not kept.",
        _ => verdicts,
    };
    Correction { at: change.at, what, details, verdicts: verdicts.to_owned() }
}

/// What was said before, and what since.
#[must_use]
pub fn details(changed: &Changed, library: &Library) -> Vec<String> {
    match changed {
        Changed::Profile(before, after) => profile(before.as_ref(), after),
        Changed::Treatment(revised) => treatment(revised),
        Changed::Entry(revised) => entry(revised, library),
        Changed::Outcome(revised) => outcome(revised, library),
        Changed::Plan(revised) => plan(revised),
        Changed::Care(_) | Changed::Warning(_) | Changed::Sheet(..) | Changed::Ranges(..) => Vec::new(),
    }
}

/// What something said at first.
#[must_use]
pub fn told_first(changed: &Changed, library: &Library) -> Vec<String> {
    let passages = match changed {
        Changed::Profile(_, said) => return profile_in_words(said),
        Changed::Treatment(revised) => fields(revised.said()),
        Changed::Entry(revised) => entry_in_words(revised.said(), &library.catalog),
        Changed::Outcome(revised) => scores(revised.said(), &library.catalog),
        Changed::Plan(revised) => plan_fields(revised.said()),
        Changed::Warning(revised) => return revised.said().act.words().map(str::to_owned).into_iter().collect(),
        Changed::Care(_) | Changed::Sheet(..) | Changed::Ranges(..) => Vec::new(),
    };
    let is_said = |passage: &Passage| !passage.text.trim().is_empty() && passage.text != "left open";
    passages.into_iter().filter(is_said).map(|passage| format!("{}: {}", passage.lead, passage.text)).collect()
}

/// What is said otherwise than before, line by line.
fn otherwise(before: &[Passage], after: &[Passage]) -> Vec<String> {
    let text = |lines: &[Passage], lead: &str| {
        let line = lines.iter().find(|line| line.lead == lead);
        line.map_or("left open", |line| line.text.as_str()).to_owned()
    };
    let new = after.iter().filter(|line| before.iter().all(|old| old.lead != line.lead));
    let leads: Vec<_> = before.iter().chain(new).map(|line| line.lead.clone()).collect();
    let pairs = leads.into_iter().map(|lead| (text(before, &lead), text(after, &lead), lead));
    pairs.filter(|(was, is, _)| was != is).map(|(was, is, lead)| format!("{lead}: was {was}, now {is}")).collect()
}

fn outcome(revised: &Revised<Outcome>, library: &Library) -> Vec<String> {
    let Revised::Corrected(before, after) = revised else { return Vec::new() };
    otherwise(&scores(before, &library.catalog), &scores(after, &library.catalog))
}

fn plan(revised: &Revised<Plan>) -> Vec<String> {
    let Revised::Corrected(before, after) = revised else { return Vec::new() };
    otherwise(&plan_fields(before), &plan_fields(after))
}

fn treatment(revised: &Revised<Treatment>) -> Vec<String> {
    let Revised::Corrected(before, after) = revised else { return Vec::new() };
    otherwise(&fields(before), &fields(after))
}

fn entry(revised: &Revised<Entry>, library: &Library) -> Vec<String> {
    let Revised::Corrected(before, after) = revised else { return Vec::new() };
    let differences = differences(before, after, &library.catalog);
    differences.into_iter().map(|passage| format!("{}: {}", passage.lead, passage.text)).collect()
}

fn profile(before: Option<&(Patient, DayEnd)>, after: &(Patient, DayEnd)) -> Vec<String> {
    let Some(before) = before else { return Vec::new() };
    let pairs = answers(before).into_iter().zip(answers(after)).filter(|(was, is)| was != is);
    pairs.map(|((name, was), (_, is))| format!("{name}: was {was}, now {is}")).collect()
}

fn profile_in_words(said: &(Patient, DayEnd)) -> Vec<String> {
    answers(said).into_iter().map(|(name, answer)| format!("{name}: {answer}")).collect()
}

fn answers((patient, day_end): &(Patient, DayEnd)) -> Vec<(String, String)> {
    let skin = patient.skin_type.map_or("left open", skin_in_words).to_owned();
    let facts = PatientFact::ALL.into_iter().map(|fact| {
        let answer = patient.fact(fact).map_or("left open", |yes| if yes { "yes" } else { "no" });
        (fact.words().to_owned(), answer.to_owned())
    });
    let ends = ("the day ends at".to_owned(), format!("{}:00", day_end.hour()));
    std::iter::once(("your skin".to_owned(), skin)).chain(facts).chain([ends]).collect()
}

/// What the journal tells about its corrections, to be read over a screen.
#[must_use]
pub fn told(in_use: &Library, diary: Diary, changes: &[Change]) -> Overlay {
    // The library in use may have a sheet laid over it already; what was shown before is judged from the published figures.
    let library = protocols::load().unwrap_or_else(|_| in_use.clone());
    Overlay::Reading(reading(&corrections(diary, changes, &library)))
}

/// The corrections as a page to read.
#[must_use]
pub fn reading(corrections: &[Correction]) -> Reading {
    let mut passages = Vec::new();
    for Correction { at, what, details, verdicts } in corrections {
        passages.push(Passage::led(moment_in_words(Moment::At(*at)), format!("{what}.")));
        passages.extend(details.iter().map(|words| Passage::new(Tone::Plain, words.clone())));
        passages.extend([Passage::new(Tone::Strong, verdicts.clone()), Passage::gap()]);
    }
    let rest = "Corrections are judged by the rules that hold now. Nothing that was said before is lost.";
    let none = "Nothing was corrected yet.";
    passages.push(Passage::new(Tone::Quiet, if corrections.is_empty() { none } else { rest }));
    Reading::new("What was corrected, and what that changed", passages)
}
