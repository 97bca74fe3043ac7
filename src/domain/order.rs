//! The entries of a healing in the order of the time they describe.
//!
//! Uses its siblings in `domain` only.

use chrono::{DateTime, FixedOffset};

use super::diary::Healing;
use super::entry::Entry;
use super::scene::Placed;

/// Rules on trends look back so far: longer than any course described, short enough that years of entries stay quick.
const LOOK_BACK_DAYS: i32 = 60;

/// The point in time that an entry describes.
pub(super) fn instant_of(healing: &Healing<'_>, entry: &Entry) -> DateTime<FixedOffset> {
    healing.treatment.instant_of(entry.at, healing.day_end)
}

/// The entries strictly before one, as far back as rules look.
pub(super) fn past_of<'a, 'b>(placed: &'b [Placed<'a>], index: usize) -> &'b [Placed<'a>] {
    let here = placed[index];
    let before = placed[..index].partition_point(|earlier| earlier.hours < here.hours);
    let recent = placed[..before].partition_point(|earlier| earlier.day.since(here.day) < -LOOK_BACK_DAYS);
    &placed[recent..before]
}

/// The entries by the time they describe; what they say breaks ties, so that the order of typing never matters.
pub(super) fn in_time_order<'a>(healing: &Healing<'a>) -> Vec<Placed<'a>> {
    let mut entries: Vec<_> = healing.entries.iter().map(|entry| (instant_of(healing, entry), *entry)).collect();
    entries.sort_by(|(at, entry), (other_at, other)| {
        let content = |entry: &'a Entry| (entry.recorded_at, &entry.grades, &entry.signs, &entry.id);
        at.cmp(other_at).then_with(|| content(entry).cmp(&content(other)))
    });
    entries
        .into_iter()
        .map(|(_, entry)| Placed {
            entry,
            day: healing.treatment.day_of(entry.at, healing.day_end),
            hours: healing.treatment.hours_to(entry.at, healing.day_end),
        })
        .collect()
}
