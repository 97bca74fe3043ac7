//! What is being typed, for each window apart, so that a crash loses none of it and no window touches another's.
//!
//! May use SQL. Which processes still run it is told by its caller.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Row};

use super::Journal;
use super::column::Column;
use super::error::StoreError;

/// After so long, what was typed on a machine that cannot be asked counts as left behind. Within a day somebody may still be
/// typing there, in a folder that both machines see; later, a text that is shown twice is better than one that never comes back.
const ELSEWHERE: TimeDelta = TimeDelta::days(1);

const OWN: &str = "SELECT text FROM draft WHERE window = ?1";
const NEWEST_FIRST: &str = "SELECT window, machine, boot, process, begun, text, saved_at FROM draft
    ORDER BY julianday(saved_at) DESC, window DESC";
const KEEP: &str = "INSERT INTO draft (window, machine, boot, process, begun, text, saved_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (window) DO UPDATE SET machine = excluded.machine, boot = excluded.boot, process = excluded.process,
        begun = excluded.begun, text = excluded.text, saved_at = excluded.saved_at";
const CLAIM: &str = "UPDATE draft SET window = ?1, machine = ?2, boot = ?3, process = ?4, begun = ?5
    WHERE window = ?6 AND machine = ?7 AND boot = ?8 AND process = ?9 AND begun = ?10";

/// A process, told apart from those of other machines, of earlier starts of this one, and of its own number before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Process {
    /// The machine, by a name that no person is known by; empty where it cannot be told.
    pub machine: String,
    /// The start of the machine; empty where it cannot be told.
    pub boot: String,
    /// Its number; 0 stands for one that is known to be gone.
    pub number: u32,
    /// When it began, by a clock that counts from the machine's start; empty where it cannot be told.
    pub begun: String,
}

/// Whether a process still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// It does.
    Runs,
    /// It does not.
    IsOver,
    /// It is one of another machine, which cannot be asked.
    IsElsewhere,
}

/// Who types: a window, and the process it belongs to. Who has no name belongs to no process, and leaves behind what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typist {
    /// The window's name, which no other window has.
    pub window: String,
    /// Its process.
    pub process: Process,
}

/// Which texts a window takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeUp {
    /// Its own, else the newest that was left behind.
    LeftBehind,
    /// Its own alone.
    Own,
}

struct Draft {
    typist: Typist,
    text: String,
    saved_at: DateTime<FixedOffset>,
}

impl Draft {
    fn is_left_behind(&self, life_of: &dyn Fn(&Process) -> Life, now: DateTime<FixedOffset>) -> bool {
        if self.typist.process.number == 0 {
            return true;
        }
        match life_of(&self.typist.process) {
            Life::Runs => false,
            Life::IsOver => true,
            Life::IsElsewhere => now - self.saved_at > ELSEWHERE,
        }
    }
}

impl Journal {
    /// Names who types in this journal from now on.
    pub fn typed_by(&mut self, typist: Typist) {
        self.typist = typist;
    }

    /// Who types in this journal.
    #[must_use]
    pub const fn typist(&self) -> &Typist {
        &self.typist
    }

    /// What is being typed, in whatever window, the newest first.
    pub fn drafts(&self) -> Result<Vec<String>, StoreError> {
        self.read("read what was being typed", |db| Ok(newest_first(db)?.into_iter().map(|draft| draft.text).collect()))
    }

    /// The newest of [`Self::drafts`].
    pub fn draft(&self) -> Result<Option<String>, StoreError> {
        Ok(self.drafts()?.into_iter().next())
    }

