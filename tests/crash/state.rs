//! What a home folder holds, in a form that can be compared: every row of the journal, and no stray file with health data.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mendlog::store::Journal;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// Words that stand for health data: no file but the journal and its backups may hold them.
pub const SECRET: &str = "SECRETSKIN";

/// All rows of a journal as the normal program opens it. A place without one counts as an empty journal.
pub fn of(home: &Path) -> String {
    let path = journal(home);
    if path.exists() {
        return opened(&path);
    }
    let empty = folder();
    opened(&journal(empty.path()))
}

/// A folder in memory where there is one: syncing takes no time there, and what a sync leaves is worked out by hand.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).unwrap()
}

/// Where the journal of a home folder lies.
pub fn journal(home: &Path) -> PathBuf {
    home.join(".local/share/mendlog/journal.db")
}

fn opened(path: &Path) -> String {
    drop(Journal::open(path).unwrap_or_else(|error| panic!("the journal no longer opens: {error}")));
    let db = Connection::open(path).unwrap();
    let check: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let broken: i64 = db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0, "foreign keys");
    without_random_names(&rows(&db))
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
    let is_kept = |path: &Path| path == journal || path.components().any(|part| part.as_os_str() == "backups");
    let holds_secrets = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    };
    let is_given = |path: &Path| path.parent() == Some(home);
    files(home).into_iter().filter(|path| !is_kept(path) && !is_given(path) && holds_secrets(path)).collect()
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
