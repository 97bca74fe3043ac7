//! Nothing that was saved is lost: the real program, killed, starved of disk and cut from power at every file operation.
//!
//! A scenario is a few lines in `scenarios.rs`. `MENDLOG_CRASH_LONG=1` tries more moments (see the README).

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod disk;
mod erasing;
mod failing;
mod folders;
#[expect(dead_code, reason = "the journeys use the rest of it")]
#[path = "../journey/home.rs"]
mod home;
mod kills;
mod locks;
mod power;
mod random;
mod scenarios;
mod screens;
mod shim;
mod state;
#[expect(dead_code, reason = "the journeys use the rest of it")]
#[path = "../journey/terminal.rs"]
mod terminal;
mod windows;
