//! Checks by programs that others wrote. Each is ignored until it is asked for, and fails if what it needs is not installed:
//! `tests/outside/install`, then `cargo test --locked --test outside -- --ignored`.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod cohort;
mod installed;
mod program;
