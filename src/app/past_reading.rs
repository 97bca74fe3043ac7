//! What one thing in the journal ever said, from when to when: what screens and the command line both tell.
//!
//! May use `domain` and `protocols`.

use chrono::{DateTime, FixedOffset};

use super::change_words::sentence;
use super::changes::{details, told_first};
use super::reading::{Passage, Reading, Tone};
use crate::domain::Change;
use crate::domain::past::{Past, Version, pasts};
use crate::protocols::Library;

/// Each version, the oldest first: what happened and when, and what it said, at first as a whole, later what is otherwise.
#[must_use]
pub fn versions(past: &Past<'_>, library: &Library) -> Vec<(String, Vec<String>)> {
    let told = past.versions.iter().enumerate().map(|(place, version)| {
        let said = if place == 0 { told_first(version.what, library) } else { details(version.what, library) };
        (format!("{}. {}.", sentence(version.what, library), times(version)), said)
    });
    told.collect()
}

fn times(version: &Version<'_>) -> String {
    let words = |at: DateTime<FixedOffset>| at.format("%-d %B %Y, %H:%M").to_string();
    match version.until {
        Some(until) => format!("From {} until {}", words(version.from), words(until)),
        None => format!("Since {}", words(version.from)),
    }
}

/// Everything that changes of one thing tell, as a page to read, the newest version first.
#[must_use]
pub fn reading(changes: &[Change], library: &Library) -> Reading {
    let told = pasts(changes).iter().flat_map(|past| versions(past, library)).collect::<Vec<_>>();
    let mut passages = Vec::new();
    for (head, said) in told.into_iter().rev() {
        passages.push(Passage::new(Tone::Strong, head));
        passages.extend(said.into_iter().map(|words| Passage::new(Tone::Plain, words)));
        passages.push(Passage::gap());
    }
    passages.push(Passage::new(Tone::Quiet, "Nothing that was said before is lost."));
    Reading::new("What it said before", passages)
}
