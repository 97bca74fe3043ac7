//! A warning as a Flag whose author is the program.
//!
//! Uses the warning of `domain`.

use serde::Serialize;

use super::code::Terms;
use super::definition::PROGRAM;
use super::element::{Coding, Concept, Meta, Narrative, Period, Reference};
use super::naming::{Id, Names, date_time, text};
use super::questionnaire::Wording;
use crate::domain::warning::Act;
use crate::domain::{Catalog, Protocol, Warning};

/// What the program computed, and no clinician reviewed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Flag {
    pub id: Id,
    meta: Meta,
    text: Narrative,
    status: &'static str,
    category: [Concept; 1],
    code: Concept,
    subject: Reference,
    period: Period,
    author: Reference,
}

impl Flag {
    /// A warning; `nth` tells apart those of one rule that were raised at the same moment.
    pub fn new(names: Names, warning: &Warning, nth: usize, protocol: &Protocol, wording: Wording) -> Self {
        let Warning { treatment, rule, since, .. } = warning;
        let said = format!("{}: {}", rule.title, warning.triage().advice());
        Self {
            id: names.id("Flag", &format!("{treatment}\n{}\n{since}\n{nth}", rule.id)),
            meta: Meta::reported(),
            text: Narrative::new(told(warning, &protocol.catalog, wording)),
            status: if warning.is_open() { "active" } else { "inactive" },
            category: [Concept::words("computed by a program from what the patient reported, not clinically reviewed")],
            code: Concept::new(Coding::of(protocol, Terms::Rule, rule.id.to_string(), rule.title.clone()), said),
            subject: names.patient(),
            period: Period {
                start: date_time(*since),
                end: warning.closed.as_ref().map(|closing| date_time(closing.at)),
            },
            author: names.definition("Device", PROGRAM),
        }
    }
}

/// What was seen, what is described, what to do, and what the patient did.
fn told(warning: &Warning, catalog: &Catalog, wording: Wording) -> Vec<String> {
    let figures = [
        format!("Recorded: {}.", warning.observed(catalog, wording == Wording::Darker)),
        format!("Described: {}.", warning.expected(catalog)),
        format!("What to do: {}", warning.advice()),
    ];
    let acts = warning.acts.iter().map(|(at, act)| format!("{}: {}.", at.format("%Y-%m-%d %H:%M"), done(act)));
    let notice = "Computed by a program; patient-reported, not monitored, figures not clinically reviewed.".to_owned();
    let all = figures.into_iter().chain(acts).chain([notice]);
    all.filter_map(|sentence| text(&sentence)).collect()
}

fn done(act: &Act) -> String {
    match act.words() {
        Some(words) if !words.trim().is_empty() => format!("{} ({})", act.id(), words.trim()),
        _ => act.id().to_owned(),
    }
}
