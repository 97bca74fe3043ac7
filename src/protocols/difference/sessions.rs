//! What differs about gaps between sessions, what comes before one, and what one costs.

use super::{Difference, about, changed, titles};
use crate::domain::spacing::{Gaps, StillUp};
use crate::domain::{Before, Protocol, PublishedCost, SpacingFigures};

pub(super) fn sessions(from: &Protocol, to: &Protocol) -> [Difference; 3] {
    let spacing = |protocol: &Protocol| protocol.spacing.as_ref().map_or(String::new(), |one| gaps(one, protocol));
    let cost = |protocol: &Protocol| protocol.cost.as_ref().map_or(String::new(), |one| published(one, protocol));
    [
        about("Gaps between treatments", changed("", &spacing(from), &spacing(to))),
        before(from, to),
        about("What a session costs", changed("", &cost(from), &cost(to))),
    ]
}

fn gaps(one: &SpacingFigures, protocol: &Protocol) -> String {
    let said = |gaps: Gaps| format!("noted under {} days, strongly under {}", gaps.warn_below, gaps.strong_below);
    let unhealed = one.unhealed.iter().map(|StillUp { of, at_least }| {
        let names: Vec<_> = of.iter().map(|symptom| protocol.catalog.symptom_name(symptom).to_lowercase()).collect();
        format!("{} from grade {at_least} on", names.join(", "))
    });
    format!(
        "a cycle of {} days; {}; the next session after {} to {} days; {}: {} ({}); not healed: {}, seen within {} days; \
         counted over {} days; {} ({})",
        one.cycle_days,
        said(one.gaps),
        one.window_from,
        one.window_to,
        one.shallow.when.words(),
        said(one.shallow.gaps),
        one.shallow.why,
        unhealed.collect::<Vec<_>>().join(", "),
        one.looked_within_days,
        one.counted_days,
        one.why,
        titles(one.sources.iter(), &protocol.catalog)
    )
}

fn before(from: &Protocol, to: &Protocol) -> Difference {
    let said = |protocol: &Protocol, id: &str| {
        let one = protocol.before.iter().find(|one| one.id == id);
        one.map_or_else(String::new, |one| step(one, protocol))
    };
    let removed = from.before.iter().filter(|one| !to.before.iter().any(|other| other.id == one.id));
    let all = to.before.iter().chain(removed);
    let changes = all.flat_map(|one| changed(&one.title, &said(from, &one.id), &said(to, &one.id)));
    about("Before a treatment", changes.collect())
}

fn step(one: &Before, protocol: &Protocol) -> String {
    let sources = |ids: &[crate::domain::SourceId]| titles(ids.iter(), &protocol.catalog);
    let answers = one.answers.iter().map(|answer| format!("{} ({})", answer.says, sources(&answer.sources)));
    let whom: Vec<_> = one.patient.iter().map(|fact| fact.words()).collect();
    let whom = if whom.is_empty() { "everybody".to_owned() } else { whom.join(" or ") };
    let answers = answers.collect::<Vec<_>>().join(" / ");
    format!("{} days before, {whom}: {} {} {answers} ({})", one.days, one.what, one.why, sources(&one.sources))
}

fn published(one: &PublishedCost, protocol: &Protocol) -> String {
    let sources = titles(one.sources.iter(), &protocol.catalog);
    let PublishedCost { from, to, about, currency, says, .. } = one;
    format!("{from} to {to} {currency}, about {about}. {says} ({sources})")
}
