//! The backups: how old the newest is, and whether each opens.
//!
//! May use files and SQL.

use chrono::{DateTime, FixedOffset};

use super::{Finding, Level};
use crate::store::Journal;
use crate::store::backup::{BackupError, Contents, Stored, look_into};

const ABOUT: &str = "backups";

/// A newest backup older than this is worth a word.
const OLD_DAYS: i64 = 14;

pub(super) fn examine(
    there: Result<Vec<Stored>, BackupError>,
    journal: Option<&Journal>,
    now: DateTime<FixedOffset>,
) -> Finding {
    let there = match there {
        Ok(there) => there,
        Err(error) => {
            return Finding::bad(
                Level::Look,
                ABOUT,
                error.to_string(),
                "`mendlog backup` tells whether it is well again",
            );
        }
    };
    let Some(newest) = there.first() else {
        let to_do = "`mendlog backup` makes one; from then on one is made on each day on which something changed";
        return Finding::bad(Level::Look, ABOUT, "there is no backup yet", to_do);
    };
    let contents = |stored: &Stored| journal.map_or_else(|| look_into(&stored.path), |own| own.look_into(&stored.path));
    let damaged: Vec<_> = there.iter().filter(|stored| contents(stored) == Contents::Damaged).collect();
    if !damaged.is_empty() {
        let names = damaged.iter().map(|stored| stored.name.to_string()).collect::<Vec<_>>().join(", ");
        let found = format!("{} of {} cannot be read: {names}", damaged.len(), there.len());
        return Finding::bad(
            Level::ActNow,
            ABOUT,
            found,
            "`mendlog backup` makes a new one; check the disk they are on",
        );
    }
    let days = (now.to_utc() - newest.name.at).num_days();
    let age = match days {
        ..=0 => "from today".to_owned(),
        1 => "a day old".to_owned(),
        days => format!("{days} days old"),
    };
    let found = format!(
        "{} there, each opens; the newest is {age}",
        if there.len() == 1 { "1 is".to_owned() } else { format!("{} are", there.len()) }
    );
    if days > OLD_DAYS && is_newer_than(journal, newest) {
        return Finding::bad(Level::Look, ABOUT, found, "`mendlog backup` makes one now");
    }
    Finding::ok(ABOUT, found)
}

/// Whether the journal was changed after a backup, by the times of their files.
fn is_newer_than(journal: Option<&Journal>, backup: &Stored) -> bool {
    let changed = |path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
    journal.is_some_and(|journal| changed(journal.path()) > changed(&backup.path))
}
