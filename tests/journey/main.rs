//! The program as a patient meets it: typed into through a real pseudo-terminal, looked at as the terminal shows it.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod faults;
mod healing;
mod home;
mod leaving;
#[cfg(feature = "encryption")]
mod locked;
#[cfg(feature = "encryption")]
mod passphrase;
mod terminal;
mod visit;
mod window;
