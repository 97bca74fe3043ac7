//! What must hold for any input at all: one function a fuzz target, each panics when its promise is broken.
//!
//! The fuzz targets call them with made-up bytes, `tests/hostile` with every file of `corpus/`. Uses Mendlog's public API.

pub mod checks;
pub mod foreign_table;
pub mod journal_csv;
pub mod journal_file;
pub mod journal_json;
pub mod protocol_toml;
pub mod screens;
pub mod terminal_input;
