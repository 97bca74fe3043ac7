//! What was changed, in a sentence each.
//!
//! May use `domain` and `protocols`.

use super::today::moment_in_words;
use crate::domain::warning::Act;
use crate::domain::{
    CareNote, Changed, Entry, Moment, Outcome, Plan, Protocol, Revised, Treatment, Undone, WarningEvent,
};
use crate::protocols::{Library, Sheet};

/// So many things that one act changed are told one by one; the others are counted.
const TOLD: usize = 3;

/// What was changed, as a sentence without its end.
#[must_use]
pub fn sentence(changed: &Changed, library: &Library) -> String {
    match changed {
        Changed::Profile(None, _) => "What you said about yourself was noted".to_owned(),
        Changed::Profile(Some(_), _) => "What you said about yourself was changed".to_owned(),
        Changed::Treatment(revised) => of(revised, treatment, happened),
        Changed::Entry(revised) => of(revised, entry, happened),
        Changed::Outcome(revised) => of(revised, outcome, happened),
        Changed::Plan(revised) => of(revised, plan, happened),
        Changed::Care(revised) => of(revised, |note| care(note, library), noted),
        Changed::Warning(revised) => of(revised, |event| warning(event, library), noted),
        Changed::Sheet(before, after) => sheet(before.as_deref(), after.as_deref(), library),
        Changed::Ranges(before, after) => {
            format!("The published ranges and rules changed: version {after}, before {before}")
        }
    }
}

/// All that one act changed, in a sentence or several.
#[must_use]
pub fn in_words(undone: &Undone, library: &Library) -> String {
    let told: Vec<_> = undone.what.iter().take(TOLD).map(|changed| sentence(changed, library)).collect();
    match undone.what.len() {
        0 => undone.doing.clone(),
        count if count <= TOLD => told.join("; "),
        count => format!("{}; and {} more", told.join("; "), count - TOLD),
    }
}

/// The middle of a sentence about something, from its beginning.
#[must_use]
pub fn inside(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn of<T>(revised: &Revised<T>, name: impl Fn(&T) -> String, happened: impl Fn(&Revised<T>) -> &'static str) -> String {
    let (before, after) = revised.sides();
    format!("{} {}", before.or(after).map(name).unwrap_or_default(), happened(revised))
}

fn happened<T>(revised: &Revised<T>) -> &'static str {
    match revised {
        Revised::Added(_) => "was added",
        Revised::Corrected(..) => "was corrected",
        Revised::Deleted(_) => "was deleted",
        Revised::Restored(_) => "was brought back",
    }
}

fn noted<T>(revised: &Revised<T>) -> &'static str {
    match revised {
        Revised::Added(_) | Revised::Corrected(..) => "was noted",
        Revised::Deleted(_) => "was taken back",
        Revised::Restored(_) => "was noted again",
    }
}

pub(super) fn treatment(treatment: &Treatment) -> String {
    format!("The treatment of {}", moment_in_words(treatment.performed_at))
}

pub(super) fn entry(entry: &Entry) -> String {
    format!("The check-in about {}", moment_in_words(entry.at))
}

pub(super) fn outcome(outcome: &Outcome) -> String {
    format!("The rating of {}", moment_in_words(outcome.at))
}

pub(super) fn plan(plan: &Plan) -> String {
    format!("The plan for {}", moment_in_words(plan.at))
}

pub(super) fn care(note: &CareNote, library: &Library) -> String {
    let (name, when) = (care_name(note.about(), library), moment_in_words(note.at()));
    match note {
        CareNote::Tick(_) => format!("\"{name}\", done {when},"),
        CareNote::Use(_) => format!("\"{name}\", used {when},"),
        CareNote::Told(_) => format!("Your provider's word on \"{name}\", of {when},"),
    }
}

fn care_name(id: &str, library: &Library) -> String {
    let title = |protocol: &Protocol| {
        let task = protocol.task(id).map(|task| task.title.clone());
        task.or_else(|| protocol.hold(id).map(|hold| hold.title.clone()))
    };
    library.protocols().iter().find_map(title).unwrap_or_else(|| id.to_owned())
}

pub(super) fn warning(event: &WarningEvent, library: &Library) -> String {
    let rule = library.protocols().iter().find_map(|protocol| protocol.rule(event.rule.as_str()));
    let title = rule.map_or_else(|| event.rule.to_string(), |rule| rule.title.clone());
    let done = match event.act {
        Act::Acknowledged => "you have read it",
        Act::Called => "you called",
        Act::Answered(_) => "what they said",
        Act::Closed(_) => "it is over",
        Act::Seen { .. } => "you were seen",
    };
    format!("On the warning \"{title}\": {done}, {},", moment_in_words(Moment::At(event.at)))
}

fn sheet(before: Option<&str>, after: Option<&str>, library: &Library) -> String {
    let title = |text: Option<&str>| {
        let library = by_sheet(library, text);
        library.sheet().map_or("your provider's sheet".to_owned(), |sheet| format!("the sheet {}", sheet.title()))
    };
    match after {
        Some(_) => format!("From then on the ranges go by {}", title(after)),
        None => format!("From then on the ranges no longer go by {}", title(before)),
    }
}

/// The library with a sheet laid over it, if there is one that can be read.
#[must_use]
pub fn by_sheet(library: &Library, text: Option<&str>) -> Library {
    let sheet = text.and_then(|text| Sheet::read("the sheet", text, library).ok());
    sheet.map_or_else(|| library.clone(), |sheet| library.with_sheet(&sheet))
}
