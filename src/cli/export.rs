//! `mendlog export`: everything recorded, in a file that other programs read.

use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::new_file::{Already, save, save_folder};
use super::output::{counted, print_file, say};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::Diary;
use crate::exchange::Rules;
use crate::exchange::fhir::{self, Codes, Edited, Lines, Links, Record};
use crate::exchange::journal_csv;
use crate::exchange::journal_json::{self, SheetUsed, Study};
use crate::protocols::Library;
use crate::store::Protection;

/// Write everything that is recorded, in a form that other programs and another Mendlog read
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// In which form
    #[arg(long, default_value = "json")]
    format: Format,
    /// With the JSON form: the whole journal on one line, so that many of them make a file for `mendlog assess --ndjson`
    #[arg(long)]
    one_line: bool,
    /// With --one-line or FHIR: whose journal it is among many, by a pseudonym. With FHIR it keeps all ids the same, whatever is
    /// corrected later
    #[arg(long, value_name = "NAME")]
    patient: Option<String>,
    /// Into which file, with --format ndjson which folder, readable by you alone; to the terminal or pipe when left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is already there; a folder is never replaced
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
    /// The same FHIR resources for programs that read many patients: one a line, and with -o a folder with a file for each type.
    Ndjson,
}

/// What is written: one file, or one for each type of resource.
enum Written {
    File(String),
    Files(Vec<Lines>),
}

/// Writes the journal out.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    refuse_to_replace_a_folder(arguments)?;
    let codes = codes(arguments)?;
    let patient = patient(arguments)?;
    let diary = setting.diary()?;
    let written = written(&diary, arguments, codes, patient, setting)?;
    match (&arguments.output, &written) {
        (None, Written::File(text)) => print_file(text)?,
        (None, Written::Files(files)) => {
            print_file(&files.iter().map(|Lines { text, .. }| text.as_str()).collect::<String>())?;
        }
        (Some(path), Written::File(text)) => save(path, text.as_bytes(), Already::unless(arguments.force))?,
        (Some(path), Written::Files(files)) => {
            let named: Vec<_> =
                files.iter().map(|Lines { kind, text }| (format!("{kind}.ndjson"), text.as_str())).collect();
            save_folder(path, &named)?;
        }
    }
    if let Some(path) = &arguments.output {
        let treatments = counted(diary.treatments.len(), "treatment", "treatments");
        let entries = counted(diary.entries.len(), "check-in", "check-ins");
        let what = if matches!(written, Written::Files(_)) { "The files are" } else { "The file is" };
        let path = path.display();
        say(&format!("Wrote {treatments} and {entries} to {path}. {what} not encrypted."));
        say_what_stays_behind(arguments.format);
    }
    if setting.protection() == Protection::Locked {
        say("Your journal is locked, and what was exported is not: whoever gets it can read it.");
    }
    Ok(Outcome::Done)
}

fn refuse_to_replace_a_folder(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.force && matches!(arguments.format, Format::Ndjson) {
        return Err(wrong(
            "--force does not go with --format ndjson: that writes a folder, and a folder is never replaced. Name one that is \
             not there yet. Nothing was written.",
        ));
    }
    Ok(())
}

/// Whose journal it is among many, where the form has a place for it.
fn patient(arguments: &Arguments) -> anyhow::Result<Option<String>> {
    if arguments.one_line && !matches!(arguments.format, Format::Json) {
        return Err(wrong("--one-line goes with the JSON form; leave --format out. Nothing was written."));
    }
    let has_place = arguments.one_line || matches!(arguments.format, Format::Fhir | Format::Ndjson);
    match &arguments.patient {
        Some(_) if !has_place => {
            Err(wrong("--patient goes with --one-line or --format fhir or ndjson. Nothing was written."))
        }
        Some(typed) => patient_name(typed).map(Some),
        None => Ok(None),
    }
}

/// Whose codes; only FHIR has any.
fn codes(arguments: &Arguments) -> anyhow::Result<Codes> {
    match (arguments.codes, arguments.format) {
        (false, _) => Ok(Codes::Own),
        (true, Format::Fhir | Format::Ndjson) => {
            say("The SNOMED CT codes were not verified by anybody, and their use needs a licence in some countries.");
            Ok(Codes::WithUnverified)
        }
        (true, _) => {
            Err(wrong("--codes goes with --format fhir or ndjson; the other forms have no codes. Nothing was written."))
        }
    }
}

fn say_what_stays_behind(format: Format) {
    match format {
        Format::Json => {}
        Format::Csv => {
            say("A table holds the check-ins alone. Everything else goes along with `mendlog export --format json`.");
        }
        Format::Fhir | Format::Ndjson => {
            say("Care notes, plans and prices have no place in it. They go along with `mendlog export --format json`.");
        }
    }
}

fn written(
    diary: &Diary,
    arguments: &Arguments,
    codes: Codes,
    patient: Option<String>,
    setting: &Setting,
) -> anyhow::Result<Written> {
    let written = match arguments.format {
        Format::Json if arguments.one_line => on_one_line(diary, patient, setting).map(Written::File),
        Format::Json => Ok(Written::File(journal_json::to_string(diary, sheet_used(setting)?.as_ref())?)),
        Format::Csv => {
            let library = library_told(setting)?;
            Ok(Written::File(journal_csv::to_string(diary, |id| library.protocol(id))?))
        }
        Format::Fhir | Format::Ndjson => as_fhir(diary, arguments.format, codes, patient.as_deref(), setting),
    };
    written.context("could not write the journal; nothing was changed")
}

fn as_fhir(
    diary: &Diary,
    format: Format,
    codes: Codes,
    patient: Option<&str>,
    setting: &Setting,
) -> anyhow::Result<Written> {
    let library = library_told(setting)?;
    let edited = edited(setting)?;
    let protocol_of = |id: &str| library.protocol(id);
    let record = Record { diary, protocol_of: &protocol_of, edited: &edited, patient, codes, links: Links::InBundle };
    Ok(match format {
        Format::Ndjson => Written::Files(fhir::lines(record)?),
        _ => Written::File(fhir::to_string(record)?),
    })
}

/// What was changed after it was saved.
fn edited(setting: &Setting) -> anyhow::Result<Edited> {
    let Some(journal) = setting.existing_journal()? else { return Ok(Edited::default()) };
    let (_, changes) = journal.changes()?;
    Ok(Edited::new(journal.edited()?, &changes))
}

/// The patient's name among many, a pseudonym.
fn patient_name(typed: &str) -> anyhow::Result<String> {
    Rules::name(typed).ok_or_else(|| {
        let most = Rules::LONGEST_NAME;
        wrong(format!("--patient: a name among many has 1 to {most} characters. Nothing was written."))
    })
}

fn on_one_line(diary: &Diary, patient: Option<String>, setting: &Setting) -> anyhow::Result<String> {
    let study = patient.map(|patient| Study { patient, ..Study::default() });
    let mut text = Vec::new();
    journal_json::write_line(diary, sheet_used(setting)?.as_ref(), study.as_ref(), &mut text)?;
    Ok(String::from_utf8(text)?)
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
