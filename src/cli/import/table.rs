//! A table kept elsewhere on its way in: what was said about it, what is still to be said, and whether it is meant so.
//!
//! Asks at the terminal; reads the clock's offset through `host`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::preview::{self, Preview};
use crate::cli::confirm::{Confirmed, ask};
use crate::cli::new_file::{Already, save};
use crate::cli::output::{counted, say, say_wrapped};
use crate::cli::setting::{Setting, treatment_named};
use crate::cli::{chosen_date, given_file, wrong};
use crate::domain::{Diary, EntryId, Treatment};
use crate::exchange::Rules;
use crate::exchange::foreign_table::{
    LONGEST_MAPPING, Mapping, Reader, Table, Taken, Whose, Wishes, read_mapping, treatment_of, write_mapping,
};
use crate::exchange::journal_json::Read;
use crate::host;

/// Said under the options of `mendlog import --help`.
pub const HELP: &str = "\
A spreadsheet goes in saved as CSV, in three steps: look, say what is not clear,
take it in. Nothing changes before you say so.
  mendlog import skin.csv --dry-run
  mendlog import skin.csv --scale 0-10 --map \"Rougeur=redness\" --dry-run
  mendlog import skin.csv --scale 0-10 --map \"Rougeur=redness\"

It needs a column of dates, or of days after the treatment, and columns of
symptoms; or one column of their names and one of the answers. Answers may be
numbers or words (none, slight or mild, moderate, marked or severe, extreme or
very severe, ?), for danger signs yes, no or ?. An empty cell was not recorded,
and is never taken for none.

Numbers of another scale than 0-4 become the lowest grade that stands at least
as high, so that nothing looks milder than it was written. Of 10:
  0 = none   1-2 = slight   3-5 = clear   6-7 = marked   8-10 = extreme
The number itself is kept in the note. A scale is asked for where the numbers do
not tell it.";

/// Help of `--words`.
const WORDS_HELP: &str = "What words mean: 0 to 4, yes, no, not_sure or not_recorded, such as mild=1,moderate=2";

const HEADING: &str = "A table kept elsewhere (CSV)";

/// What may be said about a table.
#[derive(Debug, Default, clap::Args)]
pub struct Understanding {
    /// What a column is about: a symptom, a danger sign, date, time, day, note, symptom, value, or - to leave it out; "#3" is the
    /// third column
    #[arg(long, value_name = "HEAD=WHAT", help_heading = HEADING)]
    map: Vec<String>,
    /// On which scale numbers are, of one symptom or of all: 0-4, 0-10, 0-3, 0-5, 1-5, 0-100 or words
    #[arg(long, value_name = "[SYMPTOM=]SCALE", help_heading = HEADING)]
    scale: Vec<String>,
    #[arg(long, value_name = "WORD=ANSWER,…", help = WORDS_HELP, help_heading = HEADING)]
    words: Vec<String>,
    /// How dates of numbers are written: dmy, mdy, ymd, or excel for plain day numbers
    #[arg(long, value_name = "FORMAT", help_heading = HEADING)]
    date_format: Option<String>,
    /// Which treatment it tells about: its number or id; the last one before each date when left out
    #[arg(long, value_name = "ID", help_heading = HEADING)]
    treatment: Option<String>,
    /// The date of a treatment that your journal does not have yet, and that it tells about
    #[arg(long, value_name = "DATE", conflicts_with = "treatment", help_heading = HEADING)]
    treatment_date: Option<String>,
    /// Read it by a mapping that was kept, and take it in without asking; what else is said here comes first
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    mapping: Option<String>,
    /// Write the mapping to a file to be edited, and stop
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    write_mapping: Option<PathBuf>,
    /// Take it in without asking, after you have seen what --dry-run shows
    #[arg(long, help_heading = HEADING)]
    yes: bool,
}

/// A table that was given.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its name for messages.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// What a journal from a file may say.
    pub rules: Rules,
    /// Whether it is only to be looked at.
    pub dry_run: bool,
}

