//! What a protocol says about treatments in a row: gaps, what comes before one, what one costs.

use crate::cli::output::wrapped;
use crate::domain::{Catalog, Protocol, SourceId};

/// The lines under the ranges.
pub fn lines(protocol: &Protocol) -> Vec<String> {
    let mut lines = gaps(protocol);
    if !protocol.before.is_empty() {
        lines.extend([String::new(), "Before a planned treatment".to_owned()]);
    }
    for one in &protocol.before {
        let whom: Vec<_> = one.patient.iter().map(|fact| fact.words()).collect();
        let whom = if whom.is_empty() { String::new() } else { format!(" ({})", whom.join(" or ")) };
        lines.extend(wrapped("  - ", &format!("{} days before: {}{whom}. {}", one.days, one.title, one.what)));
        lines.extend(wrapped("    Who says so: ", &who(&one.sources, &protocol.catalog)));
    }
    if let Some(cost) = &protocol.cost {
        lines.extend([String::new(), "What a session costs".to_owned()]);
        let text = format!("{} to {} {}. {}", cost.from, cost.to, cost.currency, cost.says);
        lines.extend(wrapped("  ", &text));
        lines.extend(wrapped("  Who says so: ", &who(&cost.sources, &protocol.catalog)));
    }
    lines
}

fn gaps(protocol: &Protocol) -> Vec<String> {
    let Some(one) = &protocol.spacing else { return Vec::new() };
    let mut lines = vec![String::new(), "Between treatments".to_owned()];
    let (noted, strongly) = (one.gaps.warn_below, one.gaps.strong_below);
    let text = format!(
        "The next session fits {} to {} days after the last. Under {noted} days is noted, under {strongly} strongly. {}",
        one.window_from, one.window_to, one.why
    );
    lines.extend(wrapped("  ", &text));
    lines.extend(wrapped("  ", &format!("{}: {}", capitalised(&one.shallow.when.words()), one.shallow.why)));
    lines.extend(wrapped("  Who says so: ", &who(&one.sources, &protocol.catalog)));
    lines
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn who(sources: &[SourceId], catalog: &Catalog) -> String {
    let known = sources.iter().filter_map(|id| catalog.source(id));
    known.map(|source| format!("{} ({})", source.title, source.grade.meaning())).collect::<Vec<_>>().join("; ")
}
