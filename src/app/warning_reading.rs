//! A warning in words: what was seen, what is described, why it matters, what to do, who says so, and what was done.
//!
//! May use `domain`.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::call::provider;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::today::moment_in_words;
use super::warnings::Item;
use crate::domain::comparison::NOT_MONITORED;
use crate::domain::visit::Since;
use crate::domain::warning::{Act, ClosedBy, Closing};
use crate::domain::{
    Care, Catalog, EvidenceGrade, Finding, Moment, Rule, Source, SourceId, Triage, Warning, WarningState, call,
};

type Clock = DateTime<FixedOffset>;

/// Where a warning stands, in a few words.
#[must_use]
pub fn state_in_words(warning: &Warning) -> String {
    if warning.state() == WarningState::UnderCare
        && let Some(care) = &warning.care
    {
        return care.in_short();
    }
    let words = match (warning.state(), &warning.closed) {
        (WarningState::Raised, _) if warning.times_raised > 1 => "raised again, not read yet",
        (WarningState::Raised, _) => "raised, not read yet",
        (WarningState::Closed, Some(Closing { by: ClosedBy::Entry(_), .. })) => "closed by a check-in",
        (WarningState::Closed, _) => "closed by you",
        (open, _) => open.word(),
    };
    words.to_owned()
}

/// Everything about a line of the list.
#[must_use]
pub fn reading(model: &Model, item: &Item<'_>) -> Reading {
    let mut passages = vec![Passage::new(Tone::Level(item.triage()), item.title())];
    if item.is_open() {
        let whom = call::whom_to_ring(item.triage(), provider(model, Some(&item.episode().treatment)), model.now);
        passages.push(Passage::new(Tone::Strong, whom));
        passages.push(Passage::new(
            Tone::Plain,
            "c: what to say on the phone. y: why this warning. V: the report for a visit.",
        ));
    }
    match item {
        Item::Warning(warning) => {
            passages.extend(about_warning(model, warning));
            Reading::new(format!("Since day {}: {}", warning.since_day, state_in_words(warning)), passages)
        }
        Item::Silence(_, finding) => {
            passages.extend(about_silence(model, finding));
            Reading::new("No check-in since", passages)
        }
    }
}

fn about_warning(model: &Model, warning: &Warning) -> Vec<Passage> {
    let catalog = &model.library.catalog;
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let observed = format!("day {}: {}", warning.last_day, warning.observed(catalog, darker_skin));
    let mut passages = vec![Passage::gap()];
    passages.extend(grounds(&warning.rule, warning.advice(), observed, warning.expected(catalog)));
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Heading, "What was done"));
    passages.extend(life(model, warning));
    passages.push(Passage::new(Tone::Quiet, what_ends(warning)));
    passages.push(Passage::gap());
    passages.extend(who_says_so(&warning.sources(catalog), catalog));
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Quiet, NOT_MONITORED));
    passages
}

fn about_silence(model: &Model, finding: &Finding) -> Vec<Passage> {
    let catalog = &model.library.catalog;
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let mut passages = vec![Passage::gap()];
    passages.extend(grounds(
        &finding.rule,
        finding.advice(),
        finding.observed(catalog, darker_skin),
        finding.expected(catalog),
    ));
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Plain, "Your next check-in ends this one: T begins it."));
    passages.push(Passage::gap());
    passages.extend(who_says_so(&finding.sources(catalog), catalog));
    passages
}

fn grounds(rule: &Rule, advice: String, observed: String, expected: String) -> [Passage; 4] {
    [
        Passage::led("What to do", advice),
        Passage::led("You noted", observed),
        Passage::led("Described", expected),
        Passage::led("Why", rule.why.clone()),
    ]
}

