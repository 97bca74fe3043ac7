//! `mendlog doctor`: looks at the journal, its backups and its disk, and says what to do. Changes nothing.

use std::io::{IsTerminal as _, stderr, stdin};

use serde_json::json;

use super::Outcome;
use super::output::{NARROW, print, print_file, wrapped_to};
use super::setting::Setting;
use super::unlocking::glance_asked;
use crate::domain::text::clean_line;
use crate::store::{Finding, Journal, Level, StoreError, examine};

/// Check the journal, its backups and its disk, and say what to do; changes nothing
///
/// Each line says ok, look (when there is time) or act now. The exit code is 0 when all is ok, else 1.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// Looks at everything, and tells.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    let findings = match opened(setting) {
        Ok(Some(journal)) => {
            let mut findings = examine(&path, Ok(&journal), setting.now);
            findings.insert(1, sheet(&journal, setting));
            findings
        }
        Ok(None) => missing(&examine(&path, Err(&gone(&path)), setting.now), &path),
        Err(error) => match error.downcast_ref::<StoreError>() {
            Some(StoreError::WrongPassphrase { .. } | StoreError::WrongRecoveryKey { .. }) | None => return Err(error),
            Some(known) => examine(&path, Err(known), setting.now),
        },
    };
    if arguments.json {
        as_json(&findings)?;
    } else {
        let place = format!("The journal {}", clean_line(&path.to_string_lossy()));
        print(&[vec![place, String::new()], findings.iter().flat_map(lines).collect()].concat())?;
    }
    let is_well = findings.iter().all(|finding| finding.level == Level::Ok);
    Ok(if is_well { Outcome::Done } else { Outcome::Unwell })
}

/// The journal, to be read; a locked one asks for what opens it where somebody can be asked.
fn opened(setting: &Setting) -> anyhow::Result<Option<Journal>> {
    match setting.glance() {
        Err(error) if is_locked(&error) && stdin().is_terminal() && stderr().is_terminal() => {
            glance_asked(&setting.journal_path()?).map(Some)
        }
        opened => opened,
    }
}

fn is_locked(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Locked { .. }))
}

fn gone(path: &std::path::Path) -> StoreError {
    StoreError::Unreadable { path: path.into(), source: std::io::ErrorKind::NotFound.into() }
}

/// No journal: harmless before the first treatment, and not when there are backups of one.
fn missing(findings: &[Finding], path: &std::path::Path) -> Vec<Finding> {
    let has_backups = crate::store::backups(path).is_ok_and(|there| !there.is_empty());
    let journal = if has_backups {
        let to_do = "`mendlog restore` lists the backups and goes back to one";
        Finding::bad(Level::ActNow, "journal", "there is no journal here, but there are backups of one", to_do)
    } else {
        return vec![Finding::ok("journal", "there is none yet; it begins with the first treatment")];
    };
    std::iter::once(journal).chain(findings.iter().skip(1).cloned()).collect()
}

/// Whether the sheet in use can still be read by this program.
fn sheet(journal: &Journal, setting: &Setting) -> Finding {
    const ABOUT: &str = "sheet";
    match journal.sheet() {
        Ok(None) => Finding::ok(ABOUT, "the published figures are used; no sheet of a provider"),
        Ok(kept) => match setting.library_by(kept).1 {
            None => Finding::ok(ABOUT, "your provider's sheet is in use, and this program reads it"),
            Some(trouble) => {
                Finding::bad(Level::Look, ABOUT, trouble, "`mendlog protocol use FILE` takes a corrected sheet")
            }
        },
        Err(error) => Finding::bad(Level::ActNow, ABOUT, error.to_string(), "`mendlog restore` goes back to a backup"),
    }
}

fn lines(finding: &Finding) -> Vec<String> {
    let Finding { level, about, found, to_do } = finding;
    let mut lines = wrapped_to(NARROW, &format!("{:<8} {about:<12} ", level.word()), found);
    lines.extend(to_do.iter().flat_map(|to_do| wrapped_to(NARROW, &format!("{:<8} {:<12} > ", "", ""), to_do)));
    lines
}

fn as_json(findings: &[Finding]) -> anyhow::Result<()> {
    let worst = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok);
    let findings: Vec<_> = findings
        .iter()
        .map(|Finding { level, about, found, to_do }| {
            json!({ "level": level.id(), "about": about, "found": found, "to_do": to_do })
        })
        .collect();
    print_file(&(serde_json::to_string_pretty(&json!({ "level": worst.id(), "findings": findings }))? + "\n"))
}
