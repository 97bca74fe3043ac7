//! What treatments cost, in words.
//!
//! May use `domain`.

use super::{Said, Weight, who};
use crate::domain::cost::{Beside, totals};
use crate::domain::{Catalog, Cost, Protocol, PublishedCost, Treatment};

/// A cost beside what was published.
#[must_use]
pub fn beside(cost: &Cost, published: Option<&PublishedCost>) -> String {
    let Some(published) = published else { return cost.to_string() };
    let PublishedCost { from, to, currency, .. } = published;
    let where_it_lies = match published.beside(cost) {
        Beside::Under => "under",
        Beside::Within => "within",
        Beside::Over => "over",
        Beside::OtherCurrency => return format!("{cost}; published in {currency} only, not compared"),
    };
    format!("{cost}, {where_it_lies} the published {from} to {to} {currency}")
}

/// What treatments cost together, by currency; none when no cost is known.
#[must_use]
pub fn together(treatments: &[&Treatment]) -> Option<String> {
    let costs = treatments.iter().filter_map(|treatment| treatment.cost.as_ref());
    let sums: Vec<_> = totals(costs).iter().map(ToString::to_string).collect();
    (!sums.is_empty()).then(|| sums.join(" and "))
}

/// The running total, what it leaves out, and what was published.
#[must_use]
pub fn money(treatments: &[&Treatment], protocol: &Protocol) -> Vec<Said> {
    let known = treatments.iter().filter(|treatment| treatment.cost.is_some()).count();
    let mut said = Vec::new();
    if let Some(sums) = together(treatments) {
        let open = treatments.len() - known;
        let of = match (known, open) {
            (1, 0) => "1 treatment".to_owned(),
            (known, 0) => format!("{known} treatments"),
            (known, open) => format!("{known} of {} treatments; of {open} no cost is known", known + open),
        };
        said.push(Said::led("Paid so far", format!("{sums}, for {of}")));
    }
    said.extend(protocol.cost.as_ref().map(|cost| published(cost, &protocol.catalog)));
    said
}

fn published(cost: &PublishedCost, catalog: &Catalog) -> Said {
    let PublishedCost { from, to, currency, says, sources, .. } = cost;
    Said {
        weight: Weight::Quiet,
        lead: "Published".to_owned(),
        text: format!("{from} to {to} {currency} a session. {says} Source: {}.", who(sources, catalog)),
    }
}
