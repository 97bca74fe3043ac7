//! `mendlog import`: takes a journal in, all of it or nothing; also reads files for other commands.

use anyhow::anyhow;
use chrono::TimeDelta;

mod preview;
mod table;

use super::given_file;
use super::output::{counted, say};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::app::rejudged::Verdicts;
use crate::domain::difference::Headings;
use crate::domain::{Diary, Difference, TreatmentId};
use crate::exchange::journal_json::{Read, Reader, SheetUsed};
use crate::exchange::{ReadError, Rules, journal_csv};
use crate::store::{ImportCounts, Journal, Occasion, StoreError, Stored};

/// Take in a journal that `mendlog export` or another program wrote, or a table kept elsewhere: all of it, or nothing
///
/// What is already there just like this stays as it is, so the same file may be imported twice. What is there with other
/// values takes the file's, and the old values are kept as history; what the file does not say about a treatment stays. A
/// treatment of another date under an id that is there already is refused. The journal is backed up first.
#[derive(Debug, clap::Args)]
#[command(after_help = table::HELP)]
pub struct Arguments {
    /// The file, or - for what comes through a pipe
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Tell what would happen without changing anything
    #[arg(long)]
    dry_run: bool,
    /// Go on when the journal cannot be backed up first, for instance because the disk is full
    #[arg(long)]
    without_backup: bool,
    #[command(flatten)]
    table: table::Understanding,
}

const HEADINGS: Headings = Headings { added: "Would be new", gone: "Would be gone", changed: "Would get other values" };

/// So many differences are told one by one.
const TOLD: usize = 18;

/// Reads the file and takes it in.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let Some(read) = given(arguments, setting).map_err(|error| nothing_imported(&error))? else {
        return Ok(Outcome::Done);
    };
    let before = verdicts(setting)?;
    let counts =
        if arguments.dry_run { rehearse(&read.diary, setting) } else { import(&read.diary, arguments, setting) };
    let counts = counts.map_err(|error| match error.downcast_ref() {
        Some(StoreError::OtherTreatment { .. }) => wrong(error.to_string()),
        _ => error,
    })?;
    let (counts, further) = counts;
    say(&summary(counts, arguments.dry_run));
    for words in further {
        say(&words);
    }
    let after = verdicts(setting)?;
    before.what_changed(&after).iter().for_each(|words| say(words));
    if read.study.is_some() {
        say("The file says whose journal it is in a study. A journal of your own keeps no such name; it was left out.");
    }
    if let Some(sheet) = &read.sheet {
        say(&format!(
            "There it went by {}. An import takes no sheet into use: `mendlog protocol use FILE` does, once you have read what \
             it changes.",
            in_words(sheet)
        ));
    }
    Ok(Outcome::Done)
}

/// What the file holds; nothing when it was only to be looked at.
fn given(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Option<Read>> {
    let rules = Rules::not_after(setting.now + TimeDelta::days(1));
    let (name, bytes) = (given_file::shown(&arguments.file), bytes_of(&arguments.file)?);
    if is_table_of_others(&bytes) {
        let given = table::Given { name: &name, bytes: &bytes, rules, dry_run: arguments.dry_run };
        return table::read(given, &arguments.table, setting);
    }
    arguments.table.only_for_tables(&name)?;
    let known = setting.diary()?.treatments.into_iter().map(|treatment| treatment.id).collect();
    read_bytes(&name, &bytes, Form { rules, known }, setting).map(Some)
}

/// Whether a file is neither JSON nor a table of our own.
fn is_table_of_others(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    !text.is_empty() && !text.starts_with(b"{") && !text.starts_with(b"[") && !journal_csv::is_table(bytes)
}

fn bytes_of(name: &str) -> anyhow::Result<Vec<u8>> {
    let bytes = given_file::bytes(name, Rules::MAX_BYTES);
    bytes.map_err(|error| wrong(format!("could not read {}: {error}", given_file::shown(name))))
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

/// What a file may say, and which treatments it may tell about without describing them.
#[derive(Debug, Default)]
pub struct Form {
    rules: Rules,
    known: Vec<TreatmentId>,
}

impl Form {
    /// Reads JSON or, where the file begins like one, a table.
    fn read(self, bytes: &[u8], setting: &Setting) -> Result<Read, ReadError> {
        let catalog = &setting.library.catalog;
        if journal_csv::is_table(bytes) {
            journal_csv::Reader::new(catalog, self.rules).knowing(self.known).read(bytes)
        } else {
            Reader::by(catalog, self.rules).read(bytes)
        }
    }
}

/// Reads a journal from a file or a pipe, and says what of it was left out.
pub fn read(name: &str, form: Form, setting: &Setting) -> anyhow::Result<Read> {
    let (shown, bytes) = (given_file::shown(name), bytes_of(name)?);
    if is_table_of_others(&bytes) {
        return Err(wrong(format!(
            "{shown} is no journal (JSON) and no table that Mendlog wrote. If it is a table kept elsewhere, `mendlog import FILE \
             --dry-run` shows how it would be read and judged"
        )));
    }
    read_bytes(&shown, &bytes, form, setting)
}

fn read_bytes(shown: &str, bytes: &[u8], form: Form, setting: &Setting) -> anyhow::Result<Read> {
    let mut read = form.read(bytes, setting).map_err(|error| wrong(format!("{shown}, {error}")))?;
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

/// Imports after a backup; tells where that is.
fn import(diary: &Diary, arguments: &Arguments, setting: &Setting) -> anyhow::Result<(ImportCounts, Vec<String>)> {
    let before = match setting.existing_journal()? {
        Some(journal) if !arguments.without_backup => Some(backed_up(&journal, setting)?),
        _ => None,
    };
    let counts = setting.journal()?.import(diary, setting.now)?;
    let told = before.map(|before| format!("To take this back: `mendlog restore {}`.", before.name));
    Ok((counts, told.into_iter().collect()))
}

fn backed_up(journal: &Journal, setting: &Setting) -> anyhow::Result<Stored> {
    journal.back_up(Occasion::BeforeImport, setting.now).map_err(|error| {
        let all_the_same = "Nothing was imported. If you cannot free any space, --without-backup imports all the same";
        if error.is_lack_of_room() { anyhow!("{error}. {all_the_same}") } else { error.into() }
    })
}

/// Imports into a copy in memory; tells what would be another.
fn rehearse(diary: &Diary, setting: &Setting) -> anyhow::Result<(ImportCounts, Vec<String>)> {
    let here = setting.diary()?;
    let mut copy = Journal::in_memory()?;
    copy.import(&here, setting.now)?;
    let counts = copy.import(diary, setting.now)?;
    let difference = Difference::between(&here, &copy.diary()?, &setting.library.catalog);
    Ok((counts, difference.told(HEADINGS, TOLD)))
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
