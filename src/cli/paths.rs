//! `mendlog paths`: where the journal lies.

use super::Outcome;
use super::output::{print, say};
use super::setting::Setting;
use crate::domain::text::clean_line;
use crate::store::Protection;

/// Prints the journal's file on stdout, and a word on it on stderr.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    print(&[clean_line(&path.to_string_lossy())])?;
    say(match (path.exists(), Protection::of(&path)) {
        (false, _) => "Nothing is there yet; the journal begins with the first treatment.",
        (true, Ok(Protection::Locked)) => "This file holds the whole journal; it is locked with a passphrase.",
        (true, _) => "This file holds the whole journal; it is not encrypted, and readable by you alone.",
    });
    Ok(Outcome::Done)
}
