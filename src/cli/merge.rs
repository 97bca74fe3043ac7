//! `mendlog merge`: takes over what another machine's journal says, and tells what both say differently.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use serde_json::json;

use super::conflicts;
use super::output::{print, print_file, say_wrapped, wrapped};
use super::setting::Setting;
use super::unlocking::asked;
use super::{Outcome, wrong};
use crate::app::conflict_words::{Told, twins};
use crate::app::rejudged::Verdicts;
use crate::domain::difference::Headings;
use crate::domain::text::clean_line;
use crate::domain::{Diary, Difference};
use crate::store::{Journal, MergeCounts, MergeError, Occasion, Opener, OtherJournal, Stored};

/// Take over what another machine's journal says; both become one journal
///
/// The other file may come by a stick or by any folder that is synchronised. It is only read, never changed. Nothing that
/// either journal says is lost: where both say something different, both versions are kept and shown until you choose. Merging
/// the same file again changes nothing.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// The other machine's journal
    #[arg(value_name = "OTHER")]
    other: PathBuf,
    /// Tell what would happen without changing anything
    #[arg(long)]
    dry_run: bool,
    /// Write what happened as JSON to stdout
    #[arg(long)]
    json: bool,
    /// Both journals are yours although they were begun apart and have nothing in common
    #[arg(long)]
    begun_apart: bool,
    /// Go on when this journal cannot be backed up first, for instance because the disk is full
    #[arg(long)]
    without_backup: bool,
}

/// So many differences are told one by one.
const TOLD: usize = 18;
/// So many times the other journal's passphrase is asked for.
const TRIES: u32 = 3;

const CAME: Headings = Headings { added: "Came in", gone: "Deleted there, gone here", changed: "Has other values now" };
const WOULD_COME: Headings =
    Headings { added: "Would come in", gone: "Deleted there, would be gone here", changed: "Would have other values" };

/// What a merge makes of a journal.
struct Outlook {
    counts: MergeCounts,
    difference: Difference,
    conflicts: Vec<Told>,
    twins: Vec<String>,
    verdicts: Option<String>,
}

/// Shows what would come in, or takes it over.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let here = match setting.existing_journal()? {
        Some(journal) => journal,
        None => Journal::in_memory()?,
    };
    let other = read(&here, &arguments.other)?;
    let outlook = outlook(&here, &other, setting)?;
    refuse_strangers(&outlook, arguments)?;
    let backup = if arguments.dry_run || outlook.counts.taken == 0 {
        None
    } else {
        drop(here);
        take_over(&other, arguments, setting)?
    };
    if arguments.json {
        print_json(&outlook, backup.as_ref(), arguments)?;
    } else {
        tell(&outlook, backup.as_ref(), arguments, setting)?;
    }
    Ok(Outcome::Done)
}

/// Reads the other journal; asks for what opens it when it is locked in its own way.
fn read(here: &Journal, path: &Path) -> anyhow::Result<OtherJournal> {
    let mut last = match here.read_other(path, None) {
        Err(error) if error.asks_for_passphrase() => error,
        read => return read.map_err(told),
    };
    for _ in 0..TRIES {
        let question = format!(
            "Passphrase of the other journal, {}, or its recovery key (not shown as you type): ",
            clean_line(&path.to_string_lossy())
        );
        let typed = asked(&question)?;
        if typed.is_empty() {
            break;
        }
        let Ok(opener) = Opener::typed(typed) else {
            say_wrapped("This looks like a recovery key with a slip. Nothing was changed. Type it again.");
            continue;
        };
        match here.read_other(path, Some(&opener)) {
            Err(error @ MergeError::Other { .. }) => {
                say_wrapped(&format!("{error}."));
                last = error;
            }
            read => return read.map_err(told),
        }
    }
    Err(told(last))
}

/// What is wrong with what was named is wrong input; trouble with the journal here is trouble.
fn told(error: MergeError) -> anyhow::Error {
    match error {
        MergeError::Here(error) => error.into(),
        error => wrong(error.to_string()),
    }
}

/// How everything will be, found out in memory.
fn outlook(here: &Journal, other: &OtherJournal, setting: &Setting) -> anyhow::Result<Outlook> {
    let (copy, counts) = here.rehearse_merge(other).map_err(told)?;
    let (before, after) = (here.diary()?, copy.diary()?);
    let library = setting.library_by(copy.sheet()?).0;
    let verdicts = Verdicts::of_diary(&before, &setting.library_by(here.sheet()?).0);
    Ok(Outlook {
        counts,
        difference: Difference::between(&before, &after, &setting.library.catalog),
        conflicts: conflicts::told(&copy, &library, setting)?,
        twins: twins(&before, &after),
        verdicts: verdicts.what_changed(&Verdicts::of_diary(&after, &library)).filter(|_| before != Diary::default()),
    })
}

