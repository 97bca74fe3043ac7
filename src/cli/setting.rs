//! What every command needs: the journal's place, what is known about healing, the clock, whether to colour.
//!
//! Reads clock and environment through `host`.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Context;
use chrono::{DateTime, FixedOffset};

use super::output::Paint;
use super::unlocking::Unlocking;
use super::{Colour, Place, wrong};
use crate::demo::Demo;
use crate::domain::{Diary, Treatment};
use crate::host;
use crate::protocols::{self, Library, Sheet};
use crate::store::{Journal, KeptSheet, Protection};

/// Where and when a command runs.
#[derive(Debug)]
pub struct Setting {
    /// What is known about healing.
    pub library: Library,
    /// The moment of the command.
    pub now: DateTime<FixedOffset>,
    /// Whether words are coloured.
    pub paint: Paint,
    /// Whether colour was asked for, or refused, in words.
    pub colour: Colour,
    /// Something to say before anything else.
    pub notice: Option<String>,
    place: Place,
    demo: Option<Demo>,
    unlocking: Unlocking,
}

impl Setting {
    /// Looks around; a demo journal is made here and gone when the setting is.
    pub fn new(place: Place, colour: Colour) -> anyhow::Result<Self> {
        let library = protocols::load().context("the program's own data is damaged; nothing was read or changed")?;
        let now = host::now();
        let demo = place.demo.then(|| Demo::new(&library, now)).transpose()?;
        let coloured = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => host::terminal().colour && std::io::stdout().is_terminal(),
        };
        let paint = if coloured { Paint::Coloured } else { Paint::Plain };
        Ok(Self { library, now, paint, colour, notice: None, place, demo, unlocking: Unlocking::default() })
    }

    /// The journal's file.
    pub fn journal_path(&self) -> anyhow::Result<PathBuf> {
        match &self.demo {
            Some(demo) => Ok(demo.journal_path()),
            None => host::journal_path(self.place.db.clone()).map_err(|error| wrong(error.to_string())),
        }
    }

    /// Whether the journal is made up.
    pub const fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// Opens the journal, and makes it when there is none. Like all that opens it, this asks for the passphrase, once, when the
    /// journal is locked.
    pub fn journal(&self) -> anyhow::Result<Journal> {
        self.unlocking.open(&self.journal_path()?)
    }

    /// Whether the journal is locked, once it was opened.
    pub fn protection(&self) -> Protection {
        self.unlocking.protection()
    }

    /// Opens the journal if there is one; looking at a journal never makes one.
    pub fn existing_journal(&self) -> anyhow::Result<Option<Journal>> {
        self.existing_path()?.map(|path| self.unlocking.open(&path)).transpose()
    }

    /// Opens the journal, if there is one, to be read at once: nothing is made, changed or waited for, and nobody is asked for
    /// a passphrase.
    pub fn glance(&self) -> anyhow::Result<Option<Journal>> {
        Ok(self.existing_path()?.map(|path| Unlocking::glance(&path)).transpose()?)
    }

    fn existing_path(&self) -> anyhow::Result<Option<PathBuf>> {
        let path = self.journal_path()?;
        let is_missing = path.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        Ok((!is_missing).then_some(path))
    }

    /// What is known about healing with the sheet that the patient took into use; a sheet that does not pass any more, after a
    /// newer program narrowed what sheets may say, is left out with a word on it.
    pub fn library_in_use(&self) -> anyhow::Result<(Library, Option<String>)> {
        let kept = self.existing_journal()?.map(|journal| journal.sheet()).transpose()?.flatten();
        Ok(self.library_by(kept))
    }

    /// What is known about healing with a kept sheet.
    pub fn library_by(&self, kept: Option<KeptSheet>) -> (Library, Option<String>) {
        let Some(kept) = kept else { return (self.library.clone(), None) };
        match Sheet::read("the sheet", &kept.text, &self.library) {
            Ok(sheet) => (self.library.with_sheet(&sheet), None),
            Err(fault) => (self.library.clone(), Some(format!("{SHEET_UNUSABLE} ({fault}.)"))),
        }
    }

    /// The same setting, going by the sheet that the patient took into use.
    pub fn by_kept_sheet(mut self) -> anyhow::Result<Self> {
        (self.library, self.notice) = self.library_in_use()?;
        Ok(self)
    }

    /// Everything recorded so far; nothing when there is no journal yet.
    pub fn diary(&self) -> anyhow::Result<Diary> {
        let journal = self.existing_journal()?;
        Ok(journal.map(|journal| journal.diary()).transpose()?.unwrap_or_default())
    }
}

/// Finds a treatment by its id, or by its number in `mendlog treatment list`.
pub fn treatment_named<'a>(diary: &'a Diary, name: &str) -> anyhow::Result<&'a Treatment> {
    let treatments = diary.treatments_by_time();
    let by_id = treatments.iter().find(|treatment| treatment.id.as_str() == name);
    let by_number = || name.parse::<usize>().ok()?.checked_sub(1).and_then(|index| treatments.get(index));
    by_id.or_else(by_number).copied().ok_or_else(|| match treatments.len() {
        0 => wrong(NO_TREATMENT),
        1 => wrong(format!("there is no treatment \"{name}\"; there is one, number 1")),
        count => wrong(format!(
            "there is no treatment \"{name}\"; there are 1 to {count}, as `mendlog treatment list` shows them"
        )),
    })
}

/// Said when the kept sheet does not pass this program's checks.
const SHEET_UNUSABLE: &str = "\
Your provider's sheet cannot be used by this version of Mendlog, so the published figures are used. Nothing was lost: the sheet \
is still in your journal, and `mendlog protocol use FILE` takes a corrected one.";

/// What to do when a journal has no treatment yet.
pub const NO_TREATMENT: &str = "\
no treatment is recorded yet. Begin with `mendlog`, which asks for it, or with a line such as
  mendlog treatment add --date today --device pen --depth 1.0 --phone \"your clinic's number\"";
