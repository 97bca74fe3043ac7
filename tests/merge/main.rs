//! Two machines' journals become one: nothing is lost, the direction does not matter, and what differs is kept and said.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod files;
mod laws;
mod replica;
mod words;

#[path = "../cli/home.rs"]
#[expect(dead_code, reason = "shared with the tests of the command line, which use more of it")]
mod home;