fn refuse_strangers(outlook: &Outlook, arguments: &Arguments) -> anyhow::Result<()> {
    if !outlook.counts.nothing_in_common() || arguments.begun_apart {
        return Ok(());
    }
    Err(wrong(format!(
        "{} and this journal have nothing in common, so it may be somebody else's. Nothing was changed. If both are yours and \
         were begun apart, add --begun-apart",
        clean_line(&arguments.other.to_string_lossy())
    )))
}

/// Merges, after a backup; tells which.
fn take_over(other: &OtherJournal, arguments: &Arguments, setting: &Setting) -> anyhow::Result<Option<Stored>> {
    let is_new = setting.existing_journal()?.is_none();
    let mut journal = setting.journal_to_show()?;
    let backup = if is_new || arguments.without_backup { None } else { Some(backed_up(&journal, setting)?) };
    journal.merge(other).map_err(told)?;
    Ok(backup)
}

fn backed_up(journal: &Journal, setting: &Setting) -> anyhow::Result<Stored> {
    journal.back_up(Occasion::BeforeMerge, setting.now).map_err(|error| {
        let all_the_same = "Nothing was merged. If you cannot free any space, --without-backup merges all the same";
        if error.is_lack_of_room() { anyhow!("{error}. {all_the_same}") } else { error.into() }
    })
}

fn tell(outlook: &Outlook, backup: Option<&Stored>, arguments: &Arguments, setting: &Setting) -> anyhow::Result<()> {
    let Outlook { counts, difference, conflicts, twins, verdicts } = outlook;
    let headings = if arguments.dry_run { WOULD_COME } else { CAME };
    let mut lines: Vec<_> = difference.told(headings, TOLD).iter().flat_map(|line| indented(line)).collect();
    lines.extend(twins.iter().flat_map(|words| wrapped("", words)));
    if !conflicts.is_empty() {
        lines.push(String::new());
        lines.extend(conflicts::lines(conflicts));
    }
    print(&lines)?;
    if let Some(words) = verdicts {
        say_wrapped(words);
    }
    say_wrapped(&summary(*counts, arguments.dry_run));
    if !conflicts.is_empty() {
        say_wrapped(
            "`mendlog conflicts` shows what both say differently again, and settles it; so does x in the list of check-ins.",
        );
    }
    if arguments.dry_run || counts.taken == 0 {
        return Ok(());
    }
    let here = clean_line(&setting.journal_path()?.to_string_lossy());
    say_wrapped(&format!("To make the other machine alike, merge this journal there too: it is {here}."));
    if let Some(backup) = backup {
        say_wrapped(&format!("To take the merge back: `mendlog restore {}`.", backup.name));
    }
    Ok(())
}

fn summary(counts: MergeCounts, dry_run: bool) -> String {
    let MergeCounts { taken, known, .. } = counts;
    match (taken, dry_run) {
        (0, _) => "Nothing was changed: all that the other journal says is here already.".to_owned(),
        (_, true) => format!("Nothing was changed. A merge would take over {}; {known} are here already.", said(taken)),
        (_, false) => {
            format!("Merged: {} came over, {known} were here already. Nothing that was here was lost.", said(taken))
        }
    }
}

/// Each row is something once said, corrected or taken back.
fn said(count: usize) -> String {
    if count == 1 { "1 thing said".to_owned() } else { format!("{count} things said") }
}

fn indented(line: &str) -> Vec<String> {
    let text = line.trim_start();
    wrapped(&" ".repeat(line.len() - text.len()), text)
}

fn print_json(outlook: &Outlook, backup: Option<&Stored>, arguments: &Arguments) -> anyhow::Result<()> {
    let Outlook { counts, difference, conflicts, twins, verdicts } = outlook;
    let differs = difference
        .differs
        .iter()
        .map(|differs| json!({ "became": format!("{:?}", differs.kind()).to_lowercase(), "words": differs.words() }));
    let differs: Vec<_> = differs.collect();
    let out = json!({
        "dry_run": arguments.dry_run,
        "taken_over": counts.taken,
        "already_here": counts.known,
        "differs": differs,
        "same_day_treatments": twins,
        "conflicts": conflicts::in_json(conflicts),
        "verdicts": verdicts,
        "backup": backup.map(|backup| backup.name.to_string()),
    });
    print_file(&(serde_json::to_string_pretty(&out)? + "\n"))
}
