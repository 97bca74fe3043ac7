//! Undo and redo, and what they leave in the journal's file: every row that was ever written.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "the tests of the store use the rest of it")]
#[path = "../store/course.rs"]
mod course;
mod heads;
mod undo;
mod walks;
