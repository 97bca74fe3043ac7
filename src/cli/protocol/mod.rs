//! `mendlog protocol`: what is described and by whom, and the provider's own sheet.

mod file;
mod show;
mod show_care;
mod used;

use clap::Subcommand;

use super::output::{print, wrapped};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::text::clean_line;
use crate::domain::{Protocol, SheetNote};
use crate::protocols::{DataFile, Difference, differences};

pub use file::sheet_named;

/// See what is described day by day, check and compare files, use your provider's own sheet
#[derive(Debug, Subcommand)]
pub enum Command {
    Show(show::Arguments),
    /// Check a protocol file or a provider's sheet: tells that it is sound, or the fault with its line and column
    Check {
        /// The file, or - for what comes through a pipe
        #[arg(value_name = "FILE|-")]
        file: String,
    },
    /// Tell what is different between two protocol files or sheets; with one of them, between it and the published figures
    Diff {
        /// The file to start from, or the one to compare with the published figures
        #[arg(value_name = "FILE|-")]
        from: String,
        /// The file that is different
        #[arg(value_name = "FILE|-")]
        to: Option<String>,
    },
    Use(used::Arguments),
    /// Go back from your provider's sheet to the published figures
    Drop,
}

/// Does what was asked about protocols.
pub fn run(command: &Command, setting: &Setting) -> anyhow::Result<Outcome> {
    match command {
        Command::Show(show) => show::run(show, setting)?,
        Command::Check { file } => check(file, setting)?,
        Command::Diff { from, to } => diff(from, to.as_deref(), setting)?,
        Command::Use(sheet) => used::take_into_use(sheet, setting)?,
        Command::Drop => used::take_out_of_use(setting)?,
    }
    Ok(Outcome::Done)
}

fn check(name: &str, setting: &Setting) -> anyhow::Result<()> {
    let (_, read) = file::read(name, setting)?;
    let kind = match &read {
        DataFile::Protocol(_) => "a protocol of its own",
        DataFile::Sheet(_) => "a provider's sheet",
    };
    let protocol = read.protocol(&setting.library);
    let title = protocol.sheet.as_deref().map_or_else(
        || format!("{} {}, {} rules", protocol.name, protocol.version, protocol.rules.len()),
        SheetNote::title,
    );
    print(&wrapped("", &format!("{} is sound: {kind}, {title}", file::shown(name))))
}

fn diff(from: &str, to: Option<&str>, setting: &Setting) -> anyhow::Result<()> {
    if to.is_some_and(|to| to == from) {
        return Err(wrong("both files are the same one; name two, or one to compare it with the published figures"));
    }
    let of = |name: &str| anyhow::Ok(file::read(name, setting)?.1.protocol(&setting.library));
    let (from, to) = match to {
        Some(to) => (of(from)?, of(to)?),
        None => (setting.library.standard().clone(), of(from)?),
    };
    let mut lines = vec![format!("From {} to {}", titled(&from), titled(&to))];
    lines.extend(told(&differences(&from, &to)));
    print(&lines)
}

fn titled(protocol: &Protocol) -> String {
    clean_line(&format!("{} {}", protocol.name, protocol.version))
}

/// Differences, each change on a line of its own.
fn told(differences: &[Difference]) -> Vec<String> {
    if differences.is_empty() {
        return vec!["Nothing is different.".to_owned()];
    }
    let one = |difference: &Difference| {
        let mut lines = vec![String::new(), clean_line(&difference.about)];
        lines.extend(difference.changes.iter().flat_map(|change| wrapped("  - ", change)));
        lines
    };
    differences.iter().flat_map(one).collect()
}
