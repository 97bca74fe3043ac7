//! `mendlog backup`: a copy of the journal made by hand, and the list of all there are.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::output::{NARROW, counted, print, print_file, say, say_wrapped, size, wrapped_to};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::text::clean_line;
use crate::store::{Contents, Journal, Occasion, Protection, Stored, backups, look_into};

/// Make a backup of the journal, or list the backups there are
///
/// Mendlog makes one by itself on each day on which something changed, and before each import, merge, restore, change of
/// passphrase and update of the journal. They lie in the folder journal.db.backups beside the journal; older ones are thinned
/// out. Those made with this command stay until you remove them.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to, such as a memory stick: a new file, or a folder; beside the journal when left out
    #[arg(short, long, value_name = "FILE|FOLDER")]
    output: Option<PathBuf>,
    /// List the backups there are, the newest first
    #[arg(long, conflicts_with = "output")]
    list: bool,
    /// Print the list as JSON
    #[arg(long, requires = "list")]
    json: bool,
}

/// Makes a backup, or lists them.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    match (arguments.list, arguments.json) {
        (true, true) => list_json(setting)?,
        (true, false) => list(setting)?,
        (false, _) => make(arguments, setting)?,
    }
    Ok(Outcome::Done)
}

fn make(arguments: &Arguments, setting: &Setting) -> anyhow::Result<()> {
    let journal = setting.existing_journal()?.ok_or_else(|| wrong(NOTHING_TO_BACK_UP))?;
    let made = match &arguments.output {
        Some(place) => journal.back_up_to(place, setting.now)?,
        None => journal.back_up(Occasion::ByHand, setting.now)?,
    };
    print(&[clean_line(&made.path.to_string_lossy())])?;
    let lock = match journal.protection() {
        Protection::Plain => "The file is plain: whoever gets it can read it.",
        Protection::Locked => "The file is locked with the same passphrase as your journal.",
    };
    let inside = inside(journal.look_into(&made.path));
    say_wrapped(&format!("Backed up and checked: {inside}, {}. {lock}", size(made.bytes)));
    if setting.is_demo() {
        say("This is the made-up journal: its backups go with it.");
    }
    Ok(())
}

/// The backups of the journal, with what is in each. A journal that does not open is listed all the same.
pub fn all(setting: &Setting) -> anyhow::Result<Vec<(Stored, Contents)>> {
    let stored = backups(&setting.journal_path()?)?;
    let journal = setting.existing_journal().ok().flatten();
    let look = |stored: Stored| {
        let contents =
            journal.as_ref().map_or_else(|| look_into(&stored.path), |own: &Journal| own.look_into(&stored.path));
        (stored, contents)
    };
    Ok(stored.into_iter().map(look).collect())
}

/// Prints the backups, each with its name and what is known about it.
pub fn list(setting: &Setting) -> anyhow::Result<()> {
    let all = all(setting)?;
    if all.is_empty() {
        say_wrapped(NO_BACKUPS);
    }
    let lines: Vec<_> = all.iter().flat_map(|(stored, contents)| lines(stored, *contents, setting)).collect();
    print(&lines)
}

fn lines(stored: &Stored, contents: Contents, setting: &Setting) -> Vec<String> {
    let Stored { name, bytes, .. } = stored;
    let when = name.at.with_timezone(setting.now.offset()).format("%-d %b %Y %H:%M");
    let told = format!("{when}, {}, {}: {}", name.occasion.words(), size(*bytes), inside(contents));
    let mut lines = vec![name.to_string()];
    lines.extend(wrapped_to(NARROW, "    ", &told));
    lines
}

/// What a backup holds, in words.
pub fn inside(contents: Contents) -> String {
    match contents {
        Contents::Whole { treatments, check_ins } => {
            let count = |count: u32, one, many| counted(usize::try_from(count).unwrap_or(usize::MAX), one, many);
            let treatments = count(treatments, "treatment", "treatments");
            format!("{treatments}, {}", count(check_ins, "check-in", "check-ins"))
        }
        Contents::Locked => "locked with another passphrase".to_owned(),
        Contents::Newer => "written by a newer Mendlog".to_owned(),
        Contents::Damaged => "DAMAGED, it cannot be restored".to_owned(),
    }
}

fn list_json(setting: &Setting) -> anyhow::Result<()> {
    let all: Vec<_> = all(setting)?.iter().map(|(stored, contents)| as_json(stored, *contents, setting)).collect();
    print_file(&(serde_json::to_string_pretty(&json!({ "backups": all }))? + "\n"))
}

fn as_json(stored: &Stored, contents: Contents, setting: &Setting) -> Value {
    let Stored { name, path, bytes } = stored;
    let (state, counts) = match contents {
        Contents::Whole { treatments, check_ins } => ("whole", Some((treatments, check_ins))),
        Contents::Locked => ("locked", None),
        Contents::Newer => ("newer", None),
        Contents::Damaged => ("damaged", None),
    };
    json!({
        "name": name.to_string(),
        "path": path.to_string_lossy(),
        "at": name.at.with_timezone(setting.now.offset()).to_rfc3339(),
        "occasion": name.occasion.id(),
        "bytes": bytes,
        "state": state,
        "treatments": counts.map(|(treatments, _)| treatments),
        "check_ins": counts.map(|(_, check_ins)| check_ins),
    })
}

const NOTHING_TO_BACK_UP: &str =
    "there is no journal yet, so there is nothing to back up; it begins with the first treatment";

const NO_BACKUPS: &str = "\
There are no backups yet. Mendlog makes one by itself on each day on which something changed, and `mendlog backup` makes one now.";
