//! Cross-checks of the care plan: tasks, holds and cards.

use super::check::{Checked, Names, Stanza, at_most, stanzas, unique};
use crate::domain::{After, Card, CareTask, Hold, HoldId, Protocol, Rhythm};

pub(super) fn care(protocol: &Protocol, names: &Names<'_>) -> Checked {
    let ids = stanzas("care", &protocol.care).map(|(stanza, task)| (stanza, task.id.as_str()));
    unique(ids.chain(stanzas("holds", &protocol.holds).map(|(stanza, hold)| (stanza, hold.id.as_str()))))?;
    unique(stanzas("cards", &protocol.cards).map(|(stanza, card)| (stanza, card.id.as_str())))?;
    stanzas("care", &protocol.care).try_for_each(|(stanza, task)| self::task(stanza, task, names))?;
    stanzas("holds", &protocol.holds).try_for_each(|(stanza, hold)| self::hold(stanza, hold, names))?;
    stanzas("cards", &protocol.cards).try_for_each(|(stanza, card)| self::card(stanza, card, names))
}

/// Each is the name of a task or hold.
pub(super) fn care_exists(stanza: Stanza, ids: &[String], protocol: &Protocol) -> Checked {
    ids.iter().try_for_each(|id| {
        let is_unknown = protocol.task(id).is_none() && protocol.hold(id).is_none();
        stanza.refuse_if(is_unknown, id, || format!("no task or hold is called \"{id}\""))
    })
}

/// Each is the name of a hold.
pub(super) fn holds_exist<'a>(
    stanza: Stanza,
    ids: impl IntoIterator<Item = &'a HoldId>,
    protocol: &Protocol,
) -> Checked {
    ids.into_iter().try_for_each(|id| {
        stanza.refuse_if(protocol.hold(id.as_str()).is_none(), id.as_str(), || {
            format!("nothing on hold is called \"{id}\"")
        })
    })
}

fn task(stanza: Stanza, task: &CareTask, names: &Names<'_>) -> Checked {
    let CareTask { id, title, from, to, rhythm, sources, .. } = task;
    names.sources(stanza, sources)?;
    at_most(stanza, 44, title)?;
    stanza.refuse_if(matches!(rhythm, Rhythm::EveryHours(0) | Rhythm::TimesADay(0)), "rhythm", || {
        format!("task \"{id}\" would never be done; write at least 1")
    })?;
    stanza.refuse_if(*rhythm == Rhythm::Once && to.is_none(), "rhythm", || {
        format!("task \"{id}\" is to be done once, so it needs a last moment \"to\"")
    })?;
    within_reach(stanza, "from", *from)?;
    within_reach(stanza, "to", *to)?;
    let begins = from.map_or(0, After::hours);
    stanza.refuse_if(to.is_some_and(|to| to.hours() + 24 <= begins), "to", || {
        format!("task \"{id}\" would end before it begins")
    })
}

fn hold(stanza: Stanza, hold: &Hold, names: &Names<'_>) -> Checked {
    let Hold { id, title, lifts, not_before, sources, .. } = hold;
    names.sources(stanza, sources)?;
    at_most(stanza, 44, title)?;
    within_reach(stanza, "lifts", Some(*lifts))?;
    stanza.refuse_if(not_before.is_some_and(|least| lifts.hours() < least.hours()), "lifts", || {
        format!("\"{id}\" would lift before \"not_before\", which is there for safety")
    })
}

fn within_reach(stanza: Stanza, word: &str, after: Option<After>) -> Checked {
    let is_beyond = match after {
        Some(After::Hours(hours)) => hours > After::LAST_HOUR,
        Some(After::Day(day)) => day > After::LAST_DAY,
        None => false,
    };
    stanza.refuse_if(is_beyond, word, || {
        format!("hours are counted up to {}, days up to {}", After::LAST_HOUR, After::LAST_DAY)
    })
}

fn card(stanza: Stanza, card: &Card, names: &Names<'_>) -> Checked {
    names.sources(stanza, &card.sources)?;
    at_most(stanza, 60, &card.title)?;
    stanza.refuse_if(card.to_day.is_some_and(|last| last < card.from_day), "to_day", || {
        format!("card \"{}\" would end before it begins", card.id)
    })
}
