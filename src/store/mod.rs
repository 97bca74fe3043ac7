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
mod unlocking;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, TransactionBehavior};

use crate::domain::{
    CareNote, CareRecord, Change, Diary, Entry, EntryId, LockAfter, Outcome, OutcomeId, Plan, PlanId, Treatment,
    TreatmentId, WarningEvent,
};

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
use revision::Presence;

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

    /// What set-up asked; none before the first run.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        self.read("read your details", profile::newest)
    }

    /// Saves what set-up asked; earlier answers are kept as history.
    pub fn save_profile(&mut self, profile: &Profile, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save your details", now, |db, act| profile::save(db, profile, act))
    }

    /// The treatments in time order, without deleted ones.
    pub fn treatments(&self) -> Result<Vec<Treatment>, StoreError> {
        self.read("read the treatments", treatments::in_time_order)
    }

    /// Saves a treatment, new or corrected; its earlier values are kept.
    pub fn save_treatment(&mut self, treatment: &Treatment, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the treatment", now, |db, act| treatments::save(db, treatment, act).map(|_| ()))
    }

    /// Hides a treatment and all that tells about it.
    pub fn delete_treatment(&mut self, id: &TreatmentId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the treatment", now, |db, act| treatments::set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted treatment again, as it was.
    pub fn restore_treatment(&mut self, id: &TreatmentId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the treatment back", now, |db, act| treatments::set_presence(db, id, Presence::Kept, act))
    }

    /// The planned treatments, the earliest first, without dropped ones.
    pub fn plans(&self) -> Result<Vec<Plan>, StoreError> {
        self.read("read what is planned", plans::kept)
    }

    /// Saves a plan, new or changed; its earlier values are kept.
    pub fn save_plan(&mut self, plan: &Plan, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the plan", now, |db, act| plans::save(db, plan, act).map(|_| ()))
    }

    /// Hides a plan.
    pub fn drop_plan(&mut self, id: &PlanId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("drop the plan", now, |db, act| plans::set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a dropped plan again, as it was.
    pub fn restore_plan(&mut self, id: &PlanId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the plan back", now, |db, act| plans::set_presence(db, id, Presence::Kept, act))
    }

    /// Saves the treatment that a plan became, and drops the plan: both or neither.
    pub fn perform_plan(
        &mut self,
        id: &PlanId,
        treatment: &Treatment,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.act("save the treatment", now, |db, act| {
            treatments::save(db, treatment, act)?;
            plans::set_presence(db, id, Presence::Deleted, act)
        })
    }

    /// The entries about a treatment, the earliest first, without deleted ones.
    pub fn entries(&self, treatment: &TreatmentId, window: Window) -> Result<Vec<Entry>, StoreError> {
        self.read("read the check-ins", |db| entries::of_treatment(db, treatment, window))
    }

    /// Saves an entry, new or corrected, as a whole; its earlier values are kept.
    pub fn save_entry(&mut self, entry: &Entry, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the check-in", now, |db, act| entries::save(db, entry, act).map(|_| ()))
    }

    /// Hides an entry.
    pub fn delete_entry(&mut self, id: &EntryId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the check-in", now, |db, act| entries::set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted entry again, as it was.
    pub fn restore_entry(&mut self, id: &EntryId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the check-in back", now, |db, act| entries::set_presence(db, id, Presence::Kept, act))
    }

    /// Everything an entry ever said, the oldest first; empty when there is no such entry.
    pub fn revisions(&self, id: &EntryId) -> Result<Vec<Revision>, StoreError> {
        self.read("read the check-in's history", |db| entries::revisions(db, id))
    }

    /// The entries that were changed after they were saved; deleting one and bringing it back is no change.
    pub fn edited(&self) -> Result<BTreeSet<EntryId>, StoreError> {
        self.read("find the changed check-ins", entries::edited)
    }

    /// The ratings of the result after a treatment, in the order in which they were first saved, without deleted ones.
    pub fn outcomes(&self, treatment: &TreatmentId) -> Result<Vec<Outcome>, StoreError> {
        self.read("read the ratings", |db| outcomes::of_treatment(db, treatment))
    }

    /// Saves a rating, new or corrected, as a whole; its earlier values are kept.
    pub fn save_outcome(&mut self, outcome: &Outcome, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the rating", now, |db, act| outcomes::save(db, outcome, act).map(|_| ()))
    }

    /// Hides a rating.
    pub fn delete_outcome(&mut self, id: &OutcomeId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the rating", now, |db, act| outcomes::set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted rating again, as it was.
    pub fn restore_outcome(&mut self, id: &OutcomeId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the rating back", now, |db, act| outcomes::set_presence(db, id, Presence::Kept, act))
    }

    /// Everything a rating ever said, the oldest first; empty when there is no such rating.
    pub fn outcome_revisions(&self, id: &OutcomeId) -> Result<Vec<OutcomeRevision>, StoreError> {
        self.read("read the rating's history", |db| outcomes::revisions(db, id))
    }

    /// What was done about the warnings of a treatment, the earliest first.
    pub fn events(&self, treatment: &TreatmentId) -> Result<Vec<WarningEvent>, StoreError> {
        self.read("read what was done about warnings", |db| events::of_treatment(db, treatment))
    }

    /// Adds what was done about one warning or several, as one act.
    pub fn add_events(&mut self, events: &[WarningEvent], now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save what was done about the warning", now, |db, act| {
            events.iter().try_for_each(|event| events::add(db, event, act))
        })
    }

    /// Tasks done, things used and what the provider said, about a treatment.
    pub fn care(&self, treatment: &TreatmentId) -> Result<CareRecord, StoreError> {
        self.read("read what was noted about care", |db| care::of_treatment(db, treatment))
    }

    /// Keeps a note about care.
    pub fn save_care(&mut self, note: &CareNote, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the note about care", now, |db, act| care::save(db, note, act).map(|_| ()))
    }

    /// Takes a note about care back, and no other.
    pub fn take_back_care(&mut self, note: &CareNote, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("take the note about care back", now, |db, act| care::take_back(db, note, act))
    }

    /// After how long without a key the screens lock this journal, if it has a lock.
    pub fn lock_after(&self) -> Result<LockAfter, StoreError> {
        self.read("read when the journal locks itself", lock_after::chosen)
    }

    /// Keeps after how long without a key the screens lock this journal.
    pub fn save_lock_after(&mut self, chosen: LockAfter) -> Result<(), StoreError> {
        self.write("keep when the journal locks itself", |db| lock_after::keep(db, chosen))
    }

    /// Everything, for export and assessment, without what was deleted.
    pub fn diary(&self) -> Result<Diary, StoreError> {
        self.read("read the journal", import::give_out)
    }

    /// Everything, with what tells about deleted treatments, and every change that made it so, the earliest first.
    pub fn changes(&self) -> Result<(Diary, Vec<Change>), StoreError> {
        self.read("read what was changed", changes::all)
    }

    /// Takes a whole diary in, or nothing of it. What is here already stays; other values become new revisions; of the
    /// patient's own answers only skipped ones are filled in, and what it does not say about a known treatment stays.
    ///
    /// # Errors
    /// Also when it has a treatment of another moment under an id that is known here.
    pub fn import(&mut self, diary: &Diary, now: DateTime<FixedOffset>) -> Result<ImportCounts, StoreError> {
        let imported = self.act("import the journal", now, |db, act| match import::other_moment(db, diary)? {
            Some(other) => Ok(Err(other)),
            None => import::take_in(db, diary, act).map(Ok),
        })?;
        imported.map_err(|other| StoreError::OtherTreatment { id: other.id, here: other.here, there: other.there })
    }

    /// Remembers the protocol version that is shown; returns the earlier one when it was another.
    pub fn note_protocol(
        &mut self,
        id: &str,
        version: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<String>, StoreError> {
        let earlier = self.read("read the protocol shown before", |db| shown::latest(db, id))?;
        if earlier.as_deref() == Some(version) {
            return Ok(None);
        }
        self.write("remember the protocol shown", |db| shown::remember(db, id, version, now))?;
        Ok(earlier)
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
