//! `mendlog history`: everything the journal ever said, and from when to when.

use super::Outcome;
use super::output::{print, print_file, say, wrapped};
use super::setting::Setting;
use crate::app::past_reading::versions;
use crate::domain::past::{Kind, Past, pasts};
use crate::exchange::journal_json::write_pasts;
use crate::protocols::Library;

/// Tell everything the journal ever said about each thing, and from when to when
///
/// Treatments, check-ins, ratings, plans, your own answers, the provider's sheet, and what you did about warnings: each with
/// its first values, what was corrected, deleted or brought back, and when. Nothing of it is ever overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mendlog history                everything that was changed after it was noted
  mendlog history --all          also what never changed
  mendlog history --json         all of it for another program, care ticks too")]
pub struct Arguments {
    /// Also what was never changed
    #[arg(long)]
    all: bool,
    /// Print all of it as JSON
    #[arg(long)]
    json: bool,
}

/// Reads all old values and tells them.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let changes = setting.existing_journal()?.map(|journal| journal.changes()).transpose()?;
    let changes = changes.map(|(_, changes)| changes).unwrap_or_default();
    let pasts = pasts(&changes);
    if arguments.json {
        let mut text = Vec::new();
        write_pasts(&pasts, &mut text)?;
        print_file(&String::from_utf8_lossy(&text))?;
        return Ok(Outcome::Done);
    }
    // Ticks come by the thousand and are told as they stand by `mendlog care`; of the ranges `mendlog changes` tells.
    let is_told = |past: &&Past<'_>| !matches!(past.kind, Kind::Care | Kind::Ranges);
    let is_wanted = |past: &&Past<'_>| arguments.all || past.versions.len() > 1;
    let told: Vec<_> = pasts.iter().filter(is_told).filter(is_wanted).collect();
    if told.is_empty() {
        say("Nothing was changed after it was noted. --all shows everything.");
    }
    print(&told.into_iter().flat_map(|past| lines(past, &setting.library)).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}

fn lines(past: &Past<'_>, library: &Library) -> Vec<String> {
    let mut lines = Vec::new();
    for (head, said) in versions(past, library) {
        lines.extend(wrapped("", &head));
        lines.extend(said.iter().flat_map(|words| wrapped("  ", words)));
    }
    lines.push(String::new());
    lines
}
