//! `mendlog export`: everything recorded, in a file that other programs read.

use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::new_file::save;
use super::output::{counted, print_file, say};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::Diary;
use crate::exchange::Rules;
use crate::exchange::journal_csv;
use crate::exchange::journal_json::{self, SheetUsed, Study};
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
    /// With --one-line: whose journal it is in a study, by a pseudonym
    #[arg(long, value_name = "NAME", requires = "one_line")]
    patient: Option<String>,
    /// Into which file, readable by you alone; to the terminal or pipe when left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is already there
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The journal with every field, which `mendlog import` takes back.
    Json,
    /// A table of the check-ins for a spreadsheet, one row for each answer; `mendlog import` takes these back, too.
    Csv,
}

/// Writes the journal out.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    if arguments.one_line && !matches!(arguments.format, Format::Json) {
        return Err(wrong("--one-line is for the JSON form; leave --format out. Nothing was written."));
    }
    let study = arguments.patient.as_deref().map(study).transpose()?;
    let diary = setting.diary()?;
    let text = match arguments.format {
        Format::Json if arguments.one_line => on_one_line(&diary, study.as_ref(), setting)?,
        format => written(&diary, format, setting)?,
    };
    match &arguments.output {
        None => print_file(&text)?,
        Some(path) => {
            save(path, &text, arguments.force)?;
            let treatments = counted(diary.treatments.len(), "treatment", "treatments");
            let entries = counted(diary.entries.len(), "check-in", "check-ins");
            let path = path.display();
            say(&format!("Wrote {treatments} and {entries} to {path}. The file is not encrypted."));
            if matches!(arguments.format, Format::Csv) {
                say(
                    "A table holds the check-ins alone. Everything else goes along with `mendlog export --format json`.",
                );
            }
        }
    }
    if setting.protection() == Protection::Locked {
        say("Your journal is locked, and what was exported is not: whoever gets it can read it.");
    }
    Ok(Outcome::Done)
}

fn written(diary: &Diary, format: Format, setting: &Setting) -> anyhow::Result<String> {
    let text = match format {
        Format::Json => journal_json::to_string(diary, sheet_used(setting)?.as_ref()),
        Format::Csv => {
            let (library, notice) = setting.library_in_use()?;
            if let Some(words) = notice {
                say(&words);
            }
            journal_csv::to_string(diary, |id| library.protocol(id))
        }
    };
    text.context("could not write the journal; nothing was changed")
}

/// Whose journal it is in a study.
fn study(patient: &str) -> anyhow::Result<Study> {
    let patient = Rules::name(patient).ok_or_else(|| {
        let most = Rules::LONGEST_NAME;
        wrong(format!("--patient: a name in a study has 1 to {most} characters. Nothing was written."))
    })?;
    Ok(Study { patient, ..Study::default() })
}

fn on_one_line(diary: &Diary, study: Option<&Study>, setting: &Setting) -> anyhow::Result<String> {
    let mut text = Vec::new();
    journal_json::write_line(diary, sheet_used(setting)?.as_ref(), study, &mut text)?;
    Ok(String::from_utf8(text)?)
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
