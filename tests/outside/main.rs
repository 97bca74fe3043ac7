//! Checks by programs that others wrote. Each is ignored until it is asked for, and fails if what it needs is not installed:
//! `tests/outside/install`, then `cargo test --locked --test outside -- --ignored`.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod calendar;
mod example_page;
mod fhir;
#[expect(dead_code, reason = "each test binary uses its part of it")]
#[path = "../cli/home.rs"]
mod home;
mod html;
mod installed;
#[path = "../travel/journals.rs"]
mod journals;
mod pdf;
mod program;
mod schema;