    /// What this window was typing; else the newest text that was left behind, which is this window's from then on.
    ///
    /// # Errors
    /// When it cannot be read. A journal that cannot be written to tells it too: the text then stays left behind.
    pub fn take_up_draft(
        &mut self,
        which: TakeUp,
        life_of: &dyn Fn(&Process) -> Life,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<String>, StoreError> {
        let window = self.typist.window.clone();
        let own = self.read("read what was being typed", |db| {
            db.query_row(OWN, [&window], |row| row.get::<_, String>(0)).optional()
        })?;
        if own.is_some() || which == TakeUp::Own {
            return Ok(own);
        }
        let mut all = self.read("read what was being typed", newest_first)?;
        all.retain(|draft| draft.is_left_behind(life_of, now));
        let typist = self.typist.clone();
        for draft in all {
            // Another window may have been faster: then it is that one's.
            match self.write("take up what was being typed", |db| claim(db, &draft.typist, &typist)) {
                Ok(0) => {}
                Ok(_) | Err(_) => return Ok(Some(draft.text)),
            }
        }
        Ok(None)
    }

    /// Keeps what is being typed in this window, in place of what was kept before.
    pub fn save_draft(&mut self, text: &str, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let typist = self.typist.clone();
        self.write("keep what is being typed", |db| keep(db, &typist, text, now))
    }

    /// Forgets what was being typed in this window.
    pub fn clear_draft(&mut self) -> Result<(), StoreError> {
        let window = self.typist.window.clone();
        self.write("clear what was being typed", |db| {
            db.prepare_cached("DELETE FROM draft WHERE window = ?1")?.execute([&window]).map(|_| ())
        })
    }
}

fn newest_first(db: &Connection) -> rusqlite::Result<Vec<Draft>> {
    db.prepare_cached(NEWEST_FIRST)?.query_map([], draft)?.collect()
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let process = Process { machine: row.get(1)?, boot: row.get(2)?, number: row.get(3)?, begun: row.get(4)? };
    let Column(saved_at) = row.get(6)?;
    Ok(Draft { typist: Typist { window: row.get(0)?, process }, text: row.get(5)?, saved_at })
}

fn keep(db: &Connection, typist: &Typist, text: &str, now: DateTime<FixedOffset>) -> rusqlite::Result<()> {
    let Process { machine, boot, number, begun } = &typist.process;
    let row = (&typist.window, machine, boot, number, begun, text, Column(now));
    db.prepare_cached(KEEP)?.execute(row).map(|_| ())
}

fn claim(db: &Connection, from: &Typist, to: &Typist) -> rusqlite::Result<usize> {
    let [old, new] = [from, to].map(|typist| (&typist.window, &typist.process));
    db.prepare_cached(CLAIM)?.execute(rusqlite::params![
        new.0,
        new.1.machine,
        new.1.boot,
        new.1.number,
        new.1.begun,
        old.0,
        old.1.machine,
        old.1.boot,
        old.1.number,
        old.1.begun
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-03-05T20:{minute:02}:00+01:00")).unwrap()
    }

    /// A window of process `number` of a machine.
    fn typist(window: &str, machine: &str, number: u32) -> Typist {
        let process = Process { machine: machine.to_owned(), number, ..Process::default() };
        Typist { window: window.to_owned(), process }
    }

    /// Here, processes with even numbers run.
    fn life_of(process: &Process) -> Life {
        match (process.machine.as_str(), process.number % 2) {
            ("here", 0) => Life::Runs,
            ("here", _) => Life::IsOver,
            _ => Life::IsElsewhere,
        }
    }

    fn opened(folder: &tempfile::TempDir, typist: Typist) -> Journal {
        let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        journal.typed_by(typist);
        journal
    }

    fn taken_up(journal: &mut Journal, now: DateTime<FixedOffset>) -> Option<String> {
        journal.take_up_draft(TakeUp::LeftBehind, &life_of, now).unwrap()
    }

    #[test]
    fn a_window_keeps_and_clears_only_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (opened(&folder, typist("a", "here", 2)), opened(&folder, typist("b", "here", 4)));
        one.save_draft("one", at(1)).unwrap();
        other.save_draft("other", at(2)).unwrap();
        assert_eq!(one.drafts().unwrap(), ["other", "one"]);
        other.clear_draft().unwrap();
        assert_eq!(one.drafts().unwrap(), ["one"]);
        assert_eq!(taken_up(&mut other, at(3)), None, "a window that is there types it");
        assert_eq!(taken_up(&mut one, at(3)).as_deref(), Some("one"));
    }

    #[test]
    fn what_was_left_behind_is_taken_up_once_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        for (window, number, minute) in [("a", 1, 1), ("b", 3, 2), ("c", 4, 3)] {
            opened(&folder, typist(window, "here", number)).save_draft(window, at(minute)).unwrap();
        }
        let mut first = opened(&folder, typist("d", "here", 6));
        let mut second = opened(&folder, typist("e", "here", 8));
        assert_eq!(first.take_up_draft(TakeUp::Own, &life_of, at(4)).unwrap(), None);
        assert_eq!(taken_up(&mut first, at(4)).as_deref(), Some("b"));
        assert_eq!(taken_up(&mut first, at(4)).as_deref(), Some("b"), "it is its own now");
        assert_eq!(taken_up(&mut second, at(4)).as_deref(), Some("a"));
        assert_eq!(first.drafts().unwrap().len(), 3);
    }

    #[test]
    fn another_machine_gets_a_day() {
        let folder = tempfile::tempdir().unwrap();
        opened(&folder, typist("a", "elsewhere", 1)).save_draft("typed there", at(1)).unwrap();
        let mut here = opened(&folder, typist("b", "here", 2));
        assert_eq!(taken_up(&mut here, at(1) + TimeDelta::hours(24)), None);
        assert_eq!(taken_up(&mut here, at(2) + TimeDelta::hours(24)).as_deref(), Some("typed there"));
    }
}
