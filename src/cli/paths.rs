//! `mendlog paths`: where the journal lies.

use super::Outcome;
use super::output::{print, say};
use super::setting::Setting;
use crate::domain::text::clean_line;

/// Prints the journal's file on stdout, and a word on it on stderr.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    print(&[clean_line(&path.to_string_lossy())])?;
    if path.exists() {
        say("This file holds the whole journal; it is not encrypted, and readable by you alone.");
    } else {
        say("Nothing is there yet; the journal begins with the first treatment.");
    }
    Ok(Outcome::Done)
}
