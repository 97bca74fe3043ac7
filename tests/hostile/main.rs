//! Hostile files and input: what was found once stays found, and the real binary takes nothing harmful in and lets none out.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod corpus;
#[path = "../cli/home.rs"]
mod home;
mod spreadsheet;
mod taking_in;
mod writing_out;
