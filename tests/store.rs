//! The journal's file: what goes in comes out, nothing is overwritten, and no fault leaves a half-done thing.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "store/course.rs"]
mod course;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/history.rs"]
mod history;
#[path = "store/imports.rs"]
mod imports;
#[path = "store/outcomes.rs"]
mod outcomes;
#[path = "store/processes.rs"]
mod processes;
#[path = "store/sheet.rs"]
mod sheet;
