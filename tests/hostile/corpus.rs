//! Every file that the fuzz targets keep, through the same functions without the fuzzer.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
#[expect(clippy::expect_used, reason = "what must hold for any input is told by panicking")]
mod promises;

/// The corpora are small, so that they can lie beside the code.
const MOST_FILES: usize = 60;
const MOST_BYTES: u64 = 300_000;

fn each_file_of(target: &str, try_with: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!((10..=MOST_FILES).contains(&files.len()), "{target} has {} files", files.len());
    for file in files {
        println!("{}", file.display());
        try_with(&fs::read(file).unwrap());
    }
}

#[test]
fn journals_in_json() {
    each_file_of("journal_json", promises::journal_json::try_with);
}

#[test]
fn journals_in_tables() {
    each_file_of("journal_csv", promises::journal_csv::try_with);
}

#[test]
fn tables_kept_elsewhere() {
    each_file_of("foreign_table", promises::foreign_table::try_with);
}

#[test]
fn protocols_and_sheets() {
    each_file_of("protocol_toml", promises::protocol_toml::try_with);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/protocols/microneedling.toml");
    promises::protocol_toml::try_with(&fs::read(own).unwrap());
}

#[test]
fn sessions_at_the_terminal() {
    each_file_of("terminal_input", promises::terminal_input::try_with);
}

#[test]
fn damaged_journal_files() {
    each_file_of("journal_file", promises::journal_file::try_with);
}

#[test]
fn the_corpora_are_small() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let folders = fs::read_dir(corpus).unwrap().map(|folder| folder.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap()));
    assert!(files.map(|file| file.metadata().unwrap().len()).sum::<u64>() <= MOST_BYTES);
}
