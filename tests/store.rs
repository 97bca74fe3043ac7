//! The journal's file: what goes in comes out, nothing is overwritten, and no fault leaves a half-done thing.

#[path = "store/course.rs"]
mod course;
#[path = "store/history.rs"]
mod history;