/// Reads a table and shows what was read; none when that was all, or when it was not meant so.
pub fn read(given: Given<'_>, arguments: &Understanding, setting: &Setting) -> anyhow::Result<Option<Read>> {
    let catalog = &setting.library.catalog;
    let located = |error| wrong(format!("{}, {error}", given.name));
    let wishes = arguments.wishes(setting)?;
    let table = Table::open(given.bytes, &wishes, catalog).map_err(located)?;
    let mapping = Mapping::of(&table, &wishes, catalog).map_err(located)?;
    preview::tell_mapping(given.name, &table, &mapping, &wishes, setting);
    if let Some(path) = &arguments.write_mapping {
        return write(path, &mapping, &wishes, given.name).map(|()| None);
    }
    let here = setting.diary()?;
    let whose = arguments.whose(&here, setting)?;
    nothing_is_doubtful(&mapping, whose.as_ref())?;
    let Some(Chosen { whose, made }) = whose else { return Ok(None) };
    let clock = &host::at_clock;
    let reader = Reader { catalog, wishes: &wishes, whose: &whose, rules: given.rules, clock, now: setting.now };
    let taken = reader.read(&table, &mapping).map_err(located)?;
    let fresh = Fresh::of(taken, made, &here);
    Preview { table: &table, fresh: &fresh, here: &here, setting }.tell()?;
    if fresh.diary.entries.is_empty() {
        say("Nothing in this table is new, so nothing was imported.");
        return Ok(None);
    }
    confirmed(given, arguments, &fresh)?;
    Ok(Some(Read { diary: fresh.diary, sheet: None, study: None, warnings: Vec::new(), spellings: BTreeMap::new() }))
}

/// The check-ins of a table that the journal does not have yet.
#[derive(Debug)]
pub struct Fresh {
    /// They, and the treatment that is made for them.
    pub diary: Diary,
    /// How many rows were taken in before.
    pub known: usize,
    /// How many describe a moment of which the journal has another check-in.
    pub beside: usize,
    /// The lines of rows that say nothing but a date.
    pub silent: Vec<usize>,
    /// The lines of rows before their treatment.
    pub early: Vec<usize>,
    /// Where the whole table lies.
    lying: Lying,
}

/// Where the rows of a table lie, seen from the treatment they tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lying {
    /// All before it: more likely its dates are misread than that nobody looked afterwards.
    Before,
    /// Some at least on its day or after it.
    Around,
}

impl Lying {
    fn of(taken: &Taken) -> Self {
        let early: BTreeSet<_> = taken.early.iter().collect();
        let all_are = !taken.entries.is_empty() && taken.entries.iter().all(|(line, _)| early.contains(line));
        if all_are { Self::Before } else { Self::Around }
    }
}

impl Fresh {
    /// A row that was taken in before is left as it is now, corrections included.
    fn of(taken: Taken, made: Option<Treatment>, here: &Diary) -> Self {
        let lying = Lying::of(&taken);
        let ids: BTreeSet<&EntryId> = here.entries.iter().map(|entry| &entry.id).collect();
        let all = taken.entries.len();
        let entries: Vec<_> =
            taken.entries.into_iter().map(|(_, entry)| entry).filter(|entry| !ids.contains(&entry.id)).collect();
        let moments: BTreeSet<_> = here.entries.iter().map(|entry| (&entry.treatment, entry.at.to_string())).collect();
        let beside = entries.iter().filter(|entry| moments.contains(&(&entry.treatment, entry.at.to_string()))).count();
        let known = all - entries.len();
        let diary = Diary { treatments: made.into_iter().collect(), entries, ..Diary::default() };
        Self { diary, known, beside, silent: taken.silent, early: taken.early, lying }
    }
}

/// The treatments a table tells about, and the one that has to be made.
struct Chosen {
    whose: Whose,
    made: Option<Treatment>,
}

impl Understanding {
    /// Options for tables say nothing about other files.
    pub fn only_for_tables(&self, name: &str) -> anyhow::Result<()> {
        let lists = [&self.map, &self.scale, &self.words].into_iter().any(|list| !list.is_empty());
        let texts = [&self.date_format, &self.treatment, &self.treatment_date, &self.mapping];
        if lists || texts.into_iter().any(Option::is_some) || self.write_mapping.is_some() {
            return Err(wrong(format!(
                "{name} is a journal that says by itself what is what; --map, --scale and the like are for tables kept elsewhere. \
                 Leave them out"
            )));
        }
        Ok(())
    }

    /// What was said about the table: in a file first, and here.
    fn wishes(&self, setting: &Setting) -> anyhow::Result<Wishes> {
        let catalog = &setting.library.catalog;
        let mut wishes = match &self.mapping {
            Some(name) => kept_mapping(name, setting)?,
            None => Wishes::default(),
        };
        let refused = |option: &'static str| move |words: String| wrong(format!("{option}: {words}"));
        self.map.iter().try_for_each(|one| wishes.map(one, catalog)).map_err(refused("--map"))?;
        self.scale.iter().try_for_each(|one| wishes.scale(one, catalog)).map_err(refused("--scale"))?;
        self.words.iter().try_for_each(|one| wishes.words(one)).map_err(refused("--words"))?;
        self.date_format.iter().try_for_each(|one| wishes.date_format(one)).map_err(refused("--date-format"))?;
        Ok(wishes)
    }

