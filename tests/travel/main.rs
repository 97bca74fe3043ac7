//! Data that travels: what leaves fits its published form, and what comes back is what left.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod bundle;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "../cli/home.rs"]
mod home;
mod journals;
mod round;
mod schema;
