//! `mendlog export`: everything recorded, in a file that other programs read.

use std::fs::File;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::output::{counted, print_file, say};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::Diary;
use crate::exchange::fhir::{self, Codes, Links, Record};
use crate::exchange::journal_csv;
use crate::exchange::journal_json::{self, SheetUsed};
use crate::protocols::Library;
use crate::store::{Protection, is_journal};

/// Write everything that is recorded, in a form that other programs and another Mendlog read
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// In which form
    #[arg(long, default_value = "json")]
    format: Format,
    /// Into which file, readable by you alone; to the terminal or pipe when left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is already there
    #[arg(long, requires = "output")]
    force: bool,
    /// With FHIR: put some SNOMED CT codes beside our own. Nobody has verified them, and the file says so at each
    #[arg(long)]
    codes: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The journal with every field, which `mendlog import` takes back.
    Json,
    /// A table of the check-ins for a spreadsheet, one row for each answer; `mendlog import` takes these back, too.
    Csv,
    /// A FHIR R4 Bundle for a clinic's or a patient's health record. Mendlog does not read it back.
    Fhir,
}

/// Writes the journal out.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let codes = codes(arguments)?;
    let diary = setting.diary()?;
    let text = written(&diary, arguments.format, codes, setting)?;
    match &arguments.output {
        None => print_file(&text)?,
        Some(path) => {
            save(path, text.as_bytes(), arguments.force)?;
            let treatments = counted(diary.treatments.len(), "treatment", "treatments");
            let entries = counted(diary.entries.len(), "check-in", "check-ins");
            let path = path.display();
            say(&format!("Wrote {treatments} and {entries} to {path}. The file is not encrypted."));
            say_what_stays_behind(arguments.format);
        }
    }
    if setting.protection() == Protection::Locked {
        say("Your journal is locked, and what was exported is not: whoever gets it can read it.");
    }
    Ok(Outcome::Done)
}

/// Whose codes; only FHIR has any.
fn codes(arguments: &Arguments) -> anyhow::Result<Codes> {
    match (arguments.codes, arguments.format) {
        (false, _) => Ok(Codes::Own),
        (true, Format::Fhir) => {
            say("The SNOMED CT codes were not verified by anybody, and their use needs a licence in some countries.");
            Ok(Codes::WithUnverified)
        }
        (true, _) => Err(wrong("--codes goes with --format fhir; the other forms have no codes. Nothing was written.")),
    }
}

fn say_what_stays_behind(format: Format) {
    match format {
        Format::Json => {}
        Format::Csv => {
            say("A table holds the check-ins alone. Everything else goes along with `mendlog export --format json`.");
        }
        Format::Fhir => {
            say("Care notes, plans and prices have no place in it. They go along with `mendlog export --format json`.");
        }
    }
}

fn written(diary: &Diary, format: Format, codes: Codes, setting: &Setting) -> anyhow::Result<String> {
    let text = match format {
        Format::Json => journal_json::to_string(diary, sheet_used(setting)?.as_ref()),
        Format::Csv => {
            let library = library_told(setting)?;
            journal_csv::to_string(diary, |id| library.protocol(id))
        }
        Format::Fhir => {
            let library = library_told(setting)?;
            let edited = setting.existing_journal()?.map(|journal| journal.edited()).transpose()?.unwrap_or_default();
            let protocol_of = |id: &str| library.protocol(id);
            let links = Links::InBundle;
            let record = Record { diary, protocol_of: &protocol_of, edited: &edited, patient: None, codes, links };
            fhir::to_string(record)
        }
    };
    text.context("could not write the journal; nothing was changed")
}

/// What the journal is judged by, with a word on a sheet that cannot be used.
fn library_told(setting: &Setting) -> anyhow::Result<Library> {
    let (library, notice) = setting.library_in_use()?;
    if let Some(words) = notice {
        say(&words);
    }
    Ok(library)
}

/// The provider's sheet that the journal goes by; one that this program cannot use any more goes along all the same.
fn sheet_used(setting: &Setting) -> anyhow::Result<Option<SheetUsed>> {
    let Some(kept) = setting.existing_journal()?.map(|journal| journal.sheet()).transpose()?.flatten() else {
        return Ok(None);
    };
    let (library, _) = setting.library_in_use()?;
    let told = library.sheet().map(|sheet| SheetUsed {
        name: sheet.name.clone(),
        version: sheet.version.clone(),
        provider: sheet.provider.clone(),
        ..SheetUsed::default()
    });
    Ok(Some(SheetUsed { toml: kept.text, ..told.unwrap_or_default() }))
}

/// Writes a file for its owner's eyes only, as a whole or not at all.
pub(super) fn save(path: &Path, contents: &[u8], replace: bool) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = || format!("could not write {}; nothing was changed", path.display());
    if replace {
        refuse_what_must_stay(path)?;
    }
    let mut file = tempfile::Builder::new().prefix(".mendlog-").tempfile_in(folder).with_context(failed)?;
    file.write_all(contents).and_then(|()| file.as_file().sync_all()).with_context(failed)?;
    let saved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match saved {
        Ok(_) => Ok(()),
        Err(refused) if !replace && refused.error.kind() == std::io::ErrorKind::AlreadyExists => Err(wrong(format!(
            "{} is already there and was left as it is; name another file, or add --force to replace it",
            path.display()
        ))),
        Err(refused) => Err(refused.error).with_context(failed),
    }
}

/// A device, a link or a journal is not replaced by a file, whatever was asked for.
fn refuse_what_must_stay(path: &Path) -> anyhow::Result<()> {
    let Ok(kind) = path.symlink_metadata() else { return Ok(()) };
    let what = if !kind.is_file() {
        "is a folder, a link or a device, and no file"
    } else if holds_a_journal(path) {
        "is a journal"
    } else {
        return Ok(());
    };
    let path = path.display();
    Err(wrong(format!("{path} {what}, and was left as it is, --force or not; name another file. Nothing was changed.")))
}

fn holds_a_journal(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
    read.is_ok() && is_journal(&head)
}
