//! The layer rule: a module names only what is below it.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each top module may name. `main.rs` may name everything.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("protocols", &["domain"]),
    ("report", &["domain"]),
    ("exchange", &["domain"]),
    ("store", &["domain"]),
    ("app", &["domain", "protocols", "report"]),
    ("ui", &["domain", "protocols", "report", "app"]),
    ("trial", &["domain", "protocols"]),
    ("host", &[]),
    ("remembered", &["domain", "store"]),
    ("demo", &["domain", "exchange", "host", "store", "protocols"]),
    ("tui", &["domain", "protocols", "report", "store", "app", "ui", "host", "exchange", "remembered"]),
    (
        "cli",
        &[
            "domain",
            "protocols",
            "report",
            "exchange",
            "store",
            "host",
            "demo",
            "remembered",
            "tui",
            "ui",
            "app",
            "trial",
        ],
    ),
];

/// What only some modules may do: (a text in the code, the modules that may contain it, why).
const ONE_PLACE: &[(&str, &[&str], &str)] = &[
    ("Local::now", &["host"], "the clock is read in one place"),
    ("Utc::now", &["host"], "the clock is read in one place"),
    ("SystemTime::now", &["host"], "the clock is read in one place"),
    ("env::var", &["host"], "the environment is read in one place"),
    ("Uuid::now", &["host"], "randomness is read in one place"),
    ("rusqlite", &["store"], "SQL stays in the store"),
    ("std::fs", &["host", "store", "cli", "tui", "demo", "remembered"], "only the shell and the store touch files"),
    ("std::net", &[], "no network code at all"),
    ("TcpStream", &[], "no network code at all"),
    ("println!", &["cli"], "only the command line prints"),
    ("set_symbol", &[], "it would write control characters of a patient's text raw"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// (top module, path, code without comments and tests) of every source file but `lib.rs` and `main.rs`.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths
        .into_iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&root).unwrap().to_owned();
            let top = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
            let code = code_of(&fs::read_to_string(&path).unwrap());
            (top != "lib" && top != "main").then_some((top, inside, code))
        })
        .collect()
}

fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn named_modules(code: &str) -> Vec<String> {
    let words = code.split("crate::").skip(1);
    words
        .flat_map(|rest| {
            let rest = rest.strip_prefix('{').map_or_else(
                || rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().into_iter().collect(),
                |group| group.split(';').next().unwrap_or_default().split(',').collect::<Vec<_>>(),
            );
            rest.into_iter().map(|item| {
                item.trim().split("::").next().unwrap_or_default().trim_matches(['{', '}', ' ', '\n']).to_owned()
            })
        })
        .filter(|name| ALLOWED.iter().any(|(module, _)| module == name))
        .collect()
}

#[test]
fn a_module_names_only_what_is_below_it() {
    for (top, path, code) in modules() {
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(module, _)| *module == top)
            .unwrap_or_else(|| panic!("{} lies in no layer; give {top} its place in this test", path.display()));
        for named in named_modules(&code) {
            assert!(
                named == top || allowed.contains(&named.as_str()),
                "{} names {named}, which is not below {top}",
                path.display()
            );
        }
    }
}

#[test]
fn the_rule_sees_what_modules_name() {
    assert_eq!(named_modules("use crate::store::Journal;"), ["store"]);
    assert_eq!(named_modules("use crate::{domain::Day, tui::run};"), ["domain", "tui"]);
}

#[test]
fn clock_environment_files_and_sql_have_one_place_each() {
    for (top, path, code) in modules() {
        for (text, places, why) in ONE_PLACE {
            assert!(!code.contains(text) || places.contains(&top.as_str()), "{} has {text}: {why}", path.display());
        }
    }
}