    /// About which treatments it tells; none when the journal has none and none was named.
    fn whose(&self, here: &Diary, setting: &Setting) -> anyhow::Result<Option<Chosen>> {
        let named = |treatment: &Treatment| Whose::named(treatment.clone(), here.day_end);
        if let Some(name) = &self.treatment {
            let whose = named(treatment_named(here, name)?);
            return Ok(Some(Chosen { whose, made: None }));
        }
        let Some(date) = &self.treatment_date else {
            let whose = Whose::latest(here);
            return Ok((!here.treatments.is_empty()).then_some(Chosen { whose, made: None }));
        };
        let at = chosen_date::moment(Some(date), setting.now, here.day_end)?;
        let date = |treatment: &&Treatment| treatment.performed_at.date(here.day_end) == at.date(here.day_end);
        if let Some(known) = here.treatments.iter().find(date) {
            say_wrapped("Your journal has a treatment of that day; the table is read as telling about it.");
            return Ok(Some(Chosen { whose: named(known), made: None }));
        }
        let made = treatment_of(at);
        Ok(Some(Chosen { whose: named(&made), made: Some(made) }))
    }
}

fn kept_mapping(name: &str, setting: &Setting) -> anyhow::Result<Wishes> {
    let shown = given_file::shown(name);
    let most = LONGEST_MAPPING as u64;
    let bytes = given_file::bytes(name, most).map_err(|error| wrong(format!("could not read {shown}: {error}")))?;
    let text = String::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST_MAPPING);
    let text =
        text.ok_or_else(|| wrong(format!("{shown} is no text (UTF-8), or larger than 1 MiB, so it is no mapping")))?;
    read_mapping(&text, &setting.library.catalog).map_err(|error| wrong(format!("{shown}, {error}")))
}

fn write(path: &std::path::Path, mapping: &Mapping, wishes: &Wishes, table: &str) -> anyhow::Result<()> {
    save(path, write_mapping(mapping, wishes).as_bytes(), Already::STAYS)?;
    say(&format!(
        "Wrote the mapping to {0}, and imported nothing. Correct it, then: mendlog import {table} --mapping {0} --dry-run",
        path.display()
    ));
    Ok(())
}

/// What only the patient can say is asked for, all of it at once.
fn nothing_is_doubtful(mapping: &Mapping, whose: Option<&Chosen>) -> anyhow::Result<()> {
    let no_treatment = "Your journal has no treatment yet. Say when it was, for example --treatment-date 2026-03-02; \
                        everything else about it can be added later.";
    let doubts: Vec<_> =
        mapping.doubts.iter().map(String::as_str).chain(whose.is_none().then_some(no_treatment)).collect();
    if doubts.is_empty() {
        return Ok(());
    }
    let all = doubts.join("\n  - ");
    Err(wrong(format!("this has to be said before it can be read:\n  - {all}\nWith that it can be read")))
}

/// Said before it is asked, whatever else was said.
const ALL_BEFORE: &str = "CHECK THE DATES: every row of this table lies before its treatment. If they are read wrongly, --date-format \
                          says how they are written; if they tell about another treatment, --treatment names it.";

/// Asks whether it is meant so, unless that was said.
fn confirmed(given: Given<'_>, arguments: &Understanding, fresh: &Fresh) -> anyhow::Result<()> {
    if fresh.lying == Lying::Before {
        say_wrapped(ALL_BEFORE);
    }
    let was_said = (arguments.yes || arguments.mapping.is_some()) && fresh.lying == Lying::Around;
    if given.dry_run || was_said {
        return Ok(());
    }
    let count = counted(fresh.diary.entries.len(), "check-in", "check-ins");
    match ask(&format!("Take in {count} as shown? (y/n)"), "y")? {
        Confirmed::Yes => Ok(()),
        Confirmed::No => Err(wrong("it was not meant so")),
        Confirmed::NobodyThere if fresh.lying == Lying::Before => Err(wrong(
            "every row lies before its treatment, and nobody is there to be asked whether this is meant so. Check the dates \
             (--date-format) and the treatment (--treatment), or take it in at a terminal, where you are asked",
        )),
        Confirmed::NobodyThere => Err(wrong(
            "nobody is there to be asked whether this is meant so. Look at it with --dry-run, then add --yes, or --mapping FILE with a \
             mapping that --write-mapping FILE wrote",
        )),
    }
}
