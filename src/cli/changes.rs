//! `mendlog changes`: what was corrected, when, and what that changed.

use super::Outcome;
use super::output::{print, say, wrapped};
use super::setting::Setting;
use crate::app::changes::{Correction, corrections};

/// Tell what was corrected, when, and which verdicts that changed, the newest first
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Reads all old values, judges them again, and tells the newest corrections.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let changes = setting.existing_journal()?.map(|journal| journal.changes()).transpose()?;
    let told = changes.map(|(diary, changes)| corrections(diary, &changes, &setting.library)).unwrap_or_default();
    if told.is_empty() {
        say("Nothing was corrected yet.");
    }
    print(&told.iter().flat_map(lines).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}

fn lines(correction: &Correction) -> Vec<String> {
    let Correction { at, what, details, verdicts } = correction;
    let mut lines = wrapped("", &format!("{}  {what}.", at.format("%-d %B %Y, %H:%M")));
    lines.extend(details.iter().chain([verdicts]).flat_map(|words| wrapped("  ", words)));
    lines.push(String::new());
    lines
}
