//! `mendlog conflicts`: what two machines say differently of one thing, and how to settle it.

use serde_json::{Value, json};

use super::output::{print, print_file, say, wrapped};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::app::conflict_words::{Judging, Told};
use crate::app::rejudged::Verdicts;
use crate::protocols::Library;
use crate::store::Journal;

/// Tell what two machines say differently of one thing since a merge, and settle it
///
/// Both versions are kept, and one counts until you choose. Choosing saves that version once more, on top of both; `mendlog
/// undo` takes the choice back.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Keep the version of this code, as the list shows it
    #[arg(long, value_name = "CODE")]
    keep: Vec<String>,
    /// Write the list as JSON to stdout
    #[arg(long, conflicts_with = "keep")]
    json: bool,
}

/// Lists the conflicts, or settles some.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let Some(mut journal) = setting.existing_journal()? else {
        say(NONE);
        return Ok(Outcome::Done);
    };
    let told = told(&journal, &setting.library, setting)?;
    if arguments.json {
        print_file(&(serde_json::to_string_pretty(&in_json(&told))? + "\n"))?;
    } else if arguments.keep.is_empty() {
        list(&told)?;
    } else {
        let chosen: Vec<_> = arguments.keep.iter().map(|code| find(&told, code)).collect::<anyhow::Result<_>>()?;
        chosen.into_iter().try_for_each(|(told, place)| settle(&mut journal, told, place, setting))?;
        wait(&journal)?;
    }
    Ok(Outcome::Done)
}

const NONE: &str = "Nothing waits: there is nothing that two machines say differently.";

fn list(told: &[Told]) -> anyhow::Result<()> {
    if told.is_empty() {
        say(NONE);
        return Ok(());
    }
    print(&lines(told))?;
    say("`mendlog conflicts --keep CODE` keeps the version of that code. Until then the one that counts is gone by.");
    Ok(())
}

/// All conflicts of a journal, in words.
pub fn told(journal: &Journal, library: &Library, setting: &Setting) -> anyhow::Result<Vec<Told>> {
    let conflicts = journal.conflicts()?;
    if conflicts.is_empty() {
        return Ok(Vec::new());
    }
    let diary = journal.diary()?;
    let by = Judging { diary: &diary, library, now: setting.now };
    Ok(conflicts.iter().map(|conflict| Told::new(conflict, by)).collect())
}

/// Conflicts in lines: what would be worse first, then both versions.
pub fn lines(told: &[Told]) -> Vec<String> {
    told.iter().flat_map(of_one).collect()
}

fn of_one(told: &Told) -> Vec<String> {
    let mut lines = wrapped("", &format!("{}: two machines say something different.", told.title));
    lines.extend(told.worse.iter().flat_map(|words| wrapped("  ! ", words)));
    for (place, version) in told.versions.iter().enumerate() {
        lines.extend(wrapped(&format!("  {}  ", version.code), &format!("{}: {}", told.lead(place), version.says)));
    }
    lines.push(String::new());
    lines
}

/// The same for other programs.
pub fn in_json(told: &[Told]) -> Value {
    let version = |(place, version): (usize, &crate::app::conflict_words::ToldVersion)| {
        json!({
            "code": version.code,
            "counts": place == 0,
            "saved_at": version.saved_at.to_rfc3339(),
            "says": version.says,
        })
    };
    let one = |told: &Told| {
        let versions: Vec<_> = told.versions.iter().enumerate().map(version).collect();
        let loudest = told.loudest.map(crate::domain::Triage::id);
        json!({ "about": told.title, "versions": versions, "worse": told.worse, "loudest_otherwise": loudest })
    };
    told.iter().map(one).collect()
}

/// The version that a code means.
fn find<'a>(told: &'a [Told], code: &str) -> anyhow::Result<(&'a Told, usize)> {
    let wanted = code.trim().to_lowercase();
    let versions = told.iter().flat_map(|told| (0..told.versions.len()).map(move |place| (told, place)));
    let fitting: Vec<_> = versions.filter(|(told, place)| told.versions[*place].code == wanted).collect();
    match fitting[..] {
        [one] => Ok(one),
        [] => Err(wrong(format!(
            "no version has the code \"{code}\". Nothing was settled. `mendlog conflicts` shows the codes"
        ))),
        _ => Err(wrong(format!(
            "more than one version has the code \"{code}\". Nothing was settled. Settle this one in the screens: X"
        ))),
    }
}

fn settle(journal: &mut Journal, told: &Told, place: usize, setting: &Setting) -> anyhow::Result<()> {
    let version = &told.versions[place];
    let before = Verdicts::of_diary(&journal.diary()?, &setting.library);
    if !journal.settle(&version.name, setting.now)? {
        return Err(wrong("this was settled meanwhile. Nothing was changed"));
    }
    say(&format!("{}: settled, {}. The other version stays in the history.", told.title, version.says));
    let after = Verdicts::of_diary(&journal.diary()?, &setting.library_by(journal.sheet()?).0);
    if let Some(words) = before.what_changed(&after) {
        say(&words);
    }
    Ok(())
}

fn wait(journal: &Journal) -> anyhow::Result<()> {
    match journal.conflicts()?.len() {
        0 => say(NONE),
        1 => say("1 more waits: `mendlog conflicts`."),
        count => say(&format!("{count} more wait: `mendlog conflicts`.")),
    }
    Ok(())
}
