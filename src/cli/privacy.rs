//! `mendlog privacy`: what is stored, where, who can read it, and what a lock does and does not protect.

use std::path::Path;

use super::Outcome;
use super::output::{NARROW, print, wrapped_to};
use super::setting::Setting;
use crate::domain::text::clean_line;
use crate::store::{Protection, Right, backups, far_disk, folder_of, protection_of, rights};

/// Say what is stored, where, who can read it, and what a lock does and does not protect
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Tells it by how things are now.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let path = setting.journal_path()?;
    let mut lines = paragraph("What is stored", STORED);
    lines.extend(heading("Where"));
    lines.extend(places(&path));
    lines.extend(heading("Who can read it"));
    lines.extend(readers(&path));
    lines.extend(heading("The lock"));
    lines.extend(lock(&path));
    lines.extend(heading("What a lock does not protect from"));
    lines.extend(UNPROTECTED.iter().flat_map(|words| wrapped_to(NARROW, "  - ", words)));
    lines.extend(paragraph("What leaves this machine", LEAVES));
    lines.extend(heading("What you can do"));
    lines.extend(TO_DO.iter().flat_map(|(command, words)| wrapped_to(NARROW, &format!("  {command:<25}"), words)));
    print(&lines)?;
    Ok(Outcome::Done)
}

fn heading(words: &str) -> Vec<String> {
    vec![String::new(), words.to_owned()]
}

fn paragraph(title: &str, words: &str) -> Vec<String> {
    let mut lines = if title == "What is stored" { vec![title.to_owned()] } else { heading(title) };
    lines.extend(wrapped_to(NARROW, "  ", words));
    lines
}

fn places(path: &Path) -> Vec<String> {
    let shown = |path: &Path| clean_line(&path.to_string_lossy());
    let backups = backups(path).map_or(0, |there| there.len());
    let journal = if path.exists() { "" } else { " (not there yet)" };
    let mut lines = wrapped_to(NARROW, "  journal  ", &format!("{}{journal}", shown(path)));
    let folder = format!("{} ({backups} there)", shown(&folder_of(path)));
    lines.extend(wrapped_to(NARROW, "  backups  ", &folder));
    if let Some(disk) = far_disk(path) {
        let words = format!(
            "This lies on a network or foreign disk ({}): whoever runs it can read what is not locked.",
            disk.kind
        );
        lines.extend(wrapped_to(NARROW, "  ", &words));
    }
    lines
}

fn readers(path: &Path) -> Vec<String> {
    let all = rights(path);
    let open: Vec<_> = all.iter().filter(|right| right.is_open_to_others()).collect();
    let mode = |right: &Right| right.mode.map_or("unknown".to_owned(), |mode| format!("{mode:o}"));
    let name = |right: &Right| clean_line(&right.path.file_name().unwrap_or_default().to_string_lossy());
    let mut lines = Vec::new();
    for right in all.iter().take(2) {
        lines.extend(wrapped_to(NARROW, "  ", &format!("{}: rights {}", name(right), mode(right))));
    }
    let words = match (all.is_empty(), open.is_empty()) {
        (true, _) => "Nothing is there yet. What Mendlog makes, only you can read.",
        (_, true) => "You, programs you run, and whoever administers this computer. No other user of it.",
        _ => "OTHER USERS of this computer can use some of it: `mendlog doctor` says what to type.",
    };
    lines.extend(wrapped_to(NARROW, "  ", words));
    lines
}

fn lock(path: &Path) -> Vec<String> {
    let words = match protection_of(path) {
        Some(Protection::Locked) => LOCKED,
        Some(Protection::Plain) => PLAIN,
        None => "There is no journal yet, so nothing is locked.",
    };
    wrapped_to(NARROW, "  ", words)
}

const STORED: &str = "\
Your treatments, check-ins with grades, danger signs and notes, ratings, plans, what you noted about care and warnings, what you \
said about yourself, your clinic's phone numbers, your provider's sheet, and every earlier value of all that. Deleting hides an \
entry; its values stay in the history until you erase the journal.";

const LOCKED: &str = "\
The journal is LOCKED with a passphrase now. Without it, or the recovery key, the file and its backups cannot be read by \
anybody, also not by whoever finds the disk, a copy of it or a backup.";

const PLAIN: &str = "\
The journal is NOT locked now: whoever gets the file can read it. `mendlog passphrase set` locks it with its backups.";

const UNPROTECTED: [&str; 7] = [
    "someone who watches you type, or looks at the open screen",
    "a program that runs as you while the journal is open, and whoever administers this computer",
    "memory that the system writes to disk: swap, and the image of a computer put to sleep",
    "the scrollback of your terminal and the history of your shell",
    "what you export, print or back up elsewhere by other means",
    "the titles and times in a calendar you took reminders into",
    "the size of the file and its dates, which tell that and when it is used",
];

const LEAVES: &str = "\
Nothing. Mendlog has no network code at all: no account, no telemetry, no look for updates. Nobody is monitoring your journal. \
What leaves is what you carry yourself: exports, backups to another place, calendar files, merged copies.";

const TO_DO: [(&str, &str); 4] = [
    ("mendlog passphrase set", "lock the journal and its backups"),
    ("mendlog export -o FILE", "take everything with you; that file is not locked"),
    ("mendlog doctor", "check the rights, the backups and the disk"),
    ("mendlog erase", "remove the journal and all that belongs to it"),
];
