//! A folder with a journal that tells of a patient, and what can be found in its files.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use mendlog::domain::{Entry, Treatment};
use mendlog::store::{Journal, Passphrase};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// Words of the journal that must not be found in any locked file.
pub const SECRETS: [&str; 3] = ["blackcurrant", "quinoline", "lighthouse"];

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-05T20:00:00+01:00").unwrap()
}

pub fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(text.to_owned()))
}

/// A folder of its own with a journal and a draft in it.
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn plain() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let mut journal = Journal::open(&place.journal()).unwrap();
        let mut treatment = Treatment::new("t1".into(), "2026-03-02".parse().unwrap());
        SECRETS[0].clone_into(&mut treatment.note);
        journal.save_treatment(&treatment, now()).unwrap();
        for number in 0..40 {
            let mut entry =
                Entry::new(format!("e{number}").as_str().into(), "t1".into(), "2026-03-05".parse().unwrap());
            entry.note = format!("{} {number}", SECRETS[1]);
            journal.save_entry(&entry, now()).unwrap();
        }
        journal.save_draft(SECRETS[2], now()).unwrap();
        place
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    pub fn backups(&self) -> PathBuf {
        self.folder.path().join("journal.db.backups")
    }

    /// Puts a copy of the journal, as it is now, among the backups.
    pub fn back_up(&self, name: &str) -> PathBuf {
        fs::create_dir_all(self.backups()).unwrap();
        let backup = self.backups().join(name);
        fs::copy(self.journal(), &backup).unwrap();
        backup
    }

    /// Every file of the folder and what is in it.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        collect(self.folder.path(), &mut found);
        found.sort();
        found
    }

    /// The names of the files, without the backups that changes of the passphrase make, which are named after the moment.
    pub fn names(&self) -> Vec<String> {
        let name = |path: &Path| path.strip_prefix(self.folder.path()).unwrap().to_str().unwrap().to_owned();
        let mut names: Vec<_> = self.files().iter().map(|(path, _)| name(path)).collect();
        names.retain(|name| !name.contains("before-passphrase"));
        names
    }

    /// The backups that changes of the passphrase made.
    pub fn made_before(&self) -> Vec<PathBuf> {
        let files = self.files().into_iter().map(|(path, _)| path);
        files.filter(|path| path.to_str().unwrap().contains("before-passphrase")).collect()
    }

    /// The files in which one of the words is found.
    pub fn telling(&self, words: &[&str]) -> Vec<PathBuf> {
        let tells = |bytes: &[u8]| words.iter().any(|word| holds(bytes, word));
        self.files().into_iter().filter(|(_, bytes)| tells(bytes)).map(|(path, _)| path).collect()
    }
}

pub fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}
