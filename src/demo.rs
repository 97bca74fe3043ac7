//! A made-up journal in a temporary file, so that everything can be tried without saying anything about oneself.
//!
//! Part of the shell: may use `exchange` and `store` to make the file.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use tempfile::TempDir;

use crate::domain::{Diary, Grade, Moment};
use crate::exchange::ReadError;
use crate::exchange::journal_json::Reader;
use crate::protocols::Library;
use crate::store::{Journal, StoreError};

/// The made-up journal; its dates are moved so that today is [`TODAY`].
const JOURNAL: &str = include_str!("../assets/demo.json");

/// Today is this day of the last treatment.
const TODAY: i64 = 4;

/// The entry that was first typed wrongly.
const CORRECTED: &str = "demo-second-day-1-evening";

/// A made-up journal that is gone when this is dropped.
#[derive(Debug)]
pub struct Demo {
    folder: TempDir,
}

/// Why there is no demo journal.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No temporary file can be made.
    #[error("could not make a temporary folder for the demo")]
    Folder(#[from] std::io::Error),
    /// The journal that comes with the program is faulty.
    #[error("the demo journal is faulty")]
    Journal(#[from] ReadError),
    /// The temporary journal cannot be filled.
    #[error("could not fill the demo journal")]
    Store(#[from] StoreError),
}

impl Demo {
    /// Makes the journal in a temporary folder that only this user can read.
    pub fn new(library: &Library, now: DateTime<FixedOffset>) -> Result<Self, DemoError> {
        let diary = diary(library, now)?;
        let demo = Self { folder: tempfile::Builder::new().prefix("mendlog-demo-").tempdir()? };
        let mut journal = Journal::open(&demo.journal_path())?;
        journal.import(&before_correction(&diary), now)?;
        journal.import(&diary, now)?;
        Ok(demo)
    }

    /// The journal's file.
    #[must_use]
    pub fn journal_path(&self) -> PathBuf {
        self.folder.path().join("demo.db")
    }

    /// The folder that goes when this is dropped.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The made-up journal as it stands at `now`: on day 4 of its last treatment, with nothing in the future.
///
/// # Errors
/// When the file that comes with the program is faulty; a test sees to it that it is not.
pub fn diary(library: &Library, now: DateTime<FixedOffset>) -> Result<Diary, ReadError> {
    let mut diary = Reader::new(&library.catalog).read(JOURNAL.as_bytes())?.diary;
    let last = diary.treatments_by_time().last().map(|treatment| treatment.performed_at.date(diary.day_end));
    let today = diary.day_end.date_of(now);
    let shift = Shift { days: last.map_or(TimeDelta::zero(), |last| today - last - TimeDelta::days(TODAY)), now };
    for treatment in &mut diary.treatments {
        treatment.performed_at = shift.moment(treatment.performed_at);
    }
    for entry in &mut diary.entries {
        entry.at = shift.moment(entry.at);
        entry.recorded_at = entry.recorded_at.map(|at| shift.clock_time(at));
    }
    for event in &mut diary.events {
        event.at = shift.clock_time(event.at);
    }
    Ok(diary)
}

/// The journal before one of its entries was corrected, so that the demo has a corrected entry to show.
fn before_correction(diary: &Diary) -> Diary {
    let mut before = diary.clone();
    let corrected = before.entries.iter_mut().find(|entry| entry.id.as_str() == CORRECTED);
    if let Some(entry) = corrected {
        entry.grades.insert("swelling".into(), Grade::EXTREME.into());
    }
    before
}

/// Moves times by whole days on the patient's clock, and never beyond now.
struct Shift {
    days: TimeDelta,
    now: DateTime<FixedOffset>,
}

impl Shift {
    fn moment(&self, moment: Moment) -> Moment {
        match moment {
            Moment::At(at) => Moment::At(self.clock_time(at)),
            Moment::On(date) => Moment::On(date + self.days),
        }
    }

    fn clock_time(&self, at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        let shown = at.naive_local() + self.days;
        let moved = shown.and_local_timezone(*self.now.offset()).single().unwrap_or(self.now);
        moved.min(self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Triage, WarningState, assess, now::now as state_at};
    use crate::protocols;

    /// Every hour of a day, in a summer and a winter offset.
    fn moments() -> impl Iterator<Item = DateTime<FixedOffset>> {
        (0..24)
            .flat_map(|hour| ["+02:00", "-08:00"].map(|offset| format!("2027-06-10T{hour:02}:00:00{offset}")))
            .map(|text| DateTime::parse_from_rfc3339(&text).unwrap())
    }

    #[test]
    fn today_is_day_four_and_nothing_lies_in_the_future_whatever_the_hour() {
        let library = protocols::load().unwrap();
        for now in moments() {
            let diary = diary(&library, now).unwrap();
            let treatment = *diary.treatments_by_time().last().unwrap();
            assert_eq!(treatment.day_of(Moment::At(now), diary.day_end).number(), 4, "{now}");
            for entry in &diary.entries {
                assert!(treatment.instant_of(entry.at, diary.day_end) <= now, "{now}: {}", entry.at);
                assert!(entry.recorded_at.is_none_or(|at| at <= now));
            }
            assert!(diary.events.iter().all(|event| event.at <= now));
        }
    }

    #[test]
    fn a_warning_was_raised_on_day_three_called_about_and_is_better_today() {
        let library = protocols::load().unwrap();
        for now in moments() {
            let diary = diary(&library, now).unwrap();
            let treatments = diary.treatments_by_time();
            let assessed = |index: usize| assess(&diary.healing(treatments[index]), library.protocol("microneedling"));
            let (first, second) = (assessed(0), assessed(1));
            assert!(first.entries.len() >= 18 && first.warnings().count() >= 1);
            assert!(
                first.warnings().all(|warning| warning.state() == WarningState::Closed),
                "{:?}",
                first.open_warnings()
            );
            let worst = second.entries.iter().max_by_key(|entry| entry.triage).unwrap();
            assert!(worst.triage.warns());
            assert_eq!(worst.day.number(), 3);
            assert!(second.warnings().all(|warning| warning.acts.len() == 3));
            let last = second.entries.last().unwrap();
            assert_eq!(last.day.number(), 4, "{now}");
            assert!(last.triage <= Triage::Watch, "{:?}", last.findings);
            assert!(state_at(&diary, |_| library.protocol(""), Moment::At(now)).triage <= Triage::Watch);
        }
    }

    #[test]
    fn one_entry_was_corrected() {
        let library = protocols::load().unwrap();
        let demo = Demo::new(&library, moments().next().unwrap()).unwrap();
        let journal = Journal::open(&demo.journal_path()).unwrap();
        assert_eq!(journal.revisions(&CORRECTED.into()).unwrap().len(), 2);
    }

    #[test]
    fn the_temporary_journal_goes_with_the_demo() {
        let library = protocols::load().unwrap();
        let demo = Demo::new(&library, moments().next().unwrap()).unwrap();
        let folder = demo.folder().to_owned();
        assert!(demo.journal_path().exists());
        drop(demo);
        assert!(!folder.exists());
    }
}
