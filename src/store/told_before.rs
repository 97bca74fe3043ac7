//! Check-ins of an import that the journal holds already, under another name.
//!
//! May use SQL and the domain.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::revision::same_clock;
use super::{Window, entries};
use crate::domain::{Diary, Entry, EntryId, TreatmentId};

/// What the journal holds about the treatments of an import, without what the import names itself.
pub(super) struct ToldBefore {
    /// By their treatment and their moment as it is written.
    others: BTreeMap<(TreatmentId, String), Vec<Entry>>,
}

impl ToldBefore {
    pub fn of(db: &Connection, diary: &Diary) -> rusqlite::Result<Self> {
        let named: BTreeSet<&EntryId> = diary.entries.iter().map(|entry| &entry.id).collect();
        let treatments: BTreeSet<_> = diary.entries.iter().map(|entry| &entry.treatment).collect();
        let mut others: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for treatment in treatments {
            let known = entries::of_treatment(db, treatment, Window::All)?;
            for entry in known.into_iter().filter(|entry| !named.contains(&entry.id)) {
                others.entry(place(&entry)).or_default().push(entry);
            }
        }
        Ok(Self { others })
    }

    /// Whether the journal holds it; each check-in of the journal stands for one of the import.
    pub fn take(&mut self, entry: &Entry) -> bool {
        let Some(here) = self.others.get_mut(&place(entry)) else { return false };
        let same = here.iter().position(|other| says_the_same(entry, other));
        same.map(|same| here.swap_remove(same)).is_some()
    }
}

fn place(entry: &Entry) -> (TreatmentId, String) {
    (entry.treatment.clone(), entry.at.to_string())
}

/// A file may leave out when a check-in was typed.
fn says_the_same(entry: &Entry, known: &Entry) -> bool {
    (entry.recorded_at.is_none() || same_clock(entry.recorded_at, known.recorded_at))
        && entry.grades == known.grades
        && entry.signs == known.signs
        && entry.note == known.note
}