/// What happened to a warning, in the order of time.
fn life(model: &Model, warning: &Warning) -> Vec<Passage> {
    let raised = instant(model, warning, warning.since);
    let mut steps = vec![(raised, Passage::led("Raised", raising(warning, raised)))];
    if warning.times_raised > 1 {
        let why = match &warning.care {
            Some(Care { since: Since::Better | Since::NotBetter, .. }) => "the days they named are over",
            Some(Care { since: Since::Worse, .. }) => "something was new or worse than when it was seen",
            _ => "it got worse",
        };
        let words = format!("{}: {why}; raised {} times", at(warning.raised_at), warning.times_raised);
        steps.push((warning.raised_at, Passage::led("Again", words)));
    }
    steps.extend(warning.acts.iter().map(|(moment, act)| (*moment, done(*moment, act))));
    if let Some(Closing { at: moment, by: ClosedBy::Entry(_) }) = &warning.closed {
        let words = format!("your check-in of {} shows that it is over", moment_in_words(*moment));
        steps.push((instant(model, warning, *moment), Passage::led("Closed", words)));
    }
    steps.sort_by_key(|(moment, _)| *moment);
    steps.into_iter().map(|(_, passage)| passage).collect()
}

fn raising(warning: &Warning, raised: Clock) -> String {
    let described = format!("{}, day {}", moment_in_words(warning.since), warning.since_day);
    let typed_later = warning.times_raised == 1 && warning.raised_at - raised > TimeDelta::hours(1);
    if typed_later { format!("{described}; typed {}", at(warning.raised_at)) } else { described }
}

fn done(moment: Clock, act: &Act) -> Passage {
    match act {
        Act::Acknowledged => Passage::led("Read", format!("{}: you have read it", at(moment))),
        Act::Called => Passage::led("Called", format!("{}: you called", at(moment))),
        Act::Answered(words) => Passage::led("They said", format!("{}: {words}", at(moment))),
        Act::Closed(why) => Passage::led("Closed", format!("{}, by you: {why}", at(moment))),
        Act::Seen { words, better_within } => {
            let said = if words.trim().is_empty() { String::new() } else { format!(" They said: {words}") };
            Passage::led("Seen", format!("{}: it should be better within {better_within}.{said}", at(moment)))
        }
    }
}

/// What ends a warning, or that it is over.
fn what_ends(warning: &Warning) -> &'static str {
    match (warning.is_open(), warning.triage()) {
        (false, Triage::Urgent | Triage::Emergency) => {
            "It is over. If you enter this danger sign again, you are warned again."
        }
        (false, _) => "It is over. If it comes back worse, you are warned again.",
        (true, Triage::Watch) => {
            "It waits for the days they named, unless anything is new or worse. A check-in that shows that it is over ends it."
        }
        (true, _) => {
            "It stays until a check-in shows that it is over, or you say so with x. Missed days do not end it."
        }
    }
}

/// Every source of a warning or finding: what it is, how much it weighs, what it says, where to read it.
pub(super) fn who_says_so(sources: &[&SourceId], catalog: &Catalog) -> Vec<Passage> {
    let mut passages = vec![Passage::new(Tone::Heading, "Who says so")];
    for id in sources {
        match catalog.source(id) {
            Some(source) => passages.extend(one_source(source)),
            None => passages.push(Passage::new(Tone::Plain, id.to_string())),
        }
    }
    passages
}

fn one_source(source: &Source) -> Vec<Passage> {
    let Source { title, publisher, grade, says, url, .. } = source;
    let name = if *grade == EvidenceGrade::S { title.clone() } else { format!("{title} ({publisher})") };
    let mut passages = vec![
        Passage::led("Source", name),
        Passage::led("Weight", format!("grade {grade}: {}", grade.meaning())),
        Passage::led("It says", says.clone()),
    ];
    passages.extend(url.iter().map(|url| Passage::led("Read it at", url.clone())));
    passages
}

fn at(moment: Clock) -> String {
    moment_in_words(Moment::At(moment))
}

fn instant(model: &Model, warning: &Warning, moment: Moment) -> Clock {
    let treatment = model.record.diary.treatment(&warning.treatment);
    treatment.map_or_else(
        || moment.instant(moment.offset()),
        |treatment| treatment.instant_of(moment, model.record.diary.day_end),
    )
}
