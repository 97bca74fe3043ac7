//! The pictures of the README: what the program shows of its demo journal. `MENDLOG_UPDATE_README=1` draws them anew.

use std::fs;
use std::path::Path;

use mendlog::demo::Demo;

use crate::patient::{LIBRARY, now};
use crate::program::{pressed, run};

/// The names of the pictures and the keys that lead to them.
const PICTURES: [(&str, &str); 5] =
    [("today", "10"), ("care", "P"), ("chart", "C"), ("warnings", "10sjjjjjjjjy Enter Enter Enter W"), ("visit", "V")];

const END: &str = "<!-- end -->";

/// The demo's screen after these keys.
fn picture(keys: &str) -> String {
    let demo = Demo::new(&LIBRARY, now()).unwrap();
    run(&demo.journal_path(), pressed(keys))
}

/// The README with this picture in its place.
fn with_picture(readme: &str, name: &str, picture: &str) -> String {
    let mark = format!("<!-- picture: {name} -->");
    let (before, rest) = readme.split_once(&mark).unwrap_or_else(|| panic!("README.md has no {mark}"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("README.md has no {END} after {mark}"));
    format!("{before}{mark}\n```text\n{picture}```\n{END}{after}")
}

#[test]
fn the_readme_shows_what_the_program_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let drawn = PICTURES.iter().fold(readme.clone(), |text, (name, keys)| with_picture(&text, name, &picture(keys)));
    if std::env::var_os("MENDLOG_UPDATE_README").is_some() {
        fs::write(&path, &drawn).unwrap();
    } else {
        assert!(readme == drawn, "README.md shows old pictures; MENDLOG_UPDATE_README=1 draws them anew:\n{drawn}");
    }
}
