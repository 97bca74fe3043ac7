//! The names of backups: when and on what occasion each was made. The moment is told in UTC, so that the names sort by time.
//!
//! Uses nothing of its siblings.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// By itself, once a day.
    Daily,
    /// Before a newer Mendlog changed the shape of the tables.
    BeforeMigration,
    /// Before another journal was taken in.
    BeforeImport,
    /// Before a backup was put in the journal's place.
    BeforeRestore,
    /// Before a journal of another machine was merged.
    BeforeMerge,
    /// Before a passphrase was set, changed or removed.
    BeforePassphrase,
    /// By the patient.
    ByHand,
}

impl Occasion {
    /// All occasions.
    pub const ALL: [Self; 7] = [
        Self::Daily,
        Self::BeforeMigration,
        Self::BeforeImport,
        Self::BeforeRestore,
        Self::BeforeMerge,
        Self::BeforePassphrase,
        Self::ByHand,
    ];

    /// The word in a backup's name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::BeforeMigration => "before-migration",
            Self::BeforeImport => "before-import",
            Self::BeforeRestore => "before-restore",
            Self::BeforeMerge => "before-merge",
            Self::BeforePassphrase => "before-passphrase",
            Self::ByHand => "by-hand",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::BeforeMigration => "before an update of Mendlog",
            Self::BeforeImport => "before an import",
            Self::BeforeRestore => "before a restore",
            Self::BeforeMerge => "before a merge",
            Self::BeforePassphrase => "before a change of passphrase",
            Self::ByHand => "made by hand",
        }
    }
}

/// When a backup was made, the how manieth of that second it is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// To the second.
    pub at: DateTime<Utc>,
    /// 1 for the first of its second.
    pub number: u32,
    /// Why.
    pub occasion: Occasion,
}

/// How the moment is written: no colons, which some disks refuse.
const MOMENT: &str = "%Y-%m-%dT%H%M%SZ";

impl Name {
    /// What all backups' names end with.
    pub const ENDING: &'static str = ".db";

    /// Reads a file's name; `None` for every name that no backup has.
    #[must_use]
    pub fn read(file: &str) -> Option<Self> {
        let text = file.strip_suffix(Self::ENDING)?;
        let (moment, rest) = text.split_at_checked("2026-11-23T025013Z".len())?;
        let at = NaiveDateTime::parse_from_str(moment, MOMENT).ok()?.and_utc();
        let rest = rest.strip_prefix('-')?;
        let (number, occasion) = match rest.split_once('-') {
            Some((number, occasion)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
                (number.parse().ok()?, occasion)
            }
            _ => (1, rest),
        };
        let occasion = Occasion::ALL.into_iter().find(|known| known.id() == occasion)?;
        let name = Self { at, number, occasion };
        // One way of writing each name, and no other.
        (number > 0 && name.to_string() == file).then_some(name)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, number, occasion } = self;
        let at = at.format(MOMENT);
        match number {
            1 => write!(f, "{at}-{}{}", occasion.id(), Self::ENDING),
            number => write!(f, "{at}-{number}-{}{}", occasion.id(), Self::ENDING),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_sort_by_time() {
        let name = "2026-11-23T025013Z-before-import.db";
        let read = Name::read(name).unwrap();
        assert_eq!((read.number, read.occasion, read.to_string().as_str()), (1, Occasion::BeforeImport, name));
        for occasion in Occasion::ALL {
            for number in [1, 2, 11] {
                let name = Name { number, occasion, ..read };
                assert_eq!(Name::read(&name.to_string()), Some(name));
            }
        }
        let second = Name::read("2026-11-23T025013Z-2-daily.db").unwrap();
        assert!(second > read && Name::read("2026-11-24T000000Z-daily.db").unwrap() > second);
    }

    #[test]
    fn other_files_are_no_backups() {
        for name in [
            "",
            "journal.db",
            "2026-11-23T025013Z.db",
            "2026-11-23T025013Z-daily",
            "2026-11-23T025013Z-daily.db.txt",
            "2026-11-23T025013Z-weekly.db",
            "2026-02-30T025013Z-daily.db",
            "2026-11-23T025013Z-1-daily.db",
            "2026-11-23T025013Z-0-daily.db",
            "2026-11-23T025013Z-02-daily.db",
            "2026-11-23T25:01:3Z-daily.db",
            "é026-11-23T02501Z-daily.db",
            "../2026-11-23T025013Z-daily.db",
        ] {
            assert_eq!(Name::read(name), None, "{name}");
        }
    }
}
