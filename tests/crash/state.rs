//! What a home folder holds, in a form that can be compared: every row of the journal, and no stray file with health data.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use mendlog::store::{Journal, Opener, Passphrase, Protection, RecoveryKey, StoreError, folder_of};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use zeroize::Zeroizing;

use crate::folders::folder;

/// Words that stand for health data: no file but the journal and its backups may hold them.
pub const SECRET: &str = "SECRETSKIN";

/// The passphrase of a locked journal before it is changed, or when it is not.
pub const FIRST: &str = "four small words here";
/// The passphrase that is new.
pub const SECOND: &str = "five other words come later";

/// What opens a locked file, by its first bytes: making a key takes long.
static KEYS: Mutex<BTreeMap<[u8; 16], (&str, RecoveryKey)>> = Mutex::new(BTreeMap::new());

/// What opens a journal, and all its rows, as the normal program opens it. A place without one counts as an empty journal.
pub fn of(home: &Path) -> String {
    let path = journal(home);
    if path.exists() {
        return opened(&path);
    }
    let empty = folder();
    opened(&journal(empty.path()))
}

/// Where the journal of a home folder lies.
pub fn journal(home: &Path) -> PathBuf {
    home.join(".local/share/mendlog/journal.db")
}

/// Opens a journal with whichever passphrase it has; tells which.
pub fn open(path: &Path) -> (&'static str, Journal) {
    let usable = |opened: Result<Journal, StoreError>| {
        opened.unwrap_or_else(|error| panic!("the journal no longer opens: {error}"))
    };
    if !path.exists() || Protection::of(path).unwrap() == Protection::Plain {
        return ("no passphrase", usable(Journal::open(path)));
    }
    let salt: [u8; 16] = fs::read(path).unwrap()[..16].try_into().unwrap();
    let known = KEYS.lock().unwrap().get(&salt).cloned();
    if let Some((words, key)) = known {
        return (words, usable(Journal::unlock(path, &Opener::Recovery(key))));
    }
    for words in [FIRST, SECOND] {
        match Journal::unlock(path, &Opener::Passphrase(passphrase(words))) {
            Err(StoreError::WrongPassphrase { .. }) => {}
            journal => {
                let journal = usable(journal);
                KEYS.lock().unwrap().insert(salt, (words, journal.recovery_key().unwrap()));
                return (words, journal);
            }
        }
    }
    panic!("no passphrase opens the journal");
}

pub fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(words.to_owned()))
}

fn opened(path: &Path) -> String {
    let (words, journal) = open(path);
    let copy = folder();
    let plain = if journal.protection() == Protection::Plain { path.to_owned() } else { copy.path().join("plain.db") };
    drop(journal);
    if plain != path {
        fs::copy(path, &plain).unwrap();
        drop(open(&plain).1.remove_passphrase().unwrap());
    }
    let db = Connection::open(&plain).unwrap();
    let check: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let broken: i64 = db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0, "foreign keys");
    format!("{words}\n{}", without_random_names(&rows(&db)))
}

fn rows(db: &Connection) -> String {
    let mut all = String::new();
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let width = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<_> = (0..width).map(|column| cell(row.get_ref(column).unwrap())).collect();
            writeln!(all, "{table}: {}", cells.join(" | ")).unwrap();
        }
    }
    all
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Blob(bytes) => bytes.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        }),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => "null".to_owned(),
    }
}

/// Names made at random differ from run to run: each is replaced by the number of its first appearance.
fn without_random_names(text: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_digit() || ('a'..='f').contains(&letter) || letter == '-';
    let mut seen = HashMap::new();
    let (mut told, mut rest) = (String::new(), text);
    while !rest.is_empty() {
        let length = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if length >= 32 {
            let next = seen.len();
            write!(told, "#{}", seen.entry(word).or_insert(next)).unwrap();
        } else {
            told.push_str(word);
        }
        let letter = after.chars().next();
        told.extend(letter);
        rest = &after[letter.map_or(0, char::len_utf8)..];
    }
    told
}

/// Files, other than the journal and its backups, that hold health data.
pub fn strays(home: &Path) -> Vec<PathBuf> {
    let journal = journal(home);
    let is_backup = |path: &Path| {
        path.parent() == Some(&*folder_of(&journal)) && path.extension().is_some_and(|ending| ending == "db")
    };
    telling(home).into_iter().filter(|path| *path != journal && !is_backup(path)).collect()
}

/// All files with a plain word of health data in them, but those the patient has put there.
pub fn telling(home: &Path) -> Vec<PathBuf> {
    let holds_secrets = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    };
    let is_given = |path: &Path| path.parent() == Some(home);
    files(home).into_iter().filter(|path| !is_given(path) && holds_secrets(path)).collect()
}

/// Every file in a folder and those below it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let is_folder = entry.file_type().unwrap().is_dir();
        if is_folder { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

/// Copies a home folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
