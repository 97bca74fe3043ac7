//! The screens: what they draw at every size, what keys do, and the whole program with scripted events.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod ahead;
mod care;
mod check_in;
mod forecast;
mod history;
mod locked;
mod month;
mod patient;
mod pictures;
mod program;
mod readme;
mod settings;
mod sizes;
mod treatments;
mod undo;
mod visit;
mod warnings;
mod why;
mod words;
