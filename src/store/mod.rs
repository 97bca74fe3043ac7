//! The journal: one file that holds what the patient recorded, with its history.
//!
//! May use the domain, files and SQL. Nothing outside of it holds SQL.

mod act;
mod backup;
mod care;
mod changes;
mod column;
mod conflicts;
mod draft;
mod entries;
mod erase;
mod error;
mod events;
mod health;
mod identity;
mod import;
mod key;
mod ledger;
mod leftovers;
mod lock_after;
mod locked;
mod locks;
mod memory;
mod merge;
mod opening;
mod outcomes;
mod passphrase;
mod plans;
mod profile;
mod recognised;
mod recovery_key;
mod reseal;
mod restore;
mod revision;
mod schema;
mod sealing;
mod sheet;
mod shown;
mod told_before;
mod treatment_lists;
mod treatments;
mod undo;
mod unfinished;
mod unlocking;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, TransactionBehavior};

pub use backup::{
    BackupError, Contents, Name, NotNamed, Occasion, Stored, backups, folder_of, look_into, named, superfluous,
};
pub use draft::{Life, Process, TakeUp, Typist};
pub use erase::{Belongings, belongings};
pub use error::StoreError;
pub use health::{
    FarDisk, Finding, Leftover, Level, Right, examine, far_disk, is_interrupted, leftovers, protection_of, rights,
};
pub use import::ImportCounts;
pub use locked::Protection;
pub use merge::{MergeCounts, MergeError, OtherJournal, Unfit};
pub use outcomes::OutcomeRevision;
pub use passphrase::{Passphrase, SHORTEST};
pub use profile::Profile;
pub use recognised::is_journal;
pub use recovery_key::{RecoveryKey, Typed};
pub use restore::{Safety, TakenOut};
pub use revision::Revision;
pub use sealing::{Resealed, unlike_backups};
pub use sheet::KeptSheet;
pub use unlocking::Opener;

use act::{Act, Way};
use identity::Identity;
use key::Seal;

/// How much of a treatment's history to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// All of it.
    All,
    /// The entries that describe the latest moments, at most so many.
    Newest(usize),
}

/// An open journal. Between two calls it holds no lock, so that other programs can use the same file.
#[derive(Debug)]
pub struct Journal {
    db: Connection,
    path: PathBuf,
    seal: Seal,
    /// The file that was opened, when there is one.
    file: Option<Identity>,
    /// What [`Self::data_version`] said when the journal was last read by whom it may not overtake.
    seen: Option<i64>,
    /// Whose typing is kept.
    typist: Typist,
}

impl Journal {
    /// Opens the journal at `path`, or makes it (folder 0700, file 0600), and brings its tables up to date.
    ///
    /// A write-protected journal opens for reading. Open one journal once in a process: looking at its header again would drop
    /// the locks of a write that is under way.
    ///
    /// # Errors
    /// When the file is foreign, torn, newer than this program, or cannot be made, read or locked. It is then as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_sealed(absolute(path)?, Seal::None)
    }

    /// Opens the journal at `path` to be read at once: makes and changes nothing, and never waits for another program.
    ///
    /// # Errors
    /// As [`Self::open`], when there is none, when an older Mendlog wrote it, and when another program writes just now.
    pub fn glance(path: &Path) -> Result<Self, StoreError> {
        let (path, seal) = (absolute(path)?, Seal::None);
        let file = Identity::named(&path).ok();
        Ok(Self { db: opening::glance(&path, &seal)?, path, seal, file, seen: None, typist: Typist::default() })
    }

    /// The journal's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The provider's sheet that is in use, if one is.
    pub fn sheet(&self) -> Result<Option<KeptSheet>, StoreError> {
        self.read("read your provider's sheet", sheet::in_use)
    }

    /// Takes a provider's sheet into use; the one before is kept as history.
    pub fn save_sheet(&mut self, text: &str, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("keep your provider's sheet", now, |db, act| sheet::keep(db, text, act))
    }

    /// Takes the provider's sheet out of use; returns it, or none when none was in use.
    pub fn withdraw_sheet(&mut self, now: DateTime<FixedOffset>) -> Result<Option<KeptSheet>, StoreError> {
        self.act("withdraw your provider's sheet", now, sheet::withdraw)
    }

    /// A number that changes when another program wrote to the journal.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let version = self.in_place().and_then(|()| self.db.pragma_query_value(None, "data_version", |row| row.get(0)));
        version.map_err(|error| StoreError::during("look for changes", error))
    }

    /// Refuses to go on with a file whose name another one has taken: two programs that know different files by one name would
    /// take each other's half-done writes for their own.
    fn in_place(&self) -> rusqlite::Result<()> {
        let Some(opened) = self.file else { return Ok(()) };
        match Identity::named(&self.path) {
            Ok(here) if here != opened => Err(reseal::moved()),
            _ => Ok(()),
        }
    }

    /// From now on nothing is written once another program has written since that version: [`StoreError::Behind`].
    pub const fn expect_version(&mut self, seen: Option<i64>) {
        self.seen = seen;
    }

    /// Does something without waiting for another program that is busy with the journal.
    pub fn without_waiting<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        // Neither can fail: both only set a number.
        let _ = self.db.busy_timeout(Duration::ZERO);
        let done = work(self);
        let _ = self.db.busy_timeout(opening::PATIENCE);
        done
    }

    /// Reads in one transaction, so that no other program's change falls into the middle.
    fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let read = || {
            self.in_place()?;
            let transaction = self.db.unchecked_transaction()?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        read().map_err(|error| self.blamed(doing, error))
    }

    /// A journal that seems busy may lie in a folder that knows no locks, where waiting would never help.
    fn blamed(&self, doing: &'static str, source: rusqlite::Error) -> StoreError {
        match StoreError::during(doing, source) {
            StoreError::Busy { doing, source } if locks::are_refused_beside(&self.path) => {
                StoreError::NoLocks { doing, path: self.path.clone(), source }
            }
            other => other,
        }
    }

    /// Does one thing the patient does, in one transaction, so that it can be undone as a whole.
    fn act<T>(
        &mut self,
        doing: &'static str,
        now: DateTime<FixedOffset>,
        work: impl FnOnce(&Connection, Act) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.write(doing, |db| act::perform(db, doing, Way::Done, now, |act| work(db, act)))
    }

    /// Writes in one transaction that takes its lock at once: one that starts by reading would fail instead of waiting.
    fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let seen = self.seen;
        let write = || {
            self.in_place()?;
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let version = transaction.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0))?;
            if seen.is_some_and(|seen| seen != version) {
                return Ok(None);
            }
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(Some(value))
        };
        write().map_err(|error| self.blamed(doing, error))?.ok_or(StoreError::Behind { doing })
    }
}

fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|source| StoreError::Unreadable { path: path.into(), source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Treatment};

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-05T20:00:00+01:00").unwrap()
    }

    fn journal() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        journal.save_treatment(&Treatment::new("t1".into(), "2026-03-02".parse().unwrap()), now()).unwrap();
        (folder, journal)
    }

    #[test]
    fn every_connection_is_set_to_lose_nothing() {
        let (_folder, journal) = journal();
        for (pragma, wanted) in [
            ("synchronous", 3),
            ("foreign_keys", 1),
            ("trusted_schema", 0),
            ("secure_delete", 1),
            ("busy_timeout", 5000),
            ("temp_store", 2),
        ] {
            assert_eq!(journal.db.pragma_query_value(None, pragma, |row| row.get(0)), Ok(wanted), "{pragma}");
        }
        let mode: String = journal.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "delete");
    }

    #[test]
    fn nothing_is_written_over_what_another_window_wrote_unread() {
        let (_folder, mut journal) = journal();
        let mut other = Journal::open(journal.path()).unwrap();
        let entry = Entry::new("e1".into(), "t1".into(), "2026-03-05".parse().unwrap());
        let said = |note: &str| Entry { note: note.to_owned(), ..entry.clone() };
        journal.expect_version(journal.data_version().ok());
        journal.save_entry(&said("here"), now()).unwrap();
        other.save_entry(&said("there"), now()).unwrap();
        let error = journal.save_entry(&said("here again"), now()).unwrap_err();
        assert!(matches!(error, StoreError::Behind { .. }), "{error:?}");
        assert_eq!(journal.diary().unwrap().entries, [said("there")]);
        journal.expect_version(journal.data_version().ok());
        journal.save_entry(&said("here again"), now()).unwrap();
    }

    #[test]
    fn a_draft_does_not_wait_and_a_save_after_it_does() {
        let (_folder, mut journal) = journal();
        let other = Connection::open(journal.path()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let begun = std::time::Instant::now();
        let error = journal.without_waiting(|journal| journal.save_draft("half a thought", now())).unwrap_err();
        assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
        assert!(begun.elapsed() < Duration::from_secs(2));
        assert_eq!(journal.db.pragma_query_value(None, "busy_timeout", |row| row.get(0)), Ok(5000));
    }

    #[test]
    fn a_full_disk_takes_nothing_away() {
        let (_folder, mut journal) = journal();
        let before = journal.diary().unwrap();
        let pages: u32 = journal.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        journal.db.pragma_update(None, "max_page_count", pages).unwrap();
        let mut entry = Entry::new("e1".into(), "t1".into(), "2026-03-05".parse().unwrap());
        entry.note = "long ".repeat(4000);
        let error = journal.save_entry(&entry, now()).unwrap_err();
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert_eq!(journal.diary().unwrap(), before);
        journal.db.pragma_update(None, "max_page_count", 1000).unwrap();
        journal.save_entry(&entry, now()).unwrap();
        assert_eq!(journal.diary().unwrap().entries, [entry]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_moved_away_is_noticed() {
        let (folder, mut journal) = journal();
        std::fs::rename(journal.path(), folder.path().join("elsewhere.db")).unwrap();
        let error = journal.save_draft("half a thought", now()).unwrap_err();
        assert!(matches!(error, StoreError::Moved { .. }), "{error:?}");
    }

    #[test]
    fn no_message_tells_about_health() {
        let (_folder, mut journal) = journal();
        let entry = Entry::new("secret".into(), "elsewhere".into(), "2026-03-05".parse().unwrap());
        let mut causes = vec![journal.save_entry(&entry, now()).unwrap_err()];
        journal.db.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
        let sql = "INSERT INTO profile_revision (day_end, skin_type, saved_at, stamp) VALUES (77, 88, 'secret', 'x')";
        journal.db.execute(sql, []).unwrap();
        causes.push(journal.profile().unwrap_err());
        for error in causes {
            let mut said = format!("{error} {error:?}");
            let mut cause = std::error::Error::source(&error);
            while let Some(deeper) = cause {
                said.push_str(&deeper.to_string());
                cause = deeper.source();
            }
            assert!(!["secret", "77", "88"].iter().any(|word| said.contains(word)), "{said}");
        }
    }
}
