//! Cross-checks of what a protocol says about gaps between sessions, what comes before one, and what one costs.

use super::{Checked, Names, Stanza, at_most, circumstance, stanzas, unique};
use crate::domain::cost::Amount;
use crate::domain::spacing::Gaps;
use crate::domain::{Before, Protocol, PublishedCost, SpacingFigures};

pub(super) fn sessions(protocol: &Protocol, names: &Names<'_>) -> Checked {
    protocol.spacing.as_ref().map_or(Ok(()), |figures| spacing(figures, names))?;
    before(protocol, names)?;
    protocol.cost.as_ref().map_or(Ok(()), |cost| published(cost, names))
}

fn spacing(figures: &SpacingFigures, names: &Names<'_>) -> Checked {
    let stanza = Stanza { stanzas: "spacing", index: 0 };
    names.sources(stanza, &figures.sources)?;
    circumstance(stanza, &figures.shallow.when)?;
    figures.unhealed.iter().try_for_each(|one| names.symptoms(stanza, &one.of))?;
    stanza.refuse_if(figures.window_to < figures.window_from, "window_to", || {
        "the window for the next session must not end before it begins".to_owned()
    })?;
    let is_wrong = |gaps: Gaps| gaps.warn_below < gaps.strong_below;
    stanza.refuse_if(is_wrong(figures.gaps) || is_wrong(figures.shallow.gaps), "strong_below", || {
        "strong_below must be at most warn_below: the shorter gap is the stronger warning".to_owned()
    })?;
    stanza.refuse_if(figures.window_from < figures.gaps.warn_below, "window_from", || {
        "the window must begin where no gap is warned of any more".to_owned()
    })
}

fn before(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("before", &protocol.before).map(|(stanza, one)| (stanza, one.id.as_str())))?;
    for (stanza, Before { title, what, answers, sources, .. }) in stanzas("before", &protocol.before) {
        at_most(stanza, 44, title)?;
        names.sources(stanza, sources)?;
        answers.iter().try_for_each(|answer| names.sources(stanza, &answer.sources))?;
        stanza.refuse_if(answers.len() == 1, "answers", || {
            "where sources differ there are at least two answers".to_owned()
        })?;
        stanza.refuse_if(what.trim().is_empty(), "what", || "say what to do".to_owned())?;
    }
    Ok(())
}

fn published(cost: &PublishedCost, names: &Names<'_>) -> Checked {
    let stanza = Stanza { stanzas: "cost", index: 0 };
    names.sources(stanza, &cost.sources)?;
    let amounts = [&cost.from, &cost.about, &cost.to].map(|text| Amount::read(text));
    stanza.refuse_if(amounts.contains(&None) || !amounts.is_sorted(), "from", || {
        "from, about and to must be decimal numbers in quotes, the smallest first".to_owned()
    })
}
