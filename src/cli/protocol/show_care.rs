//! `mendlog protocol show`: what to do and what not yet, with the names that a sheet calls them by.

use crate::cli::output::wrapped;
use crate::domain::{CareTask, Hold, Protocol};

/// The care plan, then what is on hold.
pub(super) fn care(protocol: &Protocol) -> Vec<String> {
    let mut lines = vec![String::new(), "What to do after the treatment".to_owned()];
    lines.extend(protocol.care.iter().flat_map(|task| wrapped("  - ", &task_line(task, protocol))));
    lines.push(String::new());
    lines.push("What not yet".to_owned());
    lines.extend(protocol.holds.iter().flat_map(|hold| wrapped("  - ", &hold_line(hold, protocol))));
    lines
}

fn task_line(task: &CareTask, protocol: &Protocol) -> String {
    let CareTask { id, title, from, to, rhythm, needs, .. } = task;
    let from = from.map_or_else(String::new, |from| format!(", from {from} on"));
    let to = to.map_or_else(String::new, |to| format!(", up to {to}"));
    let is_given = protocol.sheet.as_ref().is_some_and(|sheet| sheet.gives(id));
    let needs = needs
        .filter(|_| !is_given)
        .map_or_else(String::new, |kind| format!("; only if your provider gave you {}", kind.words()));
    let whose = if protocol.sheet.as_ref().is_some_and(|sheet| sheet.sets_task(id)) { "; by your sheet" } else { "" };
    format!("{title} ({id}): {}{from}{to}{needs}{whose}", rhythm.words())
}

fn hold_line(hold: &Hold, protocol: &Protocol) -> String {
    let Hold { id, title, lifts, not_before, .. } = hold;
    let least = not_before.map_or_else(String::new, |least| format!(", never before {least}"));
    let whose = if protocol.sheet.as_ref().is_some_and(|sheet| sheet.sets_hold(id)) { "; by your sheet" } else { "" };
    format!("{title} ({id}): from {lifts} on{least}{whose}")
}
