//! `mendlog import`: takes a journal in, all of it or nothing; also reads files for other commands.

use std::fs::File;
use std::io::{self, Read as _};

use chrono::TimeDelta;

use super::output::{counted, say};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::app::rejudged::Verdicts;
use crate::domain::Diary;
use crate::domain::text::clean_line;
use crate::exchange::journal_json::{MAX_BYTES, Read, Reader, SheetUsed};
use crate::store::{ImportCounts, Journal, StoreError};

/// Take in a journal that `mendlog export` or another program wrote: all of it, or nothing
///
/// What is already there just like this stays as it is, so the same file may be imported twice. What is there with other
/// values takes the file's, and the old values are kept as history; what the file does not say about a treatment stays. A
/// treatment of another date under an id that is there already is refused.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file, or - for what comes through a pipe
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Tell what would happen without changing anything
    #[arg(long)]
    dry_run: bool,
}

/// Reads the file and takes it in.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let tomorrow = setting.now + TimeDelta::days(1);
    let reader = Reader::new(&setting.library.catalog).not_after(tomorrow);
    let read = read(&arguments.file, reader, setting).map_err(|error| nothing_imported(&error))?;
    let before = verdicts(setting)?;
    let counts = if arguments.dry_run { rehearse(&read.diary, setting) } else { import(&read.diary, setting) };
    let counts = counts.map_err(|error| match error.downcast_ref() {
        Some(StoreError::OtherTreatment { .. }) => wrong(error.to_string()),
        _ => error,
    })?;
    say(&summary(counts, arguments.dry_run));
    let after = verdicts(setting)?;
    before.what_changed(&after).iter().for_each(|words| say(words));
    if let Some(sheet) = &read.sheet {
        say(&format!(
            "There it went by {}. An import takes no sheet into use: `mendlog protocol use FILE` does, once you have read what \
             it changes.",
            in_words(sheet)
        ));
    }
    Ok(Outcome::Done)
}

/// How everything that is here already is judged.
fn verdicts(setting: &Setting) -> anyhow::Result<Verdicts> {
    Ok(Verdicts::of_diary(&setting.diary()?, &setting.library_in_use()?.0))
}

/// Whose figures a journal went by.
pub fn in_words(sheet: &SheetUsed) -> String {
    let SheetUsed { name, provider, version, .. } = sheet;
    if name.is_empty() {
        "a provider's sheet".to_owned()
    } else {
        format!("the sheet \"{name}\" of {provider}, version {version}")
    }
}

fn nothing_imported(error: &anyhow::Error) -> anyhow::Error {
    wrong(format!("{error:#}. Nothing was imported, and your journal is as it was."))
}

/// Reads a journal from a file or a pipe, and says what of it was left out.
pub fn read(name: &str, reader: Reader<'_>, setting: &Setting) -> anyhow::Result<Read> {
    let shown = if name == "-" { "what came through the pipe".to_owned() } else { clean_line(name) };
    let bytes = bytes_of(name).map_err(|error| wrong(format!("could not read {shown}: {error}")))?;
    let mut read = reader.read(&bytes).map_err(|error| wrong(format!("{shown}, {error}")))?;
    let protocols = setting.library.protocols();
    let is_unknown = |id: &str| !protocols.iter().any(|protocol| protocol.id == id);
    if let Some(treatment) = read.diary.treatments.iter().find(|treatment| is_unknown(&treatment.protocol)) {
        let (unknown, standard) = (&treatment.protocol, &protocols[0].id);
        let warning = format!("the protocol \"{unknown}\" is not known here; the figures of \"{standard}\" are used");
        read.warnings.push(warning);
    }
    for warning in &read.warnings {
        say(&format!("{shown}, {warning}"));
    }
    Ok(read)
}

/// At most one byte more than a journal may have, so that a larger file is refused without being read to its end.
fn bytes_of(name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(name)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn import(diary: &Diary, setting: &Setting) -> anyhow::Result<ImportCounts> {
    Ok(setting.journal()?.import(diary, setting.now)?)
}

/// Imports into a copy in memory: a file would be a plain copy of a journal that may be locked.
fn rehearse(diary: &Diary, setting: &Setting) -> anyhow::Result<ImportCounts> {
    let mut copy = Journal::in_memory()?;
    copy.import(&setting.diary()?, setting.now)?;
    Ok(copy.import(diary, setting.now)?)
}

fn summary(counts: ImportCounts, dry_run: bool) -> String {
    let ImportCounts { added_treatments, changed_treatments, added_entries, changed_entries, .. } = counts;
    let ImportCounts {
        added_care, added_outcomes, changed_outcomes, added_plans, changed_plans, already_there, ..
    } = counts;
    let beginning = if dry_run { "Nothing was changed. An import would take in" } else { "Imported" };
    let new_treatments = counted(added_treatments, "new treatment", "new treatments");
    let new_entries = counted(added_entries, "new check-in", "new check-ins");
    let further = [
        (added_care, "note about care", "notes about care"),
        (added_outcomes, "new rating", "new ratings"),
        (added_plans, "new plan", "new plans"),
    ];
    let told = further.into_iter().filter(|(count, ..)| *count > 0);
    let further = told.fold(String::new(), |all, (count, one, many)| all + ", " + &counted(count, one, many));
    let changed = changed_treatments + changed_entries + changed_outcomes + changed_plans;
    format!(
        "{beginning} {new_treatments} and {new_entries}{further}. Of those already there, {changed} had other values, which are kept as \
         history; {already_there} were just like this."
    )
}
