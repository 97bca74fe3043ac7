//! What changes in the care plan from one protocol to another, in words.
//!
//! May use `domain`.

use super::difference::{Difference, about, changed, titles};
use crate::domain::{Card, CareTask, Hold, Protocol};

/// Tasks, then holds, then cards.
pub(super) fn differences(from: &Protocol, to: &Protocol) -> [Difference; 3] {
    let tasks = |protocol: &Protocol| protocol.care.iter().map(|task| Said::task(task, protocol)).collect::<Vec<_>>();
    let holds = |protocol: &Protocol| protocol.holds.iter().map(|hold| Said::hold(hold, protocol)).collect::<Vec<_>>();
    let cards = |protocol: &Protocol| protocol.cards.iter().map(Said::card).collect::<Vec<_>>();
    [
        about("What to do", compared(&tasks(from), &tasks(to))),
        about("Not yet", compared(&holds(from), &holds(to))),
        about("Worth knowing", compared(&cards(from), &cards(to))),
    ]
}

/// One task, hold or card, in words.
struct Said {
    id: String,
    title: String,
    /// When it is to be done, lifts, or is shown.
    when: String,
    words: String,
}

/// A sentence for each thing that is new, otherwise, or no longer there.
fn compared(from: &[Said], to: &[Said]) -> Vec<String> {
    let mut changes = Vec::new();
    for now in to {
        let Some(before) = from.iter().find(|before| before.id == now.id) else {
            changes.extend(changed(&now.title, "", &now.when));
            continue;
        };
        changes.extend(changed("name", &before.title, &now.title));
        changes.extend(changed(&now.title, &before.when, &now.when));
        changes.extend(changed(&format!("{}, in words", now.title), &before.words, &now.words));
    }
    let gone = from.iter().filter(|before| to.iter().all(|now| now.id != before.id));
    changes.extend(gone.map(|before| format!("{}: left out", before.title)));
    changes
}

impl Said {
    fn task(task: &CareTask, protocol: &Protocol) -> Self {
        let CareTask { id, title, what, from, to, rhythm, needs, why, sources } = task;
        let from = from.map_or_else(String::new, |from| format!(", from {from} on"));
        let to = to.map_or_else(String::new, |to| format!(", up to {to}"));
        let is_given = protocol.sheet.as_ref().is_some_and(|sheet| sheet.gives(id));
        let needs = match needs {
            Some(kind) if is_given => format!(", with {} that your provider gives you", kind.words()),
            Some(kind) => format!(", only if your provider gave you {}", kind.words()),
            None => String::new(),
        };
        let when = format!("{}{from}{to}{needs}", rhythm.words());
        let words = format!("{what} {why} ({})", titles(sources.iter(), &protocol.catalog));
        Self { id: id.to_string(), title: title.clone(), when, words }
    }

    fn hold(hold: &Hold, protocol: &Protocol) -> Self {
        let Hold { id, title, lifts, not_before, early, why, sources } = hold;
        let least = not_before.map_or_else(String::new, |least| format!(", never before {least}"));
        let words = format!("{early} {why} ({})", titles(sources.iter(), &protocol.catalog));
        Self { id: id.to_string(), title: title.clone(), when: format!("from {lifts} on{least}"), words }
    }

    fn card(card: &Card) -> Self {
        let last = card.to_day.map_or_else(|| " on".to_owned(), |day| format!(" to day {day}"));
        let when = format!("from day {}{last}", card.from_day);
        Self { id: card.id.to_string(), title: card.title.clone(), when, words: card.words.clone() }
    }
}
