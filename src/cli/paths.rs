//! `mendlog paths`: where the journal lies.

use std::path::Path;

use super::Outcome;
use super::output::{print, say};
use super::setting::Setting;
use crate::domain::text::clean_line;
use crate::store::{Protection, Right, protection_of, rights};

/// Prints the journal's file on stdout, and a word on it on stderr.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    print(&[clean_line(&path.to_string_lossy())])?;
    say(&about(&path));
    Ok(Outcome::Done)
}

/// Whether it is there, whether it is locked, and who can read it.
fn about(path: &Path) -> String {
    if !path.exists() {
        return "Nothing is there yet; the journal begins with the first treatment.".to_owned();
    }
    let Some(protection) = protection_of(path) else {
        return "What is there cannot be read. `mendlog doctor` tells more.".to_owned();
    };
    let locked = match protection {
        Protection::Locked => "locked with a passphrase",
        Protection::Plain => "not encrypted",
    };
    let right = rights(path).into_iter().next();
    let readers = match right {
        Some(right) if right.is_open_to_others() => {
            ", and OTHER USERS of this computer have rights to it: see `mendlog doctor`"
        }
        Some(Right { mode: Some(_), .. }) => ", and yours alone on this computer",
        _ => "",
    };
    format!("This file holds the whole journal; it is {locked}{readers}.")
}
